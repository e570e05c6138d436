// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/deca_files.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/image_file.h"

#include <ATen/ATen.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>
#include <span>
#include <vector>

namespace effigy::exporter {

namespace {

using torch::Tensor;

Tensor doubles(const Tensor& numbers)
{
    return numbers.to(torch::kCPU, torch::kFloat64).contiguous();
}

Tensor integers(const Tensor& indices)
{
    base::require(indices.dim() == 2 && indices.size(1) == 3, "triangles are [F, 3]");
    return indices.to(torch::kCPU, torch::kInt64).contiguous();
}

void appendRow(std::string& text, const char* key, const double* values, std::int64_t count)
{
    text += key;
    for (std::int64_t k = 0; k < count; ++k)
        text += ' ' + pythonNumber(values[k]);
}

void appendRows(std::string& text, const char* key, const Tensor& rows)
{
    const Tensor numbers = doubles(rows);
    const std::int64_t count = numbers.size(1);
    for (std::int64_t i = 0; i < numbers.size(0); ++i) {
        appendRow(text, key, numbers.data_ptr<double>() + i * count, count);
        text += '\n';
    }
}

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text));
}

} // namespace

std::string pythonNumber(double number)
{
    if (!std::isfinite(number))
        return std::isnan(number) ? "nan" : number < 0.0 ? "-inf" : "inf";
    std::array<char, 32> shortest;
    const auto end = std::to_chars(shortest.data(), shortest.data() + shortest.size(), number,
                                   std::chars_format::scientific)
                         .ptr;
    const std::string text(shortest.data(), end);
    const auto e = text.find('e');
    const int exponent = std::stoi(text.substr(e + 1));
    const std::string sign = text[0] == '-' ? "-" : "";
    std::string digits;
    for (const char c : text.substr(0, e))
        if (c >= '0' && c <= '9')
            digits += c;
    const auto count = static_cast<int>(digits.size());
    if (exponent < -4 || exponent >= 16)
        return text; // to_chars, like Python, gives at least two digits of the exponent
    if (exponent < 0)
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    if (exponent >= count - 1)
        return sign + digits + std::string(static_cast<std::size_t>(exponent - count + 1), '0') +
               ".0";
    return sign + digits.substr(0, static_cast<std::size_t>(exponent + 1)) + '.' +
           digits.substr(static_cast<std::size_t>(exponent + 1));
}

std::string objText(const Tensor& vertices, const Tensor& triangles, const Tensor& colours)
{
    const Tensor places = doubles(vertices), corners = integers(triangles);
    base::require(places.dim() == 2 && places.size(1) == 3, "vertices are [V, 3]");
    const Tensor bytes =
        colours.defined() ? colours.to(torch::kCPU, torch::kInt64).contiguous() : Tensor();
    base::require(!bytes.defined() || bytes.sizes() == places.sizes(), "one colour a vertex");
    std::string text;
    for (std::int64_t v = 0; v < places.size(0); ++v) {
        appendRow(text, "v", places.data_ptr<double>() + 3 * v, 3);
        for (int c = 0; bytes.defined() && c < 3; ++c)
            text += ' ' + std::to_string(bytes.data_ptr<std::int64_t>()[3 * v + c]);
        text += '\n';
    }
    const auto* corner = corners.data_ptr<std::int64_t>();
    for (std::int64_t f = 0; f < corners.size(0); ++f, corner += 3)
        text += "f " + std::to_string(corner[0] + 1) + ' ' + std::to_string(corner[1] + 1) + ' ' +
                std::to_string(corner[2] + 1) + '\n';
    return text;
}

Tensor reversed(const Tensor& triangles)
{
    return triangles.flip(1);
}

std::string texturedObjText(const TexturedMesh& mesh, const std::string& library)
{
    const Tensor corners = integers(mesh.triangles), uvCorners = integers(mesh.uvTriangles);
    base::require(corners.sizes() == uvCorners.sizes(),
                  "every triangle has its place in the texture");
    std::string text = "mtllib " + library + "\n\n";
    appendRows(text, "v", mesh.vertices);
    appendRows(text, "vt", mesh.uvs);
    text += "usemtl FaceTexture\n";
    const auto *corner = corners.data_ptr<std::int64_t>(), *uv = uvCorners.data_ptr<std::int64_t>();
    for (std::int64_t f = 0; f < corners.size(0); ++f) {
        text += 'f';
        for (int k = 0; k < 3; ++k)
            text += ' ' + std::to_string(corner[3 * f + k] + 1) + '/' +
                    std::to_string(uv[3 * f + k] + 1);
        text += '\n';
    }
    return text;
}

void writeTexturedObj(const std::filesystem::path& path, const TexturedMesh& mesh)
{
    const auto beside = [&](const char* ending) {
        std::filesystem::path other = path;
        return other.replace_extension().concat(ending);
    };
    const std::filesystem::path library = beside(".mtl"), texture = beside(".png"),
                                normals = beside("_normals.png");
    std::string material = "newmtl FaceTexture\nmap_Kd " + texture.filename().string() + "\n";
    if (!mesh.normals.empty())
        material += "disp " + normals.string();
    std::vector<std::unique_ptr<base::AtomicFile>> files;
    const auto prepare = [&](const std::filesystem::path& target,
                             std::span<const std::byte> bytes) {
        files.push_back(std::make_unique<base::AtomicFile>(target));
        base::writeFileAtomically(files.back()->temporary(), bytes);
    };
    prepare(path, bytesOf(texturedObjText(mesh, library.filename().string())));
    prepare(library, bytesOf(material));
    prepare(texture, encodePng(mesh.texture));
    if (!mesh.normals.empty())
        prepare(normals, encodePng(mesh.normals));
    for (const auto& file : files)
        file->commit();
}

std::string tableText(const Tensor& numbers)
{
    base::require(numbers.dim() == 2, "a table has rows and columns");
    const Tensor values = doubles(numbers);
    const std::int64_t columns = values.size(1);
    std::string text;
    for (std::int64_t i = 0; i < values.numel(); ++i) {
        std::array<char, 40> number;
        std::snprintf(number.data(), number.size(), "%.18e", values.data_ptr<double>()[i]);
        text += number.data();
        text += (i + 1) % columns == 0 ? '\n' : ' ';
    }
    return text;
}

base::Image pictureImage(const Tensor& picture)
{
    base::require(picture.dim() == 3 && picture.size(0) == 3, "a picture is [3, H, W]");
    const Tensor bytes = (picture * 255.0)
                             .clamp(0.0, 255.0)
                             .permute({1, 2, 0})
                             .to(torch::kCPU, torch::kUInt8)
                             .contiguous();
    base::Image image(static_cast<int>(picture.size(2)), static_cast<int>(picture.size(1)), 3);
    std::copy_n(bytes.data_ptr<std::uint8_t>(), image.pixels.size(), image.pixels.begin());
    return image;
}

} // namespace effigy::exporter

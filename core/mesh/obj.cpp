// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/obj.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

namespace effigy::mesh {

namespace {

void append(std::string& text, const char* key, const float* values, int count)
{
    text += key;
    for (int k = 0; k < count; ++k) {
        char number[32];
        // Nine digits bring every float back exactly.
        std::snprintf(number, sizeof number, " %.9g", static_cast<double>(values[k]));
        text += number;
    }
    text += '\n';
}

std::vector<MeshPart> partsOf(const Mesh& mesh)
{
    if (!mesh.parts.empty())
        return mesh.parts;
    return {{"skin", 0, static_cast<int>(mesh.triangles.size())}};
}

std::string objText(const Mesh& mesh, const std::string& library)
{
    std::string text = "# metres, +Y up\nmtllib " + library + "\no head\n";
    for (const auto& v : mesh.vertices)
        append(text, "v", v.data(), 3);
    for (const auto& uv : mesh.uvs)
        append(text, "vt", uv.data(), 2);
    const bool hasUvs = !mesh.uvTriangles.empty(), hasNormals = !mesh.normals.empty();
    for (const auto& n : mesh.normals)
        append(text, "vn", n.data(), 3);
    for (const auto& part : partsOf(mesh)) {
        text += "usemtl " + part.material + '\n';
        for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f) {
            text += 'f';
            for (int corner = 0; corner < 3; ++corner) {
                const auto vertex = std::to_string(mesh.triangles[f][corner] + 1);
                text += ' ' + vertex;
                if (hasUvs || hasNormals)
                    text += '/';
                if (hasUvs)
                    text += std::to_string(mesh.uvTriangles[f][corner] + 1);
                if (hasNormals)
                    text += '/' + vertex;
            }
            text += '\n';
        }
    }
    return text;
}

std::string materialText(const Mesh& mesh, const std::string& textureName, const std::string& normalName)
{
    std::string text;
    std::vector<std::string> written;
    for (const auto& part : partsOf(mesh)) {
        if (std::find(written.begin(), written.end(), part.material) != written.end())
            continue;
        written.push_back(part.material);
        text += "newmtl " + part.material + "\nKa 0 0 0\nKs 0 0 0\nillum 1\n";
        text +=
            textureName.empty() ? "Kd 0.8 0.75 0.7\n" : "Kd 1 1 1\nmap_Kd " + textureName + '\n';
        if (!normalName.empty() && part.material == "skin")
            text += "map_Bump -bm 1 " + normalName + '\n'; // what Blender and others take for a normal map
        text += '\n';
    }
    return text;
}

/// A file that is written but not yet under its name.
std::unique_ptr<base::AtomicFile> prepared(const std::filesystem::path& path,
                                           std::span<const std::byte> bytes)
{
    auto file = std::make_unique<base::AtomicFile>(path);
    base::writeFileAtomically(file->temporary(), bytes);
    return file;
}

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text));
}

/// Reads an OBJ line by line.
class ObjReader {
public:
    explicit ObjReader(std::string name) : m_name(std::move(name)) {}

    void readLine(std::string_view line)
    {
        ++m_line;
        m_rest = line;
        const auto key = nextWord();
        if (key == "v")
            m_mesh.vertices.push_back({nextNumber(), nextNumber(), nextNumber()});
        else if (key == "vt")
            m_mesh.uvs.push_back({nextNumber(), nextNumber()});
        else if (key == "usemtl")
            m_material = std::string(nextWord());
        else if (key == "f")
            readFace();
    }

    Mesh finish()
    {
        if (m_mesh.vertices.empty() || m_byMaterial.empty())
            throw base::Error("unsupported", m_name + " holds no triangles",
                              "Choose a Wavefront OBJ file.");
        bool hasAllUvs = true;
        for (const auto& material : m_order) {
            const auto& faces = m_byMaterial.at(material);
            m_mesh.parts.push_back({material, static_cast<int>(m_mesh.triangles.size()),
                                    static_cast<int>(faces.triangles.size())});
            m_mesh.triangles.insert(m_mesh.triangles.end(), faces.triangles.begin(),
                                    faces.triangles.end());
            m_mesh.uvTriangles.insert(m_mesh.uvTriangles.end(), faces.uvTriangles.begin(),
                                      faces.uvTriangles.end());
        }
        for (const auto& t : m_mesh.uvTriangles)
            hasAllUvs = hasAllUvs && t.minCoeff() >= 0;
        if (!hasAllUvs) {
            m_mesh.uvs.clear();
            m_mesh.uvTriangles.clear();
        }
        m_mesh.normals = vertexNormals(m_mesh.vertices, m_mesh.triangles);
        return std::move(m_mesh);
    }

private:
    struct Faces {
        std::vector<Eigen::Vector3i> triangles;
        std::vector<Eigen::Vector3i> uvTriangles;
    };
    struct Corner {
        int vertex = 0;
        int uv = -1;
    };

    [[noreturn]] void fail(const char* what) const
    {
        throw base::Error("unsupported", m_name + ", line " + std::to_string(m_line) + ": " + what,
                          "Choose a Wavefront OBJ file.");
    }

    std::string_view nextWord()
    {
        const auto begin = m_rest.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos)
            return m_rest = {};
        m_rest.remove_prefix(begin);
        const auto word = m_rest.substr(0, m_rest.find_first_of(" \t\r"));
        m_rest.remove_prefix(word.size());
        return word;
    }

    float nextNumber()
    {
        const auto word = nextWord();
        float value = 0.0F;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc() || end != word.data() + word.size())
            fail("expected a number");
        return value;
    }

    int nextIndex(std::string_view text, std::size_t count) const
    {
        int index = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
        // Negative indices count from the end.
        const int place = index < 0 ? static_cast<int>(count) + index : index - 1;
        if (error != std::errc() || end != text.data() + text.size() || place < 0 ||
            place >= static_cast<int>(count))
            fail("an index is out of range");
        return place;
    }

    Corner cornerOf(std::string_view word) const
    {
        Corner corner;
        const auto slash = word.find('/');
        corner.vertex = nextIndex(word.substr(0, slash), m_mesh.vertices.size());
        if (slash == std::string_view::npos)
            return corner;
        const auto uv = word.substr(slash + 1, word.find('/', slash + 1) - slash - 1);
        if (!uv.empty())
            corner.uv = nextIndex(uv, m_mesh.uvs.size());
        return corner;
    }

    void readFace()
    {
        std::vector<Corner> corners;
        for (auto word = nextWord(); !word.empty(); word = nextWord())
            corners.push_back(cornerOf(word));
        if (corners.size() < 3)
            fail("a face has fewer than three corners");
        if (!m_byMaterial.contains(m_material))
            m_order.push_back(m_material);
        auto& faces = m_byMaterial[m_material];
        for (std::size_t k = 2; k < corners.size(); ++k) {
            faces.triangles.emplace_back(corners[0].vertex, corners[k - 1].vertex,
                                         corners[k].vertex);
            faces.uvTriangles.emplace_back(corners[0].uv, corners[k - 1].uv, corners[k].uv);
        }
    }

    std::string m_name;
    int m_line = 0;
    std::string_view m_rest;
    Mesh m_mesh;
    std::string m_material;
    std::map<std::string, Faces> m_byMaterial;
    std::vector<std::string> m_order; // of first use
};

} // namespace

void writeObj(const std::filesystem::path& path, const Mesh& mesh, const ObjOptions& options)
{
    auto library = path, picture = path, normals = path;
    library.replace_extension(".mtl");
    picture.replace_extension(options.textureExtension);
    normals.replace_filename(path.stem().string() + "_normals.png");
    const bool hasNormals = !options.normalMap.empty() && !mesh.uvTriangles.empty();
    const bool isTextured = !options.texture.empty() && !mesh.uvTriangles.empty();
    const auto text = objText(mesh, library.filename().string());
    const auto materials =
        materialText(mesh, isTextured ? picture.filename().string() : std::string(), hasNormals ? normals.filename().string() : std::string());
    std::vector<std::unique_ptr<base::AtomicFile>> files;
    if (isTextured)
        files.push_back(prepared(picture, options.texture));
    if (hasNormals)
        files.push_back(prepared(normals, options.normalMap));
    files.push_back(prepared(library, bytesOf(materials)));
    files.push_back(prepared(path, bytesOf(text)));
    for (auto& file : files)
        file->commit();
}

Mesh readObj(const std::filesystem::path& path)
{
    const auto bytes = base::readFile(path);
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    ObjReader reader(path.filename().string());
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        reader.readLine(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return reader.finish();
}

} // namespace effigy::mesh

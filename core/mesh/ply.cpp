// SPDX-License-Identifier: GPL-3.0-or-later
#include "mesh/ply.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <sstream>
#include <string>
#include <string_view>

static_assert(std::endian::native == std::endian::little, "PLY files are written as memory lies");

namespace effigy::mesh {

namespace {

std::string headerOf(const Mesh& mesh, bool hasColours)
{
    std::string text =
        "ply\nformat binary_little_endian 1.0\ncomment metres, +Y up\nelement vertex " +
        std::to_string(mesh.vertices.size()) +
        "\nproperty float x\nproperty float y\nproperty float z\n";
    if (!mesh.normals.empty())
        text += "property float nx\nproperty float ny\nproperty float nz\n";
    if (hasColours)
        text += "property uchar red\nproperty uchar green\nproperty uchar blue\n";
    return text + "element face " + std::to_string(mesh.triangles.size()) +
           "\nproperty list uchar int vertex_indices\nend_header\n";
}

void append(std::vector<std::byte>& blob, const void* data, std::size_t size)
{
    const auto* bytes = static_cast<const std::byte*>(data);
    blob.insert(blob.end(), bytes, bytes + size);
}

[[noreturn]] void refuse(const std::filesystem::path& path, const char* why)
{
    throw base::Error("unsupported", path.filename().string() + ": " + why,
                      "Choose a binary PLY file of triangles.");
}

struct Cursor {
    const std::vector<std::byte>& blob;
    std::size_t at = 0;
    const std::filesystem::path& path;

    void read(void* out, std::size_t size)
    {
        if (size > blob.size() - at)
            refuse(path, "the file ends too early");
        std::memcpy(out, blob.data() + at, size);
        at += size;
    }
};

struct Counts {
    std::size_t vertices = 0;
    std::size_t faces = 0;
    bool hasNormals = false;
    bool hasColours = false;
};

Counts countsOf(const std::string& header, const std::filesystem::path& path)
{
    Counts counts;
    std::istringstream lines(header);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string key, kind;
        words >> key >> kind;
        if (key == "element" && kind == "vertex")
            words >> counts.vertices;
        else if (key == "element" && kind == "face")
            words >> counts.faces;
    }
    counts.hasNormals = header.find("property float nx\n") != std::string::npos;
    counts.hasColours = header.find("property uchar red\n") != std::string::npos;
    if (header.rfind("ply\nformat binary_little_endian 1.0\n", 0) != 0 ||
        header.find("property list uchar int vertex_indices\n") == std::string::npos)
        refuse(path, "the header is not that of a binary mesh of triangles");
    return counts;
}

} // namespace

void writePly(const std::filesystem::path& path, const Mesh& mesh,
              std::span<const VertexColour> colours)
{
    base::require(colours.empty() || colours.size() == mesh.vertices.size(),
                  "writePly: colours are not [V]");
    base::require(mesh.normals.empty() || mesh.normals.size() == mesh.vertices.size(),
                  "writePly: normals are not [V]");
    const auto header = headerOf(mesh, !colours.empty());
    std::vector<std::byte> blob;
    append(blob, header.data(), header.size());
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        append(blob, mesh.vertices[v].data(), 3 * sizeof(float));
        if (!mesh.normals.empty())
            append(blob, mesh.normals[v].data(), 3 * sizeof(float));
        if (!colours.empty())
            append(blob, colours[v].data(), 3);
    }
    constexpr std::uint8_t kCorners = 3;
    for (const auto& t : mesh.triangles) {
        append(blob, &kCorners, 1);
        append(blob, t.data(), 3 * sizeof(int));
    }
    base::writeFileAtomically(path, blob);
}

PlyContents readPly(const std::filesystem::path& path)
{
    const auto blob = base::readFile(path);
    const std::string start(reinterpret_cast<const char*>(blob.data()),
                            std::min<std::size_t>(blob.size(), 4096));
    constexpr std::string_view kEnd = "end_header\n";
    const auto end = start.find(kEnd);
    if (end == std::string::npos)
        refuse(path, "there is no header");
    const auto counts = countsOf(start.substr(0, end), path);
    // Before anything is allocated: three numbers a vertex, thirteen bytes a face.
    if (counts.vertices > blob.size() / 12 || counts.faces > blob.size() / 13)
        refuse(path, "the file ends too early");

    Cursor cursor{blob, end + kEnd.size(), path};
    PlyContents contents;
    contents.mesh.vertices.resize(counts.vertices);
    contents.mesh.normals.resize(counts.hasNormals ? counts.vertices : 0);
    contents.colours.resize(counts.hasColours ? counts.vertices : 0);
    for (std::size_t v = 0; v < counts.vertices; ++v) {
        cursor.read(contents.mesh.vertices[v].data(), 3 * sizeof(float));
        if (counts.hasNormals)
            cursor.read(contents.mesh.normals[v].data(), 3 * sizeof(float));
        if (counts.hasColours)
            cursor.read(contents.colours[v].data(), 3);
    }
    contents.mesh.triangles.resize(counts.faces);
    for (auto& t : contents.mesh.triangles) {
        std::uint8_t corners = 0;
        cursor.read(&corners, 1);
        if (corners != 3)
            refuse(path, "a face is no triangle");
        cursor.read(t.data(), 3 * sizeof(int));
        if (t.minCoeff() < 0 || static_cast<std::size_t>(t.maxCoeff()) >= counts.vertices)
            refuse(path, "a face points outside the vertices");
    }
    return contents;
}

} // namespace effigy::mesh

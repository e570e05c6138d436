// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/mouth_view.h"

#include "mesh/colour_space.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>

namespace effigy::reconstruct {

namespace {

/// Triangles of a material that hang together.
std::vector<std::vector<Eigen::Vector3i>> piecesOf(const mesh::Mesh& mesh,
                                                   const std::string& material)
{
    std::vector<int> parent(mesh.vertices.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&parent](int v) {
        while (parent[v] != v)
            v = parent[v] = parent[parent[v]];
        return v;
    };
    std::map<int, std::vector<Eigen::Vector3i>> pieces;
    for (const auto& part : mesh.parts) {
        if (part.material != material)
            continue;
        const auto first = mesh.triangles.begin() + part.firstTriangle,
                   last = first + part.triangleCount;
        for (auto t = first; t != last; ++t)
            parent[root((*t)[0])] = parent[root((*t)[1])] = root((*t)[2]);
        for (auto t = first; t != last; ++t)
            pieces[root((*t)[0])].push_back(*t);
    }
    std::vector<std::vector<Eigen::Vector3i>> result;
    for (auto& [at, piece] : pieces)
        result.push_back(std::move(piece));
    return result;
}

std::vector<int> verticesOf(const std::vector<Eigen::Vector3i>& triangles)
{
    std::vector<int> vertices;
    for (const auto& t : triangles)
        vertices.insert(vertices.end(), t.begin(), t.end());
    std::ranges::sort(vertices);
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    return vertices;
}

float quantile(std::vector<float> values, double share)
{
    const auto at = values.begin() +
                    static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::ranges::nth_element(values, at);
    return *at;
}

} // namespace

// The lining of the mouth hangs together with the lips, which the jaw moves.
UpperRow upperRow(const head::HeadModelData& model)
{
    const auto jaw = std::ranges::find(model.joints, "jaw", &head::Joint::name);
    UpperRow row;
    if (jaw == model.joints.end())
        return row;
    const auto weights = model.skinWeights.col(jaw - model.joints.begin());
    const auto isUpper = [&](const std::vector<int>& vertices) {
        return std::ranges::all_of(vertices, [&](int v) { return weights[v] < 1e-3F; });
    };
    for (const auto& piece : piecesOf(model.templateMesh, "teeth"))
        if (auto vertices = verticesOf(piece); isUpper(vertices)) {
            row.toothOf.insert(row.toothOf.end(), piece.size(), static_cast<int>(row.teeth.size()));
            row.teeth.push_back(std::move(vertices));
            row.triangles.insert(row.triangles.end(), piece.begin(), piece.end());
        }
    for (const auto& piece : piecesOf(model.templateMesh, "gums"))
        if (const auto vertices = verticesOf(piece); isUpper(vertices)) {
            row.gum.insert(row.gum.end(), vertices.begin(), vertices.end());
            row.triangles.insert(row.triangles.end(), piece.begin(), piece.end());
        }
    return row;
}

float brightness(const Eigen::Vector3f& colour)
{
    return 0.3F * colour.x() + 0.6F * colour.y() + 0.1F * colour.z();
}

float paleness(const Eigen::Vector3f& colour)
{
    constexpr float kBlack = 0.004F;
    return std::log((colour.y() + kBlack) / (colour.x() + kBlack));
}

MouthView::MouthView(const head::HeadModelData& model, const UpperRow& row, const mesh::Mesh& posed,
                     const PhotoCut& cut)
    : m_row(row),
      m_cut(cut),
      m_all(head::viewSurface(posed.vertices, head::withoutLashes(posed), cut.camera,
                              cut.image.width)),
      m_teeth(head::viewSurface(posed.vertices, row.triangles, cut.camera, cut.image.width))
{
    for (const auto& part : posed.parts)
        if (part.material == "teeth" || part.material == "gums" || part.material == "tongue")
            m_inside.emplace_back(part.firstTriangle, part.firstTriangle + part.triangleCount);
    m_colour = toothColour(model, posed);
}

std::optional<MouthView::Pixel> MouthView::pixelOf(const Eigen::Vector3f& place) const
{
    const int size = m_cut.image.width;
    const Eigen::Vector3d at = mesh::project(m_cut.camera, place.cast<double>()) * size;
    if (at.x() < 0.0 || at.y() < 0.0 || at.x() >= size || at.y() >= size)
        return std::nullopt;
    const Pixel pixel{static_cast<int>(at.x()), static_cast<int>(at.y())};
    return *m_cut.unseen.at(pixel.x, pixel.y) > 0.0F ? std::nullopt : std::optional(pixel);
}

Eigen::Vector3f MouthView::colourAt(Pixel p) const
{
    return mesh::linearFromSrgb(m_cut.image.at(p.x, p.y));
}

bool MouthView::isOpen(Pixel p) const
{
    return isInside(m_all.triangle[m_all.index(p.x, p.y)]);
}

std::optional<int> MouthView::toothAt(Pixel p) const
{
    const int triangle = m_teeth.triangle[m_teeth.index(p.x, p.y)];
    return triangle >= 0 && triangle < static_cast<int>(m_row.toothOf.size())
               ? std::optional(m_row.toothOf[triangle])
               : std::nullopt;
}

bool MouthView::isInside(int triangle) const
{
    return std::ranges::any_of(m_inside, [&](const auto& range) {
        return triangle >= range.first && triangle < range.second;
    });
}

std::optional<ToothColour> MouthView::toothColour(const head::HeadModelData& model,
                                                  const mesh::Mesh& posed) const
{
    constexpr std::size_t kEnough = 60; // pixels, 7 mm2 in the usual cut
    constexpr float kBrightest = 0.5F;  // of the brightest: what may be teeth
    constexpr float kPaler = 0.35F, kBeside = 0.35F;
    std::vector<float> lips, skin, open;
    std::vector<Eigen::Vector3f> inside;
    const auto lipMask = model.masks.find("lips"), faceMask = model.masks.find("face");
    if (lipMask == model.masks.end() || faceMask == model.masks.end())
        return std::nullopt;
    const auto meanOf = [](const std::vector<float>& mask, const Eigen::Vector3i& t) {
        return (mask[t[0]] + mask[t[1]] + mask[t[2]]) / 3.0F;
    };
    for (int y = 0; y < m_all.size; ++y)
        for (int x = 0; x < m_all.size; ++x) {
            const int triangle = m_all.triangle[m_all.index(x, y)];
            if (triangle < 0 || *m_cut.unseen.at(x, y) > 0.0F)
                continue;
            const auto colour = colourAt({x, y});
            if (isInside(triangle)) {
                inside.push_back(colour);
                open.push_back(brightness(colour));
            } else if (meanOf(lipMask->second, posed.triangles[triangle]) > 0.7F) {
                lips.push_back(paleness(colour));
            } else if (meanOf(faceMask->second, posed.triangles[triangle]) > 0.9F) {
                skin.push_back(brightness(colour));
            }
        }
    if (inside.size() < kEnough || lips.size() < kEnough || skin.size() < kEnough)
        return std::nullopt;
    const float lip = quantile(lips, 0.5), brightest = quantile(open, 0.9);
    std::vector<float> pale, bright;
    for (const auto& colour : inside)
        if (brightness(colour) > kBrightest * brightest && paleness(colour) > lip + kPaler) {
            pale.push_back(paleness(colour));
            bright.push_back(brightness(colour));
        }
    if (pale.size() < kEnough || quantile(bright, 0.5) < kBeside * quantile(skin, 0.5))
        return std::nullopt;
    return ToothColour{0.5F * (lip + quantile(pale, 0.5)), quantile(bright, 0.5)};
}

} // namespace effigy::reconstruct

// SPDX-License-Identifier: GPL-3.0-or-later
#include "invert/texel_trust.h"

#include "base/smoothstep.h"
#include "encoder/matte_seed.h"
#include "head/hairline.h"
#include "head/surface_view.h"
#include "invert/photo_weight.h"
#include "train/texture_code.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace effigy::invert {

namespace {

std::vector<std::size_t> verticesOf(const mesh::Mesh& mesh, const std::string& material)
{
    std::vector<std::size_t> vertices;
    for (const auto& part : mesh.parts)
        if (part.material == material)
            for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f)
                for (const auto vertex : mesh.triangles[static_cast<std::size_t>(f)])
                    vertices.push_back(static_cast<std::size_t>(vertex));
    std::ranges::sort(vertices);
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    return vertices;
}

/// How much of what a photo shows of the chin is hair, mean over its vertices that are seen; 0 where none is.
float hairOnChin(const head::HeadModelData& model, const mesh::Mesh& mesh, const head::SurfaceView& view, const mesh::Camera& camera,
                 const base::FloatImage& hair)
{
    constexpr float kBehind = 0.003F; // metres
    float sum = 0.0F;
    int count = 0;
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        if (!head::isOnChin(model.templateMesh.vertices[v]))
            continue;
        const Eigen::Vector3d at = mesh::project(camera, mesh.vertices[v].cast<double>());
        const int x = static_cast<int>(std::floor(at.x() * hair.width)), y = static_cast<int>(std::floor(at.y() * hair.height));
        if (x < 0 || y < 0 || x >= hair.width || y >= hair.height || view.hides(at, kBehind))
            continue;
        sum += *hair.at(x, y);
        ++count;
    }
    return count > 0 ? sum / static_cast<float>(count) : 0.0F;
}

/// The greatest of all no more than `reach` away along both axes.
torch::Tensor greatest(const torch::Tensor& map, int reach)
{
    const int window = 2 * reach + 1;
    return at::max_pool2d(map, {window, window}, {1, 1}, {reach, reach});
}

/// Where a head's depth, seen by a camera, changes by more than `least` metres within `reach` pixels: 1 there, else 0. A fitted head that is a pixel
/// off shows there what is not its own.
///   returns  [1, 1, S, S] f32, contiguous
torch::Tensor depthSteps(const head::SurfaceView& view, int reach, float least)
{
    constexpr double kNothing = 10.0; // metres
    torch::Tensor depth = torch::empty({1, 1, view.size, view.size});
    std::ranges::copy(view.depth, depth.data_ptr<float>());
    const auto nearest = -greatest(-depth.clamp_max(kNothing), reach);
    const auto head = torch::where(depth.lt(kNothing), depth, nearest); // what is no head is the matte's to tell
    return (greatest(head, reach) - nearest).gt(least).to(torch::kFloat32).contiguous();
}

constexpr int kNear = 3;       // texels, 5 mm of a face: half the width of the band in which a colour's course lies
constexpr int kFar = 5;        // pairs of texels, 16 mm: the same of its tone

/// Means over the texels up to `reach` away along both axes, [N, C, P, P]; beyond the border there is nothing.
torch::Tensor meanAround(const torch::Tensor& texels, int reach)
{
    const int window = 2 * reach + 1;
    return at::avg_pool2d(at::avg_pool2d(texels, {1, window}, {1, 1}, {0, reach}), {window, 1}, {1, 1}, {reach, 0});
}

/// The same over kFar pairs, one for each pair, [N, C, P / 2, P / 2]: what is that broad needs no more.
torch::Tensor farMean(const torch::Tensor& texels) { return meanAround(at::avg_pool2d(texels, {2, 2}), kFar); }

/// Twice as fine.
torch::Tensor finer(const torch::Tensor& texels) { return at::upsample_bilinear2d(texels, {2 * texels.size(2), 2 * texels.size(3)}, false); }

/// The colours of blocks as [N, 3, 4, P, P], in place.
///   code  [N, C, P, P], begins with the texture code
torch::Tensor blocksOf(const torch::Tensor& code)
{
    return code.slice(1, 0, train::kColourChannels).view({code.size(0), 3, 4, code.size(2), code.size(3)});
}

/// What lies around a block differs nowhere within it.
///   around  changed
void evenBlocks(torch::Tensor& around)
{
    auto blocks = blocksOf(around);
    blocks.copy_(blocks.mean({2}, true).expand_as(blocks));
}

/// base::smoothstep of each.
torch::Tensor smoothSteps(double low, double high, const torch::Tensor& values)
{
    const auto part = ((values - low) / (high - low)).clamp(0.0, 1.0);
    return part.square() * (3.0 - 2.0 * part);
}

} // namespace

torch::Tensor tunableTexels(const head::HeadModel& model, const generator::HeadLayout& layout, int size)
{
    const auto& mesh = model.data().templateMesh;
    Eigen::MatrixXf values = Eigen::MatrixXf::Ones(model.vertexCount(), 1);
    const auto inside = model.data().masks.find("innerMouth");
    if (inside != model.data().masks.end())
        for (std::size_t v = 0; v < inside->second.size(); ++v)
            values(static_cast<Eigen::Index>(v), 0) = 1.0F - inside->second[v];
    const auto set = [&](const std::string& material, float value) {
        for (const std::size_t v : verticesOf(mesh, material))
            values(static_cast<Eigen::Index>(v), 0) = value;
    };
    set("tongue", 0.0F);
    set("gums", 0.0F);
    set("teeth", 1.0F);
    return train::bakeVertexValues(layout, values, size);
}

torch::Tensor seenTexels(const head::HeadModel& model, const generator::HeadLayout& layout, const head::HeadCoefficients& coefficients,
                         const reconstruct::AlignedPhoto& photo, const base::FloatImage& hair, int size)
{
    constexpr int kView = 512;         // pixels along the picture in which is looked who hides whom
    constexpr float kBehind = 0.003F;  // metres behind the nearest surface from which a vertex is hidden
    constexpr float kGrazed = 0.15F, kFacing = 0.6F; // cosines between which the photo tells more and more
    constexpr float kEarGrazed = 0.25F, kEarFacing = 0.75F; // and about the ears
    constexpr float kEarTrust = 0.15F; // whose tone is learnt, not what lies where
    constexpr float kTooth = 0.003F;   // metres about what is seen of teeth that count as seen
    constexpr int kRim = 2;            // pixels of that view within the matte's border that may show what is behind
    constexpr int kStrandRim = 3;      // the same, about strands, whose colours mix with the skin's
    constexpr int kCollarRim = 14;     // the same, eight millimetres, where collars may lie over the head: they cast shadows
    constexpr int kStepRim = 3;        // pixels about where the head ends before itself, as the jaw does before the neck
    constexpr float kStep = 0.015F;    // metres
    const mesh::Camera& camera = photo.camera;
    const torch::Tensor shown = headShare(photo, kView);
    const auto within = [&shown](int rim) { return (1.0 - greatest(1.0 - shown, rim)).contiguous(); };
    const torch::Tensor sure = within(kRim), sureOfNeck = within(kCollarRim);
    const torch::Tensor strands = greatest(planeOf(hair, kView), kStrandRim).contiguous();
    const auto* strand = strands.data_ptr<float>();
    const auto *share = sure.data_ptr<float>(), *shareOfNeck = sureOfNeck.data_ptr<float>();
    const std::vector<float> coverable = encoder::coverable(model.data());
    const mesh::Mesh mesh = model.mesh(coefficients);
    const head::SurfaceView view = head::viewSurface(mesh.vertices, head::withoutLashes(mesh), camera, kView);
    const torch::Tensor steps = depthSteps(view, kStepRim, kStep);
    const auto* step = steps.data_ptr<float>();
    const Eigen::Vector3f eye = camera.headFromCamera.translation().cast<float>();
    const float onChin = hairOnChin(model.data(), mesh, view, camera, hair);
    Eigen::MatrixXf seen = Eigen::MatrixXf::Zero(model.vertexCount(), 1);
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
        const Eigen::Vector3d at = mesh::project(camera, mesh.vertices[v].cast<double>());
        const int x = static_cast<int>(std::floor(at.x() * kView)), y = static_cast<int>(std::floor(at.y() * kView));
        if (x < 0 || y < 0 || x >= kView || y >= kView || view.hides(at, kBehind) || step[view.index(x, y)] > 0.0F)
            continue;
        const float facing = mesh.normals[v].dot((eye - mesh.vertices[v]).normalized());
        const float ear = head::earShare(model.data().templateMesh.vertices[v]);
        const float grazed = std::lerp(kGrazed, kEarGrazed, ear), full = std::lerp(kFacing, kEarFacing, ear);
        const float bare = 1.0F - head::strandShare(model.data().templateMesh.vertices[v], strand[view.index(x, y)], onChin);
        const float believable = bare * std::lerp(share[view.index(x, y)], shareOfNeck[view.index(x, y)], coverable[v]);
        const float fitted = std::lerp(1.0F, kEarTrust, ear); // where a fitted ear lies a few millimetres off, a photo paints hair on it
        seen(static_cast<Eigen::Index>(v), 0) = base::smoothstep(grazed, full, facing) * believable * fitted;
    }
    // Eyes lie in the shade of lids, a millimetre from being seen: all of them. So do teeth, but most of them may lie behind lips, where
    // what the photo shows is not theirs.
    const std::vector<std::size_t> teeth = verticesOf(mesh, "teeth");
    std::vector<Eigen::Vector3f> shownTeeth;
    for (const std::size_t v : teeth)
        if (seen(static_cast<Eigen::Index>(v), 0) > 0.0F)
            shownTeeth.push_back(mesh.vertices[v]);
    for (const std::size_t v : teeth) {
        const bool isNear = std::ranges::any_of(shownTeeth, [&](const Eigen::Vector3f& at) { return (at - mesh.vertices[v]).norm() < kTooth; });
        seen(static_cast<Eigen::Index>(v), 0) = isNear ? 1.0F : 0.0F;
    }
    for (const auto& part : mesh.parts)
        if (part.material != "skin" && part.material != "teeth")
            for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f)
                for (int corner = 0; corner < 3; ++corner)
                    seen(mesh.triangles[static_cast<std::size_t>(f)][corner], 0) = 1.0F;
    return train::bakeVertexValues(layout, seen, size);
}

TexelTrust trustOf(const torch::Tensor& seen, const head::HeadModel& model, const generator::HeadLayout& layout)
{
    constexpr double kShaded = 0.75;                       // of what a neck shows that is not believed
    constexpr double kSeenItself = 0.1, kSeenAround = 0.25; // shares from which a texel takes all that its surroundings take
    const int size = static_cast<int>(seen.size(2));
    std::vector<float> neck = encoder::coverable(model.data());
    const auto shaded = train::bakeVertexValues(layout, Eigen::Map<Eigen::MatrixXf>(neck.data(), static_cast<Eigen::Index>(neck.size()), 1), size);
    const auto tunable = tunableTexels(model, layout, size);
    const auto reach = at::maximum(smoothSteps(0.0, kSeenItself, seen), smoothSteps(0.0, kSeenAround, finer(farMean(seen))));
    const auto believable = tunable * (1.0 - kShaded * shaded);
    return {seen * believable, reach * believable};
}

torch::Tensor evenedAside(const torch::Tensor& step)
{
    constexpr double kMetAround = 0.15; // the part of its surroundings from which on a texel takes all that they take
    constexpr double kFaint = 1e-3;
    const auto met = step.abs().amax(1, true).gt(0.0).to(torch::kFloat32);
    const auto metAround = farMean(met);
    auto around = finer(farMean(step) * smoothSteps(0.0, kMetAround, metAround) / (metAround + kFaint));
    if (around.size(1) >= train::kColourChannels)
        evenBlocks(around);
    return around;
}

torch::Tensor believed(const torch::Tensor& step, const TexelTrust& trust)
{
    constexpr double kPower = 1.5;                       // what is seen well speaks for what is grazed beside it
    constexpr double kFaintFar = 0.01, kFaintNear = 0.03; // weights that are as good as none
    constexpr double kToneFrom = 0.1, kToneTo = 0.65;    // shares between which more and more of a colour's course is believed
    constexpr double kDetailFrom = 0.1, kDetailTo = 0.9; // and of each texel's own
    const auto weight = trust.seen.pow(kPower);
    const auto weighed = step * weight;
    auto around = finer(farMean(weighed) / (farMean(weight) + kFaintFar));
    around += (meanAround(weighed, kNear) / (meanAround(weight, kNear) + kFaintNear) - around) * smoothSteps(kToneFrom, kToneTo, trust.seen);
    const bool hasBlocks = step.size(1) >= train::kCodeChannels;
    if (hasBlocks) {
        evenBlocks(around);
        around.slice(1, train::kSideDetail, train::kCodeChannels).zero_();
    }
    auto own = step - around;
    if (hasBlocks) { // a texel that is grazed has fewer pixels than blocks have quarters
        const auto within = trust.seen.pow(3);
        auto quarters = blocksOf(own);
        const auto mean = quarters.mean({2}, true);
        quarters.copy_(mean + (quarters - mean) * within.unsqueeze(1));
        own.slice(1, train::kSideDetail, train::kCodeChannels).mul_(within);
    }
    return trust.reach * (around + own * smoothSteps(kDetailFrom, kDetailTo, trust.seen));
}

} // namespace effigy::invert

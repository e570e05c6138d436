// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/avatar.h"

#include "avatar/tuned_generator.h"
#include "base/error.h"
#include "base/resources.h"
#include "generator/published_generator.h"
#include "invert/weight_delta.h"
#include "train/init_trainer.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

namespace effigy::avatar {

namespace {

/// FNV-1a, 64 bit: tells contents apart, protects against nobody.
class Hash {
public:
    void add(std::span<const std::byte> bytes)
    {
        for (const auto byte : bytes) {
            m_value ^= static_cast<std::uint64_t>(byte);
            m_value *= 0x100000001b3ULL;
        }
    }
    void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
    [[nodiscard]] std::uint64_t value() const { return m_value; }

private:
    std::uint64_t m_value = 0xcbf29ce484222325ULL;
};

std::uint64_t hashOf(const AvatarContents& contents)
{
    Hash hash;
    hash.add(contents.headModel->data().name);
    hash.add(reconstruct::headFitToJson(contents.fit));
    for (const auto& offset : contents.fit.offsets)
        hash.add(std::as_bytes(std::span(offset.data(), 3)));
    hash.add(std::as_bytes(std::span(contents.fit.litTexture.pixels)));
    hash.add(std::as_bytes(std::span(contents.fit.detail.values)));
    hash.add(std::as_bytes(std::span(contents.photo.image.pixels)));
    if (contents.inversion) {
        hash.add(contents.inversion->model);
        hash.add(std::as_bytes(std::span(contents.inversion->ws)));
        hash.add(contents.inversion->weightDelta);
        for (const auto& [id, delta] : contents.learntLooks) {
            hash.add(id);
            hash.add(delta);
        }
    }
    return hash.value();
}

std::unique_ptr<const TunedGenerator> tune(const AvatarContents& contents, const std::filesystem::path& model, const std::string& device)
{
    const invert::InversionResult& inversion = *contents.inversion;
    const head::HeadModel& head = *contents.headModel;
    auto shared = generator::readGenerator(model.empty() ? base::resource("models/embedded.json") : model);
    if (shared.config.name != inversion.model)
        throw base::Error("model_missing",
                          "The avatar was made with the generator \"" + inversion.model + "\", and \"" + shared.config.name
                              + "\" is installed",
                          "Add that generator to the model library, or invert the photo again");
    if (inversion.wsRows != shared.config.wsRows() || inversion.wsColumns != shared.config.wDim)
        throw base::Error("model_refused", "The latents of the avatar do not fit the generator \"" + inversion.model + "\"",
                          "Invert the photo again");
    generator::refuseOtherHead(shared, head.data().templateMesh, contents.fit.headModel);
    auto tuned = std::make_unique<TunedGenerator>();
    tuned->ws = torch::empty({1, inversion.wsRows, inversion.wsColumns}, torch::kFloat32);
    std::copy(inversion.ws.begin(), inversion.ws.end(), tuned->ws.data_ptr<float>());
    shared.parameters = invert::applyWeightDelta(shared.parameters, inversion.weightDelta);
    tuned->eye = eyeOf(shared, contents.photo.camera);
    tuned->generator = std::move(shared);
    if (train::isCoded(tuned->generator)) {
        tuned->mouth = mouthTexels(head, tuned->generator.layout, 2 * tuned->generator.config.planeResolution);
        tuned->shade.emplace(tuned->mouth, lipOpening(generator::headPose(head, tuned->eye->pose(contents.fit.coefficients)).landmarks));
    }
    if (const auto where = generator::renderingDevice(tuned->generator.config, device); !where.is_cpu()) {
        tuned->generator = generator::onDevice(tuned->generator, where);
        tuned->ws = tuned->ws.to(where);
    }
    return tuned;
}

} // namespace

Avatar::Avatar(AvatarContents contents, const std::filesystem::path& model, const std::string& device)
    : m_contents(std::move(contents))
{
    base::require(m_contents.headModel != nullptr, "an avatar needs a head model");
    m_photoControls = m_contents.headModel->controls(m_contents.fit.coefficients);
    if (m_contents.inversion)
        m_generator = tune(m_contents, model, device);
    m_version = hashOf(m_contents);
}

Avatar::~Avatar() = default;

bool Avatar::hasAlpha() const { return !m_generator || m_generator->eye->hasAlpha(); }

bool Avatar::isOnGpu() const { return m_generator && !m_generator->ws.is_cpu(); }

bool Avatar::hasTextureCode() const { return !m_generator || m_generator->mouth.teeth.defined(); }

mesh::OrbitView orbitLikePhoto(const Avatar& avatar)
{
    const auto& camera = avatar.photoCamera();
    mesh::OrbitView view;
    const Eigen::Vector3d arm = camera.headFromCamera.translation() - view.target;
    view.distance = arm.norm();
    view.yaw = std::atan2(arm.x(), arm.z());
    view.pitch = std::asin(std::clamp(arm.y() / std::max(view.distance, 1e-9), -1.0, 1.0));
    view.fov = 2.0 * std::atan(0.5 / camera.fy);
    return view;
}

} // namespace effigy::avatar

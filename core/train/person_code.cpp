// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/person_code.h"

#include "base/error.h"
#include "synth/person_sampler.h"
#include "synth/seeded_random.h"
#include "synth/shot_sampler.h"

#include <ATen/ATen.h>

#include <cmath>

namespace effigy::train {
namespace {

constexpr std::uint64_t kLightStream = 0x11c47e5dULL;
constexpr std::uint64_t kSurveyStream = 0x7a3b90c1ULL;
constexpr std::uint64_t kProjectionSeed = 0x2c05f1e9ULL;
constexpr int kSurveyed = 512;  // people whose traits tell what is usual
constexpr float kLeast = 0.15F; // least deviation that a trait is scaled by: what is rare must not drown what is common

/// Traits one after the other.
class TraitList {
public:
    /// Of the traits that come now.
    void weigh(float weight) { m_weight = weight; }
    void add(float value)
    {
        m_traits.values.push_back(value);
        m_traits.weights.push_back(m_weight);
    }
    void add(const Eigen::Vector3f& colour)
    {
        for (int c = 0; c < 3; ++c)
            add(std::sqrt(std::max(0.0F, colour[c]))); // nearer to how different colours look than linear ones
    }
    template <typename Choice>
    void choose(Choice chosen, int count)
    {
        for (int i = 0; i < count; ++i)
            add(i == static_cast<int>(chosen) ? 1.0F : 0.0F);
    }
    PersonTraits finish() { return std::move(m_traits); }

private:
    PersonTraits m_traits;
    float m_weight = 1.0F;
};

void addSkin(TraitList& list, const synth::SkinStyle& skin)
{
    list.weigh(3.0F);
    list.add(skin.tone);
    list.weigh(1.0F);
    for (const float value : {skin.warmth, skin.redness, skin.unevenness, skin.freckles, 0.2F * skin.moles, skin.wrinkles, skin.gloss,
                              skin.tiredness, skin.lipColour, skin.stubble, skin.eyeShadow, skin.eyeLiner, skin.lipstick, skin.rouge})
        list.add(value);
    list.add(Eigen::Vector3f(skin.shadowColour * skin.eyeShadow));
    list.add(Eigen::Vector3f(skin.lipstickColour * skin.lipstick));
}

void addHair(TraitList& list, const synth::HairStyle& hair)
{
    list.choose(hair.cut, synth::kHairCutCount);
    for (const float value : {hair.length, hair.volume, hair.curl, hair.parting, hair.recession, hair.thinning, hair.greying, hair.highlights})
        list.add(value);
    list.weigh(2.0F);
    list.add(hair.colour);
    list.weigh(1.0F);
}

void addWorn(TraitList& list, const synth::SyntheticHead& who)
{
    constexpr int kGarments = 7, kWeaves = 4;
    list.choose(who.garment.cut, kGarments);
    list.choose(who.garment.weave, kWeaves);
    list.weigh(1.5F);
    list.add(who.garment.colour);
    list.weigh(1.0F);
    list.add(who.garment.second);
    list.add(who.garment.depth);
    const float worn = who.glasses.isWorn ? 1.0F : 0.0F;
    list.weigh(2.0F);
    list.add(worn);
    list.weigh(1.0F);
    for (const float value : {20.0F * who.glasses.width, 20.0F * who.glasses.height, who.glasses.roundness, 500.0F * who.glasses.rim, who.glasses.tint})
        list.add(worn * value);
    list.add(Eigen::Vector3f(worn * who.glasses.colour));
}

torch::Tensor rowOf(const std::vector<float>& values)
{
    return torch::tensor(values).unsqueeze(0);
}

} // namespace

PersonTraits personTraits(const synth::SyntheticHead& who, const mesh::ShLight& light)
{
    constexpr float kShape = 0.3F, kLight = 0.7F;
    TraitList list;
    list.weigh(kShape);
    for (Eigen::Index i = 0; i < who.shape.size(); ++i)
        list.add(who.shape[i]);
    list.weigh(1.0F);
    addSkin(list, who.skin);
    list.add(who.eyes.iris);
    list.add(who.eyes.irisInner);
    for (const float value : {who.eyes.pupil, who.eyes.limbalRing, who.eyes.veins, who.eyes.lashes})
        list.add(value);
    for (const auto& colour : {who.mouth.teeth, who.mouth.gums, who.mouth.tongue})
        list.add(colour);
    addHair(list, who.hair);
    for (const float value : {who.brows.density, who.brows.thickness, who.brows.arch})
        list.add(value);
    list.add(who.brows.colour);
    constexpr int kBeards = 5;
    list.choose(who.beard.cut, kBeards);
    const float grown = who.beard.cut == synth::BeardCut::None ? 0.0F : 1.0F;
    list.add(grown * 50.0F * who.beard.length);
    list.add(Eigen::Vector3f(grown * who.beard.colour));
    addWorn(list, who);
    list.weigh(kLight);
    for (Eigen::Index i = 0; i < light.size(); ++i)
        list.add(light.data()[i]);
    return list.finish();
}

mesh::ShLight lightOfPerson(std::uint64_t person)
{
    constexpr float kDimmest = 0.6F, kBrightest = 0.95F; // of a white wall that turns to the front and a little up
    const std::uint64_t seed = synth::scrambled(person ^ kLightStream);
    mesh::ShLight light = synth::sampleShot(seed, {.yaw = 0.0, .pitch = 0.0}).ambient;
    const Eigen::Vector3f facing = light.transpose() * mesh::shTerms(Eigen::Vector3f(0.0F, 0.2F, 1.0F).normalized());
    return light * (synth::SeededRandom(seed).uniform(kDimmest, kBrightest) / std::max(0.05F, facing.mean()));
}

PersonCode::PersonCode(const synth::Body& body, int zDim)
{
    base::require(zDim > 0, "PersonCode: numbers of a latent");
    std::vector<torch::Tensor> rows;
    for (std::uint64_t i = 0; i < kSurveyed; ++i) {
        const std::uint64_t seed = synth::scrambled(kSurveyStream + i);
        rows.push_back(rowOf(personTraits(synth::sampleHead(body, seed), lightOfPerson(seed)).values));
    }
    const torch::Tensor all = at::cat(rows, 0);
    m_mean = all.mean(0);
    const torch::Tensor weights = torch::tensor(personTraits(synth::sampleHead(body, kSurveyStream), mesh::ShLight::Zero()).weights);
    m_scale = weights / (all - m_mean).square().mean(0).sqrt().clamp_min(kLeast);
    synth::SeededRandom random(kProjectionSeed);
    m_projection = at::empty({all.size(1), zDim}, torch::kFloat32);
    auto* weight = m_projection.data_ptr<float>();
    for (std::int64_t i = 0; i < m_projection.numel(); ++i)
        weight[i] = random.normal();
    m_projection.mul_(1.0 / weights.square().sum().sqrt().item<double>());
}

torch::Tensor PersonCode::latent(const synth::SyntheticHead& who, const mesh::ShLight& light) const
{
    const torch::Tensor traits = rowOf(personTraits(who, light).values);
    base::require(traits.size(1) == m_mean.size(0), "PersonCode: a head of the same model");
    return at::matmul((traits - m_mean) * m_scale, m_projection);
}

} // namespace effigy::train

// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/person_sampler.h"

#include "base/smoothstep.h"
#include "mesh/colour_space.h"
#include "synth/seeded_random.h"

#include <Eigen/QR>

#include <array>

namespace effigy::synth {
namespace {

using base::smoothstep;

/// Each part of a person draws from a stream of its own.
enum Stream : std::uint64_t { kShape = 1, kSkin, kEyes, kMouth, kHair, kBrows, kBeard, kGarment, kGlasses };

constexpr float kShapeLimit = 2.3F;    // standard deviations of one direction
constexpr float kOwnSpread = 0.82F;    // of what the traits do not explain: extremes look like caricatures
constexpr float kOldest = 0.9F;
// The directions say less about sex than faces do.
constexpr float kWomanContrast = 3.0F, kManContrast = 0.9F;

Colour srgb(float r, float g, float b)
{
    return {mesh::linearFromSrgb(r / 255.0F), mesh::linearFromSrgb(g / 255.0F), mesh::linearFromSrgb(b / 255.0F)};
}

Colour mixed(const Colour& a, const Colour& b, float share)
{
    return a + share * (b - a);
}

Traits sampleTraits(SeededRandom& random)
{
    Traits traits;
    const bool isMale = random.chance(0.5F);
    traits[static_cast<int>(Trait::Male)] = std::clamp((isMale ? 0.92F : 0.08F) + 0.08F * random.normal(), 0.0F, 1.0F);
    // Faces of all ages from twenty on, fewer of the oldest.
    traits[static_cast<int>(Trait::Age)] = kOldest * std::pow(random.unit(), 1.7F);
    traits[static_cast<int>(Trait::Muscle)] = std::clamp(0.5F + 0.18F * random.normal(), 0.0F, 1.0F);
    traits[static_cast<int>(Trait::Weight)] = std::clamp(0.48F + 0.2F * random.normal(), 0.0F, 1.0F);
    Eigen::Vector3f ancestry;
    for (float& share : ancestry)
        share = std::pow(-std::log(std::max(1e-6F, random.unit())), 2.2F); // most people lean to one
    ancestry /= ancestry.sum();
    traits[static_cast<int>(Trait::African)] = ancestry[0];
    traits[static_cast<int>(Trait::Asian)] = ancestry[1];
    return traits;
}

/// A shape with these traits: what they say, and what is random about everybody.
Eigen::VectorXf sampleShape(const Body& body, const Traits& traits, SeededRandom& random)
{
    Eigen::VectorXf own(body.traitDirections.rows());
    for (float& value : own)
        value = kOwnSpread * std::clamp(random.normal(), -kShapeLimit, kShapeLimit);
    const Eigen::MatrixXf span =
        Eigen::HouseholderQR<Eigen::MatrixXf>(body.traitDirections).householderQ() *
        Eigen::MatrixXf::Identity(body.traitDirections.rows(), kTraitCount);
    own -= span * (span.transpose() * own).eval();
    Traits lean = traits - body.traitMeans;
    float& male = lean[static_cast<int>(Trait::Male)];
    male *= male < 0.0F ? kWomanContrast : kManContrast;
    const Eigen::VectorXf shape = body.traitDirections * lean + own;
    return shape.cwiseMax(-kShapeLimit).cwiseMin(kShapeLimit);
}

float trait(const Traits& traits, Trait which)
{
    return traits[static_cast<int>(which)];
}

bool isMale(const Traits& traits)
{
    return trait(traits, Trait::Male) > 0.5F;
}

float europeanShare(const Traits& traits)
{
    return std::max(0.0F, 1.0F - trait(traits, Trait::African) - trait(traits, Trait::Asian));
}

SkinStyle sampleSkin(const Traits& traits, SeededRandom random)
{
    SkinStyle skin;
    const float age = trait(traits, Trait::Age) / kOldest;
    const float african = trait(traits, Trait::African), asian = trait(traits, Trait::Asian);
    skin.tone = std::clamp(0.17F * europeanShare(traits) + 0.30F * asian + 0.76F * african + 0.11F * random.normal(), 0.0F, 1.0F);
    skin.warmth = std::clamp(0.35F * asian - 0.25F * europeanShare(traits) + 0.35F * random.normal(), -1.0F, 1.0F);
    skin.redness = std::clamp(0.45F + 0.22F * random.normal() + 0.15F * age, 0.05F, 1.0F);
    skin.unevenness = std::clamp(0.50F + 0.2F * random.normal() + 0.35F * age, 0.1F, 1.0F);
    skin.freckles = random.chance(0.22F * europeanShare(traits)) ? random.uniform(0.2F, 1.0F) : 0.0F;
    skin.freckles = std::max(skin.freckles, age > 0.6F ? random.uniform(0.0F, 0.5F) : 0.0F); // spots of age
    skin.moles = random.uniform(0.0F, 5.0F);
    skin.wrinkles = std::clamp(1.15F * age - 0.12F + 0.1F * random.normal(), 0.0F, 1.0F);
    skin.gloss = std::clamp(0.55F + 0.2F * random.normal(), 0.05F, 1.0F);
    skin.tiredness = std::clamp(0.2F + 0.2F * random.normal() + 0.3F * age, 0.0F, 1.0F);
    skin.lipColour = std::clamp(0.5F + 0.2F * random.normal(), 0.1F, 1.0F);
    if (isMale(traits)) {
        skin.stubble = random.chance(0.55F) ? random.uniform(0.1F, 0.75F) : 0.0F;
    } else if (random.chance(0.55F)) {
        skin.eyeLiner = random.chance(0.7F) ? random.uniform(0.3F, 1.0F) : 0.0F;
        skin.eyeShadow = random.chance(0.5F) ? random.uniform(0.15F, 0.7F) : 0.0F;
        skin.lipstick = random.chance(0.6F) ? random.uniform(0.3F, 0.95F) : 0.0F;
        skin.rouge = random.chance(0.5F) ? random.uniform(0.1F, 0.6F) : 0.0F;
        const std::array lipsticks = {srgb(168, 40, 48), srgb(186, 70, 80), srgb(150, 60, 66), srgb(196, 96, 96), srgb(120, 30, 46)};
        const std::array shadows = {srgb(110, 78, 66), srgb(84, 66, 70), srgb(120, 92, 82), srgb(70, 72, 96), srgb(64, 50, 48)};
        skin.lipstickColour = lipsticks[static_cast<std::size_t>(random.pick(static_cast<int>(lipsticks.size())))];
        skin.shadowColour = shadows[static_cast<std::size_t>(random.pick(static_cast<int>(shadows.size())))];
    }
    skin.seed = random.bits();
    return skin;
}

EyeStyle sampleEyes(const Traits& traits, float tone, SeededRandom random)
{
    EyeStyle eyes;
    const std::array brown = {srgb(58, 34, 20), srgb(76, 46, 26), srgb(96, 60, 34), srgb(44, 28, 20)};
    const std::array light = {srgb(86, 112, 134), srgb(112, 134, 150), srgb(98, 106, 80), srgb(116, 96, 58), srgb(74, 92, 98)};
    const bool isLight = random.chance(0.75F * europeanShare(traits) * (1.0F - smoothstep(0.3F, 0.6F, tone)));
    eyes.iris = isLight ? light[static_cast<std::size_t>(random.pick(static_cast<int>(light.size())))]
                        : brown[static_cast<std::size_t>(random.pick(static_cast<int>(brown.size())))];
    eyes.iris *= random.uniform(0.8F, 1.25F);
    eyes.irisInner = mixed(eyes.iris * 1.5F, srgb(150, 110, 60), isLight ? random.uniform(0.1F, 0.5F) : 0.25F);
    eyes.pupil = random.uniform(0.14F, 0.25F);
    eyes.limbalRing = random.uniform(0.3F, 0.9F);
    eyes.veins = std::clamp(0.25F + 0.2F * random.normal() + 0.3F * trait(traits, Trait::Age), 0.0F, 1.0F);
    eyes.lashes = isMale(traits) ? random.uniform(0.25F, 0.55F) : random.uniform(0.45F, 1.0F);
    eyes.seed = random.bits();
    return eyes;
}

MouthStyle sampleMouth(const Traits& traits, float tone, SeededRandom random)
{
    MouthStyle mouth;
    const float yellowing = std::clamp(0.25F + 0.3F * random.normal() + 0.4F * trait(traits, Trait::Age), 0.0F, 1.0F);
    mouth.teeth = mixed(srgb(236, 232, 224), srgb(214, 196, 160), yellowing);
    mouth.gums = mixed(srgb(190, 110, 110), srgb(120, 66, 70), 0.7F * tone + 0.15F * random.unit());
    mouth.tongue = mixed(srgb(186, 100, 98), srgb(164, 82, 84), random.unit());
    return mouth;
}

Colour sampleHairColour(const Traits& traits, float tone, SeededRandom& random)
{
    const std::array dark = {srgb(20, 17, 16), srgb(28, 22, 19), srgb(40, 29, 23)};
    const std::array brown = {srgb(62, 43, 31), srgb(84, 58, 40), srgb(106, 76, 50)};
    const std::array fair = {srgb(150, 116, 74), srgb(178, 144, 98), srgb(200, 172, 126)};
    const std::array red = {srgb(122, 58, 30), srgb(142, 74, 38)};
    const float light = europeanShare(traits) * (1.0F - smoothstep(0.25F, 0.5F, tone));
    const float draw = random.unit();
    const auto of = [&random](const auto& list) { return list[static_cast<std::size_t>(random.pick(static_cast<int>(list.size())))]; };
    Colour colour = draw < 0.30F * light   ? of(fair)
                    : draw < 0.38F * light ? of(red)
                    : draw < 0.80F * light ? of(brown)
                                           : of(dark);
    if (random.chance(isMale(traits) ? 0.02F : 0.08F)) // dyed
        colour = random.chance(0.7F) ? of(random.chance(0.5F) ? std::array{srgb(190, 160, 110), srgb(110, 40, 28)}
                                                              : std::array{srgb(96, 24, 40), srgb(70, 48, 92)})
                                     : of(brown);
    return colour * random.uniform(0.85F, 1.15F);
}

HairStyle sampleHair(const Traits& traits, float tone, SeededRandom random)
{
    using enum HairCut;
    HairStyle hair;
    const float age = trait(traits, Trait::Age) / kOldest;
    const bool isCoily = random.chance(0.85F * smoothstep(0.45F, 0.7F, trait(traits, Trait::African)));
    if (isMale(traits)) {
        static constexpr std::array straight = {Crew, Crew, Side, Side, Side, Fringe, SweptBack, SweptBack, Messy, Messy, Curls, Shaved, Bald, Bob};
        static constexpr std::array coily = {Shaved, Shaved, Crew, Crew, Afro, Afro, Curls, Bald};
        hair.cut = isCoily ? coily[static_cast<std::size_t>(random.pick(static_cast<int>(coily.size())))]
                           : straight[static_cast<std::size_t>(random.pick(static_cast<int>(straight.size())))];
        hair.recession = std::clamp(0.15F + 0.75F * age * random.unit() + 0.12F * random.normal(), 0.0F, 1.0F);
        hair.thinning = random.chance(0.55F * age) ? random.uniform(0.2F, 1.0F) : 0.0F;
    } else {
        static constexpr std::array straight = {Bob, Bob, LongStraight, LongStraight, LongStraight, LongWavy, LongWavy,
                                                LongWavy, LongCurly, Ponytail, Ponytail, Bun, Side, Fringe, Messy};
        static constexpr std::array coily = {Afro, Afro, Afro, LongCurly, LongCurly, Bun, Bun, Shaved, Curls, Ponytail};
        hair.cut = isCoily ? coily[static_cast<std::size_t>(random.pick(static_cast<int>(coily.size())))]
                           : straight[static_cast<std::size_t>(random.pick(static_cast<int>(straight.size())))];
    }
    hair.length = random.uniform(0.75F, 1.3F);
    hair.volume = random.uniform(0.75F, 1.35F);
    hair.curl = random.uniform(0.7F, 1.3F);
    hair.parting = random.chance(0.35F) ? random.uniform(-0.15F, 0.15F) : (random.chance(0.5F) ? 1.0F : -1.0F) * random.uniform(0.35F, 1.0F);
    hair.greying = age > 0.5F && random.chance(0.7F) ? std::clamp((age - 0.42F) * random.uniform(0.6F, 2.4F), 0.0F, 1.0F) : 0.0F;
    hair.highlights = random.uniform(0.15F, 0.6F);
    hair.colour = sampleHairColour(traits, tone, random);
    hair.seed = random.bits();
    return hair;
}

BrowStyle sampleBrows(const Traits& traits, const HairStyle& hair, SeededRandom random)
{
    BrowStyle brows;
    brows.density = random.uniform(0.55F, 1.0F);
    brows.thickness = isMale(traits) ? random.uniform(0.85F, 1.35F) : random.uniform(0.50F, 0.85F);
    brows.arch = std::clamp(0.4F * random.normal() + (isMale(traits) ? -0.2F : 0.3F), -1.0F, 1.0F);
    brows.colour = mixed(hair.colour, srgb(36, 25, 20), random.uniform(0.35F, 0.8F));
    if (hair.greying > 0.6F)
        brows.colour = mixed(brows.colour, srgb(120, 116, 110), 0.45F * hair.greying);
    brows.seed = random.bits();
    return brows;
}

BeardStyle sampleBeard(const Traits& traits, const HairStyle& hair, SeededRandom random)
{
    BeardStyle beard;
    beard.seed = random.bits();
    if (!isMale(traits) || !random.chance(0.38F))
        return beard;
    static constexpr std::array cuts = {BeardCut::Moustache, BeardCut::Goatee, BeardCut::Short, BeardCut::Short, BeardCut::Short,
                                        BeardCut::Full, BeardCut::Full};
    beard.cut = cuts[static_cast<std::size_t>(random.pick(static_cast<int>(cuts.size())))];
    beard.length = beard.cut == BeardCut::Full ? random.uniform(0.010F, 0.028F) : random.uniform(0.003F, 0.009F);
    const Colour warm = hair.colour.cwiseProduct(Colour(1.25F, 1.0F, 0.85F));
    beard.colour = mixed(mixed(hair.colour, warm, random.unit()), srgb(150, 148, 144), 0.8F * hair.greying);
    return beard;
}

GarmentStyle sampleGarment(const Traits& traits, SeededRandom random)
{
    GarmentStyle garment;
    const auto colour = [&random] {
        static const std::array common = {srgb(28, 30, 36), srgb(232, 230, 226), srgb(52, 62, 92), srgb(120, 124, 130), srgb(96, 30, 36),
                                          srgb(58, 84, 66), srgb(178, 160, 132), srgb(70, 110, 150), srgb(150, 84, 60), srgb(206, 182, 176),
                                          srgb(196, 150, 60), srgb(96, 84, 110)};
        return Colour(common[static_cast<std::size_t>(random.pick(static_cast<int>(common.size())))] * random.uniform(0.75F, 1.2F));
    };
    static constexpr std::array male = {GarmentCut::CrewNeck, GarmentCut::CrewNeck, GarmentCut::VNeck, GarmentCut::Shirt, GarmentCut::Shirt,
                                        GarmentCut::Jacket, GarmentCut::Hoodie, GarmentCut::TurtleNeck};
    static constexpr std::array female = {GarmentCut::CrewNeck, GarmentCut::VNeck, GarmentCut::VNeck, GarmentCut::Scoop, GarmentCut::Scoop,
                                          GarmentCut::TurtleNeck, GarmentCut::Shirt, GarmentCut::Jacket, GarmentCut::Hoodie};
    garment.cut = isMale(traits) ? male[static_cast<std::size_t>(random.pick(static_cast<int>(male.size())))]
                                 : female[static_cast<std::size_t>(random.pick(static_cast<int>(female.size())))];
    const float draw = random.unit();
    garment.weave = draw < 0.6F ? Weave::Plain : draw < 0.75F ? Weave::Melange : draw < 0.9F ? Weave::Stripes : Weave::Checks;
    garment.colour = colour();
    garment.second = random.chance(0.5F) ? colour() : Colour(srgb(226, 226, 224));
    garment.depth = random.uniform(0.7F, 1.3F);
    garment.seed = random.bits();
    return garment;
}

GlassesStyle sampleGlasses(const Traits& traits, SeededRandom random)
{
    GlassesStyle glasses;
    glasses.isWorn = random.chance(0.10F + 0.12F * trait(traits, Trait::Age));
    glasses.width = random.uniform(0.046F, 0.054F);
    glasses.height = random.uniform(0.030F, 0.046F);
    glasses.roundness = random.uniform(0.15F, 1.0F);
    glasses.rim = random.chance(0.5F) ? random.uniform(0.0006F, 0.0010F) : random.uniform(0.0014F, 0.0024F);
    glasses.tint = random.chance(0.12F) ? random.uniform(0.5F, 0.9F) : random.uniform(0.0F, 0.08F);
    const std::array colours = {srgb(18, 18, 20), srgb(70, 42, 26), srgb(150, 150, 154), srgb(150, 120, 60), srgb(40, 44, 70)};
    glasses.colour = colours[static_cast<std::size_t>(random.pick(static_cast<int>(colours.size())))];
    return glasses;
}

} // namespace

SyntheticHead sampleHead(const Body& body, std::uint64_t seed)
{
    SeededRandom random(seed, kShape);
    SyntheticHead head;
    head.seed = seed;
    head.traits = sampleTraits(random);
    head.shape = sampleShape(body, head.traits, random);
    head.skin = sampleSkin(head.traits, {seed, kSkin});
    head.eyes = sampleEyes(head.traits, head.skin.tone, {seed, kEyes});
    head.mouth = sampleMouth(head.traits, head.skin.tone, {seed, kMouth});
    head.hair = sampleHair(head.traits, head.skin.tone, {seed, kHair});
    head.brows = sampleBrows(head.traits, head.hair, {seed, kBrows});
    head.beard = sampleBeard(head.traits, head.hair, {seed, kBeard});
    head.garment = sampleGarment(head.traits, {seed, kGarment});
    head.glasses = sampleGlasses(head.traits, {seed, kGlasses});
    return head;
}

} // namespace effigy::synth

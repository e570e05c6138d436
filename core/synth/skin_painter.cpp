// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/skin_painter.h"

#include "base/smoothstep.h"
#include "mesh/colour_space.h"
#include "synth/hair_styles.h"
#include "synth/seeded_random.h"

#include <array>
#include <cmath>

namespace effigy::synth {
namespace {

using base::smoothstep;

using Absorption = Eigen::Array4f; // of a double passage through the skin, RGB and a zero: reflectance = exp(-absorption)

/// Reflectances along the line of melanin, sRGB.
constexpr std::array<std::array<float, 3>, 7> kTones = {{{243, 212, 196}, {232, 190, 166}, {216, 166, 136}, {188, 136, 104},
                                                        {150, 101, 73}, {108, 70, 50}, {74, 48, 37}}};

Absorption absorptionOf(float tone)
{
    const float at = std::clamp(tone, 0.0F, 1.0F) * (static_cast<float>(kTones.size()) - 1.001F);
    const auto step = static_cast<std::size_t>(at);
    Absorption absorption = Absorption::Zero();
    for (std::size_t c = 0; c < 3; ++c) {
        const float low = std::log(mesh::linearFromSrgb(kTones[step][c] / 255.0F));
        const float high = std::log(mesh::linearFromSrgb(kTones[step + 1][c] / 255.0F));
        absorption[static_cast<Eigen::Index>(c)] = -(low + (at - static_cast<float>(step)) * (high - low));
    }
    return absorption;
}

const Absorption kBlood(0.06F, 0.52F, 0.46F, 0.0F);    // of a strong blush
const Absorption kMelanin(0.32F, 0.52F, 0.76F, 0.0F);  // of a dark freckle on fair skin
const Absorption kWarmth(-0.02F, 0.02F, 0.16F, 0.0F);

Absorption baseAbsorption(const SkinStyle& style)
{
    return absorptionOf(style.tone) + style.warmth * kWarmth;
}

Absorption absorptionOf(const Colour& colour)
{
    Absorption absorption = Absorption::Zero();
    absorption.head<3>() = -colour.array().max(1e-3F).log();
    return absorption;
}

/// Paints the texels of the layers one by one.
class Painter {
public:
    Painter(const SkinLayers& layers, const SyntheticHead& head)
        : m_layers(layers), m_head(head), m_skin(head.skin), m_base(baseAbsorption(head.skin)), m_random(head.skin.seed),
          m_hair(absorptionOf(Colour(head.hair.colour + head.hair.greying * (Colour(0.34F, 0.33F, 0.32F) - head.hair.colour)))), m_lipstick(absorptionOf(head.skin.lipstickColour)), m_shadow(absorptionOf(head.skin.shadowColour))
    {
        // Every person mixes the same fields of noise differently.
        for (float& weight : m_mix)
            weight = m_random.uniform(-1.0F, 1.0F);
        m_spotShift = m_random.unit();
        m_painted.size = layers.size;
        m_painted.texels.resize(static_cast<std::size_t>(layers.size) * layers.size);
        m_relief.assign(m_painted.texels.size(), 0.0F);
        m_melaninScale = 0.35F + 0.65F * (1.0F - m_skin.tone);
    }

    PaintedSkin paint()
    {
        for (const SkinTexel& t : m_layers.texels)
            paint(t);
        addMoles();
        addBrows();
        slopes();
        return std::move(m_painted);
    }

private:
    void paint(const SkinTexel& t)
    {
        const float blotches = m_mix[0] * t.noise[0] + m_mix[1] * t.noise[1] + 0.7F * m_mix[2] * t.noise[2];
        const float fine = m_mix[3] * t.noise[3] + 0.6F * m_mix[0] * t.noise[2];
        const float uneven = m_skin.unevenness;
        float blood = m_skin.redness * (1.0F * t.blush + 0.75F * t.ears + 0.20F * t.zone) + uneven * (0.20F * blotches + 0.14F * fine) + m_skin.rouge * 0.9F * t.rouge;
        float melanin = uneven * (0.16F * (m_mix[1] * t.noise[0] - m_mix[2] * t.noise[1]) + 0.08F * fine + 0.05F * t.pores) -
                        0.10F * t.zone + 0.22F * t.eyeRing * (0.4F + m_skin.tiredness);
        blood += 0.45F * t.lidEdge + 0.25F * t.eyeRing;
        float rank = t.spotRank + m_spotShift;
        rank -= std::floor(rank);
        const float freckleZone = 0.25F + 0.75F * std::max(t.blush, 0.5F * smoothstep(-0.03F, 0.02F, t.at.y()));
        if (rank < 0.85F * m_skin.freckles * freckleZone)
            melanin += 1.1F * t.spot * (0.4F + 0.6F * m_skin.freckles);
        melanin += 0.55F * m_skin.tiredness * t.underEye;
        blood += 0.5F * m_skin.tiredness * t.underEye;
        const float grooves = m_skin.wrinkles * (0.9F * t.wrinkles[0] + t.wrinkles[1] + t.wrinkles[2] + 0.8F * t.wrinkles[3]) + 0.16F * t.wrinkles[2];
        melanin += 0.35F * grooves;
        blood += 0.30F * grooves;

        Absorption a = m_base + m_melaninScale * melanin * kMelanin + blood * (0.45F + 0.55F * (1.0F - m_skin.tone)) * kBlood;
        // Lips: more blood, less of everything else; lipstick covers.
        if (t.lips > 0.0F) {
            const Absorption bare = m_base + (0.9F + 1.2F * m_skin.lipColour) * kBlood * (0.5F + 0.5F * (1.0F - m_skin.tone)) + 0.10F * t.lipLines * kMelanin +
                                    0.35F * m_skin.tone * kMelanin;
            const Absorption covered = m_lipstick + 0.12F * t.lipLines;
            const float mask = smoothstep(0.15F, 0.85F, t.lips);
            a += mask * (bare + m_skin.lipstick * (covered - bare) - a);
        }
        const float shadow = m_skin.eyeShadow * t.lid;
        a += shadow * (m_shadow - a);
        const float liner = std::max(m_skin.eyeLiner * 0.9F, 0.25F * m_head.eyes.lashes) * t.liner;
        a += liner * 2.2F;
        // Shaven hair shows through as a bluish shade; the scalp below the hair is dark by what grows there.
        if (m_skin.stubble > 0.0F) {
            const float beard = t.beard * m_skin.stubble;
            a += beard * (0.55F + 0.5F * t.pores) * Absorption(0.75F, 0.62F, 0.50F, 0.0F);
        }
        if (m_head.beard.cut != BeardCut::None) {
            const float beard = beardAt(t);
            a += (0.42F + 0.12F * t.pores + 0.08F * t.noise[3]) * beard * beard * (absorptionOf(m_head.beard.colour) - a).max(0.0F);
        }
        if (m_head.hair.cut != HairCut::Bald) {
            const float cover = scalpCover(m_head.hair, t.at, t.scalp) * (m_head.hair.cut == HairCut::Shaved ? 0.55F + 0.15F * t.pores : 0.85F);
            a += cover * (m_hair - a).max(0.0F);
        } else {
            a += 0.10F * scalpCover(m_head.hair, t.at, t.scalp) * (1.0F + t.pores) * (m_hair - a).max(0.0F);
        }

        auto& out = m_painted.texels[static_cast<std::size_t>(t.texel)];
        const Absorption seen = (-a).exp();
        out.red = seen[0];
        out.green = seen[1];
        out.blue = seen[2];
        const float oily = 0.6F + 0.4F * smoothstep(0.03F, 0.0F, std::abs(t.at.x())) * smoothstep(0.03F, 0.06F, t.at.z());
        out.gloss = std::clamp(m_skin.gloss * oily * (1.0F + 0.25F * t.noise[3]) + 0.45F * t.lips * (0.5F + m_skin.lipstick), 0.0F, 1.0F);
        constexpr float kPoreDepth = 2.2e-5F, kGrooveDepth = 5.5e-4F, kLumps = 1.1e-4F; // metres
        m_relief[static_cast<std::size_t>(t.texel)] = kPoreDepth * (0.5F + m_skin.unevenness) * t.pores + kLumps * m_skin.unevenness * t.noise[2] +
                                                      0.00008F * t.lips * t.lipLines - kGrooveDepth * grooves;
    }

    [[nodiscard]] float beardAt(const SkinTexel& t) const
    {
        switch (m_head.beard.cut) {
        case BeardCut::Moustache:
            return t.moustache;
        case BeardCut::Goatee:
            return t.goatee;
        case BeardCut::Short:
        case BeardCut::Full:
            return t.beard;
        case BeardCut::None:
            break;
        }
        return 0.0F;
    }

    [[nodiscard]] Eigen::Vector2f texelOf(const Eigen::Vector2f& uv) const
    {
        const auto size = static_cast<float>(m_layers.size);
        return {uv.x() * size - 0.5F, (1.0F - uv.y()) * size - 0.5F};
    }

    template <typename Change>
    void change(int x, int y, const Change& change)
    {
        if (x < 0 || y < 0 || x >= m_layers.size || y >= m_layers.size)
            return;
        change(m_painted.texels[static_cast<std::size_t>(y) * m_layers.size + x]);
    }

    void addMoles()
    {
        const int count = static_cast<int>(m_skin.moles);
        for (int i = 0; i < count && !m_layers.texels.empty(); ++i) {
            const auto& t = m_layers.texels[static_cast<std::size_t>(m_random.unit() * static_cast<float>(m_layers.texels.size()))];
            if (t.lips > 0.05F || t.eyeRing > 0.3F)
                continue;
            const float radius = m_random.uniform(0.0005F, 0.0013F) * m_layers.texelsPerMetre;
            const int cx = t.texel % m_layers.size, cy = t.texel / m_layers.size, reach = static_cast<int>(radius) + 2;
            for (int dy = -reach; dy <= reach; ++dy)
                for (int dx = -reach; dx <= reach; ++dx) {
                    const float share = smoothstep(radius + 0.7F, radius - 0.7F, std::hypot(static_cast<float>(dx), static_cast<float>(dy)));
                    if (share > 0.0F)
                        change(cx + dx, cy + dy, [&](auto& texel) {
                            texel.red *= 1.0F - 0.55F * share;
                            texel.green *= 1.0F - 0.68F * share;
                            texel.blue *= 1.0F - 0.75F * share;
                        });
                }
        }
    }

    /// One hair of a brow: a line that thins to its tip.
    void stroke(const Eigen::Vector2f& root, const Eigen::Vector2f& tip, float opacity)
    {
        const Eigen::Vector2f d = tip - root;
        const int steps = std::max(2, static_cast<int>(d.norm() * 1.5F));
        for (int i = 0; i <= steps; ++i) {
            const float t = static_cast<float>(i) / static_cast<float>(steps);
            const Eigen::Vector2f at = root + t * d;
            const int x0 = static_cast<int>(std::floor(at.x())), y0 = static_cast<int>(std::floor(at.y()));
            const float u = at.x() - static_cast<float>(x0), v = at.y() - static_cast<float>(y0);
            const float strength = opacity * (1.0F - 0.75F * t) / 1.5F;
            for (int k = 0; k < 4; ++k) {
                const float share = strength * ((k & 1) != 0 ? u : 1.0F - u) * ((k & 2) != 0 ? v : 1.0F - v);
                change(x0 + (k & 1), y0 + (k >> 1), [&](auto& texel) {
                    const Colour& hair = m_head.brows.colour;
                    texel.red += share * (hair[0] - texel.red);
                    texel.green += share * (hair[1] - texel.green);
                    texel.blue += share * (hair[2] - texel.blue);
                    texel.gloss *= 1.0F - 0.7F * share;
                });
            }
        }
    }

    /// The softness of many hairs finer than a texel.
    void shade(const Eigen::Vector2f& centre, float radius, float opacity)
    {
        const int reach = static_cast<int>(radius) + 1, cx = static_cast<int>(centre.x() + 0.5F), cy = static_cast<int>(centre.y() + 0.5F);
        for (int dy = -reach; dy <= reach; ++dy)
            for (int dx = -reach; dx <= reach; ++dx) {
                const Eigen::Vector2f d = Eigen::Vector2f(static_cast<float>(cx + dx), static_cast<float>(cy + dy)) - centre;
                const float share = opacity * std::max(0.0F, 1.0F - d.squaredNorm() / (radius * radius));
                if (share > 0.0F)
                    change(cx + dx, cy + dy, [&](auto& texel) {
                        const Colour& hair = m_head.brows.colour;
                        texel.red += share * (hair[0] - texel.red);
                        texel.green += share * (hair[1] - texel.green);
                        texel.blue += share * (hair[2] - texel.blue);
                    });
            }
    }

    /// A brow as a smooth curve from the nose outwards, with its width.
    struct BrowCurve {
        std::array<Eigen::Vector2f, 5> line; // texels
        float out = 1.0F;                    // 1: to the right in the atlas
        float half = 1.0F;                   // texels, half its width where it is widest

        /// Source: Catmull and Rom 1974.
        [[nodiscard]] Eigen::Vector2f at(float s) const
        {
            const float x = s * 4.0F;
            const int i = std::clamp(static_cast<int>(std::floor(x)), 0, 3);
            const float t = x - static_cast<float>(i);
            const auto point = [&](int k) -> Eigen::Vector2f {
                if (k < 0)
                    return 2.0F * line[0] - line[1];
                return k > 4 ? Eigen::Vector2f(2.0F * line[4] - line[3]) : line[static_cast<std::size_t>(k)];
            };
            const Eigen::Vector2f p0 = point(i - 1), p1 = point(i), p2 = point(i + 1), p3 = point(i + 2);
            return 0.5F * (2.0F * p1 + t * (p2 - p0) + t * t * (2.0F * p0 - 5.0F * p1 + 4.0F * p2 - p3) + t * t * t * (3.0F * p1 - p0 - 3.0F * p2 + p3));
        }
        [[nodiscard]] float widthAt(float s) const { return half * smoothstep(-0.16F, 0.14F, s) * (1.0F - 0.85F * smoothstep(0.30F, 1.0F, s)); }
        /// A place `across` of half the width above the middle.
        [[nodiscard]] Eigen::Vector2f place(float s, float across) const
        {
            const Eigen::Vector2f along = (at(s + 0.03F) - at(s - 0.03F)).normalized();
            return at(s) + across * widthAt(s) * Eigen::Vector2f(along.y() * out, -along.x() * out);
        }
        [[nodiscard]] float length() const { return (line[4] - line[0]).norm(); }
    };

    void addBrows()
    {
        const BrowStyle& style = m_head.brows;
        SeededRandom random(style.seed);
        const float metre = m_layers.texelsPerMetre;
        for (const int first : {17, 22}) {
            BrowCurve brow;
            brow.out = first == 22 ? 1.0F : -1.0F;
            brow.half = style.thickness * 0.0029F * metre;
            for (int i = 0; i < 5; ++i)
                brow.line[static_cast<std::size_t>(i)] = texelOf(m_layers.landmarkUvs[static_cast<std::size_t>(first == 22 ? 22 + i : 21 - i)]);
            // The landmarks rise and fall more than a brow at rest does; its outer half is where brows differ.
            const std::array<float, 5> lift = {0.0004F, 0.0004F, -0.0004F + 0.0016F * style.arch, -0.0012F + 0.0026F * style.arch, 0.0010F - 0.0006F * style.arch};
            for (std::size_t i = 0; i < 5; ++i)
                brow.line[i].y() -= lift[i] * metre;
            brow.line[0].x() -= brow.out * 0.0010F * metre;
            // The shade of what is finer than a texel, then hairs as broad as a texel lets them be.
            const int shades = 240;
            for (int i = 0; i < shades; ++i) {
                const float s = random.uniform(-0.03F, 0.95F);
                shade(brow.place(s, random.uniform(-0.8F, 0.7F)), 0.0016F * metre, 0.13F * style.density * smoothstep(-0.12F, 0.22F, s));
            }
            const int hairs = static_cast<int>(330.0F * style.density);
            const float opacity = std::min(0.85F, 0.00042F * metre);
            for (int i = 0; i < hairs; ++i) {
                const float s = random.uniform(-0.05F, 0.90F), across = random.uniform(-1.0F, 0.7F);
                const float length = metre * random.uniform(0.0035F, 0.0065F) * (1.0F - 0.3F * s) / brow.length();
                // Hairs rise near the nose, lie along the middle, and none leaves the brow.
                const float turn = 1.15F * smoothstep(0.30F, -0.05F, s) + (0.45F - 0.35F * across) * (1.0F - 0.7F * s) + 0.12F * random.normal();
                const float tip = std::min(0.97F, s + length * std::cos(turn));
                const float rise = length * std::sin(turn) * brow.length() / std::max(1.0F, brow.widthAt(tip));
                stroke(brow.place(s, across), brow.place(tip, std::clamp(across + rise, -1.0F, 1.15F)), opacity * random.uniform(0.5F, 1.0F));
            }
        }
    }

    /// Slopes of the relief between neighbours.
    void slopes()
    {
        const int size = m_layers.size;
        for (const SkinTexel& t : m_layers.texels) {
            const int x = t.texel % size, y = t.texel / size;
            if (x == 0 || y == 0 || x + 1 == size || y + 1 == size)
                continue;
            auto& out = m_painted.texels[static_cast<std::size_t>(t.texel)];
            const auto i = static_cast<std::size_t>(t.texel);
            out.slopeX = 0.5F * (m_relief[i + 1] - m_relief[i - 1]);
            out.slopeY = 0.5F * (m_relief[i + static_cast<std::size_t>(size)] - m_relief[i - static_cast<std::size_t>(size)]);
        }
    }

    const SkinLayers& m_layers;
    const SyntheticHead& m_head;
    const SkinStyle& m_skin;
    Absorption m_base;
    SeededRandom m_random;
    Absorption m_hair, m_lipstick, m_shadow;
    std::array<float, 4> m_mix{};
    float m_spotShift = 0.0F, m_melaninScale = 1.0F;
    PaintedSkin m_painted;
    std::vector<float> m_relief;
};

} // namespace

Colour skinColour(const SkinStyle& style)
{
    return (-baseAbsorption(style)).exp().head<3>().matrix();
}

Colour neckColour(const SkinStyle& style)
{
    constexpr float kZone = -0.6F; // of a texel below the jaw
    const float fair = 1.0F - style.tone;
    return (-(baseAbsorption(style) - (0.35F + 0.65F * fair) * 0.10F * kZone * kMelanin + 0.20F * style.redness * kZone * (0.45F + 0.55F * fair) * kBlood))
        .exp()
        .head<3>()
        .matrix();
}

PaintedSkin paintSkin(const SkinLayers& layers, const SyntheticHead& head)
{
    return Painter(layers, head).paint();
}

} // namespace effigy::synth

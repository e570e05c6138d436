// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/scene_shading.h"

#include "base/smoothstep.h"
#include "head/mouth_light.h"
#include "synth/eye_shading.h"
#include "synth/seeded_random.h"
#include "synth/value_noise.h"

#include <Eigen/Geometry>

#include <cmath>

namespace effigy::synth {
namespace {

using Point = Eigen::Vector3f;
using base::smoothstep;

float squared(float x)
{
    return x * x;
}

float power(float x, int doublings)
{
    for (int i = 0; i < doublings; ++i)
        x *= x;
    return x;
}

/// How far along a band a sample lies, 0..1. The sample may lie beyond the band's first triangle, and a band seen from its end has no area.
float alongBand(const SampleWeights& w)
{
    return w.c > 0.0F ? std::min(w.c, 1.0F) : 0.0F; // written so that NaN gives 0
}

float fresnel(float cosine)
{
    const float m = 1.0F - std::clamp(cosine, 0.0F, 1.0F);
    return 0.028F + 0.972F * squared(squared(m)) * m;
}

} // namespace

struct SceneShader::Place {
    Point at, normal, rest, view; // normal on the side that is seen
    Colour ambient, colour;
    float openness = 1.0F;
};

SceneShader::SceneShader(const HeadStock& stock, const DressedHead& dressed, const Scene& scene, const Lighting& lighting, const Shot& shot, const Point& eye)
    : m_stock(stock), m_dressed(dressed), m_scene(scene), m_lighting(lighting), m_shot(shot), m_eye(eye), m_hair(hairRadiance(scene, lighting, shot, eye)),
      m_marks(stock.head->landmarks({scene.vertices.begin(), scene.vertices.begin() + scene.headVertices})), m_spread(0.003F + 0.014F * shot.key.softness)
{
    for (int i = 60; i < 68; ++i)
        m_lipDepth += m_marks[static_cast<std::size_t>(i)].z() / 8.0F;
}

SceneShader::Place SceneShader::placeOf(int triangle, const SampleWeights& w) const
{
    const std::int32_t* corner = m_scene.triangles.data() + 3 * static_cast<std::size_t>(triangle);
    const auto a = static_cast<std::size_t>(corner[0]), b = static_cast<std::size_t>(corner[1]), c = static_cast<std::size_t>(corner[2]);
    const auto mixed = [&](const auto& values) { return (w.a * values[a] + w.b * values[b] + w.c * values[c]).eval(); };
    Place p;
    p.at = mixed(m_scene.vertices);
    p.normal = mixed(m_scene.normals).normalized();
    p.rest = mixed(m_scene.rest);
    p.ambient = mixed(m_lighting.ambient);
    p.colour = mixed(m_scene.colours);
    p.openness = w.a * m_scene.openness[a] + w.b * m_scene.openness[b] + w.c * m_scene.openness[c];
    p.view = (m_eye - p.at).normalized();
    return p;
}

PaintedSkin::Texel SceneShader::texelAt(int triangle, const SampleWeights& w) const
{
    const auto& mesh = m_stock.head->data().templateMesh;
    const auto& corner = mesh.uvTriangles[static_cast<std::size_t>(triangle)];
    const Eigen::Vector2f uv = w.a * mesh.uvs[static_cast<std::size_t>(corner[0])] + w.b * mesh.uvs[static_cast<std::size_t>(corner[1])] +
                               w.c * mesh.uvs[static_cast<std::size_t>(corner[2])];
    const int size = m_dressed.skin.size;
    const float x = std::clamp(uv.x() * static_cast<float>(size) - 0.5F, 0.0F, static_cast<float>(size) - 1.01F);
    const float y = std::clamp((1.0F - uv.y()) * static_cast<float>(size) - 0.5F, 0.0F, static_cast<float>(size) - 1.01F);
    const auto x0 = static_cast<std::size_t>(x), y0 = static_cast<std::size_t>(y);
    const float u = x - static_cast<float>(x0), v = y - static_cast<float>(y0);
    const auto* row = m_dressed.skin.texels.data() + y0 * static_cast<std::size_t>(size) + x0;
    PaintedSkin::Texel sum;
    float total = 0.0F;
    for (int k = 0; k < 4; ++k) {
        const auto& t = row[(k & 1) + (k >> 1) * size];
        const float share = ((k & 1) != 0 ? u : 1.0F - u) * ((k & 2) != 0 ? v : 1.0F - v);
        if (t.red == 0.0F)
            continue; // beyond the skin's border
        total += share;
        sum.red += share * t.red;
        sum.green += share * t.green;
        sum.blue += share * t.blue;
        sum.slopeX += share * t.slopeX;
        sum.slopeY += share * t.slopeY;
        sum.gloss += share * t.gloss;
    }
    if (total < 1e-4F) {
        const Colour neck = neckColour(m_dressed.who.skin);
        return {neck[0], neck[1], neck[2], 0.0F, 0.0F, 0.3F};
    }
    sum.red /= total;
    sum.green /= total;
    sum.blue /= total;
    return sum;
}

Eigen::Vector2f SceneShader::anglesAt(int triangle, const SampleWeights& w) const
{
    const std::int32_t* corner = m_scene.triangles.data() + 3 * static_cast<std::size_t>(triangle);
    return w.a * m_stock.eyeAngles[static_cast<std::size_t>(corner[0])] + w.b * m_stock.eyeAngles[static_cast<std::size_t>(corner[1])] +
           w.c * m_stock.eyeAngles[static_cast<std::size_t>(corner[2])];
}

Point SceneShader::bumpedNormal(int triangle, const Place& place, const PaintedSkin::Texel& texel) const
{
    const auto& mesh = m_stock.head->data().templateMesh;
    const auto& uv = mesh.uvTriangles[static_cast<std::size_t>(triangle)];
    const std::int32_t* corner = m_scene.triangles.data() + 3 * static_cast<std::size_t>(triangle);
    const auto size = static_cast<float>(m_dressed.skin.size);
    const Eigen::Vector2f d1 = size * (mesh.uvs[static_cast<std::size_t>(uv[1])] - mesh.uvs[static_cast<std::size_t>(uv[0])]);
    const Eigen::Vector2f d2 = size * (mesh.uvs[static_cast<std::size_t>(uv[2])] - mesh.uvs[static_cast<std::size_t>(uv[0])]);
    const float area = d1.x() * d2.y() - d1.y() * d2.x();
    if (std::abs(area) < 1e-9F)
        return place.normal;
    const Point e1 = m_scene.vertices[static_cast<std::size_t>(corner[1])] - m_scene.vertices[static_cast<std::size_t>(corner[0])];
    const Point e2 = m_scene.vertices[static_cast<std::size_t>(corner[2])] - m_scene.vertices[static_cast<std::size_t>(corner[0])];
    const Point right = (d2.y() * e1 - d1.y() * e2) / area, down = (d2.x() * e1 - d1.x() * e2) / area; // metres per texel; v grows upwards
    return (place.normal - texel.slopeX / std::max(1e-9F, right.squaredNorm()) * right - texel.slopeY / std::max(1e-9F, down.squaredNorm()) * down).normalized();
}

Colour SceneShader::skin(const Place& place, const PaintedSkin::Texel& texel, const Point& bumped) const
{
    const Point& l = m_shot.key.towards;
    const float geometric = place.normal.dot(l), fine = bumped.dot(l);
    // Light wanders below the surface, red furthest: it reaches past the terminator and blurs the relief.
    const Colour wrap(0.34F, 0.14F, 0.07F), smooth(0.7F, 0.4F, 0.2F);
    const float seen = geometric > -0.4F ? m_lighting.key.visibility(place.at + 0.003F * place.normal, m_spread, 0.003F) : 0.0F;
    const float sky = m_lighting.sky.visibility(place.at + 0.003F * place.normal, 0.020F, 0.004F);
    // Red fades last in shadows and hollows: powers below 1, as mixtures of the square root and the value itself.
    const Colour openShare(0.30F, 0.55F, 0.66F), seenShare(0.44F, 0.92F, 1.0F);
    const float open = std::clamp(place.openness, 0.0F, 1.0F), openRoot = std::sqrt(open), seenRoot = std::sqrt(seen);
    Colour light;
    for (int c = 0; c < 3; ++c) {
        const float n = smooth[c] * geometric + (1.0F - smooth[c]) * fine;
        const float direct = std::max(0.0F, (n + wrap[c]) / (1.0F + wrap[c]));
        light[c] = place.ambient[c] * (openRoot + openShare[c] * (open - openRoot)) * (0.45F + 0.55F * sky) +
                   m_shot.key.colour[c] * direct * (seenRoot + seenShare[c] * (seen - seenRoot));
    }
    Colour out = Colour(texel.red, texel.green, texel.blue).cwiseProduct(light);
    const Point half = (l + place.view).normalized();
    const float nh = std::max(0.0F, bumped.dot(half)), f = fresnel(place.view.dot(half));
    const float lobes = (1.0F - texel.gloss) * 1.6F * power(nh, 3) + texel.gloss * (2.4F * power(nh, 4) + 3.2F * power(nh, 6));
    out += m_shot.key.colour * (f * lobes * seen * std::max(0.0F, fine) * (0.45F + 0.9F * texel.gloss));
    const float rim = squared(squared(1.0F - std::clamp(place.normal.dot(place.view), 0.0F, 1.0F)));
    out += place.ambient * (open * (0.015F + 0.20F * rim) * (0.3F + 0.7F * texel.gloss));
    return out;
}

Colour SceneShader::eye(const Place& place, const Eigen::Vector2f& angles) const
{
    const Point& l = m_shot.key.towards;
    Colour base = eyeColour(m_dressed.who.eyes, angles);
    // The lids and their lashes shade the ball beneath, the upper one most.
    const bool isLeft = place.rest.x() > 0.0F;
    const std::array<int, 4> upper = isLeft ? std::array{42, 43, 44, 45} : std::array{36, 37, 38, 39};
    const std::array<int, 4> lower = isLeft ? std::array{42, 47, 46, 45} : std::array{36, 41, 40, 39};
    const auto heightAt = [&](const std::array<int, 4>& line) {
        for (std::size_t i = 0; i + 1 < 4; ++i) {
            const Point &a = m_marks[static_cast<std::size_t>(line[i])], &b = m_marks[static_cast<std::size_t>(line[i + 1])];
            if (place.at.x() >= std::min(a.x(), b.x()) && place.at.x() <= std::max(a.x(), b.x()))
                return a.y() + (place.at.x() - a.x()) / (b.x() - a.x() + 1e-9F) * (b.y() - a.y());
        }
        return place.at.y();
    };
    const float below = heightAt(upper) - place.at.y(), above = place.at.y() - heightAt(lower);
    const float shade = (0.40F + 0.60F * smoothstep(-0.0006F, 0.0050F, below)) * (0.70F + 0.30F * smoothstep(-0.0005F, 0.0020F, above));
    const Point& inner = m_marks[static_cast<std::size_t>(isLeft ? 42 : 39)];
    const float caruncle = smoothstep(0.0042F, 0.0018F, (place.at - inner).norm());
    base += caruncle * (Colour(0.45F, 0.17F, 0.14F) - base);
    const float seen = m_lighting.key.visibility(place.at + 0.004F * place.normal, m_spread + 0.004F, 0.006F);
    const float sky = m_lighting.sky.visibility(place.at + 0.004F * place.normal, 0.02F, 0.006F);
    const float direct = std::max(0.0F, (place.normal.dot(l) + 0.25F) / 1.25F);
    Colour out = base.cwiseProduct(place.ambient * (0.95F * (0.6F + 0.4F * sky)) + m_shot.key.colour * (direct * seen * 0.85F)) * shade;
    // The wet cornea mirrors the lamp, and a little of the sky.
    const Point mirrored = 2.0F * place.normal.dot(place.view) * place.normal - place.view;
    const float lamp = 0.12F + 0.13F * m_shot.key.softness;
    const float angle = std::acos(std::clamp(mirrored.dot(l), -1.0F, 1.0F));
    const float shine = smoothstep(lamp + 0.10F, lamp, angle) * std::min(1.0F, 0.3F + seen);
    out += m_shot.key.colour.cwiseMax(0.35F) * (0.75F * shine * smoothstep(0.0F, 0.002F, below));
    out += place.ambient * (0.05F * smoothstep(0.1F, 0.7F, mirrored.y()) * shade);
    return out;
}

Colour SceneShader::mouth(const Place& place, const Colour& albedo, float gloss) const
{
    const Point& l = m_shot.key.towards;
    const float depth = head::mouthLight(m_lipDepth, place.at.z());
    const float seen = 0.3F + 0.7F * m_lighting.key.visibility(place.at + 0.002F * place.normal, m_spread + 0.004F, 0.004F); // light comes through lips
    const float direct = std::max(0.0F, (place.normal.dot(l) + 0.2F) / 1.2F);
    Colour out = albedo.cwiseProduct(place.ambient * (0.90F * depth) + m_shot.key.colour * (direct * seen * depth * 0.9F));
    const Point half = (l + place.view).normalized();
    out += m_shot.key.colour * (gloss * power(std::max(0.0F, place.normal.dot(half)), 6) * seen * depth);
    return out;
}

Colour SceneShader::pattern(const Point& rest, const Colour& colour) const
{
    const GarmentStyle& style = m_dressed.who.garment;
    const auto seed = static_cast<std::uint32_t>(style.seed);
    switch (style.weave) {
    case Weave::Plain:
        return colour * (1.0F + 0.05F * valueNoise(Point(rest * 700.0F), seed));
    case Weave::Melange:
        return colour * (1.0F + 0.22F * valueNoise(Point(rest * 900.0F), seed) + 0.08F * valueNoise(Point(rest * 250.0F), seed + 1));
    case Weave::Stripes: {
        const float period = 0.012F + 0.022F * latticeValue(1, 2, 3, seed);
        const float at = rest.y() / period - std::floor(rest.y() / period);
        return at < 0.45F ? style.second : colour;
    }
    case Weave::Checks: {
        const float period = 0.016F + 0.020F * latticeValue(1, 2, 3, seed);
        const float x = rest.x() / period - std::floor(rest.x() / period), y = rest.y() / period - std::floor(rest.y() / period);
        const float share = 0.5F * ((x < 0.4F ? 1.0F : 0.0F) + (y < 0.4F ? 1.0F : 0.0F));
        return colour + share * 0.75F * (style.second - colour);
    }
    }
    return colour;
}

Colour SceneShader::cloth(const Place& place) const
{
    const Point& l = m_shot.key.towards;
    const Colour albedo = pattern(place.rest, place.colour);
    const float seen = m_lighting.key.visibility(place.at + 0.004F * place.normal, m_spread + 0.004F, 0.005F);
    const float sky = m_lighting.sky.visibility(place.at + 0.005F * place.normal, 0.03F, 0.006F);
    const float direct = std::max(0.0F, (place.normal.dot(l) + 0.12F) / 1.12F);
    const float fuzz = squared(1.0F - std::clamp(place.normal.dot(place.view), 0.0F, 1.0F));
    return albedo.cwiseProduct(place.ambient * (0.40F + 0.60F * sky) * (0.9F + 0.25F * fuzz) + m_shot.key.colour * (direct * seen));
}

Colour SceneShader::albedo(int triangle, const SampleWeights& w) const
{
    const auto material = m_scene.materials[static_cast<std::size_t>(triangle)];
    const MouthStyle& inside = m_dressed.who.mouth;
    switch (material) {
    case Material::Skin: {
        const auto texel = texelAt(triangle, w);
        return {texel.red, texel.green, texel.blue};
    }
    case Material::Eye:
        return eyeColour(m_dressed.who.eyes, anglesAt(triangle, w));
    case Material::Teeth:
        return inside.teeth;
    case Material::Gums:
        return inside.gums;
    case Material::Tongue:
        return inside.tongue;
    case Material::Lash:
        return m_dressed.who.brows.colour * 0.5F;
    case Material::Garment:
    case Material::Bust:
    case Material::Hair:
    case Material::Beard:
    case Material::Frame:
    case Material::Lens:
        break;
    }
    const float t = alongBand(w);
    const Place place = placeOf(triangle, material == Material::Hair || material == Material::Beard ? SampleWeights{1.0F - t, 0.0F, t} : w);
    return material == Material::Garment ? pattern(place.rest, place.colour) : place.colour;
}

Colour SceneShader::shade(int triangle, const SampleWeights& w) const
{
    const auto material = m_scene.materials[static_cast<std::size_t>(triangle)];
    if (material == Material::Hair || material == Material::Beard) {
        const std::int32_t* corner = m_scene.triangles.data() + 3 * static_cast<std::size_t>(triangle);
        const auto at = [&](int k) -> const Colour& { return m_hair[static_cast<std::size_t>(corner[k] - m_scene.firstHairVertex)]; };
        const float t = alongBand(w);
        return (1.0F - t) * at(0) + t * at(2);
    }
    Place place = placeOf(triangle, w);
    const MouthStyle& inside = m_dressed.who.mouth;
    switch (material) {
    case Material::Skin: {
        const auto texel = texelAt(triangle, w);
        return skin(place, texel, bumpedNormal(triangle, place, texel));
    }
    case Material::Bust: {
        const Colour even = place.colour * (1.0F + 0.05F * valueNoise(Point(place.rest * 60.0F), 3));
        return skin(place, {even[0], even[1], even[2], 0.0F, 0.0F, 0.3F * m_dressed.who.skin.gloss}, place.normal);
    }
    case Material::Eye:
        return eye(place, anglesAt(triangle, w));
    case Material::Teeth:
        return mouth(place, inside.teeth, 0.28F);
    case Material::Gums:
        return mouth(place, inside.gums, 0.12F);
    case Material::Tongue:
        return mouth(place, inside.tongue * (1.0F + 0.10F * valueNoise(Point(place.rest * 1200.0F), 8)), 0.10F);
    case Material::Garment:
        if (place.normal.dot(place.view) < 0.0F)
            place.normal = -place.normal;
        return cloth(place);
    case Material::Frame: {
        const Point half = (m_shot.key.towards + place.view).normalized();
        return place.colour.cwiseProduct(place.ambient + m_shot.key.colour * std::max(0.0F, place.normal.dot(m_shot.key.towards))) +
               m_shot.key.colour * (0.4F * power(std::max(0.0F, place.normal.dot(half)), 5));
    }
    case Material::Lash:
    case Material::Lens:
    case Material::Hair:
    case Material::Beard:
        break;
    }
    return place.colour;
}

SceneShader::Veil SceneShader::veil(int triangle, const SampleWeights& w) const
{
    Place place = placeOf(triangle, w);
    if (m_scene.materials[static_cast<std::size_t>(triangle)] == Material::Lash) {
        const std::int32_t* corner = m_scene.triangles.data() + 3 * static_cast<std::size_t>(triangle);
        const float reach = w.a * m_stock.lashReach[static_cast<std::size_t>(corner[0])] + w.b * m_stock.lashReach[static_cast<std::size_t>(corner[1])] +
                            w.c * m_stock.lashReach[static_cast<std::size_t>(corner[2])];
        const float hairs = 0.72F + 0.45F * valueNoise(place.rest.x() * 1900.0F, place.rest.z() * 900.0F, 4);
        const float opacity = m_dressed.who.eyes.lashes * std::clamp((1.05F - reach) * hairs, 0.0F, 1.0F);
        return {m_dressed.who.brows.colour.cwiseProduct(place.ambient) * 0.25F, std::clamp(opacity, 0.0F, 0.92F)};
    }
    if (place.normal.dot(place.view) < 0.0F)
        place.normal = -place.normal;
    const Point mirrored = 2.0F * place.normal.dot(place.view) * place.normal - place.view;
    const float lamp = smoothstep(0.30F, 0.12F, std::acos(std::clamp(mirrored.dot(m_shot.key.towards), -1.0F, 1.0F)));
    const float f = fresnel(place.normal.dot(place.view));
    const Colour light = m_shot.key.colour * (0.55F * lamp) + place.ambient * (f * (0.4F + 0.6F * smoothstep(-0.1F, 0.8F, mirrored.y())));
    const float tint = m_dressed.who.glasses.tint;
    return {light + place.colour * (0.05F * tint), std::clamp(tint + f, 0.0F, 0.96F)};
}

} // namespace effigy::synth

// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/teeth_fitter.h"

#include "reconstruct/mouth_view.h"

#include <Eigen/Dense>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace effigy::reconstruct {

namespace {

constexpr float kStep = 0.25e-3F; // metres between what is looked at along a tooth
constexpr float kFront =
    0.022F; // metres to either side of the middle: the teeth that a smile shows
constexpr float kAbout = 0.003F;     // metres that a fitted lip may be off
constexpr float kShortest = 0.0025F; // metres of a tooth that must be seen
constexpr float kLongest = 0.0135F;  // more are two teeth, one above the other
constexpr float kMostDown = -0.005F, kMostUp = 0.004F;
constexpr std::array<float, 3> kAcross = {-0.25F, 0.0F,
                                          0.25F}; // of a tooth's width: where it is looked at

/// One tooth as it stands, metres, head frame.
struct Tooth {
    float left = 0.0F, right = 0.0F; // x, left is less
    float edge = 0.0F;               // y
    float front = 0.0F;              // z

    [[nodiscard]] float middle() const { return 0.5F * (left + right); }
    [[nodiscard]] float width() const { return right - left; }
};

Tooth toothOf(const std::vector<int>& vertices, const std::vector<Eigen::Vector3f>& at)
{
    constexpr float kMost = std::numeric_limits<float>::max();
    Tooth tooth{kMost, -kMost, kMost, -kMost};
    for (const int v : vertices) {
        tooth.left = std::min(tooth.left, at[v].x());
        tooth.right = std::max(tooth.right, at[v].x());
        tooth.edge = std::min(tooth.edge, at[v].y());
        tooth.front = std::max(tooth.front, at[v].z());
    }
    return tooth;
}

/// How far what the photo shows at one place of the row lies above what the mesh has there, metres.
struct Difference {
    float x = 0.0F; // metres aside
    float up = 0.0F;
    bool isHidden = false; // something lies before it: it may be farther up (gum) or down (edge)
};

struct Differences {
    std::vector<Difference> edge, gum;
    float crown = 0.0F; // metres from gum to edge, mean over the mesh's teeth that were looked at
};

/// The uppermost run of teeth in `isTooth`, from top to bottom, without short gaps: first, and one
/// after the last.
std::optional<std::pair<int, int>> uppermostRun(std::vector<char> isTooth)
{
    constexpr int kGap = 2, kLeast = static_cast<int>(kShortest / kStep);
    const int count = static_cast<int>(isTooth.size());
    for (int i = 0, last = -count; i < count; ++i)
        if (isTooth[i]) {
            if (i - last <= kGap + 1)
                std::fill(isTooth.begin() + std::max(last, 0), isTooth.begin() + i, 1);
            last = i;
        }
    for (int first = 0; first < count; ++first) {
        int end = first;
        while (end < count && isTooth[end])
            ++end;
        if (end - first >= kLeast)
            return std::pair(first, end);
        first = end;
    }
    return std::nullopt;
}

/// Looks along one upright line before a tooth.
void lookAlong(const MouthView& mouth, const Tooth& tooth, float x, bool isMiddle,
               Differences& found)
{
    constexpr float kReach = 0.03F;       // metres up and down
    constexpr float kDark = 0.5F;         // of the tooth's brightness: no tooth
    constexpr float kShade = 0.12F;       // and no lip
    constexpr float kBehindLip = 0.0005F; // metres that an edge reaches behind a lip, at least
    constexpr float kGumShown = 0.0015F;  // metres of gum below the lip that are surely gum
    const ToothColour& like = *mouth.colour();
    struct Look {
        float y;
        Eigen::Vector3f colour;
    };
    std::vector<Look> looks; // from top to bottom
    float highest = -1.0F, lowest = 1.0F, gum = -1.0F, edge = 1.0F;
    for (float y = tooth.edge + kReach; y > tooth.edge - kReach; y -= kStep) {
        const auto pixel = mouth.pixelOf({x, y, tooth.front});
        if (!pixel)
            continue;
        looks.push_back({y, mouth.colourAt(*pixel)});
        if (mouth.isOpen(*pixel)) {
            highest = std::max(highest, y);
            lowest = std::min(lowest, y);
        }
        if (mouth.toothAt(*pixel)) {
            gum = std::max(gum, y);
            edge = std::min(edge, y);
        }
    }
    if (highest < lowest || gum < edge)
        return;
    std::erase_if(looks, [&](const Look& look) {
        return look.y > highest + kAbout || look.y < lowest - kAbout;
    });
    float bright = 0.0F;
    for (const auto& look : looks)
        if (paleness(look.colour) > like.palest)
            bright = std::max(bright, brightness(look.colour));
    if (bright < kDark * like.bright)
        return;
    std::vector<char> isTooth;
    for (const auto& look : looks)
        isTooth.push_back(paleness(look.colour) > like.palest &&
                          brightness(look.colour) > kDark * bright);
    const auto run = uppermostRun(isTooth);
    if (!run)
        return;
    const float top = looks[run->first].y, bottom = looks[run->second - 1].y;
    if (top - bottom > kLongest)
        return;
    constexpr int kBelow = 3; // steps: beyond what the picture blurs
    const std::size_t below =
        std::min(looks.size() - 1, static_cast<std::size_t>(run->second + kBelow));
    const bool isLip = brightness(looks[below].colour) > kShade * bright;
    const float lip = std::min(bottom, std::max(lowest, bottom - kAbout)) -
                      kBehindLip; // of photo and mesh, whichever lip is lower
    found.edge.push_back({x, (isLip ? lip : bottom) - edge, isLip});
    if (isMiddle)
        found.gum.push_back({x, top - gum, top > highest - kGumShown});
    found.crown += gum - edge;
}

/// a + b u + c u^2 with u from -1 to 1 across the front teeth.
struct Bow {
    Eigen::Vector3f shares = Eigen::Vector3f::Zero();
    float most = 1.0F; // |u| up to which it was seen; beyond it stays as it is there

    [[nodiscard]] static Eigen::Vector3f terms(float u) { return {1.0F, u, u * u}; }
    [[nodiscard]] float at(float x) const
    {
        return shares.dot(terms(std::clamp(x / kFront, -most, most)));
    }
};

/// The bow through `differences`, by least squares that leave out what does not agree.
///   down  whether what is hidden lies rather lower than seen, or higher
Bow bowThrough(const std::vector<Difference>& differences, bool down)
{
    constexpr float kAgree = 0.7e-3F; // metres
    constexpr float kHidden = 0.02F;  // weight of a bound that is kept
    constexpr int kRounds = 20;
    const auto count = static_cast<float>(differences.size());
    const Eigen::Vector3f prior = count * Eigen::Vector3f(0.01F, 0.02F, 0.02F);
    Bow bow;
    if (differences.empty())
        return bow;
    bow.most = 0.0F;
    for (const auto& d : differences)
        bow.most = std::max(bow.most, std::abs(d.x) / kFront);
    for (int round = 0; round < kRounds; ++round) {
        Eigen::Matrix3f system = prior.asDiagonal();
        Eigen::Vector3f right = Eigen::Vector3f::Zero();
        for (const auto& d : differences) {
            const float off = bow.at(d.x) - d.up;
            float weight = std::min(1.0F, kAgree / std::max(1e-6F, std::abs(off)));
            if (d.isHidden && (down ? off <= 0.0F : off >= 0.0F))
                weight *= kHidden;
            const Eigen::Vector3f terms = Bow::terms(d.x / kFront);
            system += weight * terms * terms.transpose();
            right += weight * d.up * terms;
        }
        bow.shares = system.ldlt().solve(right);
    }
    return bow;
}

/// What moves the row: each place up by what the bows say, then x to shift + scale x.
struct Move {
    Bow edge, gum;
    float shift = 0.0F, scale = 1.0F;
};

constexpr float kGapReach = 0.016F; // metres to either side: gaps that one sees from the front
constexpr float kMostShift = 0.003F, kMostScale = 0.12F; // of the row aside, and of its width
constexpr float kLine = 0.2e-3F;                         // metres between columns
constexpr int kAround = 12; // columns to either side that one is compared with
constexpr int kColumns =
    static_cast<int>((kGapReach + kMostShift + kMostScale * kGapReach) / kLine) + kAround +
    1; // to either side

const Tooth& toothNear(const std::vector<Tooth>& teeth, float x)
{
    return *std::ranges::min_element(teeth, {},
                                     [x](const Tooth& t) { return std::abs(t.middle() - x); });
}

/// Where the mesh's teeth meet, x from the subject's right to the left.
std::vector<float> gapsOf(const MouthView& mouth, const std::vector<Tooth>& teeth, float crown)
{
    constexpr float kMiddle = 0.45F; // of the crown, from the edge
    const float y = toothNear(teeth, 0.0F).edge + kMiddle * crown;
    std::vector<float> gaps;
    std::optional<int> last;
    for (float x = -kGapReach; x <= kGapReach; x += kLine) {
        const auto pixel = mouth.pixelOf({x, y, toothNear(teeth, x).front});
        const auto tooth = pixel ? mouth.toothAt(*pixel) : std::nullopt;
        if (last && tooth && tooth != last)
            gaps.push_back(x - 0.5F * kLine);
        last = tooth;
    }
    return gaps;
}

/// Brightness of the photo's front teeth, column by column about the middle; empty where one lies
/// beyond the photo.
std::vector<float> lightAlong(const MouthView& mouth, const std::vector<Tooth>& teeth, float crown,
                              const Bow& edge)
{
    constexpr std::array kShares = {0.25F, 0.35F, 0.45F, 0.55F,
                                    0.65F}; // of the crown, from the edge
    const float y = toothNear(teeth, 0.0F).edge;
    std::vector<float> light;
    for (int i = -kColumns; i <= kColumns; ++i) {
        const float x = kLine * static_cast<float>(i);
        float sum = 0.0F;
        for (const float share : kShares) {
            const auto pixel =
                mouth.pixelOf({x, y + edge.at(x) + share * crown, toothNear(teeth, x).front});
            if (!pixel)
                return {};
            sum += brightness(mouth.colourAt(*pixel));
        }
        light.push_back(sum / static_cast<float>(kShares.size()));
    }
    return light;
}

/// How much darker the column at x is than what is around.
float darkness(const std::vector<float>& light, float x)
{
    const int at = static_cast<int>(std::lround(x / kLine)) + kColumns;
    const auto mean = [&](int reach) {
        return std::accumulate(light.begin() + at - reach, light.begin() + at + reach + 1, 0.0F) /
               static_cast<float>(2 * reach + 1);
    };
    return 1.0F - mean(1) / std::max(1e-4F, mean(kAround));
}

/// Puts the gaps between the front teeth on the photo's dark lines, where there are any.
void alignGaps(const MouthView& mouth, const std::vector<Tooth>& teeth, float crown, Move& move)
{
    constexpr float kDarker = 0.04F, kBetter = 0.03F; // than around, and than where they were
    constexpr float kStay = 0.02F;                    // what the farthest move costs
    constexpr std::size_t kEnough = 3;
    constexpr float kWidthStep = 0.02F;
    const std::vector<float> gaps = gapsOf(mouth, teeth, crown),
                             light = lightAlong(mouth, teeth, crown, move.edge);
    if (gaps.size() < kEnough || light.empty())
        return;
    const auto score = [&](float shift, float scale) {
        float sum = 0.0F;
        for (const float gap : gaps)
            sum += darkness(light, shift + scale * gap);
        return sum / static_cast<float>(gaps.size()) -
               kStay * (std::pow(shift / kMostShift, 2.0F) +
                        std::pow((scale - 1.0F) / kMostScale, 2.0F));
    };
    const float before = score(0.0F, 1.0F);
    float best = before;
    Move found = move;
    for (float shift = -kMostShift; shift <= kMostShift; shift += kLine)
        for (float scale = 1.0F - kMostScale; scale <= 1.0F + kMostScale; scale += kWidthStep)
            if (const float now = score(shift, scale); now > best) {
                best = now;
                found.shift = shift;
                found.scale = scale;
            }
    if (best > kDarker && best > before + kBetter)
        move = found;
}

} // namespace

std::vector<Eigen::Vector3f> fitTeeth(const head::HeadModel& model,
                                      const head::HeadCoefficients& posed, const PhotoCut& cut)
{
    constexpr std::size_t kEnough = 5;              // places along the row
    constexpr float kShrunk = 0.75F, kGrown = 1.3F; // of a crown
    std::vector<Eigen::Vector3f> offsets(model.data().templateMesh.vertices.size(),
                                         Eigen::Vector3f::Zero());
    const UpperRow row = upperRow(model.data());
    if (row.teeth.empty())
        return offsets;
    const mesh::Mesh mesh = model.mesh(posed);
    const MouthView mouth(model.data(), row, mesh, cut);
    if (!mouth.colour())
        return offsets;
    std::vector<Tooth> teeth;
    Differences found;
    for (const auto& vertices : row.teeth) {
        const Tooth& tooth = teeth.emplace_back(toothOf(vertices, mesh.vertices));
        for (const float across : kAcross)
            if (const float x = tooth.middle() + across * tooth.width(); std::abs(x) < kFront)
                lookAlong(mouth, tooth, x, across == 0.0F, found);
    }
    if (found.edge.size() < kEnough)
        return offsets;
    Move move{bowThrough(found.edge, true), bowThrough(found.gum, false)};
    const float crown = found.crown / static_cast<float>(found.edge.size());
    const auto edgeUp = [&](float x) { return std::clamp(move.edge.at(x), kMostDown, kMostUp); };
    const auto gumUp = [&](float x) {
        return std::clamp(move.gum.at(x), edgeUp(x) - (1.0F - kShrunk) * crown,
                          edgeUp(x) + (kGrown - 1.0F) * crown);
    };
    alignGaps(mouth, teeth, crown, move);
    const auto aside = [&](float x) { return move.shift + (move.scale - 1.0F) * x; };
    for (std::size_t i = 0; i < teeth.size(); ++i)
        for (const int v : row.teeth[i]) {
            const Eigen::Vector3f& at = mesh.vertices[v];
            const float up = std::clamp((at.y() - teeth[i].edge) / crown, 0.0F,
                                        1.0F); // from the edge to the gum
            offsets[v] = {aside(at.x()),
                          std::lerp(edgeUp(teeth[i].middle()), gumUp(teeth[i].middle()), up), 0.0F};
        }
    for (const int v : row.gum)
        offsets[v] = {aside(mesh.vertices[v].x()), gumUp(mesh.vertices[v].x()), 0.0F};
    return offsets;
}

} // namespace effigy::reconstruct

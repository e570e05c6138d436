// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/seen_rays.h"

#include "base/parallel.h"
#include "generator/ray_marcher_kernel.h"
#include "generator/ray_sampler.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

namespace effigy::generator {

namespace {

using torch::Tensor;

constexpr float kLeastWeight = 0.004F; // of a sample whose colour is looked at
constexpr float kBeyond = 0.2F;         // world units, eight centimetres: how far behind its stretch a ray may meet something
constexpr float kSurelyMet = 0.95F;    // opacity below which a ray may have passed a thin part unseen
constexpr float kBefore = 0.02F;       // world units, eight millimetres: nothing that matters can stand between a ray's begin and what it meets nearer
constexpr int kRaysPerBlock = 64;

/// Draw `i` of `count` even ones in [0, 1).
float evenDraw(int i, int count) { return (static_cast<float>(i) + 0.5F) / static_cast<float>(count); }

/// Looks along a few rays at a time; each thread has its own.
class Looker {
public:
    Looker(const DensityField& field, const Rays& rays, int thinSamples)
        : m_field(field), m_origins(rays.origins[0].contiguous()), m_directions(rays.directions[0].contiguous()),
          m_coarse(field.config().importanceSamples), m_fine(field.config().refinementSamples), m_within(thinSamples), m_thin(thinSamples + 3 * thinSamples / 8), m_sampler(m_coarse)
    {
        m_weights.resize(static_cast<std::size_t>(all() + m_thin));
    }

    void look(const Candidate* candidates, int count, SeenRays& seen)
    {
        m_candidates = candidates;
        m_count = count;
        m_depths.resize(static_cast<std::size_t>(count) * row());
        m_density.resize(m_depths.size());
        lookEvenly();
        lookFinely();
        lookForThinParts();
        for (int i = 0; i < count; ++i)
            add(i, seen);
    }

private:
    [[nodiscard]] int all() const { return m_coarse + m_fine; }
    [[nodiscard]] std::size_t row() const { return static_cast<std::size_t>(all() + m_thin); } // of depths and densities, a ray each
    [[nodiscard]] float* depthsOf(int i) { return m_depths.data() + static_cast<std::size_t>(i) * row(); }
    [[nodiscard]] float* densityOf(int i) { return m_density.data() + static_cast<std::size_t>(i) * row(); }

    /// Fills in the densities at `samples` depths from number `first` on, of rays `which`.
    void densities(const std::vector<int>& which, int first, int samples)
    {
        m_points.resize(which.size() * static_cast<std::size_t>(samples) * 3);
        float* point = m_points.data();
        for (const int i : which) {
            const auto ray = m_candidates[i].ray * 3;
            const float *origin = m_origins.data_ptr<float>() + ray, *direction = m_directions.data_ptr<float>() + ray;
            for (int s = 0; s < samples; ++s)
                for (int axis = 0; axis < 3; ++axis)
                    *point++ = origin[axis] + depthsOf(i)[first + s] * direction[axis];
        }
        m_found.resize(which.size() * static_cast<std::size_t>(samples));
        m_field.at(m_points.data(), static_cast<int>(m_found.size()), m_found.data());
        const float* found = m_found.data();
        for (const int i : which) {
            std::copy_n(found, samples, densityOf(i) + first);
            found += samples;
        }
    }

    void lookEvenly()
    {
        m_rays.resize(static_cast<std::size_t>(m_count));
        std::iota(m_rays.begin(), m_rays.end(), 0);
        m_samples.assign(static_cast<std::size_t>(m_count), all());
        for (int i = 0; i < m_count; ++i)
            for (int s = 0; s < m_coarse; ++s)
                depthsOf(i)[s] = m_candidates[i].near
                                 + (m_candidates[i].far - m_candidates[i].near) * static_cast<float>(s) / static_cast<float>(m_coarse - 1);
        densities(m_rays, 0, m_coarse);
    }

    void lookFinely()
    {
        for (int i = 0; i < m_count; ++i) {
            weighIntervals(densityOf(i), depthsOf(i), m_coarse, m_weights.data());
            m_sampler.prepare(depthsOf(i), m_weights.data());
            for (int s = 0; s < m_fine; ++s)
                depthsOf(i)[m_coarse + s] = m_sampler.depthAt(evenDraw(s, m_fine));
        }
        densities(m_rays, m_coarse, m_fine);
        for (int i = 0; i < m_count; ++i)
            sort(i, m_coarse, all());
    }

    /// Ears and rims are thinner than a step; and between lips that hardly open, gaps are narrower than guide rays lie apart, so that none
    /// of them has met what lies behind. Where one part ends before another, rays that meet the other may have passed the first one's edge.
    void lookForThinParts()
    {
        m_rays.clear();
        for (int i = 0; i < m_count && m_thin > 0; ++i) {
            weighIntervals(densityOf(i), depthsOf(i), all(), m_weights.data());
            const auto [near, far] = std::pair(m_candidates[i].near, m_candidates[i].far);
            if (std::accumulate(m_weights.begin(), m_weights.begin() + all() - 1, 0.0F) < kSurelyMet) {
                for (int s = 0; s < m_within; ++s)
                    depthsOf(i)[all() + s] = near + (far - near) * evenDraw(s, m_within);
                for (int s = m_within; s < m_thin; ++s)
                    depthsOf(i)[all() + s] = far + kBeyond * evenDraw(s - m_within, m_thin - m_within);
            } else if (const float met = metAt(i); m_candidates[i].mayHide && met - near > kBefore) {
                for (int s = 0; s < m_thin; ++s)
                    depthsOf(i)[all() + s] = near + (met - near) * evenDraw(s, m_thin);
            } else
                continue;
            m_rays.push_back(i);
        }
        densities(m_rays, all(), m_thin);
        for (const int i : m_rays) {
            m_samples[static_cast<std::size_t>(i)] += m_thin;
            sort(i, all(), all() + m_thin);
        }
    }

    /// The depth up to which most of a ray whose weights are known has met something.
    [[nodiscard]] float metAt(int i)
    {
        float met = 0.0F;
        int s = 0;
        while (s + 2 < all() && (met += m_weights[static_cast<std::size_t>(s)]) < 0.5F)
            ++s;
        return depthsOf(i)[s];
    }

    /// Sorts samples [middle, end) in among those before them, which are sorted.
    void sort(int i, int middle, int end)
    {
        float *depths = depthsOf(i), *density = densityOf(i);
        m_order.resize(static_cast<std::size_t>(end));
        std::iota(m_order.begin(), m_order.end(), 0);
        const auto isNearer = [&](int a, int b) { return depths[a] < depths[b]; };
        m_merged.resize(m_order.size());
        std::merge(m_order.begin(), m_order.begin() + middle, m_order.begin() + middle, m_order.end(), m_merged.begin(), isNearer);
        for (float* values : {density, depths}) { // depths last: the order is theirs
            m_line.resize(m_order.size());
            std::transform(m_merged.begin(), m_merged.end(), m_line.begin(), [&](int k) { return values[k]; });
            std::copy(m_line.begin(), m_line.end(), values);
        }
    }

    void add(int i, SeenRays& seen)
    {
        const int samples = m_samples[static_cast<std::size_t>(i)];
        const float* depths = depthsOf(i);
        weighIntervals(densityOf(i), depths, samples, m_weights.data());
        const auto ray = m_candidates[i].ray * 3;
        const float *origin = m_origins.data_ptr<float>() + ray, *direction = m_directions.data_ptr<float>() + ray;
        SeenRays::Ray found = {.pixel = m_candidates[i].pixel, .first = seen.samples.size()};
        float kept = 0.0F;
        for (int s = 0; s < samples; ++s) {
            const float left = s > 0 ? m_weights[static_cast<std::size_t>(s - 1)] : 0.0F;
            const float right = s + 1 < samples ? m_weights[static_cast<std::size_t>(s)] : 0.0F;
            const float weight = 0.5F * (left + right), depth = depths[s];
            found.alpha += weight;
            found.depth += weight * depth;
            if (weight < kLeastWeight)
                continue;
            seen.samples.push_back(
                {{origin[0] + depth * direction[0], origin[1] + depth * direction[1], origin[2] + depth * direction[2]}, weight});
            kept += weight;
        }
        if (kept == 0.0F)
            return;
        found.count = seen.samples.size() - found.first;
        for (auto k = found.first; k < seen.samples.size(); ++k)
            seen.samples[k].weight *= found.alpha / kept;
        seen.rays.push_back(found);
    }

    const DensityField& m_field;
    Tensor m_origins, m_directions; // [M, 3]
    int m_coarse, m_fine, m_within, m_thin; // the last: within a stretch and behind it
    RaySampler m_sampler;
    const Candidate* m_candidates = nullptr;
    int m_count = 0;
    std::vector<float> m_depths, m_density;        // [count, row()], ascending per ray once it has been sorted
    std::vector<int> m_samples;                    // [count] how many of them are in use
    std::vector<float> m_weights, m_points, m_found, m_line;
    std::vector<int> m_rays, m_order, m_merged;
};

void append(SeenRays& to, const SeenRays& more)
{
    const auto samples = to.samples.size();
    for (SeenRays::Ray ray : more.rays) {
        ray.first += samples;
        to.rays.push_back(ray);
    }
    to.samples.insert(to.samples.end(), more.samples.begin(), more.samples.end());
}

} // namespace

SeenRays lookAlong(const DensityField& field, const Rays& rays, const std::vector<Candidate>& candidates, int thinSamples)
{
    const auto count = static_cast<int>(candidates.size());
    SeenRays seen;
    if (!field.isFused()) { // large tensors at once
        if (count > 0)
            Looker(field, rays, thinSamples).look(candidates.data(), count, seen);
        return seen;
    }
    const int blocks = (count + kRaysPerBlock - 1) / kRaysPerBlock;
    std::vector<SeenRays> parts(static_cast<std::size_t>(blocks));
    base::parallelFor(blocks, 8, [&](int begin, int end) {
        Looker looker(field, rays, thinSamples);
        for (int block = begin; block < end; ++block)
            looker.look(candidates.data() + static_cast<std::ptrdiff_t>(block) * kRaysPerBlock,
                        std::min(kRaysPerBlock, count - block * kRaysPerBlock), parts[static_cast<std::size_t>(block)]);
    });
    for (const SeenRays& part : parts)
        append(seen, part);
    return seen;
}

SeenRays replaced(const SeenRays& rays, const SeenRays& newRays, const std::vector<bool>& isNew)
{
    SeenRays all;
    const auto take = [&all](const SeenRays& from, SeenRays::Ray ray) {
        const auto first = from.samples.begin() + static_cast<std::ptrdiff_t>(ray.first);
        ray.first = all.samples.size();
        all.samples.insert(all.samples.end(), first, first + static_cast<std::ptrdiff_t>(ray.count));
        all.rays.push_back(ray);
    };
    auto next = newRays.rays.begin();
    for (const SeenRays::Ray& ray : rays.rays) {
        for (; next != newRays.rays.end() && next->pixel <= ray.pixel; ++next)
            take(newRays, *next);
        if (!isNew[static_cast<std::size_t>(ray.pixel)])
            take(rays, ray);
    }
    for (; next != newRays.rays.end(); ++next)
        take(newRays, *next);
    return all;
}

TracedRays broughtTogether(const SeenRays& plain, const SeenRays& close, const std::vector<bool>& isClose, float share, int resolution)
{
    const auto pixels = std::int64_t{resolution} * resolution;
    TracedRays traced;
    traced.resolution = resolution;
    traced.alpha = torch::zeros({1, 1, resolution, resolution});
    traced.depth = torch::zeros({1, 1, resolution, resolution});
    traced.first = torch::empty({pixels + 1}, torch::kInt64);
    const auto most = static_cast<std::int64_t>(plain.samples.size() + close.samples.size());
    const Tensor points = torch::empty({1, most, 3}), weights = torch::empty({most});
    auto *alpha = traced.alpha.data_ptr<float>(), *depth = traced.depth.data_ptr<float>();
    auto *point = points.data_ptr<float>(), *weight = weights.data_ptr<float>();
    auto* first = traced.first.data_ptr<std::int64_t>();
    const auto take = [&](const SeenRays& seen, std::size_t& next, std::int64_t pixel, float counts) {
        for (; next < seen.rays.size() && seen.rays[next].pixel <= pixel; ++next) {
            const SeenRays::Ray& ray = seen.rays[next];
            if (counts == 0.0F)
                continue;
            alpha[pixel] += counts * ray.alpha;
            depth[pixel] += counts * ray.depth;
            for (auto k = ray.first; k < ray.first + ray.count; ++k) {
                point = std::copy_n(seen.samples[k].point.data(), 3, point);
                *weight++ = counts * seen.samples[k].weight;
            }
        }
    };
    std::size_t nextPlain = 0, nextClose = 0;
    for (std::int64_t pixel = 0; pixel < pixels; ++pixel) {
        first[pixel] = weight - weights.data_ptr<float>();
        const bool isOfClose = !isClose.empty() && isClose[static_cast<std::size_t>(pixel)];
        take(plain, nextPlain, pixel, isOfClose ? 0.0F : 1.0F);
        take(close, nextClose, pixel, isOfClose ? share : 0.0F);
        if (alpha[pixel] > 0.0F)
            depth[pixel] /= alpha[pixel];
    }
    first[pixels] = weight - weights.data_ptr<float>();
    traced.points = points.slice(1, 0, first[pixels]);
    traced.weights = weights.slice(0, 0, first[pixels]);
    return traced;
}

} // namespace effigy::generator

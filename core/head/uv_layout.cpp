// SPDX-License-Identifier: GPL-3.0-or-later
#include "head/uv_layout.h"

#include "base/error.h"

#include <Eigen/LU>
#include <Eigen/SVD>
#include <Eigen/SparseCholesky>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace effigy::head {

namespace {

using Points = std::vector<Eigen::Vector2d>;
using Triplets = std::vector<Eigen::Triplet<double>>;

constexpr double kLidWeight = 1e-3; // lids only guard against crossings
constexpr double kProximal = 1e-4;  // keeps the system positive definite
constexpr double kStepToFlip = 0.8; // share of the way to the first flip that a step may go
constexpr int kLineSearchHalvings = 12;

/// One triangle's linear map from positions to the gradient of the mapping.
struct Element {
    Eigen::Vector3i corner;
    Eigen::Matrix<double, 2, 3> gradient; // J = [u0 u1 u2] * gradient^T, 2x2
    double weight = 0.0;                  // rest area
};

Element element(const Eigen::Vector3i& corner, const std::array<Eigen::Vector2d, 3>& rest,
                double factor)
{
    Eigen::Matrix2d edges;
    edges << rest[1] - rest[0], rest[2] - rest[0];
    const Eigen::Matrix2d inverse = edges.inverse();
    Element e{.corner = corner, .gradient = {}, .weight = factor * 0.5 * edges.determinant()};
    e.gradient.col(1) = inverse.row(0).transpose();
    e.gradient.col(2) = inverse.row(1).transpose();
    e.gradient.col(0) = -e.gradient.col(1) - e.gradient.col(2);
    return e;
}

Eigen::Matrix2d jacobian(const Element& e, const Points& at)
{
    Eigen::Matrix2d j = Eigen::Matrix2d::Zero();
    for (int k = 0; k < 3; ++k)
        j += at[static_cast<std::size_t>(e.corner[k])] * e.gradient.col(k).transpose();
    return j;
}

double energy(const std::vector<Element>& elements, const Points& at)
{
    double sum = 0.0;
    for (const Element& e : elements) {
        const Eigen::Matrix2d j = jacobian(e, at);
        const double det = j.determinant();
        if (det <= 0.0)
            return std::numeric_limits<double>::infinity();
        sum += e.weight * j.squaredNorm() * (1.0 + 1.0 / (det * det));
    }
    return sum;
}

/// Uniform Tutte embedding with the rim held on a convex curve: no triangle flips, ever.
Points tutte(const FlatteningInput& input)
{
    const auto n = static_cast<std::size_t>(input.vertexCount);
    Points at(n, Eigen::Vector2d::Zero());
    std::vector<bool> isFixed(n, false);
    for (std::size_t i = 0; i < input.boundary.size(); ++i) {
        at[static_cast<std::size_t>(input.boundary[i])] = input.boundaryStart[i];
        isFixed[static_cast<std::size_t>(input.boundary[i])] = true;
    }
    Triplets triplets;
    Eigen::MatrixX2d right = Eigen::MatrixX2d::Zero(input.vertexCount, 2);
    const auto couple = [&](int a, int b) {
        if (isFixed[static_cast<std::size_t>(a)])
            return;
        triplets.emplace_back(a, a, 1.0);
        if (isFixed[static_cast<std::size_t>(b)])
            right.row(a) += at[static_cast<std::size_t>(b)].transpose();
        else
            triplets.emplace_back(a, b, -1.0);
    };
    for (const auto* list : {&input.triangles, &input.lidTriangles}) {
        for (const Eigen::Vector3i& t : *list) {
            for (int k = 0; k < 3; ++k) {
                couple(t[k], t[(k + 1) % 3]);
                couple(t[(k + 1) % 3], t[k]);
            }
        }
    }
    for (int i = 0; i < input.vertexCount; ++i) {
        if (isFixed[static_cast<std::size_t>(i)]) {
            triplets.emplace_back(i, i, 1.0);
            right.row(i) = at[static_cast<std::size_t>(i)].transpose();
        }
    }
    Eigen::SparseMatrix<double> system(input.vertexCount, input.vertexCount);
    system.setFromTriplets(triplets.begin(), triplets.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver(system);
    if (solver.info() != Eigen::Success)
        throw base::Error("internal", "The UV layout could not be started");
    const Eigen::MatrixX2d solved = solver.solve(right);
    for (std::size_t i = 0; i < n; ++i)
        at[i] = solved.row(static_cast<Eigen::Index>(i)).transpose();
    return at;
}

/// Weight that makes the quadratic proxy's gradient equal the symmetric Dirichlet energy's, per
/// singular value.
double proxyWeight(double s)
{
    if (std::abs(s - 1.0) < 1e-6)
        return 2.0;
    return std::sqrt(std::max(1e-12, (s - 1.0 / (s * s * s)) / (s - 1.0)));
}

/// Solves the weighted proxy around `at`. Source: Rabinovich et al. 2017, Eq. 8 to 11.
Points proxyMinimum(const std::vector<Element>& elements, const Points& at)
{
    const auto n = static_cast<Eigen::Index>(at.size());
    Triplets triplets;
    triplets.reserve(elements.size() * 36 + static_cast<std::size_t>(2 * n));
    Eigen::VectorXd right = Eigen::VectorXd::Zero(2 * n);
    for (const Element& e : elements) {
        const Eigen::JacobiSVD<Eigen::Matrix2d> svd(jacobian(e, at),
                                                    Eigen::ComputeFullU | Eigen::ComputeFullV);
        const Eigen::Vector2d s = svd.singularValues();
        const Eigen::Vector2d w(proxyWeight(s[0]), proxyWeight(s[1]));
        const Eigen::Matrix2d weight2 =
            svd.matrixU() * w.cwiseAbs2().asDiagonal() * svd.matrixU().transpose() * e.weight;
        const Eigen::Matrix2d closest = svd.matrixU() * svd.matrixV().transpose();
        const Eigen::Matrix3d stiffness = e.gradient.transpose() * e.gradient;
        const Eigen::Matrix<double, 2, 3> pull = weight2 * closest * e.gradient;
        for (int a = 0; a < 3; ++a) {
            for (int d = 0; d < 2; ++d) {
                const Eigen::Index row = 2 * e.corner[a] + d;
                right[row] += pull(d, a);
                for (int b = 0; b < 3; ++b) {
                    for (int c = 0; c < 2; ++c)
                        triplets.emplace_back(row, 2 * e.corner[b] + c,
                                              weight2(d, c) * stiffness(a, b));
                }
            }
        }
    }
    for (Eigen::Index i = 0; i < n; ++i) {
        for (int d = 0; d < 2; ++d) {
            triplets.emplace_back(2 * i + d, 2 * i + d, kProximal);
            right[2 * i + d] += kProximal * at[static_cast<std::size_t>(i)][d];
        }
    }
    Eigen::SparseMatrix<double> system(2 * n, 2 * n);
    system.setFromTriplets(triplets.begin(), triplets.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver(system);
    if (solver.info() != Eigen::Success)
        throw base::Error("internal", "The UV layout could not be solved");
    const Eigen::VectorXd solved = solver.solve(right);
    Points result(at.size());
    for (Eigen::Index i = 0; i < n; ++i)
        result[static_cast<std::size_t>(i)] = solved.segment<2>(2 * i);
    return result;
}

double cross(const Eigen::Vector2d& a, const Eigen::Vector2d& b)
{
    return a.x() * b.y() - a.y() * b.x();
}

/// The smallest positive step at which a triangle's area becomes zero.
double stepToFlip(const Element& e, const Points& at, const Points& target)
{
    std::array<Eigen::Vector2d, 3> p;
    std::array<Eigen::Vector2d, 3> d;
    for (std::size_t k = 0; k < 3; ++k) {
        const auto corner = static_cast<std::size_t>(e.corner[static_cast<int>(k)]);
        p[k] = at[corner];
        d[k] = target[corner] - at[corner];
    }
    const Eigen::Vector2d u = p[1] - p[0], v = p[2] - p[0], du = d[1] - d[0], dv = d[2] - d[0];
    const double a = cross(du, dv), b = cross(du, v) + cross(u, dv), c = cross(u, v);
    constexpr double never = std::numeric_limits<double>::infinity();
    if (std::abs(a) < 1e-300)
        return b < 0.0 ? -c / b : never;
    const double discriminant = b * b - 4.0 * a * c;
    if (discriminant < 0.0)
        return never;
    const double q = -0.5 * (b + std::copysign(std::sqrt(discriminant), b));
    double first = never;
    for (const double root : {q / a, q != 0.0 ? c / q : never}) {
        if (root > 0.0)
            first = std::min(first, root);
    }
    return first;
}

Points moved(const Points& at, const Points& target, double step)
{
    Points result(at.size());
    std::ranges::transform(at, target, result.begin(), [step](const auto& from, const auto& to) {
        return Eigen::Vector2d(from + step * (to - from));
    });
    return result;
}

Points lineSearch(const std::vector<Element>& elements, const Points& at, const Points& target)
{
    double step = 1.0;
    for (const Element& e : elements)
        step = std::min(step, kStepToFlip * stepToFlip(e, at, target));
    const double before = energy(elements, at);
    for (int halving = 0; halving < kLineSearchHalvings; ++halving, step *= 0.5) {
        Points candidate = moved(at, target, step);
        if (energy(elements, candidate) < before)
            return candidate;
    }
    return at;
}

std::vector<Element> makeElements(const FlatteningInput& input, const Points& start)
{
    std::vector<Element> elements;
    elements.reserve(input.triangles.size() + input.lidTriangles.size());
    for (std::size_t t = 0; t < input.triangles.size(); ++t)
        elements.push_back(element(input.triangles[t], input.restShape[t], 1.0));
    for (const Eigen::Vector3i& lid : input.lidTriangles) {
        std::array<Eigen::Vector2d, 3> rest;
        for (std::size_t k = 0; k < 3; ++k)
            rest[k] = start[static_cast<std::size_t>(lid[static_cast<int>(k)])];
        elements.push_back(element(lid, rest, kLidWeight));
    }
    return elements;
}

} // namespace

std::array<Eigen::Vector2d, 3> restTriangle(const Eigen::Vector3d& a, const Eigen::Vector3d& b,
                                            const Eigen::Vector3d& c, double scale)
{
    const Eigen::Vector3d x = (b - a).normalized();
    const Eigen::Vector3d edge = c - a;
    const double along = edge.dot(x);
    return {Eigen::Vector2d::Zero(), Eigen::Vector2d(scale * (b - a).norm(), 0.0),
            Eigen::Vector2d(scale * along, scale * std::max((edge - along * x).norm(), 1e-6))};
}

std::vector<Eigen::Vector2d> flatten(const FlatteningInput& input, int iterations)
{
    base::require(input.boundary.size() == input.boundaryStart.size(),
                  "every rim vertex has a start");
    base::require(input.restShape.size() == input.triangles.size(),
                  "every triangle has a rest shape");
    Points at = tutte(input);
    const std::vector<Element> elements = makeElements(input, at);
    for (int i = 0; i < iterations; ++i)
        at = lineSearch(elements, at, proxyMinimum(elements, at));
    return at;
}

double overlapShare(std::span<const Eigen::Vector2f> uvs,
                    std::span<const Eigen::Vector3i> uvTriangles, int size)
{
    std::vector<int> cover(static_cast<std::size_t>(size) * size, 0);
    for (const Eigen::Vector3i& t : uvTriangles) {
        std::array<Eigen::Vector2d, 3> p;
        for (std::size_t k = 0; k < 3; ++k)
            p[k] = uvs[static_cast<std::size_t>(t[static_cast<int>(k)])].cast<double>() * size;
        const double area = cross(p[1] - p[0], p[2] - p[0]);
        if (area == 0.0)
            continue;
        const auto [left, right] = std::minmax({p[0].x(), p[1].x(), p[2].x()});
        const auto [low, high] = std::minmax({p[0].y(), p[1].y(), p[2].y()});
        for (int y = std::max(0, static_cast<int>(low));
             y <= std::min(size - 1, static_cast<int>(high)); ++y) {
            for (int x = std::max(0, static_cast<int>(left));
                 x <= std::min(size - 1, static_cast<int>(right)); ++x) {
                const Eigen::Vector2d at(x + 0.5, y + 0.5);
                const bool isInside = cross(p[1] - p[0], at - p[0]) / area > 0.0 &&
                                      cross(p[2] - p[1], at - p[1]) / area > 0.0 &&
                                      cross(p[0] - p[2], at - p[2]) / area > 0.0;
                if (isInside)
                    ++cover[static_cast<std::size_t>(y) * size + x];
            }
        }
    }
    return static_cast<double>(std::ranges::count_if(cover, [](int n) { return n > 1; })) /
           static_cast<double>(cover.size());
}

} // namespace effigy::head

// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/body_builder.h"

#include "base/error.h"
#include "head/head_assembly.h"
#include "head/identity_space.h"

#include <Eigen/Cholesky>

#include <cmath>
#include <random>

namespace effigy::synth {
namespace {

using Vertices = std::vector<Eigen::Vector3d>;

constexpr int kReportEvery = 50;
constexpr double kSameHead = 2e-3; // metres that the mean of the people may differ from the head's template
constexpr float kSamePlace = 5e-4F; // metres between vertices of the two rims

/// Figures of all people, centred on the skull, decimetres.
struct People {
    Eigen::MatrixXf heads;  // [N, 3V]
    Eigen::MatrixXf busts;  // [N, 3B]
    Eigen::MatrixXf traits; // [N, kTraitCount]
};

void writeRow(const Vertices& vertices, const Eigen::Vector3d& centre, Eigen::MatrixXf& rows, int row)
{
    for (std::size_t v = 0; v < vertices.size(); ++v)
        rows.row(row).segment<3>(3 * static_cast<Eigen::Index>(v)) = (vertices[v] - centre).cast<float>().transpose();
}

Traits traitsOf(const head::IdentityTraits& t)
{
    Traits traits;
    traits << static_cast<float>(t.male), static_cast<float>(t.age), static_cast<float>(t.muscle), static_cast<float>(t.weight),
        static_cast<float>(t.ancestry[0]), static_cast<float>(t.ancestry[1]);
    return traits;
}

People samplePeople(const head::HeadAssembly& assembly, const head::HeadTopology& bust, const head::IdentitySpace& space,
                    const head::FreeHeadOptions& options, base::Progress& progress, const base::CancelToken& cancel)
{
    std::mt19937_64 random(options.seed);
    const auto skull = head::skullVertices(assembly, assembly.shaped(assembly.figure().points));
    People people{Eigen::MatrixXf(options.samples, 3 * assembly.vertexCount()),
                  Eigen::MatrixXf(options.samples, 3 * static_cast<Eigen::Index>(bust.vertices.size())),
                  Eigen::MatrixXf(options.samples, kTraitCount)};
    for (int i = 0; i < options.samples; ++i) {
        cancel.check();
        const auto person = space.sample(random);
        const Vertices vertices = assembly.shaped(person.points);
        Eigen::Vector3d centre = Eigen::Vector3d::Zero();
        for (const int v : skull)
            centre += vertices[static_cast<std::size_t>(v)] / static_cast<double>(skull.size());
        writeRow(vertices, centre, people.heads, i);
        writeRow(head::place(bust, person.points), centre, people.busts, i);
        people.traits.row(i) = traitsOf(person.traits).transpose();
        if (i % kReportEvery == 0)
            progress.report({.stage = "people", .done = i, .of = options.samples, .etaSeconds = -1.0, .metrics = {}});
    }
    return people;
}

/// From decimetres about the skull to the head frame.
struct Placing {
    float scale = 0.1F;
    Eigen::Vector3f origin = Eigen::Vector3f::Zero();
};

/// The placing that carries the mean of the people and their mirror images onto the template.
Placing placeOnTemplate(const Eigen::RowVectorXf& mean, const std::vector<Eigen::Vector3f>& vertices)
{
    const auto count = static_cast<Eigen::Index>(vertices.size());
    const Eigen::Map<const Eigen::Matrix3Xf> from(mean.data(), 3, count);
    const Eigen::Map<const Eigen::Matrix3Xf> to(vertices.front().data(), 3, count);
    const Eigen::Vector3f middleFrom = from.rowwise().mean(), middleTo = to.rowwise().mean();
    const auto spreadFrom = (from.colwise() - middleFrom).eval(), spreadTo = (to.colwise() - middleTo).eval();
    Placing placing;
    placing.scale = spreadFrom.cwiseProduct(spreadTo).sum() / spreadFrom.squaredNorm();
    placing.origin = middleTo - placing.scale * middleFrom;
    const Eigen::Matrix3Xf missed = ((placing.scale * from).colwise() + placing.origin) - to;
    if (missed.colwise().norm().maxCoeff() > kSameHead)
        throw base::Error("model_refused", "The head was not built from these people",
                          "Build head and body with the same --samples and --seed");
    return placing;
}

Eigen::RowVectorXf mirrored(const Eigen::RowVectorXf& row, const std::vector<int>& mirror)
{
    Eigen::RowVectorXf twin(row.size());
    for (std::size_t v = 0; v < mirror.size(); ++v) {
        const auto other = row.segment<3>(3 * static_cast<Eigen::Index>(mirror[v]));
        twin.segment<3>(3 * static_cast<Eigen::Index>(v)) = Eigen::RowVector3f(-other[0], other[1], other[2]);
    }
    return twin;
}

/// Standard deviations [N, S] of rows that are centred, metres.
Eigen::MatrixXf shapesOf(const Eigen::MatrixXf& heads, const Eigen::MatrixXf& basis)
{
    const Eigen::MatrixXf gram = basis.transpose() * basis;
    return gram.ldlt().solve(basis.transpose() * heads.transpose()).transpose();
}

/// The linear map [to, from] that explains centred rows `to` by centred rows `from` best.
Eigen::MatrixXf regression(const Eigen::MatrixXf& from, const Eigen::MatrixXf& to)
{
    const Eigen::MatrixXf gram = from.transpose() * from;
    return gram.ldlt().solve(from.transpose() * to).transpose();
}

std::vector<Eigen::Vector2i> sharedRim(const std::vector<Eigen::Vector3f>& bust, const std::vector<Eigen::Vector3f>& head,
                                       const std::vector<int>& neckRim)
{
    std::vector<Eigen::Vector2i> rim;
    for (std::size_t b = 0; b < bust.size(); ++b)
        for (const int v : neckRim)
            if ((bust[b] - head[static_cast<std::size_t>(v)]).norm() < kSamePlace) {
                rim.emplace_back(static_cast<int>(b), v);
                break;
            }
    return rim;
}

} // namespace

Body buildBody(const std::filesystem::path& annyFolder, const head::HeadModelData& head, const head::FreeHeadOptions& options,
               base::Progress& progress, const base::CancelToken& cancel)
{
    const head::HeadAssembly assembly(head::readSealedFigure(annyFolder));
    if (assembly.vertexCount() != static_cast<int>(head.templateMesh.vertices.size()))
        throw base::Error("model_refused", "The head was not built from this figure", "Build the head anew");
    const auto cut = head::cutBust(assembly.figure());
    const head::IdentitySpace space(head::makeHumanFolder(annyFolder) / "mpfb2" / "targets", assembly.figure());
    People people = samplePeople(assembly, cut, space, options, progress, cancel);
    progress.report({.stage = "regression", .done = 0, .of = 1, .etaSeconds = -1.0, .metrics = {}});

    const auto half = [](const Eigen::RowVectorXf& a, const Eigen::RowVectorXf& b) { return Eigen::RowVectorXf(0.5F * (a + b)); };
    const Eigen::RowVectorXf headMean = people.heads.colwise().mean(), bustMean = people.busts.colwise().mean();
    const Eigen::RowVectorXf symmetricHead = half(headMean, mirrored(headMean, assembly.mirror()));
    const Eigen::RowVectorXf symmetricBust = half(bustMean, mirrored(bustMean, cut.mirror));
    const Placing placing = placeOnTemplate(symmetricHead, head.templateMesh.vertices);

    people.heads.rowwise() -= headMean;
    people.busts.rowwise() -= bustMean;
    people.heads *= placing.scale;
    people.busts *= placing.scale;
    Body body;
    body.traitMeans = people.traits.colwise().mean().transpose();
    people.traits.rowwise() -= body.traitMeans.transpose();
    const Eigen::MatrixXf shapes = shapesOf(people.heads, head.shapeBasis);
    body.shapeBasis = regression(shapes, people.busts);
    body.traitDirections = regression(people.traits, shapes);
    for (Eigen::Index b = 0; b < symmetricBust.size(); b += 3)
        body.bust.vertices.emplace_back(placing.scale * symmetricBust.segment<3>(b).transpose() + placing.origin);
    body.bust.triangles = cut.skin.triangles;
    body.rim = sharedRim(body.bust.vertices, head.templateMesh.vertices, assembly.topology().neckRim);
    if (body.rim.size() != assembly.topology().neckRim.size())
        throw base::Error("model_refused", "The rims of head and bust do not meet", "Build the head anew");
    return body;
}

} // namespace effigy::synth

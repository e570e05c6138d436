// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit/fit_worker.h"

#include "deca/network_head.h"
#include "head/head_library.h"
#include "head/surface_view.h"
#include "mesh/mesh_renderer.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "project/fit_record.h"
#include "reconstruct/photo_cut.h"
#include "ui/pixels.h"

#include <QElapsedTimer>

#include <algorithm>
#include <set>
#include <utility>

namespace effigy::ui {

FitWorker::FitWorker(std::shared_ptr<const std::atomic<quint64>> newest) : m_newest(std::move(newest)) {}

void FitWorker::open(const QString& path)
{
    try {
        close();
        project::Project project = project::Project::open(path.toStdString());
        const project::SourcePhoto source = project.photo();
        const photo::Photo photo = photo::decodePhoto(source.bytes, source.name);
        FitScene scene;
        scene.photo = toQImage(photo.image);
        scene.fit = project.fit();
        scene.fit.litTexture = scene.fit.albedo = base::Image();
        m_detail = std::exchange(scene.fit.detail, {});
        scene.hasDetail = std::ranges::any_of(m_detail.values, [](float height) { return height != 0.0F; });
        const project::FitRecord record = project::fitRecord(project);
        scene.found = record.found;
        scene.document = record.document;
        scene.applied = record.applied;
        scene.isReadOnly = project.isReadOnly();
        const project::ProjectInfo info = project.info();
        scene.photoName = QString::fromStdString(info.photoName);
        scene.photoPath = QString::fromStdString(info.photoPath.string());
        for (const std::string& name : info.furtherPhotoNames)
            scene.furtherPhotos << QString::fromStdString(name);
        m_size = {scene.fit.photoWidth, scene.fit.photoHeight};
        m_model = head::loadHead(scene.fit.headModel);
        scene.decaHead = QString::fromStdString(deca::networkHead(m_model->data()));
        m_shown = reconstruct::personalHead(m_model, scene.fit);
        m_live = std::make_unique<reconstruct::LiveFit>(m_model, scene.fit, scene.found, photo.fovDeg, &photo.image);
        scene.faces = static_cast<int>(photo::FaceFinder().find(photo.image).size());
        m_project = std::move(project);
        Q_EMIT opened(scene);
    } catch (...) { // the task wrapper of this thread: every error reaches the person
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void FitWorker::refit(const reconstruct::FitWish& wish, FitForm form, quint64 request)
{
    if (!m_live || request != m_newest->load())
        return;
    try {
        QElapsedTimer timer;
        timer.start();
        FitView view;
        view.answer = m_live->refit(wish, base::CancelToken());
        view.wire = wireOf(*m_shown, view.answer.coefficients, view.answer.camera, m_size.width(), m_size.height());
        if (form != FitForm::None)
            view.form = formOf(*m_shown, view.answer.coefficients, form == FitForm::Detailed ? m_detail : base::FloatImage(),
                               view.answer.camera, m_size.width(), m_size.height());
        view.seconds = 1e-3 * static_cast<double>(timer.elapsed());
        Q_EMIT answered(view, request);
    } catch (...) {
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void FitWorker::save(const reconstruct::FitDocument& document)
{
    try {
        if (m_project && !m_project->isReadOnly())
            project::keepFitDocument(*m_project, document);
    } catch (...) {
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void FitWorker::close()
{
    m_live.reset();
    m_model.reset();
    m_shown.reset();
    m_project.reset();
}

QVector<QLineF> wireOf(const head::HeadModel& model, const head::HeadCoefficients& coefficients,
                       const mesh::Camera& camera, int width, int height)
{
    const auto vertices = model.vertices(coefficients);
    const auto& mesh = model.data().templateMesh;
    constexpr int kView = 512;          // pixels along the picture in which is looked what hides what
    constexpr float kBehind = 0.004F;   // metres behind the nearest surface from which a vertex is hidden
    const head::SurfaceView view = head::viewSurface(vertices, head::withoutLashes(mesh), camera, kView);
    std::vector<QPointF> places(vertices.size());
    std::vector<bool> hidden(vertices.size());
    for (std::size_t v = 0; v < vertices.size(); ++v) {
        const Eigen::Vector3d place = mesh::project(camera, vertices[v].cast<double>());
        places[v] = {width * place.x(), height * place.y()};
        hidden[v] = view.hides(place, kBehind);
    }
    int first = 0, count = static_cast<int>(mesh.triangles.size());
    for (const mesh::MeshPart& part : mesh.parts)
        if (part.material == "skin") {
            first = part.firstTriangle;
            count = part.triangleCount;
        }
    std::set<std::pair<int, int>> edges;
    const Eigen::Vector3f eye = camera.headFromCamera.translation().cast<float>();
    for (int t = first; t < first + count; ++t) {
        const Eigen::Vector3i& corner = mesh.triangles[static_cast<std::size_t>(t)];
        const Eigen::Vector3f& a = vertices[static_cast<std::size_t>(corner[0])];
        const Eigen::Vector3f normal = (vertices[static_cast<std::size_t>(corner[1])] - a)
                                           .cross(vertices[static_cast<std::size_t>(corner[2])] - a);
        if (normal.dot(eye - a) > 0.0F)
            for (int k = 0; k < 3; ++k)
                edges.insert(std::minmax(corner[k], corner[(k + 1) % 3]));
    }
    QVector<QLineF> wire;
    wire.reserve(static_cast<qsizetype>(edges.size()));
    for (const auto& [from, to] : edges)
        if (!hidden[static_cast<std::size_t>(from)] && !hidden[static_cast<std::size_t>(to)])
            wire.append({places[static_cast<std::size_t>(from)], places[static_cast<std::size_t>(to)]});
    return wire;
}

PlacedPicture formOf(const head::HeadModel& model, const head::HeadCoefficients& coefficients, const base::FloatImage& detail,
                     const mesh::Camera& camera, int width, int height)
{
    constexpr double kSideMetres = 0.32; // head and neck
    constexpr int kPixels = 640;
    const Eigen::Vector3d middle(0.0, -0.01, 0.0); // metres, head frame
    const mesh::Camera square = reconstruct::squareCamera(camera, width, height, kSideMetres, middle);
    mesh::MeshRenderOptions options;
    options.heights = &detail;
    options.supersampling = 1;
    const auto render = mesh::renderMesh(model.mesh(coefficients), square, kPixels, kPixels, options);
    const auto onPhoto = [&](double x, double y) {
        return QPointF(width * (camera.cx + camera.fx * (x - square.cx) / square.fx), height * (camera.cy + camera.fy * (y - square.cy) / square.fy));
    };
    return {toQImage(render.colour), QRectF(onPhoto(0.0, 0.0), onPhoto(1.0, 1.0))};
}

} // namespace effigy::ui

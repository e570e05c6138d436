// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tile_pictures.h"

#include "ui/pixels.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <cmath>

namespace effigy::ui {
namespace {

constexpr double kShownMetres = 0.23; // from crown to chin, with air

struct Picture {
    QString id;
    QImage image;
};

void drawAll(QPromise<Picture>& promise, const std::shared_ptr<const avatar::Avatar>& avatar,
             const std::vector<TilePicture>& pictures, QSize pixels, const base::CancelToken& cancel)
{
    try {
        avatar::StageRenderer renderer(avatar);
        mesh::OrbitView view = avatar::orbitLikePhoto(*avatar);
        view.target = Eigen::Vector3d(0.0, -0.01, 0.03); // the face, not the neck
        const double height = 2.0 * view.distance * std::tan(view.fov / 2.0);
        view.distance *= kShownMetres / height;
        for (const TilePicture& picture : pictures) {
            cancel.check();
            const auto result = renderer.render({.controls = picture.controls,
                                                 .camera = avatar::viewportCamera(view, pixels.width(), pixels.height()),
                                                 .width = pixels.width(),
                                                 .height = pixels.height(),
                                                 .pass = picture.pass,
                                                 .quality = picture.quality,
                                                 .background = std::nullopt},
                                                cancel);
            promise.addResult(Picture{picture.id, toQImage(result.image)});
        }
    } catch (const base::Cancelled&) {
        return; // another avatar came
    } catch (...) {
        promise.setException(std::current_exception());
    }
}

} // namespace

TilePictures::TilePictures(QObject* parent) : QObject(parent) {}

TilePictures::~TilePictures() { m_cancel.cancel(); }

void TilePictures::draw(const std::shared_ptr<const avatar::Avatar>& avatar, const std::vector<TilePicture>& pictures,
                          QSize pixels)
{
    m_cancel.cancel();
    m_cancel = {};
    if (!avatar)
        return;
    auto* watcher = new QFutureWatcher<Picture>(this);
    connect(watcher, &QFutureWatcherBase::resultReadyAt, this, [this, watcher, cancel = m_cancel](int index) {
        const Picture picture = watcher->resultAt(index);
        if (!cancel.isCancelled())
            Q_EMIT pictureReady(picture.id, picture.image);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (--m_underWay == 0)
            Q_EMIT finished();
    });
    ++m_underWay;
    watcher->setFuture(QtConcurrent::run(drawAll, avatar, pictures, pixels, m_cancel));
}

} // namespace effigy::ui

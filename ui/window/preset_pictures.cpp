// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/preset_pictures.h"

#include "avatar/stage_renderer.h"
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
             const std::vector<avatar::Preset>& presets, QSize pixels, const base::CancelToken& cancel)
{
    try {
        avatar::StageRenderer renderer(avatar);
        mesh::OrbitView view = avatar::orbitLikePhoto(*avatar);
        view.target = Eigen::Vector3d(0.0, -0.01, 0.03); // the face, not the neck
        const double height = 2.0 * view.distance * std::tan(view.fov / 2.0);
        view.distance *= kShownMetres / height;
        for (const avatar::Preset& preset : presets) {
            cancel.check();
            const auto result = renderer.render({.controls = preset.controls,
                                                 .camera = avatar::viewportCamera(view, pixels.width(), pixels.height()),
                                                 .width = pixels.width(),
                                                 .height = pixels.height(),
                                                 .pass = avatar::Pass::Textured,
                                                 .quality = avatar::Quality::Full,
                                                 .background = std::nullopt},
                                                cancel);
            promise.addResult(Picture{QString::fromStdString(preset.id), toQImage(result.image)});
        }
    } catch (const base::Cancelled&) {
        return; // another avatar came
    } catch (...) {
        promise.setException(std::current_exception());
    }
}

} // namespace

PresetPictures::PresetPictures(QObject* parent) : QObject(parent) {}

PresetPictures::~PresetPictures() { m_cancel.cancel(); }

void PresetPictures::draw(const std::shared_ptr<const avatar::Avatar>& avatar, const std::vector<avatar::Preset>& presets,
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
    watcher->setFuture(QtConcurrent::run(drawAll, avatar, presets, pixels, m_cancel));
}

} // namespace effigy::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/look_pilot.h"

#include "avatar/look_learner.h"
#include "ui/after_task.h"
#include "ui/document/session.h"
#include "ui/panels/control_panel.h"
#include "ui/panels/value_slider.h"
#include "ui/style/look_gallery.h"
#include "ui/window/tile_pictures.h"

#include <algorithm>

namespace effigy::ui {
namespace {

const QString kStrength = QStringLiteral("lookStrength");

QStringList lookIds()
{
    QStringList ids{kStrength};
    for (const std::string& id : avatar::mixedControls())
        ids += QString::fromStdString(id);
    return ids;
}

bool isOwn(const avatar::LookPreset& look) { return look.id.starts_with(avatar::kOwnLook); }

} // namespace

LookPilot::LookPilot(Session* session, LookGallery* gallery, TilePictures* pictures, std::vector<avatar::LookPreset> looks,
                     std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_session(session), m_gallery(gallery), m_pictures(pictures), m_shipped(std::move(looks)), m_looks(m_shipped),
      m_folder(std::move(folder))
{
    retell();
    if (!m_folder.empty())
        run([] {}, {});
    connect(m_gallery, &LookGallery::saveAsked, this, &LookPilot::save);
    connect(m_gallery, &LookGallery::removeAsked, this, &LookPilot::remove);
    connect(m_session, &Session::avatarChanged, this, [this] {
        tellLearnt();
        show();
        drawPictures();
    });
    connect(m_gallery, &LookGallery::shown, this, &LookPilot::drawPictures);
    connect(m_session, &Session::stateChanged, this, &LookPilot::show);
    connect(m_session, &Session::timeChanged, this, &LookPilot::show);
    connect(m_pictures, &TilePictures::pictureReady, m_gallery, &LookGallery::setThumbnail);
    connect(m_gallery, &LookGallery::lookChosen, this, &LookPilot::apply);
    connect(m_gallery, &LookGallery::addAsked, this, &LookPilot::add);
    connect(m_gallery, &LookGallery::blendStarted, this, [this] {
        m_from = m_session->pose();
        m_session->beginGesture();
    });
    connect(m_gallery, &LookGallery::blended, this, [this](const QString& id, double amount) {
        const auto& look = avatar::findLook(m_looks, id.toStdString());
        change(look, avatar::blendedLook(m_from, look, std::min(amount, 1.0)));
    });
    connect(m_gallery, &LookGallery::blendFinished, m_session, &Session::endGesture);
    connect(m_gallery, &LookGallery::bypassChanged, m_session,
            [this](bool isBypassed) { m_session->setBypassed(isBypassed ? lookIds() : QStringList(), QStringLiteral("look")); });
    const auto* strength = m_gallery->strength();
    connect(strength, &ValueSlider::gestureStarted, m_session, &Session::beginGesture);
    connect(strength, &ValueSlider::gestureFinished, m_session, &Session::endGesture);
    connect(strength, &ValueSlider::valueEdited, this, [this](const QString& id, double value) {
        const std::pair<std::string, double> change(id.toStdString(), value);
        m_session->setControls({&change, 1}, QT_TRANSLATE_NOOP("Edit", "Strength of the look"));
    });
    connect(strength, &ValueSlider::bypassToggled, this, [this](const QString& id, bool isBypassed) {
        m_session->setBypassed(isBypassed ? QStringList(id) : QStringList(), QStringLiteral("strength"));
    });
    connect(strength, &ValueSlider::keyToggled, this, [this](const QString& id) {
        if (m_session->keyMark(id) == KeyMark::Here)
            m_session->removeKey(id);
        else
            m_session->addKey(id);
    });
}

void LookPilot::retell()
{
    std::vector<LookEntry> entries;
    for (const auto& look : m_looks)
        entries.push_back({.id = QString::fromStdString(look.id),
                           .label = isOwn(look) ? QString::fromStdString(look.label) : controlText(look.label),
                           .isLearnable = std::ranges::find(avatar::learnableLooks(), look.id) != avatar::learnableLooks().end(),
                           .isOwn = isOwn(look)});
    m_gallery->setLooks(entries);
    m_drawn.reset();
    tellLearnt();
    show();
    drawPictures();
}

void LookPilot::run(std::function<void()> task, const QString& done)
{
    afterTask(
        this,
        [task = std::move(task), folder = m_folder] {
            task();
            return avatar::ownLooks(folder);
        },
        [this, done](const std::vector<avatar::LookPreset>& own) {
            m_looks = m_shipped;
            for (avatar::LookPreset look : own) {
                look.id = std::string(avatar::kOwnLook) + look.id;
                m_looks.push_back(std::move(look));
            }
            retell();
            if (!done.isEmpty())
                Q_EMIT told(done);
        },
        [this](const Failure& failure) { Q_EMIT failed(failure); });
}

void LookPilot::save(const QString& label)
{
    try {
        const auto look = avatar::lookFromControls(m_session->pose(), label.toStdString());
        run([look, folder = m_folder] { avatar::saveLook(folder, look); }, tr("Look “%1” is saved").arg(label));
    } catch (...) { // a look that cannot be saved
        Q_EMIT failed(failureOf(std::current_exception()));
    }
}

void LookPilot::remove(const QString& id)
{
    const auto file = m_folder / (id.toStdString().substr(avatar::kOwnLook.size()) + ".json");
    run([file] { std::filesystem::remove(file); }, tr("The look is removed"));
}

void LookPilot::change(const avatar::LookPreset& look, const std::vector<std::pair<std::string, double>>& values)
{
    m_session->setControls(values, QStringLiteral("Look: ") + QString::fromStdString(look.label));
}

void LookPilot::apply(const QString& id)
{
    const auto& look = avatar::findLook(m_looks, id.toStdString());
    change(look, avatar::blendedLook(m_session->pose(), look, 1.0));
    show(); // a click on the present look unmarks its tile
}

void LookPilot::add(const QString& id)
{
    const auto& look = avatar::findLook(m_looks, id.toStdString());
    change(look, avatar::addedLook(m_session->pose(), look, 1.0));
}

void LookPilot::showLearnt(const QString& id)
{
    auto look = avatar::findLook(m_looks, id.toStdString());
    for (const char* painted : {"oilAmount", "waterAmount", "comicAmount", "clayAmount"})
        look.controls.reset(painted);
    look.controls.set(avatar::learntControl(look.id), 1.0);
    look.label += ", learnt";
    change(look, avatar::blendedLook(m_session->pose(), look, 1.0));
}

void LookPilot::tellLearnt()
{
    const auto& avatar = m_session->avatar();
    for (const std::string& id : avatar::learnableLooks())
        Q_EMIT learntControlChanged(QString::fromStdString(avatar::learntControl(id)), avatar && avatar->contents().learntLooks.contains(id));
    for (const head::Control& control : head::lookControls())
        if (control.group == "Teeth and mouth")
            Q_EMIT mouthControlChanged(QString::fromStdString(std::string(control.id)), !avatar || avatar->hasTextureCode());
}

void LookPilot::show()
{
    if (!m_session->isOpen())
        return;
    const auto pose = m_session->pose();
    const auto found = std::find_if(m_looks.begin(), m_looks.end(), [&](const auto& look) { return avatar::hasLook(pose, look); });
    m_gallery->setCurrent(found == m_looks.end() ? QString() : QString::fromStdString(found->id));
    m_gallery->setStrength(pose.get(kStrength.toStdString()), m_session->keyMark(kStrength),
                           avatar::movesOf(m_session->clipMoves(), kStrength.toStdString()));
}

void LookPilot::drawPictures()
{
    const auto& avatar = m_session->avatar();
    if (!m_gallery->isVisible() || avatar == m_drawn)
        return;
    m_drawn = avatar;
    std::vector<TilePicture> wanted;
    for (const auto& look : m_looks) {
        head::ControlValues controls = avatar ? avatar->photoControls() : head::ControlValues();
        for (const auto& [id, value] : look.controls.nonNeutral())
            controls.set(id, value);
        wanted.push_back({.id = QString::fromStdString(look.id),
                          .controls = controls,
                          .pass = avatar && avatar->isInverted() ? avatar::Pass::Final : avatar::Pass::Textured,
                          .quality = avatar::Quality::Full});
    }
    m_pictures->draw(avatar, wanted, m_gallery->thumbnailPixels());
}

} // namespace effigy::ui

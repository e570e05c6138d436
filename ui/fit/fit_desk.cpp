// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fit/fit_desk.h"

#include "ui/fit/fit_worker.h"

namespace effigy::ui {

FitDesk::FitDesk(QObject* parent)
    : QObject(parent), m_newest(std::make_shared<std::atomic<quint64>>(0))
{
    qRegisterMetaType<FitScene>();
    qRegisterMetaType<FitView>();
    m_worker = new FitWorker(m_newest);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &FitWorker::opened, this, [this](const FitScene& scene) {
        m_isOpen = true;
        m_isReadOnly = scene.isReadOnly;
        m_document = scene.document;
        m_found = scene.found;
        Q_EMIT opened(scene);
        changed();
    });
    connect(m_worker, &FitWorker::answered, this, [this](const FitView& view, quint64 request) {
        if (request == m_newest->load())
            Q_EMIT answered(view);
    });
    connect(m_worker, &FitWorker::failed, this, &FitDesk::failed);
    m_thread.start();
}

FitDesk::~FitDesk()
{
    m_thread.quit();
    m_thread.wait();
}

void FitDesk::open(const QString& project)
{
    close();
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, project] { worker->open(project); }, Qt::QueuedConnection);
}

void FitDesk::close()
{
    ++*m_newest;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->close(); }, Qt::QueuedConnection);
    const bool wasOpen = m_isOpen;
    m_isOpen = false;
    m_document = {};
    if (wasOpen)
        Q_EMIT closed();
}

void FitDesk::beginGesture()
{
    m_isInGesture = true;
    ++m_gesture;
}

void FitDesk::endGesture()
{
    m_isInGesture = false;
    if (!m_isOpen || m_isReadOnly)
        return;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, document = m_document] { worker->save(document); },
                              Qt::QueuedConnection);
}

void FitDesk::apply(const QString& name, const reconstruct::FitWish& wish)
{
    if (!m_isOpen || wish == m_document.wish())
        return;
    m_document.apply(name.toStdString(), wish, m_isInGesture ? m_gesture : 0);
    changed();
    if (!m_isInGesture)
        endGesture();
}

void FitDesk::undo()
{
    if (!m_document.canUndo())
        return;
    m_document.undo();
    changed();
    endGesture();
}

void FitDesk::redo()
{
    if (!m_document.canRedo())
        return;
    m_document.redo();
    changed();
    endGesture();
}

void FitDesk::changed()
{
    Q_EMIT wishChanged();
    askForFit();
}

void FitDesk::setForm(FitForm form)
{
    if (form == m_form)
        return;
    m_form = form;
    if (m_isOpen)
        askForFit();
}

void FitDesk::askForFit()
{
    const quint64 request = ++*m_newest;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, wish = m_document.wish(), form = m_form, request] { worker->refit(wish, form, request); },
                              Qt::QueuedConnection);
}

} // namespace effigy::ui

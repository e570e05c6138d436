// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/model_library_dialog.h"

#include "generator/config.h"
#include "head/head_import.h"
#include "ui/failure.h"
#include "ui/library/model_catalog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr int kIdRole = Qt::UserRole;

// What the library notes about rights; read by lupdate only.
[[maybe_unused]] constexpr const char* kLicences[] = {
    QT_TRANSLATE_NOOP("effigy::ui::ModelLibraryDialog", "Ships with Effigy, under the same licence: GPL-3.0-or-later."),
    QT_TRANSLATE_NOOP("effigy::ui::ModelLibraryDialog",
                      "For research, not for commercial use: trained with code under the NVIDIA Source Code License and with the FLAME "
                      "head, whose licence excludes commercial use. The authors of Next3D state no licence for the weights."),
    QT_TRANSLATE_NOOP("effigy::ui::ModelLibraryDialog", "Not for commercial use: code and weights are under the NVIDIA Source Code License."),
    QT_TRANSLATE_NOOP("effigy::ui::ModelLibraryDialog",
                      "For research, not for commercial use: the licence of DECA excludes it, and so does that of the FLAME head, which its "
                      "codes speak of."),
    QT_TRANSLATE_NOOP("effigy::ui::ModelLibraryDialog", "For training only; the licence of the generator that it belongs to."),
    QT_TRANSLATE_NOOP("effigy::ui::ModelLibraryDialog", "Up to whoever trained it; Effigy adds no condition."),
    QT_TRANSLATE_NOOP("effigy::ui::ModelLibraryDialog", "Unknown: ask whoever you have it from."),
};

QString kindText(const generator::ModelEntry& entry)
{
    const QString words[] = {ModelLibraryDialog::tr("Effigy generator"),       ModelLibraryDialog::tr("Next3D, as published"),
                             ModelLibraryDialog::tr("EG3D, as published"),     ModelLibraryDialog::tr("StyleGAN2, as published"),
                             ModelLibraryDialog::tr("Discriminator"),          ModelLibraryDialog::tr("DECA's networks"),
                             ModelLibraryDialog::tr("Unknown network")};
    const char* kinds[] = {"effigy", "next3d", "eg3d", "stylegan2", "discriminator", "deca"};
    for (std::size_t i = 0; i < std::size(kinds); ++i)
        if (entry.kind == kinds[i])
            return words[i];
    return words[std::size(kinds)];
}

QString useText(const generator::ModelEntry& entry)
{
    if (entry.startsFits())
        return entry.headModel == "free" ? ModelLibraryDialog::tr("The start of fits on the free head, and their wrinkles: “Start from DECA”")
                                         : ModelLibraryDialog::tr("The start of fits on FLAME, and their wrinkles: “Start from DECA”");
    if (entry.isPublishedClass())
        return ModelLibraryDialog::tr("Avatars from photos that were reconstructed on FLAME; heads from seeds, on the command line");
    if (entry.invertsPhotos())
        return ModelLibraryDialog::tr("Avatars from photos");
    if (entry.isDriven())
        return ModelLibraryDialog::tr("Heads from seeds and driven heads, on the command line: effigy generate, effigy reenact");
    return entry.isUsable() ? ModelLibraryDialog::tr("Heads from seeds, without expressions, on the command line: effigy generate")
                            : ModelLibraryDialog::tr("None yet: Effigy cannot render it");
}

QString picturesText(const generator::ModelEntry& entry)
{
    if (!entry.isUsable())
        return QStringLiteral("–");
    const generator::GeneratorConfig config = generator::parseGeneratorConfig(entry.config);
    return ModelLibraryDialog::tr("%1 × %1 pixels, %2 planes of %3 × %3")
        .arg(config.imageResolution())
        .arg(config.planeCount())
        .arg(config.planeResolution);
}

template<typename Widget>
Widget* named(Widget* widget, const char* name, const QString& accessible)
{
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(accessible);
    return widget;
}

} // namespace

ModelLibraryDialog::ModelLibraryDialog(ModelCatalog& catalog, std::function<QString()> askFile, bool canTune, QWidget* parent)
    : QDialog(parent),
      m_catalog(catalog),
      m_askFile(std::move(askFile)),
      m_canTune(canTune),
      m_list(named(new QListWidget(this), "modelList", tr("Installed models"))),
      m_name(new QLabel(this)),
      m_message(named(new QLabel(this), "modelMessage", tr("What happened"))),
      m_progress(named(new QProgressBar(this), "modelProgress", tr("Progress")))
{
    setWindowTitle(tr("Model library"));
    setObjectName(QStringLiteral("modelLibrary"));
    resize(820, 470);
    setAcceptDrops(true);
    m_list->setFixedWidth(240);
    m_name->setObjectName(QStringLiteral("modelName"));
    m_name->setProperty("role", "heading");
    m_message->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_message->hide();

    auto* upper = new QHBoxLayout;
    upper->setSpacing(18);
    upper->addWidget(m_list);
    upper->addLayout(buildDetails(), 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(12);
    layout->addLayout(upper, 1);
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addLayout(buildButtons());

    connect(m_list, &QListWidget::currentRowChanged, this, &ModelLibraryDialog::showSelected);
    connect(&m_catalog, &ModelCatalog::changed, this, &ModelLibraryDialog::fill);
    connect(&m_catalog, &ModelCatalog::chosenChanged, this, &ModelLibraryDialog::fill);
    connect(&m_catalog, &ModelCatalog::added, this, &ModelLibraryDialog::select);
    connect(&m_catalog, &ModelCatalog::checked, this, &ModelLibraryDialog::tellState);
    connect(&m_catalog, &ModelCatalog::failed, this, &ModelLibraryDialog::tellFailure);
    connect(&m_catalog, &ModelCatalog::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_catalog, &ModelCatalog::busyChanged, this, &ModelLibraryDialog::enableButtons);
    fill();
    m_catalog.refresh();
}

ModelLibraryDialog::~ModelLibraryDialog()
{
    m_catalog.cancel();
}

QLabel* ModelLibraryDialog::addFact(QFormLayout* form, const QString& title, const char* name)
{
    auto* fact = named(new QLabel(this), name, title);
    fact->setWordWrap(true);
    fact->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* heading = new QLabel(title, this);
    heading->setProperty("role", "dim");
    form->addRow(heading, fact);
    return fact;
}

QLayout* ModelLibraryDialog::buildDetails()
{
    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    m_kind = addFact(form, tr("Kind"), "modelKind");
    m_use = addFact(form, tr("Makes"), "modelUse");
    m_pictures = addFact(form, tr("Pictures"), "modelPictures");
    m_size = addFact(form, tr("Size"), "modelSize");
    m_fingerprint = addFact(form, tr("SHA-256"), "modelFingerprint");
    m_file = addFact(form, tr("File"), "modelFile");
    m_licence = addFact(form, tr("Licence"), "modelLicence");
    m_choose = named(new QPushButton(tr("Use for new avatars"), this), "modelChoose", tr("Use for new avatars"));
    m_tune = named(new QPushButton(tr("Tune the avatar with this model"), this), "modelTune", tr("Tune the avatar with this model"));
    m_tune->setToolTip(tr("Tune the avatar of the open project; takes minutes, with a published generator on a CPU hours"));
    m_check = named(new QPushButton(tr("Check"), this), "modelCheck", tr("Check the selected model"));
    m_check->setToolTip(tr("Compare the file with its fingerprint"));
    m_remove = named(new QPushButton(tr("Remove"), this), "modelRemove", tr("Remove the selected model"));
    m_remove->setToolTip(tr("Remove the model from the library; the file that it was added from stays"));
    for (QPushButton* button : {m_choose, m_tune, m_check, m_remove})
        button->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(m_choose);
    row->addWidget(m_check);
    row->addWidget(m_remove);
    row->addStretch();
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addWidget(m_name);
    column->addLayout(form);
    column->addStretch();
    auto* tuning = new QHBoxLayout;
    tuning->addWidget(m_tune);
    tuning->addStretch();
    column->addLayout(tuning);
    column->addLayout(row);
    connect(m_choose, &QPushButton::clicked, this, &ModelLibraryDialog::chooseSelected);
    connect(m_tune, &QPushButton::clicked, this, &ModelLibraryDialog::tuneWithSelected);
    connect(m_check, &QPushButton::clicked, this, [this] { m_catalog.check(selected()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_catalog.remove(selected()); });
    return column;
}

QLayout* ModelLibraryDialog::buildButtons()
{
    m_add = named(new QPushButton(tr("Add from file…"), this), "modelAdd", tr("Add a model from a file"));
    m_cancel = named(new QPushButton(tr("Stop"), this), "modelCancel", tr("Stop what is running"));
    auto* close = named(new QPushButton(tr("Close"), this), "modelClose", tr("Close"));
    m_add->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    close->setDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_add);
    row->addWidget(m_cancel);
    row->addStretch();
    row->addWidget(close);
    connect(m_add, &QPushButton::clicked, this, &ModelLibraryDialog::askForModel);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_catalog.cancel(); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    return row;
}

QString ModelLibraryDialog::selected() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(kIdRole).toString() : QString();
}

void ModelLibraryDialog::select(const QString& id)
{
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(kIdRole).toString() == id)
            m_list->setCurrentRow(row);
}

void ModelLibraryDialog::fill()
{
    const QString before = selected();
    m_list->clear();
    for (const generator::ModelEntry& entry : m_catalog.models()) {
        const QString id = QString::fromStdString(entry.id);
        const bool isInUse = isChosen(entry);
        const QString text = entry.startsFits() ? tr("%1 (fits)").arg(id) : tr("%1 (new avatars)").arg(id);
        auto* item = new QListWidgetItem(isInUse ? text : id, m_list);
        item->setData(kIdRole, id);
        item->setIcon(icon(isInUse ? QStringLiteral("done") : QStringLiteral("avatar")));
        item->setToolTip(kindText(entry));
    }
    for (const head::AddedHead& entry : m_catalog.heads()) {
        auto* item = new QListWidgetItem(tr("%1 (head)").arg(QString::fromStdString(entry.name)), m_list);
        item->setData(kIdRole, ModelCatalog::headId(entry.name));
        item->setIcon(icon(QStringLiteral("avatar")));
        item->setToolTip(tr("Head model"));
    }
    select(before);
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    showSelected();
}

void ModelLibraryDialog::showSelected()
{
    if (const generator::ModelEntry* entry = m_catalog.find(selected()))
        showFacts(*entry);
    else if (const head::AddedHead* head = m_catalog.findHead(selected()))
        showHead(*head);
    enableButtons();
}

void ModelLibraryDialog::showHead(const head::AddedHead& entry)
{
    const bool isFlame = entry.name == head::kFlameName;
    m_name->setText(QString::fromStdString(entry.name));
    m_kind->setText(tr("Head model"));
    m_use->setText(isFlame ? tr("Fits of photos for published generators and networks")
                           : tr("Fits of photos, on the command line: effigy reconstruct --head %1").arg(QString::fromStdString(entry.name)));
    m_pictures->setText(QStringLiteral("–"));
    m_fingerprint->setText(QStringLiteral("–"));
    showFile(entry.file, entry.bytes);
    m_licence->setText(isFlame ? tr("That of its file: FLAME is for research, not for commercial use, but for FLAME 2023 Open (CC-BY 4.0). DECA's files beside it are for research.")
                               : tr("Unknown: ask whoever you have it from."));
}

void ModelLibraryDialog::showFile(const std::filesystem::path& file, std::uintmax_t bytes)
{
    m_size->setText(QLocale().formattedDataSize(static_cast<qint64>(bytes)));
    m_file->setText(QString::fromStdString(file.filename().string()));
    m_file->setToolTip(QString::fromStdString(file.string()));
}

void ModelLibraryDialog::chooseSelected()
{
    m_message->hide();
    m_catalog.choose(selected());
    if (!m_catalog.hasChosenHead())
        tell(tr("Photos for it are fitted on FLAME, which is not there yet. Add its generic_model.pkl, from DECA's data folder."), false);
}

void ModelLibraryDialog::showFacts(const generator::ModelEntry& entry)
{
    m_name->setText(QString::fromStdString(entry.id));
    m_kind->setText(kindText(entry));
    m_use->setText(useText(entry));
    m_pictures->setText(picturesText(entry));
    showFile(entry.file, entry.bytes);
    QString digits = QString::fromStdString(entry.sha256);
    m_fingerprint->setText(digits.insert(digits.size() / 2, QLatin1Char(' '))); // where it may break
    m_licence->setText(tr(entry.licence.c_str())); // words of the file itself stay as they are
}

void ModelLibraryDialog::enableButtons()
{
    const generator::ModelEntry* entry = m_catalog.find(selected());
    const bool isFree = !m_catalog.isBusy();
    const bool isForFits = entry && entry->startsFits();
    m_choose->setText(isForFits ? tr("Use for fits") : tr("Use for new avatars"));
    m_choose->setAccessibleName(m_choose->text());
    m_choose->setEnabled(isFree && entry && (isForFits || entry->invertsPhotos()) && !isChosen(*entry));
    m_tune->setEnabled(m_canTune && isFree && entry && entry->invertsPhotos());
    m_check->setEnabled(isFree && entry);
    m_remove->setEnabled(isFree && ((entry && !entry->isShipped) || m_catalog.findHead(selected())));
    m_add->setEnabled(isFree);
    m_cancel->setVisible(!isFree);
    m_progress->setVisible(!isFree);
    if (isFree)
        m_progress->setValue(0);
}

void ModelLibraryDialog::tuneWithSelected()
{
    m_tuneWith = selected();
    accept();
}

bool ModelLibraryDialog::isChosen(const generator::ModelEntry& entry) const
{
    if (entry.startsFits())
        return m_catalog.decaFor(QString::fromStdString(entry.headModel)).file == QString::fromStdString(entry.file.string());
    const QString chosen = m_catalog.chosen();
    return chosen.isEmpty() ? entry.isShipped : chosen.toStdString() == entry.id;
}

void ModelLibraryDialog::askForModel()
{
    if (const QString path = m_askFile(); !path.isEmpty())
        addModel(path);
}

void ModelLibraryDialog::addModel(const QString& path)
{
    m_message->hide();
    m_catalog.add(path);
}

void ModelLibraryDialog::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!m_catalog.isBusy() && urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void ModelLibraryDialog::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    addModel(event->mimeData()->urls().first().toLocalFile());
}

void ModelLibraryDialog::tell(const QString& text, bool isError)
{
    m_message->setProperty("role", isError ? "error" : "dim");
    m_message->setText(text);
    restyle(*m_message);
    m_message->show();
}

void ModelLibraryDialog::tellFailure(const Failure& failure)
{
    tell(failureTitle(failure) + QStringLiteral(": ") + failureText(failure), true);
}

void ModelLibraryDialog::tellState(const QString& id, generator::ModelState state)
{
    switch (state) {
    case generator::ModelState::Sound: tell(tr("%1 is as it was when it was added.").arg(id), false); return;
    case generator::ModelState::Missing: tell(tr("The file of %1 is gone. Remove it, and add it again from its source.").arg(id), true); return;
    case generator::ModelState::Changed:
        tell(tr("The file of %1 has changed. Remove it, and add it again from its source.").arg(id), true);
        return;
    }
}

} // namespace effigy::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/first_run_guide.h"

#include "ui/language/languages.h"
#include "ui/theme/icons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QLocale>
#include <QPixmap>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QThread>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

constexpr int kPictureSide = 168;           // device-independent pixels
constexpr double kQuickSeconds = 4.0;       // of the test, with the model's loading
constexpr double kFairSeconds = 12.0;

QLabel* words(const QString& text, const char* role, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("role", role);
    label->setWordWrap(true);
    return label;
}

template<typename Widget>
Widget* named(Widget* widget, const QString& name)
{
    widget->setObjectName(name);
    widget->setAccessibleName(widget->text());
    return widget;
}

} // namespace

FirstRunGuide::FirstRunGuide(GuideChoices choices, QWidget* parent)
    : QDialog(parent),
      m_choices(std::move(choices)),
      m_pages(new QStackedWidget(this)),
      m_place(words({}, "dim", this)),
      m_skip(named(new QPushButton(this), QStringLiteral("guideSkip"))),
      m_back(named(new QPushButton(this), QStringLiteral("guideBack"))),
      m_next(named(new QPushButton(this), QStringLiteral("guideNext")))
{
    setObjectName(QStringLiteral("firstRunGuide"));
    setFixedWidth(620);
    m_skip->setAutoDefault(false);
    m_back->setAutoDefault(false);
    m_next->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_skip);
    buttons->addStretch(1);
    buttons->addWidget(m_place);
    buttons->addSpacing(12);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 18);
    column->setSpacing(20);
    column->addWidget(m_pages, 1);
    column->addLayout(buttons);

    connect(m_skip, &QPushButton::clicked, this, [this] { leave(GuideEnd::Closed); });
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(m_pages->currentIndex() - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (m_pages->currentIndex() + 1 < m_pages->count())
            goTo(m_pages->currentIndex() + 1);
        else
            leave(GuideEnd::Closed);
    });
    buildPages();
    goTo(0);
}

/// Also when the language changes: the pages keep nothing but what was chosen.
void FirstRunGuide::buildPages()
{
    while (m_pages->count() > 0) {
        QWidget* page = m_pages->widget(0);
        m_pages->removeWidget(page);
        page->hide();
        page->deleteLater(); // perhaps the choice of the language came from it
    }
    setWindowTitle(tr("Welcome to Effigy"));
    m_skip->setText(tr("Skip all"));
    m_back->setText(tr("Back"));
    for (QPushButton* button : {m_skip, m_back})
        button->setAccessibleName(button->text());
    if (m_choices.chooseLanguage)
        addLanguagePage();
    addNavigationPage();
    addThemePage();
    addDevicePage();
    addModelsPage();
    addPhotoPage();
}

void FirstRunGuide::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        const int page = m_pages->currentIndex();
        buildPages();
        goTo(page);
    }
    QDialog::changeEvent(event);
}

QVBoxLayout* FirstRunGuide::addPage(const QString& title, const QString& text)
{
    auto* page = new QWidget(m_pages);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(words(title, "title", page));
    column->addWidget(words(text, "dim", page));
    column->addSpacing(6);
    m_pages->addWidget(page);
    return column;
}

void FirstRunGuide::addLanguagePage()
{
    auto* column = addPage(tr("Which language?"), tr("The whole studio changes at once. You can change it in Edit, Preferences."));
    auto* group = new QButtonGroup(m_pages->widget(m_pages->count() - 1));
    const auto add = [&](const QString& code, const QString& name) {
        auto* choice = named(new QRadioButton(name, this), QStringLiteral("guideLanguage.") + (code.isEmpty() ? QStringLiteral("system") : code));
        choice->setChecked(code == m_choices.language);
        group->addButton(choice);
        column->addWidget(choice);
        connect(choice, &QRadioButton::toggled, this, [this, code](bool isChosen) {
            if (!isChosen)
                return;
            m_choices.language = code;
            m_choices.chooseLanguage(code);
        });
    };
    add({}, tr("As the system has it"));
    for (const Language& language : languages())
        add(QLatin1String(language.code), QString::fromUtf8(language.name));
    column->addStretch(1);
}

void FirstRunGuide::addNavigationPage()
{
    auto* column = addPage(tr("How do you like to navigate?"), tr("What the mouse does in the viewport. You can change it in View, Mouse habits."));
    const QString titles[] = {tr("Simple: dragging turns the head"), tr("As in Blender: the middle button"), tr("As in Maya: Alt and a button")};
    auto* group = new QButtonGroup(m_pages->widget(m_pages->count() - 1));
    for (const NavigationPreset preset : kNavigationPresets) {
        auto* choice = named(new QRadioButton(titles[int(preset)], this), QStringLiteral("guideNavigation.") + navigationName(preset));
        choice->setChecked(preset == m_choices.navigation);
        group->addButton(choice);
        column->addWidget(choice);
        auto* hint = words(navigationHint(preset), "dim", this);
        hint->setIndent(26);
        column->addWidget(hint);
        connect(choice, &QRadioButton::toggled, this, [this, preset](bool isChosen) {
            if (!isChosen)
                return;
            m_choices.navigation = preset;
            m_choices.chooseNavigation(preset);
        });
    }
    column->addStretch(1);
}

void FirstRunGuide::addThemePage()
{
    auto* column = addPage(tr("Light or dark?"), tr("Greys without any tint, so that skin tones stay what they are. You can change it in Window, Theme."));
    const QString titles[] = {tr("Dark, for most work"), tr("Light, for bright rooms"), tr("High contrast, with bold lines")};
    auto* group = new QButtonGroup(m_pages->widget(m_pages->count() - 1));
    for (const Theme theme : kThemes) {
        auto* choice = named(new QRadioButton(titles[int(theme)], this), QStringLiteral("guideTheme.") + themeName(theme));
        choice->setChecked(theme == currentTheme());
        group->addButton(choice);
        column->addWidget(choice);
        connect(choice, &QRadioButton::toggled, this, [this, theme](bool isChosen) {
            if (isChosen)
                m_choices.chooseTheme(theme);
        });
    }
    column->addStretch(1);
}

void FirstRunGuide::addDevicePage()
{
    auto* column = addPage(tr("How fast is this computer?"), tr("Effigy makes one picture of a head with the generator and takes the time. A few seconds."));
    m_test = named(new QPushButton(tr("Test this computer"), this), QStringLiteral("guideTest"));
    m_test->setAutoDefault(false);
    m_testResult = words(tr("CPU, %n thread(s)", nullptr, QThread::idealThreadCount()), "plain", this);
    m_testResult->setObjectName(QStringLiteral("guideTestResult"));
    m_testPicture = new QLabel(this);
    m_testPicture->setObjectName(QStringLiteral("jobPreview"));
    m_testPicture->setAccessibleName(tr("Picture that the test made"));
    m_testPicture->setFixedSize(kPictureSide, kPictureSide);
    m_testPicture->setAlignment(Qt::AlignCenter);
    auto* text = new QVBoxLayout;
    text->addWidget(m_test, 0, Qt::AlignLeft);
    text->addWidget(m_testResult);
    text->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_testPicture, 0, Qt::AlignTop);
    row->addLayout(text, 1);
    column->addLayout(row);
    column->addStretch(1);
    connect(m_test, &QPushButton::clicked, this, &FirstRunGuide::testDevice);
}

void FirstRunGuide::addModelsPage()
{
    auto* column = addPage(tr("Everything is on board"),
                           tr("Effigy brings a head model and a generator of its own. It works offline, and no photo leaves this computer. "
                              "Official Next3D, DECA and FLAME files can be added where you have them and their licences allow it."));
    auto* library = named(new QPushButton(icon(QStringLiteral("avatar")), tr("Model library…"), this), QStringLiteral("guideModels"));
    library->setAutoDefault(false);
    column->addWidget(library, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(library, &QPushButton::clicked, this, [this] { m_choices.showModels(); });
}

void FirstRunGuide::addPhotoPage()
{
    auto* column = addPage(tr("Your first head"), tr("A sharp, evenly lit portrait with the whole face visible works best. The head stands after a few "
                                                     "seconds; the avatar is tuned while you look around."));
    auto* photo = named(new QPushButton(icon(QStringLiteral("photo")), tr("Open a photo…"), this), QStringLiteral("guidePhoto"));
    auto* sample = named(new QPushButton(icon(QStringLiteral("avatar")), tr("Try the sample photo"), this), QStringLiteral("guideSample"));
    sample->setVisible(m_choices.hasSample);
    for (QPushButton* button : {photo, sample}) {
        button->setAutoDefault(false);
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    column->addStretch(1);
    connect(photo, &QPushButton::clicked, this, [this] { leave(GuideEnd::OpenPhoto); });
    connect(sample, &QPushButton::clicked, this, [this] { leave(GuideEnd::OpenSample); });
}

void FirstRunGuide::testDevice()
{
    delete m_job;
    m_job = new Job(m_choices.deviceTest, this);
    m_test->setEnabled(false);
    m_testResult->setText(tr("Making a picture…"));
    connect(m_job, &Job::over, this, &FirstRunGuide::showTestResult);
    m_job->start();
}

void FirstRunGuide::showTestResult()
{
    m_test->setEnabled(true);
    if (m_job->state() != Job::State::Finished) {
        m_testResult->setText(m_job->failure() ? failureText(*m_job->failure()) : QString());
        return;
    }
    const double ratio = devicePixelRatioF();
    const QImage image(m_choices.testPicture);
    QPixmap pixels = QPixmap::fromImage(image.scaled(QSize(kPictureSide, kPictureSide) * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixels.setDevicePixelRatio(ratio);
    m_testPicture->setPixmap(pixels);
    const double seconds = m_job->elapsedSeconds();
    const QString verdict = seconds < kQuickSeconds  ? tr("That is quick: dragging shows previews, and the full picture follows at once.")
                            : seconds < kFairSeconds ? tr("That is enough: previews while you drag, the full picture when your hand rests.")
                                                     : tr("That is slow. Work on the textured mesh, and let the avatar be tuned meanwhile.");
    m_testResult->setText(tr("Done in %1 s, starting included. %2").arg(QLocale().toString(seconds, 'f', 1), verdict));
}

void FirstRunGuide::goTo(int page)
{
    m_pages->setCurrentIndex(page);
    m_place->setText(tr("%1 of %2").arg(page + 1).arg(m_pages->count()));
    m_back->setEnabled(page > 0);
    m_next->setText(page + 1 < m_pages->count() ? tr("Next") : tr("Close"));
    m_next->setAccessibleName(m_next->text());
}

void FirstRunGuide::leave(GuideEnd end)
{
    m_end = end;
    accept();
}

} // namespace effigy::ui

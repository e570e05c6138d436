// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/preferences_dialog.h"

#include "ui/language/languages.h"
#include "ui/language/say.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace effigy::ui {
namespace {

const QString kDesktop = QStringLiteral("system");

void select(QComboBox* box, const QString& data) { box->setCurrentIndex(std::max(0, box->findData(data))); }

} // namespace

PreferencesDialog::PreferencesDialog(Preferences preferences, QWidget* parent) : QDialog(parent), m_preferences(std::move(preferences))
{
    setObjectName(QStringLiteral("preferences"));
    setMinimumWidth(460);
    auto* form = new QFormLayout;
    form->setSpacing(10);
    form->setLabelAlignment(Qt::AlignRight);
    if (m_preferences.chooseLanguage)
        addLanguage(form);
    addTheme(form);
    addNavigation(form);
    auto* motion = new QCheckBox(this);
    motion->setObjectName(QStringLiteral("preferReducedMotion"));
    motion->setChecked(m_preferences.hasReducedMotion);
    form->addRow(QString(), motion);
    addQuality(form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 14);
    column->setSpacing(18);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(motion, &QCheckBox::toggled, this, [this](bool isReduced) { m_preferences.setReducedMotion(isReduced); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    say(this, [this, motion, buttons] {
        setWindowTitle(tr("Preferences"));
        motion->setText(tr("Reduce motion: views change at once"));
        buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    });
}

/// `title`: marked for translation with QT_TR_NOOP.
QComboBox* PreferencesDialog::addChoice(QFormLayout* form, const char* name, const char* title)
{
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    auto* words = new QLabel(this);
    words->setBuddy(box);
    form->addRow(words, box);
    say(box, [words, box, title] {
        words->setText(tr(title));
        box->setAccessibleName(tr(title));
    });
    return box;
}

void PreferencesDialog::addLanguage(QFormLayout* form)
{
    QComboBox* box = addChoice(form, "preferLanguage", QT_TR_NOOP("Language"));
    box->addItem(QString(), QString());
    for (const Language& language : languages())
        box->addItem(QString::fromUtf8(language.name), QString(QLatin1String(language.code)));
    select(box, m_preferences.language);
    say(box, [box] { box->setItemText(0, tr("As the system has it")); });
    connect(box, &QComboBox::activated, this, [this, box](int index) { m_preferences.chooseLanguage(box->itemData(index).toString()); });
}

void PreferencesDialog::addTheme(QFormLayout* form)
{
    QComboBox* box = addChoice(form, "preferTheme", QT_TR_NOOP("Theme"));
    for (const Theme theme : kThemes)
        box->addItem(QString(), themeName(theme));
    if (m_preferences.canFollowDesktop)
        box->addItem(QString(), kDesktop);
    select(box, m_preferences.theme ? themeName(*m_preferences.theme) : kDesktop);
    say(box, [box] {
        const QString texts[] = {tr("Dark"), tr("Light"), tr("High contrast"), tr("As the system has it")};
        for (int i = 0; i < box->count(); ++i)
            box->setItemText(i, texts[i]);
    });
    connect(box, &QComboBox::activated, this, [this, box](int index) { m_preferences.chooseTheme(themeFromName(box->itemData(index).toString())); });
}

void PreferencesDialog::addNavigation(QFormLayout* form)
{
    QComboBox* box = addChoice(form, "preferNavigation", QT_TR_NOOP("Mouse habits"));
    for (const NavigationPreset preset : kNavigationPresets)
        box->addItem(QString(), navigationName(preset));
    select(box, navigationName(m_preferences.navigation));
    say(box, [box] {
        const QString texts[] = {tr("Simple: drag to orbit"), tr("Blender: middle button"), tr("Maya: Alt and buttons")};
        for (int i = 0; i < box->count(); ++i)
            box->setItemText(i, texts[i]);
    });
    connect(box, &QComboBox::activated, this,
            [this, box](int index) { m_preferences.chooseNavigation(*navigationFromName(box->itemData(index).toString())); });
}

void PreferencesDialog::addQuality(QFormLayout* form)
{
    QComboBox* box = addChoice(form, "preferQuality", QT_TR_NOOP("Tuning"));
    for (const char* quality : {"draft", "standard", "fine"})
        box->addItem(QString(), QString(QLatin1String(quality)));
    select(box, m_preferences.quality);
    say(box, [box] {
        const QString texts[] = {tr("Draft: quick, less alike"), tr("Standard"), tr("Fine: slow, most alike")};
        for (int i = 0; i < box->count(); ++i)
            box->setItemText(i, texts[i]);
    });
    connect(box, &QComboBox::activated, this, [this, box](int index) { m_preferences.chooseQuality(box->itemData(index).toString()); });
}

} // namespace effigy::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/action_table.h"
#include "ui/window/shortcut_editor.h"

#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace effigy::ui;

namespace {

QString word(const char* text) { return QLatin1String(text); }

} // namespace

class TestShortcutEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void freeKeysAreAssigned();
    void takenKeysAreToldAndChangeHands();
    void beginningsOfSequencesCollide();
    void removingAndResetting();
    void resetAllBringsEverythingBack();
    void changesAreKeptInTheSettings();
    void searchFindsNamesAndKeys();

private:
    template<typename Widget>
    Widget* part(const char* name)
    {
        return m_editor->findChild<Widget*>(QLatin1String(name));
    }
    void press(const QKeySequence& keys) { part<QKeySequenceEdit>("shortcutKeys")->setKeySequence(keys); }
    void click(const char* name) { QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton); }

    QWidget m_window;
    std::unique_ptr<ActionTable> m_actions;
    std::unique_ptr<ShortcutEditor> m_editor;
};

void TestShortcutEditor::initTestCase()
{
    static QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(word("EffigyTest"));
}

void TestShortcutEditor::init()
{
    QSettings().clear();
    m_editor.reset();
    m_actions = std::make_unique<ActionTable>(&m_window);
    m_actions->add({{.id = word("view.front"), .menu = word("&View"), .text = word("&Front"), .shortcuts = {QKeySequence(Qt::Key_F)}, .run = [] {}},
                    {.id = word("view.left"), .menu = word("&View"), .text = word("&Left"), .shortcuts = {QKeySequence(Qt::Key_L), QKeySequence(Qt::CTRL | Qt::Key_3)}, .run = [] {}},
                    {.id = word("file.save"), .menu = word("&File"), .text = word("&Save"), .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_S)}, .run = [] {}}});
    m_editor = std::make_unique<ShortcutEditor>(*m_actions);
    m_editor->show();
}

void TestShortcutEditor::freeKeysAreAssigned()
{
    QVERIFY(!part<QPushButton>("shortcutAssign")->isEnabled());
    m_editor->select(word("view.front"));
    press(QKeySequence(Qt::Key_F8));
    click("shortcutAssign");
    QCOMPARE((*m_actions)[word("view.front")]->shortcuts(), QList<QKeySequence>{QKeySequence(Qt::Key_F8)});
}

void TestShortcutEditor::takenKeysAreToldAndChangeHands()
{
    m_editor->select(word("view.front"));
    press(QKeySequence(Qt::Key_L));
    const auto labels = m_editor->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* l) { return l->text().contains(word("“Left”")) || l->text().contains(QStringLiteral("“Left”")); }));
    click("shortcutAssign");
    QCOMPARE((*m_actions)[word("view.front")]->shortcut(), QKeySequence(Qt::Key_L));
    QCOMPARE((*m_actions)[word("view.left")]->shortcuts(), QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::Key_3)}); // the other stays
}

void TestShortcutEditor::beginningsOfSequencesCollide()
{
    QVERIFY(m_actions->usedBy(QKeySequence(Qt::Key_F, Qt::Key_G), word("file.save")) == (*m_actions)[word("view.front")]);
    QVERIFY(!m_actions->usedBy(QKeySequence(Qt::Key_G, Qt::Key_F), word("file.save")));
    QVERIFY(!m_actions->usedBy(QKeySequence(Qt::Key_F), word("view.front"))); // its own
    QVERIFY(!m_actions->usedBy(QKeySequence(), word("view.front")));
}

void TestShortcutEditor::removingAndResetting()
{
    m_editor->select(word("view.left"));
    click("shortcutRemove");
    QVERIFY((*m_actions)[word("view.left")]->shortcuts().isEmpty());
    click("shortcutReset");
    QCOMPARE((*m_actions)[word("view.left")]->shortcuts(), m_actions->defaultShortcuts(word("view.left")));
}

void TestShortcutEditor::resetAllBringsEverythingBack()
{
    m_actions->setShortcuts(word("view.left"), {QKeySequence(Qt::Key_F)});
    m_actions->setShortcuts(word("view.front"), {});
    click("shortcutResetAll");
    for (const QAction* action : m_actions->all())
        QCOMPARE(action->shortcuts(), m_actions->defaultShortcuts(action->objectName()));
}

void TestShortcutEditor::changesAreKeptInTheSettings()
{
    m_editor->select(word("file.save"));
    press(QKeySequence(Qt::Key_F2));
    click("shortcutAssign");
    const QSettings settings;
    QCOMPARE(settings.value(word("shortcuts/file.save")).toString(), word("F2"));
    QVERIFY(!settings.contains(word("shortcuts/view.left")));
}

void TestShortcutEditor::searchFindsNamesAndKeys()
{
    const auto shown = [this] {
        QStringList ids;
        for (QTreeWidgetItemIterator it(part<QTreeWidget>("shortcutTree"), QTreeWidgetItemIterator::NoChildren); *it; ++it)
            if (!(*it)->isHidden() && (!(*it)->parent() || !(*it)->parent()->isHidden()))
                ids += (*it)->text(0);
        return ids;
    };
    QTest::keyClicks(part<QLineEdit>("shortcutSearch"), word("fro"));
    QCOMPARE(shown(), QStringList{word("Front")});
    part<QLineEdit>("shortcutSearch")->setText(word("ctrl+s"));
    QCOMPARE(shown(), QStringList{word("Save")});
}

QTEST_MAIN(TestShortcutEditor)
#include "tst_shortcut_editor.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QToolButton;
class QUrl;

namespace effigy::ui {

class ActionTable;

/// The manual, from inside the program: contents and search at the left, a page at the right.
class ManualWindow : public QWidget {
    Q_OBJECT
public:
    /// `actions` fills the page of keys; it must outlive the window.
    ManualWindow(const ActionTable& actions, QWidget* parent);

    /// Shows "page" or "page#heading", and the window.
    void open(const QString& anchor);
    [[nodiscard]] QString page() const { return m_page; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void sayTexts();
    void showPage(const QString& page, const QString& heading);
    void follow(const QUrl& link);
    void go(int step);
    void fillContents();
    void openCurrent();
    void markMatches();

    const ActionTable& m_actions;
    QLineEdit* m_search;
    QListWidget* m_contents;
    QTextBrowser* m_text;
    QToolButton* m_back;
    QToolButton* m_forward;
    QString m_page;
    QStringList m_way; // anchors that were shown
    int m_place = -1;  // in it
};

} // namespace effigy::ui

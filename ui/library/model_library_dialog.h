// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/model_library.h"

#include <QDialog>

#include <functional>

class QFormLayout;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace effigy::head {
struct AddedHead;
}

namespace effigy::ui {

class ModelCatalog;
struct Failure;

/// Shows the installed models and head models, what each is and what may be done with it; adds one from a file that is chosen or dropped,
/// checks, removes, chooses the one that new avatars are made with, networks for fits, or a model to tune the open project's avatar with.
class ModelLibraryDialog : public QDialog {
    Q_OBJECT
public:
    /// `catalog` must outlive it. `askFile` gives the file of a model to add; empty: cancelled.
    ///   canTune  there is an open project whose avatar can be tuned
    ModelLibraryDialog(ModelCatalog& catalog, std::function<QString()> askFile, bool canTune, QWidget* parent = nullptr);
    ~ModelLibraryDialog() override;

    /// The selected model's id; empty: none.
    [[nodiscard]] QString selected() const;
    void select(const QString& id);
    /// The model that the person wants the avatar tuned with, which closes the dialog; empty: none.
    [[nodiscard]] QString tuneWith() const { return m_tuneWith; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QLayout* buildDetails();
    QLayout* buildButtons();
    QLabel* addFact(QFormLayout* form, const QString& title, const char* name);
    void fill();
    void showSelected();
    void showFacts(const generator::ModelEntry& entry);
    void showHead(const head::AddedHead& entry);
    void showFile(const std::filesystem::path& file, std::uintmax_t bytes);
    void chooseSelected();
    void enableButtons();
    void askForModel();
    void addModel(const QString& path);
    [[nodiscard]] bool isChosen(const generator::ModelEntry& entry) const;
    void tuneWithSelected();
    void tell(const QString& text, bool isError);
    void tellFailure(const Failure& failure);
    void tellState(const QString& id, generator::ModelState state);

    ModelCatalog& m_catalog;
    std::function<QString()> m_askFile;
    bool m_canTune;
    QString m_tuneWith;
    QListWidget* m_list;
    QLabel* m_name;
    QLabel* m_kind = nullptr;
    QLabel* m_use = nullptr;
    QLabel* m_pictures = nullptr;
    QLabel* m_size = nullptr;
    QLabel* m_fingerprint = nullptr;
    QLabel* m_file = nullptr;
    QLabel* m_licence = nullptr;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_choose = nullptr;
    QPushButton* m_tune = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace effigy::ui

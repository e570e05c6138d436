// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "avatar/edit.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace effigy::avatar {

/// What can be undone and redone. It holds edits, not the state: the caller passes the state they belong to.
class EditHistory {
public:
    EditHistory() = default;
    /// As read from a project: `edits`, of which the first `position` are applied.
    /// Throws ContractError when position exceeds their number.
    EditHistory(std::vector<Edit> edits, std::size_t position);

    /// Applies `edit` to `state` and remembers it. What had been undone is forgotten; an edit of the same gesture merges
    /// into the last one; an edit that ends where it began vanishes.
    void push(AvatarState& state, const Edit& edit);

    [[nodiscard]] bool canUndo() const { return m_position > 0; }
    [[nodiscard]] bool canRedo() const { return m_position < m_edits.size(); }
    /// Name of what undo would take back, or redo bring back; empty when there is nothing.
    [[nodiscard]] std::string undoName() const;
    [[nodiscard]] std::string redoName() const;

    /// One step back or forth; does nothing at the end.
    void undo(AvatarState& state);
    void redo(AvatarState& state);
    /// To the moment after `position` edits, 0: the beginning. Throws ContractError beyond the end.
    void goTo(AvatarState& state, std::size_t position);

    /// Ends the current gesture: the hand left the slider.
    void endGesture();

    [[nodiscard]] std::span<const Edit> edits() const { return m_edits; }
    [[nodiscard]] std::size_t position() const { return m_position; }

private:
    std::vector<Edit> m_edits;
    std::size_t m_position = 0; // how many of them are applied
};

/// A state with its history: what a project keeps and a window edits.
class Document {
public:
    Document() = default;
    explicit Document(AvatarState state, EditHistory history = {})
        : m_state(std::move(state)), m_history(std::move(history))
    {
    }

    [[nodiscard]] const AvatarState& state() const { return m_state; }
    [[nodiscard]] const EditHistory& history() const { return m_history; }

    void apply(const Edit& edit) { m_history.push(m_state, edit); }
    void undo() { m_history.undo(m_state); }
    void redo() { m_history.redo(m_state); }
    void goTo(std::size_t position) { m_history.goTo(m_state, position); }
    void endGesture() { m_history.endGesture(); }

private:
    AvatarState m_state;
    EditHistory m_history;
};

} // namespace effigy::avatar

// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/edit_history.h"

#include "base/error.h"

namespace effigy::avatar {

EditHistory::EditHistory(std::vector<Edit> edits, std::size_t position)
    : m_edits(std::move(edits)), m_position(position)
{
    base::require(m_position <= m_edits.size(), "a history cannot be beyond its last edit");
}

void EditHistory::push(AvatarState& state, const Edit& edit)
{
    edit.apply(state);
    if (m_position > 0 && m_edits[m_position - 1].merge(edit)) {
        m_edits.resize(m_position);
        if (m_edits.back().changesNothing()) {
            m_edits.pop_back();
            --m_position;
        }
        return;
    }
    if (edit.changesNothing())
        return;
    m_edits.resize(m_position);
    m_edits.push_back(edit);
    ++m_position;
}

std::string EditHistory::undoName() const { return canUndo() ? m_edits[m_position - 1].name() : std::string(); }

std::string EditHistory::redoName() const { return canRedo() ? m_edits[m_position].name() : std::string(); }

void EditHistory::undo(AvatarState& state)
{
    if (!canUndo())
        return;
    endGesture();
    m_edits[--m_position].revert(state);
}

void EditHistory::redo(AvatarState& state)
{
    if (!canRedo())
        return;
    m_edits[m_position++].apply(state);
    endGesture();
}

void EditHistory::goTo(AvatarState& state, std::size_t position)
{
    base::require(position <= m_edits.size(), "a history cannot go beyond its last edit");
    while (m_position > position)
        undo(state);
    while (m_position < position)
        redo(state);
}

void EditHistory::endGesture()
{
    if (m_position > 0)
        m_edits[m_position - 1].seal();
}

} // namespace effigy::avatar

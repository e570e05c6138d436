// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/clip_change.h"

namespace effigy::avatar {

namespace {

using End = std::optional<MotionClip>;

bool haveSameMotion(const MotionClip& a, const MotionClip& b) { return MotionClip{a.place, b.motion} == a; }

/// Notes the change unless it is none.
void note(ClipChanges& changes, const std::string& name, End before, End after)
{
    if (before && after && haveSameMotion(*before, *after)) {
        if (before->place == after->place)
            return;
        before->motion = after->motion = nullptr;
    }
    if (before || after)
        changes.insert_or_assign(name, ClipChange{std::move(before), std::move(after)});
}

/// `end` with the motion that `other`, the same clip in a neighbouring change, has if it holds none itself.
End completed(End end, const End& other)
{
    if (end && !end->motion && other)
        end->motion = other->motion;
    return end;
}

} // namespace

ClipChanges changesBetween(const MotionClips& before, const MotionClips& after)
{
    ClipChanges changes;
    for (const auto& [name, clip] : before) {
        const auto now = after.find(name);
        note(changes, name, clip, now == after.end() ? std::nullopt : End(now->second));
    }
    for (const auto& [name, clip] : after)
        if (!before.contains(name))
            note(changes, name, std::nullopt, clip);
    return changes;
}

void apply(const ClipChanges& changes, MotionClips& clips)
{
    for (const auto& [name, change] : changes) {
        if (!change.after) {
            clips.erase(name);
            continue;
        }
        MotionClip& clip = clips[name];
        clip.place = change.after->place;
        if (change.after->motion)
            clip.motion = change.after->motion;
    }
}

ClipChanges reversed(const ClipChanges& changes)
{
    ClipChanges back;
    for (const auto& [name, change] : changes)
        back.emplace(name, ClipChange{change.after, change.before});
    return back;
}

ClipChanges joined(const ClipChanges& first, const ClipChanges& second)
{
    ClipChanges all = first;
    for (const auto& [name, next] : second) {
        const auto place = all.find(name);
        if (place == all.end()) {
            all.emplace(name, next);
            continue;
        }
        const ClipChange earlier = place->second;
        all.erase(place);
        // In the middle both know the same clip: what one leaves out, the other may hold.
        note(all, name, completed(earlier.before, completed(next.before, earlier.after)), completed(next.after, completed(earlier.after, next.before)));
    }
    return all;
}

} // namespace effigy::avatar

// SPDX-License-Identifier: GPL-3.0-or-later
#include "avatar/live_link.h"

#include "avatar/timeline_edits.h"
#include "base/error.h"
#include "head/eye_looks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace effigy::avatar {

namespace {

using base::Error;

constexpr double kDegrees = std::numbers::pi / 180.0;
constexpr int kUsualFps = 60;

/// The face shapes in the order of the recorder's columns.
constexpr std::array<std::string_view, head::kArkitControlCount> kColumns = {
    "EyeBlinkLeft",      "EyeLookDownLeft",    "EyeLookInLeft",       "EyeLookOutLeft",     "EyeLookUpLeft",       "EyeSquintLeft",
    "EyeWideLeft",       "EyeBlinkRight",      "EyeLookDownRight",    "EyeLookInRight",     "EyeLookOutRight",     "EyeLookUpRight",
    "EyeSquintRight",    "EyeWideRight",       "JawForward",          "JawRight",           "JawLeft",             "JawOpen",
    "MouthClose",        "MouthFunnel",        "MouthPucker",         "MouthRight",         "MouthLeft",           "MouthSmileLeft",
    "MouthSmileRight",   "MouthFrownLeft",     "MouthFrownRight",     "MouthDimpleLeft",    "MouthDimpleRight",    "MouthStretchLeft",
    "MouthStretchRight", "MouthRollLower",     "MouthRollUpper",      "MouthShrugLower",    "MouthShrugUpper",     "MouthPressLeft",
    "MouthPressRight",   "MouthLowerDownLeft", "MouthLowerDownRight", "MouthUpperUpLeft",   "MouthUpperUpRight",   "BrowDownLeft",
    "BrowDownRight",     "BrowInnerUp",        "BrowOuterUpLeft",     "BrowOuterUpRight",   "CheekPuff",           "CheekSquintLeft",
    "CheekSquintRight",  "NoseSneerLeft",      "NoseSneerRight",      "TongueOut"};
constexpr std::array<std::string_view, 3> kHeadColumns = {"HeadYaw", "HeadPitch", "HeadRoll"};
constexpr std::array<std::string_view, 6> kEyeColumns = {"LeftEyeYaw",  "LeftEyePitch",  "LeftEyeRoll",
                                                         "RightEyeYaw", "RightEyePitch", "RightEyeRoll"};

bool isEqualWord(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Lines without their ends; blank ones stay, so that numbers of lines are right.
std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(separator, at), text.size());
        std::string_view part = text.substr(at, end - at);
        while (!part.empty() && (part.back() == '\r' || part.back() == ' '))
            part.remove_suffix(1);
        while (!part.empty() && part.front() == ' ')
            part.remove_prefix(1);
        parts.push_back(part);
        at = end + 1;
    }
    return parts;
}

std::optional<double> numberOf(std::string_view text)
{
    double value = 0.0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = failure == std::errc() && end == text.data() + text.size() && std::isfinite(value);
    return isNumber ? std::optional(value) : std::nullopt;
}

Error badLine(std::size_t line, const std::string& what)
{
    return {"unsupported", "Line " + std::to_string(line + 1) + " of the table " + what,
            "The table should be a CSV recording of Live Link Face or another ARKit program"};
}

/// HH:MM:SS:FF.fff in its parts.
struct Timecode {
    double seconds = 0.0; // the whole ones
    double frames = 0.0;
};

std::optional<Timecode> timecodeOf(std::string_view text)
{
    const auto parts = split(text, ':');
    std::array<double, 4> values{};
    if (parts.size() != values.size())
        return std::nullopt;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto number = numberOf(parts[i]);
        if (!number || *number < 0.0 || (i < 3 && *number != std::floor(*number)))
            return std::nullopt;
        values[i] = *number;
    }
    return Timecode{.seconds = values[0] * 3600.0 + values[1] * 60.0 + values[2], .frames = values[3]};
}

/// Column of the table -> control, and how its numbers become the control's.
struct Column {
    std::string id;
    double factor = 1.0;
};

std::optional<Column> columnOf(std::string_view name)
{
    for (const auto id : head::arkitNames())
        if (isEqualWord(id, name))
            return Column{.id = std::string(id)};
    constexpr std::array<std::string_view, 3> kHeadControls = {"headYaw", "headPitch", "headRoll"};
    for (std::size_t i = 0; i < kHeadColumns.size(); ++i)
        if (isEqualWord(kHeadColumns[i], name))
            return Column{.id = std::string(kHeadControls[i]), .factor = 1.0 / kDegrees};
    return std::nullopt;
}

bool isKnownRepetition(std::string_view name)
{
    return std::any_of(kEyeColumns.begin(), kEyeColumns.end(), [name](auto known) { return isEqualWord(known, name); });
}

struct Row {
    Timecode at;
    std::vector<double> values; // as many as the header has columns, but for the first two
};

std::vector<Row> rowsOf(const std::vector<std::string_view>& lines, std::size_t columns)
{
    std::vector<Row> rows;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].empty())
            continue;
        const auto cells = split(lines[i], ',');
        const auto at = timecodeOf(cells.front());
        if (!at)
            throw badLine(i, "does not begin with a timecode such as 12:34:56:07.125");
        if (cells.size() != columns)
            throw badLine(i, "has " + std::to_string(cells.size()) + " cells, its heading " + std::to_string(columns));
        Row row{.at = *at, .values = {}};
        for (std::size_t c = 2; c < cells.size(); ++c) {
            const auto value = numberOf(cells[c]);
            if (!value)
                throw badLine(i, "has \"" + std::string(cells[c].substr(0, 40)) + "\" where a number should be");
            row.values.push_back(*value);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Frames a second as the frame numbers tell: they count up to it, if the recording is long enough to turn over.
double guessedFps(const std::vector<Row>& rows)
{
    const bool turnsOver = rows.back().at.seconds > rows.front().at.seconds + 1.0;
    if (!turnsOver)
        return kUsualFps;
    double most = 0.0;
    for (const Row& row : rows)
        most = std::max(most, std::floor(row.at.frames));
    for (const int fps : {24, 25, 30, 48, 50, 60, 100, 120})
        if (most < fps)
            return fps;
    return kMaxFps;
}

/// The keys of one column; none when it stays at zero.
std::vector<Key> keysOf(const std::vector<Row>& rows, std::size_t column, const Column& target, const std::vector<double>& times)
{
    const auto* control = head::findControl(target.id);
    bool isZero = true;
    std::vector<Key> keys;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const double value = std::clamp(rows[r].values[column] * target.factor, control->hardMin, control->hardMax);
        isZero = isZero && value == 0.0;
        keys.push_back({.time = times[r], .value = value, .tangent = Tangent::Linear, .in = {}, .out = {}});
    }
    return isZero ? std::vector<Key>() : keys;
}

void append(std::string& line, double value)
{
    std::array<char, 32> text{};
    const auto [end, failure] = std::to_chars(text.data(), text.data() + text.size(), value == 0.0 ? 0.0 : value);
    line.push_back(',');
    line.append(text.data(), end);
}

void appendEyes(std::string& line, const head::ControlValues& values)
{
    for (const auto side : {head::Side::Left, head::Side::Right}) {
        const auto angles = head::eyeAngles(values, side);
        append(line, angles.yaw);
        append(line, angles.pitch);
        append(line, 0.0);
    }
}

/// `values` with the shared gaze moved into the look shapes; untouched when there is none.
head::ControlValues withFoldedGaze(head::ControlValues values)
{
    if (values.get("gazeYaw") == 0.0 && values.get("gazePitch") == 0.0)
        return values;
    const auto left = head::lookShapes(head::eyeAngles(values, head::Side::Left), head::Side::Left);
    const auto right = head::lookShapes(head::eyeAngles(values, head::Side::Right), head::Side::Right);
    for (const auto& shapes : {left, right})
        for (const auto& [id, weight] : shapes)
            values.set(id, weight);
    values.reset("gazeYaw");
    values.reset("gazePitch");
    return values;
}

std::string timecode(long frame, int fps)
{
    const long seconds = frame / fps;
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%02ld:%02ld:%02ld:%02ld.000", seconds / 3600, seconds / 60 % 60, seconds % 60, frame % fps);
    return text.data();
}

std::string heading()
{
    std::string line = "Timecode,BlendshapeCount";
    const auto add = [&line](std::string_view name) { line.append(",").append(name); };
    std::for_each(kColumns.begin(), kColumns.end(), add);
    std::for_each(kHeadColumns.begin(), kHeadColumns.end(), add);
    std::for_each(kEyeColumns.begin(), kEyeColumns.end(), add);
    return line + "\n";
}

std::string controlOf(std::string_view column)
{
    std::string id(column);
    id.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(id.front())));
    return id;
}

} // namespace

LiveLinkMotion liveLinkFromCsv(std::string_view csv, double fps)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (csv.starts_with(kByteOrderMark))
        csv.remove_prefix(kByteOrderMark.size());
    const auto lines = split(csv, '\n');
    const auto names = split(lines.front(), ',');
    if (names.size() < 3 || !isEqualWord(names[0], "Timecode") || !isEqualWord(names[1], "BlendshapeCount"))
        throw badLine(0, "is not a heading that begins with Timecode,BlendshapeCount");
    const auto rows = rowsOf(lines, names.size());
    if (rows.empty())
        throw badLine(0, "is all there is: no frames follow");
    const double rate = fps > 0.0 ? fps : guessedFps(rows);

    LiveLinkMotion motion;
    motion.timeline = withFps({}, rate);
    std::vector<double> times;
    const double first = rows.front().at.seconds * rate + rows.front().at.frames;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        times.push_back((rows[r].at.seconds * rate + rows[r].at.frames - first) / rate);
        if (times.back() < 0.0 || (r > 0 && times[r] <= times[r - 1]) || times.back() > kLongestTimeline)
            throw Error("unsupported", "The timecodes of the table do not go forward", "Frames a second may be wrong: give them");
    }
    motion.timeline = withRange(std::move(motion.timeline), 0.0, times.back() + 1.0 / rate);
    for (std::size_t c = 2; c < names.size(); ++c) {
        const auto column = columnOf(names[c]);
        if (!column && !isKnownRepetition(names[c]))
            motion.ignored.emplace_back(names[c]);
        if (!column)
            continue;
        if (auto keys = keysOf(rows, c - 2, *column, times); !keys.empty())
            motion.timeline.tracks.insert_or_assign(column->id, Track(std::move(keys)));
    }
    return motion;
}

std::string liveLinkToCsv(const head::ControlValues& rest, const Timeline& timeline, int fps)
{
    if (fps < kMinFps || fps > kMaxFps)
        throw Error("unsupported", "A table cannot have " + std::to_string(fps) + " frames a second", "Use 1 to 240");
    std::string csv = heading();
    const int frames = timeline.frameCount(fps);
    const long first = std::lround(timeline.start * fps);
    for (long frame = first; frame < first + frames; ++frame) {
        const auto values = withFoldedGaze(posedAt(rest, timeline, static_cast<double>(frame) / fps));
        csv += timecode(frame, fps) + "," + std::to_string(kColumns.size() + kHeadColumns.size() + kEyeColumns.size());
        for (const auto column : kColumns)
            append(csv, values.get(controlOf(column)));
        for (const auto column : kHeadColumns)
            append(csv, values.get(controlOf(column)) * kDegrees);
        appendEyes(csv, values);
        csv.push_back('\n');
    }
    return csv;
}

std::vector<std::string> withoutLiveLinkColumn(const Timeline& timeline)
{
    std::vector<std::string> missing;
    for (const auto& [id, track] : timeline.tracks)
        if (!columnOf(id) && !id.starts_with("gaze"))
            missing.push_back(id);
    return missing;
}

} // namespace effigy::avatar

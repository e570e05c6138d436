// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/fit_wish.h"

#include "base/error.h"
#include "photo/landmark_mirror.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace effigy::reconstruct {

namespace {

using nlohmann::json;

constexpr std::size_t kMostEdits = 500; // older ones are forgotten

json toObject(const FitWish& wish)
{
    json landmarks = json::object();
    for (const auto& [index, place] : wish.landmarks)
        landmarks[std::to_string(index)] = place ? json{place->x(), place->y()} : json(nullptr);
    json object = {{"landmarks", landmarks}, {"likeness", wish.likeness}};
    if (wish.fovDeg)
        object["fov_deg"] = *wish.fovDeg;
    if (wish.startsFromDeca)
        object["starts_from_deca"] = true;
    return object;
}

base::Error damaged()
{
    return {"bad_project", "What a person said about the fit cannot be read", "Open an older copy of the project"};
}

FitWish fromObject(const json& object)
{
    FitWish wish;
    for (const auto& [key, value] : object.at("landmarks").items()) {
        const int index = std::stoi(key);
        if (index < 0 || index >= head::kLandmarkCount)
            throw damaged();
        std::optional<Eigen::Vector2f> place;
        if (!value.is_null()) {
            place.emplace(value.at(0).get<float>(), value.at(1).get<float>());
            if (!place->allFinite())
                throw damaged();
        }
        wish.landmarks.emplace(index, place);
    }
    wish.likeness = object.at("likeness");
    if (object.contains("fov_deg"))
        wish.fovDeg = object.at("fov_deg").get<double>();
    wish.startsFromDeca = object.value("starts_from_deca", false);
    const bool isFovSound = !wish.fovDeg || (*wish.fovDeg >= 1.0 && *wish.fovDeg <= 120.0);
    if (!(wish.likeness >= 0.0 && wish.likeness <= 1.5) || !isFovSound)
        throw damaged();
    return wish;
}

/// Runs `read` on parsed `text`; whatever does not fit is damage.
template <typename Read>
auto readJson(std::string_view text, const Read& read)
{
    try {
        return read(json::parse(text));
    } catch (const json::exception&) {
        throw damaged();
    } catch (const std::logic_error&) { // of std::stoi
        throw damaged();
    }
}

} // namespace

Landmarks2 wishedLandmarks(const Landmarks2& found, const FitWish& wish)
{
    Landmarks2 landmarks = found;
    for (const auto& [index, place] : wish.landmarks)
        if (place)
            landmarks[static_cast<std::size_t>(index)] = *place;
    return landmarks;
}

LandmarkOrigins wishedOrigins(const FitWish& wish)
{
    LandmarkOrigins origins = allFound();
    for (const auto& [index, place] : wish.landmarks)
        origins[static_cast<std::size_t>(index)] = place ? LandmarkOrigin::Placed : LandmarkOrigin::Absent;
    return origins;
}

FitWish mirroredWish(const FitWish& wish, const Landmarks2& found)
{
    const Eigen::Vector2f down = (found[8] - found[27]).normalized();
    const Eigen::Vector2f across(-down.y(), down.x());
    FitWish both = wish;
    for (const auto& [index, place] : wish.landmarks) {
        const auto from = static_cast<std::size_t>(index);
        const int other = photo::kMirroredLandmark[from];
        if (other == index)
            continue;
        std::optional<Eigen::Vector2f> mirrored;
        if (place) {
            const Eigen::Vector2f by = *place - found[from];
            mirrored = found[static_cast<std::size_t>(other)] + by - 2.0F * by.dot(across) * across;
        }
        if (wish.landmarks.contains(other) && other < index)
            continue; // both sides were moved: the subject's right one leads
        both.landmarks[other] = mirrored;
    }
    return both;
}

FitWish scaledWish(const FitWish& wish, double factor)
{
    FitWish scaled = wish;
    for (auto& [index, place] : scaled.landmarks)
        if (place)
            *place *= static_cast<float>(factor);
    return scaled;
}

std::string wishToJson(const FitWish& wish)
{
    return toObject(wish).dump();
}

FitWish wishFromJson(std::string_view text)
{
    return readJson(text, fromObject);
}

std::string FitDocument::undoName() const
{
    return canUndo() ? m_edits[m_position - 1].name : std::string();
}

std::string FitDocument::redoName() const
{
    return canRedo() ? m_edits[m_position].name : std::string();
}

void FitDocument::apply(std::string name, const FitWish& after, std::uint64_t gesture)
{
    const bool isSameGesture = gesture != 0 && gesture == m_gesture && m_position > 0 && !canRedo();
    if (!isSameGesture && after == m_wish)
        return;
    m_edits.resize(m_position);
    if (isSameGesture) {
        m_edits.back().name = std::move(name);
        m_edits.back().after = after;
        if (m_edits.back().before == after) {
            m_edits.pop_back();
            gesture = 0;
        }
    } else {
        m_edits.push_back({std::move(name), m_wish, after});
        if (m_edits.size() > kMostEdits)
            m_edits.erase(m_edits.begin());
    }
    m_wish = after;
    m_position = m_edits.size();
    m_gesture = gesture;
}

void FitDocument::undo()
{
    if (!canUndo())
        return;
    m_wish = m_edits[--m_position].before;
    m_gesture = 0;
}

void FitDocument::redo()
{
    if (!canRedo())
        return;
    m_wish = m_edits[m_position++].after;
    m_gesture = 0;
}

void FitDocument::scale(double factor)
{
    m_wish = scaledWish(m_wish, factor);
    for (FitEdit& edit : m_edits) {
        edit.before = scaledWish(edit.before, factor);
        edit.after = scaledWish(edit.after, factor);
    }
}

std::string FitDocument::toJson() const
{
    json edits = json::array();
    for (const FitEdit& edit : m_edits)
        edits.push_back({{"name", edit.name}, {"before", toObject(edit.before)}, {"after", toObject(edit.after)}});
    return json{{"wish", toObject(m_wish)}, {"edits", edits}, {"position", m_position}}.dump();
}

FitDocument FitDocument::fromJson(std::string_view text)
{
    return readJson(text, [](const json& object) {
        FitDocument document;
        document.m_wish = fromObject(object.at("wish"));
        for (const json& edit : object.at("edits"))
            document.m_edits.push_back(
                {edit.at("name").get<std::string>(), fromObject(edit.at("before")), fromObject(edit.at("after"))});
        document.m_position = object.at("position").get<std::size_t>();
        if (document.m_position > document.m_edits.size())
            throw damaged();
        return document;
    });
}

bool FitDocument::operator==(const FitDocument& other) const
{
    return m_wish == other.m_wish && m_edits == other.m_edits && m_position == other.m_position;
}

} // namespace effigy::reconstruct

// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/fit_record.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

namespace effigy::project {

namespace {

constexpr const char* kDocument = "fitWish";
constexpr const char* kFound = "fitFound";
constexpr const char* kApplied = "fitApplied";

std::string toJson(const reconstruct::Landmarks2& landmarks)
{
    nlohmann::json list = nlohmann::json::array();
    for (const Eigen::Vector2f& point : landmarks)
        list.push_back({point.x(), point.y()});
    return list.dump();
}

reconstruct::Landmarks2 fromJson(const std::string& text)
{
    try {
        const nlohmann::json list = nlohmann::json::parse(text);
        reconstruct::Landmarks2 landmarks;
        for (std::size_t i = 0; i < landmarks.size(); ++i)
            landmarks[i] = {list.at(i).at(0).get<float>(), list.at(i).at(1).get<float>()};
        return landmarks;
    } catch (const nlohmann::json::exception&) {
        throw base::Error("bad_project", "The landmarks that were found cannot be read",
                          "Open an older copy of the project");
    }
}

} // namespace

FitRecord fitRecord(const Project& project)
{
    FitRecord record;
    const std::string found = project.metadata(kFound), document = project.metadata(kDocument);
    record.found = found.empty() ? project.fit().landmarks : fromJson(found);
    if (!document.empty())
        record.document = reconstruct::FitDocument::fromJson(document);
    if (const std::string applied = project.metadata(kApplied); !applied.empty())
        record.applied = reconstruct::wishFromJson(applied);
    return record;
}

void keepFitDocument(Project& project, const reconstruct::FitDocument& document)
{
    if (project.metadata(kFound).empty())
        project.setMetadata(kFound, toJson(project.fit().landmarks));
    project.setMetadata(kDocument, document.toJson());
}

void keepFitRecord(Project& project, const FitRecord& record)
{
    project.setMetadata(kFound, toJson(record.found));
    project.setMetadata(kDocument, record.document.toJson());
    project.setMetadata(kApplied, reconstruct::wishToJson(record.applied));
}

} // namespace effigy::project

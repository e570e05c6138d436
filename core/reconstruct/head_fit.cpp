// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/head_fit.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace effigy::reconstruct {

namespace {

using nlohmann::json;

constexpr const char* kNetwork = "network";

template <typename Derived>
json numbers(const Eigen::DenseBase<Derived>& values)
{
    json list = json::array();
    for (Eigen::Index row = 0; row < values.rows(); ++row)
        for (Eigen::Index column = 0; column < values.cols(); ++column)
            list.push_back(values(row, column));
    return list;
}

template <typename Derived>
void readNumbers(const json& list, Eigen::DenseBase<Derived>& values)
{
    if (static_cast<Eigen::Index>(list.size()) != values.size())
        throw base::Error("bad_project", "A fit holds a list of the wrong length");
    for (Eigen::Index row = 0; row < values.rows(); ++row)
        for (Eigen::Index column = 0; column < values.cols(); ++column)
            values(row, column) =
                list[row * values.cols() + column].template get<typename Derived::Scalar>();
}

Eigen::VectorXf readVector(const json& list)
{
    Eigen::VectorXf values(static_cast<Eigen::Index>(list.size()));
    readNumbers(list, values);
    return values;
}

json cameraToJson(const mesh::Camera& camera)
{
    return {{"headFromCamera", numbers(camera.headFromCamera.matrix())},
            {"fx", camera.fx},
            {"fy", camera.fy},
            {"cx", camera.cx},
            {"cy", camera.cy}};
}

mesh::Camera cameraFromJson(const json& j)
{
    mesh::Camera camera;
    readNumbers(j.at("headFromCamera"), camera.headFromCamera.matrix());
    camera.fx = j.at("fx");
    camera.fy = j.at("fy");
    camera.cx = j.at("cx");
    camera.cy = j.at("cy");
    return camera;
}

json coefficientsToJson(const head::HeadCoefficients& c)
{
    return {{"shape", numbers(c.shape)},
            {"expression", numbers(c.expression)},
            {"neck", numbers(c.neck)},
            {"jaw", numbers(c.jaw)},
            {"leftEye", numbers(c.leftEye)},
            {"rightEye", numbers(c.rightEye)}};
}

head::HeadCoefficients coefficientsFromJson(const json& j)
{
    head::HeadCoefficients c;
    c.shape = readVector(j.at("shape"));
    c.expression = readVector(j.at("expression"));
    readNumbers(j.at("neck"), c.neck);
    readNumbers(j.at("jaw"), c.jaw);
    readNumbers(j.at("leftEye"), c.leftEye);
    readNumbers(j.at("rightEye"), c.rightEye);
    return c;
}

json regionsToJson(const std::vector<RegionFit>& regions)
{
    json list = json::array();
    for (const RegionFit& region : regions) {
        json entry = {{"name", region.name}, {"seen", region.seen}, {"confidence", region.confidence}};
        if (region.landmark)
            entry["landmark"] = *region.landmark;
        if (region.shading)
            entry["shading"] = *region.shading;
        list.push_back(entry);
    }
    return list;
}

std::optional<double> optionalNumber(const json& j, const char* key)
{
    return j.contains(key) ? std::optional(j.at(key).get<double>()) : std::nullopt;
}

/// What projects of older versions do not have: where the detail comes from, who placed the landmarks, regions, findings.
void parseDoubts(const json& j, HeadFit& fit)
{
    if (j.value("detailOrigin", std::string()) == kNetwork)
        fit.detailOrigin = DetailOrigin::Network;
    if (j.contains("origins"))
        for (int i = 0; i < head::kLandmarkCount; ++i) {
            const std::string origin = j.at("origins").at(i);
            fit.origins[i] = origin == "placed"   ? LandmarkOrigin::Placed
                             : origin == "absent" ? LandmarkOrigin::Absent
                                                  : LandmarkOrigin::Found;
        }
    for (const json& entry : j.value("regions", json::array()))
        fit.regions.push_back({.name = entry.at("name"),
                               .seen = entry.at("seen"),
                               .landmark = optionalNumber(entry, "landmark"),
                               .shading = optionalNumber(entry, "shading"),
                               .confidence = entry.at("confidence")});
    for (const json& entry : j.value("findings", json::array()))
        fit.findings.push_back({.code = entry.at("code"), .value = entry.at("value"), .text = entry.at("text")});
}

HeadFit parse(std::string_view text)
{
    const json j = json::parse(text);
    HeadFit fit;
    fit.headModel = j.at("headModel");
    fit.coefficients = coefficientsFromJson(j.at("coefficients"));
    fit.camera = cameraFromJson(j.at("camera"));
    fit.photoWidth = j.at("photoWidth");
    fit.photoHeight = j.at("photoHeight");
    readNumbers(j.at("light"), fit.light);
    const json& landmarks = j.at("landmarks");
    const json& residuals = j.at("residualPx");
    for (int i = 0; i < head::kLandmarkCount; ++i) {
        readNumbers(landmarks.at(i), fit.landmarks[i]);
        fit.residualPx[i] = residuals.at(i);
    }
    const json& box = j.at("box");
    fit.box = {.x = box.at(0), .y = box.at(1), .width = box.at(2), .height = box.at(3)};
    fit.notes = j.at("notes").get<std::vector<std::string>>();
    parseDoubts(j, fit);
    return fit;
}

} // namespace

std::shared_ptr<const head::HeadModel> personalHead(std::shared_ptr<const head::HeadModel> model, const HeadFit& fit)
{
    if (fit.offsets.empty())
        return model;
    return std::make_shared<const head::HeadModel>(head::displaced(*model, fit.offsets));
}

double interocularPx(const Landmarks2& landmarks)
{
    return (landmarks[45] - landmarks[36]).norm();
}

double landmarkError(const HeadFit& fit)
{
    const double sum = std::accumulate(fit.residualPx.begin(), fit.residualPx.end(), 0.0);
    return sum / head::kLandmarkCount / std::max(1e-6, interocularPx(fit.landmarks));
}

std::string headFitToJson(const HeadFit& fit)
{
    json landmarks = json::array();
    for (const auto& landmark : fit.landmarks)
        landmarks.push_back(numbers(landmark));
    json origins = json::array(), findings = json::array();
    for (const LandmarkOrigin origin : fit.origins)
        origins.push_back(origin == LandmarkOrigin::Placed   ? "placed"
                          : origin == LandmarkOrigin::Absent ? "absent"
                                                             : "found");
    for (const PhotoFinding& finding : fit.findings)
        findings.push_back({{"code", finding.code}, {"value", finding.value}, {"text", finding.text}});
    const json j = {{"headModel", fit.headModel},
                    {"coefficients", coefficientsToJson(fit.coefficients)},
                    {"camera", cameraToJson(fit.camera)},
                    {"photoWidth", fit.photoWidth},
                    {"photoHeight", fit.photoHeight},
                    {"light", numbers(fit.light)},
                    {"landmarks", landmarks},
                    {"residualPx", fit.residualPx},
                    {"box", {fit.box.x, fit.box.y, fit.box.width, fit.box.height}},
                    {"detailOrigin", fit.detailOrigin == DetailOrigin::Network ? kNetwork : "shading"},
                    {"origins", origins},
                    {"regions", regionsToJson(fit.regions)},
                    {"findings", findings},
                    {"notes", fit.notes}};
    return j.dump(1);
}

HeadFit headFitFromJson(std::string_view json)
{
    try {
        return parse(json);
    } catch (const nlohmann::json::exception& e) {
        throw base::Error("bad_project", std::string("The fit cannot be read: ") + e.what(),
                          "Open an older copy, or fit the photo again");
    }
}

} // namespace effigy::reconstruct

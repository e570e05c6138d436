// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/records.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <cstring>

namespace effigy::project {

using nlohmann::json;

namespace {

constexpr int kMaxLatentSide = 1 << 16;

base::Error damaged(const char* what)
{
    return {"bad_project", std::string("The project's ") + what + " is damaged", "Open a copy or a backup of the project"};
}

template <typename Read>
auto readJson(std::string_view text, const char* what, const Read& read)
{
    try {
        return read(json::parse(text));
    } catch (const json::exception&) {
        throw damaged(what);
    }
}

} // namespace

std::string cameraToJson(const mesh::Camera& camera)
{
    json rows = json::array();
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 4; ++column)
            rows.push_back(camera.headFromCamera.matrix()(row, column));
    }
    return json{{"headFromCamera", rows}, {"fx", camera.fx}, {"fy", camera.fy}, {"cx", camera.cx}, {"cy", camera.cy}}.dump();
}

mesh::Camera cameraFromJson(std::string_view text)
{
    return readJson(text, "camera", [](const json& object) {
        mesh::Camera camera;
        const auto& rows = object.at("headFromCamera");
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 4; ++column)
                camera.headFromCamera.matrix()(row, column) = rows.at(4 * row + column).get<double>();
        }
        camera.fx = object.at("fx").get<double>();
        camera.fy = object.at("fy").get<double>();
        camera.cx = object.at("cx").get<double>();
        camera.cy = object.at("cy").get<double>();
        return camera;
    });
}

std::string inversionToJson(const invert::InversionResult& inversion)
{
    json history = json::array();
    for (const auto& sample : inversion.history)
        history.push_back({sample.stage, sample.step, sample.seconds, sample.loss, sample.psnr});
    return json{{"model", inversion.model},     {"modelSha256", inversion.modelSha256},
                {"wsRows", inversion.wsRows},   {"wsColumns", inversion.wsColumns},
                {"psnr", inversion.psnr},       {"seconds", inversion.seconds}, {"history", history}}
        .dump();
}

invert::InversionResult inversionFromJson(std::string_view text)
{
    return readJson(text, "inversion", [](const json& object) {
        invert::InversionResult inversion;
        inversion.model = object.at("model").get<std::string>();
        inversion.modelSha256 = object.value("modelSha256", std::string()); // absent from older projects
        inversion.wsRows = object.at("wsRows").get<int>();
        inversion.wsColumns = object.at("wsColumns").get<int>();
        if (std::min(inversion.wsRows, inversion.wsColumns) < 0
            || std::max(inversion.wsRows, inversion.wsColumns) > kMaxLatentSide)
            throw damaged("inversion");
        inversion.psnr = object.at("psnr").get<double>();
        inversion.seconds = object.at("seconds").get<double>();
        for (const auto& sample : object.at("history"))
            inversion.history.push_back({sample.at(0).get<std::string>(), sample.at(1).get<int>(),
                                         sample.at(2).get<double>(), sample.at(3).get<double>(),
                                         sample.at(4).get<double>()});
        return inversion;
    });
}

std::vector<float> floatsFromBytes(std::span<const std::byte> bytes)
{
    if (bytes.size() % sizeof(float) != 0)
        throw damaged("latents");
    std::vector<float> floats(bytes.size() / sizeof(float));
    if (!bytes.empty())
        std::memcpy(floats.data(), bytes.data(), bytes.size());
    return floats;
}

} // namespace effigy::project

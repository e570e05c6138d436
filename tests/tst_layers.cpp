// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QtTest>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

/// What each folder may include, beside itself: the ladder of docs/architecture.md.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"base", {}},
    {"nn", {"base"}},
    {"tensorio", {"base"}},
    {"mesh", {"base", "tensorio"}},
    {"head", {"base", "tensorio", "mesh"}},
    {"style", {"base", "mesh", "head"}},
    {"synth", {"base", "tensorio", "mesh", "head"}},
    {"sound", {"base"}},
    {"photo", {"base", "tensorio", "mesh", "head"}},
    {"deca", {"base", "tensorio", "mesh", "head", "nn"}},
    {"encoder", {"base", "tensorio", "mesh", "head", "deca"}},
    {"generator", {"base", "tensorio", "mesh", "head", "deca", "nn"}},
    {"reconstruct", {"base", "tensorio", "mesh", "head", "photo", "deca", "encoder", "generator"}},
    {"invert", {"base", "tensorio", "mesh", "head", "photo", "encoder", "generator", "reconstruct", "train"}},
    {"train", {"base", "tensorio", "mesh", "head", "synth", "deca", "encoder", "generator", "nn"}},
    {"avatar",
     {"base", "tensorio", "mesh", "head", "photo", "generator", "reconstruct", "invert", "style", "train"}},
    {"project",
     {"base", "tensorio", "mesh", "head", "photo", "generator", "reconstruct", "invert", "style", "train",
      "avatar"}},
    {"export",
     {"base", "tensorio", "mesh", "head", "photo", "deca", "generator", "reconstruct", "invert", "style", "train",
      "avatar", "project", "sound"}},
};

const std::set<std::string> kOpenCvFolders = {"photo", "reconstruct", "export"};

struct Include {
    fs::path file;
    std::string header;
};

std::vector<Include> includesBelow(const fs::path& folder)
{
    static const std::regex pattern("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    std::vector<Include> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto extension = entry.path().extension();
        if (extension != ".h" && extension != ".cpp" && extension != ".cu")
            continue;
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) {
            std::smatch match;
            if (std::regex_search(line, match, pattern))
                found.push_back({entry.path(), match[1]});
        }
    }
    return found;
}

std::string firstFolder(const std::string& header)
{
    const auto slash = header.find('/');
    return slash == std::string::npos ? std::string() : header.substr(0, slash);
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coreArrowsPointDown();
    void coreKnowsNoQt();
    void openCvStaysInItsFolders();
    void headersForTheStudioAreTorchFree();
    void ladderNamesEveryFolder();
};

void TestLayers::coreArrowsPointDown()
{
    for (const auto& [folder, allowed] : kMayInclude) {
        const auto path = fs::path(EFFIGY_SOURCE_DIR) / "core" / folder;
        if (!fs::is_directory(path))
            continue;
        for (const auto& [file, header] : includesBelow(path)) {
            const auto target = firstFolder(header);
            if (!kMayInclude.contains(target) || target == folder)
                continue;
            QVERIFY2(allowed.contains(target), (file.string() + " includes " + header).c_str());
        }
    }
}

void TestLayers::coreKnowsNoQt()
{
    static const std::regex qt("^(Q[A-Z]\\w*|Qt[A-Z]\\w*/.*|ui/.*|app/.*)$");
    for (const auto& [file, header] : includesBelow(fs::path(EFFIGY_SOURCE_DIR) / "core"))
        QVERIFY2(!std::regex_match(header, qt), (file.string() + " includes " + header).c_str());
}

void TestLayers::openCvStaysInItsFolders()
{
    for (const auto& [file, header] : includesBelow(fs::path(EFFIGY_SOURCE_DIR) / "core")) {
        if (firstFolder(header) != "opencv2")
            continue;
        const auto relative = fs::relative(file, fs::path(EFFIGY_SOURCE_DIR) / "core");
        QVERIFY2(kOpenCvFolders.contains(relative.begin()->string()), file.c_str());
    }
}

void TestLayers::headersForTheStudioAreTorchFree()
{
    // Follows the headers that ui/ includes, and theirs in turn.
    const auto core = fs::path(EFFIGY_SOURCE_DIR) / "core";
    std::map<std::string, std::vector<std::string>> edges;
    for (const auto& [file, header] : includesBelow(core))
        edges[fs::relative(file, core).string()].push_back(header);
    std::vector<std::string> open;
    for (const auto& [file, header] : includesBelow(fs::path(EFFIGY_SOURCE_DIR) / "ui"))
        open.push_back(header);
    static const std::regex heavy("^(torch|ATen|c10|opencv2|cuda|sqlite3).*");
    std::set<std::string> seen;
    while (!open.empty()) {
        const auto header = open.back();
        open.pop_back();
        QVERIFY2(!std::regex_match(header, heavy), header.c_str());
        if (!seen.insert(header).second)
            continue;
        for (const auto& next : edges[header])
            open.push_back(next);
    }
}

void TestLayers::ladderNamesEveryFolder()
{
    for (const auto& entry : fs::directory_iterator(fs::path(EFFIGY_SOURCE_DIR) / "core")) {
        if (entry.is_directory())
            QVERIFY2(kMayInclude.contains(entry.path().filename().string()), entry.path().c_str());
    }
}

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"

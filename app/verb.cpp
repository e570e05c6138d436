// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verb.h"

#include "app/verb_progress.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace effigy::app {

VerbContext::VerbContext() = default;
VerbContext::~VerbContext() = default;

base::Progress& VerbContext::progress()
{
    if (!m_progress)
        m_progress = makeProgress(common, m_cancel);
    return *m_progress;
}

void VerbContext::result(const nlohmann::json& fields, const std::string& text)
{
    m_progress.reset(); // ends an unfinished progress line
    if (common.isEvents) {
        nlohmann::json event = {{"event", "result"}};
        event.update(fields);
        std::cout << event.dump() << std::endl;
    } else if (common.isJson) {
        std::cout << fields.dump(2) << std::endl;
    } else {
        std::cout << text << std::endl;
    }
}

void VerbContext::remark(const std::string& text)
{
    m_progress.reset();
    if (!common.isEvents)
        std::cerr << text << std::endl;
}

CLI::App* addVerb(CLI::App& parent, const std::string& name, const std::string& description, const std::string& example,
                  VerbContext& context)
{
    CLI::App* verb = parent.add_subcommand(name, description);
    verb->footer("\nExample:\n  " + example);
    CommonOptions& common = context.common;
    verb->add_option("--device", common.device, "Where to compute: auto, cpu or cuda")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
        ->group("Common options");
    verb->add_option("--threads", common.threads, "Threads to use; 0: one per core")
        ->check(CLI::Range(0, 1024))
        ->group("Common options");
    verb->add_option("--seed", common.seed, "Seed of everything random")->group("Common options");
    verb->add_flag("--events", common.isEvents, "One JSON object a line, for programs that watch")->group("Common options");
    verb->add_flag("--json", common.isJson, "Report as JSON")->group("Common options");
    verb->add_flag("-v,--verbose", common.verbosity, "Say more; twice: everything")->group("Common options");
    return verb;
}

} // namespace effigy::app

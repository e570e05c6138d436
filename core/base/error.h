// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace effigy::base {

/// A failure that a person can act on. Translated by code in the studio, printed in English elsewhere.
///   code     one word of the table in docs/architecture.md: bad_photo, no_face, bad_video, bad_sound, bad_lut, bad_motion,
///            bad_project, newer_project, model_missing, model_refused, storage, out_of_memory, device, unsupported, internal
///   message  what happened, to which file
///   hint     what the person can do; may be empty
class Error : public std::runtime_error {
public:
    Error(std::string code, const std::string& message, std::string hint = {})
        : std::runtime_error(message), m_code(std::move(code)), m_hint(std::move(hint))
    {
    }
    [[nodiscard]] const std::string& code() const { return m_code; }
    [[nodiscard]] std::string message() const { return what(); }
    [[nodiscard]] const std::string& hint() const { return m_hint; }

private:
    std::string m_code;
    std::string m_hint;
};

/// A broken precondition: our own bug, never the user's file. Checked in release builds too.
class ContractError : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// Unwinds a job that was asked to stop. Not an error: no dialog, exit code 130.
class Cancelled : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

/// Throws ContractError with `statement` unless `holds`.
inline void require(bool holds, const char* statement)
{
    if (!holds)
        throw ContractError(statement);
}

} // namespace effigy::base

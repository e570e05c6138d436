// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/database.h"

#include <sqlite3.h>

#include <utility>

namespace effigy::project {

namespace {

constexpr int kBusyTimeoutMs = 3000; // the longest transaction of another program writes some 20 MB

int openFlags(Sqlite::Mode mode)
{
    switch (mode) {
    case Sqlite::Mode::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Sqlite::Mode::ReadWrite:
        return SQLITE_OPEN_READWRITE;
    case Sqlite::Mode::ReadOnly:
        return SQLITE_OPEN_READONLY;
    }
    return SQLITE_OPEN_READONLY;
}

} // namespace

void Sqlite::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Sqlite::Sqlite(std::filesystem::path file, Mode mode)
    : m_file(std::move(file))
{
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(m_file.c_str(), &handle, openFlags(mode), nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK)
        throw error(code);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    // The file may come from anywhere: nothing in its schema may run functions.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    execute("PRAGMA cell_size_check = ON");
    execute("PRAGMA synchronous = FULL");
    // A file that is just being made is thrown away on failure, so it needs no journal beside it.
    if (mode == Mode::Create)
        execute("PRAGMA journal_mode = MEMORY");
}

base::Error Sqlite::error(int code) const
{
    const auto name = m_file.string();
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {"storage", "The disk is full: " + name + " could not be changed",
                "Make room and try again; the project is as it was before"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {"storage", name + " is in use by another program", "Wait until that job has ended and try again"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {"storage", name + " is read-only", "Save a copy in another folder"};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return {"storage", name + " cannot be read or written: " + sqlite3_errstr(code),
                "Check the disk and the permissions of the folder"};
    case SQLITE_NOMEM:
        return {"out_of_memory", "There is not enough memory to open " + name};
    default:
        return {"bad_project", name + " is damaged: " + sqlite3_errstr(code), "Open a copy or a backup of the project"};
    }
}

void Sqlite::execute(const char* sql) const
{
    const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        throw error(code);
}

std::int64_t Sqlite::integer(const char* sql) const
{
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Sqlite::text(const char* sql) const
{
    Statement statement(*this, sql);
    return statement.step() ? statement.text(0) : std::string();
}

void Statement::Finalise::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(const Sqlite& database, const char* sql)
    : m_database(database)
{
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database.handle(), sql, -1, &statement, nullptr));
    m_statement.reset(statement);
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK)
        throw m_database.error(code);
}

Statement& Statement::bind(int index, std::string_view text)
{
    check(sqlite3_bind_text64(m_statement.get(), index + 1, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int index, std::int64_t number)
{
    check(sqlite3_bind_int64(m_statement.get(), index + 1, number));
    return *this;
}

Statement& Statement::bind(int index, std::span<const std::byte> bytes)
{
    if (bytes.empty())
        check(sqlite3_bind_zeroblob(m_statement.get(), index + 1, 0));
    else
        check(sqlite3_bind_blob64(m_statement.get(), index + 1, bytes.data(), bytes.size(), SQLITE_STATIC));
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    throw m_database.error(code);
}

void Statement::run()
{
    while (step()) {
    }
}

std::string Statement::text(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)))
                : std::string();
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }

std::vector<std::byte> Statement::bytes(int column) const
{
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(m_statement.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return data ? std::vector<std::byte>(data, data + size) : std::vector<std::byte>();
}

Transaction::Transaction(const Sqlite& database, Kind kind)
    : m_database(database)
{
    database.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
}

Transaction::~Transaction()
{
    // A full disk may have rolled back already; then there is nothing left to do.
    if (m_isOpen && !sqlite3_get_autocommit(m_database.handle()))
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_isOpen = false;
}

void copyDatabase(const Sqlite& from, const Sqlite& to)
{
    sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup)
        throw to.error(sqlite3_extended_errcode(to.handle()));
    int code = SQLITE_OK;
    for (int waits = 0; waits < 30; ++waits) {
        code = sqlite3_backup_step(backup, -1);
        if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
            break;
        sqlite3_sleep(100);
    }
    const int finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE)
        throw to.error(code);
    if (finished != SQLITE_OK)
        throw to.error(finished);
}

} // namespace effigy::project

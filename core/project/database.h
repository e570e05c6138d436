// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace effigy::project {

/// A connection to one SQLite file. What goes wrong becomes Error: "storage" for what the disk, permissions or another
/// program cause, "bad_project" for what the content causes, "out_of_memory".
class Sqlite {
public:
    enum class Mode { Create, ReadWrite, ReadOnly };
    Sqlite(std::filesystem::path file, Mode mode);

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    [[nodiscard]] sqlite3* handle() const { return m_handle.get(); }

    void execute(const char* sql) const;
    [[nodiscard]] std::int64_t integer(const char* sql) const;
    [[nodiscard]] std::string text(const char* sql) const;

    /// The Error that `code` stands for, naming the file.
    [[nodiscard]] base::Error error(int code) const;

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    std::filesystem::path m_file;
    std::unique_ptr<sqlite3, Close> m_handle;
};

/// One prepared statement; parameters and columns count from 0.
class Statement {
public:
    Statement(const Sqlite& database, const char* sql);

    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, std::int64_t number);
    /// The bytes are not copied: they must live until the statement has run.
    Statement& bind(int index, std::span<const std::byte> bytes);

    /// True while there is another row.
    [[nodiscard]] bool step();
    /// For statements without rows.
    void run();

    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::vector<std::byte> bytes(int column) const;

private:
    void check(int code) const;
    struct Finalise {
        void operator()(sqlite3_stmt* statement) const;
    };
    const Sqlite& m_database;
    std::unique_ptr<sqlite3_stmt, Finalise> m_statement;
};

/// Begins a transaction and rolls it back unless it was committed.
class Transaction {
public:
    enum class Kind { Read, Write };
    Transaction(const Sqlite& database, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    const Sqlite& m_database;
    bool m_isOpen = true;
};

/// Copies the whole of `from`, as of this moment, into the empty `to`.
void copyDatabase(const Sqlite& from, const Sqlite& to);

} // namespace effigy::project

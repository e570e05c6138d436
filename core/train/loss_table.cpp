// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/loss_table.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>

namespace effigy::train {

namespace {

constexpr const char* kHeading = "stage,step,loss,value";
constexpr std::size_t kLargestFile = std::size_t{1} << 30; // bytes

template <typename Rows>
double meanOf(const Rows& rows, int steps)
{
    double sum = 0.0;
    int count = 0;
    for (const LossTable::Row* row : rows) {
        if (count == steps)
            break;
        sum += row->value;
        ++count;
    }
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

std::vector<const LossTable::Row*> rowsOf(const std::vector<LossTable::Row>& all, const std::string& stage, const std::string& loss)
{
    std::vector<const LossTable::Row*> rows;
    for (const LossTable::Row& row : all)
        if (row.stage == stage && row.loss == loss)
            rows.push_back(&row);
    return rows;
}

[[noreturn]] void refuse(const std::filesystem::path& path)
{
    throw base::Error("model_refused", path.string() + " is not the table of losses that belongs to the checkpoint",
                      "Remove the checkpoint to start anew, or give another --metrics file");
}

template <typename Number>
Number numberOf(std::string_view text, const std::filesystem::path& path)
{
    Number number = {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        refuse(path);
    return number;
}

LossTable::Row parsed(std::string_view line, const std::filesystem::path& path)
{
    std::vector<std::string_view> cells;
    for (std::size_t from = 0; from <= line.size();) {
        const std::size_t comma = std::min(line.find(',', from), line.size());
        cells.push_back(line.substr(from, comma - from));
        from = comma + 1;
    }
    if (cells.size() != 4)
        refuse(path);
    return {std::string(cells[0]), numberOf<int>(cells[1], path), std::string(cells[2]), numberOf<double>(cells[3], path)};
}

} // namespace

double LossTable::meanOfFirst(const std::string& stage, const std::string& loss, int steps) const
{
    return meanOf(rowsOf(m_rows, stage, loss), steps);
}

double LossTable::meanOfLast(const std::string& stage, const std::string& loss, int steps) const
{
    auto rows = rowsOf(m_rows, stage, loss);
    std::ranges::reverse(rows);
    return meanOf(rows, steps);
}

void LossTable::write(const std::filesystem::path& path) const
{
    std::string text = std::string(kHeading) + "\n";
    for (const Row& row : m_rows) {
        char value[64];
        const auto end = std::to_chars(value, value + sizeof value, row.value).ptr;
        text += row.stage + "," + std::to_string(row.step) + "," + row.loss + "," + std::string(value, end) + "\n";
    }
    base::writeFileAtomically(path, std::as_bytes(std::span(text)));
}

LossTable LossTable::read(const std::filesystem::path& path, std::size_t count)
{
    const auto bytes = base::readFile(path, kLargestFile);
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto nextLine = [&] {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos)
            refuse(path);
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        return line;
    };
    if (nextLine() != kHeading)
        refuse(path);
    LossTable table;
    while (table.m_rows.size() < count)
        table.add(parsed(nextLine(), path));
    return table;
}

} // namespace effigy::train

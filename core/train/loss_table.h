// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace effigy::train {

/// The losses of a run, step by step, as a CSV file: stage,step,loss,value.
class LossTable {
public:
    struct Row {
        std::string stage;
        int step = 0; // from 0
        std::string loss;
        double value = 0.0;
    };

    void add(Row row) { m_rows.push_back(std::move(row)); }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    /// Mean of a loss over the first or the last `steps` steps of a stage that have it. NaN when there are none.
    [[nodiscard]] double meanOfFirst(const std::string& stage, const std::string& loss, int steps) const;
    [[nodiscard]] double meanOfLast(const std::string& stage, const std::string& loss, int steps) const;

    /// Numbers as text that gives them back exactly. Throws Error "storage".
    void write(const std::filesystem::path& path) const;
    /// Reads the first `count` rows of a file written by write(): those that a checkpoint knows of.
    /// Throws Error "storage" when it cannot be read, "model_refused" when it is something else or has fewer.
    [[nodiscard]] static LossTable read(const std::filesystem::path& path, std::size_t count);

private:
    std::vector<Row> m_rows;
};

} // namespace effigy::train

// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/picture_sink.h"

#include "photo/area_reducer.h"
#include "photo/colour_converter.h"

namespace effigy::photo {

int RowLayout::channels() const
{
    const int colours = model == ColourModel::Grey ? 1 : model == ColourModel::Rgb ? 3 : 4;
    return colours + (hasAlpha ? 1 : 0);
}

std::size_t RowLayout::rowBytes() const { return static_cast<std::size_t>(width) * channels() * (bits / 8); }

PictureSink::PictureSink(const RowLayout& layout, std::span<const std::byte> iccProfile, int maxSide)
    : m_colours(std::make_unique<const ColourConverter>(layout, iccProfile)),
      m_reducer(std::make_unique<AreaReducer>(layout.width, layout.height, maxSide)),
      m_row(static_cast<std::size_t>(layout.width) * 4)
{
}

PictureSink::~PictureSink() = default;

void PictureSink::addRow(const void* row)
{
    m_colours->convert(row, m_row.data());
    m_reducer->addRow(m_row.data());
}

base::Image PictureSink::take() { return m_reducer->take(); }

} // namespace effigy::photo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace effigy::app {

/// A picture on the page: file name in the folder, and what it shows.
struct PagePicture {
    std::string file;
    std::string caption;
};

/// Everything the page tells. File names are relative to the page.
struct TourPage {
    std::string photoName;
    PagePicture photo;
    PagePicture avatar;
    PagePicture mesh;
    std::vector<PagePicture> edits;
    std::string film;
    std::vector<PagePicture> downloads;                        // file and what it is
    std::vector<std::pair<std::string, std::string>> figures;  // name and value, for people
    std::vector<std::string> notes;
};

/// One HTML page that needs nothing but the files it links to.
[[nodiscard]] std::string tourPage(const TourPage& page);

} // namespace effigy::app

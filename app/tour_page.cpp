// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour_page.h"

namespace effigy::app {
namespace {

constexpr const char* kStyle = R"(
:root { color-scheme: dark; --back: #191b1f; --card: #22252b; --line: #33373f; --text: #e8e6e1; --soft: #9a9ea8; --warm: #e0a458; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.55 "Inter", "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 56px 24px 72px; }
h1 { font-size: 34px; font-weight: 650; letter-spacing: -0.02em; margin: 0 0 4px; }
h2 { font-size: 19px; font-weight: 600; margin: 52px 0 16px; }
.lead { color: var(--soft); margin: 0 0 32px; }
.grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); }
.pair { grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
figure img, figure video { display: block; width: 100%; aspect-ratio: 1; object-fit: cover;
  background: radial-gradient(circle at 50% 38%, #4a4f59, #24272d 78%); }
figcaption { padding: 10px 14px 12px; font-size: 14px; color: var(--soft); }
table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
td { padding: 9px 16px; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
tr:last-child td { border-bottom: 0; }
td:last-child { text-align: right; color: var(--warm); }
.side { display: grid; gap: 16px; grid-template-columns: minmax(280px, 1fr) minmax(280px, 1fr); align-items: start; }
@media (max-width: 720px) { .side { grid-template-columns: 1fr; } }
ul { margin: 0; padding: 0; list-style: none; }
li { margin: 0 0 8px; }
a { color: var(--warm); text-decoration: none; border-bottom: 1px solid transparent; }
a:hover, a:focus-visible { border-bottom-color: var(--warm); }
.note { color: var(--soft); font-size: 14px; }
)";

std::string escaped(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

/// A file name as a link: what a URL reserves is percent-encoded.
std::string link(const std::string& file)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string result;
    for (const unsigned char c : file) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        if (isPlain)
            result += static_cast<char>(c);
        else
            (result += '%') += {kDigits[c >> 4], kDigits[c & 15]};
    }
    return result;
}

std::string figure(const PagePicture& picture)
{
    return "<figure><img src=\"" + link(picture.file) + "\" alt=\"" + escaped(picture.caption) + "\"><figcaption>"
           + escaped(picture.caption) + "</figcaption></figure>\n";
}

std::string figureGrid(const std::vector<PagePicture>& pictures, const char* kind)
{
    std::string html = std::string("<div class=\"grid ") + kind + "\">\n";
    for (const PagePicture& picture : pictures)
        html += figure(picture);
    return html + "</div>\n";
}

std::string figureTable(const std::vector<std::pair<std::string, std::string>>& figures)
{
    std::string html = "<table>\n";
    for (const auto& [name, value] : figures)
        html += "<tr><td>" + escaped(name) + "</td><td>" + escaped(value) + "</td></tr>\n";
    return html + "</table>\n";
}

std::string downloadList(const std::vector<PagePicture>& downloads)
{
    std::string html = "<ul>\n";
    for (const PagePicture& file : downloads)
        html += "<li><a href=\"" + link(file.file) + "\">" + escaped(file.file) + "</a> <span class=\"note\">"
                + escaped(file.caption) + "</span></li>\n";
    return html + "</ul>\n";
}

} // namespace

std::string tourPage(const TourPage& page)
{
    std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Effigy: "
                       + escaped(page.photoName) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<main>\n";
    html += "<h1>" + escaped(page.photoName) + "</h1>\n<p class=\"lead\">One photo in, a living 3D head out.</p>\n";
    html += figureGrid({page.photo, page.avatar, page.mesh}, "pair");
    html += "<h2>Five edits</h2>\n" + figureGrid(page.edits, "");
    html += "<h2>All around</h2>\n<div class=\"side\">\n<figure><video src=\"" + link(page.film)
            + "\" controls autoplay muted loop playsinline></video><figcaption>Turntable</figcaption></figure>\n<div>"
            + figureTable(page.figures) + "</div>\n</div>\n";
    html += "<h2>To take away</h2>\n" + downloadList(page.downloads);
    for (const std::string& note : page.notes)
        html += "<p class=\"note\">" + escaped(note) + "</p>\n";
    return html + "<p class=\"note\">Made with Effigy. The pictures of edits are computed, not photographed.</p>\n"
                  "</main>\n</body>\n</html>\n";
}

} // namespace effigy::app

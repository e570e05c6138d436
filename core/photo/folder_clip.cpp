// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/clip_kinds.h"
#include "photo/decode.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <vector>

namespace effigy::photo {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> kPictureEndings = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif"};

constexpr double kSame = 1e-9; // seconds, pictures

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isPictureName(const fs::path& path)
{
    std::string ending = path.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::find(kPictureEndings, ending) != kPictureEndings.end();
}

/// Runs of digits count by their value: 2 comes before 10.
bool comesBefore(std::string_view a, std::string_view b)
{
    while (!a.empty() && !b.empty()) {
        if (!isDigit(a.front()) || !isDigit(b.front())) {
            if (a.front() != b.front())
                return a.front() < b.front();
            a.remove_prefix(1);
            b.remove_prefix(1);
            continue;
        }
        const auto number = [](std::string_view& text) {
            text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
            const auto length = static_cast<std::size_t>(std::ranges::find_if_not(text, isDigit) - text.begin());
            const std::string_view digits = text.substr(0, length);
            text.remove_prefix(length);
            return digits;
        };
        const std::string_view x = number(a), y = number(b);
        if (x.size() != y.size())
            return x.size() < y.size();
        if (x != y)
            return x < y;
    }
    return a.size() < b.size();
}

std::vector<fs::path> picturesIn(const fs::path& folder)
{
    std::vector<fs::path> pictures;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->is_regular_file(error) && isPictureName(at->path()))
            pictures.push_back(at->path());
    if (error)
        throw base::Error("storage", folder.string() + " cannot be read: " + error.message(), "Check the folder's permissions");
    std::ranges::sort(pictures, [](const fs::path& a, const fs::path& b) {
        const std::string x = a.filename().string(), y = b.filename().string();
        return comesBefore(x, y) || (!comesBefore(y, x) && x < y);
    });
    return pictures;
}

class FolderClip : public Clip {
public:
    FolderClip(const fs::path& folder, const ClipOptions& options, base::CancelToken cancel)
        : m_options(options), m_cancel(std::move(cancel)), m_pictures(picturesIn(folder))
    {
        m_info = {.name = folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string(),
                  .fps = options.folderFps,
                  .seconds = static_cast<double>(m_pictures.size()) / options.folderFps};
        if (m_pictures.empty())
            throw nothingInside(m_info, {});
        const base::Image first = picture(0);
        m_info.width = first.width;
        m_info.height = first.height;
        m_info.expected = expectedPictures(m_info, options);
        m_next = static_cast<std::size_t>(std::ceil(options.from * options.folderFps - kSame));
        if (options.mostFps)
            m_step = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(options.folderFps / *options.mostFps - kSame)));
    }

    [[nodiscard]] const ClipInfo& info() const override { return m_info; }

    [[nodiscard]] std::optional<ClipFrame> next() override
    {
        m_cancel.check();
        const double time = static_cast<double>(m_next) / m_options.folderFps;
        if (m_next >= m_pictures.size() || (m_options.to && time >= *m_options.to - kSame)) {
            if (!m_hasGiven)
                throw nothingInside(m_info, m_options);
            return std::nullopt;
        }
        ClipFrame frame{.time = time, .image = picture(m_next)};
        if (frame.image.width != m_info.width || frame.image.height != m_info.height)
            throw base::Error("bad_video", m_pictures[m_next].string() + " has another size than the first picture of its folder",
                              "Give all pictures of the folder one size.");
        m_hasGiven = true;
        m_next += m_step;
        return frame;
    }

    [[nodiscard]] std::string shortfall() const override { return {}; }

private:
    [[nodiscard]] base::Image picture(std::size_t index) const
    {
        return decodePhoto(m_pictures[index], {.maxSide = m_options.maxSide}).image;
    }

    ClipOptions m_options;
    base::CancelToken m_cancel;
    std::vector<fs::path> m_pictures;
    ClipInfo m_info;
    std::size_t m_next = 0, m_step = 1;
    bool m_hasGiven = false;
};

} // namespace

std::unique_ptr<Clip> openFolderClip(const fs::path& path, const ClipOptions& options, const base::CancelToken& cancel)
{
    return std::make_unique<FolderClip>(path, options, cancel);
}

} // namespace effigy::photo

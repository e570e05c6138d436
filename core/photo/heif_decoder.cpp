// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo/decoders.h"
#include "photo/picture_sink.h"

#include <libheif/heif.h>

#include <memory>
#include <vector>

namespace effigy::photo {
namespace {

struct FreeContext {
    void operator()(heif_context* context) const { heif_context_free(context); }
};
struct FreeHandle {
    void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
};
struct FreeImage {
    void operator()(heif_image* image) const { heif_image_release(image); }
};
using Context = std::unique_ptr<heif_context, FreeContext>;
using Handle = std::unique_ptr<heif_image_handle, FreeHandle>;
using Picture = std::unique_ptr<heif_image, FreeImage>;

void check(const heif_error& error, const DecodeJob& job)
{
    if (error.code == heif_error_Ok)
        return;
    if (error.subcode == heif_suberror_End_of_data)
        throw cutOff(job);
    if (error.code == heif_error_Unsupported_filetype || error.code == heif_error_Unsupported_feature)
        throw base::Error("unsupported", job.name + " cannot be read here (" + error.message + ")",
                          "Save the photo as JPEG.");
    if (error.code == heif_error_Memory_allocation_error && error.subcode != heif_suberror_Security_limit_exceeded)
        throw base::Error("out_of_memory", "There is not enough memory to unpack " + job.name, "Make the photo smaller.");
    throw damaged(job, error.message);
}

std::vector<std::byte> iccProfile(const heif_image_handle& handle)
{
    const auto type = heif_image_handle_get_color_profile_type(&handle);
    if (type != heif_color_profile_type_prof && type != heif_color_profile_type_rICC)
        return {};
    std::vector<std::byte> profile(heif_image_handle_get_raw_color_profile_size(&handle));
    const heif_error error = heif_image_handle_get_raw_color_profile(&handle, profile.data());
    return error.code == heif_error_Ok ? profile : std::vector<std::byte>{};
}

/// The lens; not the orientation, which the container tells and the library has applied.
CameraRecord camera(const heif_image_handle& handle)
{
    heif_item_id id = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(&handle, "Exif", &id, 1) < 1)
        return {};
    std::vector<std::byte> block(heif_image_handle_get_metadata_size(&handle, id));
    constexpr std::size_t kOffsetField = 4; // where the TIFF header begins, counted from behind this field
    if (block.size() <= kOffsetField || heif_image_handle_get_metadata(&handle, id, block.data()).code != heif_error_Ok)
        return {};
    std::size_t offset = 0;
    for (std::size_t i = 0; i < kOffsetField; ++i)
        offset = offset << 8 | std::to_integer<std::size_t>(block[i]);
    if (offset > block.size() - kOffsetField)
        return {};
    CameraRecord record = readExif(std::span(block).subspan(kOffsetField + offset));
    record.orientation = 1;
    return record;
}

} // namespace

DecodedPicture decodeHeif(const DecodeJob& job)
{
    const Context context(heif_context_alloc());
    check(heif_context_read_from_memory_without_copy(context.get(), job.bytes.data(), job.bytes.size(), nullptr), job);
    heif_image_handle* rawHandle = nullptr;
    check(heif_context_get_primary_image_handle(context.get(), &rawHandle), job);
    const Handle handle(rawHandle);
    checkSize(job, heif_image_handle_get_width(handle.get()), heif_image_handle_get_height(handle.get()));

    const bool hasAlpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
    heif_image* rawPicture = nullptr;
    check(heif_decode_image(handle.get(), &rawPicture, heif_colorspace_RGB,
                            hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, nullptr),
          job);
    const Picture picture(rawPicture);
    int stride = 0;
    const std::uint8_t* rows = heif_image_get_plane_readonly(picture.get(), heif_channel_interleaved, &stride);
    if (!rows)
        throw damaged(job, "it holds no colour");
    const RowLayout layout{.width = heif_image_get_width(picture.get(), heif_channel_interleaved),
                           .height = heif_image_get_height(picture.get(), heif_channel_interleaved),
                           .hasAlpha = hasAlpha};
    PictureSink sink(layout, iccProfile(*handle), job.options.maxSide);
    for (int y = 0; y < layout.height; ++y)
        sink.addRow(rows + static_cast<std::ptrdiff_t>(y) * stride);
    return {.rgba = sink.take(), .camera = camera(*handle), .fullWidth = layout.width, .fullHeight = layout.height};
}

} // namespace effigy::photo

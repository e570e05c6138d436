// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/pickle_file.h"

#include "tensorio/mapped_file.h"
#include "tensorio/pickle_arena.h"
#include "tensorio/pickle_machine.h"
#include "tensorio/torch_container.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace effigy::tensorio {

namespace {

enum class Format { Pickle, Checkpoint };

constexpr std::string_view kNpyMagic("\x93NUMPY", 6);

bool isNpy(std::span<const std::byte> bytes)
{
    return bytes.size() >= kNpyMagic.size() &&
           std::memcmp(bytes.data(), kNpyMagic.data(), kNpyMagic.size()) == 0;
}

// Skips the header of a .npy file of objects.
void skipNpyHeader(PickleStream& stream, PickleArena& arena)
{
    stream.take(kNpyMagic.size());
    const auto major = stream.number<std::uint8_t>();
    stream.number<std::uint8_t>();
    const auto header =
        stream.take(major == 1 ? stream.number<std::uint16_t>() : stream.number<std::uint32_t>());
    const std::string_view text(reinterpret_cast<const char*>(header.data()), header.size());
    if (text.find("'|O'") == std::string_view::npos)
        arena.refuse("it is an array of plain numbers, not of objects");
}

const PickleValue* loadPickle(PickleContext& context, std::span<const std::byte> bytes)
{
    PickleStream stream(bytes, context.arena);
    context.arena.setPlace(bytes, 0);
    const bool isArray = isNpy(bytes);
    if (isArray)
        skipNpyHeader(stream, context.arena);
    const PickleValue* root = PickleMachine(context, {}).run(stream);
    context.arena.setPlace(bytes, stream.at());
    if (stream.left() != 0)
        context.arena.refuse("something follows its end");
    const bool isSingle = isArray && root->kind() == PickleKind::List && root->items().size() == 1;
    return isSingle ? root->items()[0] : root;
}

PickleTree load(std::shared_ptr<PickleArena> arena, std::span<const std::byte> bytes, Format format,
                const PickleOptions& options)
{
    PickleContext context = {.arena = *arena, .options = options};
    const PickleValue* root = format == Format::Checkpoint ? loadTorchContainer(context, bytes)
                                                           : loadPickle(context, bytes);
    arena->clearPlace();
    arena->checkDepth(*root);
    return {std::move(arena), root};
}

PickleTree loadFile(const std::filesystem::path& path, std::shared_ptr<const MappedFile> file,
                    Format format, const PickleOptions& options)
{
    auto arena = std::make_shared<PickleArena>(path.string(), file->bytes(), options.limits);
    const auto bytes = file->bytes();
    arena->keep(std::move(file));
    return load(std::move(arena), bytes, format, options);
}

PickleTree loadBlob(std::span<const std::byte> blob, const std::string& origin, Format format,
                    const PickleOptions& options)
{
    return load(std::make_shared<PickleArena>(origin, blob, options.limits), blob, format, options);
}

} // namespace

PickleTree readPickle(const std::filesystem::path& path, const PickleOptions& options)
{
    return loadFile(path, std::make_shared<const MappedFile>(path), Format::Pickle, options);
}

PickleTree decodePickle(std::span<const std::byte> blob, const std::string& origin,
                        const PickleOptions& options)
{
    return loadBlob(blob, origin, Format::Pickle, options);
}

PickleTree readTorchCheckpoint(const std::filesystem::path& path, const PickleOptions& options)
{
    return loadFile(path, std::make_shared<const MappedFile>(path), Format::Checkpoint, options);
}

PickleTree decodeTorchCheckpoint(std::span<const std::byte> blob, const std::string& origin,
                                 const PickleOptions& options)
{
    return loadBlob(blob, origin, Format::Checkpoint, options);
}

PickleTree readPickleOrCheckpoint(const std::filesystem::path& path, const PickleOptions& options)
{
    auto file = std::make_shared<const MappedFile>(path);
    const bool isCheckpoint = torchContainerOf(file->bytes()) != TorchContainer::None;
    return loadFile(path, std::move(file), isCheckpoint ? Format::Checkpoint : Format::Pickle,
                    options);
}

} // namespace effigy::tensorio

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tensorio/torch_container.h"

#include "tensorio/pickle_machine.h"
#include "tensorio/torch_storage.h"
#include "tensorio/zip_archive.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace effigy::tensorio {

namespace {

using Storages = std::map<std::string, std::shared_ptr<TorchStorage>>;

constexpr std::array<std::byte, 4> kZipStart = {std::byte{'P'}, std::byte{'K'}, std::byte{3},
                                                std::byte{4}};
// PROTO 2 and the LONG1 that is the magic number.
constexpr std::array<std::byte, 14> kLegacyStart = {
    std::byte{0x80}, std::byte{0x02}, std::byte{0x8a}, std::byte{0x0a}, std::byte{0x6c},
    std::byte{0xfc}, std::byte{0x9c}, std::byte{0x46}, std::byte{0xf9}, std::byte{0x20},
    std::byte{0x6a}, std::byte{0xa8}, std::byte{0x50}, std::byte{0x19}};
constexpr const char* kMagicNumber = "119547037146038801333356"; // 0x1950a86a20f9469cfc6c
constexpr std::int64_t kLegacyProtocol = 1001;

bool startsWith(std::span<const std::byte> bytes, std::span<const std::byte> start)
{
    return bytes.size() >= start.size() && std::ranges::equal(bytes.first(start.size()), start);
}

std::string textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A legacy container: five pickles, then the storages in the order of the last.
class LegacyReader {
public:
    LegacyReader(PickleContext& context, std::span<const std::byte> bytes)
        : m_context(context), m_stream(bytes, context.arena)
    {
    }

    PickleValue* read()
    {
        checkHeader();
        PickleMachine machine(m_context, [this](const PickleValue& id) { return storage(id); });
        PickleValue* root = machine.run(m_stream);
        const PickleValue* keys = PickleMachine(m_context, {}).run(m_stream);
        for (const PickleValue* key : keys->items())
            readStorage(key->text());
        for (const auto& [key, made] : m_roots)
            if (!m_bytes.contains(key))
                arena().refuse("the data of storage " + key.substr(0, kLongestKey) +
                               " are missing");
        for (const View& view : m_views)
            readView(view);
        return root;
    }

private:
    static constexpr std::size_t kLongestKey = 60; // in messages

    struct View {
        std::string root;
        std::int64_t offset = 0;
        std::shared_ptr<TorchStorage> storage;
    };

    PickleArena& arena() { return m_context.arena; }

    void checkHeader()
    {
        PickleMachine machine(m_context, {});
        if (machine.run(m_stream)->text() != kMagicNumber)
            arena().refuse("it does not begin like a checkpoint");
        if (const std::int64_t version = machine.run(m_stream)->integer();
            version != kLegacyProtocol)
            arena().refuse("version " + std::to_string(version) + " of checkpoints is not known");
        const PickleValue* system = machine.run(m_stream);
        if (const PickleValue* order = system->find("little_endian");
            order != nullptr && !order->truth())
            arena().refuse("it was saved by a machine of the other byte order");
    }
    PickleValue* storage(const PickleValue& id)
    {
        const StorageId parsed = parseStorageId(arena(), id);
        auto& root = m_roots[parsed.key];
        if (root == nullptr)
            root = std::make_shared<TorchStorage>(arena(), parsed.type, parsed.count);
        if (root->type() != parsed.type || root->count() != parsed.count)
            arena().refuse("storage " + parsed.key.substr(0, kLongestKey) +
                           " is two things at once");
        if (parsed.view == nullptr)
            return arena().makeTensor(root);
        if (parsed.view->items().size() != 3)
            arena().refuse("it describes a part of a storage in an unknown way");
        const std::int64_t offset = parsed.view->items()[1]->integer();
        const std::int64_t count = parsed.view->items()[2]->integer();
        if (offset < 0 || count < 0 || offset > parsed.count || count > parsed.count - offset)
            arena().refuse("a part of storage " + parsed.key.substr(0, kLongestKey) +
                           " reaches beyond it");
        m_views.push_back(
            {parsed.key, offset, std::make_shared<TorchStorage>(arena(), parsed.type, count)});
        return arena().makeTensor(m_views.back().storage);
    }
    void readStorage(const std::string& key)
    {
        arena().setPlace(m_stream.bytes(), m_stream.at());
        const auto found = m_roots.find(key);
        if (found == m_roots.end() || m_bytes.contains(key))
            arena().refuse("it holds data of storage " + key.substr(0, kLongestKey) +
                           ", which nothing asks for");
        TorchStorage& root = *found->second;
        if (m_stream.number<std::int64_t>() != root.count())
            arena().refuse("storage " + key.substr(0, kLongestKey) +
                           " has another size than was announced");
        const auto bytes = m_stream.take(root.byteCount());
        root.setBytes(bytes);
        m_bytes[key] = bytes;
    }
    void readView(const View& view)
    {
        const std::size_t size = torch::elementSize(view.storage->type());
        view.storage->setBytes(m_bytes.at(view.root).subspan(
            static_cast<std::size_t>(view.offset) * size, view.storage->byteCount()));
    }

    PickleContext& m_context;
    PickleStream m_stream;
    Storages m_roots;
    std::map<std::string, std::span<const std::byte>> m_bytes;
    std::vector<View> m_views;
};

/// A zip container: the pickle ROOT/data.pkl and a member ROOT/data/KEY for each storage.
class ZipReader {
public:
    ZipReader(PickleContext& context, std::span<const std::byte> bytes) : m_context(context)
    {
        for (ZipMember& member : zipMembers(bytes, context.arena.origin())) {
            std::string name = member.name;
            m_members.emplace(std::move(name), std::move(member));
        }
    }

    PickleValue* read()
    {
        const ZipMember& pickle = findPickle();
        const std::string root =
            pickle.name.substr(0, pickle.name.size() - std::string_view("data.pkl").size());
        if (m_members.contains(root + "constants.pkl"))
            m_context.arena.refuse("it is a program (TorchScript), not a checkpoint");
        if (const auto order = m_members.find(root + "byteorder"); order != m_members.end())
            if (textOf(contents(order->second)) != "little")
                m_context.arena.refuse("it was saved by a machine of the other byte order");
        const auto bytes = contents(pickle);
        PickleStream stream(bytes, m_context.arena);
        PickleMachine machine(m_context,
                              [&](const PickleValue& id) { return storage(id, root + "data/"); });
        PickleValue* value = machine.run(stream);
        if (stream.left() != 0)
            m_context.arena.refuse("something follows the end of its data.pkl");
        return value;
    }

private:
    const ZipMember& findPickle()
    {
        const ZipMember* found = nullptr;
        for (const auto& [name, member] : m_members)
            if (name == "data.pkl" ||
                (name.ends_with("/data.pkl") && std::ranges::count(name, '/') == 1)) {
                if (found != nullptr)
                    m_context.arena.refuse("it holds several checkpoints");
                found = &member;
            }
        if (found == nullptr)
            m_context.arena.refuse("it is an archive without data.pkl, so no checkpoint");
        return *found;
    }
    // In the file itself where the member is stored as it is, otherwise unpacked once.
    std::span<const std::byte> contents(const ZipMember& member)
    {
        if (const auto stored = storedBytes(member, m_context.arena.origin())) {
            m_context.arena.release(*stored);
            return *stored;
        }
        m_context.arena.charge(
            member.size); // before it is allocated; keep() counts it again, which does no harm
        return m_context.arena.keep(unpack(member, m_context.arena.origin()));
    }
    PickleValue* storage(const PickleValue& id, const std::string& folder)
    {
        const StorageId parsed = parseStorageId(m_context.arena, id);
        if (parsed.view != nullptr)
            m_context.arena.refuse("it describes a part of a storage in an unknown way");
        auto& storage = m_storages[parsed.key];
        if (storage == nullptr) {
            const auto member = m_members.find(folder + parsed.key);
            if (member == m_members.end())
                m_context.arena.refuse("the data of storage " +
                                       (folder + parsed.key).substr(0, 100) + " are missing");
            storage = std::make_shared<TorchStorage>(m_context.arena, parsed.type, parsed.count);
            if (storage->byteCount() != member->second.size)
                m_context.arena.refuse("storage " + member->first.substr(0, 100) +
                                       " has another size than was announced");
            storage->setBytes(contents(member->second));
        }
        if (storage->type() != parsed.type || storage->count() != parsed.count)
            m_context.arena.refuse("storage " + (folder + parsed.key).substr(0, 100) +
                                   " is two things at once");
        return m_context.arena.makeTensor(storage);
    }

    PickleContext& m_context;
    std::map<std::string, ZipMember> m_members;
    Storages m_storages;
};

} // namespace

TorchContainer torchContainerOf(std::span<const std::byte> bytes)
{
    if (startsWith(bytes, kZipStart))
        return TorchContainer::Zip;
    return startsWith(bytes, kLegacyStart) ? TorchContainer::Legacy : TorchContainer::None;
}

PickleValue* loadTorchContainer(PickleContext& context, std::span<const std::byte> bytes)
{
    switch (torchContainerOf(bytes)) {
    case TorchContainer::Zip:
        return ZipReader(context, bytes).read();
    case TorchContainer::Legacy:
        return LegacyReader(context, bytes).read();
    case TorchContainer::None:
        break;
    }
    context.arena.refuse("it does not begin like a checkpoint");
}

} // namespace effigy::tensorio

// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the allow-list that comes with Python and with the network pickles of StyleGAN and
// its kin.
#include "tensorio/pickle_globals.h"

#include <array>

namespace effigy::tensorio {

PickleValue* makeRecord(PickleContext& context, const PickleCall& call)
{
    PickleValue* made = context.arena.makeNamed(PickleKind::Object, call.name);
    context.arena.setArguments(*made, &call.arguments, call.keywords);
    return made;
}

PickleValue* makeDict(PickleContext& context, const PickleCall& call)
{
    PickleValue* dict = context.arena.make(PickleKind::Dict);
    if (call.arguments.items().empty())
        return dict;
    const PickleValue& pairs = argument(context, call, 0);
    if (pairs.kind() == PickleKind::Dict) {
        for (const PickleValue::Entry& entry : pairs.entries())
            context.arena.insert(*dict, entry.key, entry.value);
        return dict;
    }
    for (const PickleValue* pair : pairs.items()) {
        if (pair->items().size() != 2)
            context.arena.refuse("it makes a dictionary of things that are no pairs");
        context.arena.insert(*dict, pair->items()[0], pair->items()[1]);
    }
    return dict;
}

namespace {

PickleValue* makeSequence(PickleContext& context, const PickleCall& call)
{
    const PickleKind kind = call.name == "builtins.list" ? PickleKind::List
                            : call.name == "builtins.tuple" || call.name == "torch.Size"
                                ? PickleKind::Tuple
                                : PickleKind::Set;
    if (call.arguments.items().empty())
        return context.arena.make(kind);
    return context.arena.makeList(kind, argument(context, call, 0).items());
}

// A dictionary whose first argument makes missing values, which nobody asks it for here.
PickleValue* makeDefaultDict(PickleContext& context, const PickleCall&)
{
    return context.arena.make(PickleKind::Dict);
}

// Bytes that a text with code points up to 255 stands for.
PickleValue* fromLatin1(PickleContext& context, const PickleValue& text)
{
    std::string bytes;
    const auto letters = text.bytes();
    bytes.reserve(letters.size());
    for (std::size_t i = 0; i < letters.size(); ++i) {
        auto code = std::to_integer<unsigned>(letters[i]);
        if (code >= 0x80) {
            if ((code & 0xfc) != 0xc0 || i + 1 >= letters.size())
                context.arena.refuse("it spells bytes with letters that stand for none");
            code = ((code & 0x03) << 6) | (std::to_integer<unsigned>(letters[++i]) & 0x3f);
        }
        bytes += static_cast<char>(code);
    }
    return context.arena.makeText(PickleKind::Bytes, std::move(bytes));
}

bool namesLatin1(const PickleValue& encoding)
{
    const std::string name = encoding.text();
    return name == "latin1" || name == "latin-1" || name == "iso-8859-1";
}

PickleValue* encodeText(PickleContext& context, const PickleCall& call)
{
    if (!namesLatin1(argument(context, call, 1)))
        context.arena.refuse("it encodes bytes as something other than latin1");
    return fromLatin1(context, argument(context, call, 0));
}

PickleValue* makeByteString(PickleContext& context, const PickleCall& call)
{
    if (call.arguments.items().empty())
        return context.arena.make(PickleKind::Bytes);
    const PickleValue& content = argument(context, call, 0);
    if (content.kind() == PickleKind::Bytes)
        return context.arena.makeBytes(PickleKind::Bytes, content.bytes());
    return encodeText(context, call);
}

// Objects of protocols 0 and 1: class, its built-in base, and the value of that base.
PickleValue* reconstruct(PickleContext& context, const PickleCall& call)
{
    const PickleValue& made = argument(context, call, 0);
    if (made.kind() != PickleKind::Class)
        context.arena.refuse("it makes an object of no class");
    const PickleValue& base = argument(context, call, 2);
    const PickleGlobal* global = findGlobal(made.className());
    if (global != nullptr && global->reduce == nullptr)
        context.arena.refuse("it makes an object of " + made.className() +
                             ", which is only known by name");
    const PickleValue* none = context.arena.makeList(PickleKind::Tuple, {});
    const PickleValue* const state[] = {&base};
    const PickleValue* arguments =
        base.isNone() ? none : context.arena.makeList(PickleKind::Tuple, state);
    const PickleCall inner = {.name = made.className(), .arguments = *arguments};
    return global != nullptr ? global->reduce(context, inner) : makeRecord(context, inner);
}

// An object of a network pickle: one dictionary with its class, the source text of its module and
// its attributes. The source is data like any other and is never looked at.
PickleValue* reconstructPersistent(PickleContext& context, const PickleCall& call)
{
    const PickleValue& meta = argument(context, call, 0);
    if (meta.kind() != PickleKind::Dict || meta.at("type").text() != "class")
        context.arena.refuse("it holds a network object of an unknown layout");
    PickleValue* made = context.arena.makeNamed(PickleKind::Object, meta.at("class_name").text());
    context.arena.setArguments(*made, &call.arguments, nullptr);
    context.arena.setState(*made, &meta.at("state"));
    return made;
}

constexpr std::array kGlobals = {
    PickleGlobal{"collections.OrderedDict", makeDict},
    PickleGlobal{"collections.defaultdict", makeDefaultDict},
    PickleGlobal{"dnnlib.util.EasyDict", makeDict},
    PickleGlobal{"torch_utils.persistence._reconstruct_persistent_obj", reconstructPersistent},
    PickleGlobal{"builtins.dict", makeDict},
    PickleGlobal{"builtins.list", makeSequence},
    PickleGlobal{"builtins.tuple", makeSequence},
    PickleGlobal{"builtins.set", makeSequence},
    PickleGlobal{"builtins.frozenset", makeSequence},
    PickleGlobal{"builtins.bytes", makeByteString},
    PickleGlobal{"builtins.bytearray", makeByteString},
    PickleGlobal{"builtins.object"},
    PickleGlobal{"builtins.int"},
    PickleGlobal{"builtins.float"},
    PickleGlobal{"builtins.bool"},
    PickleGlobal{"builtins.str"},
    PickleGlobal{"copyreg._reconstructor", reconstruct},
    PickleGlobal{"_codecs.encode", encodeText},
    PickleGlobal{"torch.Size", makeSequence},
};

} // namespace

std::span<const PickleGlobal> pythonGlobals()
{
    return kGlobals;
}

} // namespace effigy::tensorio

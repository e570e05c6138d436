// SPDX-License-Identifier: GPL-3.0-or-later
#include "synth/face_motion.h"

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace effigy::synth {
namespace {

constexpr float kLookHorizontal = 0.60F; // radians at eyeLookIn or eyeLookOut = 1
constexpr float kLookVertical = 0.45F;   // radians at eyeLookUp or eyeLookDown = 1

/// A control, or both of a pair where the name lacks its side, and the range of its strength.
struct Muscle {
    std::string_view name;
    float low, high;
    float share = 1.0F; // of the moments that use it
};

constexpr std::array kSmile = std::to_array<Muscle>({{"mouthSmile", 0.35F, 0.95F}, {"cheekSquint", 0.1F, 0.6F}, {"eyeSquint", 0.0F, 0.35F},
    {"mouthDimple", 0.0F, 0.4F, 0.5F}, {"mouthUpperUp", 0.05F, 0.45F, 0.6F}, {"mouthLowerDown", 0.0F, 0.4F, 0.55F}, {"jawOpen", 0.0F, 0.22F, 0.55F}});
constexpr std::array kLaugh = std::to_array<Muscle>({{"mouthSmile", 0.6F, 1.0F}, {"jawOpen", 0.25F, 0.7F}, {"cheekSquint", 0.3F, 0.9F},
    {"eyeSquint", 0.1F, 0.6F}, {"mouthUpperUp", 0.1F, 0.5F}, {"mouthLowerDown", 0.1F, 0.5F}, {"browInnerUp", 0.0F, 0.4F, 0.4F}});
constexpr std::array kSurprise = std::to_array<Muscle>({{"browInnerUp", 0.4F, 1.0F}, {"browOuterUp", 0.4F, 1.0F}, {"eyeWide", 0.3F, 1.0F},
    {"jawOpen", 0.2F, 0.8F}, {"mouthFunnel", 0.0F, 0.4F, 0.4F}});
constexpr std::array kAnger = std::to_array<Muscle>({{"browDown", 0.5F, 1.0F}, {"noseSneer", 0.1F, 0.6F}, {"eyeSquint", 0.1F, 0.6F},
    {"mouthPress", 0.1F, 0.7F, 0.6F}, {"mouthFrown", 0.1F, 0.6F, 0.6F}, {"mouthUpperUp", 0.1F, 0.5F, 0.3F}, {"jawForward", 0.0F, 0.4F, 0.3F}});
constexpr std::array kSadness = std::to_array<Muscle>({{"browInnerUp", 0.4F, 1.0F}, {"mouthFrown", 0.3F, 0.9F}, {"mouthShrugLower", 0.1F, 0.7F},
    {"eyeSquint", 0.0F, 0.4F}, {"browDown", 0.0F, 0.3F, 0.4F}});
constexpr std::array kDisgust = std::to_array<Muscle>({{"noseSneer", 0.4F, 1.0F}, {"mouthUpperUp", 0.3F, 0.8F}, {"browDown", 0.2F, 0.7F},
    {"eyeSquint", 0.2F, 0.6F}, {"mouthShrugLower", 0.0F, 0.5F, 0.5F}});
constexpr std::array kFear = std::to_array<Muscle>({{"browInnerUp", 0.5F, 1.0F}, {"browDown", 0.1F, 0.4F}, {"eyeWide", 0.4F, 1.0F},
    {"mouthStretch", 0.3F, 0.9F}, {"jawOpen", 0.05F, 0.35F}});
constexpr std::array kThought = std::to_array<Muscle>({{"browDown", 0.0F, 0.5F, 0.6F}, {"mouthPress", 0.1F, 0.6F, 0.6F},
    {"mouthRollLower", 0.1F, 0.7F, 0.4F}, {"mouthRollUpper", 0.1F, 0.5F, 0.3F}, {"mouthShrugUpper", 0.0F, 0.4F, 0.3F}, {"mouthDimple", 0.1F, 0.7F, 0.4F}});
constexpr std::array kKiss = std::to_array<Muscle>({{"mouthPucker", 0.4F, 1.0F}, {"mouthFunnel", 0.0F, 0.4F, 0.4F}, {"cheekPuff", 0.0F, 0.4F, 0.3F}});
constexpr std::array kPuff = std::to_array<Muscle>({{"cheekPuff", 0.4F, 1.0F}, {"mouthPress", 0.0F, 0.5F, 0.5F}});
constexpr std::array kOpenVowel = std::to_array<Muscle>({{"jawOpen", 0.15F, 0.55F}, {"mouthLowerDown", 0.0F, 0.5F}, {"mouthUpperUp", 0.0F, 0.3F}});
constexpr std::array kRoundVowel = std::to_array<Muscle>({{"jawOpen", 0.05F, 0.35F}, {"mouthFunnel", 0.2F, 0.8F}, {"mouthPucker", 0.0F, 0.6F}});
constexpr std::array kWideVowel = std::to_array<Muscle>({{"jawOpen", 0.05F, 0.25F}, {"mouthStretch", 0.1F, 0.5F}, {"mouthSmile", 0.0F, 0.4F},
    {"mouthLowerDown", 0.1F, 0.6F}, {"mouthUpperUp", 0.0F, 0.3F}});
constexpr std::array kClosedSound = std::to_array<Muscle>({{"mouthPress", 0.1F, 0.6F}, {"mouthRollLower", 0.0F, 0.5F, 0.6F}, {"mouthRollUpper", 0.0F, 0.4F, 0.6F}});
constexpr std::array kTeethSound = std::to_array<Muscle>({{"jawOpen", 0.02F, 0.12F}, {"mouthLowerDown", 0.2F, 0.7F}, {"mouthUpperUp", 0.1F, 0.5F},
    {"mouthStretch", 0.0F, 0.4F}});

class Face {
public:
    explicit Face(SeededRandom& random) : m_random(random) {}

    void add(std::span<const Muscle> muscles, float strength)
    {
        // One strength for all: groups of muscles move together.
        const float level = m_random.unit();
        for (const auto& m : muscles)
            if (m_random.chance(m.share))
                move(std::string(m.name), strength * (m.low + (m.high - m.low) * std::clamp(level + 0.25F * m_random.normal(), 0.0F, 1.0F)));
    }

    /// Both sides of a pair differ by a few percent; now and then one side does most.
    void move(const std::string& name, float value)
    {
        if (head::findControl(name) != nullptr)
            return raise(name, value);
        const float lean = (m_random.chance(0.08F) ? 0.45F : 0.07F) * m_random.normal();
        raise(name + "Left", value * (1.0F + lean));
        raise(name + "Right", value * (1.0F - lean));
    }

    void raise(const std::string& name, float value)
    {
        m_values.set(name, std::clamp(std::max(static_cast<float>(m_values.get(name)), value), 0.0F, 1.0F));
    }

    /// A few muscles that need not fit together: the corners of what faces can do.
    void addSingles()
    {
        const int count = 1 + m_random.pick(5);
        const auto names = head::arkitNames();
        for (int i = 0; i < count; ++i) {
            const std::string name(names[static_cast<std::size_t>(m_random.pick(static_cast<int>(names.size())))]);
            if (name.starts_with("eyeLook") || name.starts_with("eyeBlink") || name == "mouthClose")
                continue;
            const float value = m_random.uniform(0.15F, 1.0F);
            raise(name, value);
            const auto mirror = head::findControl(name)->mirror;
            if (!mirror.empty() && m_random.chance(0.7F))
                raise(std::string(mirror), value);
        }
    }

    void sway()
    {
        if (m_random.chance(0.15F))
            raise(m_random.chance(0.5F) ? "jawLeft" : "jawRight", m_random.uniform(0.05F, 0.4F));
        if (m_random.chance(0.15F))
            raise(m_random.chance(0.5F) ? "mouthLeft" : "mouthRight", m_random.uniform(0.05F, 0.5F));
        if (m_random.chance(0.03F))
            raise("tongueOut", m_random.uniform(0.2F, 1.0F));
        if (m_random.chance(0.3F))
            move("browOuterUp", m_random.uniform(0.0F, 0.4F));
        if (m_random.chance(0.2F))
            move("browInnerUp", m_random.uniform(0.0F, 0.4F));
        // Lips held together over an open jaw.
        if (m_random.chance(0.06F)) {
            const float open = m_random.uniform(0.1F, 0.5F);
            raise("jawOpen", open);
            raise("mouthClose", std::min(1.0F, static_cast<float>(m_values.get("jawOpen"))));
        }
    }

    void lookAndBlink()
    {
        const float reach = m_random.chance(0.45F) ? 0.05F : 0.22F;
        const float yaw = std::clamp(reach * 1.3F * m_random.normal(), -0.55F, 0.55F);
        const float pitch = std::clamp(reach * 0.7F * m_random.normal(), -0.4F, 0.4F);
        // Eyes turn together; a positive yaw is towards the subject's left.
        const float out = std::abs(yaw) / kLookHorizontal;
        raise(yaw > 0.0F ? "eyeLookOutLeft" : "eyeLookOutRight", out);
        raise(yaw > 0.0F ? "eyeLookInRight" : "eyeLookInLeft", out);
        const float up = std::abs(pitch) / kLookVertical;
        for (const char* side : {"Left", "Right"})
            raise(std::string(pitch > 0.0F ? "eyeLookUp" : "eyeLookDown") + side, up);
        if (m_random.chance(0.055F)) {
            const float blink = m_random.chance(0.6F) ? 1.0F : m_random.uniform(0.3F, 1.0F);
            if (m_random.chance(0.12F)) {
                raise(m_random.chance(0.5F) ? "eyeBlinkLeft" : "eyeBlinkRight", blink);
            } else {
                raise("eyeBlinkLeft", blink);
                raise("eyeBlinkRight", blink);
            }
        } else if (m_random.chance(0.3F)) {
            move("eyeBlink", m_random.uniform(0.0F, 0.08F)); // heavy lids
        } else if (m_random.chance(0.5F)) {
            move("eyeWide", m_random.uniform(0.0F, 0.30F));
        }
    }

    [[nodiscard]] const head::ControlValues& values() const { return m_values; }

private:
    SeededRandom& m_random;
    head::ControlValues m_values;
};

} // namespace

head::ControlValues sampleExpression(SeededRandom& random)
{
    static constexpr std::array<std::span<const Muscle>, 10> moods = {kSmile, kLaugh, kSurprise, kAnger, kSadness, kDisgust, kFear, kThought, kKiss, kPuff};
    static constexpr std::array<float, 10> shares = {0.52F, 0.16F, 0.07F, 0.05F, 0.05F, 0.03F, 0.03F, 0.05F, 0.02F, 0.02F};
    static constexpr std::array<std::span<const Muscle>, 5> sounds = {kOpenVowel, kRoundVowel, kWideVowel, kClosedSound, kTeethSound};
    Face face(random);
    const float kind = random.unit();
    if (kind < 0.34F) { // at rest, more or less
        if (random.chance(0.4F))
            face.add(kThought, 0.25F);
        if (random.chance(0.7F))
            face.add(kSmile, 0.35F);
    } else if (kind < 0.68F) {
        float draw = random.unit();
        std::size_t mood = 0;
        while (mood + 1 < moods.size() && draw >= shares[mood])
            draw -= shares[mood++];
        face.add(moods[mood], random.uniform(0.5F, 1.0F));
    } else if (kind < 0.90F) { // talking, with or without a mood
        face.add(sounds[static_cast<std::size_t>(random.pick(static_cast<int>(sounds.size())))], 1.0F);
        if (random.chance(0.5F))
            face.add(moods[static_cast<std::size_t>(random.chance(0.6F) ? 0 : random.pick(8))], random.uniform(0.15F, 0.5F));
    } else {
        face.addSingles();
    }
    if (random.chance(0.5F))
        face.sway();
    face.lookAndBlink();
    return face.values();
}

} // namespace effigy::synth

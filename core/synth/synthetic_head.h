// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "head/controls.h"
#include "mesh/camera.h"
#include "mesh/sh_light.h"
#include "synth/body.h"

#include <Eigen/Core>

#include <cstdint>

namespace effigy::synth {

using Colour = Eigen::Vector3f; // linear RGB, 0..1 unless said otherwise

struct SkinStyle {
    float tone = 0.3F;         // 0: very fair, 1: very deep
    float warmth = 0.0F;       // -1: rosy, 1: golden
    float redness = 0.4F;      // of cheeks, nose, ears
    float unevenness = 0.5F;   // blotches
    float freckles = 0.0F;     // 0..1
    float moles = 2.0F;        // how many
    float wrinkles = 0.1F;     // 0..1
    float gloss = 0.4F;        // 0: powdered, 1: wet
    float tiredness = 0.2F;    // shade under the eyes
    float lipColour = 0.5F;    // how much lips differ from the skin
    float stubble = 0.0F;      // shade of shaven hair, 0..1
    float eyeShadow = 0.0F;    // make-up, 0..1
    float eyeLiner = 0.0F;
    float lipstick = 0.0F;
    float rouge = 0.0F;
    Colour shadowColour = Colour(0.2F, 0.1F, 0.1F);
    Colour lipstickColour = Colour(0.4F, 0.03F, 0.05F);
    std::uint64_t seed = 0;    // of spots and noise
};

struct EyeStyle {
    Colour iris = Colour(0.1F, 0.05F, 0.02F);
    Colour irisInner = Colour(0.2F, 0.1F, 0.03F); // about the pupil
    float pupil = 0.19F;        // radians from the line of sight
    float limbalRing = 0.6F;    // 0..1
    float veins = 0.3F;         // 0..1
    float lashes = 0.6F;        // 0..1, density
    std::uint64_t seed = 0;     // of the fibres
};

struct MouthStyle {
    Colour teeth = Colour(0.75F, 0.70F, 0.60F);
    Colour gums = Colour(0.42F, 0.12F, 0.12F);
    Colour tongue = Colour(0.45F, 0.13F, 0.12F);
};

enum class HairCut {
    Bald, Shaved, Crew, Side, Fringe, SweptBack, Messy, Bob, LongStraight, LongWavy, LongCurly, Afro, Curls, Ponytail, Bun
};
inline constexpr int kHairCutCount = 15;

struct HairStyle {
    HairCut cut = HairCut::Side;
    float length = 1.0F;       // of what the cut wants
    float volume = 1.0F;       // likewise
    float curl = 1.0F;         // likewise
    float parting = 0.0F;      // -1..1, to the subject's left
    float recession = 0.0F;    // 0..1: the hairline of age
    float thinning = 0.0F;     // 0..1: of the crown
    float greying = 0.0F;      // share of grey strands
    float highlights = 0.0F;   // how much strands and tips differ in colour
    Colour colour = Colour(0.03F, 0.02F, 0.012F);
    std::uint64_t seed = 0;
};

struct BrowStyle {
    float density = 0.8F;   // 0..1
    float thickness = 1.0F; // of the usual
    float arch = 0.0F;      // -1..1
    Colour colour = Colour(0.03F, 0.02F, 0.012F);
    std::uint64_t seed = 0;
};

enum class BeardCut { None, Moustache, Goatee, Short, Full };

struct BeardStyle {
    BeardCut cut = BeardCut::None;
    float length = 0.006F; // metres
    Colour colour = Colour(0.03F, 0.02F, 0.012F);
    std::uint64_t seed = 0;
};

enum class GarmentCut { CrewNeck, VNeck, Scoop, TurtleNeck, Shirt, Jacket, Hoodie };
enum class Weave { Plain, Stripes, Checks, Melange };

struct GarmentStyle {
    GarmentCut cut = GarmentCut::CrewNeck;
    Weave weave = Weave::Plain;
    Colour colour = Colour(0.2F, 0.2F, 0.25F);
    Colour second = Colour(0.7F, 0.7F, 0.7F); // of the pattern; of what is worn beneath
    float depth = 1.0F;                       // of the neckline, of the usual
    std::uint64_t seed = 0;
};

struct GlassesStyle {
    bool isWorn = false;
    float width = 0.050F;   // metres, of a lens
    float height = 0.040F;  // metres
    float roundness = 0.6F; // 0: box, 1: ellipse
    float rim = 0.0012F;    // metres, radius of the frame's wire
    float tint = 0.05F;     // 0: clear, 1: black
    Colour colour = Colour(0.02F, 0.02F, 0.02F);
};

/// Somebody who does not exist: all that stays the same from picture to picture.
struct SyntheticHead {
    std::uint64_t seed = 0;
    Traits traits = Traits::Zero();
    Eigen::VectorXf shape; // [S] standard deviations of the free head
    SkinStyle skin;
    EyeStyle eyes;
    MouthStyle mouth;
    HairStyle hair;
    BrowStyle brows;
    BeardStyle beard;
    GarmentStyle garment;
    GlassesStyle glasses;
};

struct KeyLight {
    Eigen::Vector3f towards = Eigen::Vector3f(0.3F, 0.5F, 0.8F); // unit, head frame
    Colour colour = Colour::Ones();                              // irradiance over pi
    float softness = 0.5F;                                       // 0: sun, 1: large window
};

enum class BackdropKind { Plain, Gradient, Blurred, Textured };

struct Backdrop {
    BackdropKind kind = BackdropKind::Plain;
    Colour first = Colour(0.4F, 0.4F, 0.42F);
    Colour second = Colour(0.2F, 0.2F, 0.22F);
    std::uint64_t seed = 0;
};

/// What lens, sensor and file do to a picture.
struct CameraFaults {
    float blur = 0.5F;       // pixels of a picture 256 wide, standard deviation
    float noise = 0.01F;     // of mid grey
    float vignette = 0.1F;   // darkening of the corners
    float contrast = 1.0F;
    float saturation = 1.0F;
    float exposure = 1.0F;
    Colour whiteBalance = Colour::Ones();
    int jpegQuality = 90;    // 1..100; 0: not compressed
};

/// One picture of a head: expression, pose, camera, light, surroundings.
struct Shot {
    std::uint64_t seed = 0;
    head::ControlValues controls; // the 52, gaze and neck
    mesh::Camera camera;
    mesh::ShLight ambient = mesh::ShLight::Zero();
    KeyLight key;
    Backdrop backdrop;
    CameraFaults faults;
};

} // namespace effigy::synth

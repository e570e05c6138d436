// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace effigy::generator {

/// How rasterised features and static planes become tri-planes.
enum class PlaneBlend {
    FrontOnly, // the released checkpoint: only the front plane is blended, the others stay static
    AllThree,  // the released code, quirks and all: side views summed on (x, z), top on (z, y)
    Aligned,   // ours: each side view on its own half of the head on (z, y), top on (x, z)
    Static,    // no mesh at all: the static planes alone, as EG3D has them
};

/// Plane channels that come from the mesh where a config has a form channel (plane_form.h).
inline constexpr int kFormChannels = 9;

/// Where a ray starts and ends.
enum class DepthRange {
    Fixed,      // `near` to `far`, world units
    Auto,       // the cube of side boxWarp
    AroundHead, // the camera's distance from the head's centre, minus and plus `headRadius`
};

/// Noise of the synthesis layers.
enum class NoiseMode { Random, Const, None };

/// Volume rendering.
struct RenderingConfig {
    int depthSamples = 48;      // coarse samples per ray
    int importanceSamples = 48; // samples where the coarse ones found something; 0: none
    // With guide rays, `depthSamples` are taken on few rays for all the others around them, then
    // `importanceSamples` on each ray where those found something, then `refinementSamples`.
    int guideResolution = 0; // guide rays across; 0: every ray takes all samples itself
    int refinementSamples = 6;
    DepthRange range = DepthRange::Fixed;
    double near = 2.25; // world units along the ray
    double far = 3.3;
    double headRadius = 0.5; // world units, for AroundHead
    bool disparitySampling = false;
    double boxWarp = 1.0;   // side of the cube that the planes cover, world units
    bool whiteBack = false; // empty space is white instead of black
    double decoderLrMul = 1.0;
    bool operator==(const RenderingConfig&) const = default;
};

/// Superresolution: two synthesis blocks on the feature image.
struct SuperresolutionConfig {
    int inputResolution = 128;  // the feature image is resized to this
    bool resizesOnlyUp = false; // false: whenever it differs; true: only when it is smaller
    bool antialias = true;
    bool firstBlockUpsamples = true;
    int width0 = 256;     // channels of the first block
    int width1 = 128;     // channels of the second block, which always doubles the size
    double clamp = 256.0; // of layer outputs; 0: none
    NoiseMode noise = NoiseMode::None;
    bool operator==(const SuperresolutionConfig&) const = default;
};

/// A network that starts from features of a condition image (mouth crop, front view).
struct ConditionedConfig {
    int inputResolution = 64;     // of the condition image
    int finalResolution = 4;      // where the encoder ends and the decoder starts
    int conditionResolution = 64; // encoder features below this feed the decoder
    int channelBase = 0; // as GeneratorConfig's, of this network alone: it runs at every expression; 0: the generator's
    int channelMax = 0;  // likewise
    bool operator==(const ConditionedConfig&) const = default;
};

/// Every size of a Next3D generator. The defaults are those of the published 512x512 model.
struct GeneratorConfig {
    std::string name = "next3d";
    int zDim = 512;
    int wDim = 512;
    int cDim = 25; // numbers of the camera label that condition the mapping
    int mappingLayers = 2;
    int mappingEmbed = 512;  // width of the embedded label
    int mappingWidth = 512;  // width of the hidden layers
    double labelScale = 1.0; // 0: the mapping ignores the camera
    int channelBase =
        32768; // a synthesis network has min(channelBase / r, channelMax) channels at resolution r
    int channelMax = 512;
    int planeResolution = 256; // of planes, texture and rasterised views
    int planeChannels = 32;
    int decoderWidth = 64;
    double clamp = 0.0; // of synthesis layers; 0: none
    ConditionedConfig mouth{64, 4, 64};
    ConditionedConfig blending{256, 32, 256};
    bool conditionedAdd = false; // mouth and blending networks give what to add to their input
                                 // instead of replacing it
    PlaneBlend planeBlend = PlaneBlend::AllThree;
    int formChannel = -1; // first of the plane channels that tell where the mesh is (plane_form.h), only with
                          // Aligned; -1: none
    int staticChannel = -1; // of the static planes: how far they hide the mesh, 0..1, for hair, glasses and collars before it; only
                            // with formChannel; -1: nowhere
    bool textureBlocks = false; // the texture holds four texels where planes have one (texture_blocks.h), and pixels of the raw image
                                // four quarters (pixel_blocks.h); only with formChannel, and superresolution that doubles once
    bool ownSides = false;  // each side of the head has static planes of its own instead of one that both share; only with Aligned
    bool eg3dAxes = false;  // third plane on (z, x) instead of (z, y), as EG3D has it
    int rawResolution = 64; // rays across the feature image
    int imageChannels = 3;  // 4: superresolution also gets and gives alpha
    RenderingConfig rendering;
    SuperresolutionConfig superresolution;

    bool operator==(const GeneratorConfig&) const = default;

    /// Channels of a synthesis network at resolution `r`, and of a conditioned one.
    [[nodiscard]] int channels(int r) const;
    [[nodiscard]] int channels(const ConditionedConfig& network, int r) const;
    /// Style rows of one synthesis network (14 for planes of 256).
    [[nodiscard]] int synthesisRows() const;
    /// Whether a head's mesh decides what is seen.
    [[nodiscard]] bool takesMesh() const { return planeBlend != PlaneBlend::Static; }
    /// Rows of ws: static, mouth, blending and superresolution networks share the first half, the
    /// texture has the second. Without a mesh there is no second half.
    [[nodiscard]] int wsRows() const { return (takesMesh() ? 2 : 1) * synthesisRows(); }
    /// Width and height of the final image.
    [[nodiscard]] int imageResolution() const;
    /// Planes handed to the volume renderer: 3, or 4 where each side of the head has its own.
    [[nodiscard]] int planeCount() const { return planeBlend == PlaneBlend::Aligned ? 4 : 3; }
    /// Static planes that the backbone gives.
    [[nodiscard]] int staticPlaneCount() const { return ownSides ? planeCount() : 3; }
};

/// Reads a config written by toJson; what is absent keeps its default.
/// Throws Error "model_refused" on unknown keys, wrong types and sizes that no network can have.
[[nodiscard]] GeneratorConfig parseGeneratorConfig(std::string_view json);
[[nodiscard]] std::string toJson(const GeneratorConfig& config);

/// The config of a published network from its constructor arguments, as JSON with the keys
/// init_kwargs and rendering_kwargs (those of the object count, not those of the constructor).
/// Throws Error "model_refused" when they describe something else.
[[nodiscard]] GeneratorConfig parseOfficialConfig(std::string_view json);

/// Superresolution by the name of its published class ("SuperresolutionHybrid8XDC", "...8X",
/// "...4X", "...2X",
/// "...Deepfp32"; a module path in front is ignored). Throws Error "model_refused" on another name.
[[nodiscard]] SuperresolutionConfig superresolutionNamed(std::string_view className);

/// The generator that Effigy ships: sizes that two CPU cores render in a fraction of a second.
[[nodiscard]] GeneratorConfig compactConfig();

} // namespace effigy::generator

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generator/generator.h"
#include "tensorio/pickle_value.h"
#include "tensorio/state_dict.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace effigy::generator {

/// What a network of a published snapshot is.
enum class NetworkKind {
    Next3D,        // a head avatar: mesh-driven tri-planes
    Eg3d,          // static tri-planes
    StyleGan2,     // pictures without a third dimension
    Discriminator, // tells pictures from photos; for training
    Other
};

/// One entry of a snapshot: "G", "D", "G_ema" or "augment_pipe".
struct SnapshotNetwork {
    std::string entry;
    NetworkKind kind = NetworkKind::Other;
    std::string className; // as published, e.g. "TriPlaneGenerator"
};

/// A network pickle of Next3D, EG3D or StyleGAN2, as it was published. Nothing in it is run;
/// tensors are copied out of the mapped file when they are asked for. Immutable.
class OfficialSnapshot {
public:
    /// Throws Error "storage" when `path` cannot be read, "model_refused" when it is no snapshot.
    [[nodiscard]] static OfficialSnapshot open(const std::filesystem::path& path);

    [[nodiscard]] const std::vector<SnapshotNetwork>& networks() const { return m_networks; }
    /// What the snapshot is for: the kind of "G_ema".
    [[nodiscard]] NetworkKind kind() const;
    /// The state dict of an entry under its published names and in their order, on the CPU.
    /// Throws Error "model_refused" when there is no such entry or it is damaged.
    [[nodiscard]] tensorio::StateDict state(std::string_view entry) const;
    /// The options of an entry as JSON: init_kwargs, and where it has them rendering_kwargs and
    /// neural_rendering_resolution, which count more than those of the constructor.
    [[nodiscard]] std::string options(std::string_view entry) const;
    /// "G_ema" as Effigy renders it, with its own head layout, mask, scale and plane axes. The
    /// blending of planes is that of the released checkpoint when the snapshot was written by its
    /// code, and that of the released code otherwise; an EG3D generator has static planes and no
    /// layout. Throws Error "unsupported" when it is neither, "model_refused" when its parts do not
    /// fit.
    [[nodiscard]] Generator generator() const;

private:
    OfficialSnapshot(std::filesystem::path path, tensorio::PickleTree tree);

    [[nodiscard]] const tensorio::PickleValue& object(std::string_view entry) const;
    [[nodiscard]] GeneratorConfig config(const tensorio::PickleValue& network) const;

    std::filesystem::path m_path;
    tensorio::PickleTree m_tree;
    std::vector<SnapshotNetwork> m_networks;
};

/// The word for a kind in reports, e.g. "next3d".
[[nodiscard]] const char* nameOf(NetworkKind kind);

} // namespace effigy::generator

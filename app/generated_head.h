// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/image.h"
#include "generator/driving_folder.h"
#include "generator/staged_head.h"
#include "head/head_model.h"
#include "synth/head_stock.h"
#include "synth/scene.h"
#include "train/head_sitting.h"
#include "train/person_code.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace effigy::app {

/// --seed, --trunc and the like: which head a generator makes.
struct IdentityChoice {
    std::uint32_t seed = 1;
    double truncation = 0.7;
    std::optional<int> cutoff = {}; // rows that are truncated; absent: all
};

/// Somebody who does not exist, as a coded generator shows them.
struct RandomPerson {
    synth::DressedHead dressed;
    mesh::ShLight light;
    train::KnownIdentity known; // without a latent
};
/// The person that a seed stands for; `choice.truncation` counts for the shape alone. Some three seconds.
///   generator  coded (train::isCoded)
[[nodiscard]] RandomPerson randomPerson(const synth::HeadStock& stock, const IdentityChoice& choice, const generator::Generator& generator);

/// A generator that makes heads from seeds, and keeps what a change of pose or camera leaves as it
/// was. Pictures come to the CPU.
class GeneratedHead {
public:
    /// `model` empty: the embedded generator. `pose` absent: the free head at rest, which only a
    /// generator trained on it takes; a generator without a mesh takes none. `device`: "auto", "cpu" or
    /// "cuda" (generator::renderingDevice). `products`: of convolutions
    /// (generator::requireProducts). Throws Error "model_missing", "model_refused",
    /// "unsupported" or "device".
    GeneratedHead(const std::filesystem::path& model, std::optional<generator::HeadPose> pose, const std::string& device = "cpu",
                  nn::Products products = nn::Products::F32);

    /// A generator that was trained on people (train::knowsPeople) makes the person that the seed
    /// stands for, with that person's own shape unless a pose was given. Into one that is coded and
    /// was not trained, as the embedded one, that person is written.
    void setIdentity(const IdentityChoice& choice);
    void setPose(const generator::HeadPose& pose);
    /// After setIdentity.
    [[nodiscard]] generator::Frame render(const generator::CameraLabel& camera);
    /// The tri-planes of the present head and pose. After setIdentity.
    [[nodiscard]] const torch::Tensor& planes() { return m_head.planes(); }
    [[nodiscard]] const generator::Generator& generator() const { return m_head.generator(); }

private:
    /// Whom a generator is asked for whose seeds stand for people.
    struct People {
        synth::HeadStock stock;
        std::optional<train::PersonCode> code; // absent: people are written
    };
    [[nodiscard]] torch::Tensor latentOf(const IdentityChoice& choice);
    void writePerson(const IdentityChoice& choice);
    void takeShape(const Eigen::VectorXf& shape);

    GeneratedHead(const generator::Generator& generator, const std::filesystem::path& model, std::optional<generator::HeadPose> pose,
                  const std::string& device, nn::Products products);

    generator::StagedHead m_head;
    std::unique_ptr<People> m_people; // null: it knows none
    bool m_isPoseGiven = false;
};

/// The first image of a batch as the published scripts write it: -1..1 to 0..255, cut off. A fourth
/// channel becomes straight alpha.
///   image  [N, 3 or 4, H, W] f32
[[nodiscard]] base::Image pictureOf(const torch::Tensor& image);

/// Depth [N, 1, H, W] as grey: the nearest white, the farthest black.
[[nodiscard]] base::Image depthPictureOf(const torch::Tensor& depth);

/// Pictures of one size, row by row, in `columns`.
[[nodiscard]] base::Image tiledPictures(const std::vector<base::Image>& pictures, int columns);

} // namespace effigy::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/generated_head.h"

#include "app/road.h"
#include "base/error.h"
#include "generator/latent_seed.h"
#include "generator/model_library.h"
#include "generator/orbit_camera.h"
#include "generator/published_generator.h"
#include "invert/projector.h"
#include "synth/person_sampler.h"
#include "synth/seeded_random.h"
#include "train/generator_losses.h"
#include "train/generator_trainer.h"
#include "train/init_trainer.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

namespace effigy::app {

using torch::Tensor;

namespace {

// [H, W, C] u8 to a picture.
base::Image imageOf(const Tensor& bytes)
{
    const Tensor dense = bytes.contiguous();
    base::Image picture(static_cast<int>(dense.size(1)), static_cast<int>(dense.size(0)),
                        static_cast<int>(dense.size(2)));
    std::copy_n(dense.data_ptr<std::uint8_t>(), picture.pixels.size(), picture.pixels.begin());
    return picture;
}

generator::HeadPose freeHeadAtRest()
{
    const auto head = head::loadFreeHead();
    return generator::headPose(*head, head->coefficients(head::ControlValues(), Eigen::VectorXf()));
}

synth::SyntheticHead personOfSeed(const synth::Body& body, std::uint32_t seed)
{
    return synth::sampleHead(body, synth::scrambled(seed));
}

/// Whether seeds mean nothing to a generator itself, because photos are written into it, as into the embedded one.
bool writesPeople(const generator::Generator& generator)
{
    constexpr std::uint64_t kAnySeed = 1;
    if (!generator.config.conditionedAdd || invert::hasPrior(generator, kAnySeed))
        return false;
    if (!train::isCoded(generator))
        throw base::Error("unsupported", "The generator " + generator.config.name + " makes heads from photos, not from seeds",
                          "Give --model with a trained generator, or reconstruct a photo");
    return true;
}

} // namespace

RandomPerson randomPerson(const synth::HeadStock& stock, const IdentityChoice& choice, const generator::Generator& generator)
{
    synth::SyntheticHead who = personOfSeed(stock.body, choice.seed);
    who.shape *= static_cast<float>(choice.truncation);
    RandomPerson person = {synth::dress(stock, who), train::lightOfPerson(who.seed), {}};
    person.known = train::knownIdentityOf(stock, person.dressed, person.light, generator);
    return person;
}

GeneratedHead::GeneratedHead(const std::filesystem::path& model,
                             std::optional<generator::HeadPose> pose, const std::string& device, nn::Products products)
    : GeneratedHead(generator::readGenerator(generator::ModelLibrary().fileOf(model.empty() ? "embedded" : model.string())), model,
                    std::move(pose), device, products)
{
}

GeneratedHead::GeneratedHead(const generator::Generator& generator, const std::filesystem::path& model,
                             std::optional<generator::HeadPose> pose, const std::string& device, nn::Products products)
    : m_head(generator, generator::renderingDevice(generator.config, device), products)
{
    const bool isWritten = writesPeople(generator);
    if (!generator.config.takesMesh()) {
        if (pose)
            throw base::Error("unsupported", "The generator " + generator.config.name + " takes no mesh: its heads have one expression",
                              "Choose a generator that a head model drives, or leave the mesh out");
        return;
    }
    if (!pose && !model.empty() && generator.config.planeBlend != generator::PlaneBlend::Aligned)
        throw base::Error("unsupported",
                          model.string() + " needs a mesh: it was trained on another head model",
                          "Give --mesh OBJ and --landmarks TXT");
    m_isPoseGiven = pose.has_value();
    setPose(pose ? *pose : freeHeadAtRest());
    if (isWritten || train::knowsPeople(generator)) {
        synth::HeadStock stock = synth::loadHeadStock(synth::atlasSizeFor(generator.config.imageResolution()));
        std::optional<train::PersonCode> code;
        if (!isWritten)
            code.emplace(stock.body, generator.config.zDim);
        m_people = std::make_unique<People>(People{std::move(stock), std::move(code)});
    }
}

void GeneratedHead::takeShape(const Eigen::VectorXf& shape)
{
    const head::HeadModel& head = *m_people->stock.head;
    if (!m_isPoseGiven)
        setPose(generator::headPose(head, head.coefficients(head::ControlValues(), shape)));
}

Tensor GeneratedHead::latentOf(const IdentityChoice& choice)
{
    if (!m_people)
        return generator::latentOfSeed(choice.seed, generator().config.zDim);
    const synth::SyntheticHead who = personOfSeed(m_people->stock.body, choice.seed);
    takeShape(who.shape);
    return m_people->code->latent(who, train::lightOfPerson(who.seed));
}

void GeneratedHead::writePerson(const IdentityChoice& choice)
{
    const RandomPerson person = randomPerson(m_people->stock, choice, generator());
    takeShape(person.dressed.who.shape);
    m_head.setIdentity(invert::meanLatent(generator()), train::writtenIdentity(person.known, generator().config));
}

void GeneratedHead::setIdentity(const IdentityChoice& choice)
{
    const c10::InferenceMode inference;
    if (m_people && !m_people->code) {
        writePerson(choice);
        return;
    }
    const Tensor front = generator::toTensor(generator::orbitLabel({})).to(m_head.device());
    const Tensor z = latentOf(choice).to(m_head.device());
    m_head.setStyles(generator::mapping(generator(), z, front, choice.truncation, choice.cutoff));
}

void GeneratedHead::setPose(const generator::HeadPose& pose) { m_head.setPose(pose); }

generator::Frame GeneratedHead::render(const generator::CameraLabel& camera) { return m_head.render(camera); }

base::Image pictureOf(const Tensor& image)
{
    const c10::InferenceMode inference;
    Tensor colours = image[0].permute({1, 2, 0});
    if (colours.size(2) == 4) {
        const Tensor alpha = ((colours.slice(2, 3) + 1.0) / 2.0).clamp(0.0, 1.0);
        const Tensor straight =
            ((colours.slice(2, 0, 3) + 1.0) / 2.0) / alpha.clamp_min(1e-6) * 2.0 - 1.0;
        colours = at::cat({straight, alpha * 2.0 - 1.0}, 2);
    }
    return imageOf((colours * 127.5 + 128.0).clamp(0.0, 255.0).to(torch::kUInt8));
}

base::Image depthPictureOf(const Tensor& depth)
{
    const c10::InferenceMode inference;
    const Tensor near = -depth[0].permute({1, 2, 0});
    const Tensor span = (near.max() - near.min()).clamp_min(1e-6);
    return imageOf(((near - near.min()) / span * 255.0).to(torch::kUInt8));
}

base::Image tiledPictures(const std::vector<base::Image>& pictures, int columns)
{
    base::require(!pictures.empty() && columns > 0, "tiledPictures: nothing to show");
    const base::Image& first = pictures[0];
    const int count = static_cast<int>(pictures.size()), rows = (count + columns - 1) / columns;
    base::Image sheet(first.width * std::min(columns, count), first.height * rows, first.channels);
    for (int i = 0; i < count; ++i) {
        const base::Image& picture = pictures[static_cast<std::size_t>(i)];
        base::require(picture.width == first.width && picture.height == first.height &&
                          picture.channels == first.channels,
                      "tiledPictures: pictures of one size");
        for (int y = 0; y < first.height; ++y)
            std::copy_n(picture.at(0, y), first.width * first.channels,
                        sheet.at(i % columns * first.width, i / columns * first.height + y));
    }
    return sheet;
}

} // namespace effigy::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/deca_stages.h"

#include "parity/deca_weights.h"
#include "train/adam.h"
#include "train/deca_losses.h"
#include "train/face_losses.h"
#include "train/identity_loss.h"
#include "train/mrf_loss.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <functional>
#include <string>

namespace effigy::parity {

using tensorio::StateDict;
using torch::Tensor;

namespace {

Tensor picture(const Tensor& bytes)
{
    return bytes.to(torch::kFloat32) / 255.0;
}

// Writes a loss of `input` under `name` and, if `gradient` names one, its gradient.
class LossWriter {
public:
    explicit LossWriter(StateDict& out) : m_out(out) {}

    void write(const std::string& name, const Tensor& input,
               const std::function<Tensor(const Tensor&)>& loss)
    {
        const Tensor leaf = input.clone().requires_grad_(true);
        const Tensor value = loss(leaf);
        value.backward();
        m_out.set("losses/" + name, value.detach());
        const std::string stem = name.ends_with("_loss") ? name.substr(0, name.size() - 5) : name;
        m_out.set("losses/" + stem + "_grad", leaf.grad());
    }

private:
    StateDict& m_out;
};

void addLandmarkLosses(const StateDict& file, LossWriter& writer, StateDict& out)
{
    const Tensor &predicted = file.at("lmk_pred"), &truth = file.at("lmk_gt");
    writer.write("lmk_weighted", predicted, [&](const Tensor& p) {
        return train::landmarkLoss(p, truth, train::landmarkWeights());
    });
    writer.write("lmk_plain", predicted,
                 [&](const Tensor& p) { return train::landmarkLoss(p, truth); });
    writer.write("lmk_eye_distance", predicted,
                 [&](const Tensor& p) { return train::eyeClosureLoss(p, truth); });
    writer.write("lmk_lip_distance", predicted,
                 [&](const Tensor& p) { return train::lipDistanceLoss(p, truth); });
    Tensor weighted = truth.clone();
    weighted.select(2, 2).mul_(train::landmarkWeights());
    out.set("losses/lmk_gt_after_weighted", weighted);
    const Tensor sure = at::cat({truth.slice(2, 0, 2), at::ones_like(truth.slice(2, 2, 3))}, 2);
    out.set("losses/lmk_landmark_loss_without_confidence", train::landmarkLoss(predicted, sure));
}

void addRegularisers(const StateDict& file, LossWriter& writer, StateDict& out)
{
    const train::DecaLossWeights weights;
    out.set("losses/reg_shape", train::codeEnergy(file.at("reg_shape_code")) * weights.shape);
    out.set("losses/reg_exp", train::codeEnergy(file.at("reg_exp_code")) * weights.expression);
    out.set("losses/reg_tex", train::codeEnergy(file.at("reg_tex_code")) * weights.texture);
    writer.write("reg_light", file.at("reg_light_code"), [&](const Tensor& light) {
        return train::lightColourfulness(light) * weights.light;
    });
    writer.write("photo_loss", file.at("photo_pred"), [&](const Tensor& p) {
        return train::photometricLoss(p, file.at("photo_image"),
                                      file.at("photo_mask").unsqueeze(1)) *
               weights.photometric;
    });
    const Tensor& shading = file.at("shading_in");
    writer.write("shading_smooth", shading, train::shadingRoughness);
    writer.write("shading_white", shading, train::shadingWhiteness);
    writer.write("albedo_constancy", shading, train::albedoRoughness);
    const Tensor hidden = train::notSurelyVisible(file.at("sym_mask"));
    out.set("losses/sym_not_visible", hidden);
    writer.write("sym_loss", file.at("sym_uv_z"), [&](const Tensor& z) {
        return train::softSymmetry(z, hidden) * weights.symmetry;
    });
    out.set("losses/zreg_loss", file.at("sym_uv_z").abs().mean() * weights.displacement);
    std::vector<Tensor> rectangles;
    for (const auto region : {train::FaceRegion::Face, train::FaceRegion::Forehead,
                              train::FaceRegion::EyesAndNose, train::FaceRegion::Mouth}) {
        const train::MapRectangle r = train::regionOf(region);
        rectangles.push_back(torch::tensor({r.left, r.right, r.top, r.bottom}, torch::kInt64));
    }
    out.set("losses/local_mask_l_r_t_b", at::stack(rectangles));
    const Tensor map =
        at::upsample_bilinear2d(file.at("patch_base_16"), {256, 256}, /*align_corners=*/false);
    const Tensor patch = train::regionOfMap(map, train::FaceRegion::Face);
    out.set("losses/patch_out_every4", patch.slice(2, 0, 256, 4).slice(3, 0, 256, 4));
}

void addPerceptualLosses(const StateDict& file, std::uint64_t seed, LossWriter& writer,
                         StateDict& out)
{
    for (const std::string scene : {"mrf_a", "mrf_b"}) {
        const Tensor& target = file.at(scene + "_target");
        writer.write(scene + "_loss", file.at(scene + "_gen"), [&](const Tensor& generated) {
            return train::diversifiedMrf(generated, target).sum();
        });
        out.set("losses/" + scene + "_per_sample",
                train::diversifiedMrf(file.at(scene + "_gen"), target));
    }
    out.set("losses/mrf_total_a_as_first_b_as_second",
            train::mrfTotal({file.at("mrf_a_gen"), file.at("mrf_b_gen")},
                            {file.at("mrf_a_target"), file.at("mrf_b_target")}));
    const StateDict vgg = vggParameters(seed);
    const train::VggFeatures target = train::vgg19(picture(file.at("vgg_target_u8")), {vgg, ""});
    out.set("losses/vgg_target_relu3_2", target.relu3);
    out.set("losses/vgg_target_relu4_2", target.relu4);
    const Tensor generated = picture(file.at("vgg_gen_u8")).requires_grad_(true);
    const Tensor total = train::mrfTotal(train::vgg19(generated, {vgg, ""}), target);
    total.backward();
    out.set("losses/vgg_mrf_total", total.detach());
    out.set("losses/vgg_mrf_grad", generated.grad());

    const StateDict identity = identityParameters(seed);
    const deca::NetworkScope network = {identity, ""};
    const Tensor a = picture(file.at("face_a_u8")).requires_grad_(true),
                 b = picture(file.at("face_b_u8"));
    out.set("losses/face_features_a", train::identityFeatures(a, network).detach());
    out.set("losses/face_features_b", train::identityFeatures(b, network));
    const Tensor loss = train::identityLoss(a, b, network);
    loss.backward();
    out.set("losses/face_loss", loss.detach());
    out.set("losses/face_grad_every4", a.grad().slice(2, 0, 224, 4).slice(3, 0, 224, 4));
}

train::FaceBatch batchOf(const StateDict& file)
{
    return {.images = picture(file.at("images_u8")),
            .landmarks = file.at("landmarks"),
            .masks = file.at("masks_u8").to(torch::kFloat32).unsqueeze(1)};
}

std::vector<std::int64_t> orderOf(const StateDict& file)
{
    const Tensor order = file.at("permutation").to(torch::kInt64).contiguous();
    const auto* first = order.data_ptr<std::int64_t>();
    return {first, first + order.numel()};
}

// Parameters of their own, those of `networks` trainable.
StateDict trainable(const StateDict& parameters, const std::vector<std::string>& networks)
{
    StateDict own = parameters.clone();
    for (const auto& [name, tensor] : own)
        for (const std::string& network : networks)
            if (name.starts_with(network) && name.find(".running_") == std::string::npos)
                Tensor(tensor).requires_grad_(true);
    return own;
}

// One step of Adam on what has a gradient; writes what the set's file asks for.
void addStep(const std::string& file, const StateDict& reference, const StateDict& parameters,
             const train::NamedLosses& losses, StateDict& out)
{
    constexpr double kRate = 1e-4;
    const Tensor sum = train::sumOf(losses);
    sum.backward();
    for (const auto& [name, loss] : losses)
        out.set(file + "/loss_" + name, loss.detach());
    out.set(file + "/loss_all_loss", sum.detach());
    train::NamedTensors trained;
    for (const auto& [name, tensor] : parameters)
        if (tensor.requires_grad())
            trained[name] = tensor;
    for (const auto& [name, tensor] : reference)
        if (name.starts_with("grad_")) // of large ones the set keeps the first rows
            out.set(file + "/" + name,
                    parameters.at(name.substr(5)).grad().slice(0, 0, tensor.size(0)).clone());
    train::Adam adam({{.name = "all", .parameters = trained}}, {});
    adam.step(kRate);
    for (const auto& [name, tensor] : reference)
        if (name.starts_with("after_step_"))
            out.set(file + "/" + name, parameters.at(name.substr(11)).detach());
}

Tensor every4(const Tensor& pictures)
{
    return pictures.detach()
        .slice(2, 0, pictures.size(2), 4)
        .slice(3, 0, pictures.size(3), 4)
        .contiguous();
}

} // namespace

StateDict DecaStages::losses() const
{
    const StateDict& file = m_set.file("losses");
    StateDict out;
    LossWriter writer(out);
    addLandmarkLosses(file, writer, out);
    addRegularisers(file, writer, out);
    addPerceptualLosses(file, m_set.weightSeed(), writer, out);
    return out;
}

StateDict DecaStages::coarseTraining() const
{
    const StateDict& file = m_set.file("train_coarse");
    const StateDict own = trainable(parameters(), {"E_flame."}),
                    identity = identityParameters(m_set.weightSeed());
    const deca::Renderer renderer(layout(), mesh::RasterRule::Pytorch3d);
    const auto flame = flameModel();
    const auto texture = skinModel();
    const train::CoarseOutcome outcome =
        train::coarseLosses({.flame = *flame,
                             .texture = *texture,
                             .renderer = renderer,
                             .parameters = own,
                             .identity = identity,
                             .perceptual = {},
                             .coarsePicture = train::CoarsePicture::Albedo},
                            batchOf(file), orderOf(file));
    StateDict out;
    out.set("train_coarse/codes_train_mode", outcome.codes.detach());
    out.set("train_coarse/landmarks2d", outcome.landmarks2d.detach());
    out.set("train_coarse/predicted_images_every4", every4(outcome.pictures));
    addStep("train_coarse", file, own, outcome.losses, out);
    return out;
}

StateDict DecaStages::detailTraining() const
{
    const StateDict& file = m_set.file("train_detail");
    const StateDict own = trainable(parameters(), {"E_detail.", "D_detail."}),
                    vgg = vggParameters(m_set.weightSeed());
    const deca::Renderer renderer(layout(), mesh::RasterRule::Pytorch3d);
    const auto flame = flameModel();
    const auto texture = skinModel();
    const train::DetailOutcome outcome = train::detailLosses({.flame = *flame,
                                                              .texture = *texture,
                                                              .renderer = renderer,
                                                              .parameters = own,
                                                              .identity = {},
                                                              .perceptual = vgg},
                                                             batchOf(file), orderOf(file));
    StateDict out;
    out.set("train_detail/codes_train_mode", outcome.codes);
    out.set("train_detail/detail_code_train_mode", outcome.detailCodes.detach());
    out.set("train_detail/uv_z_every4", every4(outcome.displacement));
    out.set("train_detail/landmarks2d", outcome.landmarks2d);
    out.set("train_detail/predicted_images_every4", every4(outcome.pictures));
    out.set("train_detail/predicted_detail_images_every4", every4(outcome.detailPictures));
    addStep("train_detail", file, own, outcome.losses, out);
    return out;
}

} // namespace effigy::parity

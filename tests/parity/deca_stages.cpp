// SPDX-License-Identifier: GPL-3.0-or-later
#include "parity/deca_stages.h"

#include "base/error.h"
#include "deca/detail_decoder.h"
#include "export/deca_files.h"
#include "head/flame_file.h"
#include "head/flame_texture.h"
#include "parity/deca_weights.h"
#include "reconstruct/deca_models.h"
#include "reconstruct/landmark_picture.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <cstdio>
#include <string>

namespace effigy::parity {

using tensorio::StateDict;
using torch::Tensor;

namespace {

// `picture` [1, 3, H, W] 0..1 with landmarks [1, 68, 2 or 4] drawn over it, as numbers rounded
// down.
Tensor drawnOn(const Tensor& picture, const Tensor& landmarks)
{
    const Tensor rows = landmarks[0].contiguous();
    std::vector<reconstruct::DrawnLandmark> points;
    for (std::int64_t k = 0; k < rows.size(0); ++k) {
        const auto* row = rows[k].data_ptr<float>();
        const bool isHidden = rows.size(1) == 4 && row[3] <= 0.5F;
        points.push_back(
            {{row[0], row[1]},
             isHidden ? reconstruct::LandmarkSight::Hidden : reconstruct::LandmarkSight::Seen});
    }
    const base::Image drawn = reconstruct::withLandmarks(
        exporter::pictureImage(at::floor(picture[0] * 255.0 + 0.2) / 255.0 + 1e-6), points);
    return at::from_blob(const_cast<std::uint8_t*>(drawn.pixels.data()),
                         {1, drawn.height, drawn.width, 3}, torch::kUInt8)
        .permute({0, 3, 1, 2})
        .contiguous();
}

// Every `step`-th row and column of pictures [..., H, W].
Tensor thin(const Tensor& picture, std::int64_t step)
{
    return picture.slice(-2, 0, picture.size(-2), step)
        .slice(-1, 0, picture.size(-1), step)
        .contiguous();
}

Tensor channels(const Tensor& picture, std::int64_t step)
{
    return picture.slice(1, 0, picture.size(1), step).contiguous();
}

Tensor bytes(const Tensor& flags)
{
    return flags.to(torch::kUInt8);
}

} // namespace

DecaStages::DecaStages(const ParitySet& set) : m_set(set) {}

const StateDict& DecaStages::parameters() const
{
    if (m_parameters.empty())
        m_parameters = decaParameters(m_set.weightSeed());
    return m_parameters;
}

std::shared_ptr<const head::FlameModel> DecaStages::flameModel() const
{
    if (!m_flame)
        m_flame = std::make_shared<const head::FlameModel>(
            head::readFlame(m_packed.find(m_set.root() / "flame_chumpy.pkl")),
            head::readFlameEmbedding(m_set.root() / "third_party/landmark_embedding.npy"));
    return m_flame;
}

deca::TemplateLayout DecaStages::layout() const
{
    return reconstruct::readDecaLayout(m_set.root() / "third_party");
}

std::shared_ptr<const head::FlameTexture> DecaStages::skinModel() const
{
    return std::make_shared<const head::FlameTexture>(m_packed.find(m_set.root() / "tex_bfm.npz"));
}

deca::Decoder DecaStages::decoder(mesh::RasterRule rule, bool isTextured) const
{
    std::shared_ptr<const head::FlameTexture> texture;
    if (isTextured)
        texture = skinModel();
    return {flameModel(), texture, parameters(), deca::Renderer(layout(), rule)};
}

StateDict DecaStages::blocks() const
{
    const StateDict& file = m_set.file("blocks");
    StateDict out;
    for (const std::string name : {"down", "plain"}) {
        const std::int64_t stride = name == "down" ? 2 : 1;
        const deca::NetworkScope scope = {file, name + "."};
        out.set("blocks/" + name + "_out", deca::bottleneck(file.at(name + "_in"), scope, stride));
        StateDict own = file.clone();
        for (const char* weight : {".conv2.weight", ".bn3.weight"})
            own.at(name + weight).requires_grad_(true);
        const Tensor x = file.at(name + "_in").clone().requires_grad_(true);
        const Tensor y =
            deca::bottleneck(x, {own, name + ".", deca::NetworkMode::Training}, stride);
        y.square().sum().backward();
        out.set("blocks/" + name + "_train_out", y.detach());
        out.set("blocks/" + name + "_train_grad_in", x.grad());
        out.set("blocks/" + name + "_train_grad_conv2", own.at(name + ".conv2.weight").grad());
        out.set("blocks/" + name + "_train_grad_bn3_weight", own.at(name + ".bn3.weight").grad());
        out.set("blocks/" + name + "_train_bn2_running_var_after",
                own.at(name + ".bn2.running_var"));
    }
    out.set("blocks/head_out", deca::twoLayers(file.at("head_in"), {file, "head."}).second);
    StateDict stem;
    stem.set("conv1.weight", file.at("stem_conv"));
    stem.set("bn1.running_mean", file.at("stem_bn_mean"));
    stem.set("bn1.running_var", file.at("stem_bn_var"));
    stem.set("bn1.weight", at::ones({8}));
    stem.set("bn1.bias", at::zeros({8}));
    out.set("blocks/stem_out", deca::resnetStem(file.at("stem_in"), {stem, ""}));
    return out;
}

StateDict DecaStages::encoder() const
{
    const c10::InferenceMode inference;
    const Tensor images = encoderImages();
    const deca::Encoded flame = deca::encode(images, {parameters(), "E_flame."});
    const deca::Encoded detail = deca::encode(images, {parameters(), "E_detail."});
    StateDict out;
    const auto set = [&](const std::string& name, const Tensor& tensor) {
        out.set("encoder/" + name, tensor);
    };
    set("E_flame_out", deca::FastEncoder(parameters(), "E_flame.")(images));
    set("E_detail_out", deca::FastEncoder(parameters(), "E_detail.")(images));
    set("E_flame_features", flame.stages.features);
    set("E_detail_features", detail.stages.features);
    set("E_flame_hidden", flame.hidden);
    set("E_detail_hidden", detail.hidden);
    const auto two = [](const Tensor& tensor) { return tensor.slice(0, 0, 2); };
    set("stem_ch_every4", channels(two(flame.stages.stem), 4));
    for (int layer = 0; layer < 4; ++layer) {
        const Tensor kept = channels(two(flame.stages.layers[layer]), 16);
        set("layer" + std::to_string(layer + 1) + "_ch_every16", layer < 2 ? thin(kept, 2) : kept);
    }
    const deca::FlameCodes codes = deca::splitCodes(flame.codes);
    const Tensor input =
        two(at::cat({codes.pose.slice(1, 3, 6), codes.expression, detail.codes}, 1));
    const deca::Displaced displaced = deca::displace(input, {parameters(), "D_detail."});
    set("D_input", input);
    set("D_out", displaced.displacement);
    set("D_l1", displaced.linear.slice(0, 0, 1));
    for (const auto& [entry, tensor] : displaced.entries) {
        const std::string name = "D_after_" + std::to_string(entry);
        const Tensor first = tensor.slice(0, 0, 1);
        set(entry >= 12 ? name + "_every8" : name, entry >= 12 ? thin(first, 8) : first);
    }
    return out;
}

StateDict DecaStages::flame() const
{
    const StateDict& file = m_set.file("flame");
    const auto model = flameModel();
    const head::FlamePose pose = {.global = file.at("pose").slice(1, 0, 3),
                                  .jaw = file.at("pose").slice(1, 3, 6),
                                  .neck = file.at("neck"),
                                  .eyes = file.at("eye")};
    const head::FlamePosed posed = model->pose(file.at("shape"), file.at("exp"), pose);
    StateDict out;
    out.set("flame/verts", posed.vertices);
    out.set("flame/landmarks2d", posed.landmarks2d);
    out.set("flame/landmarks3d", posed.landmarks3d);
    out.set("flame/joints_rest", posed.jointsRest);
    out.set("flame/joints_posed", posed.jointsPosed);
    out.set("flame/rot_mats", posed.rotations);
    out.set("flame/contour_row", posed.contourRow);
    const auto leaf = [&](const char* name) {
        return file.at(name).slice(0, 7, 8).clone().requires_grad_(true);
    };
    const Tensor shape = leaf("shape"), expression = leaf("exp"), rotations = leaf("pose");
    const head::FlamePosed seven = model->pose(shape, expression,
                                               {.global = rotations.slice(1, 0, 3),
                                                .jaw = rotations.slice(1, 3, 6),
                                                .neck = file.at("neck").slice(0, 7, 8),
                                                .eyes = file.at("eye").slice(0, 7, 8)});
    const Tensor value =
        (seven.vertices * file.at("grad_weight")).sum() + 50.0 * seven.landmarks2d.square().sum();
    value.backward();
    out.set("flame/grad_value", value.detach());
    out.set("flame/grad_shape", shape.grad()[0]);
    out.set("flame/grad_exp", expression.grad()[0]);
    out.set("flame/grad_pose", rotations.grad()[0]);
    return out;
}

StateDict DecaStages::contour() const
{
    const StateDict& file = m_set.file("contour");
    const Tensor& pose = file.at("pose");
    const std::int64_t count = pose.size(0);
    const head::FlamePosed posed = flameModel()->pose(
        file.at("shape").expand({count, -1}), file.at("exp").expand({count, -1}),
        {.global = pose.slice(1, 0, 3), .jaw = pose.slice(1, 3, 6), .neck = {}, .eyes = {}});
    StateDict out;
    out.set("contour/yaw_degrees", head::contourYawDegrees(posed.rotations.select(1, 0)));
    out.set("contour/contour_row", posed.contourRow);
    out.set("contour/landmarks2d", posed.landmarks2d);
    out.set("contour/landmarks3d", posed.landmarks3d);
    const Tensor turned = at::matmul(head::rotationMatrices(file.at("with_neck_global")),
                                     head::rotationMatrices(file.at("with_neck_neck")));
    out.set("contour/with_neck_row", head::contourRows(head::contourYawDegrees(turned)));
    return out;
}

StateDict DecaStages::texture() const
{
    const Tensor& code = m_set.array("tex", "code");
    StateDict out;
    for (const auto& [name, file] :
         {std::pair<std::string, const char*>{"BFM", "tex_bfm.npz"}, {"FLAME", "tex_flame.npz"}}) {
        const head::FlameTexture texture(m_packed.find(m_set.root() / file));
        const Tensor albedo = texture.albedo(code);
        out.set("tex/" + name + "_albedo_rows96to127", albedo.slice(2, 96, 128));
        out.set("tex/" + name + "_albedo_sum", albedo.to(torch::kFloat64).sum({2, 3}));
        out.set("tex/" + name + "_zero_code_rows96to127",
                texture.albedo(at::zeros({1, 50})).slice(2, 96, 128));
    }
    return out;
}

StateDict DecaStages::decode() const
{
    const c10::InferenceMode inference;
    const StateDict& file = m_set.file("decode_codes");
    const deca::FlameCodes codes = {.shape = file.at("shape"),
                                    .texture = file.at("tex"),
                                    .expression = file.at("exp"),
                                    .pose = file.at("pose"),
                                    .camera = file.at("cam"),
                                    .light = file.at("light"),
                                    .detail = file.at("detail")};
    const Tensor crop = file.at("image_u8").unsqueeze(0).to(torch::kFloat32) / 255.0;
    StateDict out;
    const auto set = [&](const std::string& name, const Tensor& tensor) { out.set(name, tensor); };
    const Tensor offset = torch::tensor(
        {0.0F, 0.0F, 30.0F}, torch::kFloat32); // what three pictures leave in the reference
    const deca::Decoder standard = decoder(mesh::RasterRule::DecaStandard, false);
    const deca::Decoded d = standard.decode(codes, crop);
    set("decode_std_notex/verts", d.vertices);
    set("decode_std_notex/trans_verts", d.inCrop);
    set("decode_std_notex/trans_verts_after_decode", d.inCrop + offset);
    set("decode_std_notex/landmarks2d", d.landmarks2d);
    set("decode_std_notex/landmarks3d", d.landmarks3d);
    set("decode_std_notex/landmarks3d_world", d.landmarksWorld);
    set("decode_std_notex/grid", d.rendered.grid);
    set("decode_std_notex/alpha_images", bytes(d.rendered.alpha));
    set("decode_std_notex/normal_images", d.rendered.normalImages);
    set("decode_std_notex/normals", d.rendered.normals);
    set("decode_std_notex/uv_detail_normals", d.detailNormals);
    set("decode_std_notex/displacement_map", d.displacementMap);
    set("decode_std_notex/uv_texture_gt", d.uvTextureGt);
    set("decode_std_notex/vis_shape_images", d.shapeImages);
    set("decode_std_notex/vis_shape_detail_images", d.shapeDetailImages);
    set("decode_std_notex/vis_landmarks2d_u8", drawnOn(crop, d.landmarks2d));
    set("decode_std_notex/vis_landmarks3d_u8", drawnOn(crop, d.landmarks3d));

    const StateDict& photo = m_set.file("decode_photo_size");
    const Tensor original = photo.at("original_u8").unsqueeze(0).to(torch::kFloat32) / 255.0;
    const Tensor photoFromCrop = at::linalg_inv(photo.at("tform_forward")).t().unsqueeze(0);
    const deca::Decoded p = standard.decode(
        codes, crop,
        {.photo = deca::PhotoFrame{original, photoFromCrop}, .detailPose = {}, .eyes = {}});
    set("decode_photo_size/landmarks2d_in_photo", p.landmarks2dInPicture);
    set("decode_photo_size/trans_verts_in_photo", p.inPicture);
    set("decode_photo_size/alpha_images", bytes(p.rendered.alpha));
    set("decode_photo_size/grid", p.rendered.grid);
    set("decode_photo_size/uv_texture_gt_every2", thin(p.uvTextureGt, 2));
    set("decode_photo_size/vis_shape_images_every2", thin(p.shapeImages, 2));
    set("decode_photo_size/vis_shape_detail_images_every2", thin(p.shapeDetailImages, 2));
    set("decode_photo_size/vis_landmarks2d_u8", drawnOn(original, p.landmarks2dInPicture));

    const deca::Decoded t = decoder(mesh::RasterRule::DecaStandard, true).decode(codes, crop);
    set("decode_std_tex/rendered_images", t.rendered.images);
    set("decode_std_tex/albedo_rows0to63", t.albedo.slice(2, 0, 64));
    set("decode_std_tex/albedo_sum", t.albedo.to(torch::kFloat64).sum({0, 2, 3}));
    set("decode_std_tex/uv_texture_every2", thin(t.uvTexture, 2));
    set("decode_std_tex/uv_texture_gt_every2", thin(t.uvTextureGt, 2));

    const deca::Decoded q = decoder(mesh::RasterRule::Pytorch3d, true).decode(codes, crop);
    set("decode_p3d_tex/grid", q.rendered.grid);
    set("decode_p3d_tex/alpha_images", bytes(q.rendered.alpha));
    set("decode_p3d_tex/rendered_images_every2", thin(q.rendered.images, 2));
    set("decode_p3d_tex/normal_images_every2", thin(q.rendered.normalImages, 2));
    set("decode_p3d_tex/uv_detail_normals_every2", thin(q.detailNormals, 2));
    set("decode_p3d_tex/uv_texture_gt_every2", thin(q.uvTextureGt, 2));
    set("decode_p3d_tex/vis_shape_images_every2", thin(q.shapeImages, 2));
    set("decode_p3d_tex/vis_shape_detail_images_every2", thin(q.shapeDetailImages, 2));
    return out;
}

StateDict DecaStages::endToEnd() const
{
    const c10::InferenceMode inference;
    const deca::Decoder standard = decoder(mesh::RasterRule::DecaStandard, false);
    const deca::FastEncoder flame(parameters(), "E_flame."), detail(parameters(), "E_detail.");
    StateDict out;
    std::vector<deca::FlameCodes> people;
    for (std::int64_t k = 0; k < 2; ++k) {
        const Tensor crop = encoderImages().slice(0, k, k + 1);
        deca::FlameCodes codes = deca::splitCodes(flame(crop));
        codes.detail = detail(crop);
        people.push_back(codes);
        const deca::Decoded d = standard.decode(codes, crop);
        const auto set = [&](const std::string& name, const Tensor& tensor) {
            out.set("end_to_end/img" + std::to_string(k) + "_" + name, tensor);
        };
        set("code_shape", codes.shape);
        set("code_tex", codes.texture);
        set("code_exp", codes.expression);
        set("code_pose", codes.pose);
        set("code_cam", codes.camera);
        set("code_light", codes.light);
        set("code_detail", codes.detail);
        set("verts", d.vertices);
        set("landmarks2d", d.landmarks2d);
        set("landmarks3d", d.landmarks3d);
        set("landmarks3d_world", d.landmarksWorld);
        set("displacement_map_every2", thin(d.displacementMap, 2));
        set("uv_detail_normals_every4", thin(d.detailNormals, 4));
        set("alpha", bytes(d.rendered.alpha));
        set("shape_detail_images_u8",
            at::floor(d.shapeDetailImages * 255.0 + 0.2).to(torch::kUInt8));
    }
    const Tensor crop = encoderImages().slice(0, 0, 1);
    const Tensor driving = at::cat({people[1].pose.slice(1, 3, 6), people[1].expression}, 1);
    const deca::Decoded transferred =
        standard.decode(deca::withExpression(people[0], people[1]), crop);
    out.set("end_to_end/transfer_verts", transferred.vertices);
    out.set("end_to_end/transfer_displacement_map_every2", thin(transferred.displacementMap, 2));
    const deca::Decoded driven =
        standard.decode(people[0], crop, {.photo = {}, .detailPose = driving, .eyes = {}});
    out.set("end_to_end/iddict_displacement_map_every2", thin(driven.displacementMap, 2));
    return out;
}

StateDict DecaStages::all() const
{
    using Part = StateDict (DecaStages::*)() const;
    const std::vector<std::pair<const char*, Part>> parts = {
        {"blocks", &DecaStages::blocks},
        {"encoder", &DecaStages::encoder},
        {"operators", &DecaStages::operators},
        {"flame", &DecaStages::flame},
        {"contour", &DecaStages::contour},
        {"tex", &DecaStages::texture},
        {"render", &DecaStages::render},
        {"decode_codes", &DecaStages::decode},
        {"end_to_end", &DecaStages::endToEnd},
        {"pickles/mini_expected", &DecaStages::pickles},
        {"ckpt_small_expected", &DecaStages::checkpoints},
        {"crop", &DecaStages::crops},
        {"upsample", &DecaStages::denseMesh},
        {"losses", &DecaStages::losses},
        {"train_coarse", &DecaStages::coarseTraining},
        {"train_detail", &DecaStages::detailTraining}};
    StateDict out;
    for (const auto& [file, part] : parts) {
        if (!m_set.has(file))
            continue;
        try {
            for (const auto& [name, tensor] : (this->*part)())
                out.set(name, tensor.detach());
        } catch (const base::Error& error) { // the others are judged all the same
            std::fprintf(stderr, "%s: not computed: %s\n", file, error.what());
        }
    }
    return out;
}

} // namespace effigy::parity

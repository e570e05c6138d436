// SPDX-License-Identifier: GPL-3.0-or-later
#include "reconstruct/deca_start.h"

#include "base/error.h"
#include "deca/detail_decoder.h"
#include "deca/encoder.h"
#include "deca/network_head.h"
#include "deca/template_layout.h"
#include "deca/weights_file.h"
#include "head/flame_form.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

namespace effigy::reconstruct {
namespace {

void refuseOtherHead(const deca::DecaWeights& weights, const std::filesystem::path& file, const head::HeadModelData& model)
{
    const bool isFree = weights.headModel == "free";
    if (weights.headModel != deca::networkHead(model))
        throw base::Error("model_refused",
                          file.string() + " was trained on " + (isFree ? "the free head" : "FLAME") + ", and the photo is fitted with the head "
                              + model.name,
                          isFree ? "Give --head free" : "Give --head with the name of FLAME, as effigy head flame added it");
}

} // namespace

deca::CropCorners decaCorners(const Landmarks2& landmarks)
{
    constexpr float kCentre = 0.5F; // pixels are counted from their corners there, from centres here
    torch::Tensor points = at::empty({static_cast<std::int64_t>(landmarks.size()), 2}, torch::kFloat32);
    for (std::size_t k = 0; k < landmarks.size(); ++k)
        for (int axis = 0; axis < 2; ++axis)
            points[static_cast<std::int64_t>(k)][axis] = landmarks[k][axis] - kCentre;
    return deca::cropCorners(deca::boundsOf(points), deca::BoundsKind::Landmarks);
}

namespace {

/// The displacement that D_detail makes of `codes`, within the mask of `model`.
base::FloatImage detailOf(const deca::FlameCodes& codes, const tensorio::StateDict& parameters, const head::HeadModelData& model, int size)
{
    const deca::FastDetailDecoder decoder({parameters, "D_detail."});
    const auto metres = decoder(at::cat({codes.pose.slice(1, 3, 6), codes.expression, codes.detail}, 1));
    const deca::TemplateLayout layout = deca::templateLayout(model, head::flameForm(model));
    // Between bilinear texels the slopes, which light shows, would jump.
    const auto map = at::upsample_bicubic2d(metres * layout.faceEyeMask, {size, size}, /*align_corners=*/false).contiguous();
    base::FloatImage detail(size, size, 1);
    std::copy_n(map.data_ptr<float>(), detail.values.size(), detail.values.begin());
    return detail;
}

} // namespace

HeadStart decaStart(const std::filesystem::path& file, const base::Image& photo, const Landmarks2& landmarks,
                    const head::HeadModelData& model, int detailSize)
{
    const c10::InferenceMode inference;
    const deca::DecaWeights weights = deca::readDecaWeights(file);
    refuseOtherHead(weights, file, model);
    const deca::FastEncoder encoder(weights.parameters, "E_flame.");
    const auto crop = deca::cropped(photo, deca::cropFromPhoto(decaCorners(landmarks))).unsqueeze(0);
    deca::FlameCodes codes = deca::splitCodes(encoder(crop));
    codes.detail = deca::FastEncoder(weights.parameters, "E_detail.")(crop);
    HeadStart start;
    const auto shape = codes.shape[0].contiguous(), pose = codes.pose[0].contiguous();
    start.shape.resize(std::min<Eigen::Index>(shape.size(0), model.shapeBasis.cols()));
    std::copy_n(shape.data_ptr<float>(), start.shape.size(), start.shape.data());
    std::copy_n(pose.data_ptr<float>() + 3, 3, start.jaw.data());
    start.detail = detailOf(codes, weights.parameters, model, detailSize);
    return start;
}

} // namespace effigy::reconstruct

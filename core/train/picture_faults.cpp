// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/picture_faults.h"

#include <ATen/ATen.h>

namespace effigy::train {

using torch::Tensor;

Tensor drawn(const Tensor& images, double low, double high, std::int64_t channels)
{
    return low + (high - low) * at::rand({images.size(0), channels, 1, 1}, images.options());
}

Tensor chosen(const Tensor& images, double share)
{
    return at::rand({images.size(0), 1, 1, 1}, images.options()) < share;
}

Tensor coarsened(const Tensor& images, std::int64_t factor)
{
    const Tensor small = at::avg_pool2d(images, factor, factor, 0, /*ceil_mode=*/true);
    return at::upsample_bilinear2d(small, {images.size(2), images.size(3)}, false);
}

Tensor withFaults(Tensor images)
{
    images = at::where(chosen(images, 0.15), coarsened(images, 2), images);
    images = at::where(chosen(images, 0.08), coarsened(images, 4), images);
    const Tensor mean = images.mean({1, 2, 3}, /*keepdim=*/true);
    images = mean + (images - mean) * drawn(images, 0.6, 1.4);
    images = images * drawn(images, 0.65, 1.4) * drawn(images, 0.88, 1.13, 3);
    const Tensor grey = images.mean({1}, /*keepdim=*/true);
    const Tensor saturation =
        at::where(chosen(images, 0.12), at::zeros_like(mean), drawn(images, 0.5, 1.4));
    images = (grey + (images - grey) * saturation).clamp(0.0, 1.0);
    images = at::pow(images + 1e-4, drawn(images, 0.7, 1.45));
    const Tensor noise = drawn(images, 0.0, 1.0).pow(3.0) * 0.08;
    return (images + noise * at::randn_like(images)).clamp(0.0, 1.0);
}

} // namespace effigy::train

// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds per stage of DECA with random weights of the published sizes: wall time, and
// processor time of all threads, which a busy machine disturbs less. "as trained" runs the networks
// layer by layer, as the published code does: the yardstick within one run. Arguments: threads, and
// a folder of DECA's data with FLAME's generic_model.pkl in it; without the folder the networks
// alone.
#include "deca/decode.h"
#include "deca/detail_decoder.h"
#include "deca/parameter_list.h"
#include "head/flame_file.h"
#include "reconstruct/deca_models.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace effigy;
using torch::Tensor;

constexpr int kRounds = 10; // after one that warms up

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void measure(const char* name, const std::function<void()>& stage)
{
    std::vector<double> wall, busy;
    stage();
    for (int i = 0; i < kRounds; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const std::clock_t clock = std::clock();
        stage();
        wall.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
                .count());
        busy.push_back(1000.0 * static_cast<double>(std::clock() - clock) / CLOCKS_PER_SEC);
    }
    std::printf("%-34s %8.1f ms wall (least %.1f) %8.1f ms busy\n", name, median(wall),
                std::ranges::min(wall), median(busy));
}

// Plausible sizes: normalisation keeps values in range whatever the weights.
tensorio::StateDict randomParameters()
{
    at::manual_seed(1);
    tensorio::StateDict parameters;
    for (const deca::ParameterInfo& info : deca::decaParameters()) {
        const bool isPositive = info.name.ends_with("running_var") ||
                                (info.shape.size() == 1 && info.name.ends_with("weight"));
        const double spread = info.shape.size() > 1 ? 0.02 : 0.1;
        parameters.set(info.name, isPositive ? at::rand(info.shape) * 0.2 + 0.9
                                             : at::randn(info.shape) * spread);
    }
    return parameters;
}

deca::FlameCodes plausibleCodes()
{
    deca::FlameCodes codes = {.shape = at::randn({1, 100}) * 0.5,
                              .texture = at::randn({1, 50}) * 0.5,
                              .expression = at::randn({1, 50}) * 0.5,
                              .pose = at::randn({1, 6}) * 0.1,
                              .camera = torch::tensor({8.0F, 0.0F, 0.0F}).view({1, 3}),
                              .light = at::randn({1, 9, 3}) * 0.2,
                              .detail = at::randn({1, 128})};
    codes.light.select(1, 0).add_(3.0);
    return codes;
}

} // namespace

int main(int argc, char** argv)
{
    at::set_num_threads(argc > 1 ? std::atoi(argv[1]) : 2);
    const c10::InferenceMode inference;
    const tensorio::StateDict parameters = randomParameters();
    const Tensor crop = at::rand({1, 3, 224, 224});
    const deca::FastEncoder flame(parameters, "E_flame."), detail(parameters, "E_detail.");
    measure("E_flame as trained", [&] { (void)deca::encode(crop, {parameters, "E_flame."}); });
    measure("E_flame", [&] { (void)flame(crop); });
    measure("both encoders", [&] {
        (void)flame(crop);
        (void)detail(crop);
    });
    const Tensor code = at::randn({1, 181});
    measure("D_detail as trained", [&] { (void)deca::displace(code, {parameters, "D_detail."}); });
    const deca::FastDetailDecoder displacement({parameters, "D_detail."});
    measure("D_detail", [&] { (void)displacement(code); });
    if (argc < 3)
        return 0;

    const std::filesystem::path data = argv[2];
    auto model = std::make_shared<const head::FlameModel>(
        head::readFlame(data / "generic_model.pkl"),
        head::readFlameEmbedding(data / "landmark_embedding.npy"));
    const deca::Decoder decoder(
        model, nullptr, parameters,
        deca::Renderer(reconstruct::readDecaLayout(data), mesh::RasterRule::DecaStandard));
    const deca::FlameCodes codes = plausibleCodes();
    const head::FlamePose pose = {.global = codes.pose.slice(1, 0, 3),
                                  .jaw = codes.pose.slice(1, 3, 6),
                                  .neck = {},
                                  .eyes = {}};
    measure("FLAME", [&] { (void)model->pose(codes.shape, codes.expression, pose); });
    const deca::Renderer& renderer = decoder.renderer();
    const deca::Decoded d = decoder.decode(codes, crop);
    const deca::RasterSize size = {224, 224};
    measure("rasterise", [&] {
        (void)deca::rasterise(d.inCrop + 10.0, renderer.layout().triangles, size, renderer.rule());
    });
    measure("textured picture",
            [&] { (void)renderer.render(d.vertices, d.inCrop, d.albedo, {}, size); });
    measure("shape picture", [&] { (void)renderer.renderShape(d.vertices, d.inCrop, size); });
    measure("depth picture", [&] { (void)renderer.renderDepth(d.inCrop, size); });
    measure("world to UV", [&] { (void)renderer.inUv(d.vertices); });
    measure("detail normals",
            [&] { (void)renderer.detailNormals(d.displacement, d.vertices, d.rendered.normals); });
    measure("decode", [&] { (void)decoder.decode(codes, crop); });
    measure("encode, decode and every picture", [&] {
        (void)flame(crop);
        (void)detail(crop);
        (void)decoder.decode(codes, crop);
        (void)renderer.renderDepth(d.inCrop, size);
    });
    return 0;
}

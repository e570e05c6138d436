// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/face_descriptor.h"

#include "base/error.h"

#include <dlib/dnn.h>
#include <dlib/image_processing.h>

#include <cmath>

namespace effigy::bench {
namespace {

using namespace dlib;

// The architecture that the file was trained with: blocks of two 3x3 convolutions with a way round them, which halves where they do.
template <int width, int stride, typename Below> using Pair = affine<con<width, 3, 3, 1, 1, relu<affine<con<width, 3, 3, stride, stride, Below>>>>>;
template <int width, typename Below> using Same = relu<add_prev1<Pair<width, 1, tag1<Below>>>>;
template <int width, typename Below>
using Halved = relu<add_prev2<avg_pool<2, 2, 2, 2, skip1<tag2<affine<con<width, 3, 3, 1, 1, relu<affine<con<width, 3, 3, 2, 2, tag1<Below>>>>>>>>>>>;

template <typename Below> using Level0 = Halved<256, Below>;
template <typename Below> using Level1 = Same<256, Same<256, Halved<256, Below>>>;
template <typename Below> using Level2 = Same<128, Same<128, Halved<128, Below>>>;
template <typename Below> using Level3 = Same<64, Same<64, Same<64, Halved<64, Below>>>>;
template <typename Below> using Level4 = Same<32, Same<32, Same<32, Below>>>;
using Trunk = Level0<Level1<Level2<Level3<Level4<max_pool<3, 3, 2, 2, relu<affine<con<32, 7, 7, 2, 2, input_rgb_image_sized<150>>>>>>>>>>;
using Resnet = loss_metric<fc_no_bias<128, avg_pool_everything<Trunk>>>;

constexpr unsigned long kChip = 150; // pixels along each side of what the network sees
constexpr double kPadding = 0.25;    // of the face, about it

} // namespace

struct FaceRecogniser::Network {
    Resnet net;
};

FaceRecogniser::FaceRecogniser(const std::filesystem::path& file) : m_network(std::make_unique<Network>())
{
    if (!std::filesystem::is_regular_file(file))
        throw base::Error("model_missing", "The face recogniser " + file.string() + " is missing", "It is in the package face-recognition-models.");
    try {
        deserialize(file.string()) >> m_network->net;
    } catch (const serialization_error& error) {
        throw base::Error("model_refused", file.string() + " is no face recogniser: " + error.what(), "Give dlib_face_recognition_resnet_model_v1.dat.");
    }
}

FaceRecogniser::~FaceRecogniser() = default;

FaceDescriptor FaceRecogniser::describe(const base::Image& picture, const std::array<Eigen::Vector2f, head::kLandmarkCount>& landmarks)
{
    matrix<rgb_pixel> pixels(picture.height, picture.width);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            const std::uint8_t* p = picture.at(x, y);
            pixels(y, x) = rgb_pixel(p[0], p[1], p[2]);
        }
    std::vector<point> parts;
    for (const Eigen::Vector2f& mark : landmarks)
        parts.emplace_back(std::lround(mark.x() - 0.5F), std::lround(mark.y() - 0.5F));
    const full_object_detection face(rectangle(0, 0, picture.width - 1, picture.height - 1), parts);
    matrix<rgb_pixel> chip;
    extract_image_chip(pixels, get_face_chip_details(face, kChip, kPadding), chip);
    const matrix<float, 0, 1> numbers = m_network->net(chip);
    FaceDescriptor descriptor{};
    std::copy(numbers.begin(), numbers.end(), descriptor.begin());
    return descriptor;
}

double distance(const FaceDescriptor& a, const FaceDescriptor& b)
{
    double sum = 0.0;
    for (std::size_t k = 0; k < a.size(); ++k)
        sum += (static_cast<double>(a[k]) - b[k]) * (static_cast<double>(a[k]) - b[k]);
    return std::sqrt(sum);
}

} // namespace effigy::bench

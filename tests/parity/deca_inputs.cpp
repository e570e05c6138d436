// SPDX-License-Identifier: GPL-3.0-or-later
// What is read: pickles, checkpoints, photos and their crops, the dense template.
#include "parity/deca_stages.h"

#include "base/error.h"
#include "deca/crop.h"
#include "deca/dense_mesh.h"
#include "deca/operators.h"
#include "photo/decode.h"
#include "tensorio/pickle_file.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

namespace effigy::parity {

using tensorio::StateDict;
using torch::Tensor;

namespace {

struct CropCase {
    std::string name;
    std::string image;
    std::string kind; // "kpt68", "bbox", "no face found", "cropping off"
};

std::vector<CropCase> readCropCases(const std::filesystem::path& path)
{
    std::ifstream in(path);
    std::vector<CropCase> cases;
    std::string line;
    for (std::getline(in, line); std::getline(in, line);) {
        std::istringstream cells(line);
        CropCase one;
        std::getline(cells, one.name, '\t');
        std::getline(cells, one.image, '\t');
        std::getline(cells, one.kind, '\t');
        cases.push_back(one);
    }
    return cases;
}

deca::CropCorners cornersOf(const CropCase& one, const StateDict& file, const base::Image& photo)
{
    if (one.kind == "cropping off")
        return deca::wholePhoto(photo.height, photo.width);
    if (one.kind == "no face found")
        return deca::cropCorners(deca::boundsWithoutFace(photo.height, photo.width),
                                 deca::BoundsKind::Landmarks);
    if (one.kind == "bbox") {
        const Tensor box = file.at(one.name + ".bbox").to(torch::kFloat64);
        const auto at = [&](int k) { return box[k].item<double>(); };
        return deca::cropCorners({.left = at(0), .top = at(1), .right = at(2), .bottom = at(3)},
                                 deca::BoundsKind::Detector);
    }
    return deca::cropCorners(deca::boundsOf(file.at(one.name + ".kpt68")),
                             deca::BoundsKind::Landmarks);
}

Tensor halved(const Tensor& picture)
{
    return picture.slice(1, 0, picture.size(1), 2).slice(2, 0, picture.size(2), 2).contiguous();
}

void addTrainingCrop(const StateDict& file, StateDict& out)
{
    constexpr double kScale = 1.6; // of the set's "train" case
    const Tensor& points = file.at("train.kpt68");
    const Eigen::Matrix3d transform = deca::cropFromPhoto(
        deca::cropCorners(deca::boundsOf(points), deca::BoundsKind::Training, kScale));
    out.set("crop/train.tform", deca::matrixTensor(transform));
    out.set("crop/train.landmark", deca::trainingLandmarks(points, transform));
}

} // namespace

StateDict DecaStages::crops() const
{
    const StateDict& file = m_set.file("crop");
    StateDict out;
    for (const CropCase& one : readCropCases(m_set.root() / "crop_cases.tsv")) {
        const base::Image photo = photo::decodePhoto(m_set.root() / "images" / one.image,
                                                     {.transparency = photo::Transparency::Ignored})
                                      .image;
        const deca::CropCorners corners = cornersOf(one, file, photo);
        const Eigen::Matrix3d transform = deca::cropFromPhoto(corners);
        const Tensor crop = deca::cropped(photo, transform);
        const auto set = [&](const char* what, const Tensor& tensor) {
            out.set("crop/" + one.name + what, tensor);
        };
        const Eigen::Matrix<double, 3, 2, Eigen::RowMajor> rows = corners;
        set(".src_points",
            at::from_blob(const_cast<double*>(rows.data()), {3, 2}, torch::kFloat64).clone());
        set(".tform", deca::matrixTensor(transform).to(torch::kFloat32));
        set(".crop", crop);
        set(".crop_every2", halved(crop));
        set(".crop_sum", crop.to(torch::kFloat64).sum());
        set(".original_shape",
            torch::tensor({std::int64_t{3}, static_cast<std::int64_t>(photo.height),
                           static_cast<std::int64_t>(photo.width)}));
    }
    addTrainingCrop(file, out);
    const Tensor back = deca::photoFromCrop(file.at("back.tform_forward"));
    const Tensor& size = file.at("back.hw");
    out.set("crop/back.matrix", back[0]);
    out.set("crop/back.out",
            deca::pointsInPhoto(file.at("back.points"), back, size[0].item<std::int64_t>(),
                                size[1].item<std::int64_t>()));
    return out;
}

Tensor DecaStages::encoderImages() const
{
    std::ifstream in(m_set.root() / "encoder_images.tsv");
    const StateDict& crop = m_set.file("crop");
    std::vector<Tensor> images;
    std::string line;
    for (std::getline(in, line); std::getline(in, line);) {
        std::istringstream words(line.substr(line.find('\t') + 1));
        std::string source, what;
        words >> source >> what;
        if (source == "constant") {
            images.push_back(at::full({3, deca::kCropSide, deca::kCropSide}, std::stod(what)));
        } else if (source == "crop.npz") { // trimmed sets leave the crop to be made
            const Tensor* stored = crop.find(what);
            images.push_back(stored ? *stored : crops().at("crop/" + what));
        } else {
            images.push_back(m_set.array("encoder", source).to(torch::kFloat32) / 255.0);
        }
    }
    return at::stack(images);
}

StateDict DecaStages::pickles() const
{
    StateDict out;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(m_set.root() / "pickles"))
        if (entry.path().extension() == ".pkl")
            files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& path : files) {
        const bool isMini = path.filename().string().starts_with("mini_");
        const std::string expected =
            isMini ? "pickles/mini_expected" : "pickles/static_embedding_expected";
        const tensorio::PickleTree tree = tensorio::readPickle(path);
        for (const auto& [name, reference] : m_set.file(expected)) {
            const Tensor read = tree.root().at(name).tensor();
            const std::string key = expected + "/" + name;
            // One array stands for all files that hold it: they must agree.
            if (const Tensor* other = out.find(key);
                other && !at::equal(other->to(torch::kFloat64), read.to(torch::kFloat64)))
                throw base::Error("model_refused",
                                  path.string() + " holds another " + name + " than its like");
            out.set(key, read);
        }
    }
    return out;
}

StateDict DecaStages::checkpoints() const
{
    StateDict out;
    for (const char* name : {"ckpt_small_legacy.pt", "ckpt_small_zip.pt"}) {
        const tensorio::PickleTree tree = tensorio::readTorchCheckpoint(m_set.root() / name);
        for (const auto& [array, reference] : m_set.file("ckpt_small_expected")) {
            const Tensor read = tree.root().at("E_flame").at(array).tensor();
            const std::string key = "ckpt_small_expected/" + array;
            if (const Tensor* other = out.find(key); other && !at::equal(*other, read))
                throw base::Error("model_refused", std::string(name) + " holds another " + array);
            out.set(key, read);
        }
    }
    for (const auto& [key, tensor] : StateDict(out)) // halves are given as floats
        if (tensor.is_floating_point() && tensor.element_size() < 4)
            out.set(key, tensor.to(torch::kFloat32));
    return out;
}

StateDict DecaStages::denseMesh() const
{
    const StateDict& file = m_set.file("upsample");
    const Tensor &vertices = m_set.array("render", "verts"),
                 &normals = m_set.array("render", "vertex_normals");
    const deca::DenseTemplate dense = deca::readDenseTemplate(
        m_packed.find(m_set.root() / "upsample_template.npy"), vertices.size(1));
    Tensor texture = at::zeros({deca::kUvSide, deca::kUvSide, 3}, torch::kUInt8);
    texture.slice(0, 96, 160).slice(1, 92, 164).copy_(file.at("texture_rows96to159_cols92to163"));
    const deca::DenseMesh mesh =
        deca::denseMesh(dense, vertices[0], normals[0], file.at("displacement_map"), texture);
    StateDict out;
    out.set("upsample/dense_vertices", mesh.vertices);
    out.set("upsample/dense_colors", mesh.colours);
    out.set("upsample/dense_faces", mesh.triangles);
    return out;
}

} // namespace effigy::parity

// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/deca_folder.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "deca/operators.h"
#include "deca/photo_camera.h"
#include "export/deca_files.h"
#include "export/image_file.h"
#include "reconstruct/landmark_picture.h"
#include "tensorio/npz.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <span>

namespace effigy::exporter {

namespace {

using nlohmann::json;
using torch::Tensor;

/// A picture [1, 3, H, W] with its name in the demo.
struct NamedPicture {
    const char* name;
    Tensor picture;
};

base::Image fromBgr(const Tensor& bytes)
{
    const Tensor rgb = bytes.flip(2).contiguous();
    base::Image image(static_cast<int>(rgb.size(1)), static_cast<int>(rgb.size(0)), 3);
    std::copy_n(rgb.data_ptr<std::uint8_t>(), image.pixels.size(), image.pixels.begin());
    return image;
}

Tensor withLandmarks(const Tensor& picture, const Tensor& landmarks)
{
    const Tensor rows = landmarks[0].contiguous();
    const std::int64_t columns = rows.size(1);
    std::vector<reconstruct::DrawnLandmark> points;
    for (std::int64_t k = 0; k < rows.size(0); ++k) {
        const float* row = rows.data_ptr<float>() + k * columns;
        const bool isHidden = columns == 4 && row[3] <= 0.5F;
        points.push_back(
            {{row[0], row[1]},
             isHidden ? reconstruct::LandmarkSight::Hidden : reconstruct::LandmarkSight::Seen});
    }
    return deca::photoTensor(reconstruct::withLandmarks(pictureImage(picture[0]), points))
        .unsqueeze(0);
}

/// What the demo's grid shows of a head drawn on `picture`.
std::vector<NamedPicture> picturesOf(const deca::Decoded& decoded, const Tensor& picture,
                                     const Tensor& landmarks2d, const DecaFolderOptions& options)
{
    std::vector<NamedPicture> pictures = {
        {"inputs", picture},
        {"landmarks2d", withLandmarks(picture, landmarks2d)},
        {"landmarks3d", withLandmarks(picture, decoded.landmarks3d)},
        {"shape_images", decoded.shapeImages},
        {"shape_detail_images", decoded.shapeDetailImages}};
    if (options.hasRendering) {
        pictures.push_back({"rendered_images", decoded.rendered.images});
        pictures.push_back({"albedo_images", decoded.rendered.albedoImages});
    }
    return pictures;
}

json numbersOf(const Tensor& tensor)
{
    const Tensor values = tensor.reshape(-1).to(torch::kFloat64).contiguous();
    return std::vector<double>(values.data_ptr<double>(),
                               values.data_ptr<double>() + values.numel());
}

template <typename Matrix>
json rowsOf(const Matrix& matrix)
{
    json rows = json::array();
    for (Eigen::Index r = 0; r < matrix.rows(); ++r) {
        json row = json::array();
        for (Eigen::Index c = 0; c < matrix.cols(); ++c)
            row.push_back(matrix(r, c));
        rows.push_back(row);
    }
    return rows;
}

json camerasOf(const reconstruct::DecaSubject& subject, const reconstruct::DecaPortrait& portrait,
               double focalPx)
{
    constexpr double kPortraitLens = 1.5; // focal length over the longer side of the photo
    const Tensor numbers = portrait.codes.camera[0].to(torch::kFloat64);
    const deca::CropCamera camera = {.scale = numbers[0].item<double>(),
                                     .shiftX = numbers[1].item<double>(),
                                     .shiftY = numbers[2].item<double>()};
    const Eigen::Vector2d size(static_cast<double>(subject.photo.size(3)),
                               static_cast<double>(subject.photo.size(2)));
    json cameras = {
        {"crop_from_photo", rowsOf(subject.cropFromPhoto)},
        {"photo_size", {subject.photo.size(3), subject.photo.size(2)}},
        {"photo_from_head", rowsOf(deca::orthographicCamera(camera, subject.cropFromPhoto))}};
    const bool isUpright = std::abs(subject.cropFromPhoto(0, 1)) < 1e-9;
    if (isUpright && camera.scale > 0.0) {
        const double focal = focalPx > 0.0 ? focalPx : kPortraitLens * size.maxCoeff();
        const double meanDepth =
            portrait.onCrop.landmarksWorld[0].select(1, 2).mean().item<double>();
        const deca::PinholeCamera pinhole =
            deca::pinholeCamera(camera, subject.cropFromPhoto, focal, size, meanDepth);
        cameras["pinhole"] = {{"intrinsics", rowsOf(pinhole.intrinsics)},
                              {"camera_from_head", rowsOf(pinhole.cameraFromHead)}};
    }
    return cameras;
}

json parametersOf(const deca::FlameCodes& codes)
{
    return {{"shape", numbersOf(codes.shape)},    {"tex", numbersOf(codes.texture)},
            {"exp", numbersOf(codes.expression)}, {"pose", numbersOf(codes.pose)},
            {"cam", numbersOf(codes.camera)},     {"light", numbersOf(codes.light)},
            {"detail", numbersOf(codes.detail)}};
}

tensorio::StateDict arraysOf(const reconstruct::DecaSubject& subject,
                             const reconstruct::DecaPortrait& portrait,
                             const DecaFolderOptions& options)
{
    const deca::FlameCodes& codes = portrait.codes;
    const deca::Decoded& d = portrait.onCrop;
    tensorio::StateDict arrays;
    arrays.set("shape", codes.shape);
    arrays.set("tex", codes.texture);
    arrays.set("exp", codes.expression);
    arrays.set("pose", codes.pose);
    arrays.set("cam", codes.camera);
    arrays.set("light", codes.light);
    arrays.set("detail", codes.detail);
    arrays.set("tform", deca::matrixTensor(subject.cropFromPhoto).to(torch::kFloat32));
    arrays.set("verts", d.vertices);
    arrays.set("trans_verts", d.inCrop);
    arrays.set("landmarks2d", d.landmarks2d);
    arrays.set("landmarks3d", d.landmarks3d);
    arrays.set("landmarks3d_world", d.landmarksWorld);
    arrays.set("grid", d.rendered.grid);
    arrays.set("alpha_images", d.rendered.alpha);
    arrays.set("normal_images", d.rendered.normalImages);
    arrays.set("normals", d.rendered.normals);
    arrays.set("uv_detail_normals", d.detailNormals);
    arrays.set("displacement_map", d.displacementMap);
    arrays.set("uv_texture_gt", d.uvTextureGt);
    if (options.hasRendering) {
        arrays.set("rendered_images", d.rendered.images);
        arrays.set("uv_texture", d.uvTexture);
        arrays.set("albedo", d.albedo);
    }
    return arrays;
}

/// Writes the files of one portrait and remembers them.
class FolderWriter {
public:
    FolderWriter(const std::filesystem::path& folder, std::string name)
        : m_top(folder), m_folder(folder / name), m_name(std::move(name))
    {
        std::error_code error;
        std::filesystem::create_directories(m_folder, error);
        if (error)
            throw base::Error("storage", m_folder.string() + " cannot be made: " + error.message(),
                              "Choose another folder.");
    }
    void writeText(const std::string& ending, const std::string& text)
    {
        base::writeFileAtomically(added(m_folder / (m_name + ending)),
                                  std::as_bytes(std::span(text)));
    }
    void writePicture(const std::filesystem::path& file, const base::Image& picture)
    {
        writeImage(added(file), picture);
    }
    void writePictures(const std::string& prefix, const std::vector<NamedPicture>& pictures)
    {
        for (const NamedPicture& one : pictures)
            writePicture(m_folder / (prefix + m_name + "_" + one.name + ".jpg"),
                         pictureImage(one.picture[0]));
    }
    void writeGrid(const std::string& ending, const std::vector<NamedPicture>& pictures,
                   std::int64_t height)
    {
        std::vector<Tensor> row;
        for (const NamedPicture& one : pictures)
            row.push_back(one.picture);
        writePicture(m_top / (m_name + ending), fromBgr(deca::strip(row, height)));
    }
    [[nodiscard]] const std::filesystem::path& added(const std::filesystem::path& file)
    {
        return m_files.emplace_back(file);
    }
    [[nodiscard]] std::filesystem::path file(const std::string& ending) const
    {
        return m_folder / (m_name + ending);
    }
    [[nodiscard]] std::vector<std::filesystem::path> take() { return std::move(m_files); }

private:
    std::filesystem::path m_top;
    std::filesystem::path m_folder;
    std::string m_name;
    std::vector<std::filesystem::path> m_files;
};

void writeMeshes(FolderWriter& writer, const reconstruct::DecaModels& models,
                 const deca::Decoded& decoded)
{
    const deca::TemplateLayout& layout = models.decoder().renderer().layout();
    const base::Image texture = pictureImage(decoded.uvTextureGt[0]);
    writeTexturedObj(writer.added(writer.file(".obj")),
                     {.vertices = decoded.vertices[0],
                      .triangles = layout.triangles,
                      .uvs = layout.uvs,
                      .uvTriangles = layout.uvTriangles,
                      .texture = texture,
                      .normals = pictureImage(decoded.detailNormals[0] * 0.5 + 0.5)});
    const Tensor colours = at::from_blob(const_cast<std::uint8_t*>(texture.pixels.data()),
                                         {deca::kUvSide, deca::kUvSide, 3}, torch::kUInt8);
    const deca::DenseMesh dense =
        deca::denseMesh(models.dense(), decoded.vertices[0], decoded.rendered.normals[0],
                        decoded.displacementMap[0][0], colours);
    writer.writeText("_detail.obj", objText(dense.vertices, dense.triangles, dense.colours));
}

} // namespace

std::vector<std::filesystem::path>
writeDecaFolder(const std::filesystem::path& folder, const std::string& name,
                const reconstruct::DecaModels& models, const reconstruct::DecaSubject& subject,
                const reconstruct::DecaPortrait& portrait, const DecaFolderOptions& options)
{
    const deca::Decoded& decoded = portrait.onCrop;
    FolderWriter writer(folder, name);
    std::vector<NamedPicture> onCrop =
        picturesOf(decoded, subject.crop, decoded.landmarks2d, options);
    const std::vector<NamedPicture> onPhoto =
        picturesOf(portrait.onPhoto, subject.photo, portrait.onPhoto.landmarks2dInPicture, options);
    writer.writePictures("", onCrop);
    writer.writePictures("orig_", onPhoto);
    const Tensor depth = models.decoder()
                             .renderer()
                             .renderDepth(decoded.inCrop, {deca::kCropSide, deca::kCropSide})
                             .expand({-1, 3, -1, -1});
    writer.writePicture(writer.file("_depth.jpg"), pictureImage(depth[0]));
    onCrop.push_back({"depth_images", depth});
    writer.writeGrid("_vis.jpg", onCrop, deca::kCropSide);
    writer.writeGrid("_vis_original_size.jpg", onPhoto, subject.photo.size(2));
    writeMeshes(writer, models, decoded);
    writer.writeText("_kpt2d.txt", tableText(decoded.landmarks2d[0]));
    writer.writeText("_kpt3d.txt", tableText(decoded.landmarks3d[0]));
    tensorio::writeNpz(writer.added(writer.file(".npz")), arraysOf(subject, portrait, options));
    const json description = {{"parameters", parametersOf(portrait.codes)},
                              {"camera", camerasOf(subject, portrait, options.focalPx)}};
    writer.writeText(".json", description.dump(1) + "\n");
    return writer.take();
}

std::filesystem::path writeDecaTransfer(const std::filesystem::path& folder,
                                        const std::string& name,
                                        const reconstruct::DecaSubject& subject,
                                        const reconstruct::DecaPortrait& own,
                                        const reconstruct::DecaPortrait& transferred)
{
    const std::filesystem::path file = folder / (name + "_animation.jpg");
    const std::vector<Tensor> row = {subject.crop, own.onCrop.shapeDetailImages,
                                     transferred.onCrop.shapeDetailImages};
    writeImage(file, fromBgr(deca::strip(row, deca::kCropSide)));
    return file;
}

} // namespace effigy::exporter

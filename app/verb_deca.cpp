// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/road.h"
#include "app/verb.h"
#include "base/error.h"
#include "export/deca_folder.h"
#include "photo/decode.h"
#include "photo/face_finder.h"
#include "reconstruct/deca_start.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace effigy::app {
namespace {

struct DecaOptions {
    std::filesystem::path photo;
    std::filesystem::path folder;
    reconstruct::DecaFiles files;
    std::string raster = "standard";
    std::filesystem::path landmarks;
    std::filesystem::path expressionPhoto;
    std::filesystem::path detailPhoto;
    int face = -1;
    bool isCropped = false;
    double focalPx = 0.0;
};

/// The square around the face of a photo that is given, or of one that has to be found.
deca::CropCorners cornersOf(const photo::Photo& photo, const std::filesystem::path& path,
                            const DecaOptions& options, const base::CancelToken& cancel)
{
    if (options.isCropped)
        return deca::wholePhoto(photo.image.height, photo.image.width);
    const bool isGiven = path == options.photo && !options.landmarks.empty();
    reconstruct::Landmarks2 landmarks;
    if (isGiven) {
        landmarks = readLandmarks(options.landmarks).points;
        for (Eigen::Vector2f& point : landmarks)
            point *= static_cast<float>(photo.scale); // they count the file's own pixels
    } else {
        const auto faces = photo::FaceFinder().find(photo.image, cancel);
        const std::optional<int> face =
            path == options.photo && options.face >= 0 ? std::optional(options.face) : std::nullopt;
        landmarks = photo::chooseFace(faces, face, path.filename().string()).landmarks;
    }
    return reconstruct::decaCorners(landmarks);
}

/// Reads, finds, crops and encodes one photo after the other.
class Encoding {
public:
    Encoding(const DecaOptions& options, const reconstruct::DecaModels& models,
             VerbContext& context)
        : m_options(options), m_models(models), m_context(context)
    {
    }
    [[nodiscard]] reconstruct::DecaSubject subject(const std::filesystem::path& path)
    {
        m_context.progress().report({.stage = "encode", .done = m_done++, .of = 0, .metrics = {}});
        const photo::Photo photo =
            photo::decodePhoto(path, {.transparency = photo::Transparency::Ignored});
        m_context.cancel().check();
        const deca::CropCorners corners = cornersOf(photo, path, m_options, m_context.cancel());
        m_context.cancel().check();
        return m_models.encode(photo.image, corners);
    }

private:
    const DecaOptions& m_options;
    const reconstruct::DecaModels& m_models;
    VerbContext& m_context;
    int m_done = 0;
};

void run(const DecaOptions& options, VerbContext& context)
{
    context.progress().report({.stage = "load", .done = 0, .of = 0, .metrics = {}});
    const reconstruct::DecaModels models(options.files, options.raster == "pytorch3d"
                                                            ? mesh::RasterRule::Pytorch3d
                                                            : mesh::RasterRule::DecaStandard);
    Encoding encoding(options, models, context);
    const reconstruct::DecaSubject subject = encoding.subject(options.photo);
    const reconstruct::DecaPortrait portrait =
        reconstruct::decodePortrait(models, subject, subject.codes);
    context.cancel().check();
    const std::string name = options.photo.stem().string();
    const exporter::DecaFolderOptions folder = {.hasRendering = models.hasTexture(),
                                                .focalPx = options.focalPx};
    auto files = exporter::writeDecaFolder(options.folder, name, models, subject, portrait, folder);
    if (!options.expressionPhoto.empty() || !options.detailPhoto.empty()) {
        deca::FlameCodes codes = subject.codes;
        if (!options.expressionPhoto.empty())
            codes = deca::withExpression(codes, encoding.subject(options.expressionPhoto).codes);
        if (!options.detailPhoto.empty())
            codes = deca::withDetail(codes, encoding.subject(options.detailPhoto).codes);
        reconstruct::DecaPortrait moved = reconstruct::decodePortrait(models, subject, codes);
        moved.onCrop.uvTextureGt =
            portrait.onCrop.uvTextureGt; // the photo shows the person's own face
        const auto more = exporter::writeDecaFolder(options.folder, name + "_transfer", models,
                                                    subject, moved, folder);
        files.insert(files.end(), more.begin(), more.end());
        files.push_back(
            exporter::writeDecaTransfer(options.folder, name, subject, portrait, moved));
    }
    nlohmann::json paths = nlohmann::json::array();
    for (const auto& file : files)
        paths.push_back(file.string());
    context.result({{"folder", options.folder.string()}, {"files", paths}},
                   options.folder.string() + ": " + std::to_string(files.size()) + " files of " +
                       name);
}

} // namespace

void addDecaVerb(CLI::App& root, VerbContext& context)
{
    auto options = std::make_shared<DecaOptions>();
    CLI::App* verb =
        addVerb(root, "deca", "Reconstruct a detailed head with DECA, on FLAME or on the free head",
                "effigy deca portrait.jpg -o out --model deca_model.tar --flame generic_model.pkl "
                "--data DECA/data",
                context);
    verb->add_option("PHOTO", options->photo, "JPEG, PNG, WebP, TIFF or HEIC")->required();
    verb->add_option("-o,--output", options->folder, "Folder of the results")
        ->required()
        ->type_name("DIR");
    verb->add_option("--model,--weights", options->files.model, "DECA's networks: deca_model.tar, or what `effigy train deca` wrote")
        ->required()
        ->type_name("FILE");
    CLI::Option* flame = verb->add_option("--flame", options->files.flame,
                                          "The head model, generic_model.pkl of FLAME 2020; nothing: the free "
                                          "head, with networks of `effigy train deca`")
                             ->type_name("FILE");
    CLI::Option* data = verb->add_option("--data", options->files.data,
                                         "DECA's data folder: head_template.obj, landmark_embedding.npy, "
                                         "fixed_displacement_256.npy, uv_face_eye_mask.png")
                            ->type_name("DIR");
    flame->needs(data);
    data->needs(flame);
    verb->add_option("--texture", options->files.texture,
                     "A model of skin: FLAME_albedo_from_BFM.npz or FLAME_texture.npz")
        ->needs(flame)
        ->type_name("FILE");
    verb->add_option(
            "--dense-template", options->files.denseTemplate,
            "texture_data_256.npy; nothing: the data folder's, or one made from the UV layout")
        ->needs(flame)
        ->type_name("FILE");
    verb->add_option("--raster", options->raster, "How triangles become pixels")
        ->check(CLI::IsMember({"standard", "pytorch3d"}));
    CLI::Option* landmarks = verb->add_option("--landmarks", options->landmarks,
                                              "JSON array of 68 [x, y], pixels of the photo")
                                 ->type_name("FILE");
    CLI::Option* face =
        verb->add_option("--face", options->face, "Which of several faces, 0: the most prominent")
            ->check(CLI::Range(0, 1000))
            ->excludes(landmarks);
    verb->add_flag("--no-crop", options->isCropped,
                   "The photo is a crop already; no face is looked for")
        ->excludes(landmarks)
        ->excludes(face);
    verb->add_option("--expression-from", options->expressionPhoto,
                     "Also write the head with the expression of this photo")
        ->type_name("PHOTO");
    verb->add_option("--detail-from", options->detailPhoto,
                     "Also write the head with the wrinkles of this photo")
        ->type_name("PHOTO");
    verb->add_option("--focal", options->focalPx,
                     "Focal length of the pinhole camera that is written, pixels")
        ->check(CLI::PositiveNumber);
    verb->callback(
        [options, &context] { context.setJob([options, &context] { run(*options, context); }); });
}

} // namespace effigy::app

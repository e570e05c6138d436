// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deca/dense_mesh.h"
#include "reconstruct/deca_models.h"

#include <filesystem>
#include <string>
#include <vector>

namespace effigy::exporter {

struct DecaFolderOptions {
    bool hasRendering = false; // a texture model is there: write what it gives, too
    double focalPx = 0.0;      // of the pinhole camera in the JSON file, photo pixels; 0: that of
                               // a portrait lens, 1.5 times the photo's longer side
};

/// Writes what DECA's demo writes of a portrait of `subject` (one face), and returns the files:
/// NAME_vis.jpg, NAME_vis_original_size.jpg, and in the folder NAME: NAME.obj with .mtl, .png and
/// _normals.png, NAME_detail.obj, NAME_kpt2d.txt, NAME_kpt3d.txt, NAME_depth.jpg, every picture as
/// NAME_PICTURE.jpg and orig_NAME_PICTURE.jpg, all numbers as NAME.npz, the parameters and cameras
/// as NAME.json. Each file appears whole or not at all. Throws Error "storage".
[[nodiscard]] std::vector<std::filesystem::path>
writeDecaFolder(const std::filesystem::path& folder, const std::string& name,
                const reconstruct::DecaModels& models, const reconstruct::DecaSubject& subject,
                const reconstruct::DecaPortrait& portrait, const DecaFolderOptions& options = {});

/// Writes NAME_animation.jpg: the photo, the person's detailed shape, and the shape with what was
/// taken from somebody else; returns the file.
[[nodiscard]] std::filesystem::path writeDecaTransfer(const std::filesystem::path& folder,
                                                      const std::string& name,
                                                      const reconstruct::DecaSubject& subject,
                                                      const reconstruct::DecaPortrait& own,
                                                      const reconstruct::DecaPortrait& transferred);

} // namespace effigy::exporter

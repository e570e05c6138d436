// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/part_texels.h"

#include "train/texture_code.h"

#include <Eigen/Core>

namespace effigy::train {

torch::Tensor partTexels(const head::HeadModel& model, const generator::HeadLayout& layout, const std::vector<std::string>& materials, int size)
{
    const mesh::Mesh& mesh = model.data().templateMesh;
    Eigen::MatrixXf values = Eigen::MatrixXf::Zero(model.vertexCount(), static_cast<Eigen::Index>(materials.size()));
    for (const mesh::MeshPart& part : mesh.parts)
        for (std::size_t k = 0; k < materials.size(); ++k)
            if (part.material == materials[k])
                for (int f = part.firstTriangle; f < part.firstTriangle + part.triangleCount; ++f)
                    for (int corner = 0; corner < 3; ++corner)
                        values(mesh.triangles[static_cast<std::size_t>(f)][corner], static_cast<Eigen::Index>(k)) = 1.0F;
    return bakeVertexValues(layout, values, size).gt(0.5).to(torch::kFloat32);
}

} // namespace effigy::train

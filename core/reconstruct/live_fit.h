// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel_token.h"
#include "head/head_model.h"
#include "reconstruct/fit_wish.h"
#include "reconstruct/head_fit.h"

#include <array>
#include <memory>
#include <optional>

namespace effigy::reconstruct {

/// What a quick fit finds.
struct LiveAnswer {
    head::HeadCoefficients coefficients;
    mesh::Camera camera; // of the whole upright photo
    double fovDeg = 0.0; // along the photo's longer side
    Landmarks2 fitted; // where the fitted head has its landmarks, photo pixels; the jaw line's on its outline
    std::array<float, head::kLandmarkCount> residualPx{};
};

/// The fit of one photo while a person moves its landmarks: landmarks alone, started from the last answer, so that it
/// follows a hand. What a face encoder sees of the photo counts as at the start. Belongs to one thread.
class LiveFit {
public:
    /// Starts from `fit`, which was made with `model`, or with a personal head made of it.
    ///   found  the detector's landmarks, photo pixels;  recordedFovDeg  from the photo's own record
    ///   photo  upright; null: landmarks are all that is known
    LiveFit(std::shared_ptr<const head::HeadModel> model, const HeadFit& fit, const Landmarks2& found,
            std::optional<double> recordedFovDeg, const base::Image* photo = nullptr);
    ~LiveFit();

    /// The head under `wish`. Throws Error "no_face" when the landmarks that are left do not tell a face, Cancelled.
    [[nodiscard]] LiveAnswer refit(const FitWish& wish, const base::CancelToken& cancel);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace effigy::reconstruct

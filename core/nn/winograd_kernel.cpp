// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/winograd_kernel.h"

#include "nn/convolution_lanes.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace effigy::nn {

namespace {

// Interpolation points 0, +-a, +-b and infinity with a b = 1: about a third of the rounding error of the usual +-1, +-2.
// Source: Barabasz et al. 2020, "Error analysis and improving the accuracy of Winograd convolution", Sec. 5.
constexpr float kA = 0.70710678118654752F;
constexpr float kB = 1.41421356237309505F;
constexpr float kA2 = 0.5F, kB2 = 2.0F, kSum = kA2 + kB2;
constexpr float kA3 = kA * kA2, kB3 = kB * kB2;
constexpr float kNormA = 1.0F / (2.0F * kA2 * (kA2 - kB2));
constexpr float kNormB = 1.0F / (2.0F * kB2 * (kB2 - kA2));

constexpr int kSide = 6; // inputs and products of a tile, per axis
constexpr int kLeft = 16; // numbers before the first column of a row buffer; the last of them is column -1

// Rows of B^T: what the six inputs of an axis contribute to each of the six products.
template <typename T>
EFFIGY_INLINE void transformInput(const T (&d)[kSide], T (&v)[kSide])
{
    const T evenA = d[4] - kB2 * d[2], oddA = kA * (d[3] - kB2 * d[1]);
    const T evenB = d[4] - kA2 * d[2], oddB = kB * (d[3] - kA2 * d[1]);
    v[0] = d[4] - kSum * d[2] + d[0];
    v[1] = evenA + oddA;
    v[2] = evenA - oddA;
    v[3] = evenB + oddB;
    v[4] = evenB - oddB;
    v[5] = d[5] - kSum * d[3] + d[1];
}

// Rows of G.
template <typename T>
EFFIGY_INLINE void transformWeight(const T (&w)[3], T (&u)[kSide])
{
    const T evenA = kNormA * (w[0] + kA2 * w[2]), oddA = (kNormA * kA) * w[1];
    const T evenB = kNormB * (w[0] + kB2 * w[2]), oddB = (kNormB * kB) * w[1];
    u[0] = w[0];
    u[1] = evenA + oddA;
    u[2] = evenA - oddA;
    u[3] = evenB + oddB;
    u[4] = evenB - oddB;
    u[5] = w[2];
}

// Rows of A^T.
template <typename T>
EFFIGY_INLINE void transformOutput(const T (&m)[kSide], T (&y)[kWinogradTile])
{
    const T sumA = m[1] + m[2], differenceA = m[1] - m[2];
    const T sumB = m[3] + m[4], differenceB = m[3] - m[4];
    y[0] = m[0] + sumA + sumB;
    y[1] = kA * differenceA + kB * differenceB;
    y[2] = kA2 * sumA + kB2 * sumB;
    y[3] = kA3 * differenceA + kB3 * differenceB + m[5];
}

/// How a block of tile rows lies in memory.
struct Block {
    int columns;  // tiles of a row, a multiple of 8
    int tiles;    // of all rows
    int panels;   // of kWinogradPanel tiles
    int rowSize;  // numbers of a row buffer
    int phaseSize; // numbers of a phase buffer
    std::size_t inputSize;   // of the inputs
    std::size_t productSize; // of the products
    int words;    // of the input channels
    float* rows;  // [channels of a word, 6, rowSize] one row of tiles after the transform along y; [k, i, kLeft + x] belongs to column x
    float* zeros; // [rowSize] a row above or below the picture
    float* phases;   // [channels of a word, 4, columns + 16] such a row by column modulo 4, from column -1 on
    float* inputs;   // [36, panels, words, 32]
    float* products; // [36, panels, outChannels in groups, 32]
};

Block blockOf(const WinogradParams& p, int rows)
{
    Block b = {};
    b.columns = roundedUp((p.width + kWinogradTile - 1) / kWinogradTile, 8);
    b.tiles = rows * b.columns;
    b.panels = (b.tiles + kWinogradPanel - 1) / kWinogradPanel;
    b.rowSize = kLeft + kWinogradTile * b.columns + 80; // as far as the vectors of across() reach
    b.phaseSize = b.columns + 32;
    const std::size_t lanes = static_cast<std::size_t>(kWinogradPositions) * b.panels * kWinogradPanel;
    b.words = productWords(p.inChannels, p.products);
    b.inputSize = lanes * b.words;
    b.productSize = lanes * winogradGroups(p.outChannels) * kWinogradGroup;
    return b;
}

std::size_t sizeOf(const Block& b, Products products)
{
    const auto channels = static_cast<std::size_t>(wordChannels(products));
    return (channels * kSide + 1) * b.rowSize + channels * kWinogradTile * b.phaseSize + b.inputSize + b.productSize;
}

Block placed(Block b, Products products, float* scratch)
{
    b.inputs = scratch; // first, for it must begin at a cache line
    b.products = b.inputs + b.inputSize;
    b.rows = b.products + b.productSize;
    b.zeros = b.rows + wordChannels(products) * kSide * b.rowSize;
    b.phases = b.zeros + b.rowSize;
    return b;
}

template <int Lanes, Products P>
class Kernel {
public:
    using V = Vector<Lanes>;
    using W = Vector<kWinogradGroup>; // output channels of a group

    /// Taps transformed along y, then along x.
    static EFFIGY_INLINE void filter(const W (&taps)[9], W (&u)[kWinogradPositions])
    {
        W rows[kSide][3];
        for (int x = 0; x < 3; ++x) {
            const W down[3] = {taps[x], taps[3 + x], taps[6 + x]};
            W column[kSide];
            transformWeight(down, column);
            for (int i = 0; i < kSide; ++i)
                rows[i][x] = column[i];
        }
        for (int i = 0; i < kSide; ++i) {
            W row[kSide];
            transformWeight(rows[i], row);
            for (int j = 0; j < kSide; ++j)
                u[i * kSide + j] = row[j];
        }
    }

    static EFFIGY_INLINE void weights(const WinogradParams& p, int group)
    {
        transformWeights<Kernel, P, kWinogradPositions>(p, group, winogradGroups(p.outChannels));
    }

    static EFFIGY_INLINE void tiles(const WinogradParams& p, int begin, int end, float* scratch)
    {
        const Block b = placed(blockOf(p, end - begin), P, scratch);
        transformInputs(p, b, begin, end);
        multiply(p, b);
        transformOutputs(p, b, begin, end);
    }

private:
    static constexpr int kRows = kPanelRows<Lanes>;
    static constexpr int kVectors = kPanelVectors<Lanes>;
    static constexpr int kChannels = wordChannels(P);

    static EFFIGY_INLINE void transformInputs(const WinogradParams& p, const Block& b, int begin, int end)
    {
        std::memset(b.rows, 0, sizeof(float) * static_cast<std::size_t>((kChannels * kSide + 1) * b.rowSize));
        clearSpareLanes(b);
        for (int word = 0; word < b.words; ++word)
            for (int row = begin; row < end; ++row) {
                for (int k = 0; k < kChannels; ++k)
                    copyDown(p, b, word * kChannels + k, row, b.rows + k * kSide * b.rowSize + kLeft);
                const int tile = (row - begin) * b.columns;
                for (int i = 0; i < kSide; ++i)
                    across(b, i, tile, word);
            }
    }

    // What old memory holds may be numbers that slow the processor down.
    static EFFIGY_INLINE void clearSpareLanes(const Block& b)
    {
        const int used = b.tiles % kWinogradPanel;
        if (used == 0)
            return;
        const std::size_t panelSize = static_cast<std::size_t>(b.words) * kWinogradPanel;
        for (int position = 0; position < kWinogradPositions; ++position) {
            float* panel = b.inputs + (static_cast<std::size_t>(position + 1) * b.panels - 1) * panelSize;
            for (int word = 0; word < b.words; ++word)
                std::fill(panel + word * kWinogradPanel + used, panel + (word + 1) * kWinogradPanel, 0.0F);
        }
    }

    // The transform along y of the six picture rows of a row of tiles of channel c; one beyond the last is zero.
    static EFFIGY_INLINE void copyDown(const WinogradParams& p, const Block& b, int c, int row, float* to)
    {
        const float* picture = p.in + static_cast<std::ptrdiff_t>(c) * p.height * p.width;
        const float* from[kSide];
        for (int i = 0; i < kSide; ++i) {
            const int y = kWinogradTile * row - 1 + i;
            const bool isInside = c < p.inChannels && y >= 0 && y < p.height;
            from[i] = isInside ? picture + static_cast<std::ptrdiff_t>(y) * p.width : b.zeros;
        }
        down(b, from, p.width, to);
    }

    // Rows of the block from picture rows.
    static EFFIGY_INLINE void down(const Block& b, const float* const (&from)[kSide], int width, float* to)
    {
        int x = 0;
        for (; x + Lanes <= width; x += Lanes) {
            V d[kSide], v[kSide];
            for (int i = 0; i < kSide; ++i)
                d[i] = load<Lanes>(from[i] + x);
            transformInput(d, v);
            for (int i = 0; i < kSide; ++i)
                store<Lanes>(to + i * b.rowSize + x, v[i]);
        }
        for (; x < width; ++x) {
            float d[kSide], v[kSide];
            for (int i = 0; i < kSide; ++i)
                d[i] = from[i][x];
            transformInput(d, v);
            for (int i = 0; i < kSide; ++i)
                to[i * b.rowSize + x] = v[i];
        }
    }

    // The transform along x of row i, from column -1 on, into the inputs of a word.
    static EFFIGY_INLINE void across(const Block& b, int i, int tile, int word)
    {
        const int phaseSize = b.phaseSize;
        for (int k = 0; k < kChannels; ++k) {
            const float* from = b.rows + (k * kSide + i) * b.rowSize + kLeft - 1;
            float* phases = b.phases + k * kWinogradTile * phaseSize;
            for (int t = 0; t < b.columns + 1; t += Lanes) {
                const float* x = from + kWinogradTile * t;
                const V x0 = load<Lanes>(x), x1 = load<Lanes>(x + Lanes), x2 = load<Lanes>(x + 2 * Lanes), x3 = load<Lanes>(x + 3 * Lanes);
                const V even0 = everySecond<Lanes, 0>(x0, x1), even1 = everySecond<Lanes, 0>(x2, x3);
                const V odd0 = everySecond<Lanes, 1>(x0, x1), odd1 = everySecond<Lanes, 1>(x2, x3);
                store<Lanes>(phases + t, everySecond<Lanes, 0>(even0, even1));
                store<Lanes>(phases + phaseSize + t, everySecond<Lanes, 0>(odd0, odd1));
                store<Lanes>(phases + 2 * phaseSize + t, everySecond<Lanes, 1>(even0, even1));
                store<Lanes>(phases + 3 * phaseSize + t, everySecond<Lanes, 1>(odd0, odd1));
            }
        }
        const std::ptrdiff_t positionSize = static_cast<std::ptrdiff_t>(b.panels) * b.words * kWinogradPanel;
        float* to = b.inputs + i * kSide * positionSize + static_cast<std::ptrdiff_t>(word) * kWinogradPanel;
        if (b.columns % Lanes == 0)
            acrossChunks<Lanes>(b, to, positionSize, tile);
        else
            acrossChunks<(Lanes > 8 ? 8 : Lanes)>(b, to, positionSize, tile);
    }

    template <int Width>
    static EFFIGY_INLINE void acrossChunks(const Block& b, float* to, std::ptrdiff_t positionSize, int tile)
    {
        for (int t = 0; t < b.columns; t += Width) {
            Vector<Width> v[kSide][kChannels];
            for (int k = 0; k < kChannels; ++k) {
                Vector<Width> d[kSide], own[kSide];
                for (int j = 0; j < kSide; ++j)
                    d[j] = load<Width>(b.phases + (k * kWinogradTile + j % 4) * b.phaseSize + t + j / 4);
                transformInput(d, own);
                for (int j = 0; j < kSide; ++j)
                    v[j][k] = own[j];
            }
            float* lane = to + static_cast<std::ptrdiff_t>((tile + t) / kWinogradPanel) * b.words * kWinogradPanel + (tile + t) % kWinogradPanel;
            for (int j = 0; j < kSide; ++j)
                store<Width>(lane + j * positionSize, wordsFrom<Width, P>(v[j]));
        }
    }

    // One matrix product per position: [outChannels, inChannels] x [inChannels, tiles].
    static EFFIGY_INLINE void multiply(const WinogradParams& p, const Block& b)
    {
        const int groups = winogradGroups(p.outChannels);
        const std::ptrdiff_t panelIn = static_cast<std::ptrdiff_t>(b.words) * kWinogradPanel;
        const std::ptrdiff_t panelOut = static_cast<std::ptrdiff_t>(groups) * kWinogradGroup * kWinogradPanel;
        const std::ptrdiff_t groupSize = static_cast<std::ptrdiff_t>(b.words) * kWinogradGroup;
        for (int position = 0; position < kWinogradPositions; ++position)
            for (int panel = 0; panel < b.panels; ++panel) {
                const float* in = b.inputs + (static_cast<std::ptrdiff_t>(position) * b.panels + panel) * panelIn;
                float* out = b.products + (static_cast<std::ptrdiff_t>(position) * b.panels + panel) * panelOut;
                const float* weight = p.transformed + static_cast<std::ptrdiff_t>(position) * groups * groupSize;
                for (int group = 0; group < groups; ++group)
                    for (int row = 0; row < kWinogradGroup; row += kRows)
                        for (int lane = 0; lane < kWinogradPanel; lane += kVectors * Lanes)
                            panelProduct<Lanes, P>(weight + group * groupSize + row, in + lane,
                                                   out + (static_cast<std::ptrdiff_t>(group) * kWinogradGroup + row) * kWinogradPanel + lane,
                                                   b.words);
            }
    }

    static EFFIGY_INLINE void transformOutputs(const WinogradParams& p, const Block& b, int begin, int end)
    {
        for (int c = 0; c < p.outChannels; ++c)
            for (int row = begin; row < end; ++row) {
                if (b.columns % Lanes == 0)
                    outputRow<Lanes>(p, b, c, row, (row - begin) * b.columns);
                else
                    outputRow<(Lanes > 8 ? 8 : Lanes)>(p, b, c, row, (row - begin) * b.columns);
            }
    }

    template <int Width>
    static EFFIGY_INLINE void outputRow(const WinogradParams& p, const Block& b, int c, int row, int tile)
    {
        using O = Vector<Width>;
        const std::ptrdiff_t rowOut = static_cast<std::ptrdiff_t>(winogradGroups(p.outChannels)) * kWinogradGroup * kWinogradPanel;
        for (int t = 0; t < b.columns; t += Width) {
            const float* from = b.products + (tile + t) / kWinogradPanel * rowOut + static_cast<std::ptrdiff_t>(c) * kWinogradPanel
                                + (tile + t) % kWinogradPanel;
            O rows[kWinogradTile][kSide]; // after the transform along y
            for (int j = 0; j < kSide; ++j) {
                O m[kSide], y[kWinogradTile];
                for (int i = 0; i < kSide; ++i)
                    m[i] = load<Width>(from + static_cast<std::ptrdiff_t>(i * kSide + j) * b.panels * rowOut);
                transformOutput(m, y);
                for (int i = 0; i < kWinogradTile; ++i)
                    rows[i][j] = y[i];
            }
            for (int i = 0; i < kWinogradTile; ++i) {
                const int line = kWinogradTile * row + i;
                if (line >= p.height)
                    break;
                O y[kWinogradTile];
                transformOutput(rows[i], y);
                const O low0 = byTurns<Width, 0>(y[0], y[2]), low1 = byTurns<Width, 1>(y[0], y[2]);
                const O high0 = byTurns<Width, 0>(y[1], y[3]), high1 = byTurns<Width, 1>(y[1], y[3]);
                const O line4[kWinogradTile] = {byTurns<Width, 0>(low0, high0), byTurns<Width, 1>(low0, high0),
                                                byTurns<Width, 0>(low1, high1), byTurns<Width, 1>(low1, high1)};
                const std::ptrdiff_t pixel = static_cast<std::ptrdiff_t>(line) * p.width + kWinogradTile * t;
                for (int k = 0; k < kWinogradTile; ++k)
                    finishVector<Width>(epilogueOf(p, c), line4[k], pixel + k * Width, p.width - kWinogradTile * t - k * Width,
                                        p.out + static_cast<std::ptrdiff_t>(c) * p.height * p.width);
            }
        }
    }
};

EFFIGY_TARGET_BF16 void weightsBf16(const WinogradParams& p, int group) { Kernel<16, Products::Bf16>::weights(p, group); }
EFFIGY_TARGET_16 void weights16(const WinogradParams& p, int group) { Kernel<16, Products::F32>::weights(p, group); }
EFFIGY_TARGET_8 void weights8(const WinogradParams& p, int group) { Kernel<8, Products::F32>::weights(p, group); }
void weights4(const WinogradParams& p, int group) { Kernel<4, Products::F32>::weights(p, group); }

EFFIGY_TARGET_BF16 void tilesBf16(const WinogradParams& p, int begin, int end, float* scratch)
{
    Kernel<16, Products::Bf16>::tiles(p, begin, end, scratch);
}
EFFIGY_TARGET_16 void tiles16(const WinogradParams& p, int begin, int end, float* scratch)
{
    Kernel<16, Products::F32>::tiles(p, begin, end, scratch);
}
EFFIGY_TARGET_8 void tiles8(const WinogradParams& p, int begin, int end, float* scratch)
{
    Kernel<8, Products::F32>::tiles(p, begin, end, scratch);
}
void tiles4(const WinogradParams& p, int begin, int end, float* scratch) { Kernel<4, Products::F32>::tiles(p, begin, end, scratch); }

} // namespace

void transformWinogradWeights(const WinogradParams& params, int begin, int end)
{
    const auto work = params.products == Products::Bf16 ? &weightsBf16 : forLanes(weights16, weights8, weights4);
    for (int group = begin; group < end; ++group)
        work(params, group);
}

std::size_t winogradScratch(const WinogradParams& params, int rows)
{
    return sizeOf(blockOf(params, rows), params.products);
}

void convolveWinograd(const WinogradParams& params, int begin, int end, float* scratch)
{
    const auto work = params.products == Products::Bf16 ? &tilesBf16 : forLanes(tiles16, tiles8, tiles4);
    work(params, begin, end, scratch);
}

} // namespace effigy::nn

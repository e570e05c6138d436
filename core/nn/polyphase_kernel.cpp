// SPDX-License-Identifier: GPL-3.0-or-later
#include "nn/polyphase_kernel.h"

#include "nn/convolution_lanes.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace effigy::nn {

namespace {

constexpr int kInputs = 4;   // of a tile and axis: before - first, first, second - first, second
constexpr int kProducts = 5; // of a tile and axis: three for two even outputs, one for each odd one
// Which input and which weight each product has: even outputs are products 0 + 1 and 1 + 2, odd ones 3 and 4.
constexpr int kInputOf[kProducts] = {0, 1, 2, 1, 3};
constexpr int kWeightOf[kProducts] = {0, 1, 2, 3, 3};
constexpr int kTaps = 4;     // of the smoothing filter
constexpr int kCarried = 3;  // rows before smoothing that the next row of tiles needs
constexpr int kLeft = 16;    // numbers before the first column of a row buffer; the last of them is column -1
constexpr int kRight = 80;   // numbers after the last one, as far as vectors reach
constexpr float kNear = 0.75F, kFar = 0.25F; // the filter, times two for the zeros between

/// How a block of tile rows lies in memory.
struct Block {
    int columns;  // tiles of a row, a multiple of 8
    int panels;   // of kPanelWidth tiles
    int tiles;    // of all rows
    int rowSize;  // numbers of a row buffer
    int words;    // of the input channels
    std::size_t inputSize;
    std::size_t productSize;
    float* inputs;   // [16, panels, words, 32]
    float* products; // [25, panels, outChannels in groups, 32]
    float* carried;  // [outChannels, 3, rowSize] rows before smoothing that belong to the rows of tiles already done
    float* made;     // [4, rowSize] those of a row of tiles
    float* mixed;    // [rowSize] smoothed along y
    float* vertical; // [channels of a word, 4, rowSize] inputs of a row of tiles along y
    float* odd;      // [channels of a word, rowSize] second inputs along x, from those of the tile before the first on
    float* zeros;    // [rowSize]
};

Block blockOf(const PolyphaseParams& p, int rows)
{
    Block b = {};
    b.columns = roundedUp((2 * p.inWidth + kPolyphaseTile - 1) / kPolyphaseTile, 8);
    b.tiles = rows * b.columns;
    b.panels = (b.tiles + kPanelWidth - 1) / kPanelWidth;
    b.rowSize = kLeft + kPolyphaseTile * b.columns + kRight;
    const std::size_t lanes = static_cast<std::size_t>(b.panels) * kPanelWidth;
    b.words = productWords(p.inChannels, p.products);
    b.inputSize = lanes * kInputs * kInputs * static_cast<std::size_t>(b.words);
    b.productSize = lanes * kProducts * kProducts * static_cast<std::size_t>(polyphaseGroups(p.outChannels)) * kPanelGroup;
    return b;
}

std::size_t rowBuffers(const PolyphaseParams& p)
{
    const auto channels = static_cast<std::size_t>(wordChannels(p.products));
    return static_cast<std::size_t>(p.outChannels) * kCarried + 4 + 1 + channels * (kInputs + 1) + 1;
}

Block placed(Block b, const PolyphaseParams& p, float* scratch)
{
    const auto rowSize = static_cast<std::size_t>(b.rowSize);
    b.inputs = scratch; // first, for it must begin at a cache line
    b.products = b.inputs + b.inputSize;
    b.carried = b.products + b.productSize;
    b.made = b.carried + static_cast<std::size_t>(p.outChannels) * kCarried * rowSize;
    b.mixed = b.made + 4 * rowSize;
    b.vertical = b.mixed + rowSize;
    b.odd = b.vertical + wordChannels(p.products) * kInputs * rowSize;
    b.zeros = b.odd + wordChannels(p.products) * rowSize;
    return b;
}

template <int Lanes, Products P>
class Kernel {
public:
    using V = Vector<Lanes>;
    using W = Vector<kPanelGroup>; // output channels of a group

    /// Taps combined along y, then along x.
    static EFFIGY_INLINE void filter(const W (&taps)[9], W (&u)[kPolyphaseWeights])
    {
        W down[kInputs][3];
        for (int x = 0; x < 3; ++x) {
            down[0][x] = taps[6 + x];
            down[1][x] = taps[6 + x] + taps[x];
            down[2][x] = taps[x];
            down[3][x] = taps[3 + x];
        }
        for (int i = 0; i < kInputs; ++i) {
            const W across[kInputs] = {down[i][2], down[i][2] + down[i][0], down[i][0], down[i][1]};
            for (int j = 0; j < kInputs; ++j)
                u[i * kInputs + j] = across[j];
        }
    }

    static EFFIGY_INLINE void weights(const PolyphaseParams& p, int group)
    {
        transformWeights<Kernel, P, kPolyphaseWeights>(p, group, polyphaseGroups(p.outChannels));
    }

    static EFFIGY_INLINE void run(const PolyphaseParams& p, int begin, int end, int rows, float* scratch)
    {
        const Block whole = placed(blockOf(p, rows), p, scratch);
        std::memset(whole.carried, 0, sizeof(float) * rowBuffers(p) * static_cast<std::size_t>(whole.rowSize));
        if (begin > 0)
            block(p, whole, begin - 1, begin, Writes::Nothing);
        for (int row = begin; row < end; row += rows)
            block(p, whole, row, std::min(end, row + rows), Writes::Rows);
        if (end == polyphaseTileRows(p) && p.inHeight % 2 == 0)
            for (int c = 0; c < p.outChannels; ++c)
                lastRows(p, whole, c);
    }

private:
    enum class Writes { Nothing, Rows };
    static constexpr int kChannels = wordChannels(P);

    static EFFIGY_INLINE void block(const PolyphaseParams& p, const Block& whole, int begin, int end, Writes writes)
    {
        Block b = whole; // the last one may be shorter
        b.tiles = (end - begin) * b.columns;
        b.panels = (b.tiles + kPanelWidth - 1) / kPanelWidth;
        clearSpareLanes(b);
        for (int word = 0; word < b.words; ++word)
            for (int row = begin; row < end; ++row)
                transformInput(p, b, word, row, (row - begin) * b.columns);
        multiply(p, b);
        for (int c = 0; c < p.outChannels; ++c)
            for (int row = begin; row < end; ++row)
                finishTileRow(p, b, c, row, (row - begin) * b.columns, writes);
    }

    // What old memory holds may be numbers that slow the processor down.
    static EFFIGY_INLINE void clearSpareLanes(const Block& b)
    {
        const int used = b.tiles % kPanelWidth;
        if (used == 0)
            return;
        const std::size_t panelSize = static_cast<std::size_t>(b.words) * kPanelWidth;
        for (int slot = 0; slot < kInputs * kInputs; ++slot) {
            float* panel = b.inputs + (static_cast<std::size_t>(slot + 1) * static_cast<std::size_t>(b.panels) - 1) * panelSize;
            for (int word = 0; word < b.words; ++word)
                std::fill(panel + word * kPanelWidth + used, panel + (word + 1) * kPanelWidth, 0.0F);
        }
    }

    // The inputs of a row of tiles of the channels of a word.
    static EFFIGY_INLINE void transformInput(const PolyphaseParams& p, const Block& b, int word, int row, int tile)
    {
        for (int k = 0; k < kChannels; ++k)
            copyDown(p, b, word * kChannels + k, row, b.vertical + k * kInputs * b.rowSize + kLeft);
        const std::ptrdiff_t slotSize = static_cast<std::ptrdiff_t>(b.panels) * b.words * kPanelWidth;
        for (int i = 0; i < kInputs; ++i) {
            float* to = b.inputs + i * kInputs * slotSize + static_cast<std::ptrdiff_t>(word) * kPanelWidth;
            if (b.columns % Lanes == 0)
                across<Lanes>(b, i, to, slotSize, tile);
            else
                across<(Lanes > 8 ? 8 : Lanes)>(b, i, to, slotSize, tile);
        }
    }

    // The inputs along y of a row of tiles of channel c; one beyond the last is zero.
    static EFFIGY_INLINE void copyDown(const PolyphaseParams& p, const Block& b, int c, int row, float* to)
    {
        const float* picture = p.in + static_cast<std::ptrdiff_t>(c) * p.inHeight * p.inWidth;
        const float* lines[3];
        for (int i = 0; i < 3; ++i) {
            const int y = 2 * row - 1 + i;
            const bool isInside = c < p.inChannels && y >= 0 && y < p.inHeight;
            lines[i] = isInside ? picture + static_cast<std::ptrdiff_t>(y) * p.inWidth : b.zeros;
        }
        const float *before = lines[0], *first = lines[1], *second = lines[2];
        int x = 0;
        for (; x + Lanes <= p.inWidth; x += Lanes)
            down<Lanes>(before + x, first + x, second + x, to + x, b.rowSize);
        for (; x < p.inWidth; ++x) {
            to[x] = before[x] - first[x];
            to[b.rowSize + x] = first[x];
            to[2 * b.rowSize + x] = second[x] - first[x];
            to[3 * b.rowSize + x] = second[x];
        }
    }

    template <int Width>
    static EFFIGY_INLINE void down(const float* before, const float* first, const float* second, float* to, std::ptrdiff_t rowSize)
    {
        const Vector<Width> middle = load<Width>(first), last = load<Width>(second);
        store<Width>(to, load<Width>(before) - middle);
        store<Width>(to + rowSize, middle);
        store<Width>(to + 2 * rowSize, last - middle);
        store<Width>(to + 3 * rowSize, last);
    }

    // The inputs along x of input i along y, for the channels of a word.
    template <int Width>
    static EFFIGY_INLINE void across(const Block& b, int i, float* to, std::ptrdiff_t slotSize, int tile)
    {
        for (int t = 0; t < b.columns; t += Width) {
            Vector<Width> v[kInputs][kChannels];
            for (int k = 0; k < kChannels; ++k) {
                const float* from = b.vertical + (k * kInputs + i) * b.rowSize + kLeft;
                float* odd = b.odd + k * b.rowSize + kLeft; // odd[t]: the second input of tile t; that of tile -1 is column -1, zero
                const Vector<Width> low = load<Width>(from + 2 * t), high = load<Width>(from + 2 * t + Width);
                const Vector<Width> first = everySecond<Width, 0>(low, high), second = everySecond<Width, 1>(low, high);
                store<Width>(odd + t, second);
                const Vector<Width> before = load<Width>(odd + t - 1);
                v[0][k] = before - first;
                v[1][k] = first;
                v[2][k] = second - first;
                v[3][k] = second;
            }
            float* lane = to + static_cast<std::ptrdiff_t>((tile + t) / kPanelWidth) * b.words * kPanelWidth + (tile + t) % kPanelWidth;
            for (int j = 0; j < kInputs; ++j)
                store<Width>(lane + j * slotSize, wordsFrom<Width, P>(v[j]));
        }
    }

    // One matrix product per pair of products along y and x.
    static EFFIGY_INLINE void multiply(const PolyphaseParams& p, const Block& b)
    {
        const int groups = polyphaseGroups(p.outChannels);
        const std::ptrdiff_t panelIn = static_cast<std::ptrdiff_t>(b.words) * kPanelWidth;
        const std::ptrdiff_t panelOut = static_cast<std::ptrdiff_t>(groups) * kPanelGroup * kPanelWidth;
        const std::ptrdiff_t groupSize = static_cast<std::ptrdiff_t>(b.words) * kPanelGroup;
        for (int product = 0; product < kProducts * kProducts; ++product) {
            const int i = product / kProducts, j = product % kProducts;
            const int input = kInputOf[i] * kInputs + kInputOf[j], weightSlot = kWeightOf[i] * kInputs + kWeightOf[j];
            const float* weight = p.transformed + static_cast<std::ptrdiff_t>(weightSlot) * groups * groupSize;
            for (int panel = 0; panel < b.panels; ++panel) {
                const float* in = b.inputs + (static_cast<std::ptrdiff_t>(input) * b.panels + panel) * panelIn;
                float* out = b.products + (static_cast<std::ptrdiff_t>(product) * b.panels + panel) * panelOut;
                for (int group = 0; group < groups; ++group)
                    for (int row = 0; row < kPanelGroup; row += kPanelRows<Lanes>)
                        for (int lane = 0; lane < kPanelWidth; lane += kPanelVectors<Lanes> * Lanes)
                            panelProduct<Lanes, P>(weight + group * groupSize + row, in + lane,
                                                   out + (static_cast<std::ptrdiff_t>(group) * kPanelGroup + row) * kPanelWidth + lane,
                                                   b.words);
            }
        }
    }

    static EFFIGY_INLINE void finishTileRow(const PolyphaseParams& p, const Block& b, int c, int row, int tile, Writes writes)
    {
        if (b.columns % Lanes == 0)
            addProducts<Lanes>(p, b, c, tile);
        else
            addProducts<(Lanes > 8 ? 8 : Lanes)>(p, b, c, tile);
        const int width = 2 * p.inWidth;
        if (p.inWidth % 2 == 0) // the column that no tile has, and nothing beyond it
            for (int i = 0; i < kPolyphaseTile; ++i) {
                float* line = b.made + i * b.rowSize + kLeft + width;
                const int y = kPolyphaseTile * row + i;
                line[0] = y <= 2 * p.inHeight ? p.edgeColumn[static_cast<std::ptrdiff_t>(c) * (2 * p.inHeight + 1) + y] : 0.0F;
                line[1] = 0.0F;
            }
        float* carried = b.carried + static_cast<std::ptrdiff_t>(c) * kCarried * b.rowSize;
        const float* rows[kCarried + kPolyphaseTile];
        for (int i = 0; i < kCarried; ++i)
            rows[i] = carried + i * b.rowSize + kLeft;
        for (int i = 0; i < kPolyphaseTile; ++i)
            rows[kCarried + i] = b.made + i * b.rowSize + kLeft;
        if (writes == Writes::Rows)
            for (int i = 0; i < kPolyphaseTile; ++i) {
                const int y = kPolyphaseTile * row - 2 + i;
                if (y >= 0 && y < 2 * p.inHeight)
                    smoothed(p, b, c, y, rows + i);
            }
        std::memcpy(carried, b.made + b.rowSize, sizeof(float) * static_cast<std::size_t>(kCarried * b.rowSize));
    }

    // The last two rows, where the picture ends with a row of tiles.
    static EFFIGY_INLINE void lastRows(const PolyphaseParams& p, const Block& b, int c)
    {
        const int width = 2 * p.inWidth, height = 2 * p.inHeight;
        float* below = b.made + kLeft;
        std::memset(b.made, 0, sizeof(float) * static_cast<std::size_t>(b.rowSize));
        std::copy_n(p.edgeRow + static_cast<std::ptrdiff_t>(c) * (width + 1), width + 1, below);
        const float* carried = b.carried + static_cast<std::ptrdiff_t>(c) * kCarried * b.rowSize + kLeft;
        const float* rows[kCarried + 2] = {carried, carried + b.rowSize, carried + 2 * b.rowSize, below, b.zeros + kLeft};
        smoothed(p, b, c, height - 2, rows);
        smoothed(p, b, c, height - 1, rows + 1);
    }

    // The rows before smoothing of a row of tiles of channel c, into `made`.
    template <int Width>
    static EFFIGY_INLINE void addProducts(const PolyphaseParams& p, const Block& b, int c, int tile)
    {
        using O = Vector<Width>;
        const std::ptrdiff_t panelOut = static_cast<std::ptrdiff_t>(polyphaseGroups(p.outChannels)) * kPanelGroup * kPanelWidth;
        const std::ptrdiff_t slotSize = static_cast<std::ptrdiff_t>(b.panels) * panelOut;
        for (int t = 0; t < b.columns; t += Width) {
            const float* from = b.products + (tile + t) / kPanelWidth * panelOut + static_cast<std::ptrdiff_t>(c) * kPanelWidth
                                + (tile + t) % kPanelWidth;
            O rows[kPolyphaseTile][kProducts];
            for (int j = 0; j < kProducts; ++j) {
                O m[kProducts];
                for (int i = 0; i < kProducts; ++i)
                    m[i] = load<Width>(from + (i * kProducts + j) * slotSize);
                rows[0][j] = m[0] + m[1];
                rows[1][j] = m[3];
                rows[2][j] = m[1] + m[2];
                rows[3][j] = m[4];
            }
            for (int i = 0; i < kPolyphaseTile; ++i) {
                const O y0 = rows[i][0] + rows[i][1], y1 = rows[i][3], y2 = rows[i][1] + rows[i][2], y3 = rows[i][4];
                const O even0 = byTurns<Width, 0>(y0, y2), even1 = byTurns<Width, 1>(y0, y2);
                const O odd0 = byTurns<Width, 0>(y1, y3), odd1 = byTurns<Width, 1>(y1, y3);
                float* line = b.made + i * b.rowSize + kLeft + kPolyphaseTile * t;
                store<Width>(line, byTurns<Width, 0>(even0, odd0));
                store<Width>(line + Width, byTurns<Width, 1>(even0, odd0));
                store<Width>(line + 2 * Width, byTurns<Width, 0>(even1, odd1));
                store<Width>(line + 3 * Width, byTurns<Width, 1>(even1, odd1));
            }
        }
    }

    // Row y of the result from the four rows around it.
    static EFFIGY_INLINE void smoothed(const PolyphaseParams& p, const Block& b, int c, int y, const float* const* rows)
    {
        const int width = 2 * p.inWidth;
        float* mixed = b.mixed + kLeft; // column -1 stays zero
        for (int x = 0; x < width + 2; x += Lanes)
            store<Lanes>(mixed + x, kFar * (load<Lanes>(rows[0] + x) + load<Lanes>(rows[3] + x))
                                        + kNear * (load<Lanes>(rows[1] + x) + load<Lanes>(rows[2] + x)));
        const LaneEpilogue epilogue = epilogueOf(p, c);
        float* channel = p.out + static_cast<std::ptrdiff_t>(c) * 4 * p.inHeight * p.inWidth;
        for (int x = 0; x < width; x += Lanes)
            finishVector<Lanes>(epilogue,
                                kFar * (load<Lanes>(mixed + x - 1) + load<Lanes>(mixed + x + 2))
                                    + kNear * (load<Lanes>(mixed + x) + load<Lanes>(mixed + x + 1)),
                                static_cast<std::ptrdiff_t>(y) * width + x, width - x, channel);
    }
};

EFFIGY_TARGET_BF16 void weightsBf16(const PolyphaseParams& p, int group) { Kernel<16, Products::Bf16>::weights(p, group); }
EFFIGY_TARGET_16 void weights16(const PolyphaseParams& p, int group) { Kernel<16, Products::F32>::weights(p, group); }
EFFIGY_TARGET_8 void weights8(const PolyphaseParams& p, int group) { Kernel<8, Products::F32>::weights(p, group); }
void weights4(const PolyphaseParams& p, int group) { Kernel<4, Products::F32>::weights(p, group); }

EFFIGY_TARGET_BF16 void runBf16(const PolyphaseParams& p, int begin, int end, int rows, float* scratch)
{
    Kernel<16, Products::Bf16>::run(p, begin, end, rows, scratch);
}
EFFIGY_TARGET_16 void run16(const PolyphaseParams& p, int begin, int end, int rows, float* scratch)
{
    Kernel<16, Products::F32>::run(p, begin, end, rows, scratch);
}
EFFIGY_TARGET_8 void run8(const PolyphaseParams& p, int begin, int end, int rows, float* scratch)
{
    Kernel<8, Products::F32>::run(p, begin, end, rows, scratch);
}
void run4(const PolyphaseParams& p, int begin, int end, int rows, float* scratch)
{
    Kernel<4, Products::F32>::run(p, begin, end, rows, scratch);
}

} // namespace

void transformPolyphaseWeights(const PolyphaseParams& params, int begin, int end)
{
    const auto work = params.products == Products::Bf16 ? &weightsBf16 : forLanes(weights16, weights8, weights4);
    for (int group = begin; group < end; ++group)
        work(params, group);
}

std::size_t polyphaseScratch(const PolyphaseParams& params, int rows)
{
    const Block b = blockOf(params, rows);
    return b.inputSize + b.productSize + rowBuffers(params) * static_cast<std::size_t>(b.rowSize);
}

void convolvePolyphase(const PolyphaseParams& params, int begin, int end, int rows, float* scratch)
{
    const auto work = params.products == Products::Bf16 ? &runBf16 : forLanes(run16, run8, run4);
    work(params, begin, end, rows, scratch);
}

} // namespace effigy::nn

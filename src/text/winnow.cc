#include "text/winnow.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/word.h"

namespace spanloom {
namespace {

constexpr std::uint32_t kMaxGram = 16;  // bytes; two words
constexpr std::uint32_t kBlock = 1024;
constexpr std::uint32_t kMaxGrams = kBlock + 4 * Winnow::kMaxLength;  // of a block, and around it
constexpr std::uint32_t kRankedBytes = 8;
constexpr std::uint32_t kWord = sizeof(std::uint64_t);
constexpr std::uint32_t kBits = 64;

// Grams compete by a rank of one byte, which suits vector instructions best; ties are rare.
using Rank = std::uint8_t;

// Sets out[i] to the `best` of in[i] to in[i + width - 1], for `count` entries. Each pass triples the width; compilers
// vectorise it.
template <typename Best>
void Slide(const Rank* in, Rank* out, Rank* scratch, std::uint32_t count, std::uint32_t width, Best best) {
  std::uint32_t passes = 0;
  for (std::uint32_t done = 1; done < width; done *= 3) ++passes;
  std::uint32_t size = count + width - 1;
  for (std::uint32_t done = 1; done < width;) {
    const std::uint32_t next = std::min(3 * done, width);
    const std::uint32_t far = next - done;
    const std::uint32_t near = (far + 1) / 2;
    Rank* __restrict to = --passes % 2 == 0 ? out : scratch;
    const Rank* __restrict from = in;
    size -= far;
    for (std::uint32_t i = 0; i < size; ++i) to[i] = best(best(from[i], from[i + near]), from[i + far]);
    in = to;
    done = next;
  }
}

// Computes the rank of each of `count` grams from a hash of its first `size` bytes, at least four.
void RankGrams(const char* text, std::uint32_t count, std::uint32_t size, Rank* __restrict ranks) {
  std::uint16_t hashes[kMaxGrams];
  const std::uint32_t step = size - 4;
  for (std::uint32_t i = 0; i < count + step; ++i) {
    const auto* const at = reinterpret_cast<const unsigned char*>(text) + i;
    hashes[i] = static_cast<std::uint16_t>(at[0] * 0x9E35U + at[1] * 0x7A6DU + at[2] * 0x4F1BU + at[3] * 0xC2B3U);
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto hash = static_cast<std::uint16_t>((hashes[i] * 0x4F6DU + hashes[i + step]) * 0x9E37U);
    ranks[i] = static_cast<Rank>(hash >> 8);
  }
}

}  // namespace

Winnow::Winnow(std::uint32_t length) {
  length = std::clamp(length, kMinLength, kMaxLength);
  gram_ = std::clamp(length * 3 / 4, kMinLength - 1, kMaxGram);
  window_ = length - gram_ + 1;
  side_ = window_ / 2;
  head_mask_ = gram_ < kWord ? (std::uint64_t{1} << (8 * gram_)) - 1 : ~std::uint64_t{0};
}

Fingerprint Winnow::Describe(std::string_view text, std::uint32_t at) const {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
  const char* const gram = text.data() + at;
  const std::uint64_t tail = gram_ > kWord ? WordAt(gram + gram_ - kWord) : 0;
  const std::uint64_t mixed = (WordAt(gram) & head_mask_) * kMix + tail * 0xC2B2AE3D27D4EB4F;
  // A word at the far end of each side. If the side is shorter than a word, the gram fills the rest.
  std::uint64_t sides = 0;
  if (at >= side_) sides |= (WordAt(gram - side_) * kMix) >> 60 << 4;
  if (text.size() - at >= gram_ + side_) sides |= (WordAt(gram + gram_ + side_ - kWord) * kMix) >> 60;
  return {static_cast<std::uint32_t>(mixed >> 32), at, static_cast<std::uint8_t>(sides)};
}

// Works in blocks, with the grams on both sides that compete with those of the block. A window that reaches beyond the
// text counts as if its smallest rank were 0.
void Winnow::Select(std::string_view text, Array<Fingerprint>& out) const {
  if (text.size() < gram_ + window_ - 1) return;
  const auto grams = static_cast<std::uint32_t>(text.size()) - gram_ + 1;
  const std::uint32_t around = window_ - 1;
  Rank ranks[kMaxGrams];
  Rank least[kMaxGrams];
  Rank greatest[kMaxGrams];
  Rank scratch[kMaxGrams];
  for (std::uint32_t start = 0; start < grams; start += kBlock) {
    const std::uint32_t count = std::min(kBlock, grams - start);
    const std::uint32_t before = std::min(start, around);
    const std::uint32_t known = before + count + std::min(grams - start - count, around);
    RankGrams(text.data() + (start - before), known, std::min(gram_, kRankedBytes), ranks);

    const std::uint32_t windows = known - around;
    const std::uint32_t missing = around - before;
    std::memset(least, 0, missing);
    Slide(ranks, least + missing, scratch, windows, window_, [](Rank a, Rank b) { return a < b ? a : b; });
    std::memset(least + missing + windows, 0, count + before - windows);
    Slide(least, greatest, scratch, count, window_, [](Rank a, Rank b) { return a > b ? a : b; });

    unsigned char chosen[kBlock + kBits];
    const Rank* const own = ranks + before;
    for (std::uint32_t i = 0; i < count; ++i) chosen[i] = greatest[i] == own[i] ? 1 : 0;
    std::memset(chosen + count, 0, kBits);
    for (std::uint32_t at = 0; at < count; at += kBits) {
      std::uint64_t mask = 0;
      for (std::uint32_t i = 0; i < kBits; i += kWord) {
        mask |= (WordAt(chosen + at + i) * 0x0102040810204080) >> 56 << i;
      }
      Fingerprint* to = out.Extend(static_cast<std::size_t>(std::popcount(mask)));
      for (; mask != 0; mask &= mask - 1) {
        const std::uint32_t place = start + at + static_cast<std::uint32_t>(std::countr_zero(mask));
        *to++ = Describe(text, place);
      }
    }
  }
}

}  // namespace spanloom

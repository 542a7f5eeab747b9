#include "text/winnow.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace spanloom {
namespace {

constexpr std::uint32_t kLongestGram = 16;  // two words
constexpr std::uint32_t kBlock = 1024;
constexpr std::uint32_t kWord = sizeof(std::uint64_t);

std::uint64_t WordAt(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// A value for each gram of a block and of those around it.
struct Buffer {
  std::uint16_t at[kBlock + 4 * Winnow::kLongest];
};

// Makes out[i] what `combine` makes of in[i] to in[i + width - 1], for `count` entries; returns the one of the two that
// holds the result. Doubling the width takes log(width) passes, which compilers turn into vector instructions.
template <typename Combine>
Buffer* Slide(Buffer* in, Buffer* out, std::uint32_t count, std::uint32_t width, Combine combine) {
  const auto pass = [&](std::uint32_t size, std::uint32_t step) {
    const std::uint16_t* __restrict from = in->at;
    std::uint16_t* __restrict to = out->at;
    for (std::uint32_t i = 0; i < size; ++i) to[i] = combine(from[i], from[i + step]);
    std::swap(in, out);
  };
  std::uint32_t done = 1;
  std::uint32_t size = count + width - 1;
  for (; 2 * done <= width; done *= 2) pass(size -= done, done);
  if (done < width) pass(count, width - done);
  return in;
}

}  // namespace

Winnow::Winnow(std::uint32_t length) {
  length = std::clamp(length, kShortest, kLongest);
  gram_ = std::min(length * 3 / 4, kLongestGram);
  window_ = length - gram_ + 1;
  head_mask_ = gram_ < kWord ? (std::uint64_t{1} << (8 * gram_)) - 1 : ~std::uint64_t{0};
  if (gram_ <= kWord) return;
  tail_at_ = gram_ - kWord;
  tail_factor_ = 0xC2B2AE3D27D4EB4F;
}

std::uint32_t Winnow::HashAt(const char* at) const {
  const std::uint64_t mixed = (WordAt(at) & head_mask_) * 0x9E3779B97F4A7C15 + WordAt(at + tail_at_) * tail_factor_;
  return static_cast<std::uint32_t>(mixed >> 32);
}

// Grams compete with hashes of their own, of 16 bits, which are fast to make for all. Around each block as much is
// looked at as competes with its grams; the least of a window that reaches out of the text counts as 0.
void Winnow::Select(std::string_view text, Array<Fingerprint>& out) const {
  if (text.size() < gram_ + window_ - 1) return;
  const auto grams = static_cast<std::uint32_t>(text.size()) - gram_ + 1;
  const std::uint32_t around = window_ - 1;
  Buffer buffers[4];
  for (std::uint32_t start = 0; start < grams; start += kBlock) {
    const std::uint32_t count = std::min(kBlock, grams - start);
    const std::uint32_t before = std::min(start, around);
    const std::uint32_t known = before + count + std::min(grams - start - count, around);
    const char* const from = text.data() + (start - before);
    for (std::uint32_t i = 0; i < known + gram_ - 1; ++i) {
      buffers[0].at[i] = static_cast<std::uint16_t>(static_cast<unsigned char>(from[i]) * 0x9E35U);
    }
    const Buffer* const hashes = Slide(&buffers[0], &buffers[1], known, gram_, [](std::uint16_t a, std::uint16_t b) {
      return static_cast<std::uint16_t>(a * 0x4F6DU + b);
    });
    const auto copy = [](Buffer& to, std::uint32_t at, const Buffer& source, std::uint32_t size) {
      std::memcpy(to.at + at, source.at, size * sizeof source.at[0]);
    };
    copy(buffers[2], 0, *hashes, known);
    const std::uint32_t windows = known - around;
    const auto less = [](std::uint16_t a, std::uint16_t b) { return a < b ? a : b; };
    const Buffer* const least = Slide(&buffers[2], &buffers[3], windows, window_, less);

    Buffer& padded = buffers[hashes == &buffers[0] ? 1 : 0];
    std::memset(&padded, 0, (count + around) * sizeof padded.at[0]);
    copy(padded, around - before, *least, windows);
    const auto more = [](std::uint16_t a, std::uint16_t b) { return a > b ? a : b; };
    const Buffer* const greatest = Slide(&padded, &buffers[2], count, window_, more);

    // Without a branch that nobody could predict.
    std::uint16_t chosen[kBlock];
    std::uint32_t found = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      chosen[found] = static_cast<std::uint16_t>(i);
      found += greatest->at[i] == hashes->at[before + i] ? 1 : 0;
    }
    for (std::uint32_t i = 0; i < found; ++i) out.Add({HashAt(text.data() + start + chosen[i]), start + chosen[i]});
  }
}

}  // namespace spanloom

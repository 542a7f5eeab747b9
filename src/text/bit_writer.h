#ifndef SPANLOOM_TEXT_BIT_WRITER_H_
#define SPANLOOM_TEXT_BIT_WRITER_H_

#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>

#include "base/word.h"

namespace spanloom {

// Writes a sequence of bits, the first one into the lowest bit of the first byte. Call Add() any number of times, then
// Finish() once. The caller owns the memory: a byte for each eight bits, and two words more. Every call is O(1),
// except Newest().
class BitWriter {
 public:
  explicit BitWriter(char* to) : to_(to) {}

  // Appends the lowest `count` bits of `bits`, at most 64. The bits above them must be 0.
  void Add(std::uint64_t bits, std::uint32_t count) {
    assert(count <= kWordBits && (count == kWordBits || bits >> count == 0));
    const std::uint32_t used = count_ % kWordBits;
    pending_ |= bits << used;
    count_ += count;
    if (used + count < kWordBits) return;
    std::memcpy(to_, &pending_, sizeof pending_);
    to_ += sizeof pending_;
    pending_ = used == 0 ? 0 : bits >> (kWordBits - used);
  }

  // The number of bits added.
  std::uint32_t count() const { return count_; }

  // The index of the last bit that is 1; there must be one. O(distance from the end / 64).
  std::uint32_t Newest() const {
    const char* at = to_;
    std::uint32_t end = count_ / kWordBits * kWordBits;
    std::uint64_t bits = pending_;
    for (; bits == 0; end -= kWordBits) {
      assert(end > 0);
      bits = WordAt(at -= sizeof bits);
    }
    return end + static_cast<std::uint32_t>(std::bit_width(bits)) - 1;
  }

  // Writes the bits that are still pending, padded with zeros to a word. Returns count().
  std::uint32_t Finish() {
    std::memcpy(to_, &pending_, sizeof pending_);
    return count_;
  }

 private:
  static constexpr std::uint32_t kWordBits = 64;

  char* to_;
  std::uint64_t pending_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_BIT_WRITER_H_

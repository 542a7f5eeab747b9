#ifndef SPANLOOM_TEXT_ASCII_RUN_H_
#define SPANLOOM_TEXT_ASCII_RUN_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/word.h"

namespace spanloom {

// Runs of plain characters: ASCII that does not start an escape. Most text is plain, so Normalize() takes such runs 64
// characters at a time and only the rest one by one. This is the innermost loop of content links. The two functions
// with loops are not inlined, for size: one call serves up to 64 characters.

inline constexpr std::uint32_t kMaxRunLength = 64;

// Runs are copied in steps of this many bytes, so that the size of a copy is known at compile time.
inline constexpr std::uint32_t kCopyBytes = 16;

// Sets the case bit of each byte. ASCII digits have it already.
inline constexpr std::uint64_t kLowerCase = kByteOnes * 0x20;

// Up to 64 plain characters.
struct AsciiRun {
  std::uint64_t letters;  // bit i: character i is a letter or digit
  std::uint32_t length;
};

// The high bit of each of eight ASCII bytes that is at least `least`.
inline std::uint64_t AtLeast(std::uint64_t word, unsigned char least) { return word + kByteOnes * (0x80U - least); }

// The high bit of each of eight ASCII bytes that is a letter or digit.
inline std::uint64_t LetterBytes(std::uint64_t word) {
  const std::uint64_t lower = word | kLowerCase;
  return ((AtLeast(lower, 'a') ^ AtLeast(lower, 'z' + 1)) | (AtLeast(word, '0') ^ AtLeast(word, '9' + 1))) &
         kByteHighBits;
}

// The high bit of each of eight bytes that is not plain. Exact up to the first one.
inline std::uint64_t SpecialBytes(std::uint64_t word) {
  return (word | EqualBytes(word, '\\') | EqualBytes(word, '&')) & kByteHighBits;
}

// Reads the plain characters at `from`, up to 64 of the `size` bytes there. O(length).
[[gnu::noinline]] inline AsciiRun ReadAsciiRun(const char* from, std::size_t size) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  AsciiRun run{0, 0};
  while (run.length < kMaxRunLength && size > 0) {
    const std::size_t count = std::min(size, kWord);
    const std::uint64_t word = count == kWord ? WordAt(from) : PartialWordAt(from, count);
    // The multiplication gathers the eight high bits in one byte.
    const std::uint64_t letters = ((LetterBytes(word) >> 7) * 0x0102040810204080) >> 56;
    run.letters |= letters << run.length;
    const std::uint64_t specials = SpecialBytes(word);
    if (specials != 0) {
      run.length += static_cast<std::uint32_t>(std::countr_zero(specials)) / 8;
      run.letters &= (std::uint64_t{1} << run.length) - 1;
      return run;
    }
    run.length += static_cast<std::uint32_t>(count);
    from += count;
    size -= count;
  }
  return run;
}

// Writes the letters and digits of a run in lower case and returns the end of what it wrote. Reads and writes up to
// kCopyBytes beyond the run.
[[gnu::noinline]] inline char* CopyLetters(char* to, const char* from, std::uint64_t letters) {
  while (letters != 0) {
    const int start = std::countr_zero(letters);
    const std::uint64_t carried = letters + (letters & (0 - letters));
    const int length = std::countr_zero(carried) - start;
    for (int done = 0; done < length; done += static_cast<int>(kCopyBytes)) {
      const char* const source = from + start + done;
      const std::uint64_t words[] = {WordAt(source) | kLowerCase, WordAt(source + sizeof(std::uint64_t)) | kLowerCase};
      static_assert(sizeof words == kCopyBytes);
      std::memcpy(to + done, words, sizeof words);
    }
    to += length;
    letters &= carried;
  }
  return to;
}

// The same for a run at the end of the text: reads nothing beyond it.
inline char* CopyLastLetters(char* to, const char* from, const AsciiRun& run) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  char copy[kMaxRunLength + kCopyBytes];
  for (std::size_t at = 0; at < run.length; at += kWord) {
    const std::size_t count = std::min(run.length - at, kWord);
    const std::uint64_t word = count == kWord ? WordAt(from + at) : PartialWordAt(from + at, count);
    std::memcpy(copy + at, &word, sizeof word);
  }
  return CopyLetters(to, copy, run.letters);
}

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_ASCII_RUN_H_

#include "base/json_string.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace spanloom {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

bool NeedsEscape(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\'; }

// Writes the escape of a byte and returns where it ends.
char* WriteEscape(char* to, char byte) {
  *to++ = '\\';
  switch (byte) {
    case '\n': *to++ = 'n'; return to;
    case '\t': *to++ = 't'; return to;
    case '\r': *to++ = 'r'; return to;
    case '"':
    case '\\': *to++ = byte; return to;
    default: break;
  }
  std::memcpy(to, "u00", 3);
  to[3] = kHexDigits[static_cast<unsigned char>(byte) >> 4];
  to[4] = kHexDigits[byte & 0xF];
  return to + 5;
}

// Whether any of eight bytes needs an escape: below 0x20, a quote or a backslash. May say yes of bytes that follow such
// a one.
bool AnyNeedsEscape(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  const std::uint64_t quotes = word ^ (kOnes * '"');
  const std::uint64_t backslashes = word ^ (kOnes * '\\');
  return (((word - kOnes * 0x20) & ~word) | ((quotes - kOnes) & ~quotes) | ((backslashes - kOnes) & ~backslashes)) &
         kHighBits;
}

}  // namespace

void AppendJsonString(Bytes& out, std::string_view text) {
  constexpr std::size_t kMaxEscapeBytes = 6;
  constexpr std::size_t kChunk = 1024;
  out.Push('"');
  while (!text.empty()) {
    const std::string_view chunk = text.substr(0, kChunk);
    text.remove_prefix(chunk.size());
    // Room for the worst, so that what follows is loads and stores.
    char* const start = out.Extend(chunk.size() * kMaxEscapeBytes);
    char* to = start;
    std::size_t at = 0;
    while (at < chunk.size()) {
      std::uint64_t word;
      if (at + sizeof word <= chunk.size()) {
        std::memcpy(&word, chunk.data() + at, sizeof word);
        if (!AnyNeedsEscape(word)) {
          std::memcpy(to, &word, sizeof word);
          to += sizeof word;
          at += sizeof word;
          continue;
        }
      }
      const std::size_t end = std::min(at + sizeof word, chunk.size());
      for (; at < end; ++at) {
        if (NeedsEscape(chunk[at])) {
          to = WriteEscape(to, chunk[at]);
        } else {
          *to++ = chunk[at];
        }
      }
    }
    out.Truncate(static_cast<std::size_t>(to - out.data()));
  }
  out.Push('"');
}

}  // namespace spanloom

#include "base/json_string.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace spanloom {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

bool NeedsEscape(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\'; }

void AppendEscape(Bytes& out, char byte) {
  out.Push('\\');
  switch (byte) {
    case '\n': return out.Push('n');
    case '\t': return out.Push('t');
    case '\r': return out.Push('r');
    case '"':
    case '\\': return out.Push(byte);
    default: break;
  }
  out.Append("u00");
  out.Push(kHexDigits[static_cast<unsigned char>(byte) >> 4]);
  out.Push(kHexDigits[byte & 0xF]);
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
  constexpr std::size_t kLongestEscape = 6;
  constexpr std::size_t kBlock = sizeof(std::uint64_t);
  out.Push('"');
  while (!text.empty()) {
    // Room for the worst of a block is there before it is looked at, so that plain ones are one load and one store.
    out.Reserve(text.size() + kBlock * kLongestEscape);
    std::size_t at = 0;
    for (; at + kBlock <= text.size(); at += kBlock) {
      std::uint64_t word;
      std::memcpy(&word, text.data() + at, kBlock);
      if (AnyNeedsEscape(word)) break;
      std::memcpy(out.Extend(kBlock), &word, kBlock);
    }
    const std::size_t end = at + kBlock < text.size() ? at + kBlock : text.size();
    for (; at < end; ++at) {
      if (NeedsEscape(text[at])) {
        AppendEscape(out, text[at]);
      } else {
        out.Push(text[at]);
      }
    }
    text.remove_prefix(at);
  }
  out.Push('"');
}

}  // namespace spanloom

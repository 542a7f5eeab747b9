#include "base/json_string.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/hex.h"
#include "base/utf8.h"

namespace spanloom {
namespace {

bool NeedsEscape(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\'; }

// Writes the escape of a byte and returns its end.
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

}  // namespace

void AppendJsonString(Bytes& out, std::string_view text) {
  constexpr std::size_t kMaxEscapeBytes = 6;
  constexpr std::size_t kChunk = 1024;
  assert(ValidUtf8Prefix(text) == text.size());
  out.Push('"');
  while (!text.empty()) {
    const std::string_view chunk = text.substr(0, kChunk);
    text.remove_prefix(chunk.size());
    // Room for the longest result, so that the loop does not check it.
    char* const start = out.Extend(chunk.size() * kMaxEscapeBytes);
    char* to = start;
    std::size_t at = 0;
    while (at < chunk.size()) {
      std::uint64_t word;
      if (at + sizeof word <= chunk.size()) {
        std::memcpy(&word, chunk.data() + at, sizeof word);
        if (JsonSpecialBytes(word) == 0) {
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

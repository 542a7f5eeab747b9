#include "base/utf8.h"

#include <bit>
#include <cstdint>

#include "base/word.h"

namespace spanloom {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Returns the length of the character at the start of `text`, or 0 if it is ill-formed.
std::size_t CharacterLength(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
      (first == 0xF4 && second > 0x8F)) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  return length;
}

std::size_t AsciiPrefix(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    if ((WordAt(text.data() + at) & kByteHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

std::size_t ValidUtf8Prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    at += AsciiPrefix(text.substr(at));
    if (at == text.size()) break;
    const std::size_t length = CharacterLength(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  return at;
}

void AppendUtf8(Bytes& out, std::string_view text) {
  for (;;) {
    const std::size_t valid = ValidUtf8Prefix(text);
    out.Append(text.substr(0, valid));
    if (valid == text.size()) return;
    out.Append(kReplacement);
    text.remove_prefix(valid + 1);
    while (!text.empty() && IsContinuation(text[0])) text.remove_prefix(1);
  }
}

std::string_view CutUtf8(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && IsContinuation(text[limit])) --limit;
  return text.substr(0, limit);
}

std::uint32_t Utf16Length(std::string_view text) {
  auto units = static_cast<std::uint32_t>(text.size());
  const auto add = [&](std::uint64_t word) {
    if ((word & kByteHighBits) == 0) return;
    const std::uint64_t further = word & ~(word << 1) & kByteHighBits;  // continuation bytes
    const std::uint64_t pairs = word & word << 1 & word << 2 & word << 3 & kByteHighBits;
    units += static_cast<std::uint32_t>(std::popcount(pairs) - std::popcount(further));
  };
  for (; text.size() >= 8; text.remove_prefix(8)) add(WordAt(text.data()));
  for (const char byte : text) add(static_cast<unsigned char>(byte));
  return units;
}

}  // namespace spanloom

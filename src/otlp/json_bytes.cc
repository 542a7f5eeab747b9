#include "otlp/json_bytes.h"

#include <cstdint>

#include "base/hex.h"

namespace spanloom {
namespace {

constexpr std::uint32_t kNoBase64Digit = 64;

std::uint32_t Base64Value(char digit) {
  if (digit >= 'A' && digit <= 'Z') return static_cast<std::uint32_t>(digit - 'A');
  if (digit >= 'a' && digit <= 'z') return static_cast<std::uint32_t>(digit - 'a' + 26);
  if (digit >= '0' && digit <= '9') return static_cast<std::uint32_t>(digit - '0' + 52);
  if (digit == '+' || digit == '-') return 62;
  if (digit == '/' || digit == '_') return 63;
  return kNoBase64Digit;
}

}  // namespace

bool AppendHexBytes(std::string_view text, Bytes& out) {
  if (text.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::uint32_t high = HexValue(text[i]);
    const std::uint32_t low = HexValue(text[i + 1]);
    if (high == kNoHexDigit || low == kNoHexDigit) return false;
    out.Push(static_cast<char>(high << 4 | low));
  }
  return true;
}

bool AppendBase64Bytes(std::string_view text, Bytes& out) {
  if (text.size() % 4 == 0) {
    for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  }
  if (text.size() % 4 == 1) return false;
  std::uint32_t bits = 0;
  std::uint32_t count = 0;
  for (const char digit : text) {
    const std::uint32_t value = Base64Value(digit);
    if (value == kNoBase64Digit) return false;
    bits = bits << 6 | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out.Push(static_cast<char>(bits >> count));
  }
  return true;
}

}  // namespace spanloom

#include "structure/json_text.h"

#include <bit>
#include <cstring>

#include "base/hex.h"
#include "base/json_string.h"
#include "base/utf8.h"
#include "base/word.h"

namespace spanloom {
namespace {

// The high bit of each { and [, which differ in one bit. Exact up to the first one.
std::uint64_t Brackets(std::uint64_t word) { return EqualBytes(word | kByteOnes * 0x20, '{') & kByteHighBits; }

// The index of the first byte in a mask of high bits.
std::size_t FirstOf(std::uint64_t mask) { return static_cast<std::size_t>(std::countr_zero(mask)) / 8; }

bool IsBracket(char byte) { return byte == '{' || byte == '['; }

// Returns the character of a one-letter escape, or 0.
char Unescaped(char escape) {
  switch (escape) {
    case 'n': return '\n';
    case '"':
    case '\\':
    case '/': return escape;
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    default: return 0;
  }
}

constexpr std::uint32_t kNoUnit = 0xFFFFFFFF;

// The four hexadecimal digits at `at`.
std::uint32_t ReadUnit(const char* at, const char* end) {
  if (end - at < 4) return kNoUnit;
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    const std::uint32_t digit = HexValue(at[i]);
    if (digit == kNoHexDigit) return kNoUnit;
    unit = unit * 16 + digit;
  }
  return unit;
}

// Reads the digits after \u, and the second half of a surrogate pair if there is one. Returns nullptr on error.
const char* ReadCode(const char* at, const char* end, std::uint32_t& code) {
  code = ReadUnit(at, end);
  if (code == kNoUnit) return nullptr;
  at += 4;
  if (code < 0xD800 || code > 0xDFFF) return at;
  if (code < 0xDC00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
    const std::uint32_t second = ReadUnit(at + 2, end);
    if (second >= 0xDC00 && second <= 0xDFFF) {
      code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
      return at + 6;
    }
  }
  code = 0xFFFD;
  return at;
}

}  // namespace

JsonStringReader::Result JsonStringReader::Read(const char*& from_out, const char* end, char*& to_out) {
  // An escape is never shorter than its character, and words are written whole.
  constexpr std::ptrdiff_t kPiece = kRoom - 32;
  const char* from = from_out;
  char* to = to_out;
  const char* const stop = end - from > kPiece ? from + kPiece : end;
  Result result = Result::kMore;
  std::uint64_t brackets = 0;
  while (from < stop) {
    if (end - from >= 8) {
      const std::uint64_t word = WordAt(from);
      std::memcpy(to, &word, sizeof word);
      const std::uint64_t specials = JsonSpecialBytes(word);
      if (specials == 0) {
        brackets |= Brackets(word);
        from += 8;
        to += 8;
        continue;
      }
      brackets |= Brackets(word) & ((specials & (0 - specials)) - 1);
      const std::size_t plain = FirstOf(specials);
      from += plain;
      to += plain;
    }
    const char byte = *from++;
    if (byte == '"') {
      result = Result::kEnd;
      break;
    }
    if (static_cast<unsigned char>(byte) < 0x20) {
      result = Result::kError;
      break;
    }
    if (byte != '\\') {
      if (IsBracket(byte)) brackets = 1;
      *to++ = byte;
      continue;
    }
    result = Result::kError;
    if (from == end) break;
    const char escape = *from++;
    if (escape == 'u') {
      std::uint32_t code;
      const char* const behind = ReadCode(from, end, code);
      if (behind == nullptr) break;
      from = behind;
      if (code == '{' || code == '[') brackets = 1;
      to = WriteUtf8(to, code);
    } else {
      const char plain = Unescaped(escape);
      if (plain == 0) break;
      *to++ = plain;
    }
    result = Result::kMore;
  }
  if (result == Result::kMore && from == end) result = Result::kError;
  if (brackets != 0) has_bracket_ = true;
  from_out = from;
  to_out = to;
  return result;
}

const char* FindBracket(const char* from, const char* end) {
  for (; end - from >= 8; from += 8) {
    const std::uint64_t brackets = Brackets(WordAt(from));
    if (brackets != 0) return from + FirstOf(brackets);
  }
  while (from < end && !IsBracket(*from)) ++from;
  return from;
}

}  // namespace spanloom

#include "encode/json_writer.h"

#include <cmath>

#include "base/decimal.h"
#include "base/hex.h"
#include "base/json_string.h"

namespace spanloom {
namespace {

constexpr char kBase64Digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

void JsonWriter::Separate() {
  if (out_.size() == 0) return;
  const char last = out_.data()[out_.size() - 1];
  if (last != '{' && last != '[' && last != ':') out_.Push(',');
}

void JsonWriter::String(std::string_view text) {
  Separate();
  AppendJsonString(out_, text);
}

void JsonWriter::Hex(std::string_view bytes) {
  Separate();
  char* at = out_.Extend(bytes.size() * 2 + 2);
  *at++ = '"';
  for (const char byte : bytes) {
    *at++ = kHexDigits[static_cast<unsigned char>(byte) >> 4];
    *at++ = kHexDigits[byte & 0xF];
  }
  *at = '"';
}

void JsonWriter::Base64(std::string_view bytes) {
  Separate();
  out_.Push('"');
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j) out_.Push(j <= count ? kBase64Digits[group >> (18 - 6 * j) & 63] : '=');
  }
  out_.Push('"');
}

void JsonWriter::Unsigned(std::uint64_t value, bool in_quotes) { Integer("", value, in_quotes); }

void JsonWriter::Signed(std::int64_t value, bool in_quotes) {
  const auto bits = static_cast<std::uint64_t>(value);
  Integer(value < 0 ? "-" : "", value < 0 ? 0 - bits : bits, in_quotes);
}

void JsonWriter::Integer(std::string_view sign, std::uint64_t value, bool in_quotes) {
  Separate();
  if (in_quotes) out_.Push('"');
  out_.Append(sign);
  AppendDecimal(out_, value);
  if (in_quotes) out_.Push('"');
}

void JsonWriter::Double(double value) {
  if (std::isnan(value)) return String("NaN");
  if (std::isinf(value)) return String(value > 0 ? "Infinity" : "-Infinity");
  Separate();
  AppendDouble(out_, value);
}

void JsonWriter::Raw(std::string_view json) {
  if (json.empty()) return;
  Separate();
  out_.Append(json);
}

}  // namespace spanloom

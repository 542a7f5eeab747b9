#ifndef SPANLOOM_ENCODE_JSON_WRITER_H_
#define SPANLOOM_ENCODE_JSON_WRITER_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends JSON without spaces. Commas come by themselves: a value that follows a value gets one.
class JsonWriter {
 public:
  explicit JsonWriter(Bytes& out) : out_(out) {}

  void Open(char bracket) {
    Separate();
    out_.Push(bracket);
  }
  void Close(char bracket) { out_.Push(bracket); }

  void Key(std::string_view key) {
    String(key);
    out_.Push(':');
  }

  // `text` is well-formed UTF-8.
  void String(std::string_view text);
  void Hex(std::string_view bytes);
  void Base64(std::string_view bytes);
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Null() { Raw("null"); }

  // Decimal digits; in quotes, if need be, as proto3's JSON writes 64-bit integers.
  void Unsigned(std::uint64_t value, bool in_quotes = false);
  void Signed(std::int64_t value, bool in_quotes = false);

  // Digits that read back as the same double; what JSON has no number for as "NaN", "Infinity", "-Infinity".
  void Double(double value);

  // JSON from elsewhere: values with commas between them.
  void Raw(std::string_view json);

 private:
  void Separate();
  void Integer(std::string_view sign, std::uint64_t value, bool in_quotes);

  Bytes& out_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_JSON_WRITER_H_

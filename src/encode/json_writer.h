#ifndef SPANLOOM_ENCODE_JSON_WRITER_H_
#define SPANLOOM_ENCODE_JSON_WRITER_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"

namespace spanloom {

// Appends JSON without white space. Writes commas by itself: a value after a value gets one. Inside an object, call
// Key() before each value. Each call is O(length).
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

  // `text` must be well-formed UTF-8.
  void String(std::string_view text);
  void Hex(std::string_view bytes);
  void Base64(std::string_view bytes);
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Null() { Raw("null"); }

  // Writes decimal digits, in quotes if asked: the JSON mapping of proto3 quotes 64-bit integers.
  void Unsigned(std::uint64_t value, bool in_quotes = false);
  void Signed(std::int64_t value, bool in_quotes = false);

  // Writes the shortest digits that parse to the same double, or the strings "NaN", "Infinity" and "-Infinity".
  void Double(double value);

  // Appends JSON that is written already: values with commas between them.
  void Raw(std::string_view json);

 private:
  void Separate();
  void Integer(std::string_view sign, std::uint64_t value, bool in_quotes);

  Bytes& out_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_JSON_WRITER_H_

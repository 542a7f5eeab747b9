#ifndef SPANLOOM_STRUCTURE_JSON_TEXT_H_
#define SPANLOOM_STRUCTURE_JSON_TEXT_H_

#include <cstddef>
#include <cstdint>

namespace spanloom {

// Unescapes the content of a JSON string, piece by piece. Call Read() until it returns something other than kMore.
// Escapes of lone surrogates become U+FFFD; bytes outside of ASCII are copied unchecked. O(length), eight bytes at a
// time.
class JsonStringReader {
 public:
  enum class Result : std::uint8_t { kMore, kEnd, kError };

  // The room that Read() needs at `to`.
  static constexpr std::size_t kRoom = 1024;

  // Reads on at `from`, which is after the opening quote or the last piece, and writes to `to`. Moves both pointers
  // past what it read and wrote. On kEnd, `from` is after the closing quote.
  Result Read(const char*& from, const char* end, char*& to);

  // Whether the text so far has a { or a [.
  bool has_bracket() const { return has_bracket_; }

 private:
  bool has_bracket_ = false;
};

// Returns the first { or [, or `end`. O(distance), eight bytes at a time.
const char* FindBracket(const char* from, const char* end);

}  // namespace spanloom

#endif  // SPANLOOM_STRUCTURE_JSON_TEXT_H_

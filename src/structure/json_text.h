#ifndef SPANLOOM_STRUCTURE_JSON_TEXT_H_
#define SPANLOOM_STRUCTURE_JSON_TEXT_H_

#include <cstddef>
#include <cstdint>

namespace spanloom {

// Reads the content of a JSON string in pieces, unescaping it. Escapes of lone surrogates become U+FFFD. Bytes above
// ASCII are passed on as they are.
class JsonStringReader {
 public:
  enum class Result : std::uint8_t { kMore, kEnd, kError };

  // The room that Read() must have behind `to`.
  static constexpr std::size_t kRoom = 1024;

  // Goes on from `from`, which is behind the opening quote or where the last piece ended, and moves both pointers: to
  // what comes next and behind what was written. On kEnd `from` is behind the closing quote.
  Result Read(const char*& from, const char* end, char*& to);

  // Whether what was read so far has a { or a [ that was not written as an escape \u.
  bool has_bracket() const { return has_bracket_; }

 private:
  bool has_bracket_ = false;
};

// The first { or [, or `end`.
const char* FindBracket(const char* from, const char* end);

}  // namespace spanloom

#endif  // SPANLOOM_STRUCTURE_JSON_TEXT_H_

#ifndef SPANLOOM_OTLP_JSON_SCANNER_H_
#define SPANLOOM_OTLP_JSON_SCANNER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "otlp/fields.h"
#include "otlp/request.h"

namespace spanloom {

// The content of a JSON string between its quotes, as it is written.
struct RawString {
  std::string_view text;
  bool has_escape = false;
};

// A value by its kind. Strings and numbers have a text.
struct JsonScalar {
  enum class Kind : std::uint8_t { kString, kNumber, kTrue, kFalse, kNull, kOther };
  Kind kind = Kind::kNull;
  RawString text;
};

// Reads JSON (RFC 8259) forward, without a tree, and validates what it passes; it does not look at UTF-8. Every call
// returns false at the first error, and from then on. Borrows the text. Nesting is limited to kMaxDepth. O(length).
//
//   if (!scanner.Open('{')) return;
//   while (scanner.NextMember(key)) scanner.Skip();
//   if (scanner.failed()) ...
class JsonScanner {
 public:
  // `text` is one value, or members without braces around them: then call NextMember() first.
  explicit JsonScanner(std::string_view text)
      : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()) {}

  // Skips white space, and returns the byte that follows; 0 at the end.
  char Peek() {
    while (at_ < end_ && static_cast<unsigned char>(*at_) <= ' ' && IsSpace(*at_)) ++at_;
    return at_ < end_ ? *at_ : '\0';
  }

  // Goes into an object or array, which must be next.
  bool Open(char bracket);

  // Moves to the next member's value, or to the next item. Returns false behind the last one, after moving out. Take
  // the value before the next call. `key` is unescaped, and valid until the next call.
  bool NextMember(std::string_view& key);
  bool NextItem();

  // Take a value of any kind. Objects and arrays are skipped.
  bool Skip();
  bool Take(JsonScalar& value);

  // Whether only white space follows.
  bool IsAtEnd() { return Peek() == '\0' && at_ == end_; }

  bool failed() const { return problem_ != nullptr; }
  RequestError error() const { return {problem_, problem_at_}; }

  // Behind the last value, and where the key of the last member begins.
  const char* at() const { return at_; }
  const char* member() const { return member_; }

  // Reports an error at a place of the text, unless there is one.
  bool Fail(const char* problem, const char* at);
  bool Fail(const char* problem) { return Fail(problem, at_); }

 private:
  static bool IsSpace(char byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

  bool FailAsMissing(const char* problem);
  bool Next(char closing);
  bool TakeKey(RawString& key);
  bool TakeLeaf(JsonScalar& value);
  bool TakeString(RawString& string);
  bool TakeNumber(std::string_view& number);
  bool TakeWord(std::string_view word);
  bool SkipEscape();

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* member_ = nullptr;
  const char* problem_ = nullptr;
  std::size_t problem_at_ = 0;
  std::uint32_t depth_ = 0;
  bool is_first_ = true;  // whether nothing was taken from the innermost level
  std::array<char, kMaxDepth> closings_;
  Bytes key_;
};

// Appends what a string says. Lone surrogates become U+FFFD, and so do bytes that are no UTF-8. O(length).
void AppendUnescaped(const RawString& string, Bytes& out);

// Returns what a string says, which may be in `scratch`. Bytes that are no UTF-8 may stay. O(length).
std::string_view Unescaped(const RawString& string, Bytes& scratch);

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_JSON_SCANNER_H_

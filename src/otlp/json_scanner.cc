#include "otlp/json_scanner.h"

#include <bit>

#include "base/hex.h"
#include "base/json_string.h"
#include "base/utf8.h"
#include "base/word.h"
#include "structure/json_number.h"
#include "structure/json_text.h"

namespace spanloom {

bool JsonScanner::Fail(const char* problem, const char* at) {
  if (!failed()) {
    problem_ = problem;
    problem_at_ = static_cast<std::size_t>(at - begin_);
  }
  return false;
}

bool JsonScanner::FailAsMissing(const char* problem) { return Fail(at_ == end_ ? "a value does not end" : problem); }

bool JsonScanner::Open(char bracket) {
  if (failed()) return false;
  if (Peek() != bracket) return Fail(bracket == '{' ? "an object is missing" : "an array is missing");
  if (depth_ == kMaxDepth) return Fail("a value is nested too deeply");
  ++at_;
  closings_[depth_++] = bracket == '{' ? '}' : ']';
  is_first_ = true;
  return true;
}

// Moves to the next key or item of the innermost level; false behind the last one.
bool JsonScanner::Next(char closing) {
  if (failed()) return false;
  const char next = Peek();
  const bool is_first = is_first_;
  is_first_ = false;
  if (depth_ == 0) {
    if (at_ == end_) return false;
  } else if (next == closing) {
    ++at_;
    --depth_;
    return false;
  }
  if (is_first) return true;
  if (next != ',') return FailAsMissing("a comma or a closing bracket is missing");
  ++at_;
  return true;
}

bool JsonScanner::NextItem() { return Next(']'); }

bool JsonScanner::TakeKey(RawString& key) {
  if (Peek() != '"') return FailAsMissing("a key is missing");
  member_ = at_;
  if (!TakeString(key)) return false;
  if (Peek() != ':') return FailAsMissing("a colon is missing");
  ++at_;
  return true;
}

bool JsonScanner::NextMember(std::string_view& key) {
  RawString raw;
  if (!Next('}') || !TakeKey(raw)) return false;
  key = Unescaped(raw, key_);
  return true;
}

bool JsonScanner::Skip() {
  const std::uint32_t outside = depth_;
  for (;;) {
    const char first = Peek();
    JsonScalar leaf;
    if (first == '{' || first == '[' ? !Open(first) : !TakeLeaf(leaf)) return false;
    for (;;) {
      if (depth_ == outside) return true;
      const char closing = closings_[depth_ - 1];
      RawString key;
      if (Next(closing) && (closing == ']' || TakeKey(key))) break;
      if (failed()) return false;
    }
  }
}

bool JsonScanner::Take(JsonScalar& value) {
  const char first = Peek();
  if (first != '{' && first != '[') return TakeLeaf(value);
  value.kind = JsonScalar::Kind::kOther;
  return Skip();
}

// Takes the value at the position, which is no object or array.
bool JsonScanner::TakeLeaf(JsonScalar& value) {
  using Kind = JsonScalar::Kind;
  if (failed()) return false;
  switch (at_ < end_ ? *at_ : '\0') {
    case '"': value.kind = Kind::kString; return TakeString(value.text);
    case 't': value.kind = Kind::kTrue; return TakeWord("true");
    case 'f': value.kind = Kind::kFalse; return TakeWord("false");
    case 'n': value.kind = Kind::kNull; return TakeWord("null");
    default: value.kind = Kind::kNumber; return TakeNumber(value.text.text);
  }
}

bool JsonScanner::TakeWord(std::string_view word) {
  if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).substr(0, word.size()) != word) {
    return Fail("a value is missing");
  }
  at_ += word.size();
  return true;
}

bool JsonScanner::TakeNumber(std::string_view& number) {
  const char* const start = at_;
  JsonNumber value;
  if (!ReadJsonNumber(at_, end_, value)) {
    return at_ == start ? FailAsMissing("a value is missing") : Fail("a number is not complete");
  }
  number = {start, static_cast<std::size_t>(at_ - start)};
  return true;
}

bool JsonScanner::TakeString(RawString& string) {
  const char* const start = ++at_;
  string.has_escape = false;
  for (;;) {
    for (; end_ - at_ >= 8; at_ += 8) {
      const std::uint64_t specials = JsonSpecialBytes(WordAt(at_));
      if (specials == 0) continue;
      at_ += std::countr_zero(specials) / 8;
      break;
    }
    if (at_ == end_) return Fail("a string does not end", start - 1);
    const char byte = *at_;
    if (byte == '"') break;
    if (static_cast<unsigned char>(byte) < 0x20) return Fail("a string has a control character");
    if (byte != '\\') {
      ++at_;
      continue;
    }
    string.has_escape = true;
    if (!SkipEscape()) return Fail("a string has a wrong escape");
  }
  string.text = {start, static_cast<std::size_t>(at_ - start)};
  ++at_;
  return true;
}

bool JsonScanner::SkipEscape() {
  constexpr std::ptrdiff_t kUnicodeBytes = 6;
  if (end_ - at_ < 2) return false;
  switch (at_[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't': at_ += 2; return true;
    case 'u': break;
    default: return false;
  }
  if (end_ - at_ < kUnicodeBytes) return false;
  for (int i = 2; i < kUnicodeBytes; ++i) {
    if (HexValue(at_[i]) == kNoHexDigit) return false;
  }
  at_ += kUnicodeBytes;
  return true;
}

void AppendUnescaped(const RawString& string, Bytes& out) {
  if (!string.has_escape) return AppendUtf8(out, string.text);
  const std::size_t start = out.size();
  JsonStringReader reader;
  const char* from = string.text.data();
  const char* const end = from + string.text.size() + 1;  // behind the quote
  JsonStringReader::Result result;
  do {
    out.Reserve(JsonStringReader::kRoom);
    char* to = out.data() + out.size();
    result = reader.Read(from, end, to);
    out.Extend(static_cast<std::size_t>(to - out.data()) - out.size());
  } while (result == JsonStringReader::Result::kMore);
  const std::string_view text = out.view(start, out.size() - start);
  if (ValidUtf8Prefix(text) == text.size()) return;
  Bytes repaired;
  AppendUtf8(repaired, text);
  out.Truncate(start);
  out.Append(repaired.view());
}

std::string_view Unescaped(const RawString& string, Bytes& scratch) {
  if (!string.has_escape) return string.text;
  scratch.Clear();
  AppendUnescaped(string, scratch);
  return scratch.view();
}

}  // namespace spanloom

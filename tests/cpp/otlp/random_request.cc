#include "otlp/random_request.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>

#include "otlp/fields.h"

namespace spanloom::testing {
namespace {

constexpr int kDeep = 12;

template <typename T>
std::string BytesOf(T value) {
  return std::string(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += part;
  return joined;
}

const RequestLevel* LevelOf(Message message) {
  const auto* const found = std::find_if(std::begin(kTraceLevels), std::end(kTraceLevels),
                                         [&](const RequestLevel& level) { return level.message == message; });
  return found == std::end(kTraceLevels) ? nullptr : found;
}

}  // namespace

std::string Varint(std::uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>((value & 0x7F) | 0x80));
  bytes.push_back(static_cast<char>(value));
  return bytes;
}

std::string Tag(std::uint32_t number, std::uint32_t wire_type) { return Varint(number << 3 | wire_type); }

std::string Delimited(std::uint32_t number, const std::string& content) {
  return Tag(number, 2) + Varint(content.size()) + content;
}

std::string RandomRequest::Fields(Message message, int depth) {
  std::vector<std::string> fields;
  std::vector<std::string> children;
  const RequestLevel* const level = LevelOf(message);
  const bool is_oneof = message == Message::kAnyValue;
  const std::uint32_t chosen = Below(9);
  for (const OtlpField& field : kAllOtlpFields) {
    if (field.info.message != message) continue;
    const bool is_id = message == Message::kSpan && field.info.number <= 2;
    std::uint32_t count = field.info.is_repeated ? Below(3) : Below(2);
    if (is_oneof) count = field.info.number == chosen ? 1 : 0;
    if (is_id) count = 1;
    if (level != nullptr && field.info.number == level->list && count == 0 && Below(4) != 0) count = 1;
    if (!is_plain_ && !is_id && Below(10) == 0) ++count;
    if (depth > kDeep && field.info.form == Form::kMessage) count = 0;
    const bool is_child = level != nullptr && field.info.number == level->list;
    for (std::uint32_t i = 0; i < count; ++i) (is_child ? children : fields).push_back(Field(field, depth));
    if (is_child && is_plain_) fields.push_back(Joined(children));
  }
  if (is_plain_) return Joined(fields);
  for (std::uint32_t count = Below(3); count > 0; --count) fields.push_back(Unknown());
  Shuffle(fields);
  const auto middle = fields.begin() + Below(static_cast<std::uint32_t>(fields.size()) + 1);
  fields.insert(middle, Joined(children));
  return Joined(fields);
}

std::string RandomRequest::Field(const OtlpField& field, int depth) {
  const std::uint32_t number = field.info.number;
  const bool is_id = field.info.message == Message::kSpan && field.info.form == Form::kHex;
  switch (field.info.form) {
    case Form::kMessage: return Delimited(number, Fields(field.info.child, depth + 1));
    case Form::kText: return Delimited(number, Text());
    case Form::kHex: return Delimited(number, is_id ? "\x01" + Bits(number == 1 ? 15 : 7) : Bits(Below(17)));
    case Form::kBase64: return Delimited(number, Bits(Below(20)));
    case Form::kBool: return Tag(number, 0) + Varint(Below(2));
    case Form::kInt64: return Tag(number, 0) + Varint(Number());
    case Form::kFixed64: return Tag(number, 1) + BytesOf(Number());
    case Form::kDouble: return Tag(number, 1) + Double();
    case Form::kNumber: break;
  }
  const auto bits = static_cast<std::uint32_t>(Number());
  if (field.number_type == NumberType::kFixed32) return Tag(number, 5) + BytesOf(bits);
  if (field.number_type == NumberType::kUint32) return Tag(number, 0) + Varint(bits);
  return Tag(number, 0) + Varint(static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(bits)}));
}

// A field that OTLP does not define. For some numbers it does, but with another type.
std::string RandomRequest::Unknown() {
  constexpr std::uint32_t kNumbers[] = {17, 31, 100, 18999, 20000, 536870911};
  constexpr std::uint32_t kTypes[] = {0, 1, 2, 5};
  const std::uint32_t number = kNumbers[Below(6)];
  switch (kTypes[Below(4)]) {
    case 0: return Tag(Below(4) == 0 ? 15 : number, 0) + Varint(Number());
    case 1: return Tag(Below(4) == 0 ? 5 : number, 1) + BytesOf(Number());
    case 2: return Delimited(number, Bits(Below(200)));
    default: return Tag(Below(4) == 0 ? 9 : number, 5) + Bits(4);
  }
}

std::string RandomRequest::Text() {
  constexpr const char* kPieces[] = {"a",
                                     "Hello, world. ",
                                     "\"",
                                     "\\",
                                     "\n",
                                     "\x01",
                                     "\x7F",
                                     "/<&>",
                                     "\xC3\xA9",
                                     "\xE2\x80\xA8",
                                     "\xF0\x9F\x8C\xB1",
                                     "{\"a\":[1]}",
                                     "\t",
                                     "\b"};
  if (Below(500) == 0) return std::string(100'000, 'x') + kPieces[Below(14)];
  std::string text;
  for (std::uint32_t count = Below(12); count > 0; --count) text += kPieces[Below(14)];
  if (!is_plain_ && Below(8) == 0) text += Bits(Below(12));
  return text;
}

std::string RandomRequest::Bits(std::size_t count) {
  std::string bits(count, '\0');
  for (char& byte : bits) byte = static_cast<char>(random_());
  return bits;
}

std::uint64_t RandomRequest::Number() {
  constexpr std::uint64_t kEdges[] = {0,
                                      1,
                                      127,
                                      128,
                                      0x7FFFFFFF,
                                      0x80000000,
                                      0xFFFFFFFF,
                                      0x100000000,
                                      ~std::uint64_t{0},
                                      std::uint64_t{1} << 63,
                                      (std::uint64_t{1} << 63) - 1,
                                      1795944804188000000};
  if (Below(2) == 0) return kEdges[Below(12)];
  return (std::uint64_t{random_()} << 32 | random_()) >> Below(64);
}

std::string RandomRequest::Double() {
  constexpr double kEdges[] = {0.0,
                               -0.0,
                               1.0,
                               0.1,
                               1e21,
                               1e-7,
                               5e-324,
                               1.7976931348623157e308,
                               9007199254740993.0,
                               -2.5,
                               std::numeric_limits<double>::infinity(),
                               -std::numeric_limits<double>::infinity()};
  if (Below(2) == 0) return BytesOf(kEdges[Below(12)]);
  double value;
  const std::uint64_t bits = std::uint64_t{random_()} << 32 | random_();
  std::memcpy(&value, &bits, sizeof value);
  return BytesOf(std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value);
}

void RandomRequest::Shuffle(std::vector<std::string>& fields) {
  for (std::size_t i = fields.size(); i > 1; --i) {
    std::swap(fields[i - 1], fields[Below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace spanloom::testing

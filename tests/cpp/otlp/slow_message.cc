#include "otlp/slow_message.h"

#include <cmath>
#include <cstring>
#include <map>
#include <vector>

#include "base/utf8.h"

namespace spanloom::testing {
namespace {

struct Value {
  std::uint32_t wire_type;
  std::uint64_t number = 0;
  std::string content;
};
using Values = std::map<std::uint32_t, std::vector<Value>>;

std::uint64_t TakeVarint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.at(0));
    bytes.remove_prefix(1);
    if (shift < 64) value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
}

Value TakeValue(std::uint32_t wire_type, std::string_view& bytes) {
  Value value{wire_type, 0, {}};
  if (wire_type == 0) {
    value.number = TakeVarint(bytes);
    return value;
  }
  const std::size_t length = wire_type == 2 ? TakeVarint(bytes) : wire_type == 1 ? 8 : 4;
  value.content = bytes.substr(0, length);
  bytes.remove_prefix(length);
  if (wire_type != 2) std::memcpy(&value.number, value.content.data(), length);
  return value;
}

std::uint32_t WireTypeOf(const OtlpField& field) {
  switch (field.info.form) {
    case Form::kFixed64:
    case Form::kDouble: return 1;
    case Form::kBool:
    case Form::kInt64: return 0;
    case Form::kNumber: return field.number_type == NumberType::kFixed32 ? 5 : 0;
    default: return 2;
  }
}

std::string Describe(const OtlpField& field, const Value& value) {
  switch (field.info.form) {
    case Form::kMessage: return DescribeSlowly(field.info.child, value.content);
    case Form::kText: {
      Bytes repaired;
      AppendUtf8(repaired, value.content);
      return "'" + std::string(repaired.view()) + "'";
    }
    case Form::kHex:
    case Form::kBase64: return "<" + value.content + ">";
    case Form::kBool: return value.number != 0 ? "true" : "false";
    case Form::kDouble: {
      double number;
      std::memcpy(&number, &value.number, sizeof number);
      return std::isnan(number) ? "nan" : std::to_string(value.number);
    }
    case Form::kNumber: return std::to_string(static_cast<std::uint32_t>(value.number));
    default: return std::to_string(value.number);
  }
}

}  // namespace

std::string DescribeSlowly(Message message, std::string_view bytes) {
  Values values;
  while (!bytes.empty()) {
    const std::uint64_t tag = TakeVarint(bytes);
    const auto number = static_cast<std::uint32_t>(tag >> 3);
    Value value = TakeValue(static_cast<std::uint32_t>(tag & 7), bytes);
    for (const OtlpField& field : kAllOtlpFields) {
      if (field.info.message != message || field.info.number != number || WireTypeOf(field) != value.wire_type)
        continue;
      if (message == Message::kAnyValue && values.count(number) == 0) values.clear();
      std::vector<Value>& all = values[number];
      if (field.info.form == Form::kMessage && !field.info.is_repeated && !all.empty()) {
        value.content = all.back().content + value.content;
      }
      if (!field.info.is_repeated) all.clear();
      all.push_back(value);
    }
  }
  std::string description = "{";
  for (const OtlpField& field : kAllOtlpFields) {
    if (field.info.message != message) continue;
    for (const Value& value : values[field.info.number]) {
      description += std::to_string(field.info.number) + ":" + Describe(field, value) + " ";
    }
  }
  return description + "}";
}

}  // namespace spanloom::testing

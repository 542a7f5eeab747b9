#ifndef SPANLOOM_OTLP_FIELDS_H_
#define SPANLOOM_OTLP_FIELDS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <protozero/types.hpp>
#include <string_view>

#include "encode/otlp_fields.h"

namespace spanloom {

// Finds fields in the table of OTLP (encode/otlp_fields.h), by number and by name.

constexpr std::size_t kMessages = static_cast<std::size_t>(Message::kEntityRef) + 1;
constexpr std::uint32_t kMaxFieldNumber = 16;

// For each message and number, the place in kAllOtlpFields plus 1; 0 if there is none.
constexpr auto kFieldIndex = [] {
  std::array<std::array<std::uint8_t, kMaxFieldNumber + 1>, kMessages> index{};
  std::uint8_t place = 0;
  for (const OtlpField& field : kAllOtlpFields) {
    index[static_cast<std::size_t>(field.info.message)][field.info.number] = ++place;
  }
  return index;
}();

// Returns a field of OTLP, or nullptr. O(1).
inline const OtlpField* FindField(Message message, std::uint32_t number) {
  if (number > kMaxFieldNumber) return nullptr;
  const std::size_t place = kFieldIndex[static_cast<std::size_t>(message)][number];
  return place == 0 ? nullptr : &kAllOtlpFields[place - 1];
}

// The same by the name that the field has in JSON. O(fields of the message).
inline const OtlpField* FindField(Message message, std::string_view name) {
  for (const std::uint8_t place : kFieldIndex[static_cast<std::size_t>(message)]) {
    if (place != 0 && kAllOtlpFields[place - 1].info.name == name) return &kAllOtlpFields[place - 1];
  }
  return nullptr;
}

// How protobuf encodes a field. What comes with another type is an unknown field.
constexpr protozero::pbf_wire_type WireTypeOf(const OtlpField& field) {
  switch (field.info.form) {
    case Form::kMessage:
    case Form::kText:
    case Form::kHex:
    case Form::kBase64: return protozero::pbf_wire_type::length_delimited;
    case Form::kFixed64:
    case Form::kDouble: return protozero::pbf_wire_type::fixed64;
    case Form::kBool:
    case Form::kInt64: return protozero::pbf_wire_type::varint;
    case Form::kNumber: break;
  }
  return field.number_type == NumberType::kFixed32 ? protozero::pbf_wire_type::fixed32
                                                   : protozero::pbf_wire_type::varint;
}

// The levels of a request: itself, resources, scopes, and spans or logs. Each has a list of the next.
struct RequestLevel {
  Message message;
  std::uint8_t list;  // the number of the field
};
constexpr std::size_t kLevels = 3;
constexpr RequestLevel kTraceLevels[kLevels] = {
    {Message::kRequest, 1}, {Message::kResourceSpans, 2}, {Message::kScopeSpans, 2}};
constexpr RequestLevel kLogLevels[kLevels] = {
    {Message::kLogsRequest, 1}, {Message::kResourceLogs, 2}, {Message::kScopeLogs, 2}};

// The nesting that a request may have, counted in objects and arrays of its JSON, in whichever encoding it comes. So
// each accepted request can be translated, and is accepted again.
constexpr std::uint32_t kMaxDepth = 128;

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_FIELDS_H_

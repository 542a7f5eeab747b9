#include "otlp/gather.h"

#include <protozero/pbf_reader.hpp>

#include "encode/proto_writer.h"
#include "otlp/fields.h"
#include "otlp/known_field.h"

namespace spanloom {
namespace {

bool IsOneof(Message message) { return message == Message::kAnyValue; }

// Appends all items of a list.
void GatherItems(Message message, std::string_view fields, std::uint32_t number, Bytes& out) {
  ForEachKnownField(message, fields, [&](const OtlpField& field, std::string_view raw, std::string_view) {
    if (field.info.number == number) out.Append(raw);
  });
}

// Appends the last of a field that is no list; of messages all, as one.
void GatherOne(Message message, std::string_view fields, std::uint32_t number, Bytes& out) {
  std::string_view last;
  Bytes merged;
  bool is_message = false;
  ForEachKnownField(message, fields, [&](const OtlpField& field, std::string_view raw, std::string_view content) {
    if (field.info.number != number) {
      // Another member of the oneof clears it.
      if (IsOneof(message)) merged.Clear();
      return;
    }
    last = raw;
    is_message = field.info.form == Form::kMessage;
    if (is_message) merged.Append(content);
  });
  if (!is_message) return out.Append(last);
  ProtoWriter(out).add_message(number, merged.size() == 0 ? "" : merged.data(), merged.size());
}

}  // namespace

bool HasScatteredFields(Message message, std::string_view fields) {
  std::uint32_t seen = 0;
  std::uint32_t last = 0;
  bool is_scattered = false;
  ForEachKnownField(message, fields, [&](const OtlpField& field, std::string_view, std::string_view) {
    const std::uint32_t number = field.info.number;
    const bool is_next_item = number == last && field.info.is_repeated;
    const std::uint32_t excluded = IsOneof(message) ? 0xFFFFFFFF : std::uint32_t{1} << number;
    if (!is_next_item && (seen & excluded) != 0) is_scattered = true;
    seen |= std::uint32_t{1} << number;
    last = number;
  });
  return is_scattered;
}

void GatherFields(Message message, std::string_view fields, Bytes& out) {
  std::uint32_t seen = 0;
  ForEachKnownField(message, fields, [&](const OtlpField& field, std::string_view, std::string_view) {
    const std::uint32_t bit = std::uint32_t{1} << field.info.number;
    seen = IsOneof(message) ? bit : seen | bit;
  });
  for (std::uint32_t number = 1; number <= kMaxFieldNumber; ++number) {
    if ((seen >> number & 1) == 0) continue;
    FindField(message, number)->info.is_repeated ? GatherItems(message, fields, number, out)
                                                 : GatherOne(message, fields, number, out);
  }
}

}  // namespace spanloom

#ifndef SPANLOOM_OTLP_KNOWN_FIELD_H_
#define SPANLOOM_OTLP_KNOWN_FIELD_H_

#include <protozero/pbf_reader.hpp>
#include <string_view>

#include "otlp/fields.h"

namespace spanloom {

// The field of OTLP that the reader is at, or nullptr if OTLP does not define it, or with another type.
inline const OtlpField* KnownField(Message message, const protozero::pbf_reader& reader) {
  const OtlpField* const field = FindField(message, reader.tag());
  return field != nullptr && WireTypeOf(*field) == reader.wire_type() ? field : nullptr;
}

// Calls visit(field, raw, content) for each field that OTLP defines of a message that CheckProtobuf() accepted: `raw`
// is all of the field, `content` what is in it if its length is written. O(fields).
template <typename Visit>
void ForEachKnownField(Message message, std::string_view fields, Visit visit) {
  const char* start = fields.data();
  for (protozero::pbf_reader reader(fields.data(), fields.size()); reader.next();) {
    const OtlpField* const field = KnownField(message, reader);
    std::string_view content;
    if (reader.wire_type() == protozero::pbf_wire_type::length_delimited) {
      const protozero::data_view view = reader.get_view();
      content = {view.data(), view.size()};
    } else {
      reader.skip();
    }
    const char* const end = fields.data() + (fields.size() - reader.length());
    if (field != nullptr) visit(*field, std::string_view(start, static_cast<std::size_t>(end - start)), content);
    start = end;
  }
}

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_KNOWN_FIELD_H_

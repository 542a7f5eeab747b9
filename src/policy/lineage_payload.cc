#include "policy/lineage_payload.h"

namespace spanloom {

bool LineagePayload::Parse(std::string_view bytes) {
  if (bytes.size() < LineageFormat::kHeadBytes || bytes[0] != LineageFormat::kVersion) return false;
  const auto flags = static_cast<unsigned char>(bytes[1]);
  std::size_t at =
      LineageFormat::kHeadBytes + ((flags & LineageFormat::kHasProducer) != 0 ? LineageFormat::kIdBytes : 0);
  const std::size_t parent_at = at;
  at += (flags & LineageFormat::kHasParent) != 0 ? LineageFormat::kIdBytes : 0;
  if (flags > (LineageFormat::kHasProducer | LineageFormat::kHasParent) || bytes.size() <= at) return false;
  parent = (flags & LineageFormat::kHasParent) != 0 ? LineageIdAt(bytes.data() + parent_at) : SpanId{};
  span_count = static_cast<unsigned char>(bytes[at++]);
  spans = bytes.data() + at;
  const std::size_t rest = bytes.size() - at;
  if (span_count > LineageFormat::kMaxSpans || rest < span_count * LineageFormat::kIdBytes) return false;
  entries = spans + span_count * LineageFormat::kIdBytes;
  const std::size_t entry_bytes = rest - span_count * LineageFormat::kIdBytes;
  entry_count = static_cast<std::uint32_t>(entry_bytes / LineageFormat::kEntryBytes);
  if (entry_bytes % LineageFormat::kEntryBytes != 0 || ((flags & LineageFormat::kHasProducer) != 0 && entry_count > 0))
    return false;
  for (std::uint32_t i = 0; i < span_count; ++i) {
    if (!IsSet(Span(i))) return false;
  }
  for (std::uint32_t i = 0; i < entry_count; ++i) {
    if ((static_cast<unsigned char>(*Entry(i)) & LineageFormat::kIndexBits) >= span_count) return false;
  }
  return true;
}

}  // namespace spanloom

#ifndef SPANLOOM_POLICY_LINEAGE_PAYLOAD_H_
#define SPANLOOM_POLICY_LINEAGE_PAYLOAD_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/ids.h"

// The bytes of a lineage; docs/event-log.md has the format.
namespace spanloom {

struct LineageFormat {
  static constexpr char kVersion = 1;
  static constexpr unsigned kHasProducer = 1;
  static constexpr unsigned kHasParent = 2;
  static constexpr std::size_t kHeadBytes = 2;
  static constexpr std::size_t kIdBytes = 8;
  static constexpr std::size_t kEntryBytes = 9;
  static constexpr std::size_t kMaxBytes = 3072;
  static constexpr std::size_t kMaxSpans = 64;

  // A content id has 62 bits. The other two say of Use::is_whole that it is false, and of Use::is_origin that it is
  // true.
  static constexpr std::uint64_t kIsMember = std::uint64_t{1} << 63;
  static constexpr std::uint64_t kIsOrigin = std::uint64_t{1} << 62;

  // The first byte of an entry.
  static constexpr unsigned kIsInput = 0x80;
  static constexpr unsigned kIsPartial = 0x40;
  static constexpr unsigned kIndexBits = 0x3F;
};

template <typename Value>
inline Value LoadValue(const char* at) {
  Value value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

inline SpanId LineageIdAt(const char* at) {
  const std::uint32_t words[] = {LoadValue<std::uint32_t>(at), LoadValue<std::uint32_t>(at + sizeof(std::uint32_t))};
  return IdFromWords<LineageFormat::kIdBytes>(words);
}

// The parts of a lineage. Views of its bytes.
struct LineagePayload {
  SpanId parent;
  std::uint32_t span_count;
  std::uint32_t entry_count;
  const char* spans;
  const char* entries;

  SpanId Span(std::uint32_t index) const { return LineageIdAt(spans + index * LineageFormat::kIdBytes); }
  const char* Entry(std::uint32_t index) const { return entries + index * LineageFormat::kEntryBytes; }

  // Returns false if the bytes are malformed; every index is then in range. O(size).
  bool Parse(std::string_view bytes);
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_LINEAGE_PAYLOAD_H_

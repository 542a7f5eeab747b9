#ifndef SPANLOOM_ENGINE_STORED_TRACE_H_
#define SPANLOOM_ENGINE_STORED_TRACE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/id_map.h"
#include "conventions/span_reader.h"
#include "engine/arena.h"
#include "links/candidate_list.h"
#include "otlp/request.h"

namespace spanloom {

// A span as it came, or an envelope that came without spans.
struct StoredSpan {
  SpanHead head{};
  std::uint64_t arrival = 0;      // numbers everything that came
  std::string_view bytes{};       // in the trace's arena
  std::uint32_t envelope = 0;     // index in Envelopes; this is a reference
  std::uint32_t links_start = 0;  // in StoredTrace::links: first those that the span did not have already
  std::uint32_t known_start = 0;
  std::uint32_t links_end = 0;
  Encoding encoding = Encoding::kProtobuf;
  bool is_envelope = false;   // there is no span
  bool is_duplicate = false;  // an earlier span has its ids
  Gap gap = Gap::kNoGap;      // once the trace is linked
};

struct StoredLog {
  SpanId span_id;
  std::string_view bytes;  // in the trace's arena
  Encoding encoding;
};

// The key of a span in StoredTrace::by_id. Not 0, since an id of 0 is not valid.
inline std::uint64_t KeyOf(const SpanId& id) {
  std::uint64_t key;
  static_assert(sizeof key == sizeof id);
  std::memcpy(&key, id.data(), sizeof key);
  return key;
}

// A trace is in one of these states:
//   rootless  no root has ended so far
//   rooted    its root has ended
//   complete  waits to be linked
//   linked    waits to be taken
//   passing   will be given back as it is: it was evicted, or these spans came after the trace was taken
// Something that comes makes a complete or linked trace rootless or rooted again.
enum class TraceState : std::uint8_t { kRootless, kRooted, kComplete, kLinked, kPassing };
inline constexpr std::size_t kTraceStates = 5;

// What is known of one trace.
struct StoredTrace {
  // Returns the index of the span that has this id and is linked, or kNone. O(1).
  std::uint32_t SpanIndex(const SpanId& id_of_span) const { return by_id.Find(KeyOf(id_of_span)); }

  // Removes everything, and keeps a little memory for the next trace. O(spans).
  void Clear();

  TraceId id{};
  TraceState state = TraceState::kRootless;
  bool has_root = false;      // that ended
  bool is_linked = false;     // `links` has the links of all its spans
  double last_came = 0;       // when something came for the last time, in milliseconds
  std::uint64_t version = 0;  // the arrival of what came last
  std::size_t bytes = 0;      // that it counts for
  std::uint32_t span_count = 0;
  Array<StoredSpan> spans;  // in order of arrival
  Array<StoredLog> logs;
  IdMap by_id;  // span id -> index of the first span with that id
  Arena content;
  Bytes links;                         // fields 13 of the message Span
  std::array<double, kVias> counts{};  // of links, by Via
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_STORED_TRACE_H_

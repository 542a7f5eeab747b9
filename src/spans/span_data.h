#ifndef SPANLOOM_SPANS_SPAN_DATA_H_
#define SPANLOOM_SPANS_SPAN_DATA_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/ids.h"
#include "links/candidate_list.h"
#include "links/span_tree.h"
#include "log/records.h"

namespace spanloom {

struct Trace;

// The flags of spans and links in OTLP: those of W3C Trace Context, then whether the parent, or the linked span, is in
// another process.
constexpr std::uint32_t kSampledFlag = 1;
constexpr std::uint32_t kRandomFlag = 2;
constexpr std::uint32_t kHasRemoteFlag = 0x100;  // the next one is known
constexpr std::uint32_t kRemoteFlag = 0x200;

// A range of SpanData::text.
struct Slice {
  std::uint32_t start = 0;
  std::uint32_t length = 0;
};

// A captured input or output.
struct Content {
  bool is_set = false;
  MediaType media_type = MediaType::kText;
  Slice text;
};

// A place in a span's value. Within a string, the range in UTF-16 code units; 0 to 0 is the whole value.
struct LinkPlace {
  Slice path;
  std::uint32_t start;
  std::uint32_t end;
};

// The place of one piece in the values of the earlier span and of this span.
struct LinkPiece {
  LinkPlace from;
  LinkPlace to;
};

// A link that was found, unlike one that the user made with `span.link()`.
struct FoundLink {
  SpanId span_id;
  Side from;
  Side to;
  Via via;
  bool is_tree;       // between a span and its own ancestor or descendant
  bool is_remote;     // the span is in another process
  bool is_generated;  // a tool runs on the output of a model
  Slice from_path;    // empty if unknown, because evidence was dropped
  Slice to_path;
  double overlap;  // for text evidence: the share of this side's text
  Slice pieces;    // a range of SpanData::pieces
};

// A span that is open or waits for export. Attributes, events and links by hand are encoded at once, as repeated
// protobuf fields of OTLP's message Span, so that encoding a batch is mostly copying. Objects are reused: Reset() keeps
// their memory, within bounds. Not thread-safe.
struct SpanData {
  TraceId trace_id;
  SpanId span_id;
  SpanId parent_id;  // all zero for a root
  std::uint32_t number;
  std::uint32_t slot;  // index in the table of SpanStore
  std::size_t size;    // an estimate of its encoded size; set when it ends
  Trace* trace;
  std::uint32_t node;  // index in the trace's SpanTree
  std::uint32_t flags;
  bool is_stand_in;  // it is not exported
  std::uint32_t template_id;
  std::uint64_t start_nanos;
  std::uint64_t end_nanos;
  StatusCode status;
  bool has_own_name;
  Slice name;  // if has_own_name; otherwise the name of the template
  Slice message;
  Slice trace_state;               // of W3C Trace Context
  std::array<Content, 2> content;  // indexed by Side
  std::uint32_t dropped_links;
  CandidateList candidates;  // empty once the span has ended
  Array<FoundLink> links;
  Array<LinkPiece> pieces;
  Bytes attributes;  // fields 9 (KeyValue)
  Bytes events;      // fields 11 (Event)
  Bytes user_links;  // fields 13 (Link), made by the user
  Bytes text;        // the strings that Slices refer to

  std::string_view Text(Slice slice) const { return text.view(slice.start, slice.length); }

  // Calls `visit(place)` for the text ranges of a link on one side, for pieces at the link's own paths. O(pieces *
  // path).
  template <typename Visit>
  void ForEachRange(const FoundLink& link, bool is_from, Visit&& visit) const {
    for (std::uint32_t i = 0; i < link.pieces.length; ++i) {
      const LinkPiece& piece = pieces[link.pieces.start + i];
      const bool is_there = piece.from.end > 0 && Text(piece.from.path) == Text(link.from_path) &&
                            Text(piece.to.path) == Text(link.to_path);
      if (is_there) visit(is_from ? piece.from : piece.to);
    }
  }

  // Appends `value` to `text`, repaired to well-formed UTF-8. O(length).
  Slice AddText(std::string_view value);

  // Makes it a new span.
  void Reset();
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_SPAN_DATA_H_

#ifndef SPANLOOM_SPANS_SPAN_DATA_H_
#define SPANLOOM_SPANS_SPAN_DATA_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "links/candidate_list.h"
#include "links/span_tree.h"
#include "log/records.h"
#include "spans/trace_id.h"

namespace spanloom {

struct Trace;

// A piece of a span's text.
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

// Where something stands in a span's value; of a string the UTF-16 units, 0 to 0 for all of it.
struct LinkPlace {
  Slice path;
  std::uint32_t start;
  std::uint32_t end;
};

// A piece of what came from the earlier span, in it and in this one.
struct LinkPiece {
  LinkPlace from;
  LinkPlace to;
};

// A link that spanloom found.
struct FoundLink {
  SpanId span_id;
  Side from;
  Side to;
  Via via;
  bool is_tree;       // between a span and its own ancestor or descendant
  bool is_generated;  // what a model made is what a tool does
  Slice from_path;    // empty when no longer known
  Slice to_path;
  double overlap;  // share of the side's text, by text
  Slice pieces;    // of SpanData::pieces
};

// A span that is open, or waits to be exported. Used again and again: Reset() keeps its memory, within bounds. What has
// a variable form is held as it goes out over OTLP: protobuf fields of the message Span, repeated.
struct SpanData {
  TraceId trace_id;
  SpanId span_id;
  SpanId parent_id;  // all zero for a root
  std::uint32_t number;
  std::uint32_t slot;  // in the store's table
  std::size_t size;    // roughly, when encoded; known from its end on
  Trace* trace;
  std::uint32_t node;  // in the trace's tree of spans
  std::uint32_t template_id;
  std::uint64_t start_nanos;
  std::uint64_t end_nanos;
  StatusCode status;
  bool has_own_name;
  Slice name;  // if it has one that is not the template's
  Slice message;
  std::array<Content, 2> content;  // by side
  std::uint32_t dropped_links;
  CandidateList candidates;  // while it is open
  Array<FoundLink> links;
  Array<LinkPiece> pieces;
  Bytes attributes;   // fields 9
  Bytes events;       // fields 11
  Bytes given_links;  // fields 13
  Bytes text;         // what slices point into

  std::string_view Text(Slice slice) const { return text.view(slice.start, slice.length); }

  // Calls `visit(place)` for the pieces of text on one side that stand where the link's paths lead to.
  template <typename Visit>
  void ForEachRange(const FoundLink& link, bool is_from, Visit&& visit) const {
    for (std::uint32_t i = 0; i < link.pieces.length; ++i) {
      const LinkPiece& piece = pieces[link.pieces.start + i];
      const bool is_there = piece.from.end > 0 && Text(piece.from.path) == Text(link.from_path) &&
                            Text(piece.to.path) == Text(link.to_path);
      if (is_there) visit(is_from ? piece.from : piece.to);
    }
  }

  // Stores `value`, made well-formed UTF-8.
  Slice AddText(std::string_view value);

  void Reset();
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_SPAN_DATA_H_

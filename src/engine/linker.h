#ifndef SPANLOOM_ENGINE_LINKER_H_
#define SPANLOOM_ENGINE_LINKER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "otlp/request.h"

namespace spanloom {

// The options of a Linker. Times are milliseconds, sizes bytes.
struct LinkerOptions {
  double grace = 5000;                // a trace is complete when its root ended and nothing came for so long
  std::uint32_t max_traces = 10000;   // that wait at a time
  double max_trace_bytes = 64 << 20;  // of the spans and logs of one trace
  double max_bytes = 512 << 20;       // of all of them
  std::uint32_t min_length = 0;       // of a run of text, in letters and digits; 0 for the default
  std::string conventions;            // rows of the user, as JSON; see conventions/table.h
};

struct LinkerStats {
  double spans = 0;  // added
  double logs = 0;
  double requests = 0;
  double refused = 0;        // requests that were malformed
  double waiting_spans = 0;  // not yet taken
  double waiting_traces = 0;
  double waiting_bytes = 0;
  double linked_traces = 0;
  double evicted_traces = 0;  // given back without links, to stay within the limits
  double evicted_spans = 0;
  double late_spans = 0;       // came after their trace was taken
  double duplicate_spans = 0;  // had the ids of a span that waits already; given back, and not linked
  double dropped_logs = 0;     // logs that did not fit, or whose span never came
  double taken_spans = 0;
  double taken_links = 0;
  double links_identity = 0;  // always 0 here; kept so that the names are those of the tracer's stats()
  double links_member = 0;
  double links_structure = 0;
  double links_text = 0;
};

// Links spans that somebody else recorded. Spans come in any order and in pieces: Add() keeps them as they came, by
// trace. A trace is linked when it is complete (see LinkerOptions::grace), or as soon as somebody asks for its links.
// Take() gives complete traces back, with their links. Not thread-safe. Never calls out; nothing throws.
//
//   Linker linker({});
//   std::memcpy(linker.Reserve(size), request, size);
//   linker.AddTraces(Encoding::kProtobuf, now);
//   while (linker.Work(1000, now, true)) {}
//   if (linker.Take(Encoding::kProtobuf, now, true)) Send(linker.result());
class Linker {
 public:
  explicit Linker(const LinkerOptions& options);
  Linker(const Linker&) = delete;
  Linker& operator=(const Linker&) = delete;
  ~Linker();

  // Why the options or conventions are wrong; empty if they are not. Then no other method may be called.
  const std::string& problem() const;

  // Returns memory for the next request, valid until the next call of any method; nullptr if there is none. O(1).
  char* Reserve(std::size_t bytes);

  // Read the reserved request, of traces or of logs. A malformed request is refused as a whole. `now` is milliseconds
  // on any clock that does not go back. O(size).
  RequestError AddTraces(Encoding encoding, double now);
  RequestError AddLogs(Encoding encoding, double now);

  // Links traces that are complete, or all if `all`, for about `units` of work; a unit is one span or 16 kB of content,
  // whichever is more. Returns whether there is more to do.
  bool Work(std::uint32_t units, double now, bool all);

  // Whether a trace is known and not yet taken. `trace_id` is 32 hexadecimal digits.
  bool Has(std::string_view trace_id) const;

  // Writes the links of a trace to result(), as JSON: { spanId: [Link] }. Links what has come so far.
  void Links(std::string_view trace_id);

  // Writes where the parts of a span's values came from, or with `is_reverse` where they went, to result(), as JSON.
  // See docs/linking-recorded-traces.md for the form.
  void Explain(std::string_view trace_id, std::string_view span_id, bool is_reverse);

  // Writes complete traces (all, if `all`; only `trace_id`, if that is not empty) with their links to result(), as a
  // request, and forgets them. At most about `max_bytes`, but whole traces and at least one. Returns the number of
  // spans. Links first what Work() has not linked.
  std::uint32_t Take(Encoding encoding, double now, bool all, std::string_view trace_id, double max_bytes);

  std::string_view result() const;

  LinkerStats Stats() const;

 private:
  std::string problem_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_LINKER_H_

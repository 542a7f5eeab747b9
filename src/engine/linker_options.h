#ifndef SPANLOOM_ENGINE_LINKER_OPTIONS_H_
#define SPANLOOM_ENGINE_LINKER_OPTIONS_H_

#include <cstdint>
#include <string>

namespace spanloom {

// The options of a Linker. Times are milliseconds, sizes bytes.
struct LinkerOptions {
  double grace = 5000;                // a trace is complete when its root ended and nothing came for so long
  std::uint32_t max_traces = 10000;   // that wait at a time
  double max_trace_bytes = 64 << 20;  // of the spans and logs of one trace
  double max_bytes = 512 << 20;       // of all of them, taken together with what was evicted or came late
  std::uint32_t min_length = 0;       // of a run of text, in letters and digits; 0 for the default
  std::string conventions;            // rows of the user, as JSON; see conventions/table.h
  // Linkers that all get the same requests can share the work: each keeps the traces of its share, and none of them
  // keeps what another does. What has no trace, such as an empty ResourceSpans, belongs to the first.
  std::uint32_t share_index = 0;
  std::uint32_t share_count = 1;
};

struct LinkerStats {
  double spans = 0;  // added
  double logs = 0;
  double requests = 0;
  double refused = 0;        // requests that were malformed
  double waiting_spans = 0;  // not yet taken
  double waiting_traces = 0;
  double waiting_bytes = 0;
  double linked_traces = 0;    // of those that were taken
  double evicted_traces = 0;   // given up before they were linked, to stay within the limits
  double evicted_spans = 0;    // given back without links
  double late_spans = 0;       // came after their trace was taken or evicted; given back without links
  double duplicate_spans = 0;  // had the ids of a span that waits already; given back, and not linked
  double dropped_spans = 0;    // evicted or late, and not taken in time
  double dropped_logs = 0;     // logs that did not fit, or whose span never came
  double taken_spans = 0;
  double taken_links = 0;     // found on them, also those that they had already
  double links_identity = 0;  // always 0 here; kept so that the names are those of the tracer's stats()
  double links_member = 0;
  double links_structure = 0;
  double links_text = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_LINKER_OPTIONS_H_

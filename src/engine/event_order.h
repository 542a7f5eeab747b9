#ifndef SPANLOOM_ENGINE_EVENT_ORDER_H_
#define SPANLOOM_ENGINE_EVENT_ORDER_H_

#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "base/none.h"
#include "otlp/request.h"

namespace spanloom {

// What order needs to know of a span.
struct TimedSpan {
  std::uint64_t start_nanos;
  std::uint64_t end_nanos;
  std::uint32_t parent;     // index, or kNone
  std::uint32_t caused_by;  // a span whose output this one's input is for certain, such as the model that asked for
                            // this tool; kNone if unknown
};

// A span begins, or has ended.
struct SpanEvent {
  std::uint32_t span;
  bool is_end;
};

// Puts the events of one trace into the order in which they must have happened, which recorded times tell only about:
//   - A span begins after its parent and ends before it, unless it outlives it by more than clocks explain.
//   - JavaScript's SDK rounds starts down to the millisecond, and adds the exact duration to get the end. So both may
//   be
//     up to a millisecond early: a start at a full millisecond counts as the last moment of that millisecond, unless
//     full milliseconds are rare in the trace.
//   - A cause ends before what it caused begins, even if its recorded end is later, as with streams.
// Otherwise times decide, then the order of recording. O(n log n). Not thread-safe.
class EventOrder {
 public:
  // The result is valid until the next call. Cycles of parents are cut at their first span: its `parent` becomes kNone.
  const Array<SpanEvent>& Sort(Array<TimedSpan>& spans);

 private:
  void CutCycles(Array<TimedSpan>& spans);
  void AddEdge(std::uint32_t before, std::uint32_t after);
  void Push(std::uint32_t event);
  std::uint32_t Pop();
  bool IsBefore(std::uint32_t one, std::uint32_t other) const;

  struct Edge {
    std::uint32_t to;
    std::uint32_t next;
  };
  struct Node {
    std::uint64_t time;
    std::uint64_t tie;
    std::uint32_t edges;
    std::uint32_t waits_for;  // events that must come first
  };

  Array<Node> nodes_;  // two per span: its begin, its end
  Array<Edge> edges_;
  Array<std::uint32_t> heap_;
  Array<SpanEvent> events_;
  Array<std::uint32_t> marks_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_EVENT_ORDER_H_

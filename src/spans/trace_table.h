#ifndef SPANLOOM_SPANS_TRACE_TABLE_H_
#define SPANLOOM_SPANS_TRACE_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/array.h"
#include "base/chunk_pool.h"
#include "base/id_map.h"
#include "links/trace_links.h"
#include "spans/trace_id.h"

namespace spanloom {

// A trace goes through these states, each a list in the order of arrival:
//   shell  its id is remembered, for children that start late; no tables
//   live   spans are open, and their values are known
//   bare   spans are open, but the values known so far had to go; the next value makes it live again
//   done   no span is open; tables stay for a short while, for children that start late
struct Trace {
  enum class State : std::uint8_t { kIdOnly, kLive, kEvicted, kDone };

  std::uint32_t number;
  TraceId id;
  State state;
  std::uint32_t open_spans;
  double done_at;                     // microseconds, as given to Expire()
  std::size_t bytes;                  // of its evidence, see TraceLinks::bytes()
  std::unique_ptr<TraceLinks> links;  // none for a shell
  Trace* before;
  Trace* after;
};

// The traces of a session. No more than `max_traces` have values at a time, and their evidence takes no more than
// `max_bytes`: what is too much costs the oldest done trace its tables, else the oldest live one its values. All
// operations O(1), besides freeing.
class TraceTable {
 public:
  TraceTable(std::uint32_t max_traces, std::uint64_t max_bytes, LinkLimits& limits);
  TraceTable(const TraceTable&) = delete;
  TraceTable& operator=(const TraceTable&) = delete;
  ~TraceTable();

  // Makes a trace known; the id of one that has tables stays what it was.
  void Add(std::uint32_t number, const TraceId& id);

  // nullptr for a trace that was never added, or was forgotten after it was done. Valid until the next Add().
  Trace* Find(std::uint32_t number);

  void SpanStarted(Trace& trace);
  void SpanEnded(Trace& trace, double now);

  // To be called before a value of an open span is noted: makes room for it.
  void MakeRoomForValue(Trace& trace);

  // To be called when it was noted: counts what the trace's evidence takes.
  void Account(Trace& trace);

  // Frees the tables of traces that have been done for a while.
  void Expire(double now);

  // Traces that have tables, what the tables of all traces take, and that together with all other evidence.
  std::size_t with_tables() const { return count_[1] + count_[2] + count_[3]; }
  std::size_t table_bytes() const { return pool_.taken() * ChunkPool::kChunkBytes; }
  std::uint64_t evidence_bytes() const { return table_bytes() + bytes_ + limits_.texts.held; }

 private:
  struct List {
    Trace* first = nullptr;
    Trace* last = nullptr;
  };

  void Move(Trace& trace, Trace::State state);
  void Append(Trace& trace, Trace::State state);
  void Unlink(Trace& trace);
  void MakeLive(Trace& trace);
  void DropOldest();
  void FreeTables(Trace& trace);
  Trace* Oldest(Trace::State state) { return lists_[static_cast<std::size_t>(state)].first; }
  std::size_t Count(Trace::State state) const { return count_[static_cast<std::size_t>(state)]; }

  const std::uint32_t max_traces_;
  const std::uint64_t max_bytes_;
  LinkLimits& limits_;
  ChunkPool pool_;
  std::uint64_t bytes_ = 0;  // of all traces
  IdMap by_number_;          // indexes in traces_
  Array<Trace*> traces_;     // owned
  Array<std::uint32_t> free_;
  std::array<List, 4> lists_;
  std::array<std::size_t, 4> count_{};
  Array<TraceLinks*> spare_;  // owned
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_TRACE_TABLE_H_

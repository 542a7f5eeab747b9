#ifndef SPANLOOM_SPANS_TRACE_TABLE_H_
#define SPANLOOM_SPANS_TRACE_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/array.h"
#include "base/chunk_pool.h"
#include "base/id_map.h"
#include "base/ids.h"
#include "links/trace_links.h"

namespace spanloom {

// A trace is in one of these states. Each state has a list of its traces, oldest first.
//   id only  only the id is known, for children that start late; there are no tables
//   live     spans are open and have evidence
//   evicted  spans are open, but their evidence was dropped for memory; the next value makes the trace live again
//   done     no span is open; the tables stay for a second, for children that start late
struct Trace {
  enum class State : std::uint8_t { kIdOnly, kLive, kEvicted, kDone };

  std::uint32_t number;
  TraceId id;
  State state;
  std::uint32_t open_spans;
  double done_at;                     // microseconds, on the clock of Expire()
  std::size_t bytes;                  // its TraceLinks::bytes() at the last UpdateBytes()
  std::unique_ptr<TraceLinks> links;  // nullptr if only the id is known
  Trace* before;
  Trace* after;
};

// Owns the traces of a session and bounds their memory: at most `max_traces` have evidence, of at most `max_bytes`
// together. Beyond that, the oldest done trace loses its tables, or else the oldest live trace loses its evidence.
//
// For each value, call MakeRoomForValue() before it is added and UpdateBytes() afterwards. All calls are O(1), except
// those that free tables. Keeps the ids of up to 1,024 traces without tables. Not thread-safe.
class TraceTable {
 public:
  TraceTable(std::uint32_t max_traces, std::uint64_t max_bytes, LinkLimits& limits);
  TraceTable(const TraceTable&) = delete;
  TraceTable& operator=(const TraceTable&) = delete;
  ~TraceTable();

  // Adds a trace. If it is known and has tables, it keeps its id.
  void Add(std::uint32_t number, const TraceId& id);

  // Returns nullptr for a trace that was never added, or was dropped after it was done. Valid until the next Add().
  Trace* Find(std::uint32_t number);

  void SpanStarted(Trace& trace);
  void SpanEnded(Trace& trace, double now);

  // Makes the tables of a trace ready for evidence that comes before its first span. If no span starts, they stay for a
  // second.
  void Prepare(Trace& trace, double now);

  // Drops evidence if there is too much, before a value of an open span is added.
  void MakeRoomForValue(Trace& trace);

  // Measures the evidence of a trace, after a value was added.
  void UpdateBytes(Trace& trace);

  // Frees the tables of traces that have been done for a second, or are more than 64.
  void Expire(double now);

  // The number of traces with tables; the memory of the tables; the memory of all evidence.
  std::size_t with_tables() const { return count_[1] + count_[2] + count_[3]; }
  std::size_t table_bytes() const { return pool_.used() * ChunkPool::kChunkBytes; }
  std::uint64_t evidence_bytes() const { return table_bytes() + bytes_ + limits_.texts.held; }

 private:
  struct List {
    Trace* first = nullptr;
    Trace* last = nullptr;
  };

  void Move(Trace& trace, Trace::State state);
  void Append(Trace& trace, Trace::State state);
  void Unlink(Trace& trace);
  void AddTables(Trace& trace);
  void MakeLive(Trace& trace);
  void DropOldest();
  void FreeTables(Trace& trace);
  Trace* Oldest(Trace::State state) { return lists_[static_cast<std::size_t>(state)].first; }
  std::size_t Count(Trace::State state) const { return count_[static_cast<std::size_t>(state)]; }

  const std::uint32_t max_traces_;
  const std::uint64_t max_bytes_;
  LinkLimits& limits_;
  ChunkPool pool_;
  std::uint64_t bytes_ = 0;  // the sum over all traces
  IdMap by_number_;          // number -> index in traces_
  Array<Trace*> traces_;     // owned
  Array<std::uint32_t> free_;
  std::array<List, 4> lists_;
  std::array<std::size_t, 4> count_{};
  Array<TraceLinks*> spare_;  // owned
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_TRACE_TABLE_H_

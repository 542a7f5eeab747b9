#ifndef SPANLOOM_ENGINE_TRACE_STORE_H_
#define SPANLOOM_ENGINE_TRACE_STORE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <string_view>
#include <unordered_map>

#include "engine/envelopes.h"
#include "engine/linker_options.h"
#include "engine/recent_ids.h"
#include "engine/stored_trace.h"
#include "engine/trace_id_hash.h"

namespace spanloom {

// Keeps spans and logs by trace, decides when a trace is complete, and bounds how much is kept:
//   - Of the traces that wait (rootless, rooted, complete, linked), at most max_traces are kept, with at most
//     max_trace_bytes each. Beyond that, the one to which nothing came for the longest time is evicted.
//   - They may take three quarters of max_bytes; beyond that, the same. The rest is for evicted and late spans until
//   they
//     are taken: BeginRequest() drops the oldest of them while all together is more than max_bytes. So whoever takes
//     after each request loses nothing, and whoever never takes holds max_bytes and one request.
//
// A StoredTrace is valid, and does not move, until Remove() or BeginRequest(). Calls that add are O(size); the others
// are O(1) per trace that they touch. Not thread-safe.
class TraceStore {
 public:
  // Is told before what it reads of a trace changes or is freed.
  class Listener {
   public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    virtual ~Listener() = default;
    virtual void OnChange(const StoredTrace& trace) = 0;
  };

  // A trace without a root is complete when nothing came for this many times the grace: its root may belong to another
  // process, or come last.
  static constexpr double kRootlessFactor = 6;

  // `stats` gets the counters; what waits is set by AddWaiting(). All are borrowed.
  TraceStore(const LinkerOptions& options, Envelopes& envelopes, Listener& listener, LinkerStats& stats);
  TraceStore(const TraceStore&) = delete;
  TraceStore& operator=(const TraceStore&) = delete;
  ~TraceStore() = default;

  // Call before the spans of each request. `now`: see Linker.
  void BeginRequest(double now);

  // Whether a trace is in LinkerOptions::share_index, and whether what has no trace is. Only such may be added. O(1).
  bool Keeps(const TraceId& id) const {
    return options_.share_count <= 1 || TraceIdHash()(id) % options_.share_count == options_.share_index;
  }
  bool KeepsEmpty() const { return options_.share_index == 0; }

  void AddSpan(const SpanHead& head, std::string_view bytes, Encoding encoding, std::uint32_t envelope);
  void AddLog(const SpanHead& head, std::string_view bytes, Encoding encoding);

  // Keeps an envelope that came without spans, so that it is given back.
  void AddEmptyEnvelope(std::uint32_t envelope);

  // Makes traces complete that are so at `now`, or all.
  void Complete(double now, bool all);

  // Returns nullptr if the trace is not known, or was taken.
  StoredTrace* Find(const TraceId& id) const;

  // Returns the first trace that is complete and not linked, or nullptr.
  StoredTrace* NextToLink();

  // Say that the links of a trace are stored, as long as nothing comes for it.
  void SetLinked(StoredTrace& trace);

  // Traces to take: call `choose` on those that pass, then on those that are linked or complete, in order of
  // completion, until it returns false.
  template <typename Choose>
  void ForEachToTake(Choose&& choose) {
    for (const TraceState state : {TraceState::kPassing, TraceState::kLinked, TraceState::kComplete}) {
      for (StoredTrace& trace : List(state)) {
        if (!choose(trace)) return;
      }
    }
  }

  // Forgets a trace. Remembers its id if `is_taken`: what comes later, passes.
  void Remove(StoredTrace& trace, bool is_taken);

  void AddWaiting(LinkerStats& stats) const;

 private:
  using Traces = std::list<StoredTrace>;

  Traces& List(TraceState state) { return lists_[static_cast<std::size_t>(state)]; }
  StoredTrace& Open(const TraceId& id);
  void Touch(StoredTrace& trace);
  void Move(StoredTrace& trace, TraceState state);
  void Append(StoredTrace& trace, StoredSpan span);
  void Count(StoredTrace& trace, std::size_t bytes);
  void Evict(StoredTrace& trace);
  void EvictBeyondLimits(StoredTrace& changed);
  StoredTrace* Oldest();
  std::size_t Held() const { return bytes_ + envelopes_.bytes(); }
  bool IsTooMuchWaiting() const;

  const LinkerOptions options_;
  Envelopes& envelopes_;
  Listener& listener_;
  LinkerStats& stats_;

  std::unordered_map<TraceId, Traces::iterator, TraceIdHash> by_id_;
  std::array<Traces, kTraceStates> lists_;  // each in the order in which the traces came into it
  Traces spare_;
  RecentIds taken_;
  double now_ = 0;
  std::uint64_t arrivals_ = 0;
  std::size_t bytes_ = 0;          // of all traces
  std::size_t passing_bytes_ = 0;  // of those that pass
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_TRACE_STORE_H_

#ifndef SPANLOOM_ENGINE_LINKING_JOB_H_
#define SPANLOOM_ENGINE_LINKING_JOB_H_

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "conventions/table.h"
#include "engine/envelopes.h"
#include "engine/new_links.h"
#include "engine/recorded_spans.h"
#include "engine/stored_trace.h"
#include "engine/trace_linker.h"

namespace spanloom {

// Links a stored trace, step by step: reads its spans, see RecordedSpans, runs TraceLinker, and stores the links in the
// trace. Call Begin(), then Step() until it returns false. Clear() it before the trace changes. The memory is kept for
// the next trace, within bounds. Not thread-safe.
class LinkingJob {
 public:
  // `min_length`: see LinkerOptions. Both others outlive this.
  LinkingJob(std::uint32_t min_length, const Conventions& conventions, const Envelopes& envelopes);
  LinkingJob(const LinkingJob&) = delete;
  LinkingJob& operator=(const LinkingJob&) = delete;

  // `explains`: also record what AppendExplanation() needs.
  void Begin(StoredTrace& trace, bool explains);

  // Does some work, adds its cost to `units` (see Linker::Work()), and returns whether there is more. At the end the
  // links are stored in the trace, unless it had them already.
  bool Step(std::uint32_t& units);

  // The trace since Begin(), or nullptr after Clear().
  StoredTrace* trace() const { return trace_; }
  bool is_done() const { return phase_ == Phase::kDone; }
  bool explains() const { return explains_; }

  // After the last Step(): where the parts of a span came from, or went, as a JSON array. `span` is an index of the
  // trace's spans, not of a duplicate.
  void AppendExplanation(std::uint32_t span, bool is_reverse, Bytes& out);

  // Forgets the trace.
  void Clear();

 private:
  enum class Phase : std::uint8_t { kSpans, kLogs, kLinks, kDone };

  void StoreLinks();

  TraceLinker linker_;
  StoredTrace* trace_ = nullptr;
  bool explains_ = false;
  Phase phase_ = Phase::kDone;
  std::size_t next_ = 0;    // span or log of the trace
  RecordedSpans recorded_;  // in order of arrival
  NewLinks new_links_;
  Bytes found_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_LINKING_JOB_H_

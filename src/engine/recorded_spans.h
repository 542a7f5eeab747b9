#ifndef SPANLOOM_ENGINE_RECORDED_SPANS_H_
#define SPANLOOM_ENGINE_RECORDED_SPANS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "engine/arena.h"
#include "engine/envelopes.h"
#include "engine/stored_trace.h"
#include "otlp/recorded_span.h"
#include "otlp/translate.h"

namespace spanloom {

// Spans of a stored trace as they are read: what came as JSON is translated, and logs are joined with their spans. Call
// Begin(), AddSpan() and then AddLog() for what is wanted, then JoinLogs(). Clear() it before the trace changes. The
// memory is kept for the next trace, within bounds. Not thread-safe.
class RecordedSpans {
 public:
  // `envelopes` outlive this.
  explicit RecordedSpans(const Envelopes& envelopes) : envelopes_(envelopes) {}

  // Starts a trace, which is borrowed. O(spans).
  void Begin(const StoredTrace& trace);

  // Adds a span, unless it is a duplicate. `index` is that in the trace. Adds what a translation cost to `units`, see
  // Linker::Work().
  void AddSpan(std::size_t index, std::uint32_t& units);

  // Adds a log record of the trace, if its span was added.
  void AddLog(std::size_t index, std::uint32_t& units);

  // Gives the logs to their spans, in order of time.
  void JoinLogs();

  // Those that were added.
  const Array<RecordedSpan>& spans() const { return spans_; }

  // Returns the index in spans() of a span of the trace, or kNone. O(1).
  std::uint32_t IndexOf(std::size_t index) const { return added_as_[index]; }

  // Forgets the trace.
  void Clear();

 private:
  struct Log {
    std::uint32_t span;   // index in spans_
    std::uint32_t index;  // in the trace
    std::uint64_t time;
    std::string_view bytes;
  };

  std::string_view Translate(OtlpMessage message, std::string_view bytes, Encoding encoding, std::uint32_t& units);

  const Envelopes& envelopes_;
  const StoredTrace* trace_ = nullptr;
  Array<RecordedSpan> spans_;
  Array<std::uint32_t> added_as_;  // by index in the trace; kNone for what was not added
  Array<Log> logs_;
  Array<std::string_view> log_bytes_;
  Arena translated_;
  Bytes buffer_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_RECORDED_SPANS_H_

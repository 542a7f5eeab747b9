#ifndef SPANLOOM_ENGINE_LINKER_H_
#define SPANLOOM_ENGINE_LINKER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "conventions/table.h"
#include "engine/content_gaps.h"
#include "engine/envelopes.h"
#include "engine/intake.h"
#include "engine/linker_options.h"
#include "engine/linking_job.h"
#include "engine/span_contents.h"
#include "engine/trace_store.h"
#include "otlp/request.h"

namespace spanloom {

// Links spans that somebody else recorded. Spans come in any order and in pieces: Add...() keeps them as they came, by
// trace. A trace is linked when it is complete (see LinkerOptions::grace), or as soon as somebody asks for its links.
// Take() gives complete traces back, with their links. Not thread-safe. Never calls out; nothing throws. Without memory
// for what it keeps, it aborts.
//
//   Linker linker({});
//   std::memcpy(linker.Reserve(size), request, size);
//   linker.AddTraces(Encoding::kProtobuf, now);
//   while (linker.Work(1000, now, true)) {}
//   if (linker.Take(Encoding::kProtobuf, now, true, {}, 1e9)) Send(linker.result());
//
// `now` is milliseconds on any clock. If it goes back, time stands still. Ids are hexadecimal digits; unknown ones have
// no links. See TraceStore for what is kept, and how long.
class Linker final : private TraceStore::Listener {
 public:
  explicit Linker(const LinkerOptions& options);
  Linker(const Linker&) = delete;
  Linker& operator=(const Linker&) = delete;
  ~Linker() override = default;

  // Why the options or conventions are wrong; empty if they are not. Then no other method may be called.
  const std::string& problem() const { return problem_; }

  // Returns memory for the next request, valid until the next call of any method; nullptr if there is none. O(1).
  char* Reserve(std::size_t bytes);

  // Read the reserved request, of traces or of logs. A malformed request is refused as a whole. What there is no room
  // for is counted in Stats(). O(size).
  RequestError AddTraces(Encoding encoding, double now);
  RequestError AddLogs(Encoding encoding, double now);

  // Links traces that are complete, or all if `all`, for about `units` of work; a unit is one side of a span or 16 kB
  // of content, whichever is more. Returns whether there is more to do.
  bool Work(std::uint32_t units, double now, bool all);

  // Whether something of a trace is here and not yet taken. O(1).
  bool Has(std::string_view trace_id) const;

  // Writes the links of a trace to result(), as JSON: { spanId: [Link] }, with the spans that have links. Links first
  // what has come so far, if it has not.
  void Links(std::string_view trace_id);

  // Writes where the parts of a span's values came from, or with `is_reverse` where they went, to result(), as JSON.
  // See docs/recorded-traces.md for the form. The first call for a trace links it again; the next ones are
  // O(result), until something comes for the trace or another one is explained.
  void Explain(std::string_view trace_id, std::string_view span_id, bool is_reverse);

  // Writes the input and output of a span to result(), as JSON: the strings that Explain() points into. Links nothing.
  // See SpanContents.
  void Contents(std::string_view trace_id, std::string_view span_id);

  // Writes the kinds of the spans of a trace to result(), as JSON: { spanId: kind }, with the spans that say one. Links
  // nothing.
  void Kinds(std::string_view trace_id);

  // Writes complete traces (all, if `all`; only `trace_id`, if that is not empty) with their links to result(), as a
  // request, and forgets them. Spans that were evicted or came late are written as they are, and so are envelopes
  // without spans. At most about `max_bytes`, but whole traces and at least one. Returns the number of spans and
  // envelopes without spans; if it is 0, result() is empty. Links first what Work() has not linked.
  std::uint32_t Take(Encoding encoding, double now, bool all, std::string_view trace_id, double max_bytes);

  // Writes how many of the spans that were linked and taken show no content, and why, to result(), as JSON; see
  // ContentGaps.
  void WithoutContent();

  // What the last method that writes to result() wrote. Valid until the next call of any method but Stats() and Has().
  std::string_view result() const { return result_.view(); }

  // O(traces).
  LinkerStats Stats() const;

 private:
  void OnChange(const StoredTrace& trace) override;
  RequestError Add(Intake::Signal signal, Encoding encoding, double now);
  StoredTrace* Find(std::string_view trace_id) const;
  StoredTrace* FindSpan(std::string_view trace_id, std::string_view span_id, std::uint32_t& span) const;
  void Link(StoredTrace& trace);
  void Finish(LinkingJob& job);
  void WriteLinks(const StoredTrace& trace);
  void CountTaken(const StoredTrace& trace);

  Bytes request_;
  Bytes result_;
  Conventions conventions_;
  std::string problem_;
  LinkerStats stats_;
  ContentGaps gaps_;
  Envelopes envelopes_;
  TraceStore store_;
  LinkingJob work_;   // of Work()
  LinkingJob other_;  // of what is asked for meanwhile; keeps the trace that it explained
  SpanContents contents_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_LINKER_H_

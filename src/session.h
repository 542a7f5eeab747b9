#ifndef SPANLOOM_SESSION_H_
#define SPANLOOM_SESSION_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/features.h"
#include "base/status.h"
#include "encode/batch.h"
#include "links/trace_links.h"
#include "log/reader.h"
#include "log/strings.h"
#include "policy/content.h"
#include "policy/every_use.h"
#include "policy/flow.h"
#include "spans/span_store.h"
#include "spans/template.h"
#include "spans/trace_table.h"

namespace spanloom {

enum class Policy : int { kOff = 0, kFlow = 1, kEveryUse = 2 };
enum class Format : int { kOtlpProtobuf = 0, kOtlpJson = 1, kLinks = 2 };

struct SessionOptions {
  Policy policy = Policy::kFlow;
  std::uint32_t max_traces = 1000;                // with evidence at a time
  std::uint32_t max_objects_per_trace = 1 << 20;  // at least 256
  bool structure = true;                          // link equal copies
  bool text = true;                               // link text that occurs in other text
  bool attribution = false;                       // add `gen_ai.attribution.link_type` to links
  bool ranges = false;                            // add the ranges of text to links
  std::uint32_t min_length = 0;                   // of a run of text, in letters and digits; 0 for the default
  std::uint32_t max_text_bytes = 16 << 20;        // of text kept per trace
  std::uint64_t max_evidence_bytes = 128 << 20;   // of all traces together, plus the texts of one
};

// The core of one tracer: reads the event log, finds links, queues finished spans and encodes batches of them. For each
// drain call Reserve(), fill the block, then Drain(). For each batch call Cut(), then Encode() in any number of
// formats.
//
// Memory is bounded by the options, plus waiting spans, which JavaScript bounds. A failed allocation aborts, except in
// Reserve(). Not thread-safe.
//
//   Session session({});
//   std::memcpy(session.Reserve(bytes), block, bytes);
//   session.Drain(word_count, string_count, byte_count, now_micros);
//   while (session.Cut(512, 1 << 20) > 0) {
//     if (session.Encode(Format::kOtlpProtobuf, true) == Status::kOk) Send(session.result());
//   }
//   session.Release();
class Session {
 public:
  explicit Session(const SessionOptions& options);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  // Returns memory for the block of the next drain: words, the ends of strings, the bytes of strings. Valid until
  // Drain() returns. Returns nullptr if there is not enough memory. O(1).
  char* Reserve(std::size_t bytes);

  // Reads the block. Stops at the first invalid record; the records before it stay applied. Skips a record of an
  // unknown span and returns kUnknownSpan at the end. `now_micros` is the time since the Unix epoch. O(size of the
  // block), plus the cost of finding links; see src/README.md.
  Status Drain(std::uint32_t word_count, std::uint32_t string_count, std::uint32_t byte_count, double now_micros);

  const SpanStore& spans() const { return spans_; }

  // Makes a batch of the spans that ended first; see SpanStore::Cut().
  std::size_t Cut(std::size_t max_spans, std::size_t max_bytes) { return spans_.Cut(max_spans, max_bytes); }

  // Writes to result() which spans made the parts of what the open stand-in with this number was given so far, as
  // docs/event-log.md describes it; nothing if that is unknown. `key` is the id of the span that keys the hashes.
  void Lineage(std::uint32_t number, const SpanId& key);

  // Frees the batch and the result.
  void Release();

  // Encodes the batch, which stays for other formats. `tree_links`: include links between a span and its own ancestors
  // and descendants. Returns kBadFormat for an unknown format. O(size).
  Status Encode(Format format, bool tree_links);

  // Writes counters as a JSON object to result().
  void Stats();

  // The output of Encode(), Stats() or Lineage(). Valid until the next call of either, or Release().
  std::string_view result() const { return result_.view().substr(result_start_); }

 private:
  template <typename Sink>
  friend Status Dispatch(const std::uint32_t* word, Strings& strings, Sink& sink);

  Status On(const TemplateRecord& record);
  Status On(const TraceRecord& record);
  Status On(const StartRecord& record);
  Status On(const ValueRecord& record);
  Status On(const ContentRecord& record);
  Status On(const AttributeRecord& record);
  Status On(const EventRecord& record);
  Status On(const LinkRecord& record);
  Status On(const EndRecord& record);
  Status On(const NameRecord& record);
  Status On(const ResourceRecord& record);
  Status On(const RetemplateRecord& record);
  Status On(const TraceStateRecord& record);
  Status On(const LineageRecord& record);
  Status On(const IdentifyRecord& record);
  Status On(const MessageRecord& record);

  Status Read(std::uint32_t word_count, std::uint32_t string_count, std::uint32_t byte_count);
  [[gnu::noinline]] Status SkipUnknownSpan(std::uint32_t span);  // smaller
  void FindLinks(SpanData& span);
  void ClearResult();
  bool links_content() const { return kHasContent && policy_ == Policy::kFlow && evidence_; }

  const Policy policy_;
  const bool evidence_;  // links by content are on
  const bool attribution_;
  const bool ranges_;
  LinkLimits limits_;
  Bytes block_;
  Strings strings_;
  Array<SpanTemplate*> templates_;  // owned
  Resource resource_;
  TraceTable traces_;
  SpanStore spans_;
  FlowPolicy flow_;
  ContentPolicy content_;
  EveryUsePolicy every_use_;
  double now_ = 0;
  std::uint32_t newest_span_ = 0;

  Bytes result_;
  std::size_t result_start_ = 0;

  std::uint64_t started_ = 0;
  std::uint64_t ended_ = 0;
  std::uint64_t late_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t bad_lineages_ = 0;
  std::uint64_t links_by_via_[kVias] = {};
  std::uint64_t dropped_links_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_SESSION_H_

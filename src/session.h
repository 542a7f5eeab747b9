#ifndef SPANLOOM_SESSION_H_
#define SPANLOOM_SESSION_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"
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
  std::uint32_t max_traces = 1000;                // with values, at a time
  std::uint32_t max_objects_per_trace = 1 << 20;  // at least 256
  bool structure = true;                          // links equal copies
  bool text = true;                               // links text that stands in other text
  bool attribution = false;                       // says on links what kind of step they come from
  bool ranges = false;                            // says on links where the text stands
  std::uint32_t min_length = 0;                   // of text, in letters and digits; 0 for the default
  std::uint32_t max_text_bytes = 16 << 20;        // remembered per trace
  std::uint64_t max_evidence_bytes = 128 << 20;   // of all traces together, besides the texts of one
};

// The core of one tracer: reads the event log, finds links, keeps finished spans and encodes them. Not for several
// threads.
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

  // Room for the next drain's block: `words`, the strings' ends, then their bytes. Valid until Drain() returns. nullptr
  // if there cannot be so much.
  char* Reserve(std::size_t bytes);

  // Reads the block. A log that is not sound is refused from its first bad record on; all before it is applied. A
  // record that only names an unknown span is skipped, and the status says so. `now_micros` since the epoch. O(size of
  // the block).
  Status Drain(std::uint32_t word_count, std::uint32_t string_count, std::uint32_t byte_count, double now_micros);

  const SpanStore& spans() const { return spans_; }

  // Makes the spans that ended first the batch; see SpanStore::Cut().
  std::size_t Cut(std::size_t max_spans, std::size_t max_bytes) { return spans_.Cut(max_spans, max_bytes); }

  // Gives back what the batch and the result took.
  void Release();

  // Encodes the batch; it stays. Without `tree_links`, links between a span and its own ancestors and descendants are
  // left out.
  Status Encode(Format format, bool tree_links);

  // Counters as a JSON object become the result.
  void Stats();

  // What Encode() or Stats() made; valid until the next of either, or Release().
  std::string_view result() const { return result_.view().substr(result_start_); }

 private:
  template <typename Sink>
  friend Status Send(const std::uint32_t* word, Strings& strings, Sink& sink);

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

  Status Read(std::uint32_t word_count, std::uint32_t string_count, std::uint32_t byte_count);
  [[gnu::noinline]] Status SkipUnknownSpan(std::uint32_t span);  // for size
  void FindLinks(SpanData& span);
  void ClearResult();

  const Policy policy_;
  const bool evidence_;  // by content
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
  std::uint64_t links_by_via_[kVias] = {};
  std::uint64_t dropped_links_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_SESSION_H_

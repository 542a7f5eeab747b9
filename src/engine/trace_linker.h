#ifndef SPANLOOM_ENGINE_TRACE_LINKER_H_
#define SPANLOOM_ENGINE_TRACE_LINKER_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/chunk_pool.h"
#include "base/id_map.h"
#include "conventions/parts.h"
#include "conventions/span_reader.h"
#include "conventions/table.h"
#include "engine/event_order.h"
#include "engine/explainer.h"
#include "engine/tool_causes.h"
#include "engine/tree_cache.h"
#include "links/trace_links.h"
#include "log/strings.h"
#include "otlp/recorded_span.h"
#include "policy/content.h"
#include "spans/span_data.h"

namespace spanloom {

// Links the spans of one trace, which is complete. Call Begin(), Step() until it returns false, then read the results,
// then Clear(). The memory is kept for the next trace, within bounds. Not thread-safe.
class TraceLinker {
 public:
  // `min_length`: see LinkerOptions. `conventions` outlives this.
  TraceLinker(std::uint32_t min_length, const Conventions& conventions);
  TraceLinker(const TraceLinker&) = delete;
  TraceLinker& operator=(const TraceLinker&) = delete;
  ~TraceLinker();

  // Starts a trace. `explains`: also record what AppendExplanation() needs. The spans are borrowed until Clear().
  void Begin(const RecordedSpan* spans, std::uint32_t count, bool explains);

  // Links one side of one span. Adds what it cost to `units`, see Linker::Work(). Returns whether there is more.
  bool Step(std::uint32_t& units);

  // After the last Step(). `span` is an index of Begin()'s array.

  // Appends the links of a span, as fields 13 of the message Span. `counts`, by Via, grow by the links.
  void AppendLinks(std::uint32_t span, Bytes& out, std::array<double, kVias>& counts) const;

  // Appends the links of a span as a JSON array of { traceId, spanId, attributes }.
  void AppendLinksJson(std::uint32_t span, Bytes& out) const;

  // Appends where the parts of a span's values came from, or went, as a JSON array. Needs `explains`.
  void AppendExplanation(std::uint32_t span, bool is_reverse, Bytes& out);

  // Why a span has no links, if it is for want of content.
  Gap gap(std::uint32_t span) const { return states_[span].gap; }

  void Clear();

 private:
  // A span of the trace.
  struct State {
    std::uint32_t node;  // index in the SpanTree, while it is open
    SpanData* data;      // while it is open
    Gap gap;
    bool has_children;
    std::uint32_t links_start;  // the links: a range of links_
    std::uint32_t links_size;
    std::array<std::uint16_t, kVias> vias;
  };

  void ReadFacts();
  void FindParents();
  void Start(std::uint32_t span);
  void AddSide(std::uint32_t span, Side side, std::uint32_t& units);
  void AddAttribute(std::uint32_t span, Side side, const ContentAttribute& attribute);
  bool MayRepeat(std::uint32_t span, std::uint32_t before) const;
  void AddParts(std::uint32_t span, Side side, const ContentAttribute& attribute, const JsonTree& tree,
                std::size_t from, std::size_t end);
  std::uint32_t PathOf(const ContentAttribute& attribute, const JsonTree& tree, std::uint32_t node);
  void End(std::uint32_t span);
  SpanData* TakeSpare();

  ChunkPool pool_;
  LinkLimits limits_;
  TraceLinks links_;
  ContentPolicy content_;
  Strings strings_;  // none are interned
  SpanReader reader_;
  TreeCache trees_;
  EventOrder order_;
  ToolCauses causes_;
  const RecordedSpan* spans_ = nullptr;
  std::uint32_t count_ = 0;
  bool explains_ = false;
  Array<State> states_;
  IdMap by_id_;
  Array<SpanFacts> facts_;
  Array<TimedSpan> timed_;
  const Array<SpanEvent>* events_ = nullptr;
  std::size_t next_event_ = 0;
  Array<ContentPart> parts_;
  Array<ContentRoot> roots_;
  Bytes path_;
  Bytes encoded_;  // fields 13 of all spans
  Explainer explainer_;
  Array<SpanData*> spare_;  // owned
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_TRACE_LINKER_H_

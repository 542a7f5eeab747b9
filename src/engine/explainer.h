#ifndef SPANLOOM_ENGINE_EXPLAINER_H_
#define SPANLOOM_ENGINE_EXPLAINER_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/id_map.h"
#include "base/none.h"
#include "conventions/parts.h"
#include "conventions/span_reader.h"
#include "engine/by_span.h"
#include "engine/normal_places.h"
#include "engine/source_map.h"
#include "engine/text_runs.h"
#include "otlp/recorded_span.h"
#include "policy/part_observer.h"
#include "structure/json_tree.h"

namespace spanloom {

// A part of a value that came from another span: where it is in both. Texts are ranges of Explainer::names().
struct Explanation {
  struct Name {
    std::uint32_t start;
    std::uint32_t length;
  };
  struct Place {
    Side side;
    Name attribute;
    Name path;
    UnitRange range;
  };
  std::uint32_t span;  // indexes of the trace's spans
  std::uint32_t producer;
  Via via;
  Place place;
  Place from;
};

// Says where the parts of a span's values came from, character by character. While a trace is linked, it remembers
// which content came from whom, by hash; asked, it reads the spans again and finds the places. So it keeps no text. Not
// thread-safe.
class Explainer : public PartObserver {
 public:
  explicit Explainer(const Conventions& conventions);

  void OnPart(const ExplainedPart& part) override { known_.Add(part); }
  void OnRun(const ExplainedRun& run) override { runs_.Add(run); }

  // Replaces the result by the explanations of `span`; only those by `producer` if that is not kNone. Spans are
  // numbered as in the observed SpanTree. O(size of the span and its producers + explanations * log(explanations)).
  const Array<Explanation>& Explain(const RecordedSpan* spans, std::uint32_t span, std::uint32_t producer);

  // Calls `visit(span)` for each span that has something of `producer`.
  template <typename Visit>
  void ForEachConsumer(std::uint32_t producer, Visit&& visit) {
    consumers_.Clear(kKeptEntries);
    const auto add = [&](std::uint32_t from, std::uint32_t span) {
      if (from == producer) consumers_.Add(span);
    };
    for (const ExplainedPart& part : known_.entries()) add(part.producer, part.span);
    for (const ExplainedRun& run : runs_.entries()) add(run.producer, run.span);
    SortConsumers();
    for (std::size_t i = 0; i < consumers_.size(); ++i) {
      if (i == 0 || consumers_[i] != consumers_[i - 1]) visit(consumers_[i]);
    }
  }

  std::string_view Text(Explanation::Name name) const { return names_.view(name.start, name.length); }

  void Clear();

 private:
  static constexpr std::size_t kKeptEntries = 4096;

  // An explanation whose other end is not found yet.
  struct Open {
    Explanation found;
    std::uint64_t part;  // the content that is equal on both sides, or the producer's text
    std::uint64_t leaf;  // a value in it
    std::uint32_t run;   // index in runs_, or kNone
    bool is_done;
  };

  void ReadConsumer(const RecordedSpan& recorded, std::uint32_t span);
  void AddNode(const ContentAttribute& attribute, Side side, SourceMap& map, std::uint32_t root);
  void AddLeaves(const ContentAttribute& attribute, SourceMap& map, std::uint32_t node, const ExplainedPart& part);
  void AddRuns(const ContentAttribute& attribute, Side side, SourceMap& map, std::uint32_t node);
  void ReadProducer(const RecordedSpan& recorded, std::uint32_t producer, Side side);
  void CloseAll(const ContentAttribute& attribute, SourceMap& map, std::uint32_t producer, Side side);
  std::uint32_t FindLeaf(std::uint32_t container, std::uint64_t leaf);
  bool ReadValue(const ContentAttribute& attribute, Side side);
  UnitRange RangeOf(std::uint32_t node, std::uint32_t at, std::uint32_t length, SourceMap& map);
  Explanation::Place PlaceOf(const ContentAttribute& attribute, Side side, std::uint32_t node, UnitRange range);
  void DropCovered();
  void SortConsumers();

  SpanReader reader_;
  BySpan<ExplainedPart> known_;
  BySpan<ExplainedRun> runs_;
  Array<std::uint32_t> consumers_;

  // Of one call.
  std::uint32_t span_ = 0;
  std::uint32_t producer_ = 0;
  JsonTree tree_;
  Array<ContentPart> parts_;
  IdMap by_content_;
  IdMap known_by_content_;
  TextRuns text_runs_;
  std::uint32_t leaves_of_ = kNone;  // the node whose nodes are in leaves_
  IdMap leaves_;                     // by hash, the first of each
  NormalPlaces normal_places_;
  Array<std::uint32_t> order_;
  Array<Open> open_;
  Array<Explanation> result_;
  Bytes names_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_EXPLAINER_H_

#ifndef SPANLOOM_ENGINE_SPAN_CONTENTS_H_
#define SPANLOOM_ENGINE_SPAN_CONTENTS_H_

#include <cstdint>

#include "base/array.h"
#include "base/bytes.h"
#include "conventions/parts.h"
#include "conventions/span_reader.h"
#include "conventions/table.h"
#include "encode/json_writer.h"
#include "engine/envelopes.h"
#include "engine/recorded_spans.h"
#include "engine/source_map.h"
#include "engine/stored_trace.h"
#include "log/records.h"
#include "structure/json_tree.h"

namespace spanloom {

// Tells what a stored span holds by the conventions: the strings that explanations point into. It needs no links. Not
// thread-safe.
class SpanContents {
 public:
  // Both outlive this.
  SpanContents(const Conventions& conventions, const Envelopes& envelopes);

  // Appends a JSON array with the input and output of a span of the trace, in the order of the recording; see
  // js/types/linker.d.ts for the form. O(size of the span and its logs + number of logs in the trace).
  void AppendContents(const StoredTrace& trace, std::uint32_t span, Bytes& out);

  // Appends a JSON object with the kind of each span of the trace that says one, by span id. O(size of the trace).
  void AppendKinds(const StoredTrace& trace, Bytes& out);

 private:
  void AppendAttribute(const ContentAttribute& attribute, Side side, JsonWriter& json);
  void AppendLeaves(const ContentAttribute& attribute, Side side, JsonWriter& json);
  UnitRange RangeOnSide(const ContentAttribute& attribute, Side side);
  std::uint32_t FirstOutput(const ContentAttribute& attribute);

  RecordedSpans recorded_;
  SpanReader reader_;
  JsonTree tree_;
  Array<ContentPart> parts_;
  Bytes name_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_SPAN_CONTENTS_H_

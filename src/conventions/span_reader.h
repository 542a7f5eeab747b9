#ifndef SPANLOOM_CONVENTIONS_SPAN_READER_H_
#define SPANLOOM_CONVENTIONS_SPAN_READER_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/id_map.h"
#include "conventions/table.h"
#include "log/records.h"
#include "otlp/recorded_span.h"

namespace spanloom {

// An attribute of a span, of one of its events or of a log record that belongs to it, which holds content.
struct ContentAttribute {
  Holds holds;
  Carrier carrier;
  std::uint32_t index;   // of the event or log record
  bool is_structured;    // its value is no string; `value` is the value as JSON
  std::string_view key;  // "body" for the body of a log record
  std::string_view value;
};

// What a span says of itself.
struct SpanFacts {
  std::string_view name;
  StepKind kind;               // kTask if no word says it
  bool has_kind;               // a word says it
  std::uint64_t step;          // equal for spans of one step of the app, as far as the span tells
  std::string_view tool_call;  // the id of the tool call that it runs, if there is one
};

// Why a span shows no content.
enum class Gap : std::uint8_t {
  kNoGap,
  kUnknown,  // no convention knows any of its attributes
  kEmpty,    // one does, but no content was recorded
  kCut,      // there is no output, and attributes were dropped: SDKs have a limit, and outputs are set last
};
inline constexpr std::size_t kGaps = 4;

// Reads spans by the conventions. One instance serves all spans; results are valid until the next Read(). Not
// thread-safe.
class SpanReader {
 public:
  explicit SpanReader(const Conventions& conventions) : conventions_(conventions) {}

  // O(size of the span and its logs).
  void Read(const RecordedSpan& recorded);

  const SpanFacts& facts() const { return facts_; }

  // In the order of the recording: attributes of the span, of events, of logs.
  const Array<ContentAttribute>& attributes() const { return attributes_; }

  // O(attributes()).
  Gap gap() const;

 private:
  void ReadAttribute(std::string_view key_value, Carrier carrier, std::string_view name, std::uint32_t index);
  void ReadEvent(std::string_view event, std::uint32_t index);
  void ReadLog(std::string_view log, std::uint32_t index);
  void Add(Holds holds, Carrier carrier, std::uint32_t index, std::string_view key, std::string_view any);
  bool IsFlattenedContent(std::string_view key, std::string_view any);
  void MarkInstructions();
  void ReadFact(Holds holds, std::string_view value);

  const Conventions& conventions_;
  SpanFacts facts_{};
  bool is_known_ = false;  // to a convention
  bool is_cut_ = false;    // attributes were dropped
  bool is_root_ = false;
  Array<ContentAttribute> attributes_;
  Bytes json_;             // of structured values
  IdMap system_messages_;  // prefixes of flattened messages, by hash
};

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_SPAN_READER_H_

#ifndef SPANLOOM_LOG_READER_H_
#define SPANLOOM_LOG_READER_H_

#include <cstdint>
#include <string_view>

#include "base/status.h"
#include "log/record_types.h"
#include "log/records.h"
#include "log/strings.h"

namespace spanloom {

// Reads the event log; docs/event-log.md explains the format by example. Call ReadLog() once per drain. It validates
// each record completely before it passes it on, so every reference, count and range in a record is valid. O(words).
// Not thread-safe.

// Validates one record after the other, by the table in layout.h. Bounds lists to 16 levels.
class LogChecker {
 public:
  LogChecker(const std::uint32_t* words, std::uint32_t count, const Strings& strings)
      : at_(words), end_(words + count), strings_(strings) {}

  // The start of the next record, or nullptr at the end.
  const std::uint32_t* at() const { return at_ == end_ ? nullptr : at_; }

  // Validates the next record and moves past it, its items and its nodes.
  Status Pass();

 private:
  Status PassOne(std::uint8_t op, std::uint32_t depth);
  Status PassPayload(Type type, std::uint32_t payload, std::uint32_t depth);
  Status PassItems(std::uint32_t count, std::uint32_t depth);
  Status PassNodes(std::uint32_t count);

  const std::uint32_t* at_;
  const std::uint32_t* end_;
  const Strings& strings_;
};

inline std::uint8_t OpOf(std::uint32_t head) { return static_cast<std::uint8_t>(head); }
inline std::uint8_t FieldA(std::uint32_t head) { return static_cast<std::uint8_t>(head >> 8); }
inline std::uint8_t FieldB(std::uint32_t head) { return static_cast<std::uint8_t>(head >> 16); }

// Returns the nanoseconds of a time, which has two words.
std::uint64_t NanosAt(const std::uint32_t* words);

// Passes a valid record to the sink, or an interned string to `strings`.
template <typename Sink>
Status Dispatch(const std::uint32_t* word, Strings& strings, Sink& sink) {
  const std::uint8_t a = FieldA(*word);
  const std::uint8_t b = FieldB(*word);
  const auto text = [&](std::uint32_t i) { return strings[word[i]]; };
  const auto items = [&](std::uint32_t i) { return Items(word + i + 1, word[i], strings); };
  switch (static_cast<Op>(OpOf(*word))) {
    case Op::kIntern:
      if ((word[2] & kInterned) != 0) return Status::kBadString;
      return strings.Intern(word[1], text(2)) ? Status::kOk : Status::kBadId;
    case Op::kTemplate:
      return sink.On(TemplateRecord{word[1], static_cast<SpanKind>(a), static_cast<StepKind>(b), text(2), items(3)});
    case Op::kTrace: return sink.On(TraceRecord{word[1], word + 2});
    case Op::kStart:
      if (word[1] == 0) return Status::kBadField;
      return sink.On(
          StartRecord{a, b, word[1], word[2], word[3], word[4], word[5], word + 6, word + 8, NanosAt(word + 10)});
    case Op::kValue:
      return sink.On(ValueRecord{static_cast<Side>(a), static_cast<Shape>(b), word[1], word[2], word[3], word + 4});
    case Op::kContent:
      return sink.On(ContentRecord{static_cast<Side>(a), static_cast<MediaType>(b & kContentJson),
                                   (b & kContentLinked) != 0, (b & kContentLocal) != 0, word[1], word[3], text(2)});
    case Op::kAttr: return sink.On(AttributeRecord{word[1], Items(word, 1, strings)});
    case Op::kItem: break;
    case Op::kEvent: return sink.On(EventRecord{word[1], text(2), NanosAt(word + 3), items(5)});
    case Op::kLink: return sink.On(LinkRecord{word[1], word + 2, word + 6, items(8)});
    case Op::kEnd: return sink.On(EndRecord{static_cast<StatusCode>(a), b != 0, word[1], NanosAt(word + 2), text(4)});
    case Op::kName: return sink.On(NameRecord{word[1], text(2)});
    case Op::kResource: return sink.On(ResourceRecord{text(1), text(2), items(3)});
    case Op::kRetemplate: return sink.On(RetemplateRecord{word[1], word[2]});
    case Op::kTraceState: return sink.On(TraceStateRecord{word[1], text(2)});
    case Op::kLineage: return sink.On(LineageRecord{word[1], word[2], word + 3, text(5)});
    case Op::kIdentify: return sink.On(IdentifyRecord{word[1], word + 2});
    case Op::kMessage: return sink.On(MessageRecord{static_cast<MediaType>(b), word[1], text(2)});
  }
  return Status::kBadRecord;
}

// Reads `count` words and calls `sink.On(record)` for each record. Stops at the first invalid record, and when the sink
// returns a status that does not just skip its record. Returns the status that stopped it, or the first status that
// skipped a record, or kOk. A template, because the module is 0.2 kB smaller than with virtual calls.
template <typename Sink>
Status ReadLog(const std::uint32_t* words, std::uint32_t count, Strings& strings, Sink& sink) {
  LogChecker checker(words, count, strings);
  Status skipped = Status::kOk;
  while (const std::uint32_t* record = checker.at()) {
    Status status = checker.Pass();
    if (status == Status::kOk) status = Dispatch(record, strings, sink);
    if (status == Status::kOk) continue;
    if (!SkipsRecordOnly(status)) return status;
    if (skipped == Status::kOk) skipped = status;
  }
  return skipped;
}

}  // namespace spanloom

#endif  // SPANLOOM_LOG_READER_H_

#include "log/reader.h"

#include <cstddef>
#include <cstring>

#include "base/none.h"
#include "log/layout.h"

namespace spanloom {
namespace {

constexpr std::uint32_t kDeepestItem = 16;
constexpr std::uint32_t kItemWords = 5;
constexpr std::uint32_t kObjectHighLimit = 1 << 21;  // ids are below 2^53
constexpr double kTimeLimit = 18446744073709551.0;   // microseconds whose nanoseconds fit 64 bits

std::uint8_t OpOf(std::uint32_t head) { return static_cast<std::uint8_t>(head); }
std::uint8_t FieldA(std::uint32_t head) { return static_cast<std::uint8_t>(head >> 8); }
std::uint8_t FieldB(std::uint32_t head) { return static_cast<std::uint8_t>(head >> 16); }

bool IsRoot(std::uint32_t root) { return root <= kIndexMask || root == kContentArguments || root == kNone; }

double MicrosAt(const std::uint32_t* words) {
  double micros;
  static_assert(sizeof micros == 2 * sizeof *words);
  std::memcpy(&micros, words, sizeof micros);
  return micros;
}

std::uint64_t NanosAt(const std::uint32_t* words) { return static_cast<std::uint64_t>(MicrosAt(words)) * 1000; }

// Walks one log: checks a record as a whole, then sends it.
class LogReader {
 public:
  LogReader(const std::uint32_t* words, std::uint32_t count, Strings& strings, RecordSink& sink)
      : at_(words), end_(words + count), strings_(strings), sink_(sink) {}

  Status Run() {
    Status skipped = Status::kOk;
    while (at_ != end_) {
      const std::uint32_t* record = at_;
      Status status =
          OpOf(*record) == static_cast<std::uint8_t>(Op::kItem) ? Status::kBadRecord : Pass(OpOf(*record), 0);
      if (status == Status::kOk) status = Send(record);
      if (status == Status::kOk) continue;
      if (!SkipsRecordOnly(status)) return status;
      if (skipped == Status::kOk) skipped = status;
    }
    return skipped;
  }

 private:
  // Checks the record at `at_`, which has to be of that operation, and moves behind it and what belongs to it.
  Status Pass(std::uint8_t op, std::uint32_t depth) {
    const std::uint32_t* word = at_;
    if (word == end_ || OpOf(*word) != op || op >= kLayouts.size()) return Status::kBadRecord;
    const Layout& layout = kLayouts[op];
    if (layout.words == 0 || static_cast<std::size_t>(end_ - at_) < layout.words) return Status::kBadRecord;
    at_ += layout.words;
    if (FieldA(*word) > layout.max_a || FieldB(*word) > layout.max_b) return Status::kBadField;
    for (std::uint32_t i = 0; i < layout.words; ++i) {
      if ((layout.refs >> i & 1) != 0 && !strings_.Has(word[i])) return Status::kBadString;
    }
    if (layout.time != 0) {
      const double micros = MicrosAt(word + layout.time);
      if (!(micros >= 0 && micros < kTimeLimit)) return Status::kBadField;
    }
    if (layout.items != 0) return PassItems(word[layout.items], depth);
    if (op == static_cast<std::uint8_t>(Op::kValue)) return PassNodes(word[3]);
    if (op == static_cast<std::uint8_t>(Op::kContent)) return IsRoot(word[3]) ? Status::kOk : Status::kBadField;
    if (op == static_cast<std::uint8_t>(Op::kAttr) || op == static_cast<std::uint8_t>(Op::kItem)) {
      return PassPayload(static_cast<Type>(FieldA(*word)), word[3], depth);
    }
    return Status::kOk;
  }

  Status PassPayload(Type type, std::uint32_t payload, std::uint32_t depth) {
    if (type == Type::kArray || type == Type::kKvlist) return PassItems(payload, depth + 1);
    const bool is_text = type == Type::kString || type == Type::kBytes;
    return is_text && !strings_.Has(payload) ? Status::kBadString : Status::kOk;
  }

  Status PassItems(std::uint32_t count, std::uint32_t depth) {
    if (depth > kDeepestItem) return Status::kTooDeep;
    for (std::uint32_t i = 0; i < count; ++i) {
      const Status status = Pass(static_cast<std::uint8_t>(Op::kItem), depth);
      if (status != Status::kOk) return status;
    }
    return Status::kOk;
  }

  Status PassNodes(std::uint32_t count) {
    if (static_cast<std::size_t>(end_ - at_) / kNodeWords < count) return Status::kBadRecord;
    for (std::uint32_t i = 0; i < count; ++i, at_ += kNodeWords) {
      const std::uint32_t parent = at_[2];
      const std::uint32_t key = at_[3];
      const bool parent_is_sound = i == 0 ? parent == kNone : parent < i;
      if (!parent_is_sound || at_[1] >= kObjectHighLimit) return Status::kBadField;
      const bool is_index = (key & (kInterned | kIndexKey)) == kIndexKey;
      if (key != kNone && !is_index && !strings_.Has(key)) return Status::kBadString;
    }
    return Status::kOk;
  }

  Status Send(const std::uint32_t* word) {
    const std::uint8_t a = FieldA(*word);
    const std::uint8_t b = FieldB(*word);
    const auto text = [&](std::uint32_t i) { return strings_[word[i]]; };
    const auto items = [&](std::uint32_t i) { return Items(word + i + 1, word[i], strings_); };
    switch (static_cast<Op>(OpOf(*word))) {
      case Op::kIntern:
        if ((word[2] & kInterned) != 0) return Status::kBadString;
        return strings_.Intern(word[1], text(2)) ? Status::kOk : Status::kBadId;
      case Op::kTemplate: return sink_.On(TemplateRecord{word[1], a, static_cast<Step>(b), text(2), items(3)});
      case Op::kTrace: return sink_.On(TraceRecord{word[1], word + 2});
      case Op::kStart:
        if (word[1] == 0) return Status::kBadField;
        return sink_.On(
            StartRecord{a, word[1], word[2], word[3], word[4], word[5], word + 6, word + 8, NanosAt(word + 10)});
      case Op::kValue:
        return sink_.On(ValueRecord{static_cast<Side>(a), static_cast<Shape>(b), word[1], word[2], word[3], word + 4});
      case Op::kContent:
        return sink_.On(ContentRecord{static_cast<Side>(a), static_cast<MediaType>(b & kContentJson),
                                      (b & kContentLinked) != 0, (b & kContentLocal) != 0, word[1], word[3], text(2)});
      case Op::kAttr: return sink_.On(AttributeRecord{word[1], Items(word, 1, strings_)});
      case Op::kItem: break;
      case Op::kEvent: return sink_.On(EventRecord{word[1], text(2), NanosAt(word + 3), items(5)});
      case Op::kLink: return sink_.On(LinkRecord{word[1], word + 2, word + 6, items(8)});
      case Op::kEnd:
        return sink_.On(EndRecord{static_cast<StatusCode>(a), b != 0, word[1], NanosAt(word + 2), text(4)});
      case Op::kName: return sink_.On(NameRecord{word[1], text(2)});
      case Op::kResource: return sink_.On(ResourceRecord{text(1), text(2), items(3)});
      case Op::kRetemplate: return sink_.On(RetemplateRecord{word[1], word[2]});
    }
    return Status::kBadRecord;
  }

  const std::uint32_t* at_;
  const std::uint32_t* end_;
  Strings& strings_;
  RecordSink& sink_;
};

}  // namespace

Item Items::Next() {
  const std::uint32_t* word = words_;
  words_ += kItemWords;
  const auto type = static_cast<Type>(FieldA(*word));
  const bool is_text = type == Type::kString || type == Type::kBytes;
  const bool is_list = type == Type::kArray || type == Type::kKvlist;
  return {type, (*strings_)[word[2]], is_text ? (*strings_)[word[3]] : std::string_view(),
          word[3] | std::uint64_t{word[4]} << 32, is_list ? word[3] : 0};
}

Status ReadLog(const std::uint32_t* words, std::uint32_t count, Strings& strings, RecordSink& sink) {
  return LogReader(words, count, strings, sink).Run();
}

}  // namespace spanloom

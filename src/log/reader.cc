#include "log/reader.h"

#include <cmath>
#include <cstddef>
#include <cstring>

#include "base/none.h"

namespace spanloom {
namespace {

constexpr std::uint32_t kDeepestItem = 16;
constexpr std::uint32_t kItemWords = 5;
constexpr std::uint32_t kObjectHighLimit = 1 << 21;   // ids are below 2^53
constexpr double kTimeLimit = 18446744073709551.0;    // microseconds whose nanoseconds fit 64 bits

std::uint8_t FieldA(std::uint32_t word) { return static_cast<std::uint8_t>(word >> 8); }
std::uint8_t FieldB(std::uint32_t word) { return static_cast<std::uint8_t>(word >> 16); }
std::uint64_t Wide(const std::uint32_t* words) { return words[0] | std::uint64_t{words[1]} << 32; }

// Walks one log. Each Read function checks its record, sends it off and moves on; `status_` says what was wrong.
class LogReader {
 public:
  LogReader(const std::uint32_t* words, std::uint32_t count, Strings& strings, RecordSink& sink)
      : at_(words), end_(words + count), strings_(strings), sink_(sink) {}

  Status Run() {
    Status skipped = Status::kOk;
    while (at_ != end_) {
      const Status status = ReadRecord();
      if (status == Status::kOk) continue;
      if (!SkipsRecordOnly(status)) return status;
      if (skipped == Status::kOk) skipped = status;
    }
    return skipped;
  }

 private:
  Status ReadRecord() {
    switch (static_cast<Op>(*at_ & 0xFF)) {
      case Op::kIntern: return ReadIntern();
      case Op::kTemplate: return ReadTemplate();
      case Op::kTrace: return ReadTrace();
      case Op::kStart: return ReadStart();
      case Op::kValue: return ReadValue();
      case Op::kContent: return ReadContent();
      case Op::kAttr: return ReadAttribute();
      case Op::kEvent: return ReadEvent();
      case Op::kLink: return ReadLink();
      case Op::kEnd: return ReadEnd();
      case Op::kName: return ReadName();
      case Op::kResource: return ReadResource();
      case Op::kRetemplate: return ReadRetemplate();
      case Op::kItem: break;
    }
    return Status::kBadRecord;
  }

  // The next `count` words, nullptr if the log ends before them.
  const std::uint32_t* Take(std::size_t count) {
    if (static_cast<std::size_t>(end_ - at_) < count) return nullptr;
    const std::uint32_t* start = at_;
    at_ += count;
    return start;
  }

  bool ReadTime(const std::uint32_t* words, std::uint64_t& nanos) const {
    double micros;
    static_assert(sizeof micros == 2 * sizeof *words);
    std::memcpy(&micros, words, sizeof micros);
    if (!(micros >= 0 && micros < kTimeLimit)) return false;
    nanos = static_cast<std::uint64_t>(micros) * 1000;
    return true;
  }

  // Checks one item at `at_` and its elements.
  Status PassItem(Op op, std::uint32_t depth) {
    const std::uint32_t* word = Take(kItemWords);
    if (word == nullptr || static_cast<Op>(*word & 0xFF) != op) return Status::kBadRecord;
    if (!strings_.Has(word[2])) return Status::kBadString;
    switch (static_cast<Type>(FieldA(*word))) {
      case Type::kEmpty:
      case Type::kBool:
      case Type::kInt:
      case Type::kDouble: return Status::kOk;
      case Type::kString:
      case Type::kBytes: return strings_.Has(word[3]) ? Status::kOk : Status::kBadString;
      case Type::kArray:
      case Type::kKvlist: return PassItems(word[3], depth + 1);
    }
    return Status::kBadField;
  }

  Status PassItems(std::uint32_t count, std::uint32_t depth) {
    if (depth > kDeepestItem) return Status::kTooDeep;
    for (std::uint32_t i = 0; i < count; ++i) {
      const Status status = PassItem(Op::kItem, depth);
      if (status != Status::kOk) return status;
    }
    return Status::kOk;
  }

  // Checks the items that belong to the record just read, then sends it.
  template <typename Record>
  Status SendWith(std::uint32_t count, const Record& record) {
    const Status status = PassItems(count, 0);
    return status == Status::kOk ? sink_.On(record) : status;
  }

  Items ItemsHere(std::uint32_t count) const { return {at_, count, strings_}; }

  Status ReadIntern() {
    const std::uint32_t* word = Take(3);
    if (word == nullptr) return Status::kBadRecord;
    if (!strings_.Has(word[2]) || (word[2] & kInterned) != 0) return Status::kBadString;
    return strings_.Intern(word[1], strings_[word[2]]) ? Status::kOk : Status::kBadId;
  }

  Status ReadTemplate() {
    const std::uint32_t* word = Take(4);
    if (word == nullptr) return Status::kBadRecord;
    if (!strings_.Has(word[2])) return Status::kBadString;
    return SendWith(word[3], TemplateRecord{word[1], FieldA(*word), strings_[word[2]], ItemsHere(word[3])});
  }

  Status ReadTrace() {
    const std::uint32_t* word = Take(6);
    if (word == nullptr) return Status::kBadRecord;
    return sink_.On(TraceRecord{word[1], word + 2});
  }

  Status ReadStart() {
    const std::uint32_t* word = Take(12);
    if (word == nullptr) return Status::kBadRecord;
    StartRecord record{word[1], word[2], word[3], word[4], word[5], word + 6, word + 8, 0};
    if (record.span == 0 || !ReadTime(word + 10, record.nanos)) return Status::kBadField;
    return sink_.On(record);
  }

  Status ReadValue() {
    const std::uint32_t* word = Take(4);
    if (word == nullptr) return Status::kBadRecord;
    if (static_cast<std::size_t>(end_ - at_) / kNodeWords < word[3]) return Status::kBadRecord;
    const ValueRecord record{static_cast<Side>(FieldA(*word)), static_cast<Shape>(FieldB(*word)), word[1], word[2], word[3],
                             Take(std::size_t{word[3]} * kNodeWords)};
    if (record.side > Side::kOutput || record.shape > Shape::kThrown) return Status::kBadField;
    for (std::uint32_t i = 0; i < record.count; ++i) {
      const Status status = CheckNode(record.Node(i), i);
      if (status != Status::kOk) return status;
    }
    return sink_.On(record);
  }

  Status CheckNode(const ValueNode& node, std::uint32_t ordinal) const {
    const bool parent_is_sound = ordinal == 0 ? node.parent == kNone : node.parent < ordinal;
    if (!parent_is_sound || node.object >> 32 >= kObjectHighLimit) return Status::kBadField;
    const bool is_index = (node.key & kInterned) == 0 && (node.key & kIndexKey) != 0;
    return node.key == kNone || is_index || strings_.Has(node.key) ? Status::kOk : Status::kBadString;
  }

  Status ReadContent() {
    const std::uint32_t* word = Take(3);
    if (word == nullptr) return Status::kBadRecord;
    if (!strings_.Has(word[2])) return Status::kBadString;
    const ContentRecord record{static_cast<Side>(FieldA(*word)), static_cast<MediaType>(FieldB(*word)), word[1],
                               strings_[word[2]]};
    if (record.side > Side::kOutput || record.media_type > MediaType::kJson) return Status::kBadField;
    return sink_.On(record);
  }

  Status ReadAttribute() {
    const std::uint32_t* word = at_;
    const Items attribute = ItemsHere(1);
    const Status status = PassItem(Op::kAttr, 0);
    return status == Status::kOk ? sink_.On(AttributeRecord{word[1], attribute}) : status;
  }

  Status ReadEvent() {
    const std::uint32_t* word = Take(6);
    if (word == nullptr) return Status::kBadRecord;
    if (!strings_.Has(word[2])) return Status::kBadString;
    EventRecord record{word[1], strings_[word[2]], 0, ItemsHere(word[5])};
    if (!ReadTime(word + 3, record.nanos)) return Status::kBadField;
    return SendWith(word[5], record);
  }

  Status ReadLink() {
    const std::uint32_t* word = Take(9);
    if (word == nullptr) return Status::kBadRecord;
    return SendWith(word[8], LinkRecord{word[1], word + 2, word + 6, ItemsHere(word[8])});
  }

  Status ReadEnd() {
    const std::uint32_t* word = Take(5);
    if (word == nullptr) return Status::kBadRecord;
    if (!strings_.Has(word[4])) return Status::kBadString;
    EndRecord record{static_cast<StatusCode>(FieldA(*word)), FieldB(*word) != 0, word[1], 0, strings_[word[4]]};
    if (record.status > StatusCode::kError || !ReadTime(word + 2, record.nanos)) return Status::kBadField;
    return sink_.On(record);
  }

  Status ReadName() {
    const std::uint32_t* word = Take(3);
    if (word == nullptr) return Status::kBadRecord;
    if (!strings_.Has(word[2])) return Status::kBadString;
    return sink_.On(NameRecord{word[1], strings_[word[2]]});
  }

  Status ReadRetemplate() {
    const std::uint32_t* word = Take(3);
    if (word == nullptr) return Status::kBadRecord;
    return sink_.On(RetemplateRecord{word[1], word[2]});
  }

  Status ReadResource() {
    const std::uint32_t* word = Take(4);
    if (word == nullptr) return Status::kBadRecord;
    if (!strings_.Has(word[1]) || !strings_.Has(word[2])) return Status::kBadString;
    return SendWith(word[3], ResourceRecord{strings_[word[1]], strings_[word[2]], ItemsHere(word[3])});
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
  return {type, (*strings_)[word[2]], is_text ? (*strings_)[word[3]] : std::string_view(), Wide(word + 3),
          is_list ? word[3] : 0};
}

Status ReadLog(const std::uint32_t* words, std::uint32_t count, Strings& strings, RecordSink& sink) {
  return LogReader(words, count, strings, sink).Run();
}

}  // namespace spanloom

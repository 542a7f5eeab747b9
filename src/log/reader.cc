#include "log/reader.h"

#include <cstddef>
#include <cstring>

#include "base/none.h"
#include "log/layout.h"

namespace spanloom {
namespace {

constexpr std::uint32_t kMaxItemDepth = 16;
constexpr std::uint32_t kItemWords = 5;
constexpr std::uint32_t kObjectHighLimit = 1 << 21;  // ids are below 2^53
constexpr double kTimeLimit = 18446744073709551.0;   // microseconds; their nanoseconds fit 64 bits

bool IsRoot(std::uint32_t root) { return root <= kIndexMask || root == kContentArguments || root == kNone; }

double MicrosAt(const std::uint32_t* words) {
  double micros;
  static_assert(sizeof micros == 2 * sizeof *words);
  std::memcpy(&micros, words, sizeof micros);
  return micros;
}

}  // namespace

std::uint64_t NanosAt(const std::uint32_t* words) { return static_cast<std::uint64_t>(MicrosAt(words)) * 1000; }

Status LogChecker::Pass() {
  const std::uint8_t op = OpOf(*at_);
  return op == static_cast<std::uint8_t>(Op::kItem) ? Status::kBadRecord : PassOne(op, 0);
}

// Validates the record at `at_`, which must have this operation, and moves past it.
Status LogChecker::PassOne(std::uint8_t op, std::uint32_t depth) {
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

Status LogChecker::PassPayload(Type type, std::uint32_t payload, std::uint32_t depth) {
  if (type == Type::kArray || type == Type::kKvlist) return PassItems(payload, depth + 1);
  const bool is_text = type == Type::kString || type == Type::kBytes;
  return is_text && !strings_.Has(payload) ? Status::kBadString : Status::kOk;
}

Status LogChecker::PassItems(std::uint32_t count, std::uint32_t depth) {
  if (depth > kMaxItemDepth) return Status::kTooDeep;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Status status = PassOne(static_cast<std::uint8_t>(Op::kItem), depth);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

Status LogChecker::PassNodes(std::uint32_t count) {
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

Item Items::Next() {
  const std::uint32_t* word = words_;
  words_ += kItemWords;
  const auto type = static_cast<Type>(FieldA(*word));
  const bool is_text = type == Type::kString || type == Type::kBytes;
  const bool is_list = type == Type::kArray || type == Type::kKvlist;
  return {type, (*strings_)[word[2]], is_text ? (*strings_)[word[3]] : std::string_view(),
          word[3] | std::uint64_t{word[4]} << 32, is_list ? word[3] : 0};
}

}  // namespace spanloom

#ifndef SPANLOOM_LINKS_RECORD_STORE_H_
#define SPANLOOM_LINKS_RECORD_STORE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"

namespace spanloom {

// Remembers the members of JSON objects (here called records), and which span first had a label. Two records of one
// kind have the same names and different values. A label that all records of a kind share, such as a model's name, is a
// setting of the program: it is no evidence of a data flow. policy/record_kind.h applies this rule.
//
// All calls are O(1). Each map is bounded by kMaxEntries and cleared when it is full. Not thread-safe.
class RecordStore {
 public:
  // The number of records around a label that are compared.
  static constexpr std::uint32_t kLevels = 3;

  // The origin of a label: the records around it, innermost first, and the span that had it.
  struct LabelOrigin {
    std::array<std::uint64_t, kLevels> records;  // ids; 0 where there is none
    std::uint32_t span;
    std::uint32_t started_at;  // of the span; tells a reused node apart
    bool is_setting;
  };

  bool Has(std::uint64_t record) const { return members_.Find(record) != kNone; }

  // To add a record, call MakeRoom(), then AddMember() for each member, then Add() with their number.
  void MakeRoom();
  void AddMember(std::uint64_t record, std::uint64_t name, std::uint32_t content);
  void Add(std::uint64_t record, std::uint32_t members) { members_.Put(record, members); }

  // Returns the number of members, or kNone if the record is unknown.
  std::uint32_t CountOf(std::uint64_t record) const { return members_.Find(record); }

  // Returns the hash of the member with this name, or kNone.
  std::uint32_t Find(std::uint64_t record, std::uint64_t name) const;

  // Returns the last origin of a label, or nullptr. Valid until the next call.
  LabelOrigin* FindLabelOrigin(std::uint64_t label);
  void AddLabelOrigin(std::uint64_t label, const LabelOrigin& origin);

  // Records the label of a member. A name with several labels tells records apart, as ids do.
  void AddName(std::uint64_t name, std::uint32_t label);
  bool Varies(std::uint64_t name) const { return names_.Find(name) == kSeveral; }

  std::size_t bytes() const { return members_.bytes() + labels_.bytes() + names_.bytes() + origins_.bytes(); }
  void Clear();

 private:
  static constexpr std::size_t kMaxEntries = 1 << 16;  // per map
  static constexpr std::uint32_t kSeveral = kNone - 1;

  IdMap members_;
  IdMap labels_;
  IdMap names_;
  Array<LabelOrigin> origins_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_RECORD_STORE_H_

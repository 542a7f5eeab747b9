#ifndef SPANLOOM_LINKS_RECORD_STORE_H_
#define SPANLOOM_LINKS_RECORD_STORE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"

namespace spanloom {

// What objects of JSON say under which names, and who gave their labels. Two objects that say different things under
// the same name, and nothing longer in common, are records of one kind: a label that both have says of what kind they
// are, not where they came from.
class RecordStore {
 public:
  // How many objects around a label are compared.
  static constexpr std::uint32_t kLevels = 3;

  // A label under its name, in a record, which stands in others.
  struct LabelOrigin {
    std::array<std::uint64_t, kLevels> records;  // 0 where there is none
    std::uint32_t span;
    std::uint32_t started_at;  // of the span, whose place may be another's by now
    bool is_setting;
  };

  bool Has(std::uint64_t record) const { return members_.Find(record) != kNone; }
  // Before a record is added, its members first.
  void MakeRoom();
  void AddMember(std::uint64_t record, std::uint64_t name, std::uint32_t content);
  void Add(std::uint64_t record, std::uint32_t members) { members_.Put(record, members); }
  // How many it has; kNone for what is no record.
  std::uint32_t CountOf(std::uint64_t record) const { return members_.Find(record); }
  // What `record` says under a name; kNone for nothing.
  std::uint32_t Find(std::uint64_t record, std::uint64_t name) const;

  // Who gave a label last; valid until the next call. Null if nobody did.
  LabelOrigin* FindLabelOrigin(std::uint64_t label);
  void AddLabelOrigin(std::uint64_t label, const LabelOrigin& origin);

  // Notes what label stands under a name, and whether there were several so far: then it tells records apart.
  void AddName(std::uint64_t name, std::uint32_t label);
  bool Varies(std::uint64_t name) const { return names_.Find(name) == kSeveral; }

  std::size_t bytes() const { return members_.bytes() + labels_.bytes() + names_.bytes() + origins_.bytes(); }
  void Clear();

 private:
  static constexpr std::size_t kMaxEntries = 1 << 16;  // more, and all are forgotten
  static constexpr std::uint32_t kSeveral = kNone - 1;

  IdMap members_;
  IdMap labels_;
  IdMap names_;
  Array<LabelOrigin> origins_;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_RECORD_STORE_H_

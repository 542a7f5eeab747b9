#ifndef SPANLOOM_POLICY_RECORD_KIND_H_
#define SPANLOOM_POLICY_RECORD_KIND_H_

#include <array>
#include <cstdint>

#include "links/trace_links.h"
#include "structure/json_tree.h"

namespace spanloom {

// Returns the object id of content with this hash.
inline std::uint64_t ContentId(std::uint64_t hash) { return kFirstContentId | (hash & (kFirstContentId - 1)); }

// The place of a label in JSON: its property name (or that of the list that contains it) and the records around it,
// innermost first. Decides whether the label is a setting, by comparing those records with earlier ones; see
// links/record_store.h. Borrows the tree.
//
// For each label call StoreRecords(), then IsSetting() and IsOtherRecord(), then AddOrigin() if the span did not
// receive the label. Each call is O(members of the records), at most 64 per record.
class LabelPlace {
 public:
  LabelPlace(const JsonTree& tree, std::uint32_t node);

  bool is_named() const { return nodes_[0] != kNone; }

  // Whether a use of the label is in another record of the same kind. False if labels with this name vary, as ids do.
  bool IsOtherRecord(const TraceLinks& links, const Use& use) const;

  // Whether the label is known to be a setting.
  bool IsSetting(TraceLinks& links) const;

  // Records that the span had the label without receiving it. If another span had it before, in another record of the
  // same kind, the label becomes a setting.
  void AddOrigin(TraceLinks& links, std::uint32_t span) const;

  // Stores the members of the records, to compare later records with them.
  void StoreRecords(TraceLinks& links) const;

 private:
  using Ids = std::array<std::uint64_t, RecordStore::kLevels>;

  Ids ids() const;
  bool IsOtherRecord(const TraceLinks& links, const Ids& others, const Use* use) const;

  const JsonTree* tree_ = nullptr;
  std::array<std::uint32_t, RecordStore::kLevels> nodes_;
  std::uint32_t label_node_;
  std::uint64_t name_ = 0;
  std::uint64_t label_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_RECORD_KIND_H_

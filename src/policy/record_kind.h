#ifndef SPANLOOM_POLICY_RECORD_KIND_H_
#define SPANLOOM_POLICY_RECORD_KIND_H_

#include <array>
#include <cstdint>

#include "links/trace_links.h"
#include "structure/json_tree.h"

namespace spanloom {

inline std::uint64_t ContentId(std::uint64_t hash) { return kFirstContentId | (hash & (kFirstContentId - 1)); }

// The object that a node of a tree is a label in, the name under which it, or a list around it, stands there, and the
// objects around that.
class LabelPlace {
 public:
  LabelPlace(const JsonTree& tree, std::uint32_t node);

  bool is_named() const { return nodes_[0] != kNone; }

  // Whether the object and the one that a use of a label stands in are of one kind, but say different things. No matter
  // where such labels tell records apart, as ids do.
  bool IsOtherRecord(const TraceLinks& links, const Use& use) const;

  // Whether what all records of the kind say is known to be said here.
  bool IsSetting(TraceLinks& links) const;

  // Notes a label that the span was not given, as far as anyone knows. If another span gave it in another record of the
  // kind, it is a setting.
  void Give(TraceLinks& links, std::uint32_t span) const;

  // Notes what the object says, so that later ones can be compared with it.
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

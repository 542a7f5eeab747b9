#include "policy/record_kind.h"

#include "base/hash.h"
#include "policy/limits.h"
#include "policy/node_key.h"

namespace spanloom {
namespace {

// The containers around a label that are searched for records.
constexpr std::uint32_t kMaxLevels = 8;

std::uint32_t Short(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 33); }

// The members of a record that are compared. More do not show its kind any better.
constexpr std::uint32_t kMaxMembers = 64;

// Calls `visit(name, node)` for each informative member of a record. For a string that is JSON, the node is that of the
// JSON.
template <typename Visit>
void ForEachMember(const JsonTree& tree, std::uint32_t record, Visit&& visit) {
  const Array<JsonNode>& nodes = tree.nodes();
  std::uint32_t left = kMaxMembers;
  for (std::uint32_t i = record + 1; i < nodes[record].end && left > 0; i = nodes[i].end, --left) {
    const JsonNode& member = nodes[i];
    if (member.type == JsonType::kNumber || member.own_letters < kMinLeafLetters) continue;
    const bool is_json = member.end > i + 1 && nodes[i + 1].is_all_of_text;
    visit(KeyHash(tree.Key(member)), is_json ? i + 1 : i);
  }
}

}  // namespace

LabelPlace::LabelPlace(const JsonTree& tree, std::uint32_t node) : tree_(&tree), label_node_(node) {
  nodes_.fill(kNone);
  const Array<JsonNode>& nodes = tree.nodes();
  std::uint32_t level = 0;
  for (std::uint32_t at = node; nodes[at].parent != kNone && !nodes[at].is_embedded; at = nodes[at].parent) {
    if (nodes[nodes[at].parent].type != JsonType::kObject) continue;
    if (level == 0) {
      name_ = KeyHash(tree.Key(nodes[at])) | 1;
      label_ = MixBits(nodes[node].hash ^ name_) | 1;
    }
    nodes_[level] = nodes[at].parent;
    if (++level == nodes_.size()) return;
  }
}

LabelPlace::Ids LabelPlace::ids() const {
  Ids ids{};
  for (std::size_t i = 0; i < ids.size() && nodes_[i] != kNone; ++i) ids[i] = ContentId(tree_->nodes()[nodes_[i]].hash);
  return ids;
}

// If the other use is known, its span may have this record's differing member elsewhere; then they share more.
bool LabelPlace::IsOtherRecord(const TraceLinks& links, const Ids& others, const Use* use) const {
  bool differs = false;
  bool has_more = false;
  for (std::size_t i = 0; i < others.size() && others[i] != 0 && nodes_[i] != kNone; ++i) {
    ForEachMember(*tree_, nodes_[i], [&](std::uint64_t name, std::uint32_t node) {
      const JsonNode& member = tree_->nodes()[node];
      const std::uint32_t said = links.records().Find(others[i], name);
      // The member that holds the label itself proves nothing.
      if (said == kNone || (node <= label_node_ && label_node_ < member.end)) return;
      const bool is_equal = said == Short(member.hash);
      differs = differs || !is_equal;
      if (is_equal) {
        has_more = has_more || member.own_letters >= TextLengths::kDefault;
      } else if (use != nullptr) {
        const std::uint32_t object = links.Find(ContentId(member.hash));
        has_more = has_more || (object != kNone && links.FindUse(object, use->span, use->side) != kNone);
      }
    });
  }
  return differs && !has_more;
}

bool LabelPlace::IsOtherRecord(const TraceLinks& links, const Use& use) const {
  const RecordStore& records = links.records();
  if (records.Varies(name_)) return false;
  Ids others{};
  std::size_t level = 0;
  std::uint32_t at = links.ParentOf(use);
  for (std::uint32_t i = 0; at != kNone && i < kMaxLevels; ++i, at = links.ParentOf(links.use(at))) {
    if (!links.HasObject(links.use(at))) continue;
    const std::uint64_t id = links.object(links.use(at).object).id;
    if (records.Has(id)) others[level++] = id;
    if (level == others.size()) break;
  }
  return IsOtherRecord(links, others, &use);
}

bool LabelPlace::IsSetting(TraceLinks& links) const {
  const RecordStore::LabelOrigin* origin = links.records().FindLabelOrigin(label_);
  return origin != nullptr && origin->is_setting;
}

void LabelPlace::AddOrigin(TraceLinks& links, std::uint32_t span) const {
  RecordStore& records = links.records();
  const JsonNode& label = tree_->nodes()[label_node_];
  if (label.parent == nodes_[0]) records.AddName(name_, Short(label.hash));
  const RecordStore::LabelOrigin now{ids(), span, links.spans()[span].started_at, false};
  RecordStore::LabelOrigin* origin = records.FindLabelOrigin(label_);
  if (origin == nullptr) {
    records.AddLabelOrigin(label_, now);
    return;
  }
  if (origin->is_setting || (origin->span == now.span && origin->started_at == now.started_at)) return;
  const bool is_setting = IsOtherRecord(links, origin->records, nullptr);
  *origin = now;
  origin->is_setting = is_setting;
}

void LabelPlace::StoreRecords(TraceLinks& links) const {
  RecordStore& records = links.records();
  for (const std::uint32_t record : nodes_) {
    if (record == kNone) return;
    const std::uint64_t id = ContentId(tree_->nodes()[record].hash);
    if (records.Has(id)) continue;
    records.MakeRoom();
    std::uint32_t count = 0;
    ForEachMember(*tree_, record, [&](std::uint64_t name, std::uint32_t node) {
      records.AddMember(id, name, Short(tree_->nodes()[node].hash));
      ++count;
    });
    records.Add(id, count);
  }
}

}  // namespace spanloom

#include "links/record_store.h"

#include "base/hash.h"

namespace spanloom {
namespace {

std::uint64_t MemberKey(std::uint64_t record, std::uint64_t name) { return MixBits(record ^ MixBits(name)) | 1; }

}  // namespace

void RecordStore::MakeRoom() {
  if (members_.size() > kMaxEntries) members_.Clear();
}

void RecordStore::AddMember(std::uint64_t record, std::uint64_t name, std::uint32_t content) {
  members_.Put(MemberKey(record, name), content);
}

std::uint32_t RecordStore::Find(std::uint64_t record, std::uint64_t name) const {
  return members_.Find(MemberKey(record, name));
}

RecordStore::LabelOrigin* RecordStore::FindLabelOrigin(std::uint64_t label) {
  const std::uint32_t at = labels_.Find(label);
  return at == kNone ? nullptr : &origins_[at];
}

void RecordStore::AddLabelOrigin(std::uint64_t label, const LabelOrigin& origin) {
  if (origins_.size() > kMaxEntries) {
    labels_.Clear();
    origins_.Clear(0);
  }
  labels_.Put(label, static_cast<std::uint32_t>(origins_.size()));
  origins_.Add(origin);
}

void RecordStore::AddName(std::uint64_t name, std::uint32_t label) {
  if (names_.size() > kMaxEntries) names_.Clear();
  const std::uint32_t known = names_.Find(name);
  if (known != label) names_.Put(name, known == kNone ? label : kSeveral);
}

void RecordStore::Clear() {
  names_.Clear();
  members_.Clear();
  labels_.Clear();
  origins_.Clear(0);
}

}  // namespace spanloom

#include "links/records.h"

#include "base/hash.h"

namespace spanloom {
namespace {

std::uint64_t MemberKey(std::uint64_t record, std::uint64_t name) { return MixBits(record ^ MixBits(name)) | 1; }

}  // namespace

void Records::MakeRoom() {
  if (members_.size() > kMost) members_.Clear();
}

void Records::AddMember(std::uint64_t record, std::uint64_t name, std::uint32_t content) {
  members_.Put(MemberKey(record, name), content);
}

std::uint32_t Records::Find(std::uint64_t record, std::uint64_t name) const {
  return members_.Find(MemberKey(record, name));
}

Records::Given* Records::FindLabel(std::uint64_t label) {
  const std::uint32_t at = labels_.Find(label);
  return at == kNone ? nullptr : &given_[at];
}

void Records::AddLabel(std::uint64_t label, const Given& given) {
  if (given_.size() > kMost) {
    labels_.Clear();
    given_.Clear(0);
  }
  labels_.Put(label, static_cast<std::uint32_t>(given_.size()));
  given_.Add(given);
}

void Records::AddName(std::uint64_t name, std::uint32_t label) {
  if (names_.size() > kMost) names_.Clear();
  const std::uint32_t known = names_.Find(name);
  if (known != label) names_.Put(name, known == kNone ? label : kSeveral);
}

void Records::Clear() {
  names_.Clear();
  members_.Clear();
  labels_.Clear();
  given_.Clear(0);
}

}  // namespace spanloom

#include "policy/link_list.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 256;

std::uint64_t KeyOf(const Candidate& link) {
  return (std::uint64_t{link.producer} << 2 | static_cast<unsigned>(link.from) << 1 | static_cast<unsigned>(link.to)) +
         1;
}

}  // namespace

std::uint32_t LinkList::Add(TraceLinks& links, const Candidate& evidence) {
  const std::uint64_t key = KeyOf(evidence);
  const std::uint32_t known = index_.Find(key);
  if (known != kNone) {
    if (evidence.via > candidates_[known].via) candidates_[known] = evidence;
    return known;
  }
  const auto added = static_cast<std::uint32_t>(candidates_.size());
  candidates_.Add(evidence);
  index_.Put(key, added);
  links.spans().Retain(evidence.producer);
  return added;
}

void LinkList::Clear(TraceLinks& links) {
  for (const Candidate& candidate : candidates_) links.spans().Release(candidate.producer);
  candidates_.Clear(kKeptEntries);
  parts_.Clear(kKeptEntries);
  index_.Clear();
}

}  // namespace spanloom

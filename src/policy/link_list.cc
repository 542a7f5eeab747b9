#include "policy/link_list.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 256;

std::uint64_t KeyOf(std::uint32_t producer, Side from, Side to) {
  return (std::uint64_t{producer} << 2 | static_cast<unsigned>(from) << 1 | static_cast<unsigned>(to)) + 1;
}

}  // namespace

std::uint32_t LinkList::Add(TraceLinks& links, const Candidate& evidence) {
  const std::uint64_t key = KeyOf(evidence.producer, evidence.from, evidence.to);
  const std::uint32_t known = index_.Find(key);
  if (known != kNone) {
    Candidate& best = candidates_[known];
    const std::uint32_t letters = best.letters + evidence.letters;
    const bool is_longer = evidence.via == best.via && evidence.most_letters > best.most_letters;
    if (evidence.via > best.via || is_longer) best = evidence;
    best.letters = letters;
    return known;
  }
  const auto added = static_cast<std::uint32_t>(candidates_.size());
  candidates_.Add(evidence);
  index_.Put(key, added);
  links.spans().Retain(evidence.producer);
  return added;
}

bool LinkList::Has(std::uint32_t producer, Side from, Side to) const {
  return index_.Find(KeyOf(producer, from, to)) != kNone;
}

void LinkList::Clear(TraceLinks& links) {
  for (const Candidate& candidate : candidates_) links.spans().Release(candidate.producer);
  candidates_.Clear(kKeptEntries);
  parts_.Clear(kKeptEntries);
  ranges_.Clear(kKeptEntries);
  explained_.Clear(kKeptEntries);
  letters_[0] = 0;
  letters_[1] = 0;
  index_.Clear();
  by_place_.Clear();
}

}  // namespace spanloom

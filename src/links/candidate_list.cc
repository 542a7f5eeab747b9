#include "links/candidate_list.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 256;

std::uint64_t KeyOf(std::uint32_t producer, Side from, Side to) {
  return (std::uint64_t{producer} << 2 | static_cast<unsigned>(from) << 1 | static_cast<unsigned>(to)) + 1;
}

bool IsStronger(const Candidate& one, const Candidate& other) {
  if (one.via != other.via) return one.via > other.via;
  if (one.is_new != other.is_new) return one.is_new;
  return one.weight > other.weight;
}

}  // namespace

std::uint32_t CandidateList::Add(TraceLinks& links, const Candidate& evidence) {
  const std::uint64_t key = KeyOf(evidence.producer, evidence.from, evidence.to);
  const std::uint32_t known = index_.Find(key);
  if (known != kNone) {
    Candidate& best = candidates_[known];
    const std::uint32_t letters = best.letters + evidence.letters;
    const std::uint32_t pieces = best.pieces;
    if (IsStronger(evidence, best)) best = evidence;
    best.letters = letters;
    best.pieces = pieces;
    return known;
  }
  const auto added = static_cast<std::uint32_t>(candidates_.size());
  candidates_.Add(evidence);
  index_.Put(key, added);
  links.spans().Retain(evidence.producer);
  return added;
}

void CandidateList::WeighExplained(TraceLinks& links, std::uint32_t explained, std::uint32_t weight) {
  ExplainedPlace& place = explained_[explained];
  if (!place.is_outermost) return;
  place.evidence.weight = weight;
  Add(links, place.evidence);
}

bool CandidateList::Has(std::uint32_t producer, Side from, Side to) const {
  return index_.Find(KeyOf(producer, from, to)) != kNone;
}

void CandidateList::Clear(TraceLinks& links) {
  for (const Candidate& candidate : candidates_) links.spans().Release(candidate.producer);
  candidates_.Clear(kKeptEntries);
  parts_.Clear(kKeptEntries);
  pieces_.Clear(kKeptEntries);
  explained_.Clear(kKeptEntries);
  lineage_.Clear(kKeptEntries);
  has_lineage_ = false;
  letters_[0] = 0;
  letters_[1] = 0;
  index_.Clear();
  by_place_.Clear();
}

}  // namespace spanloom

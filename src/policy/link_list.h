#ifndef SPANLOOM_POLICY_LINK_LIST_H_
#define SPANLOOM_POLICY_LINK_LIST_H_

#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "links/trace_links.h"

namespace spanloom {

// The strongest evidence for a link, weakest first.
enum class Via : std::uint8_t {
  kMember = 0,
  kIdentity = 1,
};

// A link that an open span will get: what of `producer` was found in it, and the best evidence for that.
struct Candidate {
  std::uint32_t producer;
  Side from;
  Side to;
  Via via;
  UseRef from_use;
  UseRef to_use;
  bool is_history;
};

// An object of an open span's value that belongs to a candidate's producer.
struct Part {
  std::uint64_t object;
  std::uint32_t candidate;
};

// The links of one open span while its values come in: one candidate for each producer and pair of sides, in the order
// in which they were met. Holds a reference on every producer until Clear().
class LinkList {
 public:
  // Notes evidence; O(1). Returns the index of its candidate.
  std::uint32_t Add(TraceLinks& links, const Candidate& evidence);

  void AddPart(const Part& part) { parts_.Add(part); }

  Array<Candidate>& candidates() { return candidates_; }
  const Array<Part>& parts() const { return parts_; }

  void Clear(TraceLinks& links);

 private:
  Array<Candidate> candidates_;
  Array<Part> parts_;
  IdMap index_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_LINK_LIST_H_

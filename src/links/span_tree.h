#ifndef SPANLOOM_LINKS_SPAN_TREE_H_
#define SPANLOOM_LINKS_SPAN_TREE_H_

#include <array>
#include <cstdint>

#include "base/chunk_pool.h"
#include "base/none.h"
#include "base/slots.h"
#include "log/records.h"

namespace spanloom {

using SpanId = std::array<char, 8>;

// What links need to know of a span.
struct SpanNode {
  SpanId id;
  std::uint32_t number;  // JavaScript's
  std::uint32_t fn;      // the wrapped function, 0 if none
  std::uint32_t parent;  // kNone for a root
  std::uint32_t jump;    // an ancestor further up: makes the way up logarithmic
  std::uint32_t depth;
  std::uint32_t started_at;  // in the trace's own count
  std::uint32_t ended_at;    // 0 while it is open
  std::uint32_t refs;
  std::uint32_t parked;  // uses that the objects' own lists have no room for
  std::uint32_t mark;    // scratch of the history rule
  std::uint32_t next;
  StepKind step_kind;
  std::uint8_t private_names;  // privacy bits
  bool is_open;
  bool has_children;
  std::uint8_t declared = 0;  // parameters of the function, 0 if that is not known
};

// The spans of one trace as a tree. A span stays while it is open, among those that ended last, or referred to: by its
// children, by uses, by links to be made.
//
// Indexes are valid as long as the span stays.
class SpanTree {
 public:
  explicit SpanTree(ChunkPool& pool) : nodes_(pool) { Clear(); }

  // Adds an open span below `parent`, an index or kNone. O(1).
  std::uint32_t Start(const SpanId& id, std::uint32_t number, std::uint32_t parent, std::uint32_t fn,
                      StepKind step_kind, std::uint32_t now);

  // Ends a span. It can still be found by FindEnded() until kMaxEnded others have ended. O(1).
  void End(std::uint32_t span, std::uint32_t now);

  // A span that ended a short while ago, by its number; kNone if there is none. O(kMaxEnded).
  std::uint32_t FindEnded(std::uint32_t number) const;

  // Whether `upper` is a true ancestor of `lower`. O(log depth).
  bool IsAncestor(std::uint32_t upper, std::uint32_t lower) const;

  void Retain(std::uint32_t span) { ++nodes_[span].refs; }
  void Release(std::uint32_t span);

  SpanNode& operator[](std::uint32_t span) { return nodes_[span]; }
  const SpanNode& operator[](std::uint32_t span) const { return nodes_[span]; }
  std::uint32_t size() const { return nodes_.size(); }

  void Clear();

 private:
  static constexpr std::uint32_t kMaxEnded = 64;

  Slots<SpanNode> nodes_;
  std::array<std::uint32_t, kMaxEnded> ended_;
  std::uint32_t next_ended_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_SPAN_TREE_H_

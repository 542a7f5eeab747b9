#ifndef SPANLOOM_LINKS_SPAN_TREE_H_
#define SPANLOOM_LINKS_SPAN_TREE_H_

#include <array>
#include <cstdint>
#include <type_traits>

#include "base/chunk_pool.h"
#include "base/features.h"
#include "base/id_map.h"
#include "base/ids.h"
#include "base/none.h"
#include "base/slots.h"
#include "log/records.h"

namespace spanloom {

// What only the engine knows of a span.
struct RecordedNode {
  std::uint32_t repeats = kNone;  // an earlier call of the same step, whose input this one repeats and goes on
};
struct NoRecordedNode {};

// The part of a span that links need.
struct SpanNode : std::conditional_t<kIsEngine, RecordedNode, NoRecordedNode> {
  SpanId id;
  std::uint32_t number;  // JavaScript's number of the span
  std::uint32_t fn;      // the number of the wrapped function, or 0
  std::uint32_t parent;  // kNone for a root
  std::uint32_t jump;    // an ancestor further up, for IsAncestor()
  std::uint32_t depth;
  std::uint32_t started_at;  // in the trace's logical time, see TraceLinks
  std::uint32_t ended_at;    // 0 while it is open
  std::uint32_t refs;
  std::uint32_t parked;  // head of the list of its uses in TraceLinks' overflow map
  std::uint32_t mark;    // scratch for the history rule
  std::uint32_t next;
  StepKind step_kind;
  std::uint8_t private_names;  // bits of kPrivateInput and kPrivateOutput
  bool is_open;
  bool has_children;
  bool has_input = false;     // a use of it is one of an input
  std::uint8_t declared = 0;  // the number of declared parameters, 0 if unknown
  bool is_remote = false;     // of another process: only its id, and what a message says about it, are known
  bool is_stand_in = false;   // its input is a message that was sent
  bool is_carrier = false;    // what it returned belongs to the spans inside it
};

// The spans of one trace as a tree. Nodes are reference-counted: a span stays while it is open, is one of the last
// kMaxEnded spans that ended, or is referred to by a child, a use or a candidate. A remote span stays while it is
// referred to; it counts as ended.
//
// Indexes and references are valid as long as the node stays; a reused node has another `started_at`. Not thread-safe.
class SpanTree {
 public:
  explicit SpanTree(ChunkPool& pool) : nodes_(pool) { Clear(); }

  // Adds an open span under `parent`, which is an index or kNone, at time `now`. O(1).
  std::uint32_t Start(const SpanId& id, std::uint32_t number, std::uint32_t parent, std::uint32_t fn,
                      StepKind step_kind, std::uint32_t now);

  // Ends a span. FindEnded() still finds it until kMaxEnded other spans have ended. O(1).
  void End(std::uint32_t span, std::uint32_t now);

  // Returns the index of a recently ended span by its number, or kNone. O(kMaxEnded).
  std::uint32_t FindEnded(std::uint32_t number) const;

  // Whether `upper` is an ancestor of `lower`, and not the span itself. O(log depth).
  bool IsAncestor(std::uint32_t upper, std::uint32_t lower) const;

  // Returns the depth of the nearest span above both, which may be one of them; kNone if they are in different trees,
  // so that one more is 0. Only in the engine. O(depth).
  std::uint32_t CommonDepth(std::uint32_t one, std::uint32_t other) const;

  // Adds a remote span, with a reference that the caller releases. `number` is that of a caller, or 0. O(1).
  std::uint32_t AddRemote(const SpanId& id, std::uint32_t parent, std::uint32_t number, std::uint32_t now);

  // Keeps one remote span until another one is held: a caller, before the first span below it starts. O(1).
  void Hold(std::uint32_t span);

  // Returns the span with an id, the first one if several nodes have it; kNone if there is none. O(1), but O(nodes) the
  // first time.
  std::uint32_t FindById(const SpanId& id);

  // Returns the remote span with the number of a caller, or kNone. O(1).
  std::uint32_t FindCaller(std::uint32_t number) const { return callers_.Find(number); }

  // Makes an open span the stand-in of the remote span `id`. O(1).
  void Identify(std::uint32_t span, const SpanId& id);

  // Returns the nearest remote span above a span, or kNone. O(kMaxAncestors).
  std::uint32_t NearestRemote(std::uint32_t span) const;

  // Whether there ever was a remote span, or one was looked for.
  bool knows_remote() const { return knows_ids_; }

  // The memory of the ids.
  std::size_t bytes() const { return ids_.bytes() + callers_.bytes(); }

  // Adds and removes a reference. Release() may free the node and, in turn, its ancestors.
  void Retain(std::uint32_t span) { ++nodes_[span].refs; }
  void Release(std::uint32_t span);

  SpanNode& operator[](std::uint32_t span) { return nodes_[span]; }
  const SpanNode& operator[](std::uint32_t span) const { return nodes_[span]; }
  std::uint32_t size() const { return nodes_.size(); }

  void Clear();

 private:
  static constexpr std::uint32_t kMaxEnded = 64;
  static constexpr std::uint32_t kMaxAncestors = 1024;

  void KnowIds();
  void AddId(std::uint32_t span);
  void ForgetIds(std::uint32_t span);

  Slots<SpanNode> nodes_;
  std::array<std::uint32_t, kMaxEnded> ended_;
  std::uint32_t next_ended_ = 0;
  IdMap ids_;      // span id -> the first node that has it; only once a remote span is looked for
  IdMap callers_;  // number of a caller -> node
  std::uint32_t held_ = kNone;
  bool knows_ids_ = false;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_SPAN_TREE_H_

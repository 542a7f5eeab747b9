#ifndef SPANLOOM_LINKS_TRACE_LINKS_H_
#define SPANLOOM_LINKS_TRACE_LINKS_H_

#include <cstdint>

#include "base/chunk_pool.h"
#include "base/id_map.h"
#include "base/slots.h"
#include "links/excerpt_table.h"
#include "links/key_table.h"
#include "links/object_table.h"
#include "links/record_store.h"
#include "links/span_tree.h"
#include "links/use.h"
#include "text/text_store.h"

namespace spanloom {

// How much evidence one trace may hold, and what was dropped for it; one for the whole session.
struct LinkLimits {
  std::uint32_t objects = ObjectTable::kMaxObjects;
  std::uint32_t uses_per_side = kNone;  // uses of an object that are kept; those of open spans are kept besides
  std::uint64_t dropped = 0;            // objects and uses that had to go
  TextLimits texts = {};
  bool keeps_oldest = false;  // of the uses of an object, else the newest
};

// What a trace knows of its values: which span had which object on which side. Every operation on one object costs
// O(uses_per_side + log depth), however many spans and objects there are.
//
// Not for several threads. Indexes of objects are valid until the next FindOrAddObject(), those of uses only with their
// `seq`.
class TraceLinks {
 public:
  TraceLinks(ChunkPool& pool, LinkLimits& limits)
      : limits_(limits), spans_(pool), objects_(pool), uses_(pool), texts_(limits.texts) {}

  SpanTree& spans() { return spans_; }
  const SpanTree& spans() const { return spans_; }
  const KeyTable& keys() const { return keys_; }
  KeyTable& keys() { return keys_; }
  TextStore& texts() { return texts_; }
  RecordStore& records() { return records_; }
  const RecordStore& records() const { return records_; }
  const ExcerptTable& excerpts() const { return excerpts_; }
  void AddExcerpt(std::uint64_t object, const Excerpt& taking) { limits_.dropped += excerpts_.Add(object, taking); }
  std::uint32_t now() const { return now_; }
  const Object& object(std::uint32_t index) const { return objects_[index]; }
  const Use& use(std::uint32_t index) const { return uses_[index]; }
  std::uint32_t objects() const { return objects_.size(); }
  std::uint32_t Find(std::uint64_t object) const { return objects_.Find(object); }

  // Whether the object of a use is still there: uses of open spans may outlive theirs.
  bool HasObject(const Use& use) const { return objects_.Contains(use.object); }

  // Adds an open span; `parent` is an index or kNone.
  std::uint32_t Start(const SpanId& id, std::uint32_t number, std::uint32_t parent, std::uint32_t fn,
                      StepKind step_kind);
  void End(std::uint32_t span);

  // The index of an object, which becomes known if it is not. May drop the oldest objects to make room; kNone if none
  // can be made.
  std::uint32_t FindOrAddObject(std::uint64_t object);

  // Adds a use, all fields set but `next` and `seq`. One is kept for each object, span and side: the first, which turns
  // into a whole one when such a use follows.
  UseRef AddUse(const Use& use);

  // The use of an object by a span on a side, kNone if there is none.
  std::uint32_t FindUse(std::uint32_t object, std::uint32_t span, Side side) const;

  // The input use of an object by the nearest ancestor of `span`, kNone if there is none.
  std::uint32_t FindNearestAncestorInput(std::uint32_t object, std::uint32_t span) const;

  // Whether the use has not been dropped since.
  bool IsLive(UseRef ref) const { return ref.seq != 0 && uses_.Contains(ref.index) && uses_[ref.index].seq == ref.seq; }

  // The name under which a use, or a list around it, stands; kNone if there is none.
  std::uint32_t NameOf(const Use& use) const;

  // The use that stands around another in its value, kNone if that is whole or it has been dropped.
  std::uint32_t ParentOf(const Use& use) const;

  // What evidence takes besides chunks of the pool and texts.
  std::size_t bytes() const { return keys_.bytes() + records_.bytes() + excerpts_.bytes() + overflow_.bytes(); }

  // Drops all objects, uses and texts and counts them; the spans stay.
  void DropEvidence();

  // Forgets everything, for the next trace.
  void Clear();

 private:
  std::uint32_t& Newest(std::uint32_t object, Side side);
  void TrimUses(std::uint32_t object, Side side);
  void MoveToOverflow(std::uint32_t use);
  void Free(std::uint32_t use);
  void FreeList(std::uint32_t use);
  void DropOldestObjects();
  void ClearEvidence();

  LinkLimits& limits_;
  SpanTree spans_;
  ObjectTable objects_;
  Slots<Use> uses_;
  KeyTable keys_;
  TextStore texts_;
  ExcerptTable excerpts_;
  RecordStore records_;
  IdMap overflow_;  // input uses of open spans by object and span, when the object has too many
  std::uint32_t now_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_TRACE_LINKS_H_

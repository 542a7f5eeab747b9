#ifndef SPANLOOM_LINKS_TRACE_LINKS_H_
#define SPANLOOM_LINKS_TRACE_LINKS_H_

#include <cstdint>
#include <type_traits>

#include "base/chunk_pool.h"
#include "base/features.h"
#include "base/id_map.h"
#include "base/slots.h"
#include "links/excerpt_table.h"
#include "links/key_table.h"
#include "links/object_table.h"
#include "links/record_store.h"
#include "links/root_paths.h"
#include "links/span_tree.h"
#include "links/use.h"
#include "text/text_store.h"

namespace spanloom {

// The limits on the evidence of one trace, and counters. One object for all traces of a session.
struct LinkLimits {
  std::uint32_t objects = ObjectTable::kMaxObjects;
  std::uint32_t uses_per_side = kNone;  // uses kept per object; inputs of open spans are kept in addition
  std::uint64_t dropped = 0;            // objects and uses dropped to stay within the limits
  TextLimits texts = {};
  bool keeps_oldest = false;  // keep the oldest uses of an object instead of the newest
};

// The evidence of one trace: which span had which object on which side. Its logical time `now()` grows by one with each
// start, end and use, so times order all of them.
//
// Order of calls: Start() a span; for each object of its values FindOrAddObject(), then AddUse(); then End(). Each call
// is O(uses_per_side + log depth), however many spans and objects there are.
//
// Indexes of objects are valid until the next FindOrAddObject(); refer to a use by a UseRef, because its index can be
// reused. Not thread-safe.
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
  auto& roots() { return roots_; }
  const auto& roots() const { return roots_; }
  const RecordStore& records() const { return records_; }
  const ExcerptTable& excerpts() const { return excerpts_; }
  void AddExcerpt(std::uint64_t object, const Excerpt& taking) { limits_.dropped += excerpts_.Add(object, taking); }
  std::uint32_t now() const { return now_; }
  const Object& object(std::uint32_t index) const { return objects_[index]; }
  const Use& use(std::uint32_t index) const { return uses_[index]; }
  std::uint32_t objects() const { return objects_.size(); }
  std::uint32_t Find(std::uint64_t object) const { return objects_.Find(object); }

  // Whether the object of a use is still there. A use of an open span may outlive its object.
  bool HasObject(const Use& use) const { return objects_.Contains(use.object); }

  // Starts and ends a span; see SpanTree.
  std::uint32_t Start(const SpanId& id, std::uint32_t number, std::uint32_t parent, std::uint32_t fn,
                      StepKind step_kind);
  void End(std::uint32_t span);

  // Adds a remote span; see SpanTree.
  std::uint32_t AddRemote(const SpanId& id, std::uint32_t parent, std::uint32_t number);

  // Returns the remote span that sent a message, by its number, or else the span with its id; adds it if there is none.
  // The caller releases the reference.
  std::uint32_t RetainCaller(std::uint32_t number, const SpanId& id);

  // Returns the index of an object and adds it if it is new. May drop the oldest objects. Returns kNone if the table is
  // full.
  std::uint32_t FindOrAddObject(std::uint64_t object);

  // Adds a use with all fields set except `next` and `seq`. Keeps one use per object, span and side: the first one,
  // which becomes whole if a later one is. Of a remote span, a whole use replaces a partial one.
  UseRef AddUse(const Use& use);

  // Says where in the span's value a member is, if that is not known.
  void SetContainer(UseRef member, UseRef container, std::uint32_t key);

  // Returns the use of an object by a span on a side, or kNone.
  std::uint32_t FindUse(std::uint32_t object, std::uint32_t span, Side side) const;

  // Returns the use of an object as input by the nearest ancestor of `span`, or kNone.
  std::uint32_t FindNearestAncestorInput(std::uint32_t object, std::uint32_t span) const;

  // Whether the use is still there.
  bool IsLive(UseRef ref) const { return ref.seq != 0 && uses_.Contains(ref.index) && uses_[ref.index].seq == ref.seq; }

  // Returns the property name of a use, or of the list that contains it; kNone if there is none.
  std::uint32_t NameOf(const Use& use) const;

  // Returns the use of the container, or kNone if the use is a whole value or the container was dropped.
  std::uint32_t ParentOf(const Use& use) const;

  // The memory of the evidence, without texts and chunks of the pool.
  std::size_t bytes() const {
    return keys_.bytes() + records_.bytes() + excerpts_.bytes() + overflow_.bytes() + spans_.bytes();
  }

  // Drops and counts all objects, uses and texts. The spans stay.
  void DropEvidence();

  // Drops everything, so that another trace can use this object.
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
  [[no_unique_address]] std::conditional_t<kIsEngine, RootPaths, NoRootPaths> roots_;
  IdMap overflow_;  // uses beyond the limit of an object, by object, span and side
  std::uint32_t now_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_TRACE_LINKS_H_

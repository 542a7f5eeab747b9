#include "links/object_table.h"

#include <cstring>
#include <utility>

#include "base/hash.h"

namespace spanloom {
namespace {

// A slot holds a tag of 8 bits, which rules out most other objects, and an index of 24 bits that wraps around.
constexpr std::uint32_t kIndexBits = 24;
constexpr std::uint32_t kIndexMaskOfSlot = (std::uint32_t{1} << kIndexBits) - 1;
constexpr std::uint32_t kEmpty = 0xFFFFFFFF;
constexpr std::uint32_t kDropped = 0xFFFFFFFE;
constexpr std::uint32_t kNoTag = 0xFF;

constexpr std::uint32_t kLanes = 16;
constexpr std::uint8_t kMaxSegmentDepth = 16;
constexpr std::size_t kKeptEntries = 64;

std::uint64_t HashOf(std::uint64_t id) { return MixBits(id / kLanes); }

std::uint32_t TagOf(std::uint64_t hash) {
  const auto tag = static_cast<std::uint32_t>(hash >> 16) & 0xFF;
  return (tag == kNoTag ? 0 : tag) << kIndexBits;
}

// The sequence of slots to try: the id's lane in its line, the same lane in the other lines, then the other lanes.
template <std::uint32_t kSlots>
class Probe {
 public:
  Probe(std::uint64_t id, std::uint64_t hash)
      : line_(static_cast<std::uint32_t>(hash)), lane_(static_cast<std::uint32_t>(id ^ (hash >> 8))) {}

  std::uint32_t slot() const { return (line_ % kLines) * kLanes + lane_ % kLanes; }

  bool Next() {
    line_ += ++step_kind_;
    if (step_kind_ % kLines == 0) ++lane_;
    return step_kind_ < kSlots;
  }

 private:
  static constexpr std::uint32_t kLines = kSlots / kLanes;

  std::uint32_t line_;
  std::uint32_t lane_;
  std::uint32_t step_kind_ = 0;
};

}  // namespace

bool ObjectTable::Contains(std::uint32_t index) const { return ((index - first_) & kIndexMaskOfSlot) < count_; }

std::uint32_t ObjectTable::ChunkOf(std::uint32_t index) const {
  return ((index - first_) & kIndexMaskOfSlot) / kPerChunk;
}

// The leading bits of the hash. Two shifts, because shifting by 64 is undefined.
std::size_t ObjectTable::DirectoryIndex(std::uint64_t hash) const {
  return static_cast<std::size_t>(hash >> 1 >> (63 - depth_));
}

std::uint32_t ObjectTable::Find(std::uint64_t id) const {
  if (count_ == 0) return kNone;
  const std::uint64_t hash = HashOf(id);
  const std::uint32_t* slots = segments_[SegmentOf(hash)].slots;
  const std::uint32_t tag = TagOf(hash);
  Probe<kSegmentSlots> probe(id, hash);
  do {
    const std::uint32_t slot = slots[probe.slot()];
    if (slot == kEmpty) return kNone;
    if ((slot & ~kIndexMaskOfSlot) != tag) continue;
    const std::uint32_t index = slot & kIndexMaskOfSlot;
    if ((*this)[index].id == id) return index;
  } while (probe.Next());
  return kNone;
}

std::uint32_t ObjectTable::FindOrAdd(std::uint64_t id) {
  const std::uint32_t known = Find(id);
  if (known != kNone) return known;
  const std::uint64_t hash = HashOf(id);
  if (!MakeRoom(hash)) return kNone;

  const std::uint32_t index = (first_ + count_) & kIndexMaskOfSlot;
  if (count_ == chunks_.size() * kPerChunk) chunks_.Add(static_cast<Object*>(pool_.Allocate()));
  ++count_;
  Object& object = (*this)[index];
  object.id = id & kObjectIdMask;
  object.has_overflow = 0;
  object.outputs = kNone;
  object.inputs = kNone;

  Segment& segment = segments_[SegmentOf(hash)];
  Probe<kSegmentSlots> probe(id, hash);
  while (segment.slots[probe.slot()] < kDropped) probe.Next();
  std::uint32_t& slot = segment.slots[probe.slot()];
  if (slot == kEmpty) ++segment.used;
  ++segment.live;
  slot = TagOf(hash) | index;
  return index;
}

// Ensures that the segment for `hash` has an empty slot even after one more insertion.
bool ObjectTable::MakeRoom(std::uint64_t hash) {
  constexpr std::uint32_t kComfortable = kSegmentSlots * 7 / 10;
  if (count_ >= kMaxObjects) return false;
  if (segments_.empty()) directory_.Fill(1, AddSegment(0));
  for (;;) {
    const std::uint32_t at = SegmentOf(hash);
    const Segment& segment = segments_[at];
    if (segment.used < kComfortable) return true;
    if (segment.live >= kComfortable / 2 && segment.depth < kMaxSegmentDepth) {
      Split(hash);
    } else if (segment.live < segment.used) {
      std::uint32_t slots[kSegmentSlots];
      std::memcpy(slots, segment.slots, sizeof slots);
      Refill(at, slots);
    } else {
      return segment.used + 1U < kSegmentSlots;
    }
  }
}

std::uint32_t ObjectTable::AddSegment(std::uint8_t depth) {
  auto* slots = static_cast<std::uint32_t*>(pool_.Allocate());
  std::memset(slots, 0xFF, ChunkPool::kChunkBytes);
  segments_.Add({slots, 0, 0, depth});
  return static_cast<std::uint32_t>(segments_.size() - 1);
}

void ObjectTable::Split(std::uint64_t hash) {
  const std::uint32_t segment = SegmentOf(hash);
  if (segments_[segment].depth == depth_) {
    const Array<std::uint32_t> old = std::move(directory_);
    directory_.Fill(old.size() * 2, 0);
    for (std::size_t i = 0; i < directory_.size(); ++i) directory_[i] = old[i / 2];
    ++depth_;
  }
  const auto depth = static_cast<std::uint8_t>(segments_[segment].depth + 1);
  segments_[segment].depth = depth;
  const std::uint32_t sibling = AddSegment(depth);

  // The directory entries of a segment are adjacent. The upper half of them now belongs to the sibling.
  std::uint32_t slots[kSegmentSlots];
  std::memcpy(slots, segments_[segment].slots, sizeof slots);
  const std::size_t half = std::size_t{1} << (depth_ - depth);
  const std::size_t from = DirectoryIndex(hash) & ~(2 * half - 1);
  for (std::size_t i = from + half; i < from + 2 * half; ++i) directory_[i] = sibling;
  Refill(segment, slots);
}

// Empties `segment` and inserts the objects of `slots` again, into it or its sibling.
void ObjectTable::Refill(std::uint32_t segment, const std::uint32_t* slots) {
  std::memset(segments_[segment].slots, 0xFF, ChunkPool::kChunkBytes);
  segments_[segment].used = 0;
  segments_[segment].live = 0;
  for (std::uint32_t i = 0; i < kSegmentSlots; ++i) {
    if (slots[i] >= kDropped) continue;
    const std::uint64_t id = (*this)[slots[i] & kIndexMaskOfSlot].id;
    const std::uint64_t hash = HashOf(id);
    Segment& target = segments_[SegmentOf(hash)];
    Probe<kSegmentSlots> probe(id, hash);
    while (target.slots[probe.slot()] != kEmpty) probe.Next();
    target.slots[probe.slot()] = slots[i];
    ++target.used;
    ++target.live;
  }
}

void ObjectTable::Erase(std::uint32_t index) {
  const std::uint64_t id = (*this)[index].id;
  const std::uint64_t hash = HashOf(id);
  Segment& segment = segments_[SegmentOf(hash)];
  Probe<kSegmentSlots> probe(id, hash);
  while (segment.slots[probe.slot()] != (TagOf(hash) | index)) probe.Next();
  segment.slots[probe.slot()] = kDropped;
  --segment.live;
}

void ObjectTable::ForgetOldest(std::uint32_t count) {
  if (count == 0) return;
  for (std::uint32_t i = 0; i < count; ++i) Erase((first_ + i) & kIndexMaskOfSlot);
  pool_.Free(chunks_[0]);
  chunks_.RemoveFirst(1);
  first_ = (first_ + kPerChunk) & kIndexMaskOfSlot;
  count_ -= count;
}

void ObjectTable::Clear() {
  for (Object* chunk : chunks_) pool_.Free(chunk);
  for (const Segment& segment : segments_) pool_.Free(segment.slots);
  chunks_.Clear(kKeptEntries);
  segments_.Clear(kKeptEntries);
  directory_.Clear(kKeptEntries);
  // Continues after the last index, so that the index of a dropped object is not reused soon.
  first_ = (first_ + (count_ + kPerChunk - 1) / kPerChunk * kPerChunk) & kIndexMaskOfSlot;
  count_ = 0;
  depth_ = 0;
}

}  // namespace spanloom

#ifndef SPANLOOM_LINKS_OBJECT_TABLE_H_
#define SPANLOOM_LINKS_OBJECT_TABLE_H_

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/chunk_pool.h"
#include "base/none.h"

namespace spanloom {

constexpr std::uint64_t kObjectIdMask = (std::uint64_t{1} << 63) - 1;

// Ids from here on are hashes of content: equal contents are one object. JavaScript's ids are lower.
constexpr std::uint64_t kFirstContentId = std::uint64_t{1} << 62;

// An object of a trace, and its newest use on each side.
struct Object {
  std::uint64_t id : 63;
  std::uint64_t has_overflow : 1;  // some of its uses are only in TraceLinks' overflow map
  std::uint32_t outputs;
  std::uint32_t inputs;
};

// The objects of one trace, found by id and ordered by arrival, so that the oldest can be dropped.
//
// The table is an extendible hash table: a directory of segments of 512 slots. A full segment splits in two on its own,
// so no insertion rehashes the whole table and the cost per object is the same for ten objects and for millions. Within
// a segment, 16 consecutive ids share one cache line, in an order that depends on the line: ids given out together are
// found together, and ids 16 apart do not collide.
//
// Memory: 16 bytes per object and about 8 for its slot, in chunks of the pool. Indexes and references are valid until
// the object is dropped. Not thread-safe.
class ObjectTable {
 public:
  static constexpr std::uint32_t kMaxObjects = 1 << 23;
  static constexpr std::uint32_t kPerChunk = ChunkPool::kChunkBytes / sizeof(Object);

  explicit ObjectTable(ChunkPool& pool) : pool_(pool) {}
  ObjectTable(const ObjectTable&) = delete;
  ObjectTable& operator=(const ObjectTable&) = delete;
  ~ObjectTable() { Clear(); }

  // Returns the index of an object, or kNone if it was never added or was dropped. O(1).
  std::uint32_t Find(std::uint64_t id) const;

  // Like Find(), but adds a missing object, without uses. Returns kNone only if the table is full. O(1) amortised; a
  // call splits few segments.
  std::uint32_t FindOrAdd(std::uint64_t id);

  Object& operator[](std::uint32_t index) {
    assert(Contains(index));
    return chunks_[ChunkOf(index)][index % kPerChunk];
  }
  const Object& operator[](std::uint32_t index) const {
    assert(Contains(index));
    return chunks_[ChunkOf(index)][index % kPerChunk];
  }

  std::uint32_t size() const { return count_; }

  // Whether the object at an index is still there.
  bool Contains(std::uint32_t index) const;

  // Calls `release(object)` for the oldest kPerChunk objects and drops them. O(kPerChunk).
  template <typename Release>
  void DropOldest(Release&& release) {
    const std::uint32_t count = count_ < kPerChunk ? count_ : kPerChunk;
    for (std::uint32_t i = 0; i < count; ++i) release(chunks_[0][i]);
    ForgetOldest(count);
  }

  void Clear();

 private:
  static constexpr std::uint32_t kSegmentSlots = ChunkPool::kChunkBytes / sizeof(std::uint32_t);

  struct Segment {
    std::uint32_t* slots;
    std::uint16_t used;  // slots that are not empty
    std::uint16_t live;  // slots that hold an object
    std::uint8_t depth;  // the number of leading bits that its hashes share
  };

  std::uint32_t ChunkOf(std::uint32_t index) const;
  std::size_t DirectoryIndex(std::uint64_t hash) const;
  std::uint32_t SegmentOf(std::uint64_t hash) const { return directory_[DirectoryIndex(hash)]; }
  std::uint32_t AddSegment(std::uint8_t depth);
  bool MakeRoom(std::uint64_t hash);
  void Split(std::uint64_t hash);
  void Refill(std::uint32_t segment, const std::uint32_t* slots);
  void ForgetOldest(std::uint32_t count);
  void Erase(std::uint32_t index);

  ChunkPool& pool_;
  Array<Object*> chunks_;
  std::uint32_t first_ = 0;  // index of the oldest object, at the start of a chunk
  std::uint32_t count_ = 0;
  Array<Segment> segments_;
  Array<std::uint32_t> directory_;
  std::uint8_t depth_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_OBJECT_TABLE_H_

#ifndef SPANLOOM_LINKS_OBJECT_TABLE_H_
#define SPANLOOM_LINKS_OBJECT_TABLE_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/chunk_pool.h"
#include "base/none.h"

namespace spanloom {

constexpr std::uint64_t kObjectIdMask = (std::uint64_t{1} << 63) - 1;

// Ids from here on stand for content: equal contents are one object. JavaScript's ids are lower.
constexpr std::uint64_t kFirstContentId = std::uint64_t{1} << 62;

// An object that was met in a trace, and the newest of its uses on each side.
struct Object {
  std::uint64_t id : 63;
  std::uint64_t has_overflow : 1;  // it has uses that are found through TraceLinks' map only
  std::uint32_t outputs;
  std::uint32_t inputs;
};

// The objects of one trace, by id, in the order in which they were met; the oldest can be dropped.
//
// Look-up is extendible hashing: a directory of small segments of 32-bit slots. A full segment splits in two, alone, so
// no insertion ever rehashes the whole table and the cost per object stays flat from ten to millions. Within a segment
// the 16 objects of neighbouring ids share one cache line, in an order that depends on the line: ids that were handed
// out one after another are found together, ids 16 apart do not collide.
//
// Indexes are valid until their object is dropped; references until then, too.
class ObjectTable {
 public:
  static constexpr std::uint32_t kMaxObjects = 1 << 23;
  static constexpr std::uint32_t kPerChunk = ChunkPool::kChunkBytes / sizeof(Object);

  explicit ObjectTable(ChunkPool& pool) : pool_(pool) {}
  ObjectTable(const ObjectTable&) = delete;
  ObjectTable& operator=(const ObjectTable&) = delete;
  ~ObjectTable() { Clear(); }

  // kNone if the object was never met, or dropped. O(1).
  std::uint32_t Find(std::uint64_t id) const;

  // As Find(), but adds an object without uses. kNone only if the table is too full. O(1) amortised, at most one small
  // split at a time.
  std::uint32_t FindOrAdd(std::uint64_t id);

  Object& operator[](std::uint32_t index) { return chunks_[ChunkOf(index)][index % kPerChunk]; }
  const Object& operator[](std::uint32_t index) const { return chunks_[ChunkOf(index)][index % kPerChunk]; }

  std::uint32_t size() const { return count_; }

  // Whether the object at an index has not been dropped since.
  bool Contains(std::uint32_t index) const;

  // Drops the oldest kPerChunk objects, each after `release(object)`.
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
    std::uint16_t live;  // ... and hold an object
    std::uint8_t depth;  // how many leading bits its hashes share
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

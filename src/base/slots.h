#ifndef SPANLOOM_BASE_SLOTS_H_
#define SPANLOOM_BASE_SLOTS_H_

#include <bit>
#include <cassert>
#include <cstdint>

#include "base/array.h"
#include "base/chunk_pool.h"
#include "base/none.h"

namespace spanloom {

// A pool of entries with 32-bit indexes, which trace tables use as compact pointers. `T` is trivially copyable and has
// a member `next`, which links the free entries; the last one freed is reused first.
//
// An index, and a reference to its entry, are valid until Free() of that index or Clear(): chunks never move. All calls
// are O(1), except Clear(), which is O(chunks). Memory grows by chunks of 2 KB and shrinks only in Clear().
template <typename T>
class Slots {
 public:
  explicit Slots(ChunkPool& pool) : pool_(pool) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;
  ~Slots() { Clear(); }

  T& operator[](std::uint32_t index) {
    assert(Contains(index));
    return chunks_[index / kPerChunk][index % kPerChunk];
  }
  const T& operator[](std::uint32_t index) const {
    assert(Contains(index));
    return chunks_[index / kPerChunk][index % kPerChunk];
  }

  // Whether Allocate() has returned the index since the last Clear(). It may have been freed meanwhile.
  bool Contains(std::uint32_t index) const { return index < end_; }

  // Returns the index of an uninitialised entry.
  std::uint32_t Allocate() {
    ++size_;
    if (free_ != kNone) {
      const std::uint32_t index = free_;
      free_ = (*this)[index].next;
      return index;
    }
    if (end_ == chunks_.size() * kPerChunk) chunks_.Add(static_cast<T*>(pool_.Allocate()));
    return end_++;
  }

  void Free(std::uint32_t index) {
    assert(size_ > 0);
    --size_;
    (*this)[index].next = free_;
    free_ = index;
  }

  // Frees all entries and gives their chunks back.
  void Clear() {
    for (T* chunk : chunks_) pool_.Free(chunk);
    chunks_.Clear(kKeptChunks);
    end_ = 0;
    size_ = 0;
    free_ = kNone;
  }

  // The number of entries in use.
  std::uint32_t size() const { return size_; }

 private:
  static constexpr std::uint32_t kPerChunk = std::uint32_t{1}
                                             << (std::bit_width(ChunkPool::kChunkBytes / sizeof(T)) - 1);

  static constexpr std::size_t kKeptChunks = 64;

  ChunkPool& pool_;
  Array<T*> chunks_;
  std::uint32_t end_ = 0;
  std::uint32_t size_ = 0;
  std::uint32_t free_ = kNone;
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_SLOTS_H_

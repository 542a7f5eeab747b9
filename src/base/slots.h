#ifndef SPANLOOM_BASE_SLOTS_H_
#define SPANLOOM_BASE_SLOTS_H_

#include <bit>
#include <cstdint>

#include "base/array.h"
#include "base/chunk_pool.h"
#include "base/none.h"

namespace spanloom {

// Entries with stable 32-bit indexes in chunks; freed ones are used again, the latest first. `T` is trivially copyable
// and has a field `next`, which links the free ones. References live until the entry is given back: chunks never move.
template <typename T>
class Slots {
 public:
  explicit Slots(ChunkPool& pool) : pool_(pool) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;
  ~Slots() { Clear(); }

  T& operator[](std::uint32_t index) { return chunks_[index / kPerChunk][index % kPerChunk]; }
  const T& operator[](std::uint32_t index) const { return chunks_[index / kPerChunk][index % kPerChunk]; }

  // Whether the index was handed out since the last Clear().
  bool Contains(std::uint32_t index) const { return index < end_; }

  // The index of an entry of undefined content. O(1).
  std::uint32_t Take() {
    ++size_;
    if (free_ != kNone) {
      const std::uint32_t index = free_;
      free_ = (*this)[index].next;
      return index;
    }
    if (end_ == chunks_.size() * kPerChunk) chunks_.Add(static_cast<T*>(pool_.Take()));
    return end_++;
  }

  void Give(std::uint32_t index) {
    --size_;
    (*this)[index].next = free_;
    free_ = index;
  }

  void Clear() {
    for (T* chunk : chunks_) pool_.Give(chunk);
    chunks_.Clear(kKeptChunks);
    end_ = 0;
    size_ = 0;
    free_ = kNone;
  }

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

#ifndef SPANLOOM_BASE_CHUNK_POOL_H_
#define SPANLOOM_BASE_CHUNK_POOL_H_

#include <cstddef>

#include "base/array.h"

namespace spanloom {

// Allocates blocks of one size for the tables of all traces. A block that one trace frees serves the next, so
// short-lived traces do not fragment the heap. Keeps up to 1,024 free blocks (2 MB) and returns the others to the
// system.
//
// The pool must outlive every block's user. O(1) per call. Not thread-safe. Aborts if there is no memory.
class ChunkPool {
 public:
  static constexpr std::size_t kChunkBytes = 2048;

  ChunkPool() = default;
  ChunkPool(const ChunkPool&) = delete;
  ChunkPool& operator=(const ChunkPool&) = delete;
  ~ChunkPool();

  // Returns an uninitialised block of kChunkBytes, aligned for any scalar type.
  void* Allocate();

  // Takes back a block that Allocate() returned.
  void Free(void* chunk);

  // The number of blocks in use.
  std::size_t used() const { return used_; }

 private:
  Array<void*> spare_;
  std::size_t used_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_CHUNK_POOL_H_

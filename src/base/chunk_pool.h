#ifndef SPANLOOM_BASE_CHUNK_POOL_H_
#define SPANLOOM_BASE_CHUNK_POOL_H_

#include <cstddef>

#include "base/array.h"

namespace spanloom {

// Equal blocks of memory for the tables of all traces: what one trace gives back the next one takes, so that traces
// that come and go leave no holes in the heap. Must outlive the tables.
class ChunkPool {
 public:
  static constexpr std::size_t kChunkBytes = 2048;

  ChunkPool() = default;
  ChunkPool(const ChunkPool&) = delete;
  ChunkPool& operator=(const ChunkPool&) = delete;
  ~ChunkPool();

  // A block of undefined content, aligned for any scalar.
  void* Take();
  void Give(void* chunk);

  // Blocks that are in use.
  std::size_t taken() const { return taken_; }

 private:
  Array<void*> spare_;
  std::size_t taken_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_BASE_CHUNK_POOL_H_

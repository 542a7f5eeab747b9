#include "base/chunk_pool.h"

#include <cassert>
#include <cstdlib>

namespace spanloom {
namespace {

constexpr std::size_t kMaxSpare = 1024;

}  // namespace

ChunkPool::~ChunkPool() {
  for (void* chunk : spare_) std::free(chunk);
}

void* ChunkPool::Allocate() {
  ++used_;
  if (!spare_.empty()) return spare_.PopBack();
  void* chunk = std::malloc(kChunkBytes);
  if (chunk == nullptr) std::abort();
  return chunk;
}

void ChunkPool::Free(void* chunk) {
  assert(used_ > 0);
  --used_;
  if (spare_.size() < kMaxSpare) {
    spare_.Add(chunk);
  } else {
    std::free(chunk);
  }
}

}  // namespace spanloom

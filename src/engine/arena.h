#ifndef SPANLOOM_ENGINE_ARENA_H_
#define SPANLOOM_ENGINE_ARENA_H_

#include <cstddef>
#include <string_view>

#include "base/array.h"

namespace spanloom {

// Keeps copies of texts that are freed together. A copy never moves: it is valid until Clear(). Memory: at most half as
// much again as the texts, and 2 kB; Clear() keeps a small block for reuse. O(text) per call. Not thread-safe. Aborts
// if there is no memory.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  std::string_view Copy(std::string_view text);

  void Clear();

 private:
  char* Allocate(std::size_t size);
  char* AddBlock(std::size_t size);

  Array<char*> blocks_;
  char* at_ = nullptr;  // in the block that is being filled, which is the first one
  std::size_t room_ = 0;
  std::size_t first_size_ = 0;
  std::size_t held_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_ARENA_H_

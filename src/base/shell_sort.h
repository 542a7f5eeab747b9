#ifndef SPANLOOM_BASE_SHELL_SORT_H_
#define SPANLOOM_BASE_SHELL_SORT_H_

#include <cstddef>
#include <utility>

#include "base/array.h"

namespace spanloom {

// Sorts in place; not stable. `comes_before(a, b)` is a strict weak order. D. L. Shell, "A high-speed sorting
// procedure" (1959), O(n^2) at worst and fast for the few thousand entries it gets. std::sort would add more code to
// the Wasm module than everything that calls it.
template <typename T, typename Less>
void ShellSort(Array<T>& entries, Less&& comes_before) {
  for (std::size_t gap = entries.size() / 2; gap > 0; gap /= 2) {
    for (std::size_t i = gap; i < entries.size(); ++i) {
      for (std::size_t at = i; at >= gap && comes_before(entries[at], entries[at - gap]); at -= gap) {
        std::swap(entries[at], entries[at - gap]);
      }
    }
  }
}

}  // namespace spanloom

#endif  // SPANLOOM_BASE_SHELL_SORT_H_

#ifndef SPANLOOM_ENGINE_BY_SPAN_H_
#define SPANLOOM_ENGINE_BY_SPAN_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/none.h"

namespace spanloom {

// Entries that belong to spans, in order of arrival. T has a member `span`, the index of a span. Not thread-safe.
template <typename T>
class BySpan {
 public:
  // O(1) amortised.
  void Add(const T& entry) {
    const auto index = static_cast<std::uint32_t>(entries_.size());
    while (lists_.size() <= entry.span) lists_.Add({kNone, kNone});
    List& list = lists_[entry.span];
    (list.first == kNone ? list.first : next_[list.last]) = index;
    list.last = index;
    entries_.Add(entry);
    next_.Add(kNone);
  }

  // Calls `visit(index)` for each entry of a span. O(entries of the span).
  template <typename Visit>
  void ForEach(std::uint32_t span, Visit&& visit) const {
    std::uint32_t i = span < lists_.size() ? lists_[span].first : kNone;
    for (; i != kNone; i = next_[i]) visit(i);
  }

  const Array<T>& entries() const { return entries_; }
  const T& operator[](std::uint32_t index) const { return entries_[index]; }

  void Clear(std::size_t kept) {
    entries_.Clear(kept);
    next_.Clear(kept);
    lists_.Clear(kept);
  }

 private:
  struct List {
    std::uint32_t first;
    std::uint32_t last;
  };

  Array<T> entries_;
  Array<std::uint32_t> next_;  // of the same span
  Array<List> lists_;          // by span
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_BY_SPAN_H_

#ifndef SPANLOOM_SPANS_SPAN_STORE_H_
#define SPANLOOM_SPANS_SPAN_STORE_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "spans/span_data.h"

namespace spanloom {

// All spans of the session: those that are open, those that ended and wait, and the batch being exported. Every
// operation on one span is O(1).
class SpanStore {
 public:
  SpanStore() = default;
  SpanStore(const SpanStore&) = delete;
  SpanStore& operator=(const SpanStore&) = delete;
  ~SpanStore();

  // A fresh open span, nullptr if one of that number is open.
  SpanData* Open(std::uint32_t number);

  // The open span of that number, nullptr if there is none.
  SpanData* Find(std::uint32_t number);

  // Closes an open span: it waits to be exported. `size` is roughly what it takes when encoded.
  void Finish(SpanData& span, std::size_t size);

  // Closes an open span that nobody wants.
  void Discard(SpanData& span);

  std::size_t open() const { return open_.size(); }
  std::size_t waiting() const { return waiting_.size() - first_waiting_; }

  // Roughly how large the waiting spans are when encoded.
  std::size_t waiting_bytes() const { return waiting_bytes_; }

  // Makes the spans that have waited longest the batch, in order of their end: no more than `max_spans`, nor, if it is
  // more than one, than `max_bytes` together. The batch before is released.
  std::size_t Cut(std::size_t max_spans, std::size_t max_bytes);

  const Array<SpanData*>& batch() const { return batch_; }
  void Release();

 private:
  void Recycle(SpanData& span);

  Array<SpanData*> spans_;  // owned; by slot, nullptr in free ones
  Array<std::uint32_t> free_slots_;
  Array<SpanData*> spare_;  // owned
  IdMap open_;              // slots by number
  Array<SpanData*> waiting_;
  std::size_t first_waiting_ = 0;
  std::size_t waiting_bytes_ = 0;
  Array<SpanData*> batch_;
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_SPAN_STORE_H_

#ifndef SPANLOOM_SPANS_SPAN_STORE_H_
#define SPANLOOM_SPANS_SPAN_STORE_H_

#include <cstddef>
#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "spans/span_data.h"

namespace spanloom {

// Owns all spans of a session: open, waiting for export, or in the current batch. A span goes Open() -> Finish() ->
// Cut()
// -> Release(), or Open() -> Discard(). Each call on one span is O(1).
//
// A pointer to a span is valid until Discard(), or until the Release() that follows its Cut(). Up to 256 spans are kept
// for reuse. Not thread-safe.
class SpanStore {
 public:
  SpanStore() = default;
  SpanStore(const SpanStore&) = delete;
  SpanStore& operator=(const SpanStore&) = delete;
  ~SpanStore();

  // Opens a span. Returns nullptr if a span with this number is open already.
  SpanData* Open(std::uint32_t number);

  // Returns the open span with this number, or nullptr.
  SpanData* Find(std::uint32_t number);

  // Moves an open span to the queue for export. `size` estimates its encoded size.
  void Finish(SpanData& span, std::size_t size);

  // Drops an open span without exporting it.
  void Discard(SpanData& span);

  std::size_t open() const { return open_.size(); }
  std::size_t waiting() const { return waiting_.size() - first_waiting_; }

  // The estimated encoded size of the waiting spans.
  std::size_t waiting_bytes() const { return waiting_bytes_; }

  // Makes a batch of the spans that ended first and returns its size: at most `max_spans` spans, and at most
  // `max_bytes`, but at least one span. Releases the previous batch first.
  std::size_t Cut(std::size_t max_spans, std::size_t max_bytes);

  const Array<SpanData*>& batch() const { return batch_; }

  // Frees the spans of the batch.
  void Release();

 private:
  void Recycle(SpanData& span);

  Array<SpanData*> spans_;  // owned; by slot, nullptr if the slot is free
  Array<std::uint32_t> free_slots_;
  Array<SpanData*> spare_;  // owned
  IdMap open_;              // number -> slot
  Array<SpanData*> waiting_;
  std::size_t first_waiting_ = 0;
  std::size_t waiting_bytes_ = 0;
  Array<SpanData*> batch_;
};

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_SPAN_STORE_H_

#include "spans/span_store.h"

#include <cassert>

namespace spanloom {
namespace {

constexpr std::size_t kMaxSpare = 256;
constexpr std::size_t kKeptEntries = 4096;

}  // namespace

SpanStore::~SpanStore() {
  for (const SpanData* span : spans_) delete span;
  for (const SpanData* span : spare_) delete span;
}

SpanData* SpanStore::Open(std::uint32_t number) {
  if (open_.Find(number) != kNone) return nullptr;
  if (free_slots_.empty()) {
    free_slots_.Add(static_cast<std::uint32_t>(spans_.size()));
    spans_.Add(nullptr);
  }
  SpanData* span = spare_.empty() ? new SpanData() : spare_.PopBack();
  span->Reset();
  span->number = number;
  span->slot = free_slots_.PopBack();
  spans_[span->slot] = span;
  open_.Put(number, span->slot);
  return span;
}

SpanData* SpanStore::Find(std::uint32_t number) {
  const std::uint32_t slot = open_.Find(number);
  return slot == kNone ? nullptr : spans_[slot];
}

void SpanStore::Finish(SpanData& span, std::size_t size) {
  assert(Find(span.number) == &span);
  open_.Erase(span.number);
  span.size = size;
  waiting_bytes_ += size;
  waiting_.Add(&span);
}

void SpanStore::Discard(SpanData& span) {
  assert(Find(span.number) == &span);
  open_.Erase(span.number);
  Recycle(span);
}

std::size_t SpanStore::Cut(std::size_t max_spans, std::size_t max_bytes) {
  Release();
  std::size_t bytes = 0;
  while (waiting() > 0 && batch_.size() < max_spans) {
    SpanData* span = waiting_[first_waiting_];
    bytes += span->size;
    if (!batch_.empty() && bytes > max_bytes) break;
    waiting_bytes_ -= span->size;
    batch_.Add(span);
    ++first_waiting_;
  }
  if (first_waiting_ * 2 >= waiting_.size()) {
    waiting_.RemoveFirst(first_waiting_);
    first_waiting_ = 0;
  }
  return batch_.size();
}

void SpanStore::Release() {
  for (SpanData* span : batch_) Recycle(*span);
  batch_.Clear(kKeptEntries);
}

void SpanStore::Recycle(SpanData& span) {
  spans_[span.slot] = nullptr;
  free_slots_.Add(span.slot);
  if (spare_.size() < kMaxSpare) {
    spare_.Add(&span);
  } else {
    delete &span;
  }
}

}  // namespace spanloom

#include "spans/span_store.h"

#include <utility>

namespace spanloom {
namespace {

constexpr std::size_t kMostSpare = 256;

}  // namespace

SpanData* SpanStore::Open(std::uint32_t number) {
  if (open_.Find(number) != kNone) return nullptr;
  std::unique_ptr<SpanData> span;
  if (spare_.empty()) {
    span = std::make_unique<SpanData>();
  } else {
    span = std::move(spare_.back());
    spare_.pop_back();
  }
  if (free_slots_.empty()) {
    free_slots_.push_back(static_cast<std::uint32_t>(spans_.size()));
    spans_.emplace_back();
  }
  span->Reset();
  span->number = number;
  span->slot = free_slots_.back();
  free_slots_.pop_back();
  open_.Put(number, span->slot);
  spans_[span->slot] = std::move(span);
  return spans_[open_.Find(number)].get();
}

SpanData* SpanStore::Find(std::uint32_t number) {
  const std::uint32_t slot = open_.Find(number);
  return slot == kNone ? nullptr : spans_[slot].get();
}

void SpanStore::Finish(SpanData& span, std::size_t size) {
  open_.Erase(span.number);
  span.size = size;
  waiting_bytes_ += size;
  waiting_.push_back(&span);
}

void SpanStore::Discard(SpanData& span) {
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
    batch_.push_back(span);
    ++first_waiting_;
  }
  if (first_waiting_ * 2 >= waiting_.size()) {
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(first_waiting_));
    first_waiting_ = 0;
  }
  return batch_.size();
}

void SpanStore::Release() {
  for (SpanData* span : batch_) Recycle(*span);
  batch_.clear();
}

void SpanStore::Recycle(SpanData& span) {
  std::unique_ptr<SpanData> owned = std::move(spans_[span.slot]);
  free_slots_.push_back(owned->slot);
  if (spare_.size() < kMostSpare) spare_.push_back(std::move(owned));
}

}  // namespace spanloom

#include "engine/intake.h"

namespace spanloom {

void Intake::Open(Level level, const Shell& shell) {
  if (signal_ == Signal::kLogs) return;
  CloseFrom(level);
  const auto at = static_cast<std::size_t>(level);
  open_[at] = envelopes_.Add(level, level == Level::kRequest ? kNone : open_[at - 1], shell, encoding_);
}

void Intake::CloseFrom(Level level) {
  for (std::size_t at = kLevels; at-- > static_cast<std::size_t>(level);) {
    if (open_[at] == kNone) continue;
    const bool is_empty = envelopes_.IsEmpty(open_[at]) && !has_others_[at];
    if (is_empty && store_.KeepsEmpty()) store_.AddEmptyEnvelope(open_[at]);
    envelopes_.Release(open_[at]);
    open_[at] = kNone;
    has_others_[at] = false;
  }
}

void Intake::OnSpan(const SpanHead& head, std::string_view span) {
  if (store_.Keeps(head.trace_id)) return store_.AddSpan(head, span, encoding_, open_.back());
  has_others_ = {true, true, true};
}

}  // namespace spanloom

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
    if (envelopes_.IsEmpty(open_[at])) store_.AddEmptyEnvelope(open_[at]);
    envelopes_.Release(open_[at]);
    open_[at] = kNone;
  }
}

}  // namespace spanloom

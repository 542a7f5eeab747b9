#include "engine/envelopes.h"

#include <cassert>

namespace spanloom {

std::uint32_t Envelopes::Add(Level level, std::uint32_t parent, const Shell& shell, Encoding encoding) {
  const std::uint32_t index = entries_.Allocate();
  entries_[index] = {shells_.Acquire(shell, encoding), parent, 1, kNone, level};
  if (parent != kNone) Retain(parent);
  return index;
}

void Envelopes::Release(std::uint32_t index) {
  while (index != kNone) {
    Envelope& envelope = entries_[index];
    assert(envelope.references > 0);
    if (--envelope.references > 0) return;
    const std::uint32_t parent = envelope.parent;
    shells_.Release(envelope.shell);
    entries_.Free(index);
    index = parent;
  }
  if (entries_.size() == 0) entries_.Clear();
}

}  // namespace spanloom

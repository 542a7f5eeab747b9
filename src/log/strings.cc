#include "log/strings.h"

#include <cassert>

#include "base/utf8.h"
#include "log/records.h"

namespace spanloom {

bool Strings::Open(const std::uint32_t* ends, std::uint32_t count, std::string_view bytes) {
  ends_ = ends;
  count_ = 0;
  bytes_ = bytes;
  std::uint32_t last = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (ends[i] < last || ends[i] > bytes.size()) return false;
    last = ends[i];
  }
  count_ = count;
  return true;
}

bool Strings::Intern(std::uint32_t id, std::string_view text) {
  if (id < interned_ends_.size()) return (*this)[kInterned | id] == text;
  if (id > interned_ends_.size()) return false;
  AppendUtf8(interned_, text);
  interned_ends_.Add(static_cast<std::uint32_t>(interned_.size()));
  return true;
}

bool Strings::Has(std::uint32_t ref) const {
  return (ref & kInterned) != 0 ? (ref & ~kInterned) < interned_ends_.size() : ref <= count_;
}

std::string_view Strings::operator[](std::uint32_t ref) const {
  assert(Has(ref));
  if (ref == 0) return {};
  if ((ref & kInterned) != 0) {
    const std::uint32_t id = ref & ~kInterned;
    const std::uint32_t start = id == 0 ? 0 : interned_ends_[id - 1];
    return interned_.view(start, interned_ends_[id] - start);
  }
  const std::uint32_t start = ref == 1 ? 0 : ends_[ref - 2];
  return bytes_.substr(start, ends_[ref - 1] - start);
}

}  // namespace spanloom

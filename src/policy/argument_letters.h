#ifndef SPANLOOM_POLICY_ARGUMENT_LETTERS_H_
#define SPANLOOM_POLICY_ARGUMENT_LETTERS_H_

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/array.h"

namespace spanloom {

// Counts the letters and digits of one recorded value, for the share that `spanloom.overlap` reports. A list of
// arguments often holds an object of settings, which would dilute that share: an object from which no producer gets
// credit does not count. Call Clear(), then Enter() before each argument, then total(). All calls are O(1), except
// total().
class ArgumentLetters {
 public:
  void Clear() { arguments_.Clear(kKeptEntries); }

  // Makes `index` the current argument, or goes back to it. `may_be_settings`: it is an object in a list of arguments.
  void Enter(std::uint32_t index, bool may_be_settings) {
    current_ = index;
    while (arguments_.size() <= index) arguments_.Add({0, may_be_settings});
  }

  void Count(std::uint32_t letters) { Current().letters += letters; }

  // A producer gets credit for a part of the current argument.
  void MarkCredited() { Current().is_ignored = false; }

  std::uint32_t total() const {
    std::uint32_t letters = 0;
    for (const Argument& argument : arguments_) letters += argument.is_ignored ? 0 : argument.letters;
    return letters;
  }

 private:
  static constexpr std::size_t kKeptEntries = 1024;

  struct Argument {
    std::uint32_t letters;
    bool is_ignored;
  };

  Argument& Current() {
    assert(current_ < arguments_.size());
    return arguments_[current_];
  }

  Array<Argument> arguments_;
  std::uint32_t current_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_ARGUMENT_LETTERS_H_

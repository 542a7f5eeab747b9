#ifndef SPANLOOM_CONVENTIONS_KIND_H_
#define SPANLOOM_CONVENTIONS_KIND_H_

#include <string_view>

#include "log/records.h"

namespace spanloom {

// Returns the kind that a convention's word stands for ("LLM", "execute_tool", "generation"), and `other` for words
// that say nothing about it. O(length).
StepKind KindOf(std::string_view word, StepKind other);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_KIND_H_

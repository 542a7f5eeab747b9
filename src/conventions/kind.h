#ifndef SPANLOOM_CONVENTIONS_KIND_H_
#define SPANLOOM_CONVENTIONS_KIND_H_

#include <optional>
#include <string_view>

#include "log/records.h"

namespace spanloom {

// Returns the kind that a convention's word stands for ("LLM", "execute_tool", "generation"), if it says one.
// O(length).
std::optional<StepKind> KindOf(std::string_view word);

// The tracer's name of a kind: `llm`.
std::string_view NameOf(StepKind kind);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_KIND_H_

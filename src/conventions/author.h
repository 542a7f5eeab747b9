#ifndef SPANLOOM_CONVENTIONS_AUTHOR_H_
#define SPANLOOM_CONVENTIONS_AUTHOR_H_

#include <cstdint>
#include <string_view>

namespace spanloom {

// Who wrote a message that holds a part.
enum class Author : std::uint8_t { kNobody, kSystem, kUser, kModel, kTool };

// Returns the author that a role, or a type of message or part, stands for ("assistant", "human"), or kNobody.
// O(roles).
Author AuthorOfRole(std::string_view role);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_AUTHOR_H_

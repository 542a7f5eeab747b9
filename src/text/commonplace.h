#ifndef SPANLOOM_TEXT_COMMONPLACE_H_
#define SPANLOOM_TEXT_COMMONPLACE_H_

#include <string_view>

namespace spanloom {

// Whether a string is so common as a value that two equal ones are no evidence of a data flow: it has fewer than three
// letters and digits, repeats one character, is a word that programs put into fields (a status, a role, a content
// type), or is a placeholder such as `[Function name]`. Ignores case and punctuation.
//
// The words are stored as hashes; one other text in a million matches by accident. O(length); longer than 120 bytes is
// false at once. Thread-safe, once letters.h has decoded its table.
bool IsCommonplace(std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_COMMONPLACE_H_

#ifndef SPANLOOM_TEXT_COMMONPLACE_H_
#define SPANLOOM_TEXT_COMMONPLACE_H_

#include <string_view>

namespace spanloom {

// Whether a string says nothing as a whole value, so that two of them being equal is no evidence: fewer than three
// letters and digits, one character again and again, a word that programs put into fields (a status, a role, a content
// type), or what stands for a value that JSON cannot show, such as `[Function name]`. Case and punctuation do not
// matter. One text in a million is taken for such a word. O(length), and at once false for more than 120 bytes.
bool IsCommonplace(std::string_view text);

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_COMMONPLACE_H_

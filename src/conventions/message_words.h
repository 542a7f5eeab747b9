#ifndef SPANLOOM_CONVENTIONS_MESSAGE_WORDS_H_
#define SPANLOOM_CONVENTIONS_MESSAGE_WORDS_H_

#include <cstdint>
#include <string_view>

namespace spanloom {

// What a member of a message, or of a request or an answer of an LLM API, holds.
enum class Member : std::uint8_t {
  kNoise,    // a role, an id, a name, a setting
  kContent,  // a text, a message, or a list of texts, messages and parts of messages
  kNested,   // objects like messages
  kValue,    // a value of the app: arguments, or a result
  kSystem,   // a system prompt
};

// What the name of a member says of its object.
enum MemberFlags : std::uint8_t {
  kNothingSaid = 0,
  kMark = 1,      // only messages, their parts and answers have it
  kBody = 2,      // with a role, it makes a message
  kText = 4,      // with a type such as "text", it makes a part of a message
  kRequest = 8,   // what is around messages is a request or an answer
  kSetting = 16,  // in a request or an answer, it is no content
  kMedia = 32,    // an object under it makes a part of a message: an image, a sound or a file
};

struct MemberWord {
  std::string_view name;
  Member member;
  std::uint8_t flags;  // MemberFlags
};

// Returns what is known of a member's name; kNoise without flags for all others. O(length).
const MemberWord& FindMember(std::string_view name);

// What the value of `type` says of an object.
enum class PartType : std::uint8_t {
  kOther,
  kPart,  // it is a part of a message
  kText,  // it is one if it has a text
};
PartType PartTypeOf(std::string_view type);

// Whether the value of `object` is that of an answer of OpenAI's APIs.
bool IsAnswerName(std::string_view object);

// Whether a flattened member of a message is content: "content" is, "role" and "id" are not.
bool IsContentMember(std::string_view name);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_MESSAGE_WORDS_H_

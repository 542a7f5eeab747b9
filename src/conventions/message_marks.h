#ifndef SPANLOOM_CONVENTIONS_MESSAGE_MARKS_H_
#define SPANLOOM_CONVENTIONS_MESSAGE_MARKS_H_

#include <cstdint>

#include "base/array.h"
#include "structure/json_tree.h"

namespace spanloom {

// Which objects of a tree are messages, or have some inside. Valid as long as the tree.
class MessageMarks {
 public:
  // O(nodes).
  explicit MessageMarks(const JsonTree& tree);

  // Whether an object is a message, a part of one, or an answer of an API.
  bool IsMessage(std::uint32_t node) const { return (marks_[node] & kIsMessage) != 0; }

  // Whether a value is a message, or has messages inside; those in strings do not count.
  bool HasMessages(std::uint32_t node) const { return (marks_[node] & kHasMessages) != 0; }

  // Whether an object is a request of an API: beside messages, what is a setting in requests is no content.
  bool IsRequest(std::uint32_t node) const;

  // Whether an object has a member with content, or one that tells what type it is.
  bool HasContent(std::uint32_t node) const { return (marks_[node] & kHasOwnContent) != 0; }
  bool HasType(std::uint32_t node) const { return (marks_[node] & kHasType) != 0; }

 private:
  enum Mark : std::uint16_t {
    kIsMessage = 1,
    kHasMessages = 2,
    kHasOwnContent = 4,
    kHasMark = 8,
    kHasRole = 16,
    kHasBody = 32,
    kHasText = 64,
    kHasPartType = 128,
    kHasTextType = 256,
    kHasType = 512,
    kHasRequest = 1024,
    kHasUnknown = 2048,
    kHasModel = 4096,
  };

  static std::uint16_t MarksOf(const JsonTree& tree, const JsonNode& member);
  static bool MakeMessage(std::uint16_t marks);

  Array<std::uint16_t> marks_;  // of each node
};

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_MESSAGE_MARKS_H_

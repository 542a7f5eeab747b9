#include "conventions/message_marks.h"

#include <cstddef>
#include <string_view>

#include "conventions/author.h"
#include "conventions/message_words.h"

namespace spanloom {

MessageMarks::MessageMarks(const JsonTree& tree) {
  const Array<JsonNode>& nodes = tree.nodes();
  marks_.Fill(nodes.size(), 0);
  for (const JsonNode& node : nodes) {
    if (node.parent == kNone || nodes[node.parent].type != JsonType::kObject) continue;
    marks_[node.parent] = static_cast<std::uint16_t>(marks_[node.parent] | MarksOf(tree, node));
  }
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (MakeMessage(marks_[i])) marks_[i] |= kIsMessage | kHasMessages;
    if (HasMessages(static_cast<std::uint32_t>(i)) && nodes[i].parent != kNone && !nodes[i].is_embedded) {
      marks_[nodes[i].parent] |= kHasMessages;
    }
  }
}

// What a member says of its object.
std::uint16_t MessageMarks::MarksOf(const JsonTree& tree, const JsonNode& member) {
  const std::string_view name = tree.Key(member);
  const std::string_view text = member.type == JsonType::kString ? tree.Text(member) : std::string_view();
  const MemberWord& word = FindMember(name);
  unsigned marks = 0;
  if (word.member != Member::kNoise && word.member != Member::kSystem) marks |= kHasOwnContent;
  if ((word.flags & kMark) != 0) marks |= kHasMark;
  if ((word.flags & kBody) != 0) marks |= kHasBody;
  if ((word.flags & kText) != 0) marks |= kHasText;
  if ((word.flags & kRequest) != 0) marks |= kHasRequest;
  if (word.member == Member::kNoise && (word.flags & kSetting) == 0) marks |= kHasUnknown;
  if (name == "model" && !text.empty()) marks |= kHasModel;
  if (name == "role" || name == "_role") marks |= AuthorOfRole(text) != Author::kNobody ? kHasRole : 0;
  if (name == "object" && IsAnswerName(text)) marks |= kHasMark;
  if (name == "kind" && (text == "request" || text == "response")) marks |= kHasRole;
  if (name == "type" || name == "kind" || name == "block_type") marks |= kHasType;
  if ((word.flags & kMedia) != 0 && member.type == JsonType::kObject) marks |= kHasType;
  if (name == "type") {
    const PartType type = PartTypeOf(text);
    if (type == PartType::kPart) marks |= kHasPartType;
    if (type == PartType::kText) marks |= kHasTextType;
  }
  return static_cast<std::uint16_t>(marks);
}

bool MessageMarks::MakeMessage(std::uint16_t marks) {
  const auto has = [marks](unsigned wanted) { return (marks & wanted) == wanted; };
  return has(kHasOwnContent | kHasMark) || has(kHasRole | kHasBody) || has(kHasPartType | kHasOwnContent) ||
         has(kHasTextType | kHasText);
}

bool MessageMarks::IsRequest(std::uint32_t node) const {
  const std::uint16_t marks = marks_[node];
  if (HasMessages(node)) return (marks & kHasRequest) != 0;
  return (marks & kHasModel) != 0 && (marks & kHasOwnContent) != 0 && (marks & kHasUnknown) == 0;
}

}  // namespace spanloom

#include "conventions/sides.h"

#include <cstddef>

#include "links/path.h"

namespace spanloom {
namespace {

// Returns the index of the first part of a conversation that is output.
std::size_t FirstOutput(const Array<ContentPart>& parts, StepKind kind) {
  std::size_t first = parts.size();
  const bool is_model = kind == StepKind::kLlm;
  const auto is_output = [is_model](const ContentPart& part) {
    return is_model ? part.author == Author::kModel : part.author != Author::kUser && part.author != Author::kSystem;
  };
  while (first > 0 && is_output(parts[first - 1])) --first;
  return first;
}

}  // namespace

bool IsOnSide(const ContentAttribute& attribute, Side side) {
  switch (attribute.holds) {
    case Holds::kConversation: return true;
    case Holds::kInput:
    case Holds::kInstructions:
    case Holds::kInputMessage: return side == Side::kInput;
    case Holds::kOutput:
    case Holds::kOutputMessage: return side == Side::kOutput;
    default: return false;
  }
}

void FindPartsOnSide(const JsonTree& tree, Holds holds, StepKind kind, Side side, Array<ContentPart>& parts) {
  FindParts(tree, holds == Holds::kInputMessage || holds == Holds::kOutputMessage, parts);
  const std::size_t output = FirstOutput(parts, kind);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_other_side = holds == Holds::kConversation && (i >= output) != (side == Side::kOutput);
    if (holds == Holds::kInstructions) parts[i].author = Author::kSystem;
    const bool is_said = parts[i].author != Author::kSystem || side == Side::kInput;
    if (is_said && !is_other_side) parts[kept++] = parts[i];
  }
  while (parts.size() > kept) parts.PopBack();
}

void AppendAttributeName(const ContentAttribute& attribute, Bytes& out) {
  if (attribute.carrier != Carrier::kSpan) {
    out.Append(attribute.carrier == Carrier::kEvent ? "events" : "logs");
    AppendPathIndex(out, attribute.index);
    out.Push('.');
  }
  out.Append(attribute.key);
}

}  // namespace spanloom

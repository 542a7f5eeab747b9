#ifndef SPANLOOM_CONVENTIONS_SIDES_H_
#define SPANLOOM_CONVENTIONS_SIDES_H_

#include "base/array.h"
#include "base/bytes.h"
#include "conventions/parts.h"
#include "conventions/span_reader.h"

namespace spanloom {

// Whether an attribute may hold content of a side.
bool IsOnSide(const ContentAttribute& attribute, Side side);

// Finds the parts of an attribute that are content of a side, see FindParts(). `tree` is that of the attribute's value,
// `kind` that of its span. Of a conversation, what a model wrote last is output; for a step that is no model, all that
// follows the last message of a user. System prompts are input, and parts of
// them have the author kSystem. O(nodes).
void FindPartsOnSide(const JsonTree& tree, Holds holds, StepKind kind, Side side, Array<ContentPart>& parts);

// Appends the name that paths begin with: the key of the attribute, after `events[2].` or `logs[0].`.
void AppendAttributeName(const ContentAttribute& attribute, Bytes& out);

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_SIDES_H_

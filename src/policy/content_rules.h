#ifndef SPANLOOM_POLICY_CONTENT_RULES_H_
#define SPANLOOM_POLICY_CONTENT_RULES_H_

#include <cstdint>

#include "policy/attribution.h"
#include "policy/limits.h"
#include "structure/json_tree.h"

namespace spanloom {

// Decides how much a JSON value proves when an equal one occurs elsewhere. Pure functions of the tree and the limits;
// O(1), or O(length) of a string.

// Whether the value is an array or an object.
bool IsContainer(const JsonNode& node);

// Whether an equal value elsewhere is evidence at all: commonplace and small values occur everywhere by chance.
// `is_whole`: it is an argument or a result, not a member of one.
bool IsEvidence(const JsonNode& node, bool is_whole);

// Whether the value is a label: a string or number shorter than a run of text, which many spans can have by chance.
bool IsLabel(const JsonNode& node, const TextLengths& lengths);

// Whether a string holds JSON and nothing else. Its text is then the text of the values inside.
bool IsWhollyJson(const JsonTree& tree, std::uint32_t node);

// What attribution needs to know of the value itself. The caller adds where the value is.
ContentTraits TraitsOf(const JsonTree& tree, std::uint32_t index, bool is_whole, const TextLengths& lengths);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_CONTENT_RULES_H_

#ifndef SPANLOOM_TESTS_STRUCTURE_SLOW_JSON_H_
#define SPANLOOM_TESTS_STRUCTURE_SLOW_JSON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "structure/json_tree.h"

namespace spanloom::testing {

// A value as read by a slow and simple reference.
struct SlowJson {
  JsonType type = JsonType::kNull;
  std::string key;
  std::string text;               // the content of a string; the canonical form of a number or literal
  std::vector<SlowJson> members;  // in the order of the text; JSON inside a string is a member of it

  std::uint32_t own_letters() const;
  std::uint32_t key_letters() const;
  bool has_content() const;
};

// Reads one JSON value and the JSON inside its strings, up to `embeddings` levels deep.
std::optional<SlowJson> ReadSlowly(std::string_view json, int embeddings = 4);

// A string node with the JSON found in `text`.
SlowJson TextSlowly(std::string_view text, int embeddings = 4);

// Returns a text that is equal for equal values: without JSON inside strings, and with strings trimmed.
std::string Canonical(const SlowJson& value);

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_STRUCTURE_SLOW_JSON_H_

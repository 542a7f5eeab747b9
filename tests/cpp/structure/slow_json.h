#ifndef SPANLOOM_TESTS_STRUCTURE_SLOW_JSON_H_
#define SPANLOOM_TESTS_STRUCTURE_SLOW_JSON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "structure/json_tree.h"

namespace spanloom::testing {

// A value as a slow and simple reader sees it.
struct SlowJson {
  JsonType type = JsonType::kNull;
  std::string key;
  std::string text;               // of strings; of numbers and literals, their canonical form
  std::vector<SlowJson> members;  // in the order in which they were written; what stands in a string is a member of it

  std::uint32_t own_letters() const;
  std::uint32_t key_letters() const;
  bool has_content() const;
};

// Reads one JSON value, and what stands in its strings, up to `embeddings` times inside of each other.
std::optional<SlowJson> ReadSlowly(std::string_view json, int embeddings = 4);

// A string node with the JSON found in `text`.
SlowJson TextSlowly(std::string_view text, int embeddings = 4);

// The same text for equal values only: without what stands in strings, and without spaces around them.
std::string Canonical(const SlowJson& value);

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_STRUCTURE_SLOW_JSON_H_

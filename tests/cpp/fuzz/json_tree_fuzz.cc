#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_string.h"
#include "base/utf8.h"
#include "structure/json_tree.h"
#include "structure/slow_json.h"

// Reads the input as JSON and as text, and compares small inputs with the slow reference.
namespace {

using spanloom::JsonNode;
using spanloom::JsonTree;
using spanloom::JsonType;
using spanloom::testing::SlowJson;

constexpr std::size_t kSlowBytes = 2048;
constexpr std::size_t kSlowerBytes = 64;  // so few that the budget never ends an attempt
constexpr std::size_t kShallow = 100;

void Require(bool is_true) {
  if (!is_true) std::abort();
}

void CheckForm(const JsonTree& tree) {
  const std::uint32_t count = static_cast<std::uint32_t>(tree.nodes().size());
  Require(count <= JsonTree::kMaxNodes);
  std::size_t sum = 0;
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < count; ++i) {
    const JsonNode& node = tree.nodes()[i];
    while (!open.empty() && tree.nodes()[open.back()].end == i) open.pop_back();
    Require(node.parent == (open.empty() ? spanloom::kNone : open.back()));
    Require(node.end > i && node.end <= (open.empty() ? count : tree.nodes()[open.back()].end));
    Require(node.own_letters <= spanloom::kMaxLetters && node.key_letters <= spanloom::kMaxLetters);
    Require(!node.is_embedded || tree.nodes()[node.parent].type == JsonType::kString);
    for (const char byte : tree.Key(node)) sum += static_cast<unsigned char>(byte);
    for (const char byte : tree.Text(node)) sum += static_cast<unsigned char>(byte);
    open.push_back(i);
  }
  static volatile std::size_t kept;
  kept = sum;
}

void Compare(const JsonTree& tree, std::uint32_t index, const SlowJson& value, bool with_embedded) {
  const JsonNode& node = tree.nodes()[index];
  Require(node.type == value.type && tree.Key(node) == value.key);
  Require(node.own_letters == value.own_letters() && node.key_letters == value.key_letters());
  if (node.type == JsonType::kString) Require(tree.Text(node) == value.text);
  if (node.type == JsonType::kString && !with_embedded) return;
  std::uint32_t child = index + 1;
  for (const SlowJson& member : value.members) {
    Require(child < node.end);
    Compare(tree, child, member, with_embedded);
    child = tree.nodes()[child].end;
  }
  Require(child == node.end);
}

// Writes the value in another spelling: members in reverse order, numbers with exponents.
void Write(const SlowJson& value, spanloom::Bytes& out) {
  const bool is_object = value.type == JsonType::kObject;
  if (value.type == JsonType::kString) return AppendJsonString(out, value.text);
  if (!is_object && value.type != JsonType::kArray) return out.Append(value.text);
  out.Push(is_object ? '{' : '[');
  for (std::size_t i = 0; i < value.members.size(); ++i) {
    const SlowJson& member = value.members[is_object ? value.members.size() - 1 - i : i];
    if (i > 0) out.Append(" ,\n");
    if (is_object) AppendJsonString(out, member.key);
    if (is_object) out.Push(':');
    Write(member, out);
  }
  out.Push(is_object ? '}' : ']');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const bool with_embedded = size <= kSlowerBytes;
  const bool is_slow = size <= kSlowBytes && std::count_if(input.begin(), input.end(), [](char byte) {
                                               return byte == '[' || byte == '{';
                                             }) < static_cast<std::ptrdiff_t>(kShallow);
  JsonTree tree;
  const bool is_json = tree.ReadJson(input);
  CheckForm(tree);
  Require(is_json != tree.nodes().empty());
  if (is_slow) {
    const std::optional<SlowJson> slow = spanloom::testing::ReadSlowly(input, with_embedded ? 4 : 0);
    Require(slow.has_value() == is_json);
    if (is_json) Compare(tree, 0, *slow, with_embedded);
    // What is no UTF-8 is read, but never written.
    if (is_json && spanloom::ValidUtf8Prefix(input) == size) {
      const std::uint64_t hash = tree.nodes()[0].hash;
      spanloom::Bytes other;
      Write(*slow, other);
      Require(tree.ReadJson(other.view()) && tree.nodes()[0].hash == hash);
    }
  }

  tree.ReadText(input);
  CheckForm(tree);
  Require(tree.nodes()[0].type == JsonType::kString && tree.Text(tree.nodes()[0]) == input);
  if (is_slow && with_embedded) Compare(tree, 0, spanloom::testing::TextSlowly(input), true);
  return 0;
}

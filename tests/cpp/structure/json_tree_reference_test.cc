#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "structure/json_tree.h"
#include "structure/slow_json.h"

// Compares the tree with the slow reference on random JSON in random spellings, valid and damaged.
namespace spanloom::testing {
namespace {

class RandomJson {
 public:
  explicit RandomJson(std::uint32_t seed) : random_(seed) {}

  std::uint32_t Below(std::size_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  // A random value from a small set, so that many occur twice.
  SlowJson Value(int depth) {
    SlowJson value;
    switch (Below(depth > 0 ? 9 : 6)) {
      case 0: value.text = "null"; break;
      case 1:
        value.type = JsonType::kBool;
        value.text = Below(2) == 0 ? "true" : "false";
        break;
      case 2:
        value.type = JsonType::kNumber;
        value.text = Number();
        break;
      case 3:
      case 4:
      case 5:
        value.type = JsonType::kString;
        value.text = depth > 0 && Below(3) == 0 ? Prose() + Write(Value(depth - 1)) + Prose() : Text();
        break;
      default:
        value.type = Below(2) == 0 ? JsonType::kArray : JsonType::kObject;
        for (std::uint32_t i = Below(4); i > 0; --i) {
          value.members.push_back(Value(depth - 1));
          if (value.type == JsonType::kObject) value.members.back().key = Key();
        }
    }
    return value;
  }

  // A random spelling of the value.
  std::string Write(const SlowJson& value) {
    std::string out = Space();
    if (value.type == JsonType::kString) {
      out += Quoted(value.text);
    } else if (value.type == JsonType::kNumber) {
      out += Written(value.text);
    } else if (value.type == JsonType::kObject || value.type == JsonType::kArray) {
      const bool is_object = value.type == JsonType::kObject;
      std::vector<SlowJson> members = value.members;
      if (is_object) std::shuffle(members.begin(), members.end(), random_);
      out += is_object ? '{' : '[';
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (i > 0) out += ',';
        if (is_object) out += Space() + Quoted(members[i].key) + Space() + ':';
        out += Write(members[i]);
      }
      out += Space() + (is_object ? '}' : ']');
    } else {
      out += value.text;
    }
    return out + Space();
  }

  // Changes, removes or inserts one byte.
  std::string Damaged(std::string json) {
    constexpr std::string_view kBytes = "\"\\{}[],:0123456789.-+eEntu \n\x01\xC3";
    const std::uint32_t at = Below(json.size());
    const char byte = kBytes[Below(kBytes.size())];
    switch (Below(4)) {
      case 0: return json.substr(0, at);
      case 1: json.erase(at, 1); return json;
      case 2: json.insert(at, 1, byte); return json;
      default: json[at] = byte; return json;
    }
  }

  std::string Prose() {
    constexpr const char* kProse[] = {"",
                                      " ",
                                      "see [1] and ",
                                      "```json\n",
                                      "\n```\n",
                                      "{not json} ",
                                      "[a](b) \"",
                                      "{\"a\":",
                                      "[",
                                      "Here it is: ",
                                      "\xE7\xB5\x90\xE6\x9E\x9C "};
    return kProse[Below(std::size(kProse))];
  }

 private:
  std::string Space() {
    constexpr const char* kSpaces[] = {"", "", "", " ", "\n  ", "\t", "\r\n"};
    return kSpaces[Below(std::size(kSpaces))];
  }

  std::string Key() {
    constexpr const char* kKeys[] = {"a", "b", "query", "", "a\"b", "\xC3\xA9t\xC3\xA9", "maximum", "b "};
    return kKeys[Below(std::size(kKeys))];
  }

  std::string Text() {
    constexpr const char* kTexts[] = {"",
                                      "1",
                                      "null",
                                      "true",
                                      "false",
                                      "ok",
                                      "e1",
                                      " padded text\n",
                                      "padded text",
                                      "a\"\\/\b\f\n\r\tz",
                                      "a longer text with a \"quote\" in it",
                                      "\xF0\x9F\x99\x82 smile",
                                      "\x01\x1F",
                                      "{",
                                      "[1]"};
    std::string text = kTexts[Below(std::size(kTexts))];
    if (Below(4) == 0) text += static_cast<char>('a' + Below(26));
    return text;
  }

  std::string Number() {
    if (Below(8) == 0) return "0";
    std::string number = Below(2) == 0 ? "-" : "";
    for (std::uint32_t digits = Below(Below(10) == 0 ? 45 : 4); digits > 0; --digits) {
      number += static_cast<char>((number.empty() || number == "-" ? '1' : '0') + Below(9));
    }
    return number + std::to_string(1 + Below(9)) + "e" + std::to_string(static_cast<int>(Below(11)) - 5);
  }

  // `canonical` has the form digits, e, exponent.
  std::string Written(const std::string& canonical) {
    if (canonical == "0") {
      constexpr const char* kZeros[] = {"0", "-0", "0.0", "0e7", "-0.00E-3"};
      return kZeros[Below(std::size(kZeros))];
    }
    const std::size_t e = canonical.find('e');
    const bool is_negative = canonical[0] == '-';
    std::string digits = canonical.substr(is_negative, e - is_negative);
    int exponent = std::stoi(canonical.substr(e + 1));
    for (std::uint32_t more = Below(3); more > 0; --more, --exponent) digits += '0';
    for (; exponent > 0 && Below(2) == 0; --exponent) digits += '0';
    std::string fraction;
    for (; exponent < 0 && Below(5) > 0; ++exponent) {
      if (digits.empty()) digits = "0";
      fraction.insert(0, 1, digits.back());
      digits.pop_back();
    }
    if (digits.empty()) digits = "0";
    std::string out = (is_negative ? "-" : "") + digits;
    if (!fraction.empty()) out += "." + fraction;
    if (exponent == 0 && Below(2) == 0) return out;
    out += Below(2) == 0 ? 'e' : 'E';
    if (exponent >= 0 && Below(2) == 0) out += '+';
    return out + std::to_string(exponent);
  }

  std::string Quoted(const std::string& text) {
    std::string out = "\"";
    for (const char byte : text) {
      const auto code = static_cast<unsigned char>(byte);
      const std::size_t name = std::string_view("\"\\/\b\f\n\r\t").find(byte);
      if (code < 0x80 && (Below(8) == 0 || (code < ' ' && name == std::string_view::npos))) {
        char escape[7];
        std::snprintf(escape, sizeof escape, Below(2) == 0 ? "\\u%04x" : "\\u%04X", code);
        out += escape;
      } else if (name != std::string_view::npos && (byte != '/' || Below(2) == 0)) {
        out += '\\';
        out += "\"\\/bfnrt"[name];
      } else {
        out += byte;
      }
    }
    return out + '"';
  }

  std::mt19937 random_;
};

// Compares a node and its descendants, and counts them.
void ExpectSame(const JsonTree& tree, std::uint32_t index, const SlowJson& value,
                std::map<std::string, std::uint64_t>& hashes, std::map<std::uint64_t, std::string>& values) {
  ASSERT_LT(index, tree.nodes().size());
  const JsonNode& node = tree.nodes()[index];
  const std::string canonical = Canonical(value);
  ASSERT_EQ(node.type, value.type) << canonical;
  EXPECT_EQ(hashes.try_emplace(canonical, node.hash).first->second, node.hash) << canonical;
  EXPECT_EQ(values.try_emplace(node.hash, canonical).first->second, canonical);
  EXPECT_EQ(node.own_letters, value.own_letters()) << canonical;
  EXPECT_EQ(node.key_letters, value.key_letters()) << canonical;
  EXPECT_EQ(tree.Key(node), value.key);
  EXPECT_EQ(tree.Text(node), value.type == JsonType::kString ? value.text : "");

  std::uint32_t child = index + 1;
  for (std::uint32_t i = 0; i < value.members.size(); ++i) {
    ASSERT_LT(child, node.end) << canonical;
    EXPECT_EQ(tree.nodes()[child].parent, index);
    EXPECT_EQ(tree.nodes()[child].place, value.type == JsonType::kString ? 0 : i);
    EXPECT_EQ(tree.nodes()[child].is_embedded, value.type == JsonType::kString);
    ExpectSame(tree, child, value.members[i], hashes, values);
    if (::testing::Test::HasFatalFailure()) return;
    child = tree.nodes()[child].end;
  }
  EXPECT_EQ(child, node.end) << canonical;
}

TEST(JsonTreeReference, RandomValuesInRandomForms) {
  RandomJson random(1);
  JsonTree tree;
  std::map<std::string, std::uint64_t> hashes;
  std::map<std::uint64_t, std::string> values;
  for (int i = 0; i < 20000; ++i) {
    const SlowJson value = random.Value(4);
    const std::string json = random.Write(value);
    ASSERT_TRUE(tree.ReadJson(json)) << json;
    const auto slow = ReadSlowly(json);
    ASSERT_TRUE(slow) << json;
    EXPECT_EQ(Canonical(*slow), Canonical(value)) << json;
    ExpectSame(tree, 0, *slow, hashes, values);
    ASSERT_FALSE(HasFailure()) << json;
  }
  EXPECT_GT(hashes.size(), 5000U);
  EXPECT_EQ(hashes.size(), values.size());
}

TEST(JsonTreeReference, RandomTexts) {
  RandomJson random(2);
  JsonTree tree;
  std::map<std::string, std::uint64_t> hashes;
  std::map<std::uint64_t, std::string> values;
  std::size_t embedded = 0;
  for (int i = 0; i < 10000; ++i) {
    std::string text;
    for (std::uint32_t parts = random.Below(5); parts > 0; --parts)
      text += random.Prose() + random.Write(random.Value(2));
    tree.ReadText(text);
    const SlowJson slow = TextSlowly(text);
    ExpectSame(tree, 0, slow, hashes, values);
    ASSERT_FALSE(HasFailure()) << text;
    embedded += slow.members.size();
  }
  EXPECT_GT(embedded, 1000U);
}

TEST(JsonTreeReference, DamagedJson) {
  RandomJson random(3);
  JsonTree tree;
  std::map<std::string, std::uint64_t> hashes;
  std::map<std::uint64_t, std::string> values;
  std::size_t refused = 0;
  for (int i = 0; i < 60000; ++i) {
    const std::string json = random.Damaged(random.Write(random.Value(3)) + " ");
    const auto slow = ReadSlowly(json);
    ASSERT_EQ(tree.ReadJson(json), slow.has_value()) << json;
    if (!slow) {
      ++refused;
      EXPECT_TRUE(tree.nodes().empty());
      continue;
    }
    ExpectSame(tree, 0, *slow, hashes, values);
    ASSERT_FALSE(HasFailure()) << json;
  }
  EXPECT_GT(refused, 10000U);
  EXPECT_LT(refused, 50000U);
}

}  // namespace
}  // namespace spanloom::testing

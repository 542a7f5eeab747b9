#include "structure/slow_json.h"

#include <algorithm>
#include <cstdlib>

#include "text/commonplace.h"
#include "text/normalize.h"

namespace spanloom::testing {
namespace {

std::string Utf8(unsigned long code) {
  std::string out;
  const auto put = [&](unsigned long byte) { out += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 + code / 64);
    put(0x80 + code % 64);
  } else if (code < 0x10000) {
    put(0xE0 + code / 4096);
    put(0x80 + code / 64 % 64);
    put(0x80 + code % 64);
  } else {
    put(0xF0 + code / 262144);
    put(0x80 + code / 4096 % 64);
    put(0x80 + code / 64 % 64);
    put(0x80 + code % 64);
  }
  return out;
}

class SlowReader {
 public:
  SlowReader(std::string_view json, int embeddings) : json_(json), embeddings_(embeddings) {}

  std::size_t at() const { return at_; }

  void Space() {
    while (at_ < json_.size() && std::string_view(" \t\r\n").find(json_[at_]) != std::string_view::npos) ++at_;
  }

  bool Value(SlowJson& value) {
    Space();
    if (Take("null")) return Literal(value, JsonType::kNull, "null");
    if (Take("true")) return Literal(value, JsonType::kBool, "true");
    if (Take("false")) return Literal(value, JsonType::kBool, "false");
    if (Peek() == '"') {
      std::string text;
      if (!String(text)) return false;
      std::string key = std::move(value.key);
      value = TextSlowly(text, embeddings_);
      value.key = std::move(key);
      return true;
    }
    if (Peek() == '{' || Peek() == '[') return Container(value);
    return Number(value);
  }

 private:
  char Peek() const { return at_ < json_.size() ? json_[at_] : '\0'; }

  bool Take(std::string_view word) {
    if (json_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  static bool Literal(SlowJson& value, JsonType type, const char* text) {
    value.type = type;
    value.text = text;
    return true;
  }

  bool Container(SlowJson& value) {
    const bool is_object = Take("{");
    if (!is_object) Take("[");
    const std::string_view close = is_object ? "}" : "]";
    value.type = is_object ? JsonType::kObject : JsonType::kArray;
    Space();
    if (Take(close)) return true;
    for (;;) {
      SlowJson member;
      Space();
      if (is_object) {
        if (!String(member.key)) return false;
        Space();
        if (!Take(":")) return false;
      }
      if (!Value(member)) return false;
      value.members.push_back(std::move(member));
      Space();
      if (Take(close)) return true;
      if (!Take(",")) return false;
    }
  }

  bool Unit(unsigned long& unit) {
    const std::string digits(json_.substr(at_, 4));
    if (digits.size() < 4 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return false;
    unit = std::strtoul(digits.c_str(), nullptr, 16);
    at_ += 4;
    return true;
  }

  bool String(std::string& text) {
    if (!Take("\"")) return false;
    while (at_ < json_.size()) {
      const char byte = json_[at_++];
      if (byte == '"') return true;
      if (byte >= 0 && byte < ' ') return false;
      if (byte != '\\') {
        text += byte;
        continue;
      }
      const std::string_view names = "\"\\/bfnrt";
      const std::size_t name = names.find(Peek());
      if (at_ < json_.size() && name != std::string_view::npos) {
        text += "\"\\/\b\f\n\r\t"[name];
        ++at_;
        continue;
      }
      unsigned long unit;
      if (!Take("u") || !Unit(unit)) return false;
      if (unit < 0xD800 || unit > 0xDFFF) {
        text += Utf8(unit);
        continue;
      }
      const std::size_t behind = at_;
      unsigned long low;
      if (unit < 0xDC00 && Take("\\u") && Unit(low) && low >= 0xDC00 && low < 0xE000) {
        text += Utf8(0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00));
      } else {
        at_ = behind;
        text += "\xEF\xBF\xBD";
      }
    }
    return false;
  }

  std::string TakeDigits() {
    std::string digits;
    while (Peek() >= '0' && Peek() <= '9') digits += json_[at_++];
    return digits;
  }

  bool Number(SlowJson& value) {
    value.type = JsonType::kNumber;
    const bool is_negative = Take("-");
    std::string digits = TakeDigits();
    if (digits.empty() || (digits.size() > 1 && digits[0] == '0')) return false;
    std::uint64_t exponent = 0;  // modulo 2^64, as in the tree
    if (Take(".")) {
      const std::string fraction = TakeDigits();
      if (fraction.empty()) return false;
      digits += fraction;
      exponent -= fraction.size();
    }
    if (Take("e") || Take("E")) {
      const bool is_small = Take("-");
      if (!is_small) Take("+");
      const std::string written = TakeDigits();
      if (written.empty()) return false;
      std::uint64_t power = 0;
      for (const char digit : written) power = power * 10 + static_cast<std::uint64_t>(digit - '0');
      exponent += is_small ? 0 - power : power;
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.empty()) {
      value.text = "0";
      return true;
    }
    while (digits.back() == '0') {
      digits.pop_back();
      ++exponent;
    }
    value.text = (is_negative ? "-" : "") + digits + "e" + std::to_string(static_cast<std::int64_t>(exponent));
    return true;
  }

  std::string_view json_;
  int embeddings_;
  std::size_t at_ = 0;
};

std::uint32_t Bounded(std::uint32_t letters) { return std::min(letters, kMaxLetters); }

}  // namespace

std::uint32_t SlowJson::own_letters() const {
  if (type == JsonType::kString) return IsCommonplace(text) ? 0 : CountLetters(text, kMaxLetters);
  if (type == JsonType::kNumber) {
    const auto digits = static_cast<std::uint32_t>(
        std::count_if(text.begin(), std::find(text.begin(), text.end(), 'e'), [](char byte) { return byte != '-'; }));
    return digits < 3 ? 0 : Bounded(digits);
  }
  std::uint32_t sum = 0;
  for (const SlowJson& member : members) sum += member.own_letters();
  return Bounded(sum);
}

std::uint32_t SlowJson::key_letters() const {
  std::uint32_t sum = 0;
  if (type == JsonType::kString) return sum;
  for (const SlowJson& member : members) sum += CountLetters(member.key, kMaxLetters) + member.key_letters();
  return Bounded(sum);
}

bool SlowJson::has_content() const {
  return type == JsonType::kString || type == JsonType::kNumber ||
         std::any_of(members.begin(), members.end(), [](const SlowJson& member) { return member.has_content(); });
}

std::optional<SlowJson> ReadSlowly(std::string_view json, int embeddings) {
  SlowReader reader(json, embeddings);
  SlowJson value;
  if (!reader.Value(value)) return {};
  reader.Space();
  if (reader.at() != json.size()) return {};
  return value;
}

SlowJson TextSlowly(std::string_view text, int embeddings) {
  SlowJson string;
  string.type = JsonType::kString;
  string.text = text;
  if (embeddings == 0) return string;
  for (std::size_t at = text.find_first_of("{["); at < text.size(); at = text.find_first_of("{[", at)) {
    SlowReader reader(text.substr(at), embeddings - 1);
    SlowJson found;
    if (!reader.Value(found)) {
      ++at;
      continue;
    }
    at += reader.at();
    if (found.has_content() && found.own_letters() + found.key_letters() >= JsonTree::kMinLetters) {
      string.members.push_back(std::move(found));
    }
  }
  return string;
}

std::string Canonical(const SlowJson& value) {
  const auto quoted = [](std::string_view text) { return std::to_string(text.size()) + ':' + std::string(text); };
  switch (value.type) {
    case JsonType::kNull:
    case JsonType::kBool:
    case JsonType::kNumber: return value.text;
    case JsonType::kString: {
      const std::string_view spaces = " \t\n\v\f\r";
      const std::size_t start = value.text.find_first_not_of(spaces);
      if (start == std::string::npos) return quoted("");
      return quoted(value.text.substr(start, value.text.find_last_not_of(spaces) + 1 - start));
    }
    default: break;
  }
  std::vector<std::string> parts;
  for (const SlowJson& member : value.members) {
    parts.push_back((value.type == JsonType::kObject ? quoted(member.key) + '=' : "") + Canonical(member) + ',');
  }
  if (value.type == JsonType::kObject) std::sort(parts.begin(), parts.end());
  std::string all = value.type == JsonType::kObject ? "{" : "[";
  for (const std::string& part : parts) all += part;
  return all + '.';
}

}  // namespace spanloom::testing

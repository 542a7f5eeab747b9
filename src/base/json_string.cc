#include "base/json_string.h"

#include <cstddef>

namespace spanloom {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";

bool NeedsEscape(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\'; }

void AppendEscape(Bytes& out, char byte) {
  out.Push('\\');
  switch (byte) {
    case '\n': return out.Push('n');
    case '\t': return out.Push('t');
    case '\r': return out.Push('r');
    case '"':
    case '\\': return out.Push(byte);
    default: break;
  }
  out.Append("u00");
  out.Push(kHexDigits[static_cast<unsigned char>(byte) >> 4]);
  out.Push(kHexDigits[byte & 0xF]);
}

}  // namespace

void AppendJsonString(Bytes& out, std::string_view text) {
  out.Reserve(text.size() + 2);
  out.Push('"');
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!NeedsEscape(text[i])) continue;
    out.Append(text.substr(start, i - start));
    AppendEscape(out, text[i]);
    start = i + 1;
  }
  out.Append(text.substr(start));
  out.Push('"');
}

}  // namespace spanloom

#include "base/path_step.h"

#include <cstddef>

#include "base/decimal.h"
#include "base/json_string.h"

namespace spanloom {
namespace {

bool IsIdentifier(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_digit = name[i] >= '0' && name[i] <= '9';
    if (!is_letter(name[i]) && (i == 0 || !is_digit)) return false;
  }
  return !name.empty();
}

}  // namespace

void AppendPathIndex(Bytes& out, std::uint32_t index) {
  out.Push('[');
  AppendDecimal(out, index);
  out.Push(']');
}

void AppendPathName(Bytes& out, std::string_view name) {
  if (IsIdentifier(name)) {
    out.Push('.');
    out.Append(name);
    return;
  }
  out.Push('[');
  AppendJsonString(out, name);
  out.Push(']');
}

}  // namespace spanloom

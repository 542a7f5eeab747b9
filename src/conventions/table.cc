#include "conventions/table.h"

#include "base/hash.h"

namespace spanloom {
namespace {

constexpr std::string_view kBelow = ".*";

std::uint64_t RowKey(Carrier carrier, std::string_view name, std::string_view key) {
  return (MixBits(HashKey(name) + static_cast<std::uint64_t>(carrier)) ^ HashKey(key)) | 1;
}

}  // namespace

Conventions::Conventions() {
  for (std::size_t i = 0; i < BuiltInRowCount(); ++i) {
    const ConventionRow& row = BuiltInRows()[i];
    AddRow(row.carrier, row.name, row.key, row.holds);
  }
}

void Conventions::AddRow(Carrier carrier, std::string_view name, std::string_view key, Holds holds) {
  const bool is_prefix = key.size() > kBelow.size() && key.substr(key.size() - kBelow.size()) == kBelow;
  if (is_prefix) key.remove_suffix(kBelow.size());
  (is_prefix ? prefixes_ : rows_).Put(RowKey(carrier, name, key), static_cast<std::uint32_t>(holds));
}

Conventions::Found Conventions::Find(Carrier carrier, std::string_view name, std::string_view key) const {
  const std::uint32_t whole = rows_.Find(RowKey(carrier, name, key));
  if (whole != kNone) return {static_cast<Holds>(whole), false};
  for (std::size_t dot = key.rfind('.'); dot != std::string_view::npos && dot > 0; dot = key.rfind('.', dot - 1)) {
    const std::uint32_t above = prefixes_.Find(RowKey(carrier, name, key.substr(0, dot)));
    if (above != kNone) return {static_cast<Holds>(above), true};
  }
  return {Holds::kNothing, false};
}

}  // namespace spanloom

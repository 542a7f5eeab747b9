#include "conventions/table.h"

#include <algorithm>
#include <vector>

#include "base/hash.h"
#include "conventions/user_rows.h"

namespace spanloom {
namespace {

constexpr std::string_view kBelow = ".*";

std::uint64_t RowKey(Carrier carrier, std::string_view name, std::string_view key) {
  return (MixBits(HashKey(name) + static_cast<std::uint64_t>(carrier)) ^ HashKey(key)) | 1;
}

std::uint64_t LengthBit(std::size_t length) { return std::uint64_t{1} << std::min<std::size_t>(length, 63); }

}  // namespace

Conventions::Conventions() {
  for (const auto conventions : {SharedConventions(), FrameworkConventions(), ProductConventions()}) {
    for (const Convention& convention : conventions) {
      for (const ConventionRow& row : convention.rows) built_in_.Add(row);
    }
  }
}

std::string Conventions::Add(std::string_view json) {
  UserRows rows;
  if (std::string problem = rows.Read(json); !problem.empty()) return problem;
  for (const ConventionRow& row : rows.rows()) user_.Add(row);
  return {};
}

Conventions::Found Conventions::Find(Carrier carrier, std::string_view name, std::string_view key) const {
  Found found{Holds::kNothing, false};
  if (!user_.Find(carrier, name, key, found)) built_in_.Find(carrier, name, key, found);
  return found;
}

void Conventions::Rows::Add(const ConventionRow& row) {
  std::string_view key = row.key;
  const bool is_prefix = key.ends_with(kBelow) && key.size() > kBelow.size();
  if (is_prefix) {
    key.remove_suffix(kBelow.size());
    prefix_lengths_ |= LengthBit(key.size());
  }
  (is_prefix ? prefixes_ : whole_).Put(RowKey(row.carrier, row.name, key), static_cast<std::uint32_t>(row.holds));
}

bool Conventions::Rows::Find(Carrier carrier, std::string_view name, std::string_view key, Found& found) const {
  if (whole_.size() + prefixes_.size() == 0) return false;
  const std::uint32_t whole = whole_.Find(RowKey(carrier, name, key));
  if (whole != kNone) {
    found = {static_cast<Holds>(whole), false};
    return true;
  }
  for (std::size_t dot = key.rfind('.'); dot != std::string_view::npos && dot > 0; dot = key.rfind('.', dot - 1)) {
    if ((prefix_lengths_ & LengthBit(dot)) == 0) continue;
    const std::uint32_t above = prefixes_.Find(RowKey(carrier, name, key.substr(0, dot)));
    if (above == kNone) continue;
    found = {static_cast<Holds>(above), true};
    return true;
  }
  return false;
}

}  // namespace spanloom

#include "engine/content_gaps.h"

#include <protozero/pbf_reader.hpp>

#include "base/utf8.h"
#include "encode/json_writer.h"

namespace spanloom {
namespace {

// By Gap.
constexpr std::array<std::string_view, kGaps> kReasons = {"", "unknown", "empty", "cut"};

// The bytes of the last field 1, which is the scope in ScopeSpans, and its name in InstrumentationScope.
std::string_view FirstField(std::string_view message) {
  std::string_view value;
  protozero::pbf_reader reader(message.data(), message.size());
  while (reader.next(1, protozero::pbf_wire_type::length_delimited)) {
    const protozero::data_view view = reader.get_view();
    value = {view.data(), view.size()};
  }
  return value;
}

}  // namespace

void ContentGaps::Count(std::string_view scope, Gap gap) {
  if (gap == Gap::kNoGap) return;
  const std::string_view name = FirstField(FirstField(scope));
  auto found = counts_.find(name);
  if (found == counts_.end()) {
    const std::string_view key = counts_.size() < kMaxScopes ? name : std::string_view();
    found = counts_.try_emplace(std::string(key)).first;
  }
  ++found->second[static_cast<std::size_t>(gap)];
}

void ContentGaps::AppendJson(Bytes& out) const {
  JsonWriter json(out);
  Bytes name;
  json.Open('[');
  for (const auto& [scope, counts] : counts_) {
    name.Clear();
    AppendUtf8(name, scope);
    for (std::size_t gap = 1; gap < kGaps; ++gap) {
      if (counts[gap] == 0) continue;
      json.Open('{');
      json.Key("scope");
      json.String(name.view());
      json.Key("reason");
      json.String(kReasons[gap]);
      json.Key("spans");
      json.Unsigned(counts[gap]);
      json.Close('}');
    }
  }
  json.Close(']');
}

}  // namespace spanloom

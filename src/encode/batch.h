#ifndef SPANLOOM_ENCODE_BATCH_H_
#define SPANLOOM_ENCODE_BATCH_H_

#include <array>
#include <cstddef>
#include <string_view>

#include "spans/span_data.h"
#include "spans/template.h"

namespace spanloom {

// What there is to encode; borrowed.
struct Batch {
  const Resource& resource;
  const Array<SpanTemplate*>& templates;  // an encoder may fill in their caches
  const Array<SpanData*>& spans;
  bool tree_links;  // whether links between a span and its own ancestors and descendants are wanted

  bool Wants(const FoundLink& link) const { return tree_links || !link.is_tree; }
};

inline std::string_view NameOf(const SpanData& span, const SpanTemplate& shared) {
  return span.has_own_name ? span.Text(span.name) : shared.name.view();
}

template <std::size_t kBytes>
std::string_view View(const std::array<char, kBytes>& id) {
  return {id.data(), id.size()};
}

inline bool IsSet(const SpanId& id) { return id != SpanId(); }

// Calls `add(key, value)` for each attribute of a link that spanloom found.
template <typename Add>
void ForEachAttribute(const SpanData& span, const FoundLink& link, Add&& add) {
  constexpr std::string_view kSides[] = {"input", "output"};
  constexpr std::string_view kVias[] = {"member", "identity"};
  add("from", kSides[static_cast<std::size_t>(link.from)]);
  add("to", kSides[static_cast<std::size_t>(link.to)]);
  add("spanloom.via", kVias[static_cast<std::size_t>(link.via)]);
  if (link.from_path.length > 0) add("spanloom.from.path", span.Text(link.from_path));
  if (link.to_path.length > 0) add("spanloom.to.path", span.Text(link.to_path));
}

// Calls `add(key, value)` for the attributes that carry a span's captured input and output.
template <typename Add>
void ForEachContent(const SpanData& span, Add&& add) {
  constexpr std::string_view kValueKeys[] = {"input.value", "output.value"};
  constexpr std::string_view kTypeKeys[] = {"input.mime_type", "output.mime_type"};
  constexpr std::string_view kTypes[] = {"text/plain", "application/json"};
  for (std::size_t side = 0; side < span.content.size(); ++side) {
    const Content& content = span.content[side];
    if (!content.is_set) continue;
    add(kValueKeys[side], span.Text(content.text));
    add(kTypeKeys[side], kTypes[static_cast<std::size_t>(content.media_type)]);
  }
}

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_BATCH_H_

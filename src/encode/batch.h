#ifndef SPANLOOM_ENCODE_BATCH_H_
#define SPANLOOM_ENCODE_BATCH_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "spans/span_data.h"
#include "spans/template.h"

namespace spanloom {

// A batch to encode: the spans and what they share. Everything is borrowed.
struct Batch {
  const Resource& resource;
  const Array<SpanTemplate*>& templates;
  const Array<SpanData*>& spans;
  bool tree_links;   // include links between a span and its own ancestor or descendant
  bool attribution;  // add `gen_ai.attribution.link_type` to links
  bool ranges;       // add the ranges of text to links

  // Whether a link is exported.
  bool Wants(const FoundLink& link) const { return tree_links || !link.is_tree; }
};

inline std::string_view NameOf(const SpanData& span, const SpanTemplate& shared) {
  return span.has_own_name ? span.Text(span.name) : shared.name.view();
}

template <std::size_t kBytes>
std::string_view View(const std::array<char, kBytes>& id) {
  return {id.data(), id.size()};
}

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_BATCH_H_

#include "spans/span_data.h"

#include "base/utf8.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptBytes = 4096;
constexpr std::size_t kKeptLinks = 64;

}  // namespace

Slice SpanData::AddText(std::string_view value) {
  const std::size_t start = text.size();
  AppendUtf8(text, value);
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(text.size() - start)};
}

void SpanData::Reset() {
  parent_id = {};
  trace = nullptr;
  end_nanos = 0;
  status = StatusCode::kUnset;
  has_own_name = false;
  message = {};
  trace_state = {};
  content = {};
  dropped_links = 0;
  links.Clear(kKeptLinks);
  pieces.Clear(kKeptLinks);
  attributes.Clear(kKeptBytes);
  events.Clear(kKeptBytes);
  user_links.Clear(kKeptBytes);
  text.Clear(kKeptBytes);
}

}  // namespace spanloom

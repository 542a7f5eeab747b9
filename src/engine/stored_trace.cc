#include "engine/stored_trace.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 64;
constexpr std::size_t kKeptLinks = 1 << 12;

}  // namespace

void StoredTrace::Clear() {
  state = TraceState::kRootless;
  has_root = false;
  is_linked = false;
  bytes = 0;
  span_count = 0;
  spans.Clear(kKeptEntries);
  logs.Clear(kKeptEntries);
  by_id.Clear();
  content.Clear();
  links.Clear(kKeptLinks);
}

}  // namespace spanloom

#include "otlp/json_levels.h"

#include <cassert>

namespace spanloom {
namespace {

std::string_view ListName(std::size_t level) {
  return FindField(kTraceLevels[level].message, kTraceLevels[level].list)->info.name;
}

}  // namespace

void JsonLevels::Open(std::size_t level, const Shell& shell) {
  assert(level <= open_);
  const bool is_further_request = level == 0 && open_ > 0;
  CloseTo(is_further_request ? 1 : level);
  JsonWriter tail(levels_[level].tail);
  if (is_further_request) {
    tail.Raw(shell.head);
  } else {
    if (level > 0) AddChild(level - 1);
    json_.Open('{');
    json_.Raw(shell.head);
  }
  tail.Raw(shell.tail);
  levels_[level].has_list |= shell.has_list;
  open_ = level + 1;
}

void JsonLevels::AddSpan(std::string_view span) {
  assert(open_ == kLevels);
  AddChild(kLevels - 1);
  json_.Raw(span);
}

void JsonLevels::Finish() {
  if (open_ == 0) Open(0, {});
  CloseTo(0);
}

// Opens the list of a level for its first child.
void JsonLevels::AddChild(std::size_t level) {
  if (levels_[level].has_children) return;
  levels_[level].has_children = true;
  json_.Key(ListName(level));
  json_.Open('[');
}

void JsonLevels::CloseTo(std::size_t open) {
  for (; open_ > open; --open_) {
    Level& level = levels_[open_ - 1];
    if (level.has_list && !level.has_children) AddChild(open_ - 1);
    if (level.has_children) json_.Close(']');
    json_.Raw(level.tail.view());
    json_.Close('}');
    level.tail.Clear();
    level.has_list = level.has_children = false;
  }
}

}  // namespace spanloom

#ifndef SPANLOOM_LOG_LAYOUT_H_
#define SPANLOOM_LOG_LAYOUT_H_

#include <array>
#include <cstdint>

#include "log/records.h"

namespace spanloom {

// The layout of a record: its length before items or nodes, and the meaning of its words. Word 0 is the header.
// LogChecker validates records by this table. docs/event-log.md explains the format by example.
struct Layout {
  std::uint8_t words = 0;    // 0: such a record cannot occur alone
  std::uint16_t refs = 0;    // bit i: word i is a string reference
  std::uint8_t time = 0;     // the first of the two words of a time; 0 if there is none
  std::uint8_t items = 0;    // the word with the number of items that follow; 0 if there is none
  std::uint8_t max_a = 255;  // the largest allowed values of a and b
  std::uint8_t max_b = 255;
};

// Indexed by operation.
constexpr std::array<Layout, 19> kLayouts = [] {
  std::array<Layout, 19> layouts{};
  const auto set = [&layouts](Op op, Layout layout) { layouts[static_cast<std::uint8_t>(op)] = layout; };
  set(Op::kIntern, {.words = 3, .refs = 1 << 2});
  set(Op::kTemplate, {.words = 4, .refs = 1 << 2, .items = 3, .max_b = 6});
  set(Op::kTrace, {.words = 6});
  set(Op::kStart, {.words = 12,
                   .time = 10,
                   .max_a = kPrivateInput | kPrivateOutput | kRemoteParent | kRandomTrace | kStandIn | kCarrier});
  set(Op::kValue, {.words = 4, .max_a = 1, .max_b = 3});
  set(Op::kContent, {.words = 4, .refs = 1 << 2, .max_a = 1, .max_b = 7});
  set(Op::kAttr, {.words = 5, .refs = 1 << 2, .max_a = 7});
  set(Op::kItem, {.words = 5, .refs = 1 << 2, .max_a = 7});
  set(Op::kEvent, {.words = 6, .refs = 1 << 2, .time = 3, .items = 5});
  set(Op::kLink, {.words = 9, .items = 8});
  set(Op::kEnd, {.words = 5, .refs = 1 << 4, .time = 2, .max_a = 2});
  set(Op::kName, {.words = 3, .refs = 1 << 2});
  set(Op::kResource, {.words = 4, .refs = 1 << 1 | 1 << 2, .items = 3});
  set(Op::kRetemplate, {.words = 3});
  set(Op::kTraceState, {.words = 3, .refs = 1 << 2});
  set(Op::kLineage, {.words = 6, .refs = 1 << 5});
  set(Op::kIdentify, {.words = 4});
  set(Op::kMessage, {.words = 3, .refs = 1 << 2, .max_b = 1});
  return layouts;
}();

}  // namespace spanloom

#endif  // SPANLOOM_LOG_LAYOUT_H_

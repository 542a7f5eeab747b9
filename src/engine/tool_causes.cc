#include "engine/tool_causes.h"

#include <algorithm>
#include <cstddef>

#include "conventions/sides.h"

namespace spanloom {
namespace {

constexpr std::size_t kMaxModels = 64;  // that began before the tool and are looked at
constexpr std::size_t kKeptEntries = 4096;

bool CanAskForTools(StepKind kind) { return kind == StepKind::kLlm || kind == StepKind::kAgent; }

bool IsAncestor(const Array<TimedSpan>& timed, std::uint32_t upper, std::uint32_t lower) {
  std::size_t left = timed.size();  // parents may form a cycle
  for (std::uint32_t at = timed[lower].parent; at != kNone && left > 0; at = timed[at].parent, --left) {
    if (at == upper) return true;
  }
  return false;
}

// Whether a text occurs in the output of a span.
bool AnswersWith(const RecordedSpan& span, std::string_view text, SpanReader& reader) {
  reader.Read(span);
  const Array<ContentAttribute>& attributes = reader.attributes();
  return std::any_of(attributes.begin(), attributes.end(), [&](const ContentAttribute& attribute) {
    return IsOnSide(attribute, Side::kOutput) && attribute.value.find(text) != std::string_view::npos;
  });
}

}  // namespace

void ToolCauses::Find(const RecordedSpan* spans, std::uint32_t count, const Array<SpanFacts>& facts, SpanReader& reader,
                      Array<TimedSpan>& timed) {
  models_.Clear(kKeptEntries);
  const auto started_before = [&](std::uint32_t one, std::uint32_t other) {
    return timed[one].start_nanos < timed[other].start_nanos;
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    if (CanAskForTools(facts[i].kind)) models_.Add(i);
  }
  std::sort(models_.begin(), models_.end(), started_before);
  for (std::uint32_t tool = 0; tool < count; ++tool) {
    const std::string_view call = facts[tool].tool_call;
    if (call.empty()) continue;
    auto at = static_cast<std::size_t>(std::upper_bound(models_.begin(), models_.end(), tool, started_before) -
                                       models_.begin());
    for (std::size_t left = kMaxModels; at > 0 && left > 0; --left) {
      const std::uint32_t model = models_[--at];
      const bool overlaps = model != tool && timed[model].end_nanos > timed[tool].start_nanos;
      if (!overlaps || IsAncestor(timed, model, tool) || !AnswersWith(spans[model], call, reader)) continue;
      timed[tool].caused_by = model;
      break;
    }
  }
}

}  // namespace spanloom

#include "engine/span_output.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "base/none.h"
#include "otlp/writer.h"

namespace spanloom {
namespace {

struct Entry {
  const StoredTrace* trace;
  const StoredSpan* span;
};

std::string_view NewLinksOf(const StoredTrace& trace, const StoredSpan& span) {
  return trace.is_linked ? trace.links.view(span.links_start, span.known_start - span.links_start) : std::string_view();
}

// Opens the envelopes of the spans that it is given in turn.
class Opener {
 public:
  Opener(const Envelopes& envelopes, RequestWriter& writer) : envelopes_(envelopes), writer_(writer) {}

  // Makes an envelope, and those around it, the open ones. An empty one gets no company.
  void Open(std::uint32_t envelope, bool is_empty);

 private:
  void OpenLevel(const Envelope& envelope);
  bool IsOpen(std::size_t level, std::uint32_t envelope, bool is_other_request) const;

  const Envelopes& envelopes_;
  RequestWriter& writer_;
  std::array<std::uint32_t, kLevels> open_ = {kNone, kNone, kNone};
};

void Opener::Open(std::uint32_t envelope, bool is_empty) {
  std::array<std::uint32_t, kLevels> chain;
  const auto last = static_cast<std::size_t>(envelopes_[envelope].level);
  for (std::size_t level = last + 1; level-- > 0; envelope = envelopes_[envelope].parent) chain[level] = envelope;
  const bool is_other_request = open_[0] != chain[0];
  std::size_t level = 0;
  while (level <= last && !(is_empty && level == last) && IsOpen(level, chain[level], is_other_request)) {
    open_[level] = chain[level];
    ++level;
  }
  if (level > last) return;
  std::fill(open_.begin() + level, open_.end(), kNone);
  for (; level <= last; ++level) {
    OpenLevel(envelopes_[chain[level]]);
    open_[level] = chain[level];
  }
  if (is_empty) open_[last] = kNone;
}

bool Opener::IsOpen(std::size_t level, std::uint32_t envelope, bool is_other_request) const {
  if (open_[level] == envelope) return true;
  return is_other_request && open_[level] != kNone && envelopes_[open_[level]].shell == envelopes_[envelope].shell;
}

void Opener::OpenLevel(const Envelope& envelope) {
  const Shell shell = envelope.shell->shell();
  switch (envelope.level) {
    case Level::kRequest: return writer_.OpenRequest(shell, envelope.shell->encoding());
    case Level::kResource: return writer_.OpenResource(shell, envelope.shell->encoding());
    case Level::kScope: return writer_.OpenScope(shell, envelope.shell->encoding());
  }
}

}  // namespace

std::uint32_t WriteSpans(const Array<StoredTrace*>& traces, const Envelopes& envelopes, Encoding encoding, Bytes& out) {
  Array<Entry> entries;
  for (const StoredTrace* trace : traces) {
    for (const StoredSpan& span : trace->spans) entries.Add({trace, &span});
  }
  if (entries.empty()) return 0;
  // Each trace is sorted already.
  if (traces.size() > 1) {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& one, const Entry& other) { return one.span->arrival < other.span->arrival; });
  }
  RequestWriter writer(encoding, out);
  Opener opener(envelopes, writer);
  for (const auto& [trace, span] : entries) {
    opener.Open(span->envelope, span->is_envelope);
    if (!span->is_envelope) writer.AddSpan(span->bytes, span->encoding, NewLinksOf(*trace, *span));
  }
  writer.Finish();
  return static_cast<std::uint32_t>(entries.size());
}

}  // namespace spanloom

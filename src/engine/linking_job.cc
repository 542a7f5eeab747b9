#include "engine/linking_job.h"

#include <cassert>

#include "base/none.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{1} << 20;

}  // namespace

LinkingJob::LinkingJob(std::uint32_t min_length, const Conventions& conventions, const Envelopes& envelopes)
    : linker_(min_length, conventions), recorded_(envelopes) {}

void LinkingJob::Begin(StoredTrace& trace, bool explains) {
  Clear();
  trace_ = &trace;
  recorded_.Begin(trace);
  explains_ = explains;
  phase_ = Phase::kSpans;
  next_ = 0;
}

bool LinkingJob::Step(std::uint32_t& units) {
  assert(trace_ != nullptr);
  const std::uint32_t limit = units + 1;
  if (phase_ == Phase::kSpans) {
    while (next_ < trace_->spans.size() && units < limit) recorded_.AddSpan(next_++, units);
    if (next_ < trace_->spans.size()) return true;
    phase_ = Phase::kLogs;
    next_ = 0;
  }
  if (phase_ == Phase::kLogs) {
    while (next_ < trace_->logs.size() && units < limit) recorded_.AddLog(next_++, units);
    if (next_ < trace_->logs.size()) return true;
    recorded_.JoinLogs();
    const Array<RecordedSpan>& spans = recorded_.spans();
    linker_.Begin(spans.begin(), static_cast<std::uint32_t>(spans.size()), explains_);
    phase_ = Phase::kLinks;
    if (units >= limit) return true;
  }
  if (phase_ == Phase::kDone || linker_.Step(units)) return phase_ != Phase::kDone;
  StoreLinks();
  phase_ = Phase::kDone;
  return false;
}

void LinkingJob::StoreLinks() {
  StoredTrace& trace = *trace_;
  if (trace.is_linked) return;
  trace.links.Clear();
  trace.counts = {};
  for (std::size_t i = 0; i < trace.spans.size(); ++i) {
    StoredSpan& span = trace.spans[i];
    const std::size_t start = trace.links.size();
    std::size_t known = 0;
    const std::uint32_t recorded = recorded_.IndexOf(i);
    if (recorded != kNone) {
      found_.Clear(kKeptBytes);
      linker_.AppendLinks(recorded, found_, trace.counts);
      span.gap = linker_.gap(recorded);
      known = new_links_.Split(recorded_.spans()[recorded].span, found_.view(), trace.links);
    }
    span.links_start = static_cast<std::uint32_t>(start);
    span.known_start = static_cast<std::uint32_t>(start + known);
    span.links_end = static_cast<std::uint32_t>(trace.links.size());
  }
}

void LinkingJob::AppendExplanation(std::uint32_t span, bool is_reverse, Bytes& out) {
  assert(is_done() && explains_);
  linker_.AppendExplanation(recorded_.IndexOf(span), is_reverse, out);
}

void LinkingJob::Clear() {
  if (trace_ == nullptr) return;
  trace_ = nullptr;
  explains_ = false;
  phase_ = Phase::kDone;
  linker_.Clear();
  recorded_.Clear();
}

}  // namespace spanloom

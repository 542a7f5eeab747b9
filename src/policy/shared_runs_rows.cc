#include <algorithm>

#include "base/shell_sort.h"
#include "policy/shared_runs.h"

// Implements the part of SharedRuns that deals with records formatted as text.
namespace spanloom {

// A record formatted as text has its columns side by side. A run next to a column belongs to the same producer if it is
// another column of the same record, even if another span returned that column alone later.
void SharedRuns::JoinRows() {
  ShellSort(runs_, [](const CreditedRun& run, const CreditedRun& other) { return run.run.at < other.run.at; });
  for (std::size_t i = 0; i + 1 < runs_.size(); ++i) JoinRow(runs_[i], runs_[i + 1]);
  for (std::size_t i = runs_.size(); i-- > 1;) JoinRow(runs_[i], runs_[i - 1]);
}

// Gives `other` to the producer of `run` if they are adjacent columns of one record.
void SharedRuns::JoinRow(const CreditedRun& run, CreditedRun& other) const {
  const std::uint32_t gap = run.run.at < other.run.at
                                ? other.run.at - std::min(other.run.at, run.run.at + run.run.length)
                                : run.run.at - std::min(run.run.at, other.run.at + other.run.length);
  const TraceLinks& links = *links_;
  const Use& column = links.use(run.source.index);
  if (gap > kSeparator || !run.is_all || !other.is_all || column.span == links.use(other.source.index).span) return;
  const std::uint32_t record = links.ParentOf(column);
  const std::uint32_t object = links.Find(links_->texts()[other.text].object);
  if (record == kNone || object == kNone) return;
  const std::uint32_t also = links.FindUse(object, column.span, column.side);
  if (also != kNone && links.ParentOf(links.use(also)) == record) other.source = {also, links.use(also).seq};
}

}  // namespace spanloom

#include "policy/shared_runs.h"

#include <algorithm>

#include "base/hash.h"
#include "policy/attribution.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 256;

// What of a run is at `start` to `end` of the other text.
Run Within(const Run& run, std::uint32_t start, std::uint32_t end) {
  start = std::max(start, run.other_at);
  end = std::min(end, run.other_at + run.length);
  if (start >= end) return {};
  return {run.at + start - run.other_at, start, end - start};
}

bool Overlap(const Run& run, const Run& other) {
  return run.at < other.at + other.length && other.at < run.at + run.length;
}

}  // namespace

const Array<CreditedRun>& SharedRuns::Find(TraceLinks& links, std::uint32_t text, bool is_whole, std::uint32_t span,
                                           Side side) {
  links_ = &links;
  text_ = text;
  is_whole_ = is_whole;
  span_ = span;
  side_ = side;
  source_index_.Clear();
  sources_.Clear(kKeptEntries);
  runs_.Clear(kKeptEntries);
  known_runs_.Clear();
  credited_.Clear(kKeptEntries);
  taken_.Clear(kKeptEntries);
  if (side == Side::kOutput && !links.spans()[span].has_children) return credited_;
  Collect();
  JoinRows();
  Sort([this](const CreditedRun& run, const CreditedRun& other) { return IsBetter(run, other); });
  for (const CreditedRun& run : runs_) Credit(run);
  return credited_;
}

// Shell's sort: the library's is larger than all of this.
template <typename Comes>
void SharedRuns::Sort(Comes&& comes_before) {
  for (std::size_t gap = runs_.size() / 2; gap > 0; gap /= 2) {
    for (std::size_t i = gap; i < runs_.size(); ++i) {
      for (std::size_t at = i; at >= gap && comes_before(runs_[at], runs_[at - gap]); at -= gap) {
        std::swap(runs_[at], runs_[at - gap]);
      }
    }
  }
}

// A row that is written as text is longer than its columns: what stands beside a column of somebody's record, and is
// another column of it, is his as well, whoever returned it alone since.
void SharedRuns::JoinRows() {
  Sort([](const CreditedRun& run, const CreditedRun& other) { return run.run.at < other.run.at; });
  for (std::size_t i = 0; i + 1 < runs_.size(); ++i) JoinRow(runs_[i], runs_[i + 1]);
  for (std::size_t i = runs_.size(); i-- > 1;) JoinRow(runs_[i], runs_[i - 1]);
}

// Gives `other` to the producer of `run` if they are columns of one record, side by side.
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

// All that the text may share with others: texts that it quotes, others that quote the same of them, and those that
// quote it.
void SharedRuns::Collect() {
  const TextStore& texts = links_->texts();
  const StoredText& text = texts[text_];
  for (std::uint32_t i = 0; i < text.own_count; ++i) {
    const Quote own = texts.quote(text.first_own + i);
    if (!texts.Has(own.of)) continue;
    AddRun(own.of, own.run);
    CollectQuoting(own);
  }
  std::uint32_t left = kMaxQuotes;
  for (std::uint32_t at = text.quotes; texts.HasQuote(at) && left > 0; at = texts.quote(at).next, --left) {
    const Quote& quote = texts.quote(at);
    AddRun(quote.by, {quote.run.other_at, quote.run.at, quote.run.length});
  }
}

void SharedRuns::CollectQuoting(const Quote& own) {
  const TextStore& texts = links_->texts();
  std::uint32_t left = kMaxQuotes;
  for (std::uint32_t at = texts[own.of].quotes; texts.HasQuote(at) && left > 0; at = texts.quote(at).next, --left) {
    const Quote other = texts.quote(at);
    if (other.by == text_) continue;
    if (FindSource(other.by).seq == 0) continue;
    const Run common = Common(own, other);
    if (common.length > 0) AddRun(other.by, common);
  }
}

void SharedRuns::AddRun(std::uint32_t other, const Run& run) {
  const UseRef source = FindSource(other);
  if (source.seq == 0 || runs_.size() == kMaxRuns) return;
  const std::uint64_t key = MixBits(MixBits(std::uint64_t{other} << 32 | run.at) + run.other_at) | 1;
  if (known_runs_.Find(key) != kNone) return;
  known_runs_.Put(key, 0);
  const TraceLinks& links = *links_;
  const Use& use = links.use(source.index);
  const std::uint32_t letters = Letters(run.at, run.at + run.length);
  const bool is_all = run.length == links_->texts()[other].size;
  const CreditedRun found{other, run, source, letters, is_all, use.is_whole};
  // A whole column may be too short, and still tell whose row it stands in.
  if (letters < (is_all ? std::min(Needed(found), lengths_.contained) : Needed(found))) return;
  if (use.side == Side::kOutput && !is_all && !IsWholeText(run)) {
    const SpanNode& producer = links.spans()[use.span];
    if (WasSeenBefore(found, producer.is_open ? kNone : producer.ended_at)) return;
  }
  runs_.Add(found);
}

// Whose use of a text counts, as for an object; `seq` 0 if nobody's.
UseRef SharedRuns::FindSource(std::uint32_t text) {
  const std::uint64_t key = std::uint64_t{text} + 1;
  const std::uint32_t known = source_index_.Find(key);
  if (known != kNone) return sources_[known];
  const TraceLinks& links = *links_;
  const std::uint32_t object = links.Find(links_->texts()[text].object);
  UseRef source;
  if (object != kNone) {
    ContentTraits traits;
    traits.is_content = true;
    source.index = Attribute(links, object, span_, side_, traits);
    if (source.index < kUnattributed) source.seq = links.use(source.index).seq;
  }
  source_index_.Put(key, static_cast<std::uint32_t>(sources_.size()));
  sources_.Add(source);
  return source;
}

// Whether too little of the run is left when all is taken away that stood in some input before the count came to
// `ended_at`.
bool SharedRuns::WasSeenBefore(const CreditedRun& found, std::uint32_t ended_at) {
  const TextStore& texts = links_->texts();
  const StoredText& text = texts[text_];
  if (texts.IsFromBeforeDrop(found.text)) return true;
  if (text.first_input < ended_at || texts[found.text].first_input < ended_at) return true;
  left_.Clear(kKeptEntries);
  left_.Add({found.run.at, found.run.at + found.run.length});
  for (std::uint32_t i = 0; i < text.own_count; ++i) {
    const Quote own = texts.quote(text.first_own + i);
    if (!texts.Has(own.of) || !Overlap(own.run, found.run)) continue;
    const StoredText& quoted = texts[own.of];
    if (quoted.first_input < ended_at) Subtract(own.run);
    for (std::uint32_t stretch = 0; stretch < quoted.stretches; ++stretch) {
      const SeenStretch& stood = quoted.stood[stretch];
      if (stood.at < ended_at) Subtract(Within(own.run, stood.start, stood.end));
    }
    if (!HasEnoughLeft()) return true;
    std::uint32_t steps = kMaxQuotes;
    for (std::uint32_t at = quoted.quotes; texts.HasQuote(at) && steps > 0; at = texts.quote(at).next, --steps) {
      const Quote& other = texts.quote(at);
      if (other.by == text_ || texts[other.by].first_input >= ended_at) continue;
      const Run common = Common(own, other);
      if (common.length > 0 && Overlap(common, found.run)) Subtract(common);
    }
    if (!HasEnoughLeft()) return true;
  }
  return false;
}

// What the text and the one that makes the other quote have in common around what they both quote.
Run SharedRuns::Common(const Quote& own, const Quote& other) const {
  const std::uint32_t start = std::max(own.run.other_at, other.run.other_at);
  const std::uint32_t end = std::min(own.run.other_at + own.run.length, other.run.other_at + other.run.length);
  if (start >= end) return {};
  const TextStore& texts = links_->texts();
  return TextStore::Extend(texts[text_], texts[other.by], own.run.at + start - own.run.other_at,
                           other.run.at + start - other.run.other_at);
}

void SharedRuns::Subtract(const Run& run) {
  if (run.length == 0) return;
  const std::uint32_t end = run.at + run.length;
  const std::size_t count = left_.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Stretch stretch = left_[i];
    if (run.at >= stretch.end || end <= stretch.start) continue;
    left_[i].end = std::max(run.at, stretch.start);
    if (end < stretch.end) left_.Add({end, stretch.end});
  }
}

bool SharedRuns::HasEnoughLeft() const {
  for (const Stretch& stretch : left_) {
    if (stretch.end > stretch.start && Letters(stretch.start, stretch.end) >= lengths_.run) return true;
  }
  return false;
}

std::uint32_t SharedRuns::DepthFromAbove(const CreditedRun& run) const {
  const SpanTree& spans = links_->spans();
  const std::uint32_t source = links_->use(run.source.index).span;
  return side_ == Side::kInput && spans.IsAncestor(source, span_) ? spans[source].depth : kNone;
}

// Longer is better, but what is a whole text on either side is better than what goes on a little in the midst of longer
// ones.
bool SharedRuns::IsBetter(const CreditedRun& run, const CreditedRun& other) const {
  const auto length_of = [this](const CreditedRun& one) {
    return one.run.length + (one.is_all ? lengths_.contained : 0) + (IsWholeText(one.run) ? lengths_.contained : 0);
  };
  const std::uint32_t length = length_of(run);
  const std::uint32_t other_length = length_of(other);
  if (length != other_length) return length > other_length;
  // Of what came from above the nearer, and after what somebody returned.
  const std::uint32_t depth = DepthFromAbove(run);
  const std::uint32_t other_depth = DepthFromAbove(other);
  if (depth != other_depth) return depth > other_depth;
  if (run.is_whole != other.is_whole) return run.is_whole;
  return run.source.seq > other.source.seq;
}

// Gives the producer what is left of the run, if that is enough.
void SharedRuns::Credit(CreditedRun run) {
  const std::uint32_t end = run.run.at + run.run.length;
  std::uint32_t at = run.run.at;
  std::uint32_t letters = 0;
  std::uint32_t most = 0;
  const auto add = [&](std::uint32_t start, std::uint32_t stop) {
    const std::uint32_t stretch = start < stop ? Letters(start, stop) : 0;
    letters += stretch;
    most = std::max(most, stretch);
  };
  std::size_t place = 0;
  for (std::size_t i = 0; i < taken_.size() && taken_[i].start < end; ++i) {
    if (taken_[i].start <= run.run.at) place = i + 1;
    if (taken_[i].end <= at) continue;
    add(at, taken_[i].start);
    at = taken_[i].end;
  }
  add(at, end);
  if (most < Needed(run)) return;
  run.letters = letters;
  credited_.Add(run);
  taken_.Add({});
  for (std::size_t i = taken_.size() - 1; i > place; --i) taken_[i] = taken_[i - 1];
  taken_[place] = {run.run.at, end};
}

// How long a run has to be to count: less where it is a whole string on one side, and still less where that is a value
// of its own.
std::uint32_t SharedRuns::Needed(const CreditedRun& run) const {
  const bool is_most = 2 * run.run.length >= links_->texts()[text_].size;
  if ((run.is_all && (run.is_whole || is_most)) || (IsWholeText(run.run) && is_whole_)) return lengths_.contained;
  return run.is_all || IsWholeText(run.run) ? lengths_.leaf : lengths_.run;
}

bool SharedRuns::IsWholeText(const Run& run) const { return run.length == links_->texts()[text_].size; }

std::uint32_t SharedRuns::Letters(std::uint32_t start, std::uint32_t end) const {
  const StoredText& text = links_->texts()[text_];
  return text.chars == text.size ? end - start : CountChars(text.view().substr(start, end - start));
}

}  // namespace spanloom

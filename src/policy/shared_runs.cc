#include "policy/shared_runs.h"

#include <algorithm>

#include "base/hash.h"
#include "base/shell_sort.h"
#include "policy/attribution.h"
#include "policy/partial_uses.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 256;

// Returns the part of a run that is from `start` to `end` of the other text.
Run Within(const Run& run, std::uint32_t start, std::uint32_t end) {
  start = std::max(start, run.other_at);
  end = std::min(end, run.other_at + run.length);
  if (start >= end) return {};
  return {run.at + start - run.other_at, start, end - start};
}

Stretch StretchOf(const Run& run) { return {run.at, run.at + run.length}; }

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
  messages_.Clear(kMaxMessages);
  hints_.Clear(kKeptEntries);
  claimed_.Clear();
  if (side == Side::kOutput && !links.spans()[span].has_children) return credited_;
  Collect();
  JoinRows();
  ShellSort(runs_, [this](const CreditedRun& run, const CreditedRun& other) { return IsBetter(run, other); });
  for (const CreditedRun& run : runs_) {
    if (IsAllowed(run)) Credit(run);
  }
  for (const CreditedRun& message : messages_) CreditRest(message);
  return credited_;
}

// Collects all runs: the text itself if a message says what it contains; in texts that this text quotes, in other texts
// that quote those, and in texts that quote this one.
void SharedRuns::Collect() {
  const TextStore& texts = links_->texts();
  const StoredText& text = texts[text_];
  if (const UseRef own = FindSource(text_); own.seq != 0 && links_->use(own.index).is_partial) {
    AddRun(text_, {0, 0, text.size});
  }
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
  // A whole column may be too short by itself and still show whose record it is in.
  if (letters < (is_all ? std::min(MinLetters(found), lengths_.contained) : MinLetters(found))) return;
  if (use.is_partial && !is_all) {
    hints_.Add(found);
    return;
  }
  if (use.side == Side::kOutput && !is_all && !IsWholeText(run)) {
    const SpanNode& producer = links.spans()[use.span];
    if (WasSeenBefore(found, producer.is_open ? kNone : producer.ended_at)) return;
  }
  runs_.Add(found);
}

// Returns the producer's use of a text, found as for an object; `seq` is 0 if there is none.
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
#if SPANLOOM_ENGINE
    traits.is_instruction = is_instruction_;
#endif
    source.index = Attribute(links, object, span_, side_, traits);
    if (source.index == kNone) source.index = NextPartial(links, object, span_, side_, kNone);
    if (source.index < kUnattributed) source.seq = links.use(source.index).seq;
  }
  source_index_.Put(key, static_cast<std::uint32_t>(sources_.size()));
  sources_.Add(source);
  return source;
}

// Whether too little of the run remains after subtracting what some input contained before time `ended_at`. A producer
// that only repeats such text is not its source.
bool SharedRuns::WasSeenBefore(const CreditedRun& found, std::uint32_t ended_at) {
  const TextStore& texts = links_->texts();
  const StoredText& text = texts[text_];
  if (texts.IsOlderThanDrop(found.text)) return true;
  if (text.first_input < ended_at || texts[found.text].first_input < ended_at) return true;
  remainder_.Reset({found.run.at, found.run.at + found.run.length});
  for (std::uint32_t i = 0; i < text.own_count; ++i) {
    const Quote own = texts.quote(text.first_own + i);
    if (!texts.Has(own.of) || !Overlap(own.run, found.run)) continue;
    const StoredText& quoted = texts[own.of];
    if (quoted.first_input < ended_at) remainder_.Subtract(StretchOf(own.run));
    for (std::uint32_t stretch = 0; stretch < quoted.seen_count; ++stretch) {
      const SeenStretch& stood = quoted.seen[stretch];
      if (stood.at < ended_at) remainder_.Subtract(StretchOf(Within(own.run, stood.start, stood.end)));
    }
    if (!HasEnoughLeft()) return true;
    std::uint32_t steps = kMaxQuotes;
    for (std::uint32_t at = quoted.quotes; texts.HasQuote(at) && steps > 0; at = texts.quote(at).next, --steps) {
      const Quote& other = texts.quote(at);
      if (other.by == text_ || texts[other.by].first_input >= ended_at) continue;
      const Run common = Common(own, other);
      if (common.length > 0 && Overlap(common, found.run)) remainder_.Subtract(StretchOf(common));
    }
    if (!HasEnoughLeft()) return true;
  }
  return false;
}

// Returns the run that this text has in common with the text of another quote, around what both of them quote.
Run SharedRuns::Common(const Quote& own, const Quote& other) const {
  const std::uint32_t start = std::max(own.run.other_at, other.run.other_at);
  const std::uint32_t end = std::min(own.run.other_at + own.run.length, other.run.other_at + other.run.length);
  if (start >= end) return {};
  const TextStore& texts = links_->texts();
  return TextStore::Extend(texts[text_], texts[other.by], own.run.at + start - own.run.other_at,
                           other.run.at + start - other.run.other_at);
}

bool SharedRuns::HasEnoughLeft() const {
  return remainder_.Any([this](std::uint32_t start, std::uint32_t end) { return Letters(start, end) >= lengths_.run; });
}

std::uint32_t SharedRuns::DepthFromAbove(const CreditedRun& run) const {
  const SpanTree& spans = links_->spans();
  const std::uint32_t source = links_->use(run.source.index).span;
  return side_ == Side::kInput && spans.IsAncestor(source, span_) ? spans[source].depth : kNone;
}

// A longer run is better. A run that is a whole text on either side gets a bonus, so that a slightly longer run in the
// middle of two texts does not beat it.
bool SharedRuns::IsBetter(const CreditedRun& run, const CreditedRun& other) const {
  const auto length_of = [this](const CreditedRun& one) {
    return one.run.length + (one.is_all ? lengths_.contained : 0) + (IsWholeText(one.run) ? lengths_.contained : 0);
  };
  const std::uint32_t length = length_of(run);
  const std::uint32_t other_length = length_of(other);
  if (length != other_length) return length > other_length;
  // Prefers outputs, then the nearest ancestor.
  const std::uint32_t depth = DepthFromAbove(run);
  const std::uint32_t other_depth = DepthFromAbove(other);
  if (depth != other_depth) return depth > other_depth;
  if (run.is_whole != other.is_whole) return run.is_whole;
#if SPANLOOM_ENGINE
  const auto common = [this](const CreditedRun& one) {
    return links_->spans().CommonDepth(links_->use(one.source.index).span, span_) + 1;
  };
  if (common(run) != common(other)) return common(run) > common(other);
#endif
  return run.source.seq > other.source.seq;
}

// Credits the producer with what remains of the run, if that is enough.
void SharedRuns::Credit(CreditedRun run) {
  const Stretch wanted = StretchOf(run.run);
  std::uint32_t letters = 0;
  std::uint32_t longest = 0;
  const std::size_t place = claimed_.ForEachGap(wanted, [&](std::uint32_t start, std::uint32_t end) {
    const std::uint32_t gap = start < end ? Letters(start, end) : 0;
    letters += gap;
    longest = std::max(longest, gap);
  });
  if (longest < MinLetters(run)) return;
  run.letters = letters;
  if (links_->use(run.source.index).is_partial) {
    if (messages_.size() < kMaxMessages) messages_.Add(run);
    return;
  }
  credited_.Add(run);
  claimed_.Claim(wanted, place);
}

// Returns the letters that a run needs: fewer if it is a whole string on one side, and fewer still if that is a whole
// value.
std::uint32_t SharedRuns::MinLetters(const CreditedRun& run) const {
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

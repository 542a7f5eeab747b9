#include "engine/trace_linker.h"

#include <algorithm>
#include <cstddef>

#include "base/hash.h"
#include "conventions/sides.h"
#include "conventions/tree_path.h"
#include "encode/links_json.h"
#include "encode/otlp_protobuf.h"
#include "engine/explanation_json.h"
#include "policy/flow.h"
#include "policy/limits.h"
#include "spans/finish_links.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptSpans = 4096;
constexpr std::size_t kKeptBytes = std::size_t{1} << 20;
constexpr std::uint32_t kMaxTextBytes = 256 << 20;
constexpr std::uint32_t kUnitBytes = 16 << 10;

LinkLimits LimitsOf(std::uint32_t min_length) {
  const TextLengths lengths(min_length);
  LinkLimits limits;
  limits.uses_per_side = kMaxUsesPerSide;
  limits.texts = {lengths.run, lengths.leaf, lengths.contained, kMaxTextBytes};
  return limits;
}

}  // namespace

TraceLinker::TraceLinker(std::uint32_t min_length, const Conventions& conventions)
    : limits_(LimitsOf(min_length)),
      links_(pool_, limits_),
      content_({true, true, TextLengths(min_length)}),
      reader_(conventions),
      explainer_(conventions) {}

TraceLinker::~TraceLinker() {
  Clear();
  for (const SpanData* data : spare_) delete data;
}

void TraceLinker::Begin(const RecordedSpan* spans, std::uint32_t count, bool explains) {
  Clear();
  spans_ = spans;
  count_ = count;
  explains_ = explains;
  content_.Observe(explains ? &explainer_ : nullptr);
  states_.Fill(count, {});
  ReadFacts();
  FindParents();
  causes_.Find(spans_, count_, facts_, reader_, timed_);
  events_ = &order_.Sort(timed_);
  next_event_ = 0;
}

void TraceLinker::ReadFacts() {
  facts_.Clear(kKeptSpans);
  for (std::uint32_t i = 0; i < count_; ++i) {
    reader_.Read(spans_[i]);
    facts_.Add(reader_.facts());
    states_[i].gap = reader_.gap();
  }
}

void TraceLinker::FindParents() {
  timed_.Clear(kKeptSpans);
  for (std::uint32_t i = 0; i < count_; ++i) {
    const std::uint64_t id = NumberOf(spans_[i].head.span_id);
    if (id != 0) by_id_.Put(id, i);
  }
  for (std::uint32_t i = 0; i < count_; ++i) {
    const std::uint64_t id = NumberOf(spans_[i].head.parent_id);
    const std::uint32_t parent = id == 0 ? kNone : by_id_.Find(id);
    const SpanHead& head = spans_[i].head;
    if (parent != kNone) states_[parent].has_children = true;
    timed_.Add({head.start_nanos, head.end_nanos, parent == i ? kNone : parent, kNone});
  }
}

bool TraceLinker::Step(std::uint32_t& units) {
  if (next_event_ == events_->size()) return false;
  const SpanEvent event = (*events_)[next_event_++];
  if (event.is_end) {
    AddSide(event.span, Side::kOutput, units);
    End(event.span);
  } else {
    Start(event.span);
    AddSide(event.span, Side::kInput, units);
  }
  return next_event_ < events_->size();
}

void TraceLinker::Start(std::uint32_t span) {
  State& state = states_[span];
  state.data = TakeSpare();
  SpanData& data = *state.data;
  data.trace_id = spans_[span].head.trace_id;
  data.span_id = spans_[span].head.span_id;
  const std::uint32_t parent = timed_[span].parent;
  const std::uint32_t upper = parent == kNone ? kNone : states_[parent].node;
  const auto fn = static_cast<std::uint32_t>(facts_[span].step >> 32) | 1;
  state.node = links_.Start(data.span_id, span, upper, fn, facts_[span].kind);
  // It stays until the trace is done: children may start after it has ended.
  links_.spans().Retain(state.node);
  data.node = state.node;
}

void TraceLinker::AddSide(std::uint32_t span, Side side, std::uint32_t& units) {
  reader_.Read(spans_[span]);
  std::size_t bytes = 0;
  for (const ContentAttribute& attribute : reader_.attributes()) {
    if (!IsOnSide(attribute, side)) continue;
    bytes += attribute.value.size();
    AddAttribute(span, side, attribute);
  }
  units += 1 + static_cast<std::uint32_t>(bytes / kUnitBytes);
}

void TraceLinker::AddAttribute(std::uint32_t span, Side side, const ContentAttribute& attribute) {
  const std::uint64_t step = facts_[span].step + timed_[span].parent;
  const std::uint64_t key = HashKey(attribute.key) + attribute.index;
  const TreeCache::Read read =
      trees_.ReadValue(MixBits(step * 2 + static_cast<unsigned>(side)) ^ key, span, attribute.value);
  FindPartsOnSide(read.tree, attribute.holds, facts_[span].kind, side, parts_);
  std::size_t first_new = 0;
  if (side == Side::kInput && MayRepeat(span, read.before)) {
    while (first_new < parts_.size() && read.tree.nodes()[parts_[first_new].node].end <= read.kept) ++first_new;
  }
  if (first_new == parts_.size()) first_new = 0;
  AddParts(span, side, attribute, read.tree, first_new, parts_.size());
  if (first_new == 0) return;
  CandidateList& list = states_[span].data->candidates;
  if (list.Has(states_[read.before].node, Side::kOutput, Side::kInput)) {
    // It goes on where the call before it ended: what both were given is history.
    links_.spans()[states_[span].node].repeats = states_[read.before].node;
    roots_.Clear(kKeptSpans);
    for (std::size_t i = 0; i < first_new; ++i) roots_.Add({parts_[i].node, 0});
    content_.CountParts(links_, list, side, read.tree, roots_);
  } else {
    AddParts(span, side, attribute, read.tree, 0, first_new);
  }
}

// Whether what a span was given may be skipped if an earlier call was given it, too. A span with children passes it on;
// to explain a span, all of it counts.
bool TraceLinker::MayRepeat(std::uint32_t span, std::uint32_t before) const {
  return before != kNone && !explains_ && !states_[span].has_children && states_[before].data == nullptr;
}

void TraceLinker::AddParts(std::uint32_t span, Side side, const ContentAttribute& attribute, const JsonTree& tree,
                           std::size_t from, std::size_t end) {
  for (const bool is_instruction : {false, true}) {
    roots_.Clear(kKeptSpans);
    for (std::size_t i = from; i < end; ++i) {
      if ((parts_[i].author == Author::kSystem) != is_instruction) continue;
      roots_.Add({parts_[i].node, kIndexKey | PathOf(attribute, tree, parts_[i].node)});
    }
    if (roots_.empty()) continue;
    content_.AddParts(links_, states_[span].node, states_[span].data->candidates, side, tree, roots_, is_instruction);
  }
}

// Returns the index of the path of a part in RootPaths.
std::uint32_t TraceLinker::PathOf(const ContentAttribute& attribute, const JsonTree& tree, std::uint32_t node) {
  const std::uint64_t hash = MixBits(HashTreePath(tree, node) + HashKey(attribute.key)) + attribute.index;
  const std::uint32_t known = links_.roots().Find(hash);
  if (known != kNone) return known;
  path_.Clear();
  AppendAttributeName(attribute, path_);
  AppendTreePath(tree, node, path_);
  return links_.roots().Add(hash, path_.view());
}

void TraceLinker::End(std::uint32_t span) {
  State& state = states_[span];
  SpanData& data = *state.data;
  FlowPolicy::MarkHistory(links_, state.node, data.candidates);
  FinishLinks(links_, data, strings_);
  state.links_start = static_cast<std::uint32_t>(encoded_.size());
  const Array<SpanTemplate*> templates;
  const Array<SpanData*> batch_spans;
  const Resource resource;
  const Batch batch{resource, templates, batch_spans, true, false, false};
  for (const FoundLink& link : data.links) {
    AppendFoundLink(encoded_, batch, data, link);
    ++state.vias[static_cast<std::size_t>(link.via)];
  }
  state.links_size = static_cast<std::uint32_t>(encoded_.size()) - state.links_start;
  links_.End(state.node);
  data.Reset();
  spare_.Add(state.data);
  state.data = nullptr;
}

SpanData* TraceLinker::TakeSpare() {
  SpanData* data = spare_.empty() ? new SpanData() : spare_.PopBack();
  data->Reset();
  return data;
}

void TraceLinker::AppendLinks(std::uint32_t span, Bytes& out, std::array<double, kVias>& counts) const {
  const State& state = states_[span];
  out.Append(encoded_.view(state.links_start, state.links_size));
  for (std::size_t via = 0; via < kVias; ++via) counts[via] += state.vias[via];
}

void TraceLinker::AppendLinksJson(std::uint32_t span, Bytes& out) const {
  const State& state = states_[span];
  AppendLinkListJson(encoded_.view(state.links_start, state.links_size), out);
}

void TraceLinker::AppendExplanation(std::uint32_t span, bool is_reverse, Bytes& out) {
  JsonWriter json(out);
  json.Open('[');
  const auto write = [&](std::uint32_t consumer, std::uint32_t producer) {
    for (const Explanation& found : explainer_.Explain(spans_, consumer, producer)) {
      WriteExplanation(json, explainer_, spans_, found, is_reverse);
    }
  };
  if (is_reverse) {
    explainer_.ForEachConsumer(span, [&](std::uint32_t consumer) { write(consumer, span); });
  } else {
    write(span, kNone);
  }
  json.Close(']');
}

void TraceLinker::Clear() {
  for (const State& state : states_) {
    if (state.data == nullptr) continue;
    state.data->candidates.Clear(links_);
    spare_.Add(state.data);
  }
  links_.Clear();
  states_.Clear(kKeptSpans);
  by_id_.Clear();
  encoded_.Clear(kKeptBytes);
  trees_.Clear();
  explainer_.Clear();
  count_ = 0;
  spans_ = nullptr;
}

}  // namespace spanloom

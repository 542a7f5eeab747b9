#include <algorithm>

#include "policy/lineage.h"
#include "policy/lineage_payload.h"
#include "policy/record_kind.h"

// Implements ReadLineage().
namespace spanloom {
namespace {

// Adds the entries of one lineage. Keeps a reference to each span until the end, because a use that is dropped for
// another one may be the last that refers to it.
class Import {
 public:
  Import(TraceLinks& links, const LineagePayload& payload, const LineageRecord& record)
      : links_(links),
        payload_(payload),
        caller_(record.caller),
        caller_id_(IdFromWords<LineageFormat::kIdBytes>(record.key_id)),
        top_(IsSet(payload.parent) ? links.spans().FindById(payload.parent) : kNone) {
    if (top_ != kNone) Keep(top_);
  }
  Import(const Import&) = delete;
  Import& operator=(const Import&) = delete;
  ~Import() {
    for (const std::uint32_t span : kept_) links_.spans().Release(span);
  }

  void Run(std::uint64_t key) {
    std::fill(std::begin(spans_), std::end(spans_), kNone);
    AddEntries(Side::kOutput, key);
    if (caller_ == 0) return;
    AddAncestors();
    AddEntries(Side::kInput, key);
  }

 private:
  void AddEntries(Side side, std::uint64_t key) {
    for (std::uint32_t i = 0; i < payload_.entry_count; ++i) {
      const char* entry = payload_.Entry(i);
      const auto head = static_cast<unsigned char>(*entry);
      if (((head & LineageFormat::kIsInput) != 0) != (side == Side::kInput)) continue;
      const std::uint32_t index = head & LineageFormat::kIndexBits;
      if (side == Side::kOutput && spans_[index] == kNone) spans_[index] = Producer(payload_.Span(index));
      const std::uint32_t span = spans_[index];
      const bool is_partial = (head & LineageFormat::kIsPartial) != 0;
      // What a local span had is known here, and better.
      if (!links_.spans()[span].is_remote && !is_partial) continue;
      const std::uint64_t hash = LoadValue<std::uint64_t>(entry + 1) ^ key;
      const std::uint32_t object = links_.FindOrAddObject(ContentId(hash));
      if (object == kNone) continue;
      Use use{};
      use.object = object;
      use.span = span;
      use.parent = kNone;
      use.key = kNone;
      use.producer = kNone;
      use.side = side;
      use.is_partial = is_partial;
      use.is_whole = !is_partial && (hash & LineageFormat::kIsMember) == 0;
      use.is_origin = (hash & LineageFormat::kIsOrigin) != 0;
      SetContainer(use);
      links_.AddUse(use);
    }
  }

  // An earlier message of the same span may say more of where the part is.
  void SetContainer(Use& use) const {
    const SpanTree& spans = links_.spans();
    const std::uint32_t earlier = spans[use.span].parent;
    if (use.is_whole || earlier == kNone || spans[earlier].id != spans[use.span].id) return;
    const std::uint32_t known = links_.FindUse(use.object, earlier, use.side);
    if (known == kNone) return;
    use.parent = links_.ParentOf(links_.use(known));
    use.key = links_.use(known).key;
  }

  std::uint32_t Producer(const SpanId& id) {
    const std::uint32_t known = links_.spans().FindById(id);
    const std::uint32_t span = known == kNone ? Add(id, top_, 0) : Keep(known);
    SpanNode& node = links_.spans()[span];
    // A caller, of which no output was known yet, has ended meanwhile.
    if (node.is_remote && node.ended_at == node.started_at) node.ended_at = links_.now();
    return span;
  }

  // Adds the spans whose inputs are in the message, outermost first, and the caller below them. They are new, because
  // what a message says of them is newer than all that is known; the caller stands below what is known of itself.
  void AddAncestors() {
    std::uint64_t is_above = 0;
    for (std::uint32_t i = 0; i < payload_.entry_count; ++i) {
      const auto head = static_cast<unsigned char>(*payload_.Entry(i));
      if ((head & LineageFormat::kIsInput) != 0) is_above |= std::uint64_t{1} << (head & LineageFormat::kIndexBits);
    }
    for (std::uint32_t i = payload_.span_count; i-- > 0;) {
      const SpanId id = payload_.Span(i);
      if ((is_above >> i & 1) == 0 || id == caller_id_) continue;
      const std::uint32_t known = FindBelowTop(id);
      top_ = spans_[i] = known == kNone ? Add(id, top_, 0) : Keep(known);
    }
    const std::uint32_t known = FindBelowTop(caller_id_);
    const std::uint32_t caller = Add(caller_id_, known == kNone ? top_ : known, caller_);
    links_.spans().Hold(caller);
    for (std::uint32_t i = 0; i < payload_.span_count; ++i) {
      if (payload_.Span(i) == caller_id_) spans_[i] = caller;
    }
  }

  // Returns the span with an id if it may stand below `top_`, or kNone.
  std::uint32_t FindBelowTop(const SpanId& id) const {
    SpanTree& spans = links_.spans();
    const std::uint32_t known = spans.FindById(id);
    const bool fits =
        known != kNone && (top_ == kNone || !spans[known].is_remote || known == top_ || spans.IsAncestor(top_, known));
    return fits ? known : kNone;
  }

  std::uint32_t Add(const SpanId& id, std::uint32_t parent, std::uint32_t number) {
    const std::uint32_t span = links_.AddRemote(id, parent, number);
    kept_.Add(span);
    return span;
  }

  std::uint32_t Keep(std::uint32_t span) {
    links_.spans().Retain(span);
    kept_.Add(span);
    return span;
  }

  TraceLinks& links_;
  const LineagePayload& payload_;
  const std::uint32_t caller_;
  const SpanId caller_id_;
  std::uint32_t spans_[LineageFormat::kMaxSpans];  // of the payload
  std::uint32_t top_;                              // the lowest span that is known to stand above the caller
  Array<std::uint32_t> kept_;
};

}  // namespace

bool ReadLineage(TraceLinks& links, const TraceId& trace, const LineageRecord& record) {
  LineagePayload payload{};
  if (!payload.Parse(record.payload)) return false;
  if (links.spans().FindCaller(record.caller) != kNone) return true;
  Import(links, payload, record).Run(LineageKey(trace, IdFromWords<LineageFormat::kIdBytes>(record.key_id)));
  return true;
}

}  // namespace spanloom

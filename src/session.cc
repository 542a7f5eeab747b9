#include "session.h"

#include <algorithm>
#include <cassert>

#include "base/features.h"
#include "base/utf8.h"
#include "encode/json_writer.h"
#include "encode/key_values.h"
#include "encode/links_json.h"
#include "encode/otlp_json.h"
#include "encode/otlp_protobuf.h"
#include "policy/limits.h"
#include "policy/lineage.h"
#include "spans/finish_links.h"

namespace spanloom {
namespace {

// Leaves room for copies of the content in the 2 GB of a Wasm memory.
constexpr std::size_t kMaxBlockBytes = std::size_t{1} << 29;
constexpr std::size_t kKeptBytes = std::size_t{1} << 20;

LinkLimits LimitsOf(const SessionOptions& options) {
  const bool every_use = options.policy == Policy::kEveryUse;
  const std::uint32_t uses = every_use ? kMaxLinksPerSpan + 1 : kMaxUsesPerSide;
  const TextLengths lengths(options.min_length);
  const TextLimits texts{lengths.run, lengths.leaf, lengths.contained, options.max_text_bytes};
  return {std::min(options.max_objects_per_trace, ObjectTable::kMaxObjects), uses, 0, texts, every_use};
}

void SetText(Bytes& bytes, std::string_view text) {
  bytes.Clear();
  AppendUtf8(bytes, text);
}

// All spans that are recorded are sampled.
std::uint32_t FlagsOf(std::uint8_t start_bits) {
  return kSampledFlag | ((start_bits & kRandomTrace) != 0 ? kRandomFlag : 0) | kHasRemoteFlag |
         ((start_bits & kRemoteParent) != 0 ? kRemoteFlag : 0);
}

// Whether a value must make no links: what comes back to a stand-in belongs to nobody until the span that it stands for
// is known.
bool IsHidden(const SpanData& span, Side side) {
  return span.is_stand_in && side == Side::kOutput && !span.trace->links->spans()[span.node].is_remote;
}

// Estimates the encoded size of a span.
std::size_t SizeOf(const SpanData& span, const SpanTemplate& shared) {
  constexpr std::size_t kFixed = 160;
  constexpr std::size_t kPerLink = 120;
  constexpr std::size_t kPerPiece = 32;
  return kFixed + shared.name.size() + shared.attributes.size() + span.attributes.size() + span.events.size() +
         span.user_links.size() + span.text.size() + span.links.size() * kPerLink + span.pieces.size() * kPerPiece;
}

}  // namespace

Session::Session(const SessionOptions& options)
    : policy_(options.policy),
      evidence_(options.structure || options.text),
      attribution_(options.attribution),
      ranges_(options.ranges),
      limits_(LimitsOf(options)),
      traces_(options.max_traces, options.max_evidence_bytes + options.max_text_bytes, limits_),
      content_({options.structure, options.text, TextLengths(options.min_length)}) {}

Session::~Session() {
  for (const SpanTemplate* shared : templates_) delete shared;
}

char* Session::Reserve(std::size_t bytes) {
  block_.Clear();
  bytes = std::max(bytes, std::size_t{1});
  return bytes <= kMaxBlockBytes && block_.TryReserve(bytes) ? block_.Extend(bytes) : nullptr;
}

Status Session::Drain(std::uint32_t word_count, std::uint32_t string_count, std::uint32_t byte_count,
                      double now_micros) {
  now_ = now_micros;
  const Status status = Read(word_count, string_count, byte_count);
  if (status != Status::kOk) ++refused_;
  strings_.Open(nullptr, 0, {});
  block_.Clear(kKeptBytes);
  traces_.Expire(now_);
  return status;
}

Status Session::Read(std::uint32_t word_count, std::uint32_t string_count, std::uint32_t byte_count) {
  const std::uint64_t needed = (std::uint64_t{word_count} + string_count) * sizeof(std::uint32_t) + byte_count;
  if (needed > block_.size()) return Status::kBadBlock;
  // malloc() aligns the block, so its words are aligned.
  const auto* words = reinterpret_cast<const std::uint32_t*>(block_.data());
  assert(reinterpret_cast<std::uintptr_t>(words) % alignof(std::uint32_t) == 0);
  const std::uint32_t* ends = words + word_count;
  const auto* bytes = reinterpret_cast<const char*>(ends + string_count);
  if (!strings_.Open(ends, string_count, {bytes, byte_count})) return Status::kBadBlock;
  return ReadLog(words, word_count, strings_, *this);
}

Status Session::Encode(Format format, bool tree_links) {
  const Batch batch{resource_, templates_, spans_.batch(), tree_links, attribution_, ranges_};
  ClearResult();
  switch (format) {
    case Format::kOtlpProtobuf: result_start_ = EncodeOtlpProtobuf(batch, result_); return Status::kOk;
    case Format::kOtlpJson: {
      Bytes request;
      const std::size_t start = EncodeOtlpProtobuf(batch, request);
      OtlpJsonFromProtobuf(request.view().substr(start), result_);
      return Status::kOk;
    }
    case Format::kLinks: EncodeLinksJson(batch, result_); return Status::kOk;
  }
  return Status::kBadFormat;
}

void Session::Lineage(std::uint32_t number, const SpanId& key) {
  ClearResult();
  SpanData* span = spans_.Find(number);
  if (!links_content() || span == nullptr || !span->is_stand_in) return;
  const SpanTree& tree = span->trace->links->spans();
  const std::uint32_t remote = tree.NearestRemote(span->node);
  Array<LineageEntry>& entries = span->candidates.lineage();
  // Without entries, a request still says where its sender stands. An answer goes to the parent itself.
  if (entries.empty() && (remote == kNone || tree[remote].id == key)) return;
  WriteLineage(entries, remote == kNone ? SpanId{} : tree[remote].id, LineageKey(span->trace_id, key), result_);
}

void Session::Release() {
  spans_.Release();
  ClearResult();
}

void Session::ClearResult() {
  result_.Clear(kKeptBytes);
  result_start_ = 0;
}

void Session::Stats() {
  ClearResult();
  JsonWriter json(result_);
  const auto member = [&json](std::string_view key, std::uint64_t value) {
    json.Key(key);
    json.Unsigned(value);
  };
  json.Open('{');
  member("started", started_);
  member("ended", ended_);
  member("open", started_ - ended_);
  json.Key("links");
  json.Open('{');
  for (std::size_t via = kVias; via-- > 0;) member(kViaNames[via], links_by_via_[via]);
  member("dropped", dropped_links_);
  json.Close('}');
  member("evicted", limits_.dropped);
  member("textBytes", limits_.texts.held);
  member("droppedTexts", limits_.texts.dropped);
  member("late", late_);
  member("refused", refused_);
  member("badLineages", bad_lineages_);
  member("traces", traces_.with_tables());
  member("tableBytes", traces_.table_bytes());
  json.Close('}');
}

// The record of a span that is not open: late if the span ever started, otherwise unknown. Numbers ascend and may wrap.
Status Session::SkipUnknownSpan(std::uint32_t span) {
  constexpr std::uint32_t kHalf = 0x80000000;
  if (span == 0 || newest_span_ - span >= kHalf) return Status::kUnknownSpan;
  ++late_;
  return Status::kOk;
}

Status Session::On(const ResourceRecord& record) {
  resource_.attributes.Clear();
  AppendKeyValues(resource_.attributes, 1, record.attributes);
  SetText(resource_.scope_name, record.scope_name);
  SetText(resource_.scope_version, record.scope_version);
  return Status::kOk;
}

Status Session::On(const TemplateRecord& record) {
  if (record.id < templates_.size()) return Status::kOk;
  if (record.id > templates_.size()) return Status::kBadId;
  SpanTemplate& shared = *new SpanTemplate();
  templates_.Add(&shared);
  shared.span_kind = record.span_kind;
  shared.step_kind = record.step_kind;
  SetText(shared.name, record.name);
  AppendKeyValues(shared.attributes, 9, record.attributes);
  return Status::kOk;
}

Status Session::On(const TraceRecord& record) {
  traces_.Add(record.trace, IdFromWords<16>(record.id));
  return Status::kOk;
}

Status Session::On(const StartRecord& record) {
  if (record.template_id >= templates_.size()) return Status::kBadId;
  Trace* trace = traces_.Find(record.trace);
  if (trace == nullptr) return Status::kUnknownSpan;
  SpanData* span = spans_.Open(record.span);
  if (span == nullptr) return Status::kDuplicateSpan;
  span->is_stand_in = (record.bits & kStandIn) != 0;
  if (!span->is_stand_in) ++started_;
  newest_span_ = record.span;
  span->trace_id = trace->id;
  span->span_id = IdFromWords<8>(record.id);
  span->parent_id = IdFromWords<8>(record.parent_id);
  span->flags = FlagsOf(record.bits);
  span->template_id = record.template_id;
  span->start_nanos = record.nanos;
  span->trace = trace;
  traces_.SpanStarted(*trace);
  if (policy_ == Policy::kOff) return Status::kOk;

  SpanTree& tree = trace->links->spans();
  const SpanData* parent = spans_.Find(record.parent);
  const bool parent_is_open = parent != nullptr && parent->trace == trace && parent != span;
  const bool has_caller = links_content() && (record.bits & kRemoteParent) != 0 && IsSet(span->parent_id);
  const std::uint32_t upper = has_caller       ? trace->links->RetainCaller(record.parent, span->parent_id)
                              : parent_is_open ? parent->node
                                               : tree.FindEnded(record.parent);
  span->node =
      trace->links->Start(span->span_id, record.span, upper, record.fn, templates_[record.template_id]->step_kind);
  if (has_caller) tree.Release(upper);
  if (span->is_stand_in) span->candidates.CollectLineage();
  SpanNode& node = tree[span->node];
  node.private_names = record.bits & (kPrivateInput | kPrivateOutput);
  node.declared = record.declared;
  node.is_stand_in = span->is_stand_in;
  node.is_carrier = (record.bits & kCarrier) != 0;
  return Status::kOk;
}

Status Session::On(const ValueRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  if (policy_ == Policy::kOff || IsHidden(*span, record.side)) return Status::kOk;
  traces_.MakeRoomForValue(*span->trace);
  TraceLinks& links = *span->trace->links;
  if (policy_ == Policy::kFlow) {
    flow_.AddValue(links, span->node, span->candidates, record, strings_);
  } else {
    every_use_.AddValue(links, span->node, span->candidates, record);
  }
  traces_.UpdateBytes(*span->trace);
  return Status::kOk;
}

Status Session::On(const ContentRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  if (record.is_linked && links_content() && !IsHidden(*span, record.side)) {
    traces_.MakeRoomForValue(*span->trace);
    content_.AddContent(*span->trace->links, span->node, span->candidates, record);
    traces_.UpdateBytes(*span->trace);
  }
  if (record.is_local) return Status::kOk;
  span->content[static_cast<std::size_t>(record.side)] = {true, record.media_type, span->AddText(record.text)};
  return Status::kOk;
}

Status Session::On(const AttributeRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  AppendKeyValues(span->attributes, 9, record.attribute);
  return Status::kOk;
}

Status Session::On(const EventRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  AppendEvent(span->events, record);
  return Status::kOk;
}

Status Session::On(const LinkRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  AppendLink(span->user_links, record);
  return Status::kOk;
}

Status Session::On(const NameRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  span->has_own_name = true;
  span->name = span->AddText(record.name);
  return Status::kOk;
}

Status Session::On(const TraceStateRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  span->trace_state = span->AddText(record.text);
  return Status::kOk;
}

Status Session::On(const LineageRecord& record) {
  Trace* trace = traces_.Find(record.trace);
  if (trace == nullptr) return Status::kUnknownSpan;
  const bool is_reply = record.caller == 0;
  if (!links_content() || (is_reply && trace->open_spans == 0)) return Status::kOk;
  traces_.Prepare(*trace, now_);
  if (!ReadLineage(*trace->links, trace->id, record)) ++bad_lineages_;
  traces_.UpdateBytes(*trace);
  return Status::kOk;
}

Status Session::On(const IdentifyRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  const SpanId id = IdFromWords<8>(record.id);
  if (links_content() && span->is_stand_in && IsSet(id)) span->trace->links->spans().Identify(span->node, id);
  return Status::kOk;
}

Status Session::On(const MessageRecord& record) {
  Trace* trace = traces_.Find(record.trace);
  if (trace == nullptr) return Status::kUnknownSpan;
  if (!links_content() || trace->links == nullptr) return Status::kOk;
  traces_.MakeRoomForValue(*trace);
  if (trace->links == nullptr) return Status::kOk;
  content_.AddMessage(*trace->links, record);
  traces_.UpdateBytes(*trace);
  return Status::kOk;
}

Status Session::On(const RetemplateRecord& record) {
  if (record.template_id >= templates_.size()) return Status::kBadId;
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  span->template_id = record.template_id;
  return Status::kOk;
}

Status Session::On(const EndRecord& record) {
  SpanData* span = spans_.Find(record.span);
  if (span == nullptr) return SkipUnknownSpan(record.span);
  if (!span->is_stand_in) ++ended_;
  span->end_nanos = std::max(record.nanos, span->start_nanos);
  span->status = record.status;
  span->message = span->AddText(record.message);
  if (policy_ != Policy::kOff) {
    FindLinks(*span);
    span->trace->links->End(span->node);
  }
  traces_.SpanEnded(*span->trace, now_);
  span->trace = nullptr;
  if (record.drop || span->is_stand_in) {
    spans_.Discard(*span);
  } else {
    spans_.Finish(*span, SizeOf(*span, *templates_[span->template_id]));
  }
  return Status::kOk;
}

void Session::FindLinks(SpanData& span) {
  TraceLinks& links = *span.trace->links;
  if (span.is_stand_in) return span.candidates.Clear(links);
  if (policy_ == Policy::kFlow) FlowPolicy::MarkHistory(links, span.node, span.candidates);
  FinishLinks(links, span, strings_);
  for (const FoundLink& link : span.links) ++links_by_via_[static_cast<std::size_t>(link.via)];
  dropped_links_ += span.dropped_links;
}

}  // namespace spanloom

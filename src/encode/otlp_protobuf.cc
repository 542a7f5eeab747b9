#include "encode/otlp_protobuf.h"

#include <cassert>
#include <cmath>
#include <cstring>

#include "base/features.h"
#include "encode/key_values.h"
#include "encode/proto_writer.h"

namespace spanloom {
namespace {

enum RequestField : std::uint32_t { kResourceSpans = 1 };
enum ResourceSpansField : std::uint32_t { kResource = 1, kScopeSpans = 2 };
enum ScopeSpansField : std::uint32_t { kScope = 1, kSpans = 2 };
enum ScopeField : std::uint32_t { kScopeName = 1, kScopeVersion = 2 };
enum SpanField : std::uint32_t {
  kTraceId = 1,
  kSpanId = 2,
  kTraceState = 3,
  kParentSpanId = 4,
  kName = 5,
  kKind = 6,
  kStartTime = 7,
  kEndTime = 8,
  kAttributes = 9,
  kLinks = 13,
  kDroppedLinksCount = 14,
  kStatus = 15,
  kFlags = 16,
};
enum LinkField : std::uint32_t { kLinkTraceId = 1, kLinkSpanId = 2, kLinkAttributes = 4, kLinkFlags = 6 };
enum StatusField : std::uint32_t { kMessage = 2, kCode = 3 };

constexpr std::size_t kMaxHeaderBytes = 6;  // bytes of a tag and a length below 2^32

void AddBytes(ProtoWriter& writer, std::uint32_t number, std::string_view bytes) {
  if (!bytes.empty()) writer.add_bytes(number, bytes.data(), bytes.size());
}

// Appends [start, end, start, end, ...] as an ArrayValue of integers.
void AppendRanges(Bytes& out, std::string_view key, const SpanData& span, const FoundLink& found, bool is_from) {
  ProtoWriter link(out);
  ProtoWriter key_value(link, kLinkAttributes);
  AddBytes(key_value, 1, key);
  ProtoWriter any(key_value, 2);
  ProtoWriter array(any, 5);
  span.ForEachRange(found, is_from, [&](const LinkPlace& place) {
    for (const std::uint32_t at : {place.start, place.end}) {
      ProtoWriter value(array, 1);
      value.add_int64(3, at);
    }
  });
}

void AppendOverlap(Bytes& out, double overlap) {
  constexpr double kSteps = 1e4;
  ProtoWriter link(out);
  ProtoWriter key_value(link, kLinkAttributes);
  AddBytes(key_value, 1, "spanloom.overlap");
  ProtoWriter any(key_value, 2);
  any.add_double(4, std::round(overlap * kSteps) / kSteps);
}

void AppendContent(Bytes& out, const SpanData& span) {
  constexpr std::string_view kValueKeys[] = {"input.value", "output.value"};
  constexpr std::string_view kTypeKeys[] = {"input.mime_type", "output.mime_type"};
  constexpr std::string_view kTypes[] = {"text/plain", "application/json"};
  for (std::size_t side = 0; side < span.content.size(); ++side) {
    const Content& content = span.content[side];
    if (!content.is_set) continue;
    AppendStringKeyValue(out, kAttributes, kValueKeys[side], span.Text(content.text));
    AppendStringKeyValue(out, kAttributes, kTypeKeys[side], kTypes[static_cast<std::size_t>(content.media_type)]);
  }
}

void WriteStatus(ProtoWriter& writer, const SpanData& span) {
  if (span.status == StatusCode::kUnset) return;
  ProtoWriter status(writer, kStatus);
  if (span.status == StatusCode::kError) AddBytes(status, kMessage, span.Text(span.message));
  status.add_enum(kCode, static_cast<std::int32_t>(span.status));
}

void WriteSpan(ProtoWriter& scope_spans, Bytes& out, const Batch& batch, const SpanData& span) {
  const SpanTemplate& shared = *batch.templates[span.template_id];
  ProtoWriter writer(scope_spans, kSpans);
  AddBytes(writer, kTraceId, View(span.trace_id));
  AddBytes(writer, kSpanId, View(span.span_id));
  AddBytes(writer, kTraceState, span.Text(span.trace_state));
  if (IsSet(span.parent_id)) AddBytes(writer, kParentSpanId, View(span.parent_id));
  AddBytes(writer, kName, NameOf(span, shared));
  if (shared.span_kind != SpanKind::kUnspecified) {
    writer.add_enum(kKind, static_cast<std::int32_t>(shared.span_kind));
  };
  writer.add_fixed64(kStartTime, span.start_nanos);
  writer.add_fixed64(kEndTime, span.end_nanos);
  out.Append(shared.attributes.view());
  AppendContent(out, span);
  out.Append(span.attributes.view());
  out.Append(span.events.view());
  out.Append(span.user_links.view());
  for (const FoundLink& link : span.links) {
    if (batch.Wants(link)) AppendFoundLink(out, batch, span, link);
  }
  if (span.dropped_links > 0) writer.add_uint32(kDroppedLinksCount, span.dropped_links);
  WriteStatus(writer, span);
  writer.add_fixed32(kFlags, span.flags);
}

// Writes the headers before the first span. Their lengths are known only after the spans are written.
void WriteEnvelopes(Bytes& head, const Resource& resource, std::size_t spans_size) {
  Bytes scope;
  ProtoWriter scope_writer(scope);
  AddBytes(scope_writer, kScopeName, resource.scope_name.view());
  AddBytes(scope_writer, kScopeVersion, resource.scope_version.view());

  Bytes scope_spans;
  ProtoWriter scope_spans_writer(scope_spans);
  scope_spans_writer.add_message(kScope, scope.data(), scope.size());

  Bytes resource_spans;
  ProtoWriter resource_spans_writer(resource_spans);
  resource_spans_writer.add_message(kResource, resource.attributes.data(), resource.attributes.size());
  const ProtoWriter inner(resource_spans_writer, kScopeSpans, scope_spans.size() + spans_size);
  resource_spans.Append(scope_spans.view());

  ProtoWriter request(head);
  const ProtoWriter outer(request, kResourceSpans, resource_spans.size() + spans_size);
  head.Append(resource_spans.view());
}

void AppendLinkAttributes(Bytes& out, const Batch& batch, const SpanData& span, const FoundLink& found) {
  const auto add = [&out](std::string_view key, std::string_view value) {
    if (!value.empty()) AppendStringKeyValue(out, kLinkAttributes, key, value);
  };
  add("from", kSideNames[static_cast<std::size_t>(found.from)]);
  add("to", kSideNames[static_cast<std::size_t>(found.to)]);
  add("spanloom.via", kViaNames[static_cast<std::size_t>(found.via)]);
  add("spanloom.from.path", span.Text(found.from_path));
  add("spanloom.to.path", span.Text(found.to_path));
  // A proposal for OpenTelemetry's GenAI conventions.
  if (batch.attribution) {
    add("gen_ai.attribution.link_type", found.is_generated ? "CAUSED_BY_GENERATION" : "INFORMED_BY");
  }
  if (!kHasContent || found.via != Via::kText) return;
  AppendOverlap(out, found.overlap);
  if (!batch.ranges || found.pieces.length == 0) return;
  AppendRanges(out, "spanloom.from.ranges", span, found, true);
  AppendRanges(out, "spanloom.to.ranges", span, found, false);
}

}  // namespace

void AppendFoundLink(Bytes& out, const Batch& batch, const SpanData& span, const FoundLink& found) {
  ProtoWriter writer(out);
  ProtoWriter link(writer, kLinks);
  AddBytes(link, kLinkTraceId, View(span.trace_id));
  AddBytes(link, kLinkSpanId, View(found.span_id));
  AppendLinkAttributes(out, batch, span, found);
  // The engine does not know the flags of the traces it links.
  if (kIsEngine) return;
  const std::uint32_t w3c = span.flags & (kSampledFlag | kRandomFlag);
  link.add_fixed32(kLinkFlags, w3c | kHasRemoteFlag | (found.is_remote ? kRemoteFlag : 0));
}

std::size_t EncodeOtlpProtobuf(const Batch& batch, Bytes& out) {
  const Resource& resource = batch.resource;
  const std::size_t room =
      resource.attributes.size() + resource.scope_name.size() + resource.scope_version.size() + 6 * kMaxHeaderBytes;
  out.Clear();
  out.Extend(room);
  ProtoWriter scope_spans(out);
  for (const SpanData* span : batch.spans) WriteSpan(scope_spans, out, batch, *span);

  Bytes head;
  WriteEnvelopes(head, resource, out.size() - room);
  assert(head.size() <= room);
  const std::size_t start = room - head.size();
  std::memcpy(out.data() + start, head.data(), head.size());
  return start;
}

}  // namespace spanloom

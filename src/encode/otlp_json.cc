#include "encode/otlp_json.h"

#include "encode/json_values.h"
#include "encode/json_writer.h"
#include "encode/proto_reader.h"

namespace spanloom {
namespace {

// A list member that is left out when there is nothing in it.
template <typename Write>
void WriteUnlessEmpty(JsonWriter& json, std::string_view key, bool is_empty, Write&& write) {
  if (is_empty) return;
  json.Key(key);
  json.Open('[');
  write();
  json.Close(']');
}

void WriteAttributes(JsonWriter& json, std::string_view fields) {
  WriteUnlessEmpty(json, "attributes", fields.empty(), [&] { WriteOtlpAttributes(json, fields); });
}

void WriteEvents(JsonWriter& json, std::string_view fields) {
  for (ProtoReader events(fields); events.Next();) {
    ProtoReader event(events.TakeView());
    json.Open('{');
    event.Next();
    json.Key("timeUnixNano");
    json.Unsigned(event.TakeFixed64(), true);
    event.Next();
    json.Key("name");
    json.String(event.TakeView());
    WriteAttributes(json, event.rest());
    json.Close('}');
  }
}

void WriteGivenLinks(JsonWriter& json, std::string_view fields) {
  for (ProtoReader links(fields); links.Next();) {
    ProtoReader link(links.TakeView());
    json.Open('{');
    link.Next();
    json.Key("traceId");
    json.Hex(link.TakeView());
    link.Next();
    json.Key("spanId");
    json.Hex(link.TakeView());
    WriteAttributes(json, link.rest());
    json.Close('}');
  }
}

void WriteFoundLink(JsonWriter& json, const SpanData& span, const FoundLink& link) {
  json.Open('{');
  json.Key("traceId");
  json.Hex(View(span.trace_id));
  json.Key("spanId");
  json.Hex(View(link.span_id));
  json.Key("attributes");
  json.Open('[');
  ForEachAttribute(span, link,
                   [&json](std::string_view key, std::string_view value) { WriteOtlpAttribute(json, key, value); });
  json.Close(']');
  json.Close('}');
}

void WriteLinks(JsonWriter& json, const Batch& batch, const SpanData& span) {
  bool any = span.given_links.size() > 0;
  for (const FoundLink& link : span.links) any = any || batch.Wants(link);
  WriteUnlessEmpty(json, "links", !any, [&] {
    WriteGivenLinks(json, span.given_links.view());
    for (const FoundLink& link : span.links) {
      if (batch.Wants(link)) WriteFoundLink(json, span, link);
    }
  });
}

void WriteStatus(JsonWriter& json, const SpanData& span) {
  if (span.status == StatusCode::kUnset) return;
  json.Key("status");
  json.Open('{');
  if (span.status == StatusCode::kError && span.message.length > 0) {
    json.Key("message");
    json.String(span.Text(span.message));
  }
  json.Key("code");
  json.Unsigned(static_cast<std::uint64_t>(span.status));
  json.Close('}');
}

std::string_view SharedAttributes(SpanTemplate& shared) {
  if (shared.attributes_json.size() == 0) {
    JsonWriter json(shared.attributes_json);
    WriteOtlpAttributes(json, shared.attributes.view());
  }
  return shared.attributes_json.view();
}

void WriteSpan(JsonWriter& json, const Batch& batch, const SpanData& span) {
  SpanTemplate& shared = *batch.templates[span.template_id];
  json.Open('{');
  json.Key("traceId");
  json.Hex(View(span.trace_id));
  json.Key("spanId");
  json.Hex(View(span.span_id));
  if (IsSet(span.parent_id)) {
    json.Key("parentSpanId");
    json.Hex(View(span.parent_id));
  }
  json.Key("name");
  json.String(NameOf(span, shared));
  if (shared.kind != 0) {
    json.Key("kind");
    json.Unsigned(shared.kind);
  }
  json.Key("startTimeUnixNano");
  json.Unsigned(span.start_nanos, true);
  json.Key("endTimeUnixNano");
  json.Unsigned(span.end_nanos, true);

  const bool has_content = span.content[0].is_set || span.content[1].is_set;
  const std::string_view attributes = SharedAttributes(shared);
  WriteUnlessEmpty(json, "attributes", attributes.empty() && !has_content && span.attributes.size() == 0, [&] {
    json.Raw(attributes);
    ForEachContent(span,
                   [&json](std::string_view key, std::string_view value) { WriteOtlpAttribute(json, key, value); });
    WriteOtlpAttributes(json, span.attributes.view());
  });
  WriteUnlessEmpty(json, "events", span.events.size() == 0, [&] { WriteEvents(json, span.events.view()); });
  WriteLinks(json, batch, span);
  if (span.dropped_links > 0) {
    json.Key("droppedLinksCount");
    json.Unsigned(span.dropped_links);
  }
  WriteStatus(json, span);
  json.Close('}');
}

void WriteScope(JsonWriter& json, const Resource& resource) {
  json.Key("scope");
  json.Open('{');
  if (resource.scope_name.size() > 0) {
    json.Key("name");
    json.String(resource.scope_name.view());
  }
  if (resource.scope_version.size() > 0) {
    json.Key("version");
    json.String(resource.scope_version.view());
  }
  json.Close('}');
}

}  // namespace

void EncodeOtlpJson(const Batch& batch, Bytes& out) {
  JsonWriter json(out);
  json.Raw(R"({"resourceSpans":[{"resource":{)");
  WriteAttributes(json, batch.resource.attributes.view());
  json.Close('}');
  json.Key("scopeSpans");
  json.Open('[');
  json.Open('{');
  WriteScope(json, batch.resource);
  json.Key("spans");
  json.Open('[');
  for (const SpanData* span : batch.spans) WriteSpan(json, batch, *span);
  for (const char bracket : std::string_view("]}]}]}")) json.Close(bracket);
}

}  // namespace spanloom

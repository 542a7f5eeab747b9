#include "otlp/writer.h"

#include "otlp/gather.h"
#include "otlp/json_levels.h"
#include "otlp/json_links.h"
#include "otlp/protobuf_levels.h"
#include "otlp/translate.h"

namespace spanloom {

RequestWriter::RequestWriter(Encoding encoding, Bytes& out) {
  if (encoding == Encoding::kProtobuf) {
    protobuf_ = std::make_unique<ProtobufLevels>(out);
  } else {
    json_ = std::make_unique<JsonLevels>(out);
  }
}

RequestWriter::~RequestWriter() = default;

void RequestWriter::Open(std::size_t level, const Shell& shell, Encoding from) {
  const bool is_protobuf = from == Encoding::kProtobuf;
  if (is_protobuf == (protobuf_ != nullptr)) {
    return is_protobuf ? protobuf_->Open(level, shell) : json_->Open(level, shell);
  }
  const Message message = kTraceLevels[level].message;
  head_.Clear();
  tail_.Clear();
  if (!is_protobuf) {
    MembersToProtobuf(message, shell.head, head_);
    MembersToProtobuf(message, shell.tail, tail_);
    return protobuf_->Open(level, {head_.view(), tail_.view()});
  }
  // What the head and the tail both have is one member in JSON.
  Bytes fields;
  fields.Append(shell.head);
  fields.Append(shell.tail);
  const bool is_scattered = HasScatteredFields(message, fields.view());
  FieldsToJson(message, is_scattered ? fields.view() : shell.head, head_);
  if (!is_scattered) FieldsToJson(message, shell.tail, tail_);
  json_->Open(level, {head_.view(), tail_.view()});
}

void RequestWriter::AddSpan(std::string_view span, Encoding from, std::string_view links) {
  span_.Clear();
  if (protobuf_ != nullptr) {
    if (from == Encoding::kProtobuf) return protobuf_->AddSpan(span, links);
    OtlpToProtobuf(OtlpMessage::kSpan, span, span_);
    return protobuf_->AddSpan(span_.view(), links);
  }
  if (from == Encoding::kProtobuf) {
    Bytes fields;
    fields.Append(span);
    fields.Append(links);
    OtlpToJson(OtlpMessage::kSpan, fields.view(), span_);
    return json_->AddSpan(span_.view());
  }
  if (links.empty()) return json_->AddSpan(span);
  AppendSpanWithLinks(span, links, span_);
  json_->AddSpan(span_.view());
}

void RequestWriter::Finish() { protobuf_ != nullptr ? protobuf_->Finish() : json_->Finish(); }

}  // namespace spanloom

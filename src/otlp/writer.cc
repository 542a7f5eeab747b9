#include "otlp/writer.h"

#include "otlp/protobuf_levels.h"

namespace spanloom {

class JsonLevels {};

RequestWriter::RequestWriter(Encoding, Bytes& out) : protobuf_(std::make_unique<ProtobufLevels>(out)) {}

RequestWriter::~RequestWriter() = default;

void RequestWriter::Open(std::size_t level, const Shell& shell, Encoding) { protobuf_->Open(level, shell); }

void RequestWriter::AddSpan(std::string_view span, Encoding, std::string_view links) {
  protobuf_->AddSpan(span, links);
}

void RequestWriter::Finish() { protobuf_->Finish(); }

}  // namespace spanloom

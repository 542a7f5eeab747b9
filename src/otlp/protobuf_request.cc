#include "otlp/protobuf_request.h"

#include <cstring>
#include <protozero/pbf_reader.hpp>

#include "otlp/protobuf_check.h"

namespace spanloom {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;
using protozero::tag_and_type;

enum SpanField : std::uint32_t { kTraceId = 1, kSpanId = 2, kParentSpanId = 4, kStartTime = 7, kEndTime = 8 };
enum LogField : std::uint32_t { kLogTraceId = 9, kLogSpanId = 10 };

std::string_view TakeView(pbf_reader& reader) {
  const protozero::data_view view = reader.get_view();
  return {view.data(), view.size()};
}

// Whether the field is absent, empty or of the right length. Sets `id` to what it says.
template <typename Id>
bool TakeId(pbf_reader& reader, Id& id) {
  const std::string_view bytes = TakeView(reader);
  id = {};
  if (bytes.size() != id.size()) return bytes.empty();
  std::memcpy(id.data(), bytes.data(), id.size());
  return true;
}

// Reads a request that CheckProtobuf() has accepted.
class Reader {
 public:
  Reader(bool is_logs, std::string_view request, RequestParts& parts)
      : is_logs_(is_logs), levels_(is_logs ? kLogLevels : kTraceLevels), request_(request), parts_(parts) {}

  const RequestError& error() const { return error_; }

  void ReadLevel(std::size_t level, std::string_view bytes) {
    parts_.Open(level);
    const char* start = bytes.data();
    for (pbf_reader reader(bytes.data(), bytes.size()); error_.what == nullptr && reader.next();) {
      if (reader.tag_and_type() == tag_and_type(levels_[level].list, pbf_wire_type::length_delimited)) {
        parts_.AddList(level);
        const std::string_view child = TakeView(reader);
        level + 1 < kLevels ? ReadLevel(level + 1, child) : ReadRecord(child);
      } else {
        reader.skip();
        parts_.AddField(level,
                        {start, bytes.size() - reader.length() - static_cast<std::size_t>(start - bytes.data())});
      }
      start = bytes.data() + (bytes.size() - reader.length());
    }
    parts_.Close(level);
  }

 private:
  void ReadRecord(std::string_view record) {
    SpanHead head{};
    const bool are_ids = is_logs_ ? ReadLogIds(record, head) : ReadHead(record, head);
    if (!are_ids) return Refuse("an id has the wrong length", record);
    if (IsSet(head.trace_id) && IsSet(head.span_id)) return parts_.AddRecord(head, record);
    if (!is_logs_) Refuse("a span has no trace id or no span id", record);
  }

  static bool ReadHead(std::string_view span, SpanHead& head) {
    bool are_ids = true;
    for (pbf_reader reader(span.data(), span.size()); reader.next();) {
      switch (reader.tag_and_type()) {
        case tag_and_type(kTraceId, pbf_wire_type::length_delimited): are_ids &= TakeId(reader, head.trace_id); break;
        case tag_and_type(kSpanId, pbf_wire_type::length_delimited): are_ids &= TakeId(reader, head.span_id); break;
        case tag_and_type(kParentSpanId, pbf_wire_type::length_delimited):
          are_ids &= TakeId(reader, head.parent_id);
          break;
        case tag_and_type(kStartTime, pbf_wire_type::fixed64): head.start_nanos = reader.get_fixed64(); break;
        case tag_and_type(kEndTime, pbf_wire_type::fixed64): head.end_nanos = reader.get_fixed64(); break;
        default: reader.skip();
      }
    }
    return are_ids;
  }

  static bool ReadLogIds(std::string_view log, SpanHead& head) {
    bool are_ids = true;
    for (pbf_reader reader(log.data(), log.size()); reader.next();) {
      switch (reader.tag_and_type()) {
        case tag_and_type(kLogTraceId, pbf_wire_type::length_delimited):
          are_ids &= TakeId(reader, head.trace_id);
          break;
        case tag_and_type(kLogSpanId, pbf_wire_type::length_delimited): are_ids &= TakeId(reader, head.span_id); break;
        default: reader.skip();
      }
    }
    return are_ids;
  }

  void Refuse(const char* what, std::string_view record) {
    error_ = {what, static_cast<std::size_t>(record.data() - request_.data())};
  }

  bool is_logs_;
  const RequestLevel* levels_;
  std::string_view request_;
  RequestParts& parts_;
  RequestError error_;
};

}  // namespace

RequestError ReadProtobufRequest(bool is_logs, std::string_view request, RequestParts& parts) {
  const RequestError error = CheckProtobuf((is_logs ? kLogLevels : kTraceLevels)[0].message, request);
  if (error.what != nullptr) return error;
  Reader reader(is_logs, request, parts);
  reader.ReadLevel(0, request);
  return reader.error();
}

}  // namespace spanloom

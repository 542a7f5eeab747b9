#include "otlp/json_request.h"

#include "base/hex.h"
#include "otlp/json_numbers.h"
#include "otlp/json_scanner.h"

namespace spanloom {
namespace {

template <typename Id>
bool ParseId(std::string_view hex, Id& id) {
  id = {};
  if (hex.size() != 2 * id.size()) return hex.empty();
  for (std::size_t i = 0; i < id.size(); ++i) {
    const std::uint32_t high = HexValue(hex[2 * i]);
    const std::uint32_t low = HexValue(hex[2 * i + 1]);
    if (high == kNoHexDigit || low == kNoHexDigit) return false;
    id[i] = static_cast<char>(high << 4 | low);
  }
  return true;
}

class Reader {
 public:
  Reader(bool is_logs, std::string_view request, RequestParts& parts)
      : is_logs_(is_logs), levels_(is_logs ? kLogLevels : kTraceLevels), scanner_(request), parts_(parts) {}

  RequestError Read() {
    ReadLevel(0);
    if (!scanner_.IsAtEnd()) scanner_.Fail("there is more behind the request");
    return scanner_.error();
  }

 private:
  void ReadLevel(std::size_t level) {
    const std::string_view list = FindField(levels_[level].message, levels_[level].list)->info.name;
    parts_.Open(level);
    if (!scanner_.Open('{')) return;
    for (std::string_view key; scanner_.NextMember(key);) {
      if (key == list && scanner_.Peek() != 'n') {
        parts_.AddList(level);
        if (!scanner_.Open('[')) return;
        while (scanner_.NextItem()) level + 1 < kLevels ? ReadLevel(level + 1) : ReadRecord();
      } else {
        const char* const member = scanner_.member();
        if (!scanner_.Skip()) return;
        parts_.AddField(level, {member, static_cast<std::size_t>(scanner_.at() - member)});
      }
    }
    parts_.Close(level);
  }

  void ReadRecord() {
    SpanHead head{};
    scanner_.Peek();
    const char* const start = scanner_.at();
    if (!scanner_.Open('{')) return;
    for (std::string_view key; scanner_.NextMember(key);) {
      if (key == "traceId") {
        TakeId(head.trace_id);
      } else if (key == "spanId") {
        TakeId(head.span_id);
      } else if (!is_logs_ && key == "parentSpanId") {
        TakeId(head.parent_id);
      } else if (!is_logs_ && key == "startTimeUnixNano") {
        TakeTime(head.start_nanos);
      } else if (!is_logs_ && key == "endTimeUnixNano") {
        TakeTime(head.end_nanos);
      } else {
        scanner_.Skip();
      }
    }
    if (scanner_.failed()) return;
    if (IsSet(head.trace_id) && IsSet(head.span_id)) {
      parts_.AddRecord(head, {start, static_cast<std::size_t>(scanner_.at() - start)});
    } else if (!is_logs_) {
      scanner_.Fail("a span has no trace id or no span id", start);
    }
  }

  template <typename Id>
  void TakeId(Id& id) {
    JsonScalar value;
    scanner_.Peek();
    const char* const start = scanner_.at();
    if (!scanner_.Take(value)) return;
    id = {};
    const bool is_id = value.kind == JsonScalar::Kind::kNull ||
                       (value.kind == JsonScalar::Kind::kString && ParseId(Unescaped(value.text, scratch_), id));
    if (!is_id) scanner_.Fail("an id is not hexadecimal, or has the wrong length", start);
  }

  void TakeTime(std::uint64_t& nanos) {
    JsonScalar value;
    if (!scanner_.Take(value)) return;
    const bool has_text = value.kind == JsonScalar::Kind::kString || value.kind == JsonScalar::Kind::kNumber;
    nanos = has_text ? ParseUint64(Unescaped(value.text, scratch_)).value_or(0) : 0;
  }

  bool is_logs_;
  const RequestLevel* levels_;
  JsonScanner scanner_;
  RequestParts& parts_;
  Bytes scratch_;
};

}  // namespace

RequestError ReadJsonRequest(bool is_logs, std::string_view request, RequestParts& parts) {
  return Reader(is_logs, request, parts).Read();
}

}  // namespace spanloom

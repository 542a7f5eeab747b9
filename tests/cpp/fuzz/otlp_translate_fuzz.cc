#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "otlp/json_scanner.h"
#include "otlp/protobuf_check.h"
#include "otlp/slow_message.h"
#include "otlp/translate.h"

// Translates the input as a message, from both encodings and back. Well-formed protobuf must say the same afterwards to
// a slow parser; what came from JSON must be well-formed, and must not change once it was translated.
namespace {

using spanloom::Bytes;
using spanloom::Message;
using spanloom::OtlpMessage;

void Require(bool is_true) {
  if (!is_true) std::abort();
}

std::string ToJson(OtlpMessage message, std::string_view protobuf) {
  Require(CheckProtobuf(static_cast<Message>(message), protobuf).what == nullptr);
  Bytes out;
  OtlpToJson(message, protobuf, out);
  spanloom::JsonScanner scanner(out.view());
  Require(scanner.Skip() && scanner.IsAtEnd());
  return std::string(out.view());
}

std::string ToProtobuf(OtlpMessage message, std::string_view json) {
  Bytes out;
  OtlpToProtobuf(message, json, out);
  return std::string(out.view());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr OtlpMessage kMessages[] = {OtlpMessage::kSpan, OtlpMessage::kLogRecord, OtlpMessage::kAnyValue};
  if (size == 0) return 0;
  const OtlpMessage message = kMessages[data[0] % 3];
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (CheckProtobuf(static_cast<Message>(message), input).what == nullptr) {
    const std::string again = ToProtobuf(message, ToJson(message, input));
    Require(spanloom::testing::DescribeSlowly(static_cast<Message>(message), input) ==
            spanloom::testing::DescribeSlowly(static_cast<Message>(message), again));
  }
  const std::string protobuf = ToProtobuf(message, input);
  const std::string json = ToJson(message, protobuf);
  Require(ToJson(message, ToProtobuf(message, json)) == json);
  return 0;
}

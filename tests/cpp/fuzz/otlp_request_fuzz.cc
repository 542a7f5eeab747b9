#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "otlp/rewrite.h"

// Reads the input as a request of traces or logs, in either encoding. What is accepted is written in both encodings,
// and must be accepted again; in its own encoding it must stay what it is once it was written.
namespace {

using spanloom::Encoding;
using spanloom::testing::Rewriter;

constexpr std::string_view kLink("\x6A\x03\x12\x01x", 5);

void Require(bool is_true) {
  if (!is_true) std::abort();
}

std::string Written(std::string_view request, Encoding from, Encoding to, std::string_view links) {
  Rewriter rewriter(from, to, links);
  const spanloom::RequestError error = ReadTraces(request, from, rewriter);
  Require(error.what == nullptr);
  return rewriter.Finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Encoding encoding = data[0] % 2 == 0 ? Encoding::kProtobuf : Encoding::kJson;
  const Encoding other = data[0] % 2 == 0 ? Encoding::kJson : Encoding::kProtobuf;
  const bool is_logs = data[0] / 2 % 2 != 0;
  const std::string_view request(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (is_logs) {
    Rewriter logs(encoding, encoding);
    ReadLogs(request, encoding, logs);
    return 0;
  }
  Rewriter probe(encoding, encoding);
  if (ReadTraces(request, encoding, probe).what != nullptr) return 0;
  const std::string same = probe.Finish();
  Require(Written(same, encoding, encoding, {}) == same);
  const std::string translated = Written(request, encoding, other, {});
  Require(Written(translated, other, other, {}) == translated);
  const std::string linked = Written(request, encoding, encoding, kLink);
  Require((linked == same) == probe.spans.empty());
  Written(linked, encoding, other, kLink);
  return 0;
}

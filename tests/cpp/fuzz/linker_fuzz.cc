#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linker.h"
#include "engine/recording.h"

// Reads calls of a Linker from the input: requests, as bytes or as a few spans that are valid, and everything that one
// can ask for in between. No span may get lost uncounted, and what is given back can be read again.
namespace spanloom {
namespace {

using testing::Recorded;
using testing::SpanHex;
using testing::TraceHex;

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  bool empty() const { return rest_.empty(); }

  std::uint32_t Byte() {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte;
  }

  std::string_view Text(std::size_t size) {
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(text.size());
    return text;
  }

 private:
  std::string_view rest_;
};

Encoding ReadEncoding(Input& input) { return input.Byte() % 2 == 0 ? Encoding::kProtobuf : Encoding::kJson; }

std::string RecordedRequest(Input& input, Encoding encoding) {
  std::vector<Recorded> spans(input.Byte() % 6);
  for (Recorded& span : spans) {
    const std::uint32_t bits = input.Byte();
    span = {1 + bits % 4, 1 + input.Byte() % 8, bits / 4 % 4, 1 + input.Byte(), bits / 16 * 20, "", ""};
    if (bits % 3 > 0) span.input = testing::Text(input.Byte() % 4);
    if (bits % 5 > 0) span.output = testing::Text(input.Byte() % 4);
  }
  return testing::Request(encoding, spans);
}

class Counter final : public RequestVisitor {
 public:
  void OnRequest(const Shell&) override {}
  void OnResource(const Shell&) override {}
  void OnScope(const Shell&) override {}
  void OnSpan(const SpanHead&, std::string_view) override { ++spans; }
  void OnLog(const SpanHead&, std::string_view) override {}

  double spans = 0;
};

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckTake(Linker& linker, Encoding encoding, double now, bool all, std::string_view trace, double max_bytes) {
  const double before = linker.Stats().taken_spans;
  const std::uint32_t count = linker.Take(encoding, now, all, trace, max_bytes);
  Check(count > 0 || linker.result().empty());
  if (linker.result().empty()) return;
  Counter counter;
  Check(ReadTraces(linker.result(), encoding, counter).what == nullptr);
  Check(counter.spans == linker.Stats().taken_spans - before);
}

void CheckCounts(const Linker& linker) {
  const LinkerStats stats = linker.Stats();
  Check(stats.spans == stats.taken_spans + stats.waiting_spans + stats.dropped_spans);
}

// Reading contents and kinds changes nothing that one can see.
void CallExplain(Linker& linker, std::string_view trace, std::string_view span, bool is_reverse) {
  linker.Contents(trace, span);
  const std::string contents(linker.result());
  linker.Kinds(trace);
  const std::string kinds(linker.result());
  linker.Explain(trace, span, is_reverse);
  linker.Contents(trace, span);
  Check(linker.result() == contents);
  linker.Kinds(trace);
  Check(linker.result() == kinds);
}

void Call(Linker& linker, Input& input, double now) {
  const std::uint32_t op = input.Byte();
  const std::string trace = TraceHex(1 + op / 8 % 4);
  switch (op % 8) {
    case 0:
    case 1: {
      const Encoding encoding = ReadEncoding(input);
      const std::string_view request = input.Text(input.Byte() * 16);
      (op % 8 == 0 ? testing::Add : testing::AddLogs)(linker, request, encoding, now);
      break;
    }
    case 2:
    case 3: {
      const Encoding encoding = ReadEncoding(input);
      testing::Add(linker, RecordedRequest(input, encoding), encoding, now);
      break;
    }
    case 4: linker.Work(1 + input.Byte(), now, op > 127); break;
    case 5: linker.Links(trace); break;
    case 6: CallExplain(linker, trace, SpanHex(1 + input.Byte() % 8), op > 127); break;
    default: CheckTake(linker, ReadEncoding(input), now, op > 200, op < 64 ? trace : "", input.Byte() * 64.0);
  }
  CheckCounts(linker);
}

}  // namespace
}  // namespace spanloom

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  spanloom::Input input(data, size);
  spanloom::LinkerOptions options;
  options.grace = input.Byte();
  options.max_traces = input.Byte() % 8;
  options.max_trace_bytes = 256.0 * input.Byte();
  options.max_bytes = 512.0 * input.Byte();
  spanloom::Linker linker(options);
  double now = 0;
  while (!input.empty()) spanloom::Call(linker, input, now += 7);
  // A request may say nothing, for which nothing is written.
  while (linker.Stats().waiting_bytes > 0)
    spanloom::CheckTake(linker, spanloom::Encoding::kProtobuf, now, true, {}, 1e9);
  return 0;
}

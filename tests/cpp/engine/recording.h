#ifndef SPANLOOM_TESTS_ENGINE_RECORDING_H_
#define SPANLOOM_TESTS_ENGINE_RECORDING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linker.h"

// Recorded spans, requests of them, and what a linker gives back. Traces and spans are small numbers, times too.
namespace spanloom::testing {

struct Recorded {
  std::uint32_t trace = 1;
  std::uint32_t id = 1;
  std::uint32_t parent = 0;  // 0 for a root
  std::uint64_t start = 1;   // seconds
  std::uint64_t end = 2;     // 0 for none
  std::string input;         // OpenInference: input.value; empty for none
  std::string output;
};

std::string TraceHex(std::uint32_t trace);
std::string SpanHex(std::uint32_t span);

// Messages Span.
std::string SpanProtobuf(const Recorded& span);
std::string SpanJson(const Recorded& span);

// A request with these spans in one scope.
std::string Request(Encoding encoding, const std::vector<Recorded>& spans, std::string_view service = "app",
                    std::string_view scope = "tracer");

// A request with one log record, of the GenAI conventions: a message of the user, or the answer.
struct RecordedLog {
  std::uint32_t trace = 1;
  std::uint32_t span = 1;
  std::uint64_t time = 1;
  bool is_answer = false;
  std::string text;
};
std::string LogsRequest(Encoding encoding, const std::vector<RecordedLog>& logs);

// A long text that shares nothing with those of other numbers.
std::string Text(std::uint32_t number);

// A span that came back.
struct Taken {
  std::string trace;
  std::string id;
  std::string service;
  std::vector<std::string> links;  // "SPAN from>to via"
};

// Returns a linker's last result: the spans in order.
std::vector<Taken> Decode(std::string_view request, Encoding encoding);

// Adds a request and returns what was wrong with it, or an empty text.
std::string Add(Linker& linker, std::string_view request, Encoding encoding = Encoding::kProtobuf, double now = 0);
std::string AddLogs(Linker& linker, std::string_view request, Encoding encoding = Encoding::kProtobuf, double now = 0);

// Takes everything that is complete, or all.
std::string Take(Linker& linker, double now, Encoding encoding = Encoding::kProtobuf);
std::string TakeAll(Linker& linker, Encoding encoding = Encoding::kProtobuf);

// The ids of the spans as "TRACE.SPAN", with the links behind them.
std::vector<std::string> Names(std::string_view request, Encoding encoding = Encoding::kProtobuf);

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_ENGINE_RECORDING_H_

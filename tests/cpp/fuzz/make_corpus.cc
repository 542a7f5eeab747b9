#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "otlp/random_request.h"
#include "support/log_builder.h"
#include "support/processes.h"

// Writes the seed corpus of the fuzz targets into a folder: one log for each part of the format, and OTLP.
namespace spanloom::testing {
namespace {

void Write(const std::string& folder, const std::string& name, std::uint32_t policy, const LogBuilder& log) {
  const std::uint32_t head[] = {policy, log.words(), log.strings(), 1};
  std::ofstream file(folder + "/" + name, std::ios::binary);
  file.write(reinterpret_cast<const char*>(head), sizeof head);
  file << log.Block();
}

void WriteText(const std::string& folder, const std::string& name, const std::string& content) {
  std::ofstream(folder + "/" + name, std::ios::binary) << content;
}

LogBuilder Pipeline() {
  LogBuilder log;
  const Object docs{2, {{"[0]", {3, {}}}, {"[1]", {4, {{"text", {5, {}}}}}}}};
  log.Intern(0, "question").Template(0, "f", 1, {{"kind", Text("task")}}).Trace(1).Start(1, 1).Start(2, 1, 1, 7);
  log.Value(1, Side::kInput, Shape::kArgument, 0, {1, {}}).Value(2, Side::kOutput, Shape::kWhole, 0, docs).End(2);
  log.Start(3, 1, 1, 7)
      .Value(3, Side::kInput, Shape::kArgument, 1, docs)
      .Value(3, Side::kInput, Shape::kArgument, 0, {1, {}});
  log.Value(3, Side::kOutput, Shape::kItem, 3, {6, {}}).Value(3, Side::kOutput, Shape::kThrown, 0, {8, {}}).End(3);
  return log.Value(1, Side::kOutput, Shape::kWhole, 0, {6, {}}).End(1);
}

LogBuilder Contents() {
  constexpr std::uint8_t kJson = kContentJson | kContentLinked;
  const std::string text = "Create the second key before you revoke the first one. \xE7\xAC\xAC\xE4\xBA\x8C";
  LogBuilder log;
  log.Template(0, "f", 1, {}, StepKind::kLlm).Trace(1).Start(1, 1).Start(2, 1, 1, 7);
  log.Linked(2, Side::kOutput, kJson, kNone, R"({"a":"{\"b\":[1,200,\"some words\"]}","t":")" + text + R"("})").End(2);
  log.Start(3, 1, 1, 7).Linked(3, Side::kInput, kJson, kContentArguments, R"([{"b":[1,200,"some words"]},"ok"])");
  log.Linked(3, Side::kInput, kContentLinked | kContentLocal, 2, "Use: " + text + " ```json\n[\"some words\"]\n```");
  return log.End(3).Linked(1, Side::kOutput, kContentLinked, kNone, text).End(1);
}

LogBuilder Payload() {
  LogBuilder log;
  log.Resource("lib", "1", {{"r", List({Int(1), Double(0.5), Empty()})}})
      .Template(0, "f")
      .Template(1, "g")
      .Trace(1)
      .Start(1, 1);
  log.Content(1, Side::kInput, MediaType::kJson, "{\"a\":1}")
      .Content(1, Side::kOutput, MediaType::kText, "caf\xC3\xA9 \xFF");
  log.Attribute(1, "deep",
                Record({{"a", List({List({Text("x")}), Record({{"b", RawBytes("\xFF")}})})}, {"c", Bool(true)}}));
  log.Event(1, "exception", 1500, {{"type", Text("E")}}).Link(1, 1, 9, {{"why", Text("by hand")}}).Name(1, "n");
  return log.Retemplate(1, 1).End(1, StatusCode::kError, 2000, false, "no");
}

LogBuilder ManyTraces() {
  LogBuilder log;
  log.Template(0, "f");
  for (std::uint32_t i = 1; i < 12; ++i) {
    log.Trace(i).Start(i, i).Value(i, Side::kInput, Shape::kArgument, 0, {i, {}});
    if (i % 3 == 0) log.End(i - 1).End(i, StatusCode::kOk, 2000, true);
  }
  return log;
}

// The lineage of a message with parts of two spans.
std::string Lineage() {
  const std::string text = "a text that is long enough to be a part of a message by itself";
  Processes network(1);
  network.Start(0, 1, 0);
  network.Input(0, 1, text);
  network.Start(0, 2, 1);
  network.Output(0, 2, "{\"found\":\"another " + text + "\"}");
  network.End(0, 2);
  return network.Send(0, 1, "[\"" + text + "\",{\"found\":\"another " + text + "\"}]").lineage;
}

LogBuilder AcrossProcesses() {
  const std::string text = "a text that is long enough to be a part of a message by itself";
  LogBuilder log;
  log.Template(0, "f").Trace(1).Lineage(1, 7, 1, Lineage()).StartBelow(3, 1, 7, 1).TraceState(3, "a=1");
  log.Message(1, MediaType::kJson, "[\"" + text + "\"]").Linked(3, Side::kInput, 0, 0, text);
  log.StartBelow(4, 1, 3, 3, 0, kStandIn).Linked(4, Side::kInput, 0, kNone, text).Identify(4, 9);
  return log.Linked(4, Side::kOutput, 0, kNone, "an answer to " + text).Lineage(1, 0, 3, Lineage()).End(4).End(3);
}

// The first byte says how the targets for OTLP read the rest.
void WriteOtlp(const std::string& folder) {
  const std::string span =
      R"({"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"n\u00e9","kind":3,)"
      R"("startTimeUnixNano":"1795944804188000000","attributes":[{"key":"k","value":{"arrayValue":{"values":[)"
      R"({"doubleValue":"NaN"},{"intValue":-1e3},{"bytesValue":"-_8"},null,{"kvlistValue":{"values":[]}}]}}}],)"
      R"("links":[],"status":{"code":"STATUS_CODE_ERROR"},"flags":256})";
  constexpr std::uint32_t kSeeds[] = {1, 2, 3, 4};
  for (const std::uint32_t seed : kSeeds) {
    WriteText(folder, "otlp-protobuf-" + std::to_string(seed),
              std::string(1, '\0') + RandomRequest(seed, seed % 2 == 0).Make());
  }
  WriteText(folder, "otlp-json",
            R"(1{"resourceSpans":[{"x":1,"scopeSpans":[{"spans":[)" + span + R"(],"scope":{"name":"s"}},{}]}]})");
  WriteText(folder, "otlp-span-json", std::string(1, '\0') + span);
}

}  // namespace
}  // namespace spanloom::testing

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
    return 1;
  }
  for (std::uint32_t policy = 0; policy < 3; ++policy) {
    spanloom::testing::Write(arguments[1], "pipeline-" + std::to_string(policy), policy, spanloom::testing::Pipeline());
  }
  spanloom::testing::Write(arguments[1], "contents", 1, spanloom::testing::Contents());
  spanloom::testing::Write(arguments[1], "payload", 1, spanloom::testing::Payload());
  spanloom::testing::Write(arguments[1], "many-traces", 1, spanloom::testing::ManyTraces());
  spanloom::testing::Write(arguments[1], "across-processes", 1, spanloom::testing::AcrossProcesses());
  spanloom::testing::WriteText(arguments[1], "lineage", spanloom::testing::Lineage());
  spanloom::testing::WriteOtlp(arguments[1]);
  return 0;
}

#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/linker.h"

// Binds Linker with embind, for js/linker. Bytes cross as views of the Wasm memory: reserve() gives one to fill,
// result() one to copy. Both are invalid after the next call, as the memory may have moved. Errors are values, because
// the module is built without exceptions.
namespace {

using emscripten::typed_memory_view;
using emscripten::val;
using spanloom::Encoding;
using spanloom::Linker;
using spanloom::LinkerOptions;
using spanloom::LinkerStats;
using spanloom::RequestError;

// What RequestError says, in types that embind knows. `what` is empty if the request was taken.
struct AddResult {
  std::string what;
  double offset = 0;
};

AddResult ResultOf(const RequestError& error) {
  if (error.what == nullptr) return {};
  return {error.what, static_cast<double>(error.offset)};
}

// The methods whose types embind does not know. It knows std::string, but no view of one.

val Reserve(Linker& linker, std::size_t bytes) {
  char* memory = linker.Reserve(bytes);
  if (memory == nullptr) return val::null();
  return val(typed_memory_view(bytes, reinterpret_cast<unsigned char*>(memory)));
}

AddResult AddTraces(Linker& linker, Encoding encoding, double now) { return ResultOf(linker.AddTraces(encoding, now)); }

AddResult AddLogs(Linker& linker, Encoding encoding, double now) { return ResultOf(linker.AddLogs(encoding, now)); }

bool Has(const Linker& linker, const std::string& trace_id) { return linker.Has(trace_id); }

void Links(Linker& linker, const std::string& trace_id) { linker.Links(trace_id); }

void Explain(Linker& linker, const std::string& trace_id, const std::string& span_id, bool is_reverse) {
  linker.Explain(trace_id, span_id, is_reverse);
}

void Contents(Linker& linker, const std::string& trace_id, const std::string& span_id) {
  linker.Contents(trace_id, span_id);
}

void Kinds(Linker& linker, const std::string& trace_id) { linker.Kinds(trace_id); }

std::uint32_t Take(Linker& linker, Encoding encoding, double now, bool all, const std::string& trace_id,
                   double max_bytes) {
  return linker.Take(encoding, now, all, trace_id, max_bytes);
}

val Result(const Linker& linker) {
  const std::string_view result = linker.result();
  return val(typed_memory_view(result.size(), reinterpret_cast<const unsigned char*>(result.data())));
}

// Links by `spanloom.via`.
struct LinkCounts {
  double identity = 0;
  double member = 0;
  double structure = 0;
  double text = 0;
};

LinkCounts LinksOf(const LinkerStats& stats) {
  return {stats.links_identity, stats.links_member, stats.links_structure, stats.links_text};
}

// embind wants a setter for each field; nobody gives statistics to the core.
void SetLinks(LinkerStats&, const LinkCounts&) {}

}  // namespace

EMSCRIPTEN_BINDINGS(spanloom_linker) {
  emscripten::enum_<Encoding>("Encoding").value("protobuf", Encoding::kProtobuf).value("json", Encoding::kJson);

  emscripten::value_object<LinkerOptions>("LinkerOptions")
      .field("grace", &LinkerOptions::grace)
      .field("maxTraces", &LinkerOptions::max_traces)
      .field("maxTraceBytes", &LinkerOptions::max_trace_bytes)
      .field("maxBytes", &LinkerOptions::max_bytes)
      .field("minLength", &LinkerOptions::min_length)
      .field("conventions", &LinkerOptions::conventions)
      .field("shareIndex", &LinkerOptions::share_index)
      .field("shareCount", &LinkerOptions::share_count);

  emscripten::value_object<AddResult>("AddResult").field("what", &AddResult::what).field("offset", &AddResult::offset);

  emscripten::value_object<LinkCounts>("LinkCounts")
      .field("identity", &LinkCounts::identity)
      .field("member", &LinkCounts::member)
      .field("structure", &LinkCounts::structure)
      .field("text", &LinkCounts::text);

  emscripten::value_object<LinkerStats>("LinkerStats")
      .field("spans", &LinkerStats::spans)
      .field("logs", &LinkerStats::logs)
      .field("requests", &LinkerStats::requests)
      .field("refused", &LinkerStats::refused)
      .field("waitingSpans", &LinkerStats::waiting_spans)
      .field("waitingTraces", &LinkerStats::waiting_traces)
      .field("waitingBytes", &LinkerStats::waiting_bytes)
      .field("linkedTraces", &LinkerStats::linked_traces)
      .field("evictedTraces", &LinkerStats::evicted_traces)
      .field("evictedSpans", &LinkerStats::evicted_spans)
      .field("lateSpans", &LinkerStats::late_spans)
      .field("duplicateSpans", &LinkerStats::duplicate_spans)
      .field("droppedSpans", &LinkerStats::dropped_spans)
      .field("droppedLogs", &LinkerStats::dropped_logs)
      .field("takenSpans", &LinkerStats::taken_spans)
      .field("takenLinks", &LinkerStats::taken_links)
      .field("links", &LinksOf, &SetLinks);

  emscripten::class_<Linker>("Linker")
      .constructor<const LinkerOptions&>()
      .function("problem", &Linker::problem)
      .function("reserve", &Reserve)
      .function("addTraces", &AddTraces)
      .function("addLogs", &AddLogs)
      .function("work", &Linker::Work)
      .function("has", &Has)
      .function("links", &Links)
      .function("explain", &Explain)
      .function("contents", &Contents)
      .function("kinds", &Kinds)
      .function("take", &Take)
      .function("withoutContent", &Linker::WithoutContent)
      .function("result", &Result)
      .function("stats", &Linker::Stats);
}

#include <emscripten/emscripten.h>

#include <cstdint>

#include "base/features.h"
#include "session.h"

// The exports of the Wasm module: one per method of Session, wrapped by the class in js/core/session.js. Addresses are
// offsets into the Wasm memory. The module imports nothing: Emscripten's glue would add 2.3 kB of gzip, and embind
// another 9.5 kB.
namespace {

using spanloom::Session;

std::uint32_t AddressOf(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

}  // namespace

extern "C" {

// Returns 0 if this build does not support the options. `evidence` has a bit per option.
EMSCRIPTEN_KEEPALIVE Session* session_new(int policy, std::uint32_t max_traces, std::uint32_t max_objects,
                                          std::uint32_t evidence, std::uint32_t min_length,
                                          std::uint32_t max_text_bytes) {
  spanloom::SessionOptions options;
  options.policy = static_cast<spanloom::Policy>(policy);
  options.max_traces = max_traces;
  options.max_objects_per_trace = max_objects;
  options.structure = (evidence & 1) != 0;
  options.text = (evidence & 2) != 0;
  options.attribution = (evidence & 4) != 0;
  options.ranges = (evidence & 8) != 0;
  options.min_length = min_length;
  options.max_text_bytes = max_text_bytes;
  const bool by_content = options.policy == spanloom::Policy::kFlow && (options.structure || options.text);
  if (!spanloom::kHasContent && by_content) return nullptr;
  return new Session(options);
}

EMSCRIPTEN_KEEPALIVE void session_delete(Session* session) { delete session; }

EMSCRIPTEN_KEEPALIVE std::uint32_t session_reserve(Session* session, std::uint32_t bytes) {
  return AddressOf(session->Reserve(bytes));
}

EMSCRIPTEN_KEEPALIVE int session_drain(Session* session, std::uint32_t words, std::uint32_t strings,
                                       std::uint32_t bytes, double now_micros) {
  return static_cast<int>(session->Drain(words, strings, bytes, now_micros));
}

EMSCRIPTEN_KEEPALIVE std::uint32_t session_finished_spans(const Session* session) {
  return static_cast<std::uint32_t>(session->spans().waiting());
}

EMSCRIPTEN_KEEPALIVE double session_finished_bytes(const Session* session) {
  return static_cast<double>(session->spans().waiting_bytes());
}

EMSCRIPTEN_KEEPALIVE std::uint32_t session_cut(Session* session, std::uint32_t max_spans, std::uint32_t max_bytes) {
  return static_cast<std::uint32_t>(session->Cut(max_spans, max_bytes));
}

EMSCRIPTEN_KEEPALIVE int session_encode(Session* session, int format, bool tree_links) {
  return static_cast<int>(session->Encode(static_cast<spanloom::Format>(format), tree_links));
}

EMSCRIPTEN_KEEPALIVE void session_lineage(Session* session, std::uint32_t span, std::uint32_t key0,
                                          std::uint32_t key1) {
  const std::uint32_t key[] = {key0, key1};
  session->Lineage(span, spanloom::IdFromWords<8>(key));
}

EMSCRIPTEN_KEEPALIVE void session_release(Session* session) { session->Release(); }

EMSCRIPTEN_KEEPALIVE void session_stats(Session* session) { session->Stats(); }

EMSCRIPTEN_KEEPALIVE std::uint32_t session_result_address(const Session* session) {
  return AddressOf(session->result().data());
}

EMSCRIPTEN_KEEPALIVE std::uint32_t session_result_size(const Session* session) {
  return static_cast<std::uint32_t>(session->result().size());
}
}

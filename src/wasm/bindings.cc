#include <emscripten/bind.h>

#include <cstdint>

#include "session.h"

// What JavaScript sees of the core: set-up and batch calls. Addresses are offsets into the Wasm memory, which any call may
// move to a new ArrayBuffer.
namespace {

class JsSession {
 public:
  JsSession(int policy, std::uint32_t max_traces, std::uint32_t max_objects_per_trace)
      : session_({static_cast<spanloom::Policy>(policy), max_traces, max_objects_per_trace}) {}

  std::uint32_t Reserve(std::uint32_t bytes) { return AddressOf(session_.Reserve(bytes)); }

  int Drain(std::uint32_t words, std::uint32_t strings, std::uint32_t bytes, double now_micros) {
    return static_cast<int>(session_.Drain(words, strings, bytes, now_micros));
  }

  std::uint32_t FinishedSpans() const { return session_.spans().waiting(); }
  double FinishedBytes() const { return static_cast<double>(session_.spans().waiting_bytes()); }
  std::uint32_t Cut(std::uint32_t max_spans, std::uint32_t max_bytes) { return session_.Cut(max_spans, max_bytes); }

  int Encode(int format, bool tree_links) {
    return static_cast<int>(session_.Encode(static_cast<spanloom::Format>(format), tree_links));
  }

  void Stats() { session_.Stats(); }
  std::uint32_t ResultAddress() const { return AddressOf(session_.result().data()); }
  std::uint32_t ResultSize() const { return session_.result().size(); }
  void Release() { session_.Release(); }

 private:
  static std::uint32_t AddressOf(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

  spanloom::Session session_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(spanloom) {
  emscripten::class_<JsSession>("Session")
      .constructor<int, std::uint32_t, std::uint32_t>()
      .function("reserve", &JsSession::Reserve)
      .function("drain", &JsSession::Drain)
      .function("finishedSpans", &JsSession::FinishedSpans)
      .function("finishedBytes", &JsSession::FinishedBytes)
      .function("cut", &JsSession::Cut)
      .function("encode", &JsSession::Encode)
      .function("stats", &JsSession::Stats)
      .function("resultAddress", &JsSession::ResultAddress)
      .function("resultSize", &JsSession::ResultSize)
      .function("release", &JsSession::Release);
}

#ifndef SPANLOOM_ENGINE_INTAKE_H_
#define SPANLOOM_ENGINE_INTAKE_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "base/none.h"
#include "engine/envelopes.h"
#include "engine/trace_store.h"
#include "otlp/request.h"

namespace spanloom {

// Puts what a request contains into the store: spans with their envelopes, or logs, whose envelopes nothing needs. One
// instance reads one request.
class Intake final : public RequestVisitor {
 public:
  enum class Signal : std::uint8_t { kTraces, kLogs };

  Intake(TraceStore& store, Envelopes& envelopes, Signal signal, Encoding encoding)
      : store_(store), envelopes_(envelopes), signal_(signal), encoding_(encoding) {}
  ~Intake() override { CloseFrom(Level::kRequest); }

  void OnRequest(const Shell& shell) override { Open(Level::kRequest, shell); }
  void OnResource(const Shell& shell) override { Open(Level::kResource, shell); }
  void OnScope(const Shell& shell) override { Open(Level::kScope, shell); }
  void OnSpan(const SpanHead& head, std::string_view span) override;
  void OnLog(const SpanHead& head, std::string_view log) override {
    if (store_.Keeps(head.trace_id)) store_.AddLog(head, log, encoding_);
  }

 private:
  void Open(Level level, const Shell& shell);
  void CloseFrom(Level level);

  TraceStore& store_;
  Envelopes& envelopes_;
  const Signal signal_;
  const Encoding encoding_;
  std::array<std::uint32_t, kLevels> open_ = {kNone, kNone, kNone};
  std::array<bool, kLevels> has_others_ = {};  // spans that another linker keeps
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_INTAKE_H_

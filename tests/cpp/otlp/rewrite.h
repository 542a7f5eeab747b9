#ifndef SPANLOOM_TESTS_OTLP_REWRITE_H_
#define SPANLOOM_TESTS_OTLP_REWRITE_H_

#include <string>
#include <string_view>
#include <vector>

#include "otlp/request.h"
#include "otlp/writer.h"

namespace spanloom::testing {

// Writes what it visits in its order, with the same links added to each span.
class Rewriter final : public RequestVisitor {
 public:
  Rewriter(Encoding from, Encoding to, std::string_view links = {}) : from_(from), links_(links), writer_(to, out_) {}

  void OnRequest(const Shell& request) override { writer_.OpenRequest(request, from_); }
  void OnResource(const Shell& resource) override { writer_.OpenResource(resource, from_); }
  void OnScope(const Shell& scope) override { writer_.OpenScope(scope, from_); }
  void OnSpan(const SpanHead& head, std::string_view span) override {
    heads.push_back(head);
    spans.emplace_back(span);
    writer_.AddSpan(span, from_, links_);
  }
  void OnLog(const SpanHead& head, std::string_view log) override {
    heads.push_back(head);
    spans.emplace_back(log);
  }

  std::string Finish() {
    writer_.Finish();
    return std::string(out_.view());
  }

  std::vector<SpanHead> heads;
  std::vector<std::string> spans;

 private:
  Encoding from_;
  std::string_view links_;
  Bytes out_;
  RequestWriter writer_;
};

// Returns a request of traces after it was read and written; what was wrong with it, if it was refused.
inline std::string Rewrite(std::string_view request, Encoding from, Encoding to, std::string_view links = {}) {
  Rewriter rewriter(from, to, links);
  const RequestError error = ReadTraces(request, from, rewriter);
  if (error.what != nullptr) return "refused at " + std::to_string(error.offset) + ": " + error.what;
  return rewriter.Finish();
}

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_OTLP_REWRITE_H_

#ifndef SPANLOOM_TESTS_REFERENCE_SLOW_FLOW_H_
#define SPANLOOM_TESTS_REFERENCE_SLOW_FLOW_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "log/records.h"
#include "support/log_builder.h"

namespace spanloom::testing {

// A slow reference for the policy `flow` in one trace, after the rules in docs/how-links-are-found.md. It answers every
// question by examining everything that happened.
class SlowFlow {
 public:
  void Start(int span, int parent, std::uint32_t fn, StepKind step_kind);
  void Value(int span, Side side, const Object& object);

  // The links of the span, as "producer from>to via".
  std::vector<std::string> End(int span);

 private:
  struct Source {
    int span;
    Side side;
    bool operator==(const Source&) const = default;
  };
  struct Use {
    std::uint64_t object;
    Source at;
    int time;
    std::uint64_t parent;          // 0 for a whole value
    std::vector<Source> producer;  // none or one
    bool whole() const { return parent == 0; }
  };
  struct Part {
    std::uint64_t object;
    Source source;
    Side to;
    bool identity;
  };
  struct Span {
    int parent;
    std::uint32_t fn;
    StepKind step_kind;
    int started;
    int ended = 0;
  };
  bool IsAncestor(int upper, int lower) const;
  int Depth(int span) const;
  const Use* Find(std::uint64_t object, Source at) const;
  const Use* SourceOfInput(std::uint64_t object, int span) const;
  const Use* SourceOfOutput(std::uint64_t object, int span) const;
  bool Held(Source source, std::uint64_t outer, std::uint64_t inner) const;
  bool IsHistory(int span, Source source) const;

  std::map<int, Span> spans_;
  std::vector<Use> uses_;
  std::map<int, std::vector<Part>> parts_;
  int now_ = 0;
};

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_REFERENCE_SLOW_FLOW_H_

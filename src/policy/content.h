#ifndef SPANLOOM_POLICY_CONTENT_H_
#define SPANLOOM_POLICY_CONTENT_H_

#include "base/array.h"
#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "log/reader.h"
#include "policy/limits.h"
#include "policy/part.h"
#include "policy/shared_runs.h"
#include "structure/json_tree.h"
#include "text/normalize.h"

namespace spanloom {

struct ContentOptions {
  bool structure;
  bool text;
  TextLengths lengths;
};

// Evidence by content, for the policy `flow`: what a value says, compared with what earlier values said. Objects, lists
// and strings that are equal are attributed as if they were the same object; for strings that are new, the runs are
// that they share with others.
class ContentPolicy {
 public:
  explicit ContentPolicy(const ContentOptions& options) : options_(options), runs_(options.lengths) {}

  // A value of `span`, after its objects were noted. O(value), besides runs; see SharedRuns.
  void AddContent(TraceLinks& links, std::uint32_t span, CandidateList& list, const ContentRecord& value);

 private:
  // What the nodes below one need to know of it.
  struct State {
    Match met;
    std::uint64_t place;
    std::uint32_t name;       // under which it, or a list around it, stands
    std::uint32_t explained;  // index of the explanation that holds here, or kNone
    bool is_explained;        // and all that is in it
    bool has_own_letters;     // its text counts, so what is embedded in it does not
  };
  struct Span;

  struct Place {
    std::uint32_t key;
    std::uint64_t place;
  };

  void AddNodeUse(const Span& span, std::uint32_t index);
  // One whole value of several that came as a list.
  struct Argument {
    std::uint32_t letters;
    bool is_idle;  // a record, such as a call's settings, of which nothing is known to be somebody's
  };

  const JsonNode& WholeAround(std::uint32_t index) const;
  void EnterArgument(const JsonNode& node);
  void CountLetters(std::uint32_t count) { arguments_[argument_].letters += count; }
  void Credit() { arguments_[argument_].is_idle = false; }
  std::uint32_t FindText(const Span& span, std::uint32_t index) const;
  std::uint32_t LettersIn(const Span& span, std::uint32_t index) const;
  Place PlaceAt(const Span& span, const JsonNode& node, const State& around);
  static bool WasInput(const Span& span, std::uint32_t object);
  void SkipExplained(const Span& span, std::uint32_t index);
  void AddTextUse(const Span& span, std::uint32_t index, const AttributedPart& noted, bool is_whole);
  std::uint32_t AddText(const Span& span, UseRef from, UseRef to, std::uint32_t letters);
  void CreditLeaf(const Span& span, std::uint32_t index, const AttributedPart& noted, std::uint32_t letters);
  void CreditRuns(const Span& span, std::uint32_t index, std::uint32_t text, UseRef use);
  bool IsExplainedByProducer(const Span& span, std::uint32_t index, UseRef from) const;
  bool IsWhole(const JsonNode& node) const;
  bool HasDigit(const JsonNode& node) const;
  bool IsLabel(const JsonNode& node) const;
  bool IsEvidence(const JsonNode& node, bool is_whole) const;
  bool IsWhollyJson(std::uint32_t index) const;

  const ContentOptions options_;
  SharedRuns runs_;
  JsonTree tree_;
  NormalText normal_;
  Array<State> states_;          // by node
  Array<std::uint32_t> labels_;  // nodes that wait for the others
  Array<Argument> arguments_;
  std::uint32_t argument_ = 0;  // the one that is looked at
  bool is_list_ = false;        // the value at hand is the list of all arguments
  std::uint32_t root_key_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_CONTENT_H_

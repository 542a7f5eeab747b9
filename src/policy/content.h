#ifndef SPANLOOM_POLICY_CONTENT_H_
#define SPANLOOM_POLICY_CONTENT_H_

#include "base/array.h"
#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "log/reader.h"
#include "policy/argument_letters.h"
#include "policy/limits.h"
#include "policy/part.h"
#include "policy/part_observer.h"
#include "policy/shared_runs.h"
#include "structure/json_tree.h"
#include "text/normalize.h"

namespace spanloom {

// A part of a value that is evidence by itself: a node of the value's tree, and its key, see Use::key.
struct ContentRoot {
  std::uint32_t node;
  std::uint32_t key;
};

struct ContentOptions {
  bool structure;
  bool text;
  TextLengths lengths;
};

// Finds evidence by content for the policy `flow`. Reads each value as JSON, or as text with JSON inside, and adds each
// informative part as a use of an object whose id is the hash of the part: equal parts are the same object, and are
// attributed like one. A new string is compared with all earlier texts of the trace instead; see SharedRuns.
//
// One instance serves all traces of a session; it keeps only scratch memory between calls. Not thread-safe.
class ContentPolicy {
 public:
  explicit ContentPolicy(const ContentOptions& options) : options_(options), runs_(options.lengths) {}

  // Adds the content of one value of the open span `span`, after FlowPolicy::AddValue() for the same value. O(size of
  // the value), plus the cost of SharedRuns for new strings.
  void AddContent(TraceLinks& links, std::uint32_t span, CandidateList& list, const ContentRecord& value);

  // Adds the content of a message from another process. What its lineage says about a part is true of all that is in
  // the part. Does nothing without lineage. O(size of the message).
  void AddMessage(TraceLinks& links, const MessageRecord& message);

#if SPANLOOM_ENGINE
  // The same for the engine: adds parts of a value, given as a tree, as if each were a value. The parts are in the
  // order of the tree and do not overlap.
  // `is_instruction`: they are of a system prompt.
  void AddParts(TraceLinks& links, std::uint32_t span, CandidateList& list, Side side, const JsonTree& value,
                const Array<ContentRoot>& parts, bool is_instruction);

  // Counts the letters of parts that are not added, because they repeat history. O(nodes).
  void CountParts(TraceLinks& links, CandidateList& list, Side side, const JsonTree& value,
                  const Array<ContentRoot>& parts);

  // Tells an observer, which outlives this, what AddParts() finds; nullptr ends that.
  void Observe(PartObserver* observer) { observer_ = observer; }
#endif

 private:
  // What the children of a node need to know of it.
  struct State {
    Match match;
    std::uint64_t place;
    std::uint32_t name;       // the property name of the node, or of the list that contains it
    std::uint32_t explained;  // index of the ExplainedPlace that covers the node, or kNone
    bool is_explained;        // the node and everything inside it is attributed
    bool has_own_letters;     // its letters are counted, so those of JSON inside it are not
  };
  // The span that the value belongs to.
  struct Span {
    TraceLinks& links;
    CandidateList& list;
    std::uint32_t index;
    Side side;
    bool skips_attribution;  // a chunk of a stream: attributed when all of its text is there
  };

  struct Place {
    std::uint32_t key;
    std::uint64_t place;
  };

  void AddNodes(const Span& span, std::uint32_t from, std::uint32_t end, std::uint8_t declared);
  void AddLabels(const Span& span);
  void AddNodeUse(const Span& span, std::uint32_t index);
  const JsonNode& WholeAround(std::uint32_t index) const;
  void EnterArgument(const JsonNode& node);
  std::uint32_t FindText(const Span& span, std::uint32_t index) const;
  std::uint32_t LettersIn(const Span& span, std::uint32_t index) const;
  Place PlaceAt(const Span& span, const JsonNode& node, const State& around);
  static bool WasReceived(const Span& span, std::uint32_t object);
  void SkipExplained(const Span& span, std::uint32_t index);
  void AddTextUse(const Span& span, std::uint32_t index, const AttributedPart& noted, bool is_whole);
  std::uint32_t AddText(const Span& span, UseRef from, UseRef to, std::uint32_t letters);
  void CreditLeaf(const Span& span, std::uint32_t index, const AttributedPart& noted, std::uint32_t letters);
  void CreditRuns(const Span& span, std::uint32_t index, std::uint32_t text, UseRef use);
  void NoteLineage(const Span& span, std::uint32_t index, UseRef source, bool is_whole, bool is_partial);
  void NoteAllLineage(const Span& span);
  void AddMessagePart(const Span& span, std::uint32_t index, UseRef use);
  void Begin(MediaType media_type, std::string_view text);
  bool IsExplainedByProducer(const Span& span, std::uint32_t index, UseRef from) const;
  bool IsWhole(const JsonNode& node) const;
  const JsonTree& tree() const;

  const ContentOptions options_;
  SharedRuns runs_;
  JsonTree tree_;
  NormalText normal_;
  Array<State> states_;          // by index of the node
  Array<std::uint32_t> labels_;  // nodes to attribute after all others
  ArgumentLetters letters_;
  Array<std::uint32_t> sizes_;  // of the nodes, for lineage
  CandidateList message_list_;  // stays empty: messages are evidence for no span
  bool is_list_ = false;        // the value is the list of all arguments
  std::uint32_t root_key_ = 0;

#if SPANLOOM_ENGINE
  std::uint32_t PartOf(const JsonNode& node) const;
  void TellPart(const Span& span, const JsonNode& node, UseRef source) const;
  void TellRun(const Span& span, std::uint32_t text, const CreditedRun& run) const;

  const JsonTree* given_ = nullptr;
  const Array<ContentRoot>* parts_ = nullptr;
  PartObserver* observer_ = nullptr;
  bool is_instruction_ = false;
#endif
};

#if SPANLOOM_ENGINE
inline const JsonTree& ContentPolicy::tree() const { return *given_; }
#else
inline const JsonTree& ContentPolicy::tree() const { return tree_; }
#endif

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_CONTENT_H_

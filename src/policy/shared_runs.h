#ifndef SPANLOOM_POLICY_SHARED_RUNS_H_
#define SPANLOOM_POLICY_SHARED_RUNS_H_

#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "links/trace_links.h"
#include "policy/limits.h"
#include "policy/stretches.h"

namespace spanloom {

// A run of a consumer's text that belongs to a producer.
struct CreditedRun {
  std::uint32_t text;     // the producer's text
  Run run;                // `at` in the consumer's text, `other_at` in the producer's
  UseRef source;          // the producer's use of that text
  std::uint32_t letters;  // letters of the run that no other producer has
  bool is_all;            // the run is the producer's whole text
  bool is_whole;          // the producer's text is an argument or a result
};

// Attributes the runs of a new text. Finds the runs that it shares with texts of possible producers and gives each
// stretch to one of them. Whole texts come before pieces of texts, longer runs before shorter ones, a nearer ancestor
// before a farther one, then the latest. A run counts only if enough of it remains after better runs took their
// stretches. In a string of a message that has text of several spans, only those spans get credit, and all of them do.
//
// Keeps only scratch memory between calls. Not thread-safe.
class SharedRuns {
 public:
  explicit SharedRuns(const TextLengths& lengths) : lengths_(lengths) {}

#if SPANLOOM_ENGINE
  // Whether the next texts are those of system prompts, see ContentTraits.
  void SetInstruction(bool is_instruction) { is_instruction_ = is_instruction; }
#endif

  // Returns the runs of `text`, a text of `links` that is on `side` of `span`. `is_whole`: it is an argument or a
  // result. The result is valid until the next call. O(texts that share a run), bounded by kMaxQuotes and kMaxRuns.
  const Array<CreditedRun>& Find(TraceLinks& links, std::uint32_t text, bool is_whole, std::uint32_t span, Side side);

 private:
  static constexpr std::uint32_t kMaxQuotes = 256;  // the newest quotes of one text that are examined
  static constexpr std::size_t kMaxRuns = 4096;
  static constexpr std::size_t kMaxMessages = 16;  // strings of messages in one text

  static constexpr std::uint32_t kSeparator = 16;  // letters between two columns of a row, such as a name

  void Collect();
  void JoinRows();
  void JoinRow(const CreditedRun& run, CreditedRun& other) const;
  void CollectQuoting(const Quote& own);
  void AddRun(std::uint32_t other, const Run& run);
  UseRef FindSource(std::uint32_t text);
  bool WasSeenBefore(const CreditedRun& found, std::uint32_t ended_at);
  Run Common(const Quote& own, const Quote& other) const;
  bool HasEnoughLeft() const;
  std::uint32_t DepthFromAbove(const CreditedRun& run) const;
  bool IsBetter(const CreditedRun& run, const CreditedRun& other) const;
  void Credit(CreditedRun run);
  bool IsSameSpan(const Use& use, const Use& other) const;
  bool IsSaid(const CreditedRun& message, const Use& producer) const;
  bool IsAllowed(const CreditedRun& run) const;
  void CreditRest(const CreditedRun& message);
  std::uint32_t Letters(std::uint32_t start, std::uint32_t end) const;
  bool IsWholeText(const Run& run) const;
  std::uint32_t MinLetters(const CreditedRun& run) const;

  const TextLengths lengths_;
  TraceLinks* links_ = nullptr;
  std::uint32_t text_ = 0;
  bool is_whole_ = false;
  std::uint32_t span_ = 0;
  Side side_ = Side::kInput;
#if SPANLOOM_ENGINE
  bool is_instruction_ = false;
#endif
  IdMap source_index_;
  Array<UseRef> sources_;
  Array<CreditedRun> runs_;
  IdMap known_runs_;
  Array<CreditedRun> credited_;
  Array<CreditedRun> hints_;     // runs that are pieces of such strings
  Array<CreditedRun> messages_;  // runs that are strings of messages, of which all producers are known
  ClaimedStretches claimed_;
  Remainder remainder_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_SHARED_RUNS_H_

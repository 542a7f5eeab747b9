#ifndef SPANLOOM_POLICY_SHARED_RUNS_H_
#define SPANLOOM_POLICY_SHARED_RUNS_H_

#include <cstdint>

#include "base/array.h"
#include "base/id_map.h"
#include "links/trace_links.h"
#include "policy/limits.h"

namespace spanloom {

// A run of a span's text that belongs to a producer.
struct CreditedRun {
  std::uint32_t text;     // the producer's
  Run run;                // `at` in the span's text, `other_at` in the producer's
  UseRef source;          // the producer's use of that text
  std::uint32_t letters;  // of the run, those that nobody else was credited with
  bool is_all;            // of the producer's text
  bool is_whole;          // the producer's text is a value of its own
};

// Tells whose a text is that is new as a whole: finds what it shares with texts of possible producers, and gives each
// stretch to one of them. See DESIGN.md, 3.1.2: whole texts over pieces, longer over shorter, then the latest.
class SharedRuns {
 public:
  explicit SharedRuns(const TextLengths& lengths) : lengths_(lengths) {}

  // The runs of a text that stands on a side of `span`; valid until the next call. O(what it shares with others), which
  // is bounded by kMaxQuotes and kMaxRuns.
  const Array<CreditedRun>& Find(TraceLinks& links, std::uint32_t text, bool is_whole, std::uint32_t span, Side side);

 private:
  static constexpr std::uint32_t kMaxQuotes = 256;  // looked at of a piece of text, the newest
  static constexpr std::size_t kMaxRuns = 4096;

  struct Stretch {
    std::uint32_t start;
    std::uint32_t end;
  };

  static constexpr std::uint32_t kSeparator = 16;  // letters between columns of a row, such as their names

  void Collect();
  template <typename Comes>
  void Sort(Comes&& comes_before);
  void JoinRows();
  void JoinRow(const CreditedRun& run, CreditedRun& other) const;
  void CollectQuoting(const Quote& own);
  void AddRun(std::uint32_t other, const Run& run);
  UseRef FindSource(std::uint32_t text);
  bool WasSeenBefore(const CreditedRun& found, std::uint32_t ended_at);
  Run Common(const Quote& own, const Quote& other) const;
  void Subtract(const Run& run);
  bool HasEnoughLeft() const;
  std::uint32_t DepthFromAbove(const CreditedRun& run) const;
  bool IsBetter(const CreditedRun& run, const CreditedRun& other) const;
  void Credit(CreditedRun run);
  std::uint32_t Letters(std::uint32_t start, std::uint32_t end) const;
  bool IsWholeText(const Run& run) const;
  std::uint32_t Needed(const CreditedRun& run) const;

  const TextLengths lengths_;
  TraceLinks* links_ = nullptr;
  std::uint32_t text_ = 0;
  bool is_whole_ = false;
  std::uint32_t span_ = 0;
  Side side_ = Side::kInput;
  IdMap source_index_;
  Array<UseRef> sources_;
  Array<CreditedRun> runs_;
  IdMap known_runs_;
  Array<CreditedRun> credited_;
  Array<Stretch> taken_;  // in order
  Array<Stretch> left_;
};

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_SHARED_RUNS_H_

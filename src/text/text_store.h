#ifndef SPANLOOM_TEXT_TEXT_STORE_H_
#define SPANLOOM_TEXT_TEXT_STORE_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/id_map.h"
#include "base/none.h"
#include "text/gram_table.h"
#include "text/normalize.h"
#include "text/short_texts.h"
#include "text/winnow.h"

namespace spanloom {

// How much text traces may hold, and what was dropped for it; one for the whole session.
struct TextLimits {
  std::uint32_t run = 40;          // characters of a common run that is found
  std::uint32_t leaf = 24;         // the same of a short string that stands whole in another text
  std::uint32_t contained = 16;    // and of a short value of its own
  std::uint32_t bytes = 16 << 20;  // of one trace: texts, and the index over them
  std::uint64_t held = 0;          // by all traces
  std::uint64_t dropped = 0;       // texts that had to go
};

// A run of bytes that two normalised texts share.
struct Run {
  std::uint32_t at;        // in the one text
  std::uint32_t other_at;  // in the other
  std::uint32_t length;
};

// A stretch of a text that stood in an input in the midst of others, and when first.
struct SeenStretch {
  std::uint32_t start;
  std::uint32_t end;
  std::uint32_t at;
};

// A text that was met in a trace.
struct StoredText {
  std::uint64_t object;  // under which its uses are known
  char* bytes;           // normalised, then NormalText::kept and NormalText::uneven
  std::uint32_t size;    // of the normalised text in bytes
  std::uint32_t chars;
  std::uint32_t units;        // of the original
  std::uint32_t uneven;       // how many
  std::uint32_t base;         // its first byte's place in the index
  std::uint32_t first_input;  // when it first stood in an input, in the trace's count; kNone if never
  std::uint32_t stretches;    // how many there are of:
  std::array<SeenStretch, 4> stood;
  std::uint32_t quotes;     // the newest quote of it by a later text
  std::uint32_t first_own;  // its quotes of earlier texts: a range
  std::uint32_t own_count;
  std::uint32_t query;  // scratch: the query that met it last, and its newest run there
  Run run;

  std::string_view view() const { return {bytes, size}; }
};

// That a text has a run in common with one that was there before.
struct Quote {
  std::uint32_t next;  // an older one of the same `of`
  std::uint32_t of;    // the earlier text
  std::uint32_t by;    // the later one
  Run run;             // `at` in `by`, `other_at` in `of`
};

// Characters of a normalised text.
std::uint32_t CountChars(std::string_view normal);

// The texts of one trace in the order in which they were met, and what they have in common. Each is met once: who had
// it is known by its object. A gram is indexed where it stood first; texts that had it later are known as quoting that
// one.
//
// Every run of TextLimits::run characters that a new text shares with an earlier one is found, unless all of its grams
// stand in more than GramTable::kMaxPlaces unrelated texts. So is a shorter value that stands whole in another text,
// if it is one of the newest ShortTexts::kMaxTexts of those, or the other is among the newest kMaxSearchedBytes bytes.
//
// Numbers of texts are valid until they are dropped, pointers until the next Add().
class TextStore {
 public:
  explicit TextStore(TextLimits& limits);
  TextStore(const TextStore&) = delete;
  TextStore& operator=(const TextStore&) = delete;
  ~TextStore() { Clear(); }

  // The number of the text of an object; kNone if it is not known, or was dropped.
  std::uint32_t Find(std::uint64_t object) const;

  // Adds the text of an object that has none. O(size), plus the runs found; O(kMaxSearchedBytes) if it is short and
  // `looks_back`. Drops the oldest texts when there are too many.
  std::uint32_t Add(std::uint64_t object, const NormalText& text, bool is_value, bool looks_back);

  // A text stands in an input. O(what it quotes), the first time.
  void MarkInput(std::uint32_t number, std::uint32_t now);

  // A text of the store was met again: a short one is looked for in what comes.
  void Refresh(std::uint32_t number);

  StoredText& operator[](std::uint32_t number) { return texts_[number - first_]; }
  const StoredText& operator[](std::uint32_t number) const { return texts_[number - first_]; }
  bool Has(std::uint32_t number) const { return number - first_ < texts_.size(); }

  // Whether texts were dropped since this one was added: what stood before it may not be known any more.
  bool IsFromBeforeDrop(std::uint32_t number) const { return number < drop_end_; }

  const Quote& quote(std::uint32_t index) const { return quotes_[index]; }
  bool HasQuote(std::uint32_t index) const { return index < quotes_.size(); }

  // The longest run that goes through what `at` in `text` and `other_at` in `other` have in common.
  static Run Extend(const StoredText& text, const StoredText& other, std::uint32_t at, std::uint32_t other_at);

  // Where the letter at byte `at` of a text stands in the original, and where the one before it ends, in UTF-16 units.
  // Of what is one character there and several letters here, each stands where it does. O(at).
  std::uint32_t UnitAt(std::uint32_t number, std::uint32_t at) const;
  std::uint32_t UnitAfter(std::uint32_t number, std::uint32_t at) const;

  std::size_t size() const { return texts_.size(); }

  void Clear();

 private:
  static constexpr std::uint32_t kMaxSearchedBytes = 1 << 16;

  // Units of an original.
  struct Place {
    std::uint32_t start;
    std::uint32_t count;
  };

  static Place PlaceOf(const StoredText& text, std::uint32_t at);
  bool IsShort(const StoredText& text) const { return text.chars < limits_.run && text.chars >= limits_.contained; }
  void Index(std::uint32_t number);
  void SetOwnCount(std::uint32_t number);
  void FindContained(std::uint32_t number);
  void FindContaining(std::uint32_t number);
  void AddQuote(std::uint32_t of, std::uint32_t by, const Run& run);
  static void AddSeenStretch(StoredText& text, const SeenStretch& stretch);
  void AddGrams(std::uint32_t number, std::size_t from, std::size_t end);
  bool FindRuns(std::uint32_t number, const Fingerprint& fingerprint);
  bool IsWithin(const Run& run, std::uint32_t at, std::uint32_t size) const;
  std::uint32_t TextAt(std::uint32_t place) const;
  void Account();
  void DropOldest();

  TextLimits& limits_;
  Winnow winnow_;
  Array<StoredText> texts_;
  std::uint32_t first_ = 0;  // number of texts_[0]
  Array<Quote> quotes_;
  IdMap by_object_;
  GramTable grams_;
  ShortTexts short_texts_;
  std::uint32_t drop_end_ = 0;
  std::uint32_t end_ = 0;  // place behind the newest text
  std::uint32_t queries_ = 0;
  std::uint64_t text_bytes_ = 0;
  std::uint64_t counted_ = 0;  // bytes that are in limits_.held
  Array<Fingerprint> fingerprints_;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_TEXT_STORE_H_

#ifndef SPANLOOM_TEXT_TEXT_STORE_H_
#define SPANLOOM_TEXT_TEXT_STORE_H_

#include <array>
#include <cassert>
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

// The limits on stored text, and counters. One object for all traces of a session.
struct TextLimits {
  std::uint32_t run = 40;          // characters of a common run that is found
  std::uint32_t leaf = 24;         // ... of a short string that occurs in full in another text
  std::uint32_t contained = 16;    // ... of a short string that is a whole argument or result
  std::uint32_t bytes = 16 << 20;  // of texts and their index, per trace
  std::uint64_t held = 0;          // bytes in use by all traces
  std::uint64_t dropped = 0;       // texts dropped to stay within the limits
};

// A run of bytes that two normalised texts share.
struct Run {
  std::uint32_t at;        // offset in the first text
  std::uint32_t other_at;  // offset in the second text
  std::uint32_t length;
};

// A stretch of a text that an input contained inside a longer text, and when that happened first.
struct SeenStretch {
  std::uint32_t start;
  std::uint32_t end;
  std::uint32_t at;
};

// A text of a trace.
struct StoredText {
  std::uint64_t object;  // the id under which its uses are known
  char* bytes;           // the normal form, then NormalText::kept and NormalText::irregular
  std::uint32_t size;    // bytes of the normal form
  std::uint32_t chars;
  std::uint32_t units;        // UTF-16 code units of the original
  std::uint32_t irregular;    // the number of IrregularLetters
  std::uint32_t base;         // the place of its first byte in the index
  std::uint32_t first_input;  // when an input first contained it, in the trace's logical time; kNone if never
  std::uint32_t seen_count;   // the number of entries in `seen`
  std::array<SeenStretch, 4> seen;
  std::uint32_t quotes;     // the newest quote of it by a later text
  std::uint32_t first_own;  // its own quotes of earlier texts: first index and count
  std::uint32_t own_count;
  std::uint32_t query;  // scratch: the last search that found it, and the run found
  Run run;

  std::string_view view() const { return {bytes, size}; }
};

// A run that a text has in common with an earlier one.
struct Quote {
  std::uint32_t next;  // an older quote with the same `of`
  std::uint32_t of;    // the earlier text
  std::uint32_t by;    // the later one
  Run run;             // `at` in `by`, `other_at` in `of`
};

// Returns the number of characters of a normal form. O(size).
std::uint32_t CountChars(std::string_view normal);

// The texts of one trace in order of arrival, and the runs they have in common. A text is stored once; its object (see
// links/object_table.h) knows which spans had it. A gram is indexed only where it occurred first: a later text with the
// same gram quotes that text, so a conversation that each call repeats is indexed once.
//
// Every run of TextLimits::run characters that a new text shares with an earlier one is found, unless all of its grams
// occur in more than GramTable::kMaxPlaces unrelated texts. So is a shorter value that occurs in full in another text,
// if it is one of the newest ShortTexts::kMaxTexts, or the other text is among the newest kMaxSearchedBytes bytes.
//
// Call Add() for a new text, Refresh() for one seen again, and MarkInput() after it is attributed. Numbers of texts are
// valid until the text is dropped, pointers and views until the next Add(). Not thread-safe.
class TextStore {
 public:
  explicit TextStore(TextLimits& limits);
  TextStore(const TextStore&) = delete;
  TextStore& operator=(const TextStore&) = delete;
  ~TextStore() { Clear(); }

  // Returns the number of the text of an object, or kNone if there is none or it was dropped. O(1).
  std::uint32_t Find(std::uint64_t object) const;

  // Adds the text of an object that has none, finds its runs in earlier texts, and returns its number. `is_value`: it
  // is a whole argument or result. `looks_back`: also find a short text inside earlier ones. O(size + runs found), plus
  // O(kMaxSearchedBytes) for a short text that looks back. Drops the oldest texts to stay within the limit.
  std::uint32_t Add(std::uint64_t object, const NormalText& text, bool is_value, bool looks_back);

  // Records that an input contains the text, at time `now`. O(quotes) the first time, then O(1).
  void MarkInput(std::uint32_t number, std::uint32_t now);

  // Records that the text occurred again, so that a short one is found in later texts. O(1).
  void Refresh(std::uint32_t number);

  StoredText& operator[](std::uint32_t number) {
    assert(Has(number));
    return texts_[number - first_];
  }
  const StoredText& operator[](std::uint32_t number) const {
    assert(Has(number));
    return texts_[number - first_];
  }

  // Whether the number is that of a text that is still stored.
  bool Has(std::uint32_t number) const { return number - first_ < texts_.size(); }

  // Whether texts were dropped since this one was added, so that earlier occurrences may be unknown.
  bool IsOlderThanDrop(std::uint32_t number) const { return number < drop_end_; }

  const Quote& quote(std::uint32_t index) const { return quotes_[index]; }
  bool HasQuote(std::uint32_t index) const { return index < quotes_.size(); }

  // Returns the longest common run that includes `at` in `text` and `other_at` in `other`, in whole characters.
  // O(length).
  static Run Extend(const StoredText& text, const StoredText& other, std::uint32_t at, std::uint32_t other_at);

  // Maps byte `at` of a normal form to the original, in UTF-16 code units: where the letter there starts, and where the
  // letter before it ends. Letters of one ligature all map to that ligature. O(at).
  std::uint32_t UnitAt(std::uint32_t number, std::uint32_t at) const;
  std::uint32_t UnitAfter(std::uint32_t number, std::uint32_t at) const;

  std::size_t size() const { return texts_.size(); }

  void Clear();

 private:
  static constexpr std::uint32_t kMaxSearchedBytes = 1 << 16;

  // A character of an original, in UTF-16 code units.
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
  std::uint32_t first_ = 0;  // the number of texts_[0]
  Array<Quote> quotes_;
  IdMap by_object_;
  GramTable grams_;
  ShortTexts short_texts_;
  std::uint32_t drop_end_ = 0;
  std::uint32_t end_ = 0;  // the place after the newest text
  std::uint32_t queries_ = 0;
  std::uint64_t text_bytes_ = 0;
  std::uint64_t counted_ = 0;  // its share of limits_.held
  Array<Fingerprint> fingerprints_;
};

}  // namespace spanloom

#endif  // SPANLOOM_TEXT_TEXT_STORE_H_

#include "text/text_store.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

#include "base/utf8.h"
#include "base/word.h"

namespace spanloom {
namespace {

constexpr std::uint32_t kMaxExpansionBytes = 12;  // bytes
constexpr std::uint32_t kReadPastEnd = 8;         // bytes that Winnow may read behind a text
constexpr std::uint32_t kMaxPlacesInOneText = 4;
constexpr std::size_t kLookupBatch = 32;  // grams
constexpr std::size_t kKeptEntries = 256;

// How many bytes at the start of `a` and `b` are equal, of `limit` at most.
std::uint32_t CommonAfter(const char* a, const char* b, std::uint32_t limit) {
  std::uint32_t size = 0;
  for (; size + 8 <= limit; size += 8) {
    const std::uint64_t differing = WordAt(a + size) ^ WordAt(b + size);
    if (differing != 0) return size + static_cast<std::uint32_t>(std::countr_zero(differing)) / 8;
  }
  while (size < limit && a[size] == b[size]) ++size;
  return size;
}

// The same of the bytes before `a` and `b`.
std::uint32_t CommonBefore(const char* a, const char* b, std::uint32_t limit) {
  std::uint32_t size = 0;
  for (; size + 8 <= limit; size += 8) {
    const std::uint64_t differing = WordAt(a - size - 8) ^ WordAt(b - size - 8);
    if (differing != 0) return size + static_cast<std::uint32_t>(std::countl_zero(differing)) / 8;
  }
  while (size < limit && a[-1 - static_cast<std::ptrdiff_t>(size)] == b[-1 - static_cast<std::ptrdiff_t>(size)]) ++size;
  return size;
}

// Where `wanted`, of at least a word, first stands in `text`; kNone if it does not. The general search compares byte by
// byte.
std::uint32_t FirstIn(std::string_view text, std::string_view wanted) {
  const std::uint64_t head = WordAt(wanted.data());
  for (std::uint32_t at = 0; at + wanted.size() <= text.size(); ++at) {
    if (WordAt(text.data() + at) == head && text.substr(at, wanted.size()) == wanted) return at;
  }
  return kNone;
}

std::size_t BytesOf(const StoredText& text) {
  return sizeof(StoredText) + text.size + (text.units + 7) / 8 + kReadPastEnd + text.uneven * sizeof(IrregularLetters);
}

}  // namespace

std::uint32_t CountChars(std::string_view normal) {
  std::uint32_t chars = 0;
  for (const char byte : normal) chars += IsContinuation(byte) ? 0 : 1;
  return chars;
}

TextStore::TextStore(TextLimits& limits) : limits_(limits), winnow_(limits.run) {}

std::uint32_t TextStore::Find(std::uint64_t object) const {
  const std::uint32_t number = by_object_.Find(object);
  return number != kNone && Has(number) ? number : kNone;
}

std::uint32_t TextStore::Add(std::uint64_t object, const NormalText& text, bool is_value, bool looks_back) {
  const auto size = static_cast<std::uint32_t>(text.bytes.size());
  StoredText stored{};
  stored.object = object;
  stored.size = size;
  stored.chars = text.chars;
  stored.units = text.units;
  stored.first_input = kNone;
  stored.uneven = static_cast<std::uint32_t>(text.uneven.size());
  const std::size_t bits = text.kept.size();
  const std::size_t uneven = stored.uneven * sizeof(IrregularLetters);
  stored.bytes = static_cast<char*>(std::malloc(size + kReadPastEnd + bits + uneven));
  if (stored.bytes == nullptr) std::abort();
  std::memcpy(stored.bytes, text.bytes.data(), size);
  std::memset(stored.bytes + size, 0, kReadPastEnd);
  if (bits > 0) std::memcpy(stored.bytes + size + kReadPastEnd, text.kept.data(), bits);
  if (uneven > 0) std::memcpy(stored.bytes + size + kReadPastEnd + bits, text.uneven.begin(), uneven);

  const std::uint32_t number = first_ + static_cast<std::uint32_t>(texts_.size());
  texts_.Add(stored);
  by_object_.Put(object, number);
  text_bytes_ += BytesOf(stored);
  Index(number);
  if (looks_back && IsShort(stored) && (is_value || stored.chars >= limits_.leaf)) FindContaining(number);
  SetOwnCount(number);
  Account();
  return number;
}

// Finds what a text has in common with earlier ones, and makes it be found by later ones.
void TextStore::Index(std::uint32_t number) {
  StoredText& text = (*this)[number];
  text.base = end_;
  text.quotes = kNone;
  text.first_own = static_cast<std::uint32_t>(quotes_.size());
  end_ += text.size;
  ++queries_;
  winnow_.Select(text.view(), fingerprints_);
  for (std::size_t from = 0; from < fingerprints_.size(); from += kLookupBatch) {
    AddGrams(number, from, std::min(from + kLookupBatch, fingerprints_.size()));
  }
  fingerprints_.Clear(kKeptEntries);
  FindContained(number);
  SetOwnCount(number);
}

void TextStore::SetOwnCount(std::uint32_t number) {
  StoredText& text = (*this)[number];
  text.own_count = static_cast<std::uint32_t>(quotes_.size()) - text.first_own;
}

// Of the fingerprints of a text, kLookupBatch at most.
void TextStore::AddGrams(std::uint32_t number, std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i) grams_.Touch(fingerprints_[i].hash);
  const std::uint32_t base = (*this)[number].base;
  for (std::size_t i = from; i < end; ++i) {
    const Fingerprint& found = fingerprints_[i];
    if (grams_.IsNew(found.hash) || !FindRuns(number, found)) grams_.Add(found, base + found.at + 1);
  }
}

// Looks for the gram in earlier texts and notes the runs that it is part of. Whether it needs no place of its own.
bool TextStore::FindRuns(std::uint32_t number, const Fingerprint& fingerprint) {
  const StoredText& text = (*this)[number];
  bool is_known = false;
  std::uint32_t own_places = 0;
  grams_.ForEach(fingerprint, [&](std::uint32_t place, bool is_like) {
    if (place > text.base) {
      is_known = is_known || ++own_places == kMaxPlacesInOneText;
      return;
    }
    if (!is_like) return;
    const std::uint32_t of = TextAt(place - 1);
    StoredText& other = (*this)[of];
    const std::uint32_t other_at = place - 1 - other.base;
    // A text that repeats itself meets itself in many ways; one is enough.
    if (other.query == queries_ && fingerprint.at < other.run.at + other.run.length) {
      const bool is_same_run = fingerprint.at - other_at == other.run.at - other.run.other_at;
      is_known = is_known || (is_same_run && IsWithin(other.run, fingerprint.at, text.size));
      return;
    }
    const Run run = Extend(text, other, fingerprint.at, other_at);
    const bool is_all = run.length == text.size || run.length == other.size;
    const std::uint32_t needed = is_all ? limits_.contained : limits_.run;
    if (run.length < needed) return;
    if (text.chars != text.size && CountChars(text.view().substr(run.at, run.length)) < needed) return;
    is_known = is_known || IsWithin(run, fingerprint.at, text.size);
    other.query = queries_;
    other.run = run;
    AddQuote(of, number, run);
  });
  return is_known;
}

void TextStore::AddQuote(std::uint32_t of, std::uint32_t by, const Run& run) {
  StoredText& other = (*this)[of];
  quotes_.Add({other.quotes, of, by, run});
  other.quotes = static_cast<std::uint32_t>(quotes_.size()) - 1;
}

void TextStore::MarkInput(std::uint32_t number, std::uint32_t now) {
  StoredText& text = (*this)[number];
  if (text.first_input != kNone) return;
  text.first_input = now;
  for (std::uint32_t i = 0; i < text.own_count; ++i) {
    const Quote& quote = quotes_[text.first_own + i];
    if (!Has(quote.of)) continue;
    AddSeenStretch((*this)[quote.of], {quote.run.other_at, quote.run.other_at + quote.run.length, now});
  }
}

// The first stretches are worth most: what is true of them is true of all that comes later. When there are enough, a
// much longer one is worth more.
void TextStore::AddSeenStretch(StoredText& text, const SeenStretch& stretch) {
  const auto length = [](const SeenStretch& one) { return one.end - one.start; };
  SeenStretch* shortest = text.stood.data();
  for (std::uint32_t i = 0; i < text.stretches; ++i) {
    SeenStretch& known = text.stood[i];
    if (known.start <= stretch.start && stretch.end <= known.end) return;
    if (length(known) < length(*shortest)) shortest = &known;
  }
  if (text.stretches < text.stood.size()) {
    text.stood[text.stretches++] = stretch;
  } else if (length(stretch) > 2 * length(*shortest)) {
    *shortest = stretch;
  }
}

void TextStore::Refresh(std::uint32_t number) {
  const StoredText& text = (*this)[number];
  if (IsShort(text)) short_texts_.Add(number, text.view());
}

// The short strings that stand in a text.
void TextStore::FindContained(std::uint32_t number) {
  const std::string_view text = (*this)[number].view();
  short_texts_.FindIn(text, [&](std::uint32_t value, std::uint32_t at) {
    // Of an index that is made anew, later ones are known already.
    if (value >= number || !Has(value)) return;
    StoredText& found = (*this)[value];
    if (text.substr(at, found.size) != found.view()) return;
    if (found.query == queries_ && at < found.run.at + found.run.length) return;
    found.query = queries_;
    found.run = {at, 0, found.size};
    AddQuote(value, number, found.run);
  });
}

// The texts in which a short string stands, of those that came last.
void TextStore::FindContaining(std::uint32_t number) {
  const std::string_view wanted = (*this)[number].view();
  std::uint32_t left = kMaxSearchedBytes;
  for (std::uint32_t of = number; of-- > first_ && left > 0;) {
    const StoredText& other = (*this)[of];
    if (other.size > left) break;
    left -= other.size;
    const std::uint32_t at = FirstIn(other.view(), wanted);
    if (at != kNone) AddQuote(of, number, {0, at, static_cast<std::uint32_t>(wanted.size())});
  }
}

// Whether every run of the length that Winnow finds and that has the gram at `at` in it lies within `run`: who shares
// such a one with this text shares it with the earlier one, too, and is found through that.
bool TextStore::IsWithin(const Run& run, std::uint32_t at, std::uint32_t size) const {
  const std::uint32_t around = winnow_.window() - 1;
  const std::uint32_t end = run.at + run.length;
  return (run.at == 0 || at - run.at >= around) && (end == size || end >= at + winnow_.gram() + around);
}

Run TextStore::Extend(const StoredText& text, const StoredText& other, std::uint32_t at, std::uint32_t other_at) {
  const char* const a = text.bytes + at;
  const char* const b = other.bytes + other_at;
  std::uint32_t after = CommonAfter(a, b, std::min(text.size - at, other.size - other_at));
  std::uint32_t before = CommonBefore(a, b, std::min(at, other_at));
  // Equal bytes may end inside of a character. Behind a text there are zeros.
  while (after > 0 && (IsContinuation(a[after]) || IsContinuation(b[after]))) --after;
  while (before > 0 && IsContinuation(*(a - before))) --before;
  return {at - before, other_at - before, before + after};
}

std::uint32_t TextStore::TextAt(std::uint32_t place) const {
  std::size_t low = 0;
  std::size_t high = texts_.size();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (texts_[middle].base <= place ? low : high) = middle;
  }
  return first_ + static_cast<std::uint32_t>(low);
}

TextStore::Place TextStore::PlaceOf(const StoredText& text, std::uint32_t at) {
  const auto letters_in = [&](std::uint32_t from) {
    return text.chars == text.size ? at - from : CountChars(text.view().substr(from, at - from));
  };
  const std::string_view kept(text.bytes + text.size + kReadPastEnd, (text.units + 7) / 8);
  std::uint32_t index = letters_in(0);
  std::uint32_t count = static_cast<unsigned char>(text.bytes[at]) >= 0xF0 ? 2 : 1;
  for (std::uint32_t i = 0; i < text.uneven; ++i) {
    IrregularLetters uneven;
    std::memcpy(&uneven, kept.data() + kept.size() + i * sizeof uneven, sizeof uneven);
    if (uneven.at > at) break;
    const std::uint32_t before = at - uneven.at < kMaxExpansionBytes ? letters_in(uneven.at) : uneven.letters;
    if (before < uneven.letters) count = uneven.units;
    index -= std::min(before, uneven.letters - 1U);
  }
  return {UnitOf(kept, index), count};
}

std::uint32_t TextStore::UnitAt(std::uint32_t number, std::uint32_t at) const {
  return PlaceOf((*this)[number], at).start;
}

std::uint32_t TextStore::UnitAfter(std::uint32_t number, std::uint32_t at) const {
  const StoredText& text = (*this)[number];
  std::uint32_t last = at - 1;
  while (last > 0 && IsContinuation(text.bytes[last])) --last;
  const Place place = PlaceOf(text, last);
  return std::min(place.start + place.count, text.units);
}

// Drops the oldest texts until what is left has room, and keeps the session's books.
void TextStore::Account() {
  const auto needed = [this] { return text_bytes_ + quotes_.size() * sizeof(Quote) + grams_.bytes(); };
  while (texts_.size() > 1 && needed() > limits_.bytes) DropOldest();
  limits_.held += needed() - counted_;
  counted_ = needed();
}

// Half of it, since what is left has to be indexed again: a gram is indexed where it stood first, and that may be gone.
void TextStore::DropOldest() {
  const std::uint64_t kept_bytes = text_bytes_ / 2;
  std::size_t count = 0;
  for (; count + 1 < texts_.size() && text_bytes_ > kept_bytes; ++count) {
    text_bytes_ -= BytesOf(texts_[count]);
    by_object_.Erase(texts_[count].object);
    std::free(texts_[count].bytes);
  }
  limits_.dropped += count;
  texts_.RemoveFirst(count);
  first_ += static_cast<std::uint32_t>(count);
  drop_end_ = first_ + static_cast<std::uint32_t>(texts_.size());
  quotes_.Clear(kKeptEntries);
  grams_.Clear();
  end_ = 0;
  for (std::uint32_t i = 0; i < texts_.size(); ++i) Index(first_ + i);
}

void TextStore::Clear() {
  for (const StoredText& text : texts_) std::free(text.bytes);
  texts_.Clear(kKeptEntries);
  quotes_.Clear(kKeptEntries);
  by_object_.Clear();
  grams_.Clear();
  short_texts_.Clear();
  first_ = 0;
  drop_end_ = 0;
  end_ = 0;
  text_bytes_ = 0;
  limits_.held -= counted_;
  counted_ = 0;
}

}  // namespace spanloom

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
constexpr std::uint32_t kReadPastEnd = 8;         // bytes that Winnow may read past the end
constexpr std::uint32_t kMaxPlacesInOneText = 4;
constexpr std::size_t kLookupBatch = 32;  // grams
constexpr std::size_t kKeptEntries = 256;

// Returns how many of the first `limit` bytes of `a` and `b` are equal.
std::uint32_t CommonAfter(const char* a, const char* b, std::uint32_t limit) {
  std::uint32_t size = 0;
  for (; size + 8 <= limit; size += 8) {
    const std::uint64_t differing = WordAt(a + size) ^ WordAt(b + size);
    if (differing != 0) return size + static_cast<std::uint32_t>(std::countr_zero(differing)) / 8;
  }
  while (size < limit && a[size] == b[size]) ++size;
  return size;
}

// The same for the bytes before `a` and `b`, backwards.
std::uint32_t CommonBefore(const char* a, const char* b, std::uint32_t limit) {
  std::uint32_t size = 0;
  for (; size + 8 <= limit; size += 8) {
    const std::uint64_t differing = WordAt(a - size - 8) ^ WordAt(b - size - 8);
    if (differing != 0) return size + static_cast<std::uint32_t>(std::countl_zero(differing)) / 8;
  }
  while (size < limit && a[-1 - static_cast<std::ptrdiff_t>(size)] == b[-1 - static_cast<std::ptrdiff_t>(size)]) ++size;
  return size;
}

// Returns the first offset of `wanted`, of at least eight bytes, in `text`, or kNone. Compares a word at a time, unlike
// std::string_view::find().
std::uint32_t FirstIn(std::string_view text, std::string_view wanted) {
  const std::uint64_t head = WordAt(wanted.data());
  for (std::uint32_t at = 0; at + wanted.size() <= text.size(); ++at) {
    if (WordAt(text.data() + at) == head && text.substr(at, wanted.size()) == wanted) return at;
  }
  return kNone;
}

std::size_t BytesOf(const StoredText& text) {
  return sizeof(StoredText) + text.size + (text.units + 7) / 8 + kReadPastEnd +
         text.irregular * sizeof(IrregularLetters);
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
  stored.irregular = static_cast<std::uint32_t>(text.irregular.size());
  const std::size_t bits = text.kept.size();
  const std::size_t irregular = stored.irregular * sizeof(IrregularLetters);
  stored.bytes = static_cast<char*>(std::malloc(size + kReadPastEnd + bits + irregular));
  if (stored.bytes == nullptr) std::abort();
  std::memcpy(stored.bytes, text.bytes.data(), size);
  std::memset(stored.bytes + size, 0, kReadPastEnd);
  if (bits > 0) std::memcpy(stored.bytes + size + kReadPastEnd, text.kept.data(), bits);
  if (irregular > 0) std::memcpy(stored.bytes + size + kReadPastEnd + bits, text.irregular.begin(), irregular);

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

// Finds the runs that a text has in common with earlier ones, and indexes it for later ones.
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

// Looks up and adds a batch of fingerprints, at most kLookupBatch.
void TextStore::AddGrams(std::uint32_t number, std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i) grams_.Touch(fingerprints_[i].hash);
  const std::uint32_t base = (*this)[number].base;
  for (std::size_t i = from; i < end; ++i) {
    const Fingerprint& found = fingerprints_[i];
    if (grams_.IsNew(found.hash) || !FindRuns(number, found)) grams_.Add(found, base + found.at + 1);
  }
}

// Finds the gram in earlier texts and adds a quote for each run it is part of. Returns true if the gram needs no place
// of its own in the index.
bool TextStore::FindRuns(std::uint32_t number, const Fingerprint& fingerprint) {
  const StoredText& text = (*this)[number];
  bool is_known = false;
  std::uint32_t own_places = 0;
  grams_.ForEach(fingerprint, [&](std::uint32_t place, bool may_match) {
    if (place > text.base) {
      is_known = is_known || ++own_places == kMaxPlacesInOneText;
      return;
    }
    if (!may_match) return;
    const std::uint32_t of = TextAt(place - 1);
    StoredText& other = (*this)[of];
    const std::uint32_t other_at = place - 1 - other.base;
    // A repetitive text matches itself at many offsets; one is enough.
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

// Early stretches matter most, because they predate every later producer. When all entries are in use, only a much
// longer stretch replaces one.
void TextStore::AddSeenStretch(StoredText& text, const SeenStretch& stretch) {
  const auto length = [](const SeenStretch& one) { return one.end - one.start; };
  SeenStretch* shortest = text.seen.data();
  for (std::uint32_t i = 0; i < text.seen_count; ++i) {
    SeenStretch& known = text.seen[i];
    if (known.start <= stretch.start && stretch.end <= known.end) return;
    if (length(known) < length(*shortest)) shortest = &known;
  }
  if (text.seen_count < text.seen.size()) {
    text.seen[text.seen_count++] = stretch;
  } else if (length(stretch) > 2 * length(*shortest)) {
    *shortest = stretch;
  }
}

void TextStore::Refresh(std::uint32_t number) {
  const StoredText& text = (*this)[number];
  if (IsShort(text)) short_texts_.Add(number, text.view());
}

// Finds the short strings that the text contains.
void TextStore::FindContained(std::uint32_t number) {
  const std::string_view text = (*this)[number].view();
  short_texts_.FindIn(text, [&](std::uint32_t value, std::uint32_t at) {
    // While the index is rebuilt, it knows later texts already.
    if (value >= number || !Has(value)) return;
    StoredText& found = (*this)[value];
    if (text.substr(at, found.size) != found.view()) return;
    if (found.query == queries_ && at < found.run.at + found.run.length) return;
    found.query = queries_;
    found.run = {at, 0, found.size};
    AddQuote(value, number, found.run);
  });
}

// Finds the newest texts that contain a short string.
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

// Whether `run` covers every run of the guaranteed length that contains the gram at `at`. A later text that shares such
// a run shares it with the earlier text too, and is found through that one.
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
  // Equal bytes may end inside a character. Zeros follow each text.
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
  for (std::uint32_t i = 0; i < text.irregular; ++i) {
    IrregularLetters irregular;
    std::memcpy(&irregular, kept.data() + kept.size() + i * sizeof irregular, sizeof irregular);
    if (irregular.at > at) break;
    const std::uint32_t before = at - irregular.at < kMaxExpansionBytes ? letters_in(irregular.at) : irregular.letters;
    if (before < irregular.letters) count = irregular.units;
    index -= std::min(before, irregular.letters - 1U);
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

// Drops the oldest texts until the rest fits, and updates the session's counters.
void TextStore::Account() {
  const auto needed = [this] { return text_bytes_ + quotes_.size() * sizeof(Quote) + grams_.bytes(); };
  while (texts_.size() > 1 && needed() > limits_.bytes) DropOldest();
  limits_.held += needed() - counted_;
  counted_ = needed();
}

// Drops half of the text at a time, because the rest has to be indexed again: a gram is indexed only where it occurred
// first, and that text may be gone.
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

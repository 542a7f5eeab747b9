#include "text/normalize.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

#include "base/utf8.h"
#include "base/word.h"
#include "text/escapes.h"
#include "text/letters.h"

namespace spanloom {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x8080808080808080;
constexpr std::uint64_t kSmallLetters = kOnes * 0x20;
constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint32_t kBits = 64;
constexpr std::uint32_t kRunBytes = 16;  // copied at once
constexpr std::size_t kKeptUneven = 256;

// Of fewer than eight bytes, at least one; the others are 0.
std::uint64_t LoadPart(const char* from, std::size_t count) {
  constexpr std::size_t kHalf = kWord / 2;
  if (count >= kHalf) {
    std::uint32_t low;
    std::uint32_t high;
    std::memcpy(&low, from, kHalf);
    std::memcpy(&high, from + count - kHalf, kHalf);
    return low | std::uint64_t{high} << (8 * (count - kHalf));
  }
  const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(from[at])} << (8 * at); };
  return byte(0) | byte(count / 2) | byte(count - 1);
}

// High bits of those of eight ASCII bytes that are at least `least`.
std::uint64_t AtLeast(std::uint64_t word, unsigned char least) { return word + kOnes * (0x80U - least); }

// High bits of the letters and digits among eight ASCII bytes.
std::uint64_t LettersOf(std::uint64_t word) {
  const std::uint64_t small = word | kSmallLetters;
  return ((AtLeast(small, 'a') ^ AtLeast(small, 'z' + 1)) | (AtLeast(word, '0') ^ AtLeast(word, '9' + 1))) & kHighBits;
}

// High bits of those of eight bytes that are not plain: not ASCII, or the start of an escape. Those behind the first
// may be wrong.
std::uint64_t SpecialsOf(std::uint64_t word) {
  const std::uint64_t backslashes = word ^ (kOnes * '\\');
  const std::uint64_t ampersands = word ^ (kOnes * '&');
  return (word | ((backslashes - kOnes) & ~backslashes) | ((ampersands - kOnes) & ~ampersands)) & kHighBits;
}

// Up to 64 plain bytes.
struct Stretch {
  std::uint64_t letters;  // a bit for each that is a letter or digit
  std::uint32_t length;
};

Stretch ReadStretch(const char* from, std::size_t size) {
  Stretch stretch{0, 0};
  while (stretch.length < kBits && size > 0) {
    const std::size_t count = std::min(size, kWord);
    const std::uint64_t word = count == kWord ? WordAt(from) : LoadPart(from, count);
    const std::uint64_t letters = ((LettersOf(word) >> 7) * 0x0102040810204080) >> 56;
    stretch.letters |= letters << stretch.length;
    const std::uint64_t specials = SpecialsOf(word);
    if (specials != 0) {
      stretch.length += static_cast<std::uint32_t>(std::countr_zero(specials)) / 8;
      stretch.letters &= (std::uint64_t{1} << stretch.length) - 1;
      return stretch;
    }
    stretch.length += static_cast<std::uint32_t>(count);
    from += count;
    size -= count;
  }
  return stretch;
}

// One character, or an escape.
struct Piece {
  std::uint32_t form;
  std::uint32_t bytes;
  std::uint32_t units;
};

// A character of several bytes. An ill-formed sequence is one of them, as for AppendUtf8(). Inline, with results in
// registers, it is twice as fast.
[[gnu::always_inline]] inline Piece ReadCharacter(const char* from, const char* end) {
  constexpr std::size_t kMaxBytes = 4;
  const auto size = static_cast<std::size_t>(end - from);
  std::uint32_t bytes;
  if (size >= kMaxBytes) {
    std::memcpy(&bytes, from, kMaxBytes);
  } else {
    bytes = static_cast<std::uint32_t>(LoadPart(from, size));
  }
  const std::uint32_t second = bytes >> 8 & 0x3F;
  const std::uint32_t third = bytes >> 16 & 0x3F;
  std::uint32_t code_point = 0;
  std::uint32_t length = 0;
  if ((bytes & 0xC0C0F0) == 0x8080E0) {
    constexpr std::uint32_t kSurrogates = 0xD800 >> 11;
    code_point = (bytes & 0xF) << 12 | second << 6 | third;
    if (code_point >= 0x800 && code_point >> 11 != kSurrogates) length = 3;
  } else if ((bytes & 0xC0E0) == 0x80C0) {
    code_point = (bytes & 0x1F) << 6 | second;
    if (code_point >= 0x80) length = 2;
  } else if ((bytes & 0xC0C0C0F8) == 0x808080F0) {
    code_point = (bytes & 0x7) << 18 | second << 12 | third << 6 | (bytes >> 24 & 0x3F);
    if (code_point >= 0x10000 && code_point <= 0x10FFFF) length = 4;
  }
  if (length != 0) return {FormOf(code_point), length, length == 4 ? 2U : 1U};
  const char* at = from + 1;
  while (at != end && IsContinuation(*at)) ++at;
  return {0, static_cast<std::uint32_t>(at - from), 1};
}

// Of several backslashes before a mark, all but the last are as if they were not there.
bool IsLoneBackslash(const char* from, const char* behind) { return *from == '\\' && behind - from == 1; }

// A plain byte or an escape.
Piece ReadAscii(const char* from, const char* end) {
  const char* at = from + 1;
  std::uint32_t code_point = static_cast<unsigned char>(*from);
  if (code_point == '&' || code_point == '\\') {
    at = from;
    code_point = ReadEscape(at, end);
  }
  const auto length = static_cast<std::uint32_t>(at - from);
  return {FormOf(code_point), length, length};
}

bool IsAscii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

[[gnu::always_inline]] inline Piece ReadPiece(const char* from, const char* end) {
  return IsAscii(*from) ? ReadAscii(from, end) : ReadCharacter(from, end);
}

// Whether to go on piece by piece: where letters of several bytes are, or are near.
bool IsMixed(const char* at, const char* end) {
  return at != end && (!IsAscii(*at) || (end - at > 1 && !IsAscii(at[1])));
}

// Writes the letters of a stretch in runs, each with a copy of fixed length unless it is long, so that some bytes
// behind the stretch are read. Returns where they end.
char* CopyLetters(char* to, const char* from, std::uint64_t letters) {
  while (letters != 0) {
    const int start = std::countr_zero(letters);
    const std::uint64_t carried = letters + (letters & (0 - letters));
    const int length = std::countr_zero(carried) - start;
    for (int done = 0; done < length; done += static_cast<int>(kRunBytes)) {
      const char* const source = from + start + done;
      const std::uint64_t words[] = {WordAt(source) | kSmallLetters, WordAt(source + kWord) | kSmallLetters};
      static_assert(sizeof words == kRunBytes);
      std::memcpy(to + done, words, sizeof words);
    }
    to += length;
    letters &= carried;
  }
  return to;
}

// The same at the end of the text, where nothing may be read behind the stretch.
char* CopyLastLetters(char* to, const char* from, const Stretch& stretch) {
  char copy[kBits + kRunBytes];
  for (std::size_t at = 0; at < stretch.length; at += kWord) {
    const std::size_t count = std::min(stretch.length - at, kWord);
    const std::uint64_t word = count == kWord ? WordAt(from + at) : LoadPart(from + at, count);
    std::memcpy(copy + at, &word, sizeof word);
  }
  return CopyLetters(to, copy, stretch.letters);
}

char* WriteUtf8(char* to, std::uint32_t code_point) {
  const auto write = [&](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    write(code_point);
    return to;
  }
  if (code_point < 0x800) {
    write(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      write(0xE0 | code_point >> 12);
    } else {
      write(0xF0 | code_point >> 18);
      write(0x80 | (code_point >> 12 & 0x3F));
    }
    write(0x80 | (code_point >> 6 & 0x3F));
  }
  write(0x80 | (code_point & 0x3F));
  return to;
}

// Writes bits from the lowest of each byte on.
class BitWriter {
 public:
  explicit BitWriter(char* to) : to_(to) {}

  // At most 64 bits, those above `count` not set.
  void Add(std::uint64_t bits, std::uint32_t count) {
    const std::uint32_t used = count_ % kBits;
    pending_ |= bits << used;
    count_ += count;
    if (used + count < kBits) return;
    std::memcpy(to_, &pending_, sizeof pending_);
    to_ += sizeof pending_;
    pending_ = used == 0 ? 0 : bits >> (kBits - used);
  }

  std::uint32_t count() const { return count_; }

  // Where the newest bit that is set is; there must be one.
  std::uint32_t Newest() const {
    const char* at = to_;
    std::uint32_t end = count_ / kBits * kBits;
    std::uint64_t bits = pending_;
    for (; bits == 0; end -= kBits) bits = WordAt(at -= sizeof bits);
    return end + static_cast<std::uint32_t>(std::bit_width(bits)) - 1;
  }

  // Writes what is left, with bits that are not set behind it. Returns how many there are.
  std::uint32_t Finish() {
    std::memcpy(to_, &pending_, sizeof pending_);
    return count_;
  }

 private:
  char* to_;
  std::uint64_t pending_ = 0;
  std::uint32_t count_ = 0;
};

// Room for the normal form of a text of `size` bytes: two bytes may fold to three, and runs are copied in steps.
constexpr std::size_t LettersRoom(std::size_t size) { return size + size / 2 + kRunBytes; }
constexpr std::size_t BitsRoom(std::size_t size) { return size / 8 + 2 * kWord; }
static_assert(kShortTextRoom >= LettersRoom(kShortText));

// The letter that ends before `to`, whose start this becomes.
std::uint32_t LastLetter(char*& to) {
  std::uint32_t letter = 0;
  int bits = 0;
  std::uint32_t byte;
  do {
    byte = static_cast<unsigned char>(*--to);
    letter |= (byte & 0x3F) << bits;
    bits += 6;
  } while ((byte & 0xC0) == 0x80);
  if (bits == 6) return byte;
  // Of the first byte, what says how many there are is no part of it.
  return letter & ((1U << (5 * bits / 6 + 1)) - 1);
}

struct Written {
  std::size_t bytes;
  std::uint32_t chars;
  std::uint32_t units;
};

// Notes the letters of a text that are not one character of the original each.
class IrregularList {
 public:
  explicit IrregularList(Array<IrregularLetters>* list) : list_(list) {}

  // At first with all of its letters; again with what it takes by then.
  void Note(std::ptrdiff_t at, std::uint32_t letters, std::uint32_t unit, std::uint32_t units) {
    if (list_ == nullptr) return;
    if (unit != newest_unit_) list_->Add({static_cast<std::uint32_t>(at), static_cast<std::uint16_t>(letters), 0});
    newest_unit_ = unit;
    list_->back().units = static_cast<std::uint16_t>(std::min(units, 0xFFFFU));
  }

 private:
  Array<IrregularLetters>* list_;
  std::uint32_t newest_unit_ = ~0U;
};

std::uint32_t CountOf(std::uint64_t letters) {
  return (static_cast<std::uint32_t>(std::bit_width(letters)) + kLetterBits - 1) / kLetterBits;
}

Written Write(std::string_view text, char* const start, char* bits, Array<IrregularLetters>* uneven) {
  char* to = start;
  BitWriter kept(bits);
  IrregularList uneven_list(uneven);
  std::uint32_t further_letters = 0;  // of what is several
  const char* at = text.data();
  const char* const end = at + text.size();
  const char* behind_letter = nullptr;  // and the marks that follow it
  while (at != end) {
    const Stretch stretch = ReadStretch(at, static_cast<std::size_t>(end - at));
    const bool is_last = static_cast<std::size_t>(end - at) < std::size_t{stretch.length} + kRunBytes;
    to = is_last ? CopyLastLetters(to, at, stretch) : CopyLetters(to, at, stretch.letters);
    kept.Add(stretch.letters, stretch.length);
    at += stretch.length;
    if ((stretch.letters >> (stretch.length - 1) % kBits & 1) != 0) behind_letter = at;
    if (stretch.length == kBits || at == end) continue;
    do {
      const char* const from = at;
      const Piece piece = ReadPiece(at, end);
      at += piece.bytes;
      const bool starts = piece.form != 0 && !IsMark(piece.form);
      kept.Add(starts ? 1 : 0, piece.units);
      std::uint64_t letters = piece.form;
      if (starts) {
        if (piece.units > 2 || IsOtherForm(piece.form)) {
          letters = Spell(piece.form);
          const std::uint32_t count = CountOf(letters);
          further_letters += count - 1;
          uneven_list.Note(to - start, count, kept.Newest(), piece.units);
        }
      } else {
        if (from != behind_letter || (piece.form == 0 && !IsLoneBackslash(from, at))) continue;
        behind_letter = at;
        char* letter = to;
        letters = piece.form == 0 ? 0 : Compose(LastLetter(letter), piece.form);
        if (letters == 0) continue;
        uneven_list.Note(letter - start, 1, kept.Newest(), kept.count() - kept.Newest());
        to = letter;
      }
      behind_letter = at;
      do {
        to = WriteUtf8(to, letters & ((1U << kLetterBits) - 1));
        letters >>= kLetterBits;
      } while (letters != 0);
    } while (IsMixed(at, end));
  }
  const std::uint32_t units = kept.Finish();
  std::uint32_t pieces = 0;
  for (std::uint32_t at_unit = 0; at_unit < units; at_unit += kBits)
    pieces += static_cast<std::uint32_t>(std::popcount(WordAt(bits + at_unit / 8)));
  return {static_cast<std::size_t>(to - start), pieces + further_letters, units};
}

}  // namespace

void NormalText::Clear() {
  bytes.Clear();
  kept.Clear();
  uneven.Clear(kKeptUneven);
  chars = 0;
  units = 0;
}

void Normalize(std::string_view text, NormalText& out) {
  out.Clear();
  char* const letters = out.bytes.Extend(LettersRoom(text.size()));
  const Written written = Write(text, letters, out.kept.Extend(BitsRoom(text.size())), &out.uneven);
  out.bytes.Truncate(written.bytes);
  out.kept.Truncate((written.units + 7) / 8);
  out.chars = written.chars;
  out.units = written.units;
}

std::size_t NormalizeShort(std::string_view text, char* to) {
  char bits[BitsRoom(kShortText)];
  return Write(text, to, bits, nullptr).bytes;
}

std::uint32_t UnitOf(std::string_view kept, std::uint32_t index) {
  std::size_t at = 0;
  std::uint64_t word = 0;
  for (;; at += kWord) {
    if (at >= kept.size()) return static_cast<std::uint32_t>(kept.size() * 8);
    const std::size_t count = std::min(kept.size() - at, kWord);
    word = 0;
    std::memcpy(&word, kept.data() + at, count);
    const auto ones = static_cast<std::uint32_t>(std::popcount(word));
    if (index < ones) break;
    index -= ones;
  }
  while (index-- > 0) word &= word - 1;
  return static_cast<std::uint32_t>(at * 8) + static_cast<std::uint32_t>(std::countr_zero(word));
}

std::uint32_t CountLetters(std::string_view text, std::uint32_t limit) {
  std::uint32_t count = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end && count < limit) {
    const Stretch stretch = ReadStretch(at, static_cast<std::size_t>(end - at));
    count += static_cast<std::uint32_t>(std::popcount(stretch.letters));
    at += stretch.length;
    if (stretch.length == kBits || at == end) continue;
    do {
      const Piece piece = ReadPiece(at, end);
      if (!IsMark(piece.form)) count += CountOf(Spell(piece.form));
      at += piece.bytes;
    } while (count < limit && IsMixed(at, end));
  }
  return std::min(count, limit);
}

}  // namespace spanloom

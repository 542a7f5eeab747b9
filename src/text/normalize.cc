#include "text/normalize.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstring>

#include "base/utf8.h"
#include "base/word.h"
#include "text/ascii_run.h"
#include "text/bit_writer.h"
#include "text/character.h"
#include "text/letters.h"

namespace spanloom {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint32_t kWordBits = 64;
constexpr std::size_t kKeptIrregular = 256;

// Backslashes between a letter and its mark do not separate them: escaping may have added them.
bool IsLoneBackslash(const char* from, const char* end) { return *from == '\\' && end - from == 1; }

// Room for the normal form of a text of `size` bytes. Two bytes may fold to three, and runs are copied in steps.
constexpr std::size_t LettersRoom(std::size_t size) { return size + size / 2 + kCopyBytes; }
constexpr std::size_t BitsRoom(std::size_t size) { return size / 8 + 2 * kWord; }
static_assert(kShortTextRoom >= LettersRoom(kShortText));

// Returns the letter that ends before `to`, and moves `to` to its start.
std::uint32_t LastLetter(char*& to) {
  std::uint32_t letter = 0;
  int bits = 0;
  std::uint32_t byte;
  do {
    byte = static_cast<unsigned char>(*--to);
    letter |= (byte & 0x3F) << bits;
    bits += 6;
  } while (IsContinuation(static_cast<char>(byte)));
  if (bits == 6) return byte;
  // The high bits of the first byte give the length and are no part of the letter.
  return letter & ((1U << (5 * bits / 6 + 1)) - 1);
}

struct Written {
  std::size_t bytes;
  std::uint32_t chars;
  std::uint32_t units;
};

// Collects the irregular letters of a text; see IrregularLetters.
class IrregularList {
 public:
  explicit IrregularList(Array<IrregularLetters>* list) : list_(list) {}

  // Adds the letters that start at `unit` of the original, or extends those added last by the marks read since.
  void Add(std::ptrdiff_t at, std::uint32_t letters, std::uint32_t unit, std::uint32_t units) {
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

Written Write(std::string_view text, char* const start, char* bits, Array<IrregularLetters>* irregular) {
  char* to = start;
  BitWriter kept(bits);
  IrregularList irregular_list(irregular);
  std::uint32_t extra_letters = 0;  // beyond one per character
  const char* at = text.data();
  const char* const end = at + text.size();
  const char* after_letter = nullptr;  // the end of the last letter, including its marks
  while (at != end) {
    const AsciiRun run = ReadAsciiRun(at, static_cast<std::size_t>(end - at));
    const bool is_last = static_cast<std::size_t>(end - at) < std::size_t{run.length} + kCopyBytes;
    to = is_last ? CopyLastLetters(to, at, run) : CopyLetters(to, at, run.letters);
    kept.Add(run.letters, run.length);
    at += run.length;
    if ((run.letters >> (run.length - 1) % kMaxRunLength & 1) != 0) after_letter = at;
    if (run.length == kMaxRunLength || at == end) continue;
    do {
      const char* const from = at;
      const Character character = ReadCharacter(at, end);
      at += character.bytes;
      const bool starts = character.form != 0 && !IsMark(character.form);
      kept.Add(starts ? 1 : 0, character.units);
      std::uint64_t letters = character.form;
      if (starts) {
        if (character.units > 2 || IsOtherForm(character.form)) {
          letters = Spell(character.form);
          const std::uint32_t count = CountOf(letters);
          extra_letters += count - 1;
          irregular_list.Add(to - start, count, kept.Newest(), character.units);
        }
      } else {
        if (from != after_letter || (character.form == 0 && !IsLoneBackslash(from, at))) continue;
        after_letter = at;
        char* letter = to;
        letters = character.form == 0 ? 0 : Compose(LastLetter(letter), character.form);
        if (letters == 0) continue;
        irregular_list.Add(letter - start, 1, kept.Newest(), kept.count() - kept.Newest());
        to = letter;
      }
      after_letter = at;
      do {
        to = WriteUtf8(to, letters & ((1U << kLetterBits) - 1));
        letters >>= kLetterBits;
      } while (letters != 0);
    } while (IsMixed(at, end));
  }
  const std::uint32_t units = kept.Finish();
  std::uint32_t starts = 0;
  for (std::uint32_t at_unit = 0; at_unit < units; at_unit += kWordBits)
    starts += static_cast<std::uint32_t>(std::popcount(WordAt(bits + at_unit / 8)));
  return {static_cast<std::size_t>(to - start), starts + extra_letters, units};
}

}  // namespace

void NormalText::Clear() {
  bytes.Clear();
  kept.Clear();
  irregular.Clear(kKeptIrregular);
  chars = 0;
  units = 0;
}

void Normalize(std::string_view text, NormalText& out) {
  out.Clear();
  char* const letters = out.bytes.Extend(LettersRoom(text.size()));
  const Written written = Write(text, letters, out.kept.Extend(BitsRoom(text.size())), &out.irregular);
  out.bytes.Truncate(written.bytes);
  out.kept.Truncate((written.units + 7) / 8);
  out.chars = written.chars;
  out.units = written.units;
}

std::size_t NormalizeShort(std::string_view text, char* to) {
  assert(text.size() <= kShortText);
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
    const AsciiRun run = ReadAsciiRun(at, static_cast<std::size_t>(end - at));
    count += static_cast<std::uint32_t>(std::popcount(run.letters));
    at += run.length;
    if (run.length == kMaxRunLength || at == end) continue;
    do {
      const Character character = ReadCharacter(at, end);
      if (!IsMark(character.form)) count += CountOf(Spell(character.form));
      at += character.bytes;
    } while (count < limit && IsMixed(at, end));
  }
  return std::min(count, limit);
}

}  // namespace spanloom

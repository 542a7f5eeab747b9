#include "text/letters.h"

#include <cassert>
#include <new>

#include "base/id_map.h"
#include "text/varint.h"

namespace spanloom {
namespace {

#include "text/letters.inc"

using letters::forms;
using letters::kEnd;
using letters::kExpansion;
using letters::kFinal;
using letters::kMark;
using letters::kSecondPlane;
using letters::kVowel;

// The steps between neighbours of a run: of the code points, and of their forms.
constexpr std::uint32_t kStepsCount = 4;
constexpr std::uint32_t kSteps[kStepsCount][2] = {{1, 1}, {2, 2}, {1, 0}, {1, 2}};

// The ranges of combining marks: first, last.
constexpr std::uint32_t kMarks[][2] = {{0x300, 0x36F}, {0x64B, 0x65F}};
constexpr std::uint32_t kFirstMark = 0x300;

// Hangul is composed as section 3.12 of the Unicode standard specifies.
constexpr std::uint32_t kSyllables = 0xAC00;
constexpr std::uint32_t kSyllableCount = 11172;
constexpr std::uint32_t kLeads = 0x1100;
constexpr std::uint32_t kLeadCount = 19;
constexpr std::uint32_t kVowels = 0x1161;
constexpr std::uint32_t kVowelCount = 21;
constexpr std::uint32_t kBeforeFinals = 0x11A7;
constexpr std::uint32_t kFinalCount = 28;  // including none

std::uint64_t expansions[32];  // several letters each, see kLetterBits

// Composed letters by KeyOf(). Never freed.
alignas(IdMap) char compositions_room[sizeof(IdMap)];
IdMap* compositions = nullptr;

std::uint64_t KeyOf(std::uint32_t letter, std::uint32_t mark) { return std::uint64_t{letter} << 16 | mark; }

void SetForm(std::uint32_t code_point, std::uint32_t form) { forms[code_point] = static_cast<std::uint16_t>(form); }

void DecodeLetters(VarintReader& numbers) {
  std::uint32_t code_point = 0;
  for (bool is_letter = false; code_point < kEnd; is_letter = !is_letter) {
    const std::uint32_t end = code_point + numbers.Next();
    for (; code_point < end; ++code_point) {
      if (is_letter) SetForm(code_point, code_point < kSecondPlane ? code_point : code_point + 1);
    }
  }
}

void DecodeMarks(VarintReader& numbers) {
  for (const auto& [first, last] : kMarks) {
    for (std::uint32_t mark = first; mark <= last; ++mark) SetForm(mark, kMark);
  }
  for (std::uint32_t i = 0; i < kVowelCount; ++i) SetForm(kVowels + i, kVowel + i);
  for (std::uint32_t i = 1; i < kFinalCount; ++i) SetForm(kBeforeFinals + i, kFinal + i);

  compositions = new (compositions_room) IdMap;
  std::uint32_t composed = 0;
  std::uint32_t far_letter = 0;
  std::uint32_t newest = kMark;
  for (std::uint32_t left = numbers.Next(); left > 0; --left) {
    const std::uint32_t way = numbers.Next();
    composed += way >> 1;
    const bool is_near = (way & 1) != 0;
    const std::uint32_t letter = is_near ? composed - numbers.Next() : far_letter += numbers.NextZigzag();
    const std::uint32_t mark = kFirstMark + numbers.Next();
    if (forms[mark] <= kMark) SetForm(mark, ++newest);
    compositions->Put(KeyOf(letter, forms[mark]), composed);
  }
}

void DecodeOthers(VarintReader& numbers) {
  std::uint32_t code_point = 0;
  std::uint64_t* expansion = expansions;
  for (std::uint32_t left = numbers.Next(); left > 0; --left, ++expansion) {
    code_point += numbers.Next();
    SetForm(code_point, kExpansion + static_cast<std::uint32_t>(expansion - expansions));
    std::uint32_t bits = 0;
    for (std::uint32_t letters = numbers.Next(); letters > 0; --letters, bits += kLetterBits) {
      *expansion |= std::uint64_t{numbers.Next()} << bits;
    }
  }

  code_point = 0;
  std::uint32_t distance = 0;
  for (std::uint32_t left = numbers.Next(); left > 0; --left) {
    const std::uint32_t way = numbers.Next();
    const auto [step, to_step] = kSteps[way % kStepsCount];
    code_point += way / kStepsCount;
    const std::uint32_t count = numbers.Next();
    distance += numbers.NextZigzag();
    std::uint32_t to = code_point + distance;
    for (std::uint32_t i = 0; i < count; ++i, to += to_step) {
      if (i > 0) code_point += step;
      SetForm(code_point, forms[to]);
    }
    ++code_point;
  }
}

}  // namespace

std::uint16_t letters::forms[kEnd];

void letters::Decode() {
  VarintReader numbers(kTable);
  DecodeLetters(numbers);
  DecodeMarks(numbers);
  DecodeOthers(numbers);
}

std::uint64_t SpellOther(std::uint32_t form) {
  assert(IsOtherForm(form) && !IsMark(form));
  return expansions[form - kExpansion];
}

std::uint32_t Compose(std::uint32_t letter, std::uint32_t mark) {
  assert(IsMark(mark) && compositions != nullptr);
  if (mark < kVowel) {
    const std::uint32_t composed = compositions->Find(KeyOf(letter, mark));
    return composed == kNone ? 0 : composed;
  }
  if (mark >= kFinal) {
    const std::uint32_t syllable = letter - kSyllables;
    return syllable < kSyllableCount && syllable % kFinalCount == 0 ? letter + mark - kFinal : 0;
  }
  const std::uint32_t lead = letter - kLeads;
  return lead < kLeadCount ? kSyllables + (lead * kVowelCount + mark - kVowel) * kFinalCount : 0;
}

}  // namespace spanloom

#include "text/entities.h"

#include <new>

#include "base/id_map.h"
#include "text/letters.h"
#include "text/varint.h"

namespace spanloom {
namespace {

#include "text/entities.inc"

constexpr char kAnyLetter = '^';  // stands for the letter before an accent

// Characters by name. Never freed.
alignas(IdMap) char named_room[sizeof(IdMap)];
IdMap* named = nullptr;

void Decode() {
  named = new (named_room) IdMap;
  VarintReader ways(kNamed);
  std::uint32_t code_point = 0;
  std::uint64_t name = 0;
  std::uint32_t bits = 0;
  for (const char* at = kNames; *at != 0; ++at) {
    if (*at != ' ') {
      name |= std::uint64_t{static_cast<unsigned char>(*at)} << bits;
      bits += 8;
      continue;
    }
    code_point += ways.Next();
    named->Put(name, code_point);
    name = 0;
    bits = 0;
  }
}

}  // namespace

std::uint32_t NamedLetter(std::uint64_t name) {
  if (named == nullptr) Decode();
  const std::uint32_t code_point = named->Find(name);
  if (code_point != kNone) return code_point;
  const std::uint32_t accent = named->Find((name & ~std::uint64_t{0xFF}) | kAnyLetter);
  return accent == kNone ? 0 : Compose(FormOf(name & 0xFF), FormOf(accent));
}

}  // namespace spanloom

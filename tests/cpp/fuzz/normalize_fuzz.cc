#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "text/commonplace.h"
#include "text/normalize.h"
#include "text/slow_normalize.h"
#include "text/text_store.h"

// Normalises any bytes and compares with the slow reference.
namespace {

constexpr std::size_t kMaxCompared = 512;

void Expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static spanloom::NormalText normal;
  static spanloom::NormalText again;
  spanloom::Normalize(text, normal);
  const std::string_view bytes = normal.bytes.view();
  Expect(spanloom::ValidUtf8Prefix(bytes) == bytes.size());
  Expect(spanloom::CountLetters(text, normal.chars + 1) == normal.chars);
  Expect(normal.kept.size() == (normal.units + 7) / 8);
  Expect(spanloom::UnitOf(normal.kept.view(), normal.chars) == normal.kept.size() * 8);
  spanloom::Normalize(bytes, again);
  Expect(again.bytes.view() == bytes && again.chars == normal.chars);
  if (normal.chars < 3 && size <= 120) Expect(spanloom::IsCommonplace(text));
  if (spanloom::IsCommonplace(text)) Expect(size <= 120);

  if (size > kMaxCompared) return 0;
  const spanloom::testing::SlowNormal slow = spanloom::testing::NormalizeSlowly(text);
  Expect(slow.bytes() == bytes && slow.units == normal.units && slow.letters.size() == normal.chars);
  spanloom::TextLimits limits;
  spanloom::TextStore store(limits);
  const std::uint32_t number = store.Add(1, normal, false, false);
  std::uint32_t at = 0;
  for (const auto& [letter, start, end] : slow.letters) {
    Expect(store.UnitAt(number, at) == start);
    do ++at;
    while (at < bytes.size() && spanloom::IsContinuation(bytes[at]));
    Expect(store.UnitAfter(number, at) == end);
  }
  return 0;
}

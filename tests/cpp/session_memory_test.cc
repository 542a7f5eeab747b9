#include <gtest/gtest.h>

#include <random>

#include "support/scenario.h"

// The memory of all traces of a session together.
namespace spanloom::testing {
namespace {

constexpr std::uint64_t kLimit = 8 << 20;
constexpr std::uint64_t kOneValue = 1 << 17;

SessionOptions Small() {
  SessionOptions options;
  options.max_text_bytes = 1 << 20;
  options.max_evidence_bytes = kLimit - options.max_text_bytes;
  return options;
}

std::string RandomWords(std::mt19937& random, std::size_t size) {
  std::string text;
  while (text.size() < size) {
    for (int i = 0; i < 6; ++i) text += static_cast<char>('a' + random() % 26);
    text += ' ';
  }
  return text;
}

std::uint64_t Held(Scenario& s) { return s.Stat("tableBytes") + s.Stat("textBytes"); }

std::string Root(int i) { return "root" + std::to_string(i); }
std::string Make(int i) { return "make" + std::to_string(i); }
std::string Use(int i) { return "use" + std::to_string(i); }

// Calls that never end, each in its own trace.
TEST(SessionMemory, TheNewestTracesKeepTheirEvidence) {
  constexpr int kTraces = 1000;
  Scenario s(Small());
  std::mt19937 random(1);
  std::vector<std::string> texts;
  for (int i = 0; i < kTraces; ++i) {
    texts.push_back(RandomWords(random, 20'000));
    s.Trace(static_cast<std::uint32_t>(i + 1)).Start(Root(i)).Says(Make(i), Root(i), "", texts[i]);
    ASSERT_LE(Held(s), kLimit + kOneValue) << i;
  }
  EXPECT_GT(Held(s), kLimit / 2);
  EXPECT_GT(s.Stat("droppedTexts"), 500U);
  for (const int i : {0, kTraces - 100, kTraces - 1}) {
    s.Says(Use(i), Root(i), "So: " + texts[i].substr(1000, 5000), "").End(Root(i));
  }
  EXPECT_EQ(s.Links(Use(0)), Links{});
  EXPECT_EQ(s.Links(Use(kTraces - 100)), Links{Make(kTraces - 100) + " output>input text $>$[0]"});
  EXPECT_EQ(s.Links(Use(kTraces - 1)), Links{Make(kTraces - 1) + " output>input text $>$[0]"});
}

// A trace beyond the limit of all traces loses its evidence and continues.
TEST(SessionMemory, OneTraceAloneIsBoundedToo) {
  Scenario s(Small());
  s.Start("root");
  std::uint64_t object = 0;
  std::size_t linked = 0;
  for (int i = 0; i < 400; ++i) {
    Object list{++object, {}};
    for (int member = 0; member < 500; ++member) {
      list.members.push_back({"name " + std::to_string(object), {++object, {}}});
    }
    const Object last = list.members.back().object;
    s.Call(Make(i), "root", {}, list).Call(Use(i), "root", {last}, {++object, {}});
    ASSERT_LE(Held(s), kLimit + kOneValue) << i;
    linked += s.Links(Use(i)).size();
  }
  EXPECT_GT(s.Stat("evicted"), 50'000U);
  EXPECT_GT(linked, 395U);
  s.End("root");
}

// All inputs of open spans are kept, but not beyond the limit.
TEST(SessionMemory, InputsOfOpenSpansAreBoundedToo) {
  Scenario s(Small());
  s.Start("root").Call("make", "root", {}, {1, {}});
  Object list{1, {}};
  for (std::uint64_t member = 0; member < 500; ++member) {
    list.members.push_back({"[" + std::to_string(member) + "]", {100 + member, {}}});
  }
  for (int i = 0; i < 1000; ++i) {
    s.Start(Use(i), "root").Input(Use(i), list);
    ASSERT_LE(Held(s), kLimit + kOneValue) << i;
  }
  s.Call("step", Use(999), {{100, {}}}, {2, {}});
  for (int i = 0; i < 1000; ++i) s.End(Use(i));
  s.End("root");
  EXPECT_EQ(s.Links("step"), Links{Use(999) + " input>input member $[0][0]>$[0]"});
  EXPECT_GT(s.Stat("evicted"), 0U);
}

}  // namespace
}  // namespace spanloom::testing

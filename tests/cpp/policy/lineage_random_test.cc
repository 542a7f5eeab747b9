#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "support/processes.h"

// Random programs run in one process, and with their steps spread over several: the links are the same.
namespace spanloom::testing {
namespace {

using Links = std::set<SpanLink>;

struct Value {
  std::string json;
  std::string text;  // if it is a string

  const std::string& content() const { return text.empty() ? json : text; }
};

enum class Replies { kOutputs, kParts };

class Program {
 public:
  Program(unsigned seed, std::size_t processes, Replies replies, bool echoes)
      : random_(seed), processes_(processes), network_(processes), replies_(replies), echoes_(echoes) {
    std::mt19937 places(seed + 1);
    for (std::size_t& home : homes_) home = places();
  }

  Links Run() {
    network_.Start(0, ++spans_, 0);
    const std::uint32_t root = spans_;
    std::vector<Value> scope{NewValue()};
    network_.Input(0, root, scope[0].content());
    RunBody(0, root, 0, scope);
    network_.Output(0, root, Answer(scope).content());
    network_.End(0, root);
    return network_.Links(hidden_);
  }

  // What happened, with a number for each text.
  std::string Story() const {
    std::string story = story_.str();
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const std::string& text = texts_[i];
      for (std::size_t at = story.find(text); at != std::string::npos; at = story.find(text, at)) {
        story.replace(at, text.size(), "#" + std::to_string(i));
      }
    }
    return story;
  }

 private:
  static constexpr unsigned kFunctions = 6;

  unsigned Pick(unsigned count) { return static_cast<unsigned>(random_() % count); }

  std::string NewText() {
    std::string text;
    const unsigned words = 9 + Pick(10);
    for (unsigned i = 0; i < words; ++i) {
      const unsigned letters = 5 + Pick(5);
      for (unsigned k = 0; k < letters; ++k) text.push_back(static_cast<char>('a' + Pick(26)));
      text.push_back(' ');
    }
    text.pop_back();
    texts_.push_back(text);
    return text;
  }

  Value NewValue() {
    const std::string text = NewText();
    switch (Pick(3)) {
      case 0: return {'"' + text + '"', text};
      case 1: return {"{\"title\":\"" + text + "\",\"body\":\"" + NewText() + "\"}", ""};
      default:
        return {"[{\"text\":\"" + text + "\"},{\"text\":\"" + NewText() + "\"},{\"text\":\"" + NewText() + "\"}]", ""};
    }
  }

  // A member of a value, or the value itself.
  Value MemberOf(const Value& value) {
    std::vector<std::string> texts;
    for (std::size_t at = value.json.find("\":\""); at != std::string::npos; at = value.json.find("\":\"", at + 1)) {
      const std::string text = value.json.substr(at + 3, value.json.find('"', at + 3) - at - 3);
      if (text.find(' ') != std::string::npos) texts.push_back(text);
    }
    if (texts.empty() || Pick(2) == 0) return value;
    const std::string& text = texts[Pick(static_cast<unsigned>(texts.size()))];
    return {'"' + text + '"', text};
  }

  const Value& Any(const std::vector<Value>& scope) { return scope[Pick(static_cast<unsigned>(scope.size()))]; }

  // What a step is given: something of the values that are known where it is called.
  Value Compose(const std::vector<Value>& scope) {
    const Value one = MemberOf(Any(scope));
    const Value other = MemberOf(Any(scope));
    switch (Pick(5)) {
      case 0: return Any(scope);
      case 1: return one;
      case 2:
        return {"{\"first\":" + Any(scope).json + ",\"key\":\"" + Word() + "\",\"second\":" + other.json + "}", ""};
      default: return Template(one, other);
    }
  }

  // What a step returns: something new, perhaps with something of what it had.
  // What a step returns: something new, perhaps beside something of what it had.
  Value Answer(const std::vector<Value>& scope) {
    if (!echoes_ || Pick(3) > 0) return NewValue();
    if (Pick(2) == 0) return Template(MemberOf(Any(scope)), MemberOf(NewValue()));
    return {"{\"answer\":\"" + NewText() + "\",\"source\":" + MemberOf(Any(scope)).json + "}", ""};
  }

  // A text with both texts in it, or a list of both values.
  Value Template(const Value& one, const Value& other) {
    if (one.json.find(other.json) != std::string::npos || other.json.find(one.json) != std::string::npos) return one;
    if (one.text.empty() || other.text.empty()) return {"[" + one.json + ",\"" + Word() + "\"," + other.json + "]", ""};
    const std::string text = Word() + " uses " + one.text + " and then " + other.text + " to go on";
    return {'"' + text + '"', text};
  }

  std::string Word() { return "word" + std::to_string(++words_); }

  void RunBody(std::size_t process, std::uint32_t span, unsigned depth, std::vector<Value>& scope) {
    const unsigned calls = depth == 0 ? 3 + Pick(5) : depth == 3 ? 0 : Pick(3);
    for (unsigned i = 0; i < calls; ++i) scope.push_back(Call(process, span, depth + 1, Compose(scope)));
  }

  Value Call(std::size_t process, std::uint32_t caller, unsigned depth, const Value& input) {
    const std::uint32_t fn = Pick(kFunctions);
    const std::uint32_t span = ++spans_;
    const std::size_t place = homes_[fn] % processes_;
    story_ << std::string(depth, ' ') << span << " fn " << fn << " in " << place << " <- " << input.content() << "\n";
    if (place == process) {
      network_.Start(place, span, caller, fn + 1);
      return RunStep(place, span, depth, input);
    }
    const std::string content = "[" + input.json + "]";
    const Processes::Message request = network_.Send(process, caller, content);
    if (replies_ == Replies::kOutputs) {
      network_.Receive(place, request, span, fn + 1);
      const Value result = RunStep(place, span, depth, input);
      network_.Drain(place);
      network_.ReadOutputOf(process, request, span, result.content());
      return result;
    }
    const std::uint32_t root = ++roots_;
    hidden_.insert(root);
    network_.Receive(place, request, root);
    network_.Start(place, span, root, fn + 1);
    const Value result = RunStep(place, span, depth, input);
    const Processes::Message reply = network_.Reply(place, root, result.content(), caller);
    network_.End(place, root);
    network_.Drain(place);
    network_.Read(process, request, reply);
    return result;
  }

  Value RunStep(std::size_t process, std::uint32_t span, unsigned depth, const Value& input) {
    network_.Input(process, span, input.content());
    std::vector<Value> scope{input};
    RunBody(process, span, depth, scope);
    const Value result = Answer(scope);
    story_ << std::string(depth, ' ') << span << " -> " << result.content() << "\n";
    network_.Output(process, span, result.content());
    network_.End(process, span);
    return result;
  }

  std::mt19937 random_;
  std::size_t homes_[kFunctions];  // where each function runs
  std::size_t processes_;
  Processes network_;
  Replies replies_;
  bool echoes_;  // whether steps return what they were given
  std::uint32_t spans_ = 0;
  unsigned words_ = 0;
  std::uint32_t roots_ = 1U << 16;
  std::set<std::uint32_t> hidden_;
  std::vector<std::string> texts_;
  std::ostringstream story_;
};

std::string Text(const Links& links) {
  std::string text;
  for (const SpanLink& link : links) {
    text += std::to_string(link.from) + "->" + std::to_string(link.to) + " " + link.sides + "; ";
  }
  return text;
}

Links Minus(const Links& all, const Links& some) {
  Links rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::inserter(rest, rest.begin()));
  return rest;
}

// The shares of links that may be missing, and added, in thousandths. A process does not see what runs in others below
// a step, so it knows less of which span had a value that is passed on unchanged.
struct Bounds {
  std::size_t missing;
  std::size_t added;
};

void Compare(Replies replies, bool echoes, const Bounds& bounds) {
  const char* count = std::getenv("SPANLOOM_PROGRAMS");
  const unsigned programs = count == nullptr ? 100 : static_cast<unsigned>(std::atoi(count));
  const bool tells = std::getenv("SPANLOOM_TELL") != nullptr;
  std::size_t all = 0;
  std::size_t missing = 0;
  std::size_t added = 0;
  for (unsigned seed = 0; seed < programs; ++seed) {
    const Links expected = Program(seed, 1, replies, echoes).Run();
    Program spread(seed, 2 + seed % 3, replies, echoes);
    const Links actual = spread.Run();
    const Links lost = Minus(expected, actual);
    const Links more = Minus(actual, expected);
    all += expected.size();
    missing += lost.size();
    added += more.size();
    if (tells && lost.size() + more.size() > 0) {
      ADD_FAILURE() << "program " << seed << "\nmissing: " << Text(lost) << "\nadded: " << Text(more) << "\n"
                    << spread.Story();
    }
  }
  const std::string figures =
      std::to_string(all) + " links, " + std::to_string(missing) + " missing, " + std::to_string(added) + " added";
  ::testing::Test::RecordProperty("figures", figures);
  if (tells) std::puts(figures.c_str());
  EXPECT_GT(all, programs * 10) << figures;
  EXPECT_LE(missing * 1000, all * bounds.missing) << figures;
  EXPECT_LE(added * 1000, all * bounds.added) << figures;
}

TEST(LineageRandom, RepliesThatAreTheOutputOfOneSpan) { Compare(Replies::kOutputs, false, {5, 3}); }
TEST(LineageRandom, RepliesWithParts) { Compare(Replies::kParts, false, {5, 3}); }
TEST(LineageRandom, StepsThatReturnWhatTheyWereGiven) { Compare(Replies::kOutputs, true, {20, 12}); }

}  // namespace
}  // namespace spanloom::testing

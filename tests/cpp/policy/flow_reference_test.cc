#include <gtest/gtest.h>

#include <map>
#include <random>

#include "reference/slow_flow.h"
#include "support/scenario.h"

// Compares the session with the slow reference on random programs.
namespace spanloom::testing {
namespace {

class Program {
 public:
  explicit Program(std::uint32_t seed) : random_(seed) {}

  void Run() {
    Start(0);
    for (int i = 0; i < 90; ++i) Act();
    while (!open_.empty()) End(open_.size() - 1);
    for (const auto& [span, expected] : expected_) {
      std::vector<std::string> found = scenario_.Links(std::to_string(span));
      for (std::string& link : found) link.erase(link.rfind(' '));
      ASSERT_EQ(found, expected) << "span " << span << " of\n" << told_;
      links_ += found.size();
    }
  }

  std::size_t links() const { return links_; }

 private:
  std::uint32_t Below(std::size_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  void Act() {
    switch (Below(8)) {
      case 0:
      case 1: return Start(open_.empty() ? 0 : open_[Below(open_.size())]);
      case 2: return open_.size() > 1 ? End(1 + Below(open_.size() - 1)) : void();
      case 3: {  // one object is added to another
        const std::uint32_t outer = 1 + Below(kObjects);
        if (members_[outer].size() < 3 && outer < kObjects)
          members_[outer].push_back(outer + 1 + Below(kObjects - outer));
        return;
      }
      default: return Value(open_[Below(open_.size())]);
    }
  }

  void Start(int parent) {
    const int span = ++spans_;
    const std::uint32_t fn = Below(3);
    const StepKind step_kind = Below(3) == 0 ? StepKind::kLlm : StepKind::kTask;
    Tell(step_kind == StepKind::kLlm ? "start model" : "start", span,
         std::to_string(parent) + " fn " + std::to_string(fn));
    scenario_.As(step_kind).Start(std::to_string(span), parent == 0 ? "" : std::to_string(parent), fn);
    slow_.Start(span, parent, fn, step_kind);
    open_.push_back(span);
  }

  void Value(int span) {
    const Object object = Build(1 + Below(kObjects));
    const bool is_input = Below(2) == 0;
    Tell(is_input ? "input" : "output", span, Describe(object));
    if (is_input) {
      scenario_.Input(std::to_string(span), object);
    } else {
      scenario_.Output(std::to_string(span), object);
    }
    slow_.Value(span, is_input ? Side::kInput : Side::kOutput, object);
  }

  void End(std::size_t at) {
    const int span = open_[at];
    Tell("end", span, "");
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(at));
    scenario_.End(std::to_string(span));
    expected_[span] = slow_.End(span);
  }

  // Members have larger ids, so that no object contains itself.
  Object Build(std::uint64_t id) {
    Object object{id, {}};
    for (const std::uint64_t member : members_[id])
      object.members.push_back({"m" + std::to_string(member), Build(member)});
    return object;
  }

  std::string Describe(const Object& object) {
    std::string text = std::to_string(object.id) + "(";
    for (const auto& [key, member] : object.members) text += Describe(member) + " ";
    return text + ")";
  }

  void Tell(const char* what, int span, const std::string& details) {
    told_ += std::string(what) + " " + std::to_string(span) + " " + details + "\n";
  }

  static constexpr std::uint32_t kObjects = 9;

  std::mt19937 random_;
  Scenario scenario_;
  SlowFlow slow_;
  std::map<std::uint64_t, std::vector<std::uint64_t>> members_;
  std::vector<int> open_;
  int spans_ = 0;
  std::map<int, std::vector<std::string>> expected_;
  std::string told_;
  std::size_t links_ = 0;
};

TEST(FlowReference, RandomProgramsHaveTheLinksOfTheRules) {
  std::size_t links = 0;
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
    Program program(seed);
    program.Run();
    if (HasFatalFailure()) FAIL() << "seed " << seed;
    links += program.links();
  }
  EXPECT_GT(links, 15000U);
}

}  // namespace
}  // namespace spanloom::testing

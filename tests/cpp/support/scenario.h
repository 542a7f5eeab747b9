#ifndef SPANLOOM_TESTS_SUPPORT_SCENARIO_H_
#define SPANLOOM_TESTS_SUPPORT_SCENARIO_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/log_builder.h"

namespace spanloom::testing {

// Describes a traced program step by step. Spans have names; Links() and DroppedLinks() drain the log first.
class Scenario {
 public:
  explicit Scenario(const SessionOptions& options = {});

  // The kind of all spans that start from now on; tasks by default.
  Scenario& As(StepKind step_kind);

  // The privacy bits of all spans that start from now on.
  Scenario& Private(std::uint8_t privacy);

  // The trace of all roots that start from now on.
  Scenario& Trace(std::uint32_t trace);

  Scenario& Start(const std::string& name, const std::string& parent = "", std::uint32_t fn = 0);
  Scenario& Input(const std::string& name, const Object& object, std::uint32_t index = 0);
  Scenario& Output(const std::string& name, const Object& object, Shape shape = Shape::kWhole, std::uint32_t index = 0);
  Scenario& End(const std::string& name);

  // Records the content of an argument or a result: JSON if it parses as such, otherwise text.
  Scenario& Given(const std::string& name, const std::string& content, std::uint32_t index = 0);
  Scenario& Returns(const std::string& name, const std::string& content);

  // Starts a span, records the content of its input and output, and ends it.
  Scenario& Says(const std::string& name, const std::string& parent, const std::string& input,
                 const std::string& output, std::uint32_t fn = 0);

  // Starts a span, records the objects of its input and output, and ends it.
  Scenario& Call(const std::string& name, const std::string& parent, const std::vector<Object>& inputs,
                 const Object& output, std::uint32_t fn = 0);

  // Drains the log; `now` is in microseconds.
  void Drain(double now = 0);

  // Returns the links of an ended span, as "producer from>to via from.path>to.path".
  std::vector<std::string> Links(const std::string& name);

  // Returns the number of links beyond the limit.
  std::uint64_t DroppedLinks(const std::string& name);

  // Returns a counter of Session::Stats().
  std::uint64_t Stat(std::string_view key);

  Session& session() { return session_; }
  LogBuilder& log() { return log_; }
  std::uint32_t number(const std::string& name) const { return numbers_.at(name); }

 private:
  void Collect();

  struct Ended {
    std::vector<std::string> links;
    std::uint64_t dropped;
  };

  Session session_;
  LogBuilder log_;
  std::uint32_t trace_ = 1;
  StepKind step_kind_ = StepKind::kTask;
  std::uint8_t privacy_ = 0;
  std::map<std::string, std::uint32_t> numbers_;
  std::map<std::uint32_t, std::string> names_;
  std::map<std::string, std::uint32_t> traces_;
  std::map<std::string, Ended> ended_;
};

using Links = std::vector<std::string>;

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_SUPPORT_SCENARIO_H_

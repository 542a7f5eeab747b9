#ifndef SPANLOOM_TESTS_SUPPORT_PROCESSES_H_
#define SPANLOOM_TESTS_SUPPORT_PROCESSES_H_

#include <cstdint>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "support/log_builder.h"

namespace spanloom::testing {

// A link: the numbers of the spans, and the sides.
struct SpanLink {
  std::uint32_t to;
  std::uint32_t from;
  std::string sides;  // "output>input"

  bool operator==(const SpanLink&) const = default;
  // Not `<=>`: Emscripten's library has none for strings.
  bool operator<(const SpanLink& other) const {
    return std::tie(to, from, sides) < std::tie(other.to, other.from, other.sides);
  }
};

std::ostream& operator<<(std::ostream& out, const SpanLink& link);

// Processes that send each other messages about one trace. Each has a session; a span has the same number and id
// wherever it runs. Stand-ins and callers have numbers of their own.
class Processes {
 public:
  explicit Processes(std::size_t count, const SessionOptions& options = {});

  // A message and what is sent beside it.
  struct Message {
    std::string content;
    std::string lineage;
    std::uint32_t from;      // the active span of the sender
    std::uint32_t stand_in;  // 0 if it is a reply
  };

  void Start(std::size_t process, std::uint32_t span, std::uint32_t parent, std::uint32_t fn = 0);
  void Input(std::size_t process, std::uint32_t span, const std::string& content);
  void Output(std::size_t process, std::uint32_t span, const std::string& content);
  void End(std::size_t process, std::uint32_t span);

  // Sends a message below the active span; the stand-in stays open for the reply.
  Message Send(std::size_t process, std::uint32_t active, const std::string& content);

  // Receives it, and starts the first span that runs for it. `notes`: the content is registered, too.
  void Receive(std::size_t process, const Message& message, std::uint32_t span, std::uint32_t fn = 0,
               bool notes = true);

  // Replies with parts below the active span, to the span that asked.
  Message Reply(std::size_t process, std::uint32_t active, const std::string& content, std::uint32_t asked);

  // Receives a reply with parts, and ends the stand-in.
  void Read(std::size_t process, const Message& request, const Message& reply);

  // Receives a reply that is the output of one span as a whole, and ends the stand-in.
  void ReadOutputOf(std::size_t process, const Message& request, std::uint32_t producer, const std::string& content);

  // Returns the links of all spans that ended, except those of `hidden`.
  std::set<SpanLink> Links(const std::set<std::uint32_t>& hidden = {});

  Session& session(std::size_t process) { return *sessions_[process]; }
  LogBuilder& log(std::size_t process) { return logs_[process]; }
  void Drain(std::size_t process, double now = 0);

  static constexpr std::uint32_t kTrace = 1;

 private:
  Message Describe(std::size_t process, std::uint32_t active, const std::string& content, std::uint32_t key);

  std::vector<std::unique_ptr<Session>> sessions_;
  std::vector<LogBuilder> logs_;
  std::uint32_t numbers_ = 1U << 20;
};

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_SUPPORT_PROCESSES_H_

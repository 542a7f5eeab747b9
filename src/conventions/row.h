#ifndef SPANLOOM_CONVENTIONS_ROW_H_
#define SPANLOOM_CONVENTIONS_ROW_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace spanloom {

// What an attribute of a span, of one of its events, or of a log record that belongs to it, holds.
enum class Holds : std::uint8_t {
  kNothing,       // no content; said of a part of what a shorter key covers
  kInput,         // what the step was given: text, JSON, or messages
  kOutput,        // what it returned
  kInputMessage,  // one message that it was given; it needs no role
  kOutputMessage,
  kRootInput,  // what the root of the trace was given, said by the root
  kRootOutput,
  kConversation,  // messages of both sides: up to the last one of a user is input, what follows is output
  kInstructions,  // a system prompt, to which only outputs link
  kKind,          // a word for the kind of the step, see KindOf()
  kStep,          // a name that tells the steps of an app apart
  kToolCall,      // the id of the tool call that the step runs
  kModel,
};

// Where the attribute is.
enum class Carrier : std::uint8_t { kSpan, kEvent, kLog };

// A row of the table of conventions.
struct ConventionRow {
  Carrier carrier;
  std::string_view name;  // of the event or log record; empty for a span
  std::string_view key;   // of the attribute, "body" for the body of a log record. "a.b.*" covers all keys below a.b
  Holds holds;
};

// A convention, or a part of one that is described in one place. docs/conventions.md lists them, which a test compares.
struct Convention {
  std::string_view name;
  std::string_view source;  // the repository, and where the rows are described there
  std::span<const ConventionRow> rows;
};

// Those of OpenTelemetry and those that several instrumentations follow; those of one SDK or framework; those of one
// product that receives spans. If two have a row for the same attribute, the later one counts.
std::span<const Convention> SharedConventions();
std::span<const Convention> FrameworkConventions();
std::span<const Convention> ProductConventions();

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_ROW_H_

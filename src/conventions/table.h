#ifndef SPANLOOM_CONVENTIONS_TABLE_H_
#define SPANLOOM_CONVENTIONS_TABLE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/id_map.h"

namespace spanloom {

// What an attribute of a span, of one of its events, or of a log record that belongs to it, holds.
enum class Holds : std::uint8_t {
  kNothing,       // no content; said of a part of what a shorter key covers
  kInput,         // what the step was given: text, JSON, or messages
  kOutput,        // what it returned
  kConversation,  // messages of both sides: up to the last one of a user is input, what follows is output
  kInstructions,  // a system prompt, which links nothing
  kKind,          // a word for the kind of the step, see KindOf()
  kStep,          // a name that tells the steps of an app apart
  kToolCall,      // the id of the tool call that the step runs
  kModel,
};

// Where the attribute is.
enum class Carrier : std::uint8_t { kSpan, kEvent, kLog };

// A row of the table of conventions.
struct ConventionRow {
  std::string_view convention;
  Carrier carrier;
  std::string_view name;  // of the event or log record; empty for a span
  std::string_view key;   // of the attribute, "body" for the body of a log record. "a.b.*" covers all keys below a.b
  Holds holds;
  std::string_view source;
};

// The rows of all conventions that are built in. docs/conventions.md lists them, which a test compares.
const ConventionRow* BuiltInRows();
std::size_t BuiltInRowCount();

// Finds rows by name and key: the built-in ones, and the user's, which come first. Not thread-safe while Add() runs.
class Conventions {
 public:
  Conventions();

  // Adds rows given as JSON: [{ "attribute" or "body": true, "event" or "log", "holds" }, ...], see
  // js/types/linker.d.ts. Returns what is wrong, or an empty text. After an error no row is added.
  std::string Add(std::string_view json);

  struct Found {
    Holds holds;
    bool is_flattened;  // found by "a.b.*"
  };

  // Returns what an attribute holds. `name` is that of the event or log record, empty for a span. O(length of the key).
  Found Find(Carrier carrier, std::string_view name, std::string_view key) const;

 private:
  void AddRow(Carrier carrier, std::string_view name, std::string_view key, Holds holds);

  IdMap rows_;      // hash of carrier, name and key -> Holds
  IdMap prefixes_;  // the same for "a.b.*", by "a.b"
};

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_TABLE_H_

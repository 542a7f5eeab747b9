#ifndef SPANLOOM_TESTS_SUPPORT_LOG_BUILDER_H_
#define SPANLOOM_TESTS_SUPPORT_LOG_BUILDER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "log/records.h"
#include "session.h"

namespace spanloom::testing {

// An object with an id and members, as the member walk records it. A key is a name, `[n]`, or empty for the result of a
// promise.
struct Member;
struct Object {
  std::uint64_t id;
  std::vector<Member> members;
};
struct Member {
  std::string key;
  Object object;
};

// The value of an attribute.
struct Entry;
struct Any {
  Type type;
  std::string text;
  std::uint64_t bits;
  std::vector<Entry> items;
};
struct Entry {
  std::string key;
  Any value;
};
using Attributes = std::vector<Entry>;

Any Empty();
Any Text(std::string text);
Any Bool(bool value);
Any Int(std::int64_t value);
Any Double(double value);
Any RawBytes(std::string bytes);
Any List(std::vector<Any> items);
Any Record(Attributes items);

// Writes the event log as JavaScript does.
class LogBuilder {
 public:
  // Appends raw words, to test invalid logs.
  LogBuilder& Words(const std::vector<std::uint32_t>& words);

  LogBuilder& Intern(std::uint32_t id, std::string_view text);
  LogBuilder& Template(std::uint32_t id, std::string_view name, std::uint32_t kind = 1,
                       const Attributes& attributes = {}, StepKind step_kind = StepKind::kTask);
  LogBuilder& Trace(std::uint32_t trace);
  LogBuilder& Start(std::uint32_t span, std::uint32_t trace, std::uint32_t parent = 0, std::uint32_t fn = 0,
                    double micros = 1000, std::uint32_t template_id = 0, std::uint8_t privacy = 0);
  // A span below one of another process: `caller` is the number of a LINEAGE record, or 0, and `parent` the id of the
  // parent. `bits` are start bits.
  LogBuilder& StartBelow(std::uint32_t span, std::uint32_t trace, std::uint32_t caller, std::uint32_t parent,
                         std::uint32_t fn = 0, std::uint8_t bits = kRemoteParent);
  LogBuilder& Value(std::uint32_t span, Side side, Shape shape, std::uint32_t index, const Object& object);
  LogBuilder& Content(std::uint32_t span, Side side, MediaType type, std::string_view text);
  // Content that is evidence for links; `bits` are content bits.
  LogBuilder& Linked(std::uint32_t span, Side side, std::uint8_t bits, std::uint32_t root, std::string_view text);
  LogBuilder& Attribute(std::uint32_t span, std::string_view key, const Any& value);
  LogBuilder& Event(std::uint32_t span, std::string_view name, double micros, const Attributes& attributes = {});
  LogBuilder& Link(std::uint32_t span, std::uint32_t trace, std::uint32_t other, const Attributes& attributes = {});
  LogBuilder& End(std::uint32_t span, StatusCode status = StatusCode::kUnset, double micros = 2000, bool drop = false,
                  std::string_view message = {});
  LogBuilder& Name(std::uint32_t span, std::string_view name);
  LogBuilder& Resource(std::string_view scope, std::string_view version, const Attributes& attributes = {});
  LogBuilder& Retemplate(std::uint32_t span, std::uint32_t template_id);

  LogBuilder& TraceState(std::uint32_t span, std::string_view text);
  LogBuilder& Lineage(std::uint32_t trace, std::uint32_t caller, std::uint32_t key, std::string_view payload);
  LogBuilder& Identify(std::uint32_t span, std::uint32_t other);
  LogBuilder& Message(std::uint32_t trace, MediaType type, std::string_view text);

  // Returns a reference to a string of this drain.
  std::uint32_t Ref(std::string_view text);

  // Drains the log into the session and empties it.
  Status DrainInto(Session& session, double now_micros = 0);

  // The block that DrainInto() writes, and its three counts.
  std::string Block() const;
  std::uint32_t words() const { return static_cast<std::uint32_t>(words_.size()); }
  std::uint32_t strings() const { return static_cast<std::uint32_t>(ends_.size()); }
  std::uint32_t bytes() const { return static_cast<std::uint32_t>(bytes_.size()); }

 private:
  void Time(double micros);
  void Items(const Attributes& attributes);
  void Item(Op op, std::uint32_t span, std::string_view key, const Any& value);

  std::vector<std::uint32_t> words_;
  std::vector<std::uint32_t> ends_;
  std::string bytes_;
};

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_SUPPORT_LOG_BUILDER_H_

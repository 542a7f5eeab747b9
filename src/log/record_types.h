#ifndef SPANLOOM_LOG_RECORD_TYPES_H_
#define SPANLOOM_LOG_RECORD_TYPES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "log/records.h"
#include "log/strings.h"

namespace spanloom {

// The records of the event log, as ReadLog() passes them on. They borrow the block: their views are valid until the
// drain ends.

// An attribute, or an element of a list. The elements of a list follow it.
struct Item {
  Type type;
  std::string_view key;
  std::string_view text;   // of strings and bytes
  std::uint64_t payload;   // a bool, or the bits of an int or double
  std::uint32_t children;  // the number of elements of a list
};

// The items of a record in the order of the log, lists before their elements.
class Items {
 public:
  Items(const std::uint32_t* words, std::uint32_t count, const Strings& strings)
      : words_(words), count_(count), strings_(&strings) {}

  // The number of items, without the elements of lists.
  std::uint32_t count() const { return count_; }

  // Returns the next item. After a list, the caller takes `children` more for its elements.
  Item Next();

 private:
  const std::uint32_t* words_;
  std::uint32_t count_;
  const Strings* strings_;
};

struct TemplateRecord {
  std::uint32_t id;
  SpanKind span_kind;
  StepKind step_kind;
  std::string_view name;
  Items attributes;
};

struct TraceRecord {
  std::uint32_t trace;
  const std::uint32_t* id;
};

struct StartRecord {
  std::uint8_t bits;
  std::uint8_t declared;  // the number of declared parameters, 0 if unknown
  std::uint32_t span;
  std::uint32_t trace;
  std::uint32_t parent;
  std::uint32_t template_id;
  std::uint32_t fn;
  const std::uint32_t* id;
  const std::uint32_t* parent_id;
  std::uint64_t nanos;
};

struct ValueNode {
  std::uint64_t object;
  std::uint32_t parent;
  std::uint32_t key;
};

struct ValueRecord {
  Side side;
  Shape shape;
  std::uint32_t span;
  std::uint32_t index;
  std::uint32_t count;
  const std::uint32_t* nodes;

  ValueNode Node(std::uint32_t i) const {
    const std::uint32_t* at = nodes + std::size_t{i} * kNodeWords;
    return {at[0] | std::uint64_t{at[1]} << 32, at[2], at[3]};
  }
};

struct ContentRecord {
  Side side;
  MediaType media_type;
  bool is_linked;  // it is evidence for links
  bool is_local;   // it is not exported
  std::uint32_t span;
  std::uint32_t root;  // kNone, kContentArguments, or an index up to kIndexMask
  std::string_view text;
};

struct AttributeRecord {
  std::uint32_t span;
  Items attribute;
};

struct EventRecord {
  std::uint32_t span;
  std::string_view name;
  std::uint64_t nanos;
  Items attributes;
};

struct LinkRecord {
  std::uint32_t span;
  const std::uint32_t* trace_id;
  const std::uint32_t* span_id;
  Items attributes;
};

struct EndRecord {
  StatusCode status;
  bool drop;
  std::uint32_t span;
  std::uint64_t nanos;
  std::string_view message;
};

struct NameRecord {
  std::uint32_t span;
  std::string_view name;
};

struct RetemplateRecord {
  std::uint32_t span;
  std::uint32_t template_id;
};

struct TraceStateRecord {
  std::uint32_t span;
  std::string_view text;
};

struct LineageRecord {
  std::uint32_t trace;
  std::uint32_t caller;  // 0 if the message came to a local span
  const std::uint32_t* key_id;
  std::string_view payload;
};

struct IdentifyRecord {
  std::uint32_t span;
  const std::uint32_t* id;
};

struct MessageRecord {
  MediaType media_type;
  std::uint32_t trace;
  std::string_view text;
};

struct ResourceRecord {
  std::string_view scope_name;
  std::string_view scope_version;
  Items attributes;
};

}  // namespace spanloom

#endif  // SPANLOOM_LOG_RECORD_TYPES_H_

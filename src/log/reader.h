#ifndef SPANLOOM_LOG_READER_H_
#define SPANLOOM_LOG_READER_H_

#include <cstdint>
#include <string_view>

#include "base/status.h"
#include "log/records.h"
#include "log/strings.h"

namespace spanloom {

// Records as the reader hands them over: every reference, count and range in them is sound. Views borrow from the
// drain.

// One attribute or list element; its own elements, if it is a list, follow it.
struct Item {
  Type type;
  std::string_view key;
  std::string_view text;   // strings and bytes
  std::uint64_t payload;   // bool, the bits of an int or double
  std::uint32_t children;  // elements of a list
};

// Items in the order they were written, parents before their elements.
class Items {
 public:
  Items(const std::uint32_t* words, std::uint32_t count, const Strings& strings)
      : words_(words), count_(count), strings_(&strings) {}

  // How many stand at the top, without the elements of lists.
  std::uint32_t count() const { return count_; }

  // The next item, one level at a time is up to the caller: it takes `children` more after a list.
  Item Next();

 private:
  const std::uint32_t* words_;
  std::uint32_t count_;
  const Strings* strings_;
};

struct TemplateRecord {
  std::uint32_t id;
  std::uint8_t kind;
  Step step;
  std::string_view name;
  Items attributes;
};

struct TraceRecord {
  std::uint32_t trace;
  const std::uint32_t* id;
};

struct StartRecord {
  std::uint8_t privacy;
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
  bool is_linked;  // takes part in linking
  bool is_local;   // is not exported
  std::uint32_t span;
  std::uint32_t root;  // kNone, kContentArguments or a number up to kIndexMask
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

struct ResourceRecord {
  std::string_view scope_name;
  std::string_view scope_version;
  Items attributes;
};

// Receives the records of a log in order. A status other than kOk ends the reading, unless only the record is to be
// skipped.
class RecordSink {
 public:
  virtual Status On(const TemplateRecord& record) = 0;
  virtual Status On(const TraceRecord& record) = 0;
  virtual Status On(const StartRecord& record) = 0;
  virtual Status On(const ValueRecord& record) = 0;
  virtual Status On(const ContentRecord& record) = 0;
  virtual Status On(const AttributeRecord& record) = 0;
  virtual Status On(const EventRecord& record) = 0;
  virtual Status On(const LinkRecord& record) = 0;
  virtual Status On(const EndRecord& record) = 0;
  virtual Status On(const NameRecord& record) = 0;
  virtual Status On(const ResourceRecord& record) = 0;
  virtual Status On(const RetemplateRecord& record) = 0;

 protected:
  ~RecordSink() = default;
};

// Reads `count` words and feeds `sink`, interning what the log interns. A record is checked as a whole before the sink
// sees it; reading stops at the first that is unsound. Returns what stopped it, else the first reason for which a
// record was skipped.
Status ReadLog(const std::uint32_t* words, std::uint32_t count, Strings& strings, RecordSink& sink);

}  // namespace spanloom

#endif  // SPANLOOM_LOG_READER_H_

#ifndef SPANLOOM_OTLP_REQUEST_PARTS_H_
#define SPANLOOM_OTLP_REQUEST_PARTS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "otlp/fields.h"
#include "otlp/request.h"

namespace spanloom {

// Collects what a request contains while it is read, and gives it to a visitor once all of it was found valid. Borrows
// the request. Levels are those of kTraceLevels: 0 is the request. Each call is O(1), apart from copies of fields that
// lie between children; about 100 bytes for each part.
class RequestParts {
 public:
  // `separator` goes between fields that did not lie side by side; empty for protobuf.
  explicit RequestParts(std::string_view separator) : separator_(separator) {}

  // Call Open(); then, in order, AddField() for the level's own fields, AddList() where the list of its children is (or
  // each of them), and what its children need; then Close().
  void Open(std::size_t level);
  void AddField(std::size_t level, std::string_view field);
  void AddList(std::size_t level);
  void Close(std::size_t level);

  // Adds a span or log to the innermost level.
  void AddRecord(const SpanHead& head, std::string_view record);

  void Visit(bool is_logs, RequestVisitor& visitor) const;

 private:
  struct Part {
    std::size_t level;  // kLevels for a record
    bool has_list;
    bool is_joined;  // whether the tail is in tails_, from joined_start
    std::size_t joined_start;
    std::string_view head;  // or the record
    std::string_view tail;
    SpanHead ids;
  };
  struct Draft {
    std::size_t part = 0;
    Bytes joined;  // the tail so far, if it is not one piece of the request
  };

  void Join(Draft& draft, std::string_view fields);

  std::string_view separator_;
  Array<Part> parts_;
  Draft drafts_[kLevels];
  Bytes tails_;
};

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_REQUEST_PARTS_H_

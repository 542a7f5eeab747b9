#ifndef SPANLOOM_OTLP_PROTOBUF_LEVELS_H_
#define SPANLOOM_OTLP_PROTOBUF_LEVELS_H_

#include <cstddef>
#include <string_view>

#include "base/bytes.h"
#include "encode/proto_writer.h"
#include "otlp/fields.h"
#include "otlp/request.h"

namespace spanloom {

// Writes the levels of a request of traces in protobuf, see kTraceLevels. For RequestWriter, which explains the calls.
// Each call is O(size of what it writes), and closing a level O(size of the level).
class ProtobufLevels {
 public:
  explicit ProtobufLevels(Bytes& out) : out_(out) { writers_[0] = ProtoWriter(out); }
  ProtobufLevels(const ProtobufLevels&) = delete;
  ProtobufLevels& operator=(const ProtobufLevels&) = delete;

  // Closes the levels from `level` on, and opens it.
  void Open(std::size_t level, const Shell& shell);

  // Adds a span, which is in two pieces.
  void AddSpan(std::string_view span, std::string_view links);

  void Finish() { CloseFrom(0); }

 private:
  void CloseFrom(std::size_t level);

  Bytes& out_;
  ProtoWriter writers_[kLevels];
  Bytes tails_[kLevels];
  std::size_t starts_[kLevels] = {};  // where the field of a level begins
  std::size_t open_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_PROTOBUF_LEVELS_H_

#ifndef SPANLOOM_OTLP_JSON_LEVELS_H_
#define SPANLOOM_OTLP_JSON_LEVELS_H_

#include <cstddef>
#include <string_view>

#include "base/bytes.h"
#include "encode/json_writer.h"
#include "otlp/fields.h"
#include "otlp/request.h"

namespace spanloom {

// Writes the levels of a request of traces in JSON, see kTraceLevels. For RequestWriter, which explains the calls. Each
// call is O(size of what it writes).
class JsonLevels {
 public:
  explicit JsonLevels(Bytes& out) : json_(out) {}
  JsonLevels(const JsonLevels&) = delete;
  JsonLevels& operator=(const JsonLevels&) = delete;

  // Closes the levels from `level` on, and opens it. There is one request: what is behind its list waits for the end.
  void Open(std::size_t level, const Shell& shell);

  // Adds a span, which is an object of JSON.
  void AddSpan(std::string_view span);

  void Finish();

 private:
  struct Level {
    Bytes tail;
    bool has_list = false;
    bool has_children = false;
  };

  void AddChild(std::size_t level);
  void CloseTo(std::size_t open);

  JsonWriter json_;
  Level levels_[kLevels];
  std::size_t open_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_OTLP_JSON_LEVELS_H_

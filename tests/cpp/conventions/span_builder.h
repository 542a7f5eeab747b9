#ifndef SPANLOOM_TESTS_CONVENTIONS_SPAN_BUILDER_H_
#define SPANLOOM_TESTS_CONVENTIONS_SPAN_BUILDER_H_

#include <protozero/pbf_writer.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "otlp/recorded_span.h"

namespace spanloom::testing {

// A message AnyValue.
inline std::string Text(std::string_view text) {
  std::string any;
  protozero::pbf_writer(any).add_string(1, text.data(), text.size());
  return any;
}

inline std::string Number(std::int64_t number) {
  std::string any;
  protozero::pbf_writer(any).add_int64(3, number);
  return any;
}

inline std::string List(const std::vector<std::string>& values) {
  std::string list;
  protozero::pbf_writer writer(list);
  for (const std::string& value : values) writer.add_message(1, value);
  std::string any;
  protozero::pbf_writer(any).add_message(5, list);
  return any;
}

using KeyValues = std::vector<std::pair<std::string, std::string>>;  // keys, and messages AnyValue

inline void AddKeyValues(std::string& message, protozero::pbf_tag_type field, const KeyValues& pairs) {
  protozero::pbf_writer writer(message);
  for (const auto& [key, any] : pairs) {
    std::string pair;
    protozero::pbf_writer member(pair);
    member.add_string(1, key);
    member.add_message(2, any);
    writer.add_message(field, pair);
  }
}

inline std::string Map(const KeyValues& pairs) {
  std::string list;
  AddKeyValues(list, 1, pairs);
  std::string any;
  protozero::pbf_writer(any).add_message(6, list);
  return any;
}

// A recorded span; Recorded() is valid until the next change.
class SpanBuilder {
 public:
  explicit SpanBuilder(std::string_view name = "step", bool is_root = true) {
    protozero::pbf_writer(span_).add_string(5, name.data(), name.size());
    if (!is_root) recorded_.head.parent_id = {'p', 'a', 'r', 'e', 'n', 't', 'i', 'd'};
  }

  SpanBuilder& Attribute(const std::string& key, const std::string& any) {
    AddKeyValues(span_, 9, {{key, any}});
    return *this;
  }

  SpanBuilder& Event(const std::string& name, const KeyValues& attributes) {
    std::string event;
    protozero::pbf_writer(event).add_string(2, name);
    AddKeyValues(event, 3, attributes);
    protozero::pbf_writer(span_).add_message(11, event);
    return *this;
  }

  // The name is `event_name`, or an attribute in older recordings.
  SpanBuilder& Log(const std::string& name, const std::string& body, KeyValues attributes = {}, bool is_old = false) {
    std::string log;
    protozero::pbf_writer writer(log);
    if (!body.empty()) writer.add_message(5, body);
    if (is_old) attributes.push_back({"event.name", Text(name)});
    AddKeyValues(log, 6, attributes);
    if (!is_old) writer.add_string(12, name);
    logs_.push_back(log);
    return *this;
  }

  const RecordedSpan& Recorded() {
    views_.assign(logs_.begin(), logs_.end());
    recorded_.span = span_;
    recorded_.logs = views_.data();
    recorded_.log_count = static_cast<std::uint32_t>(views_.size());
    return recorded_;
  }

 private:
  std::string span_;
  std::vector<std::string> logs_;
  std::vector<std::string_view> views_;
  RecordedSpan recorded_{};
};

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_CONVENTIONS_SPAN_BUILDER_H_

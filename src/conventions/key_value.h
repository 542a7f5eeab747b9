#ifndef SPANLOOM_CONVENTIONS_KEY_VALUE_H_
#define SPANLOOM_CONVENTIONS_KEY_VALUE_H_

#include <cstdint>
#include <protozero/pbf_reader.hpp>
#include <string_view>

namespace spanloom {

constexpr auto kSized = protozero::pbf_wire_type::length_delimited;

// The tag of a field that has a length. A field of another type is not the one that OTLP means.
constexpr std::uint32_t Sized(std::uint32_t number) { return protozero::tag_and_type(number, kSized); }

inline std::string_view View(protozero::data_view view) { return {view.data(), view.size()}; }
inline protozero::pbf_reader Reader(std::string_view message) { return {message.data(), message.size()}; }

// An attribute.
struct KeyValue {
  std::string_view key;
  std::string_view value;  // a message AnyValue
};

// Reads a message KeyValue, which is well-formed. O(fields).
inline KeyValue ReadKeyValue(std::string_view message) {
  KeyValue pair;
  for (protozero::pbf_reader reader = Reader(message); reader.next();) {
    switch (reader.tag_and_type()) {
      case Sized(1): pair.key = View(reader.get_view()); break;
      case Sized(2): pair.value = View(reader.get_view()); break;
      default: reader.skip();
    }
  }
  return pair;
}

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_KEY_VALUE_H_

#include "conventions/plain_value.h"

#include <cstdint>

#include "conventions/key_value.h"
#include "encode/json_writer.h"

namespace spanloom {
namespace {

constexpr int kMaxDepth = 32;

using protozero::pbf_wire_type;
using protozero::tag_and_type;

void WriteAny(JsonWriter& json, std::string_view any, int depth);

// Writes an ArrayValue, or a KeyValueList.
void WriteList(JsonWriter& json, std::string_view list, bool is_object, int depth) {
  json.Open(is_object ? '{' : '[');
  for (protozero::pbf_reader values = Reader(list); values.next(1, kSized);) {
    const std::string_view value = View(values.get_view());
    if (!is_object) {
      WriteAny(json, value, depth + 1);
      continue;
    }
    const auto [key, member] = ReadKeyValue(value);
    json.Key(key);
    WriteAny(json, member, depth + 1);
  }
  json.Close(is_object ? '}' : ']');
}

void WriteAny(JsonWriter& json, std::string_view any, int depth) {
  protozero::pbf_reader value = Reader(any);
  if (depth > kMaxDepth || !value.next()) return json.Null();
  switch (value.tag_and_type()) {
    case tag_and_type(1, kSized): return json.String(View(value.get_view()));
    case tag_and_type(2, pbf_wire_type::varint): return json.Bool(value.get_bool());
    case tag_and_type(3, pbf_wire_type::varint): return json.Signed(value.get_int64());
    case tag_and_type(4, pbf_wire_type::fixed64): return json.Double(value.get_double());
    case tag_and_type(5, kSized): return WriteList(json, View(value.get_view()), false, depth);
    case tag_and_type(6, kSized): return WriteList(json, View(value.get_view()), true, depth);
    default: return json.Null();
  }
}

}  // namespace

void AppendPlainValue(std::string_view any, Bytes& out) {
  JsonWriter json(out);
  WriteAny(json, any, 0);
}

}  // namespace spanloom

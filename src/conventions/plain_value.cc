#include "conventions/plain_value.h"

#include <cstdint>
#include <protozero/pbf_reader.hpp>

#include "encode/json_writer.h"

namespace spanloom {
namespace {

constexpr int kMaxDepth = 32;

std::string_view View(protozero::data_view view) { return {view.data(), view.size()}; }

void WriteAny(JsonWriter& json, std::string_view any, int depth);

// Writes an ArrayValue, or a KeyValueList.
void WriteList(JsonWriter& json, std::string_view list, bool is_object, int depth) {
  json.Open(is_object ? '{' : '[');
  for (protozero::pbf_reader values(list.data(), list.size()); values.next(1);) {
    const std::string_view value = View(values.get_view());
    if (!is_object) {
      WriteAny(json, value, depth + 1);
      continue;
    }
    std::string_view key;
    std::string_view member;
    for (protozero::pbf_reader pair(value.data(), value.size()); pair.next();) {
      if (pair.tag() == 1) {
        key = View(pair.get_view());
      } else if (pair.tag() == 2) {
        member = View(pair.get_view());
      } else {
        pair.skip();
      }
    }
    json.Key(key);
    WriteAny(json, member, depth + 1);
  }
  json.Close(is_object ? '}' : ']');
}

void WriteAny(JsonWriter& json, std::string_view any, int depth) {
  protozero::pbf_reader value(any.data(), any.size());
  if (depth > kMaxDepth || !value.next()) return json.Null();
  switch (value.tag()) {
    case 1: return json.String(View(value.get_view()));
    case 2: return json.Bool(value.get_bool());
    case 3: return json.Signed(value.get_int64());
    case 4: return json.Double(value.get_double());
    case 5: return WriteList(json, View(value.get_view()), false, depth);
    case 6: return WriteList(json, View(value.get_view()), true, depth);
    default: return json.Null();
  }
}

}  // namespace

void AppendPlainValue(std::string_view any, Bytes& out) {
  JsonWriter json(out);
  WriteAny(json, any, 0);
}

}  // namespace spanloom

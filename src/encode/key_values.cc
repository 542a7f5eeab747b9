#include "encode/key_values.h"

#include <cstring>
#include <protozero/varint.hpp>

#include "base/ids.h"
#include "base/utf8.h"
#include "encode/proto_writer.h"

namespace spanloom {
namespace {

void WriteItem(ProtoWriter& parent, std::uint32_t number, const Item& item, Items& rest);

void WriteText(ProtoWriter& writer, std::uint32_t number, std::string_view text) {
  if (ValidUtf8Prefix(text) == text.size()) {
    writer.add_string(number, text.data(), text.size());
    return;
  }
  Bytes repaired;
  AppendUtf8(repaired, text);
  writer.add_string(number, repaired.data(), repaired.size());
}

void WriteKeyValue(ProtoWriter& parent, std::uint32_t number, Items& items) {
  const Item item = items.Next();
  ProtoWriter key_value(parent, number);
  if (!item.key.empty()) WriteText(key_value, 1, item.key);
  WriteItem(key_value, 2, item, items);
}

void WriteList(ProtoWriter& any, const Item& item, Items& rest) {
  const bool is_array = item.type == Type::kArray;
  const std::uint32_t number = is_array ? 5 : 6;
  if (item.children == 0) return any.add_message(number, "", 0);
  ProtoWriter list(any, number);
  for (std::uint32_t i = 0; i < item.children; ++i) {
    if (is_array) {
      const Item element = rest.Next();
      WriteItem(list, 1, element, rest);
    } else {
      WriteKeyValue(list, 1, rest);
    }
  }
}

// Writes the AnyValue of `item` as a field of `parent`. Takes the elements of a list from `rest`.
void WriteItem(ProtoWriter& parent, std::uint32_t number, const Item& item, Items& rest) {
  // protozero drops an empty submessage, so this one is written as bytes.
  if (item.type == Type::kEmpty) return parent.add_message(number, "", 0);
  ProtoWriter any(parent, number);
  switch (item.type) {
    case Type::kEmpty: break;
    case Type::kString: WriteText(any, 1, item.text); break;
    case Type::kBool: any.add_uint64(2, item.payload & 1); break;
    case Type::kInt: any.add_int64(3, static_cast<std::int64_t>(item.payload)); break;
    case Type::kDouble: {
      double value;
      std::memcpy(&value, &item.payload, sizeof value);
      any.add_double(4, value);
      break;
    }
    case Type::kArray:
    case Type::kKvlist: WriteList(any, item, rest); break;
    case Type::kBytes: any.add_bytes(7, item.text.data(), item.text.size()); break;
  }
}

std::size_t FieldSize(std::size_t length) {
  return 1 + static_cast<std::size_t>(protozero::length_of_varint(length)) + length;
}

}  // namespace

void AppendKeyValues(Bytes& out, std::uint32_t number, Items items) {
  ProtoWriter writer(out);
  for (std::uint32_t i = 0; i < items.count(); ++i) WriteKeyValue(writer, number, items);
}

void AppendStringKeyValue(Bytes& out, std::uint32_t number, std::string_view key, std::string_view value) {
  const std::size_t any_size = FieldSize(value.size());
  ProtoWriter writer(out);
  ProtoWriter key_value(writer, number, FieldSize(key.size()) + FieldSize(any_size));
  key_value.add_string(1, key.data(), key.size());
  ProtoWriter any(key_value, 2, any_size);
  any.add_string(1, value.data(), value.size());
}

void AppendEvent(Bytes& out, const EventRecord& event) {
  ProtoWriter span(out);
  ProtoWriter writer(span, 11);
  writer.add_fixed64(1, event.nanos);
  WriteText(writer, 2, event.name);
  AppendKeyValues(out, 3, event.attributes);
}

void AppendLink(Bytes& out, const LinkRecord& link) {
  const auto trace_id = IdFromWords<16>(link.trace_id);
  const auto span_id = IdFromWords<8>(link.span_id);
  ProtoWriter span(out);
  ProtoWriter writer(span, 13);
  writer.add_bytes(1, trace_id.data(), trace_id.size());
  writer.add_bytes(2, span_id.data(), span_id.size());
  AppendKeyValues(out, 4, link.attributes);
}

}  // namespace spanloom

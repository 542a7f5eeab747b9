#ifndef SPANLOOM_ENCODE_PROTO_WRITER_H_
#define SPANLOOM_ENCODE_PROTO_WRITER_H_

#include <cstring>
#include <protozero/basic_pbf_writer.hpp>
#include <protozero/buffer_tmpl.hpp>

#include "base/bytes.h"

namespace protozero {

// Makes Bytes a buffer of protozero.
template <>
struct buffer_customization<spanloom::Bytes> {
  using Bytes = spanloom::Bytes;

  static std::size_t size(const Bytes* buffer) { return buffer->size(); }
  static void append(Bytes* buffer, const char* data, std::size_t count) { buffer->Append({data, count}); }
  static void append_zeros(Bytes* buffer, std::size_t count) { std::memset(buffer->Extend(count), 0, count); }
  static void resize(Bytes* buffer, std::size_t size) { buffer->Truncate(size); }
  static void reserve_additional(Bytes* buffer, std::size_t size) { buffer->Reserve(size); }
  static void erase_range(Bytes* buffer, std::size_t from, std::size_t to) {
    std::memmove(buffer->data() + from, buffer->data() + to, buffer->size() - to);
    buffer->Truncate(buffer->size() - (to - from));
  }
  static char* at_pos(Bytes* buffer, std::size_t pos) { return buffer->data() + pos; }
  static void push_back(Bytes* buffer, char byte) { buffer->Push(byte); }
};

}  // namespace protozero

namespace spanloom {

using ProtoWriter = protozero::basic_pbf_writer<Bytes>;

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_PROTO_WRITER_H_

#include "otlp/protobuf_check.h"

#include <cstddef>
#include <cstdint>

#include "otlp/fields.h"

namespace spanloom {
namespace {

constexpr std::size_t kMaxRequestBytes = 0x7FFFFFFF;
constexpr std::uint64_t kMaxTag = 0xFFFFFFFF;
constexpr std::uint64_t kFirstReserved = 19000;
constexpr std::uint64_t kLastReserved = 19999;

// Where a message ends, and how deep it is.
struct Frame {
  const char* end;
  Message message;
  std::uint32_t depth;
};

// Reads a varint of several bytes, the first of which is at `at`.
bool ReadLongVarint(const char*& at, const char* end, std::uint64_t& value) {
  constexpr unsigned kEnd = 70;  // of 10 bytes
  value = 0;
  for (unsigned shift = 0; shift < kEnd && at < end; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

inline bool ReadVarint(const char*& at, const char* end, std::uint64_t& value) {
  if (at < end && static_cast<unsigned char>(*at) < 0x80) {
    value = static_cast<unsigned char>(*at++);
    return true;
  }
  return ReadLongVarint(at, end, value);
}

// What is wrong with the field at `at`, or nullptr. Moves past it, or into it: then pushes its message.
const char* ReadField(const char*& at, Frame& frame, Frame*& top) {
  constexpr const char* kBadVarint = "a number does not end";
  std::uint64_t tag;
  if (!ReadVarint(at, frame.end, tag)) return kBadVarint;
  const std::uint64_t number = tag >> 3;
  if (number == 0 || tag > kMaxTag || (number >= kFirstReserved && number <= kLastReserved)) {
    return "a field has no valid number";
  }
  std::uint64_t length;
  switch (tag & 7) {
    case 0: return ReadVarint(at, frame.end, length) ? nullptr : kBadVarint;
    case 1: length = sizeof(std::uint64_t); break;
    case 2:
      if (!ReadVarint(at, frame.end, length)) return kBadVarint;
      break;
    case 3:
    case 4: return "a field is a group, which OTLP does not have";
    case 5: length = sizeof(std::uint32_t); break;
    default: return "a field has no valid wire type";
  }
  if (length > static_cast<std::uint64_t>(frame.end - at)) return "a field is longer than what contains it";
  const OtlpField* field = (tag & 7) == 2 ? FindField(frame.message, static_cast<std::uint32_t>(number)) : nullptr;
  if (field == nullptr || field->info.form != Form::kMessage) {
    at += length;
    return nullptr;
  }
  const std::uint32_t depth = frame.depth + (field->info.is_repeated ? 2 : 1);
  if (depth > kMaxDepth) return "a value is nested too deeply";
  *top++ = frame;
  frame = {at + length, field->info.child, depth};
  return nullptr;
}

}  // namespace

RequestError CheckProtobuf(Message message, std::string_view bytes) {
  if (bytes.size() > kMaxRequestBytes) return {"a request has 2 GiB or more", 0};
  Frame open[kMaxDepth];
  Frame* top = open;
  const char* at = bytes.data();
  Frame frame{at + bytes.size(), message, 1};
  for (;;) {
    while (at == frame.end) {
      if (top == open) return {};
      frame = *--top;
    }
    const char* const start = at;
    const char* const problem = ReadField(at, frame, top);
    if (problem != nullptr) return {problem, static_cast<std::size_t>(start - bytes.data())};
  }
}

}  // namespace spanloom

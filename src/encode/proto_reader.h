#ifndef SPANLOOM_ENCODE_PROTO_READER_H_
#define SPANLOOM_ENCODE_PROTO_READER_H_

#include <cassert>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace spanloom {

// Reads the fields of a protobuf message that this program wrote itself. It validates
// nothing outside of debug builds, which makes it an eighth of the size of protozero's reader. Call Next(), then one
// Take...() that fits the field. Borrows the message.
class ProtoReader {
 public:
  explicit ProtoReader(std::string_view message = {}) : rest_(message) {}

  // Moves to the next field; false at the end. Take its value before the next call.
  bool Next() {
    if (rest_.empty()) return false;
    tag_ = static_cast<std::uint32_t>(TakeVarint());
    return true;
  }

  std::uint32_t number() const { return tag_ >> 3; }

  std::uint64_t TakeVarint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      assert(!rest_.empty());
      const auto byte = static_cast<unsigned char>(rest_[0]);
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
  }

  std::uint64_t TakeFixed64() { return Take<std::uint64_t>(); }
  double TakeDouble() { return Take<double>(); }

  // Takes a varint or a fixed32.
  std::uint64_t TakeNumber() {
    constexpr std::uint32_t kFixed32 = 5;
    return (tag_ & 7) == kFixed32 ? Take<std::uint32_t>() : TakeVarint();
  }

  // Takes a string, bytes or a submessage.
  std::string_view TakeView() {
    const auto length = static_cast<std::size_t>(TakeVarint());
    assert(length <= rest_.size());
    const std::string_view view = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return view;
  }

 private:
  template <typename Value>
  Value Take() {
    Value value;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }

  std::string_view rest_;
  std::uint32_t tag_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENCODE_PROTO_READER_H_

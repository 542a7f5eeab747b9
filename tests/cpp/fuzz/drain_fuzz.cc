#include <cstddef>
#include <cstdint>
#include <cstring>

#include "session.h"

// Feeds a session with logs of any form. The input is a head of four words (policy, words, strings, whether the block
// is read twice) and a block; counts are taken modulo what fits, so that most inputs get past the first check.
namespace {

constexpr std::size_t kHeadWords = 4;

void Use(spanloom::Session& session) {
  session.Cut(5, 1000);
  session.Encode(spanloom::Format::kOtlpProtobuf, true);
  session.Encode(spanloom::Format::kOtlpJson, false);
  session.Encode(spanloom::Format::kLinks, true);
  session.Stats();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::uint32_t head[kHeadWords];
  if (size < sizeof head) return 0;
  std::memcpy(head, data, sizeof head);
  data += sizeof head;
  size -= sizeof head;

  spanloom::SessionOptions options;
  options.policy = static_cast<spanloom::Policy>(head[0] % 3);
  options.max_traces = 2;
  options.max_objects_per_trace = 256;
  spanloom::Session session(options);
  const auto slots = static_cast<std::uint32_t>(size / sizeof(std::uint32_t));
  const std::uint32_t words = head[1] % (slots + 1);
  const std::uint32_t strings = head[2] % (slots - words + 1);
  for (double now = 0; now < 3e6; now += 2e6) {
    std::memcpy(session.Reserve(size + 1), data, size);
    session.Drain(words, strings, static_cast<std::uint32_t>(size) - (words + strings) * 4, now);
    Use(session);
    if (head[3] % 2 == 0) break;
  }
  return 0;
}

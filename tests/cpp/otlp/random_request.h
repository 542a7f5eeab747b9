#ifndef SPANLOOM_TESTS_OTLP_RANDOM_REQUEST_H_
#define SPANLOOM_TESTS_OTLP_RANDOM_REQUEST_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "encode/otlp_fields.h"

namespace spanloom::testing {

// Makes requests of traces in protobuf, by the table of fields.
class RandomRequest {
 public:
  // A plain request has each field at most once and in order, none that OTLP does not define, and valid UTF-8: what a
  // usual exporter writes. Others have anything that is well-formed, but no fields between children.
  RandomRequest(std::uint32_t seed, bool is_plain) : random_(seed), is_plain_(is_plain) {}

  std::string Make() { return Fields(Message::kRequest, 0); }

  std::uint32_t Below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

 private:
  std::string Fields(Message message, int depth);
  std::string Field(const OtlpField& field, int depth);
  std::string Unknown();
  std::string Text();
  std::string Bits(std::size_t count);
  std::uint64_t Number();
  std::string Double();
  void Shuffle(std::vector<std::string>& fields);

  std::mt19937 random_;
  bool is_plain_;
};

std::string Varint(std::uint64_t value);
std::string Tag(std::uint32_t number, std::uint32_t wire_type);
std::string Delimited(std::uint32_t number, const std::string& content);

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_OTLP_RANDOM_REQUEST_H_

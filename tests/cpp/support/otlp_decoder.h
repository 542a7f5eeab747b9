#ifndef SPANLOOM_TESTS_SUPPORT_OTLP_DECODER_H_
#define SPANLOOM_TESTS_SUPPORT_OTLP_DECODER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace spanloom::testing {

struct DecodedLink {
  std::string trace_id;
  std::string span_id;
  std::map<std::string, std::string> attributes;  // strings only
  std::uint32_t flags = 0;
};

struct DecodedSpan {
  std::string trace_id;
  std::string span_id;
  std::string name;
  std::map<std::string, std::string> attributes;
  std::vector<DecodedLink> links;
  std::uint64_t dropped_links = 0;
  std::string trace_state;
  std::uint32_t flags = 0;
};

// Decodes an ExportTraceServiceRequest like a receiver, with protozero's validating reader.
std::vector<DecodedSpan> DecodeSpans(std::string_view request);

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_SUPPORT_OTLP_DECODER_H_

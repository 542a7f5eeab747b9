#include "otlp/enum_names.h"

namespace spanloom {
namespace {

constexpr std::string_view kKinds[] = {"UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};
constexpr std::string_view kCodes[] = {"UNSET", "OK", "ERROR"};
constexpr std::string_view kSeverities[] = {"UNSPECIFIED", "TRACE",  "TRACE2", "TRACE3", "TRACE4", "DEBUG",  "DEBUG2",
                                            "DEBUG3",      "DEBUG4", "INFO",   "INFO2",  "INFO3",  "INFO4",  "WARN",
                                            "WARN2",       "WARN3",  "WARN4",  "ERROR",  "ERROR2", "ERROR3", "ERROR4",
                                            "FATAL",       "FATAL2", "FATAL3", "FATAL4"};

template <std::size_t kCount>
std::optional<std::int32_t> Find(const std::string_view (&names)[kCount], std::string_view prefix,
                                 std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  for (std::size_t i = 0; i < kCount; ++i) {
    if (names[i] == name) return static_cast<std::int32_t>(i);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int32_t> EnumNumber(NumberType type, std::string_view name) {
  switch (type) {
    case NumberType::kSpanKind: return Find(kKinds, "SPAN_KIND_", name);
    case NumberType::kStatusCode: return Find(kCodes, "STATUS_CODE_", name);
    case NumberType::kSeverity: return Find(kSeverities, "SEVERITY_NUMBER_", name);
    case NumberType::kUint32:
    case NumberType::kInt32:
    case NumberType::kFixed32: break;
  }
  return std::nullopt;
}

}  // namespace spanloom

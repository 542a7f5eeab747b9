#ifndef SPANLOOM_TESTS_OTLP_SLOW_MESSAGE_H_
#define SPANLOOM_TESTS_OTLP_SLOW_MESSAGE_H_

#include <string>
#include <string_view>

#include "encode/otlp_fields.h"

namespace spanloom::testing {

// Describes what a protobuf parser makes of a message: by number, values in hex, messages merged. Written without
// protozero and without the code under test, apart from the table of fields and the repair of UTF-8.
std::string DescribeSlowly(Message message, std::string_view bytes);

}  // namespace spanloom::testing

#endif  // SPANLOOM_TESTS_OTLP_SLOW_MESSAGE_H_

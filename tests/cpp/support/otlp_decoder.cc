#include "support/otlp_decoder.h"

#include <protozero/pbf_message.hpp>

namespace spanloom::testing {
namespace {

using Reader = protozero::pbf_reader;

void DecodeAttribute(Reader key_value, std::map<std::string, std::string>& attributes) {
  std::string key;
  while (key_value.next()) {
    if (key_value.tag() == 1) {
      key = key_value.get_string();
    } else {
      Reader any = key_value.get_message();
      attributes[key] = any.next(1) ? any.get_string() : "";
    }
  }
}

DecodedLink DecodeLink(Reader reader) {
  DecodedLink link;
  while (reader.next()) {
    switch (reader.tag()) {
      case 1: link.trace_id = reader.get_bytes(); break;
      case 2: link.span_id = reader.get_bytes(); break;
      case 4: DecodeAttribute(reader.get_message(), link.attributes); break;
      case 6: link.flags = reader.get_fixed32(); break;
      default: reader.skip();
    }
  }
  return link;
}

DecodedSpan DecodeSpan(Reader reader) {
  DecodedSpan span;
  while (reader.next()) {
    switch (reader.tag()) {
      case 1: span.trace_id = reader.get_bytes(); break;
      case 2: span.span_id = reader.get_bytes(); break;
      case 3: span.trace_state = reader.get_string(); break;
      case 5: span.name = reader.get_string(); break;
      case 9: DecodeAttribute(reader.get_message(), span.attributes); break;
      case 13: span.links.push_back(DecodeLink(reader.get_message())); break;
      case 14: span.dropped_links = reader.get_uint32(); break;
      case 16: span.flags = reader.get_fixed32(); break;
      default: reader.skip();
    }
  }
  return span;
}

}  // namespace

std::vector<DecodedSpan> DecodeSpans(std::string_view request) {
  std::vector<DecodedSpan> spans;
  Reader reader(request.data(), request.size());
  while (reader.next(1)) {
    Reader resource_spans = reader.get_message();
    while (resource_spans.next(2)) {
      Reader scope_spans = resource_spans.get_message();
      while (scope_spans.next(2)) spans.push_back(DecodeSpan(scope_spans.get_message()));
    }
  }
  return spans;
}

}  // namespace spanloom::testing

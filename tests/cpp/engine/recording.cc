#include "engine/recording.h"

#include <cstdio>
#include <protozero/pbf_reader.hpp>
#include <protozero/pbf_writer.hpp>
#include <random>

#include "otlp/translate.h"

namespace spanloom::testing {
namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;

std::string IdBytes(std::uint32_t number, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < 4; ++i) bytes[size - 1 - i] = static_cast<char>(number >> (8 * i));
  bytes[0] = '\x7F';
  return bytes;
}

std::string Hex(std::string_view bytes) {
  std::string hex;
  char digits[3];
  for (const char byte : bytes) {
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
    hex += digits;
  }
  return hex;
}

std::uint32_t NumberOf(std::string_view id) {
  std::uint32_t number = 0;
  for (const char byte : id.substr(id.size() - 4)) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

void AddAttribute(protozero::pbf_writer& message, std::uint32_t field, std::string_view key, std::string_view value) {
  protozero::pbf_writer attribute(message, field);
  attribute.add_string(1, key.data(), key.size());
  protozero::pbf_writer any(attribute, 2);
  any.add_string(1, value.data(), value.size());
}

std::string JsonAttribute(std::string_view key, std::string_view value) {
  return std::string(R"({"key":")").append(key).append(R"(","value":{"stringValue":")").append(value).append("\"}}");
}

std::string Quoted(std::uint64_t number) { return '"' + std::to_string(number) + '"'; }

std::string Join(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ",") + text;
  return joined;
}

// The two outer levels of a request. The field numbers are the same for traces and logs.
std::string Wrap(std::string_view service, std::string_view scope, const std::vector<std::string>& messages) {
  std::string request;
  protozero::pbf_writer writer(request);
  protozero::pbf_writer outer(writer, 1);
  {
    protozero::pbf_writer resource(outer, 1);
    AddAttribute(resource, 1, "service.name", service);
  }
  protozero::pbf_writer inner(outer, 2);
  {
    protozero::pbf_writer name(inner, 1);
    name.add_string(1, scope.data(), scope.size());
  }
  for (const std::string& message : messages) inner.add_message(2, message);
  return request;
}

std::string View(protozero::data_view view) { return {view.data(), view.size()}; }

std::string StringField(const std::string& message, std::uint32_t field) {
  protozero::pbf_reader reader(message);
  std::string text;
  while (reader.next(field, protozero::pbf_wire_type::length_delimited)) text = View(reader.get_view());
  return text;
}

std::string DecodeLink(const std::string& link) {
  std::string from;
  std::string to;
  std::string via;
  for (protozero::pbf_reader reader(link); reader.next(4, protozero::pbf_wire_type::length_delimited);) {
    const std::string attribute = View(reader.get_view());
    const std::string key = StringField(attribute, 1);
    const std::string value = StringField(StringField(attribute, 2), 1);
    (key == "from" ? from
     : key == "to" ? to
                   : via) = key == "from" || key == "to" || key == "spanloom.via" ? value : via;
  }
  return std::to_string(NumberOf(StringField(link, 2))) + ' ' + from + '>' + to + ' ' + via;
}

class Decoder final : public RequestVisitor {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}

  void OnRequest(const Shell&) override {}
  void OnResource(const Shell& resource) override { service_ = std::string(resource.head); }
  void OnScope(const Shell&) override {}
  void OnLog(const SpanHead&, std::string_view) override {}
  void OnSpan(const SpanHead& head, std::string_view span) override {
    std::string message(span);
    if (encoding_ == Encoding::kJson) {
      Bytes bytes;
      OtlpToProtobuf(OtlpMessage::kSpan, span, bytes);
      message = bytes.view();
    }
    Taken taken{std::to_string(NumberOf({head.trace_id.data(), 16})),
                std::to_string(NumberOf({head.span_id.data(), 8})),
                service_,
                {}};
    for (protozero::pbf_reader reader(message); reader.next(13, protozero::pbf_wire_type::length_delimited);) {
      taken.links.push_back(DecodeLink(View(reader.get_view())));
    }
    spans.push_back(taken);
  }

  std::vector<Taken> spans;

 private:
  Encoding encoding_;
  std::string service_;
};

}  // namespace

std::string TraceHex(std::uint32_t trace) { return Hex(IdBytes(trace, 16)); }
std::string SpanHex(std::uint32_t span) { return Hex(IdBytes(span, 8)); }

std::string SpanProtobuf(const Recorded& span) {
  std::string message;
  protozero::pbf_writer writer(message);
  writer.add_bytes(1, IdBytes(span.trace, 16));
  writer.add_bytes(2, IdBytes(span.id, 8));
  if (span.parent != 0) writer.add_bytes(4, IdBytes(span.parent, 8));
  writer.add_string(5, "step");
  writer.add_fixed64(7, span.start * kSecond + 1);
  if (span.end != 0) writer.add_fixed64(8, span.end * kSecond + 1);
  if (!span.input.empty()) AddAttribute(writer, 9, "input.value", span.input);
  if (!span.output.empty()) AddAttribute(writer, 9, "output.value", span.output);
  return message;
}

std::string SpanJson(const Recorded& span) {
  std::vector<std::string> members = {R"("traceId":")" + TraceHex(span.trace) + '"',
                                      R"("spanId":")" + SpanHex(span.id) + '"'};
  if (span.parent != 0) members.push_back(R"("parentSpanId":")" + SpanHex(span.parent) + '"');
  members.push_back(R"("name":"step")");
  members.push_back(R"("startTimeUnixNano":)" + Quoted(span.start * kSecond + 1));
  if (span.end != 0) members.push_back(R"("endTimeUnixNano":)" + Quoted(span.end * kSecond + 1));
  std::vector<std::string> attributes;
  if (!span.input.empty()) attributes.push_back(JsonAttribute("input.value", span.input));
  if (!span.output.empty()) attributes.push_back(JsonAttribute("output.value", span.output));
  if (!attributes.empty()) members.push_back("\"attributes\":[" + Join(attributes) + ']');
  return '{' + Join(members) + '}';
}

std::string Request(Encoding encoding, const std::vector<Recorded>& spans, std::string_view service,
                    std::string_view scope) {
  std::vector<std::string> messages;
  for (const Recorded& span : spans)
    messages.push_back(encoding == Encoding::kJson ? SpanJson(span) : SpanProtobuf(span));
  if (encoding == Encoding::kProtobuf) return Wrap(service, scope, messages);
  return R"({"resourceSpans":[{"resource":{"attributes":[)" + JsonAttribute("service.name", service) +
         R"(]},"scopeSpans":[{"scope":{"name":")" + std::string(scope) + R"("},"spans":[)" + Join(messages) + "]}]}]}";
}

std::string LogsRequest(Encoding encoding, const std::vector<RecordedLog>& logs) {
  std::vector<std::string> messages;
  for (const RecordedLog& log : logs) {
    const std::string name = log.is_answer ? "gen_ai.choice" : "gen_ai.user.message";
    if (encoding == Encoding::kJson) {
      messages.push_back(R"({"timeUnixNano":)" + Quoted(log.time * kSecond) + R"(,"eventName":")" + name +
                         R"(","traceId":")" + TraceHex(log.trace) + R"(","spanId":")" + SpanHex(log.span) +
                         R"(","body":{"stringValue":")" + log.text + "\"}}");
      continue;
    }
    std::string message;
    protozero::pbf_writer writer(message);
    writer.add_fixed64(1, log.time * kSecond);
    {
      protozero::pbf_writer body(writer, 5);
      body.add_string(1, log.text);
    }
    writer.add_bytes(9, IdBytes(log.trace, 16));
    writer.add_bytes(10, IdBytes(log.span, 8));
    writer.add_string(12, name);
    messages.push_back(message);
  }
  if (encoding == Encoding::kProtobuf) return Wrap("app", "logger", messages);
  return R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[)" + Join(messages) + "]}]}]}";
}

std::string Text(std::uint32_t number) {
  std::mt19937 random(number);
  std::string text;
  for (int word = 0; word < 12; ++word) {
    for (int letter = 0; letter < 7; ++letter) text += static_cast<char>('a' + random() % 26);
    text += ' ';
  }
  text.back() = '.';
  return text;
}

std::vector<Taken> Decode(std::string_view request, Encoding encoding) {
  Decoder decoder(encoding);
  ReadTraces(request, encoding, decoder);
  return decoder.spans;
}

std::string Add(Linker& linker, std::string_view request, Encoding encoding, double now) {
  request.copy(linker.Reserve(request.size()), request.size());
  const RequestError error = linker.AddTraces(encoding, now);
  return error.what == nullptr ? "" : error.what;
}

std::string AddLogs(Linker& linker, std::string_view request, Encoding encoding, double now) {
  request.copy(linker.Reserve(request.size()), request.size());
  const RequestError error = linker.AddLogs(encoding, now);
  return error.what == nullptr ? "" : error.what;
}

std::string Take(Linker& linker, double now, Encoding encoding) {
  linker.Take(encoding, now, false, {}, 1e9);
  return std::string(linker.result());
}

std::string TakeAll(Linker& linker, Encoding encoding) {
  linker.Take(encoding, 0, true, {}, 1e9);
  return std::string(linker.result());
}

std::vector<std::string> Names(std::string_view request, Encoding encoding) {
  std::vector<std::string> names;
  for (const Taken& span : Decode(request, encoding)) {
    std::string name = span.trace + '.' + span.id;
    for (const std::string& link : span.links) name += " <- " + link;
    names.push_back(name);
  }
  return names;
}

}  // namespace spanloom::testing

#include "support/scenario.h"

#include <cstdio>
#include <cstdlib>

#include "base/none.h"
#include "support/otlp_decoder.h"

namespace spanloom::testing {

namespace {

constexpr std::uint32_t kSteps = 7;

std::uint8_t BitsOf(const std::string& content) {
  return content[0] == '{' || content[0] == '[' ? kContentJson | kContentLinked : kContentLinked;
}

}  // namespace

// A template for each kind of step.
Scenario::Scenario(const SessionOptions& options) : session_(options) {
  for (std::uint32_t step_kind = 0; step_kind < kSteps; ++step_kind)
    log_.Template(step_kind, "span", 1, {}, static_cast<StepKind>(step_kind));
  log_.Trace(1);
}

Scenario& Scenario::As(StepKind step_kind) {
  step_kind_ = step_kind;
  return *this;
}

Scenario& Scenario::Private(std::uint8_t privacy) {
  privacy_ = privacy;
  return *this;
}

Scenario& Scenario::Trace(std::uint32_t trace) {
  trace_ = trace;
  log_.Trace(trace);
  return *this;
}

Scenario& Scenario::Start(const std::string& name, const std::string& parent, std::uint32_t fn) {
  const auto number = static_cast<std::uint32_t>(numbers_.size() + 1);
  numbers_[name] = number;
  names_[number] = name;
  traces_[name] = parent.empty() ? trace_ : traces_.at(parent);
  log_.Start(number, traces_[name], parent.empty() ? 0 : numbers_.at(parent), fn, 1000,
             static_cast<std::uint32_t>(step_kind_), privacy_);
  return *this;
}

Scenario& Scenario::Input(const std::string& name, const Object& object, std::uint32_t index) {
  log_.Value(numbers_.at(name), Side::kInput, Shape::kArgument, index, object);
  return *this;
}

Scenario& Scenario::Output(const std::string& name, const Object& object, Shape shape, std::uint32_t index) {
  log_.Value(numbers_.at(name), Side::kOutput, shape, index, object);
  return *this;
}

Scenario& Scenario::End(const std::string& name) {
  log_.End(numbers_.at(name));
  return *this;
}

Scenario& Scenario::Call(const std::string& name, const std::string& parent, const std::vector<Object>& inputs,
                         const Object& output, std::uint32_t fn) {
  Start(name, parent, fn);
  for (std::size_t i = 0; i < inputs.size(); ++i) Input(name, inputs[i], static_cast<std::uint32_t>(i));
  return Output(name, output).End(name);
}

Scenario& Scenario::Given(const std::string& name, const std::string& content, std::uint32_t index) {
  log_.Linked(numbers_.at(name), Side::kInput, BitsOf(content), index, content);
  return *this;
}

Scenario& Scenario::Returns(const std::string& name, const std::string& content) {
  log_.Linked(numbers_.at(name), Side::kOutput, BitsOf(content), kNone, content);
  return *this;
}

Scenario& Scenario::Says(const std::string& name, const std::string& parent, const std::string& input,
                         const std::string& output, std::uint32_t fn) {
  Start(name, parent, fn);
  if (!input.empty()) Given(name, input);
  if (!output.empty()) Returns(name, output);
  return End(name);
}

void Scenario::Drain(double now) {
  const Status status = log_.DrainInto(session_, now);
  if (status == Status::kOk) return;
  std::fprintf(stderr, "the scenario's log was refused with status %d\n", static_cast<int>(status));
  std::abort();
}

void Scenario::Collect() {
  Drain();
  session_.Cut(1U << 20, 1U << 30);
  session_.Encode(Format::kOtlpProtobuf, true);
  for (const DecodedSpan& span : DecodeSpans(session_.result())) {
    const auto name_of = [this](const std::string& id) {
      return names_.at(static_cast<unsigned char>(id[7]) + 256U * static_cast<unsigned char>(id[6]));
    };
    Ended& ended = ended_[name_of(span.span_id)];
    ended.dropped = span.dropped_links;
    for (const DecodedLink& link : span.links) {
      const auto text = [&link](const char* key) {
        const auto found = link.attributes.find(key);
        return found == link.attributes.end() ? std::string("?") : found->second;
      };
      const std::string foreign = link.trace_id == span.trace_id ? "" : " in another trace";
      ended.links.push_back(name_of(link.span_id) + foreign + " " + text("from") + ">" + text("to") + " " +
                            text("spanloom.via") + " " + text("spanloom.from.path") + ">" + text("spanloom.to.path"));
    }
  }
  session_.Release();
}

std::vector<std::string> Scenario::Links(const std::string& name) {
  Collect();
  return ended_.at(name).links;
}

std::uint64_t Scenario::DroppedLinks(const std::string& name) {
  Collect();
  return ended_.at(name).dropped;
}

std::uint64_t Scenario::Stat(std::string_view key) {
  Drain();
  session_.Stats();
  const std::string json(session_.result());
  const std::size_t at = json.find("\"" + std::string(key) + "\":");
  return at == std::string::npos ? ~std::uint64_t{0} : std::strtoull(json.c_str() + at + key.size() + 3, nullptr, 10);
}

}  // namespace spanloom::testing

#include "support/processes.h"

#include <cstdio>
#include <cstdlib>

#include "base/none.h"
#include "support/otlp_decoder.h"

namespace spanloom::testing {
namespace {

bool IsJson(const std::string& content) { return content[0] == '{' || content[0] == '['; }
std::uint8_t BitsOf(const std::string& content) { return IsJson(content) ? kContentJson : 0; }
MediaType TypeOf(const std::string& content) { return IsJson(content) ? MediaType::kJson : MediaType::kText; }

std::uint32_t NumberOf(const std::string& id) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i < id.size(); ++i) number = number << 8 | static_cast<unsigned char>(id[i]);
  return number;
}

SpanId IdOf(std::uint32_t number) {
  const std::uint32_t words[] = {0, number};
  return IdFromWords<8>(words);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const SpanLink& link) {
  return out << link.from << "->" << link.to << " " << link.sides;
}

Processes::Processes(std::size_t count, const SessionOptions& options) : logs_(count) {
  for (std::size_t i = 0; i < count; ++i) {
    sessions_.push_back(std::make_unique<Session>(options));
    logs_[i].Template(0, "step").Trace(kTrace);
  }
}

void Processes::Drain(std::size_t process, double now) {
  const Status status = logs_[process].DrainInto(*sessions_[process], now);
  if (status == Status::kOk) return;
  std::fprintf(stderr, "the log was refused with status %d\n", static_cast<int>(status));
  std::abort();
}

void Processes::Start(std::size_t process, std::uint32_t span, std::uint32_t parent, std::uint32_t fn) {
  logs_[process].Start(span, kTrace, parent, fn);
}

void Processes::Input(std::size_t process, std::uint32_t span, const std::string& content) {
  logs_[process].Linked(span, Side::kInput, BitsOf(content), 0, content);
}

void Processes::Output(std::size_t process, std::uint32_t span, const std::string& content) {
  logs_[process].Linked(span, Side::kOutput, BitsOf(content), kNone, content);
}

void Processes::End(std::size_t process, std::uint32_t span) { logs_[process].End(span); }

Processes::Message Processes::Describe(std::size_t process, std::uint32_t active, const std::string& content,
                                       std::uint32_t key) {
  const std::uint32_t stand_in = ++numbers_;
  logs_[process].Start(stand_in, kTrace, active, 0, 1000, 0, kStandIn);
  logs_[process].Linked(stand_in, Side::kInput, BitsOf(content), kNone, content);
  Drain(process);
  sessions_[process]->Lineage(stand_in, IdOf(key));
  return {content, std::string(sessions_[process]->result()), active, stand_in};
}

Processes::Message Processes::Send(std::size_t process, std::uint32_t active, const std::string& content) {
  return Describe(process, active, content, active);
}

void Processes::Receive(std::size_t process, const Message& message, std::uint32_t span, std::uint32_t fn, bool notes) {
  LogBuilder& log = logs_[process];
  const std::uint32_t caller = message.lineage.empty() ? 0 : ++numbers_;
  log.Trace(kTrace);
  if (caller != 0) log.Lineage(kTrace, caller, message.from, message.lineage);
  log.StartBelow(span, kTrace, caller, message.from, fn);
  if (notes) log.Message(kTrace, TypeOf(message.content), message.content);
}

Processes::Message Processes::Reply(std::size_t process, std::uint32_t active, const std::string& content,
                                    std::uint32_t asked) {
  Message reply = Describe(process, active, content, asked);
  logs_[process].End(reply.stand_in);
  reply.stand_in = 0;
  return reply;
}

void Processes::Read(std::size_t process, const Message& request, const Message& reply) {
  LogBuilder& log = logs_[process];
  if (!reply.lineage.empty()) log.Lineage(kTrace, 0, request.from, reply.lineage);
  log.Message(kTrace, TypeOf(reply.content), reply.content).End(request.stand_in);
}

void Processes::ReadOutputOf(std::size_t process, const Message& request, std::uint32_t producer,
                             const std::string& content) {
  logs_[process].Identify(request.stand_in, producer);
  Output(process, request.stand_in, content);
  logs_[process].End(request.stand_in);
}

std::set<SpanLink> Processes::Links(const std::set<std::uint32_t>& hidden) {
  std::set<SpanLink> links;
  for (std::size_t process = 0; process < sessions_.size(); ++process) {
    Drain(process);
    Session& session = *sessions_[process];
    session.Cut(1U << 20, 1U << 30);
    session.Encode(Format::kOtlpProtobuf, true);
    for (const DecodedSpan& span : DecodeSpans(session.result())) {
      const std::uint32_t to = NumberOf(span.span_id);
      for (const DecodedLink& link : span.links) {
        const std::uint32_t from = NumberOf(link.span_id);
        if (hidden.count(to) != 0 || hidden.count(from) != 0) continue;
        const bool is_new =
            links.insert({to, from, link.attributes.at("from") + ">" + link.attributes.at("to")}).second;
        if (!is_new) links.insert({to, from, "twice"});
      }
    }
    session.Release();
  }
  return links;
}

}  // namespace spanloom::testing

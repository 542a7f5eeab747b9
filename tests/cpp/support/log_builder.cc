#include "support/log_builder.h"

#include <cstring>
#include <set>
#include <utility>

#include "base/none.h"

namespace spanloom::testing {
namespace {

std::uint32_t Head(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
  return static_cast<std::uint32_t>(op) | a << 8 | b << 16;
}

template <typename Enum>
std::uint32_t Number(Enum value) {
  return static_cast<std::uint32_t>(value);
}

std::uint64_t BitsOf(double value) {
  std::uint64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

std::uint32_t Low(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t High(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32); }

}  // namespace

Any Empty() { return {Type::kEmpty, "", 0, {}}; }
Any Text(std::string text) { return {Type::kString, std::move(text), 0, {}}; }
Any Bool(bool value) { return {Type::kBool, "", value ? 1U : 0U, {}}; }
Any Int(std::int64_t value) { return {Type::kInt, "", static_cast<std::uint64_t>(value), {}}; }
Any Double(double value) { return {Type::kDouble, "", BitsOf(value), {}}; }
Any RawBytes(std::string bytes) { return {Type::kBytes, std::move(bytes), 0, {}}; }
Any List(std::vector<Any> items) {
  Any list{Type::kArray, "", 0, {}};
  for (Any& item : items) list.items.push_back({"", std::move(item)});
  return list;
}
Any Record(Attributes items) { return {Type::kKvlist, "", 0, std::move(items)}; }

LogBuilder& LogBuilder::Words(const std::vector<std::uint32_t>& words) {
  words_.insert(words_.end(), words.begin(), words.end());
  return *this;
}

LogBuilder& LogBuilder::Intern(std::uint32_t id, std::string_view text) {
  return Words({Head(Op::kIntern), id, Ref(text)});
}

LogBuilder& LogBuilder::Template(std::uint32_t id, std::string_view name, std::uint32_t kind,
                                 const Attributes& attributes, StepKind step_kind) {
  Words({Head(Op::kTemplate, kind, Number(step_kind)), id, Ref(name), Low(attributes.size())});
  Items(attributes);
  return *this;
}

LogBuilder& LogBuilder::Trace(std::uint32_t trace) { return Words({Head(Op::kTrace), trace, 0x0A0B0C0D, 0, 0, trace}); }

LogBuilder& LogBuilder::Start(std::uint32_t span, std::uint32_t trace, std::uint32_t parent, std::uint32_t fn,
                              double micros, std::uint32_t template_id, std::uint8_t privacy) {
  Words({Head(Op::kStart, privacy), span, trace, parent, template_id, fn, 0, span, 0, parent});
  Time(micros);
  return *this;
}

LogBuilder& LogBuilder::StartBelow(std::uint32_t span, std::uint32_t trace, std::uint32_t caller, std::uint32_t parent,
                                   std::uint32_t fn, std::uint8_t bits) {
  Words({Head(Op::kStart, bits), span, trace, caller, 0, fn, 0, span, 0, parent});
  Time(1000);
  return *this;
}

LogBuilder& LogBuilder::Value(std::uint32_t span, Side side, Shape shape, std::uint32_t index, const Object& object) {
  struct Match {
    const Object* object;
    std::uint32_t parent;
    std::uint32_t key;
  };
  std::vector<Match> met{{&object, kNone, kNone}};
  std::set<std::uint64_t> seen{object.id};
  for (std::size_t i = 0; i < met.size(); ++i) {
    for (const auto& [name, member] : met[i].object->members) {
      if (!seen.insert(member.id).second) continue;
      const std::uint32_t key = name.empty()     ? kNone
                                : name[0] == '[' ? kIndexKey | static_cast<std::uint32_t>(std::stoul(name.substr(1)))
                                                 : Ref(name);
      met.push_back({&member, Low(i), key});
    }
  }
  Words({Head(Op::kValue, Number(side), Number(shape)), span, index, Low(met.size())});
  for (const Match& node : met) Words({Low(node.object->id), High(node.object->id), node.parent, node.key});
  return *this;
}

LogBuilder& LogBuilder::Content(std::uint32_t span, Side side, MediaType type, std::string_view text) {
  return Words({Head(Op::kContent, Number(side), Number(type)), span, Ref(text), kNone});
}

LogBuilder& LogBuilder::Linked(std::uint32_t span, Side side, std::uint8_t bits, std::uint32_t root,
                               std::string_view text) {
  return Words({Head(Op::kContent, Number(side), bits | std::uint32_t{kContentLinked}), span, Ref(text), root});
}

LogBuilder& LogBuilder::Attribute(std::uint32_t span, std::string_view key, const Any& value) {
  Item(Op::kAttr, span, key, value);
  return *this;
}

LogBuilder& LogBuilder::Event(std::uint32_t span, std::string_view name, double micros, const Attributes& attributes) {
  Words({Head(Op::kEvent), span, Ref(name)});
  Time(micros);
  Words({Low(attributes.size())});
  Items(attributes);
  return *this;
}

LogBuilder& LogBuilder::Link(std::uint32_t span, std::uint32_t trace, std::uint32_t other,
                             const Attributes& attributes) {
  Words({Head(Op::kLink), span, 0x0A0B0C0D, 0, 0, trace, 0, other, Low(attributes.size())});
  Items(attributes);
  return *this;
}

LogBuilder& LogBuilder::End(std::uint32_t span, StatusCode status, double micros, bool drop, std::string_view message) {
  Words({Head(Op::kEnd, Number(status), drop ? 1 : 0), span});
  Time(micros);
  return Words({message.empty() ? 0 : Ref(message)});
}

LogBuilder& LogBuilder::Name(std::uint32_t span, std::string_view name) {
  return Words({Head(Op::kName), span, Ref(name)});
}

LogBuilder& LogBuilder::Resource(std::string_view scope, std::string_view version, const Attributes& attributes) {
  Words({Head(Op::kResource), Ref(scope), Ref(version), Low(attributes.size())});
  Items(attributes);
  return *this;
}

LogBuilder& LogBuilder::Retemplate(std::uint32_t span, std::uint32_t template_id) {
  return Words({Head(Op::kRetemplate), span, template_id});
}

LogBuilder& LogBuilder::TraceState(std::uint32_t span, std::string_view text) {
  return Words({Head(Op::kTraceState), span, Ref(text)});
}

LogBuilder& LogBuilder::Lineage(std::uint32_t trace, std::uint32_t caller, std::uint32_t key,
                                std::string_view payload) {
  return Words({Head(Op::kLineage), trace, caller, 0, key, Ref(payload)});
}

LogBuilder& LogBuilder::Identify(std::uint32_t span, std::uint32_t other) {
  return Words({Head(Op::kIdentify), span, 0, other});
}

LogBuilder& LogBuilder::Message(std::uint32_t trace, MediaType type, std::string_view text) {
  return Words({Head(Op::kMessage, 0, Number(type)), trace, Ref(text)});
}

std::uint32_t LogBuilder::Ref(std::string_view text) {
  bytes_ += text;
  ends_.push_back(Low(bytes_.size()));
  return Low(ends_.size());
}

void LogBuilder::Time(double micros) { Words({Low(BitsOf(micros)), High(BitsOf(micros))}); }

void LogBuilder::Items(const Attributes& attributes) {
  for (const auto& [key, value] : attributes) Item(Op::kItem, 0, key, value);
}

void LogBuilder::Item(Op op, std::uint32_t span, std::string_view key, const Any& value) {
  const std::uint32_t key_ref = key.empty() ? 0 : Ref(key);
  std::uint64_t payload = value.bits;
  if (value.type == Type::kString || value.type == Type::kBytes) payload = Ref(value.text);
  if (value.type == Type::kArray || value.type == Type::kKvlist) payload = value.items.size();
  Words({Head(op, Number(value.type)), span, key_ref, Low(payload), High(payload)});
  Items(value.items);
}

std::string LogBuilder::Block() const {
  std::string block;
  block.append(reinterpret_cast<const char*>(words_.data()), words_.size() * sizeof(std::uint32_t));
  block.append(reinterpret_cast<const char*>(ends_.data()), ends_.size() * sizeof(std::uint32_t));
  return block + bytes_;
}

Status LogBuilder::DrainInto(Session& session, double now_micros) {
  const std::string block = Block();
  if (!block.empty()) std::memcpy(session.Reserve(block.size()), block.data(), block.size());
  const Status status = session.Drain(words(), strings(), bytes(), now_micros);
  *this = LogBuilder();
  return status;
}

}  // namespace spanloom::testing

#include "conventions/span_reader.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/hash.h"
#include "conventions/author.h"
#include "conventions/key_value.h"
#include "conventions/kind.h"
#include "conventions/message_words.h"
#include "conventions/plain_value.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptAttributes = 1024;
constexpr std::size_t kKeptJson = std::size_t{1} << 20;

// Returns whether the value is a string, and which.
bool ReadString(std::string_view any, std::string_view& text) {
  protozero::pbf_reader reader = Reader(any);
  if (!reader.next(1, kSized)) return false;
  text = View(reader.get_view());
  return true;
}

// Whether the value is a list of values or of pairs. Other values that are no strings say nothing.
bool IsContainer(std::string_view any) {
  protozero::pbf_reader reader = Reader(any);
  return reader.next() && (reader.tag_and_type() == Sized(5) || reader.tag_and_type() == Sized(6));
}

bool IsIndex(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
}

// Whether a part of a key between dots is an index.
bool HasIndex(std::string_view key) {
  for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.', dot + 1)) {
    if (IsIndex(key.substr(dot + 1, key.find('.', dot + 1) - dot - 1))) return true;
  }
  return false;
}

// Removes the quotes of a word that is written as JSON.
std::string_view WithoutQuotes(std::string_view word) {
  return word.size() >= 2 && word.front() == '"' && word.back() == '"' ? word.substr(1, word.size() - 2) : word;
}

// The name without digits: steps may be numbered.
std::uint64_t HashName(std::string_view name) {
  std::uint64_t hash = 0;
  for (const char byte : name) {
    if (byte < '0' || byte > '9') hash = MixBits(hash + static_cast<unsigned char>(byte) + 1);
  }
  return hash;
}

}  // namespace

void SpanReader::Read(const RecordedSpan& recorded) {
  attributes_.Clear(kKeptAttributes);
  json_.Clear(kKeptJson);
  system_messages_.Clear();
  facts_ = {{}, StepKind::kTask, false, 0, {}};
  is_known_ = false;
  is_cut_ = false;
  is_root_ = recorded.head.parent_id == SpanId{};
  std::uint32_t events = 0;
  for (protozero::pbf_reader span = Reader(recorded.span); span.next();) {
    switch (span.tag_and_type()) {
      case Sized(5): facts_.name = View(span.get_view()); break;
      case Sized(9): ReadAttribute(View(span.get_view()), Carrier::kSpan, {}, 0); break;
      case protozero::tag_and_type(10, protozero::pbf_wire_type::varint): is_cut_ = span.get_uint32() > 0; break;
      case Sized(11): ReadEvent(View(span.get_view()), events++); break;
      default: span.skip();
    }
  }
  for (std::uint32_t i = 0; i < recorded.log_count; ++i) ReadLog(recorded.logs[i], i);
  facts_.step = MixBits(facts_.step + HashName(facts_.name) + static_cast<unsigned>(facts_.kind));
  // The buffer has its final place only now. Structured values follow each other in it, with commas between them.
  std::size_t at = 0;
  for (ContentAttribute& attribute : attributes_) {
    if (!attribute.is_structured) continue;
    attribute.value = json_.view(at, attribute.value.size());
    at += attribute.value.size() + 1;
  }
  MarkInstructions();
}

void SpanReader::ReadAttribute(std::string_view key_value, Carrier carrier, std::string_view name,
                               std::uint32_t index) {
  const auto [key, value] = ReadKeyValue(key_value);
  const auto [holds, is_flattened] = conventions_.Find(carrier, name, key);
  if (holds == Holds::kNothing) return;
  is_known_ = true;
  if (is_flattened && !IsFlattenedContent(key, value)) return;
  Add(holds, carrier, index, key, value);
}

// Whether a key below "a.b.*" holds content. Of a list of messages or documents, which has an attribute for each member
// ("llm.input_messages.0.message.content"), only some do.
bool SpanReader::IsFlattenedContent(std::string_view key, std::string_view any) {
  const std::size_t dot = key.rfind('.');
  const std::string_view member = key.substr(dot + 1);
  std::string_view text;
  if (member == "role" && ReadString(any, text) && AuthorOfRole(text) == Author::kSystem) {
    system_messages_.Put(HashKey(key.substr(0, dot)) | 1, 0);
  }
  const bool is_legacy_content = member == "user" || member == "function_call_arguments_json";
  return is_legacy_content || IsIndex(member) || IsContentMember(member) || !HasIndex(key);
}

Gap SpanReader::gap() const {
  const auto is_output = [](const ContentAttribute& attribute) {
    return attribute.holds == Holds::kOutput || attribute.holds == Holds::kOutputMessage ||
           attribute.holds == Holds::kConversation;
  };
  if (is_known_ && is_cut_ && std::none_of(attributes_.begin(), attributes_.end(), is_output)) return Gap::kCut;
  if (attributes_.size() > 0) return Gap::kNoGap;
  return is_known_ ? Gap::kEmpty : Gap::kUnknown;
}

// Finds the content of flattened system messages.
void SpanReader::MarkInstructions() {
  if (system_messages_.size() == 0) return;
  const auto is_system = [this](const ContentAttribute& attribute) {
    const std::string_view key = attribute.key;
    for (std::size_t dot = key.rfind('.'); dot != std::string_view::npos && dot > 0; dot = key.rfind('.', dot - 1)) {
      if (system_messages_.Find(HashKey(key.substr(0, dot)) | 1) != kNone) return true;
    }
    return false;
  };
  for (ContentAttribute& attribute : attributes_) {
    if (is_system(attribute)) attribute.holds = Holds::kInstructions;
  }
}

void SpanReader::Add(Holds holds, Carrier carrier, std::uint32_t index, std::string_view key, std::string_view any) {
  if (holds == Holds::kRootInput || holds == Holds::kRootOutput) {
    if (!is_root_) return;
    holds = holds == Holds::kRootInput ? Holds::kInput : Holds::kOutput;
  }
  std::string_view text;
  const bool is_string = ReadString(any, text);
  if (holds == Holds::kKind || holds == Holds::kStep || holds == Holds::kToolCall || holds == Holds::kModel) {
    if (is_string) ReadFact(holds, text);
    return;
  }
  if (!is_string) {
    if (!IsContainer(any)) return;
    const std::size_t start = json_.size() + (json_.size() > 0 ? 1 : 0);  // after a comma
    AppendPlainValue(any, json_);
    text = json_.view(start, json_.size() - start);
  }
  attributes_.Add({holds, carrier, index, !is_string, key, text});
}

void SpanReader::ReadFact(Holds holds, std::string_view value) {
  const std::string_view word = WithoutQuotes(value);
  if (holds == Holds::kKind) {
    const std::optional<StepKind> kind = KindOf(word);
    facts_.kind = kind.value_or(facts_.kind);
    facts_.has_kind |= kind.has_value();
  }
  if (holds == Holds::kStep) facts_.step += MixBits(HashKey(word));
  if (holds == Holds::kToolCall) facts_.tool_call = word;
}

void SpanReader::ReadEvent(std::string_view event, std::uint32_t index) {
  std::string_view name;
  for (protozero::pbf_reader reader = Reader(event); reader.next(2, kSized);) name = View(reader.get_view());
  for (protozero::pbf_reader reader = Reader(event); reader.next(3, kSized);) {
    ReadAttribute(View(reader.get_view()), Carrier::kEvent, name, index);
  }
}

// The name of a log record is its `event_name`, or in older recordings the attribute `event.name`.
void SpanReader::ReadLog(std::string_view log, std::uint32_t index) {
  std::string_view name;
  std::string_view body;
  for (protozero::pbf_reader reader = Reader(log); reader.next();) {
    switch (reader.tag_and_type()) {
      case Sized(5): body = View(reader.get_view()); break;
      case Sized(6): {
        const auto [key, value] = ReadKeyValue(View(reader.get_view()));
        if (key == "event.name") ReadString(value, name);
        break;
      }
      case Sized(12): name = View(reader.get_view()); break;
      default: reader.skip();
    }
  }
  const Holds holds = conventions_.Find(Carrier::kLog, name, "body").holds;
  if (holds != Holds::kNothing && !body.empty()) Add(holds, Carrier::kLog, index, "body", body);
  for (protozero::pbf_reader reader = Reader(log); reader.next(6, kSized);) {
    ReadAttribute(View(reader.get_view()), Carrier::kLog, name, index);
  }
}

}  // namespace spanloom

#include "otlp/request_parts.h"

namespace spanloom {
namespace {

// The text from the start of `fields` to the end of `next`, which lies behind it.
std::string_view Through(std::string_view fields, std::string_view next) {
  if (fields.empty()) return next;
  return {fields.data(), static_cast<std::size_t>(next.data() + next.size() - fields.data())};
}

}  // namespace

void RequestParts::Open(std::size_t level) {
  drafts_[level].part = parts_.size();
  drafts_[level].joined.Clear();
  parts_.Add({level, false, false, 0, {}, {}, {}});
}

void RequestParts::AddField(std::size_t level, std::string_view field) {
  Part& part = parts_[drafts_[level].part];
  std::string_view& fields = part.has_list ? part.tail : part.head;
  fields = Through(fields, field);
}

void RequestParts::AddList(std::size_t level) {
  Part& part = parts_[drafts_[level].part];
  part.has_list = true;
  Join(drafts_[level], part.tail);
  part.tail = {};
}

void RequestParts::Close(std::size_t level) {
  Draft& draft = drafts_[level];
  Part& part = parts_[draft.part];
  if (draft.joined.size() == 0) return;
  Join(draft, part.tail);
  part.is_joined = true;
  part.joined_start = tails_.size();
  part.tail = {nullptr, draft.joined.size()};
  tails_.Append(draft.joined.view());
}

void RequestParts::AddRecord(const SpanHead& head, std::string_view record) {
  parts_.Add({kLevels, false, false, 0, record, {}, head});
}

void RequestParts::Join(Draft& draft, std::string_view fields) {
  if (fields.empty()) return;
  if (draft.joined.size() > 0) draft.joined.Append(separator_);
  draft.joined.Append(fields);
}

void RequestParts::Visit(bool is_logs, RequestVisitor& visitor) const {
  for (const Part& part : parts_) {
    const std::string_view tail = part.is_joined ? tails_.view(part.joined_start, part.tail.size()) : part.tail;
    const Shell shell{part.head, tail, part.has_list};
    switch (part.level) {
      case 0: visitor.OnRequest(shell); break;
      case 1: visitor.OnResource(shell); break;
      case 2: visitor.OnScope(shell); break;
      default: is_logs ? visitor.OnLog(part.ids, part.head) : visitor.OnSpan(part.ids, part.head);
    }
  }
}

}  // namespace spanloom

#include "otlp/protobuf_levels.h"

#include <cassert>

namespace spanloom {

void ProtobufLevels::Open(std::size_t level, const Shell& shell) {
  assert(level <= open_);
  CloseFrom(level);
  if (level > 0) {
    starts_[level] = out_.size();
    writers_[level] = ProtoWriter(writers_[level - 1], kTraceLevels[level - 1].list);
  }
  open_ = level + 1;
  out_.Append(shell.head);
  tails_[level].Append(shell.tail);
}

void ProtobufLevels::AddSpan(std::string_view span, std::string_view links) {
  assert(open_ == kLevels);
  const std::size_t size = span.size() + links.size();
  // A parent of its own: after a message of known size, protozero's writer takes no other field.
  ProtoWriter scope(out_);
  if (size == 0) return scope.add_message(kTraceLevels[kLevels - 1].list, "", 0);
  const ProtoWriter writer(scope, kTraceLevels[kLevels - 1].list, size);
  out_.Append(span);
  out_.Append(links);
}

void ProtobufLevels::CloseFrom(std::size_t level) {
  for (; open_ > level; --open_) {
    const std::size_t closing = open_ - 1;
    out_.Append(tails_[closing].view());
    tails_[closing].Clear();
    if (closing == 0) continue;
    writers_[closing].commit();
    // protozero drops an empty submessage, so this one is written as bytes.
    if (out_.size() == starts_[closing]) {
      writers_[closing - 1].add_message(kTraceLevels[closing - 1].list, "", 0);
    }
  }
}

}  // namespace spanloom

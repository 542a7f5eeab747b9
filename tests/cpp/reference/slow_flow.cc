#include "reference/slow_flow.h"

#include <algorithm>
#include <tuple>

namespace spanloom::testing {

void SlowFlow::Start(int span, int parent, std::uint32_t fn, StepKind step_kind) {
  spans_[span] = {parent, fn, step_kind, ++now_};
}

bool SlowFlow::IsAncestor(int upper, int lower) const {
  for (int at = spans_.at(lower).parent; at != 0; at = spans_.at(at).parent) {
    if (at == upper) return true;
  }
  return false;
}

int SlowFlow::Depth(int span) const {
  int depth = 0;
  for (int at = spans_.at(span).parent; at != 0; at = spans_.at(at).parent) ++depth;
  return depth;
}

const SlowFlow::Use* SlowFlow::Find(std::uint64_t object, Source at) const {
  const auto found =
      std::find_if(uses_.begin(), uses_.end(), [&](const Use& use) { return use.object == object && use.at == at; });
  return found == uses_.end() ? nullptr : &*found;
}

const SlowFlow::Use* SlowFlow::SourceOfInput(std::uint64_t object, int span) const {
  const Use* inherited = nullptr;
  for (const Use& use : uses_) {
    if (use.object != object || use.at.side != Side::kInput || !IsAncestor(use.at.span, span)) continue;
    if (inherited == nullptr || Depth(use.at.span) > Depth(inherited->at.span)) inherited = &use;
  }
  const Use* above = nullptr;
  std::vector<const Use*> outputs;
  for (const Use& use : uses_) {
    if (use.object != object || use.at.side != Side::kOutput || use.at.span == span) continue;
    if (IsAncestor(use.at.span, span)) {
      if (spans_.at(use.at.span).step_kind != StepKind::kLlm) continue;
      if (above == nullptr || Depth(use.at.span) > Depth(above->at.span)) above = &use;
      continue;
    }
    if (inherited == nullptr || use.time > spans_.at(inherited->at.span).started) outputs.push_back(&use);
  }
  const Use* best = nullptr;
  for (const Use* use : outputs) {
    const bool has_better = std::any_of(outputs.begin(), outputs.end(), [&](const Use* other) {
      return spans_.at(other->at.span).ended != 0 && IsAncestor(other->at.span, use->at.span);
    });
    if (has_better) continue;
    if (best == nullptr || std::pair(use->whole(), use->time) > std::pair(best->whole(), best->time)) best = use;
  }
  if (best != nullptr) return best;
  return inherited != nullptr ? inherited : above;
}

const SlowFlow::Use* SlowFlow::SourceOfOutput(std::uint64_t object, int span) const {
  const Use* best = nullptr;
  const auto rank = [this](const Use& use) { return std::make_tuple(-Depth(use.at.span), use.whole(), use.time); };
  for (const Use& use : uses_) {
    if (use.object != object || use.at.side != Side::kOutput || !IsAncestor(span, use.at.span)) continue;
    if (best == nullptr || rank(use) > rank(*best)) best = &use;
  }
  return best;
}

// Whether `outer` contained `inner` when this side of a span first had it.
bool SlowFlow::Held(Source source, std::uint64_t outer, std::uint64_t inner) const {
  for (const Use* use = Find(inner, source); use != nullptr && use->parent != 0; use = Find(use->parent, source)) {
    if (use->parent == outer) return true;
  }
  return false;
}

void SlowFlow::Value(int span, Side side, const Object& root) {
  ++now_;
  struct Node {
    const Object* object;
    int parent;
    std::vector<Source> source;
  };
  std::vector<Node> nodes{{&root, -1, {}}};
  std::set<std::uint64_t> seen{root.id};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const auto& [key, member] : nodes[i].object->members) {
      if (!seen.insert(member.id).second) continue;
      nodes.push_back({&member, static_cast<int>(i), {}});
    }
  }
  std::vector<Use> found;
  for (Node& node : nodes) {
    const std::uint64_t id = node.object->id;
    const bool whole = node.parent < 0;
    const std::uint64_t parent = whole ? 0 : nodes[static_cast<std::size_t>(node.parent)].object->id;
    if (!whole) {
      const Node& around = nodes[static_cast<std::size_t>(node.parent)];
      if (!around.source.empty() && Held(around.source[0], around.object->id, id)) node.source = around.source;
    }
    if (node.source.empty()) {
      const Use* use = side == Side::kInput ? SourceOfInput(id, span) : SourceOfOutput(id, span);
      if (use != nullptr) {
        node.source = {use->at};
        parts_[span].push_back({id, use->at, side, whole && use->whole()});
      }
    }
    found.push_back({id, {span, side}, now_, parent, node.source});
  }
  for (const Use& use : found) {
    const Use* known = Find(use.object, use.at);
    if (known == nullptr) {
      uses_.push_back(use);
    } else if (use.whole()) {
      Use& first = uses_[static_cast<std::size_t>(known - uses_.data())];
      first.parent = 0;
    }
  }
}

bool SlowFlow::IsHistory(int span, Source source) const {
  const Span& later = spans_.at(span);
  if (later.fn == 0) return false;
  const std::vector<Part>& parts = parts_.at(span);
  for (const Part& part : parts) {
    if (part.to != Side::kInput || part.source != source) continue;
    const bool was_there = std::any_of(spans_.begin(), spans_.end(), [&](const auto& entry) {
      const auto& [call, earlier] = entry;
      if (call == span || call == source.span || earlier.fn != later.fn || earlier.started > later.started)
        return false;
      const bool result_is_here = std::any_of(parts.begin(), parts.end(), [&, call = call](const Part& other) {
        if (other.to != Side::kInput || other.source.side != Side::kOutput) return false;
        const bool is_above =
            IsAncestor(other.source.span, call) && Find(other.object, {call, Side::kOutput}) != nullptr;
        return other.source.span == call || is_above;
      });
      const Use* use = Find(part.object, {call, Side::kInput});
      if (!result_is_here) return false;
      if (source.side == Side::kInput && Find(part.object, {call, Side::kOutput}) != nullptr) return true;
      if (use == nullptr || use->producer.empty()) return false;
      const Source& producer = use->producer[0];
      const bool is_same_line = producer.span == source.span || IsAncestor(producer.span, source.span) ||
                                IsAncestor(source.span, producer.span);
      return is_same_line && producer.side == source.side;
    });
    if (!was_there) return false;
  }
  return true;
}

std::vector<std::string> SlowFlow::End(int span) {
  spans_.at(span).ended = ++now_;
  std::vector<std::pair<std::string, bool>> links;
  const auto name = [](Side side) { return side == Side::kInput ? "input" : "output"; };
  for (const Part& part : parts_[span]) {
    if (part.to == Side::kInput && IsHistory(span, part.source)) continue;
    const std::string link = std::to_string(part.source.span) + " " + name(part.source.side) + ">" + name(part.to);
    const auto known =
        std::find_if(links.begin(), links.end(), [&link](const auto& other) { return other.first == link; });
    if (known == links.end()) {
      links.emplace_back(link, part.identity);
    } else {
      known->second = known->second || part.identity;
    }
  }
  std::vector<std::string> result;
  for (const auto& [link, identity] : links) result.push_back(link + (identity ? " identity" : " member"));
  return result;
}

}  // namespace spanloom::testing

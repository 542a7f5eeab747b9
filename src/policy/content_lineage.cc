#include "policy/content.h"
#include "policy/content_rules.h"
#include "policy/lineage.h"
#include "policy/record_kind.h"

// Implements the part of ContentPolicy that deals with other processes: notes which spans have the parts of a message
// that leaves, and adds the content of a message that arrives.
namespace spanloom {
namespace {

constexpr std::size_t kKeptStates = 1024;

// Whether the use is that of a message that was sent.
bool IsSent(const TraceLinks& links, const Use& use) {
  return links.spans()[use.span].is_stand_in && use.side == Side::kInput;
}

// Returns the use that a message's lineage says of an object, a whole one if there is one; kNone if it says nothing.
std::uint32_t FindRemoteUse(const TraceLinks& links, std::uint64_t id) {
  const std::uint32_t object = links.Find(id);
  if (object == kNone) return kNone;
  std::uint32_t found = kNone;
  for (std::uint32_t at : {links.object(object).inputs, links.object(object).outputs}) {
    for (; at != kNone; at = links.use(at).next) {
      const Use& use = links.use(at);
      const bool is_said = links.spans()[use.span].is_remote && !IsSent(links, use);
      if (is_said && (found == kNone || links.use(found).is_partial)) found = at;
    }
  }
  return found;
}

// Whether the object was a whole value of some span, so that its members are known as members of it.
bool WasWhole(const TraceLinks& links, std::uint64_t id) {
  const std::uint32_t object = links.Find(id);
  if (object == kNone) return false;
  for (std::uint32_t at : {links.object(object).inputs, links.object(object).outputs}) {
    for (; at != kNone; at = links.use(at).next) {
      const Use& use = links.use(at);
      if (use.is_origin || (use.is_whole && !IsSent(links, use))) return true;
    }
  }
  return false;
}

}  // namespace

// Notes the producer of a part of what a stand-in was given. `is_partial`: it is a string that has text of the
// producer.
void ContentPolicy::NoteLineage(const Span& span, std::uint32_t index, UseRef source, bool is_whole, bool is_partial) {
  const JsonNode& node = tree().nodes()[index];
  if (!span.list.has_lineage() || node.own_letters < kMinLineageLetters) return;
  const Use& origin = span.links.use(source.index);
  const SpanNode& producer = span.links.spans()[origin.span];
  const std::uint32_t size = is_partial ? node.text_length : sizes_[index];
  const bool is_origin = !is_partial && WasWhole(span.links, ContentId(node.hash));
  span.list.AddLineage(
      {ContentId(node.hash), producer.id, producer.depth, size, origin.side, is_whole, is_origin, is_partial});
}

// Notes the producers of all attributed values, and of all that is inside them.
void ContentPolicy::NoteAllLineage(const Span& span) {
  const Array<JsonNode>& nodes = tree().nodes();
  sizes_.Fill(nodes.size(), 1);
  for (std::size_t i = nodes.size(); i-- > 0;) {
    sizes_[i] += nodes[i].text_length;
    if (nodes[i].parent != kNone) sizes_[nodes[i].parent] += sizes_[i];
  }
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const JsonNode& node = nodes[i];
    State& state = states_[i];
    const bool is_own = state.match.source.seq != 0;
    if (node.parent != kNone && !is_own) {
      const State& around = states_[node.parent];
      state.match.source = around.match.source;
      if (state.explained == kNone) state.explained = around.explained;
    }
    if (!IsContainer(node) && node.type != JsonType::kString) continue;
    UseRef source = state.match.source;
    // Identity may know the producer of a value whose content is new.
    if (source.seq == 0 && state.explained != kNone) source = span.list.explained(state.explained).evidence.from_use;
    if (span.links.IsLive(source)) {
      NoteLineage(span, i, source, is_own && span.links.use(source.index).is_whole, false);
    }
  }
  sizes_.Clear(kKeptStates);
}

void ContentPolicy::AddMessage(TraceLinks& links, const MessageRecord& message) {
  if (!links.spans().knows_remote()) return;
  Begin(message.media_type, message.text);
  letters_.Enter(0, false);
  for (std::uint32_t i = 0; i < tree().nodes().size();) {
    const JsonNode& node = tree().nodes()[i];
    const std::uint32_t known =
        node.own_letters < kMinLineageLetters ? kNone : FindRemoteUse(links, ContentId(node.hash));
    if (known != kNone) {
      const Use& use = links.use(known);
      AddMessagePart({links, message_list_, use.span, use.side, true}, i, {known, use.seq});
    }
    i = known == kNone || links.use(known).is_partial ? i + 1 : node.end;
  }
  states_.Clear(kKeptStates);
}

// Adds the content of a part of a message, of which `use` is known. `span` is that of the use.
void ContentPolicy::AddMessagePart(const Span& span, std::uint32_t index, UseRef use) {
  const JsonNode& node = tree().nodes()[index];
  const bool is_partial = span.links.use(use.index).is_partial;
  states_[index].match.use = use;
  if (!IsContainer(node)) {
    AddTextUse(span, index, {{use, {}}, {}, kNone, false, true}, false);
  }
  if (is_partial) return;
  AddNodes(span, index + 1, node.end, 0);
  AddLabels(span);
  labels_.Clear(kKeptStates);
  // The lineage said of some members that the span had them, and not where.
  for (std::uint32_t i = index + 1; i < node.end; ++i) {
    const State& around = states_[tree().nodes()[i].parent];
    span.links.SetContainer(states_[i].match.use, around.match.use, PlaceAt(span, tree().nodes()[i], around).key);
  }
}

}  // namespace spanloom

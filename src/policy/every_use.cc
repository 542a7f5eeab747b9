#include "policy/every_use.h"

#include "policy/node_key.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptEntries = 1024;

}  // namespace

void EveryUsePolicy::AddValue(TraceLinks& links, std::uint32_t span, CandidateList& list, const ValueRecord& value) {
  if (value.count == 0 || value.shape == Shape::kThrown) return;
  const std::uint32_t object = links.FindOrAddObject(value.Node(0).object);
  if (object == kNone) return;

  Use use{};
  use.object = object;
  use.span = span;
  use.parent = kNone;
  use.key = RootKey(value);
  use.producer = kNone;
  use.side = value.side;
  use.is_whole = true;
  const UseRef noted = links.AddUse(use);

  // Both lists run from the newest use to the oldest; links have the opposite order.
  earlier_.Clear(kKeptEntries);
  std::uint32_t output = links.object(object).outputs;
  std::uint32_t input = links.object(object).inputs;
  while (output != kNone || input != kNone) {
    const bool takes_output = input == kNone || (output != kNone && links.use(output).seq > links.use(input).seq);
    std::uint32_t& newest = takes_output ? output : input;
    earlier_.Add(newest);
    newest = links.use(newest).next;
  }
  for (std::size_t i = earlier_.size(); i-- > 0;) {
    const Use& other = links.use(earlier_[i]);
    const bool is_edge = other.side == Side::kOutput || value.side == Side::kInput;
    if (other.span == span || !is_edge) continue;
    list.Add(links, {other.span, other.side, value.side, Via::kIdentity, {earlier_[i], other.seq}, noted});
  }
}

}  // namespace spanloom

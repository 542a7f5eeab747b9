#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "support/processes.h"

// Receives lineage of any form: with a request, with a reply, and again. The input is the lineage; what it says is true
// of no span here, so only the caller's spans and those that it names may be linked to.
namespace {

using spanloom::testing::Processes;

const std::string kText = "a text that is long enough to be a part of a message by itself";

void Use(const std::string& lineage) {
  Processes network(1);
  network.Start(0, 1, 0);
  network.Input(0, 1, kText);
  for (std::uint32_t span = 2; span < 5; ++span) {
    const Processes::Message message{"[\"" + kText + "\"]", lineage, 9, 0};
    network.Receive(0, message, span);
    network.Input(0, span, kText);
    network.Output(0, span, kText);
    const Processes::Message next = network.Send(0, span, "{\"again\":\"" + kText + "\"}");
    network.Read(0, next, {message.content, lineage, 0, 0});
    network.Receive(0, next, span + 100);
    network.End(0, span + 100);
    network.End(0, span);
  }
  network.End(0, 1);
  for (const auto& link : network.Links()) {
    if (link.from == link.to) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Use(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}

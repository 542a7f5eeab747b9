// Links the requests of a file as often as it is told, and prints the spans and the milliseconds of processor time of
// each round: the native half of tests/bench/linker.mjs. The file has requests of traces in protobuf, each behind its
// size in four bytes, little endian. `linker_bench FILE ROUNDS`
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linker.h"

namespace {

using spanloom::Encoding;

std::vector<std::string_view> RequestsOf(std::string_view file) {
  std::vector<std::string_view> requests;
  while (file.size() >= 4) {
    std::uint32_t size = 0;
    std::memcpy(&size, file.data(), sizeof size);
    requests.push_back(file.substr(4, size));
    file.remove_prefix(4 + requests.back().size());
  }
  return requests;
}

// Returns the number of spans that came out, or 0 if a request was refused.
std::uint32_t LinkAll(const std::vector<std::string_view>& requests) {
  spanloom::Linker linker(spanloom::LinkerOptions{});
  std::uint32_t spans = 0;
  for (const std::string_view request : requests) {
    char* memory = linker.Reserve(request.size());
    if (memory == nullptr) return 0;
    std::memcpy(memory, request.data(), request.size());
    if (linker.AddTraces(Encoding::kProtobuf, 0).what != nullptr) return 0;
    while (const std::uint32_t taken = linker.Take(Encoding::kProtobuf, 0, true, {}, 1e9)) spans += taken;
  }
  return spans;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream stream(argv[1], std::ios::binary);
  const std::string file{std::istreambuf_iterator<char>(stream), {}};
  const std::vector<std::string_view> requests = RequestsOf(file);
  for (int left = std::atoi(argv[2]); left > 0; --left) {
    const std::clock_t start = std::clock();
    const std::uint32_t spans = LinkAll(requests);
    const double ms = static_cast<double>(std::clock() - start) * 1e3 / CLOCKS_PER_SEC;
    std::printf("%u %.4f\n", spans, ms);
  }
}

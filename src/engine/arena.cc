#include "engine/arena.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace spanloom {
namespace {

constexpr std::size_t kMinBlock = 2048;
constexpr std::size_t kMaxBlock = 1 << 16;
constexpr std::size_t kKeptBlock = 1 << 13;
constexpr std::size_t kKeptBlocks = 64;

}  // namespace

Arena::~Arena() {
  for (char* block : blocks_) std::free(block);
}

char* Arena::AddBlock(std::size_t size) {
  char* block = static_cast<char*>(std::malloc(size));
  if (block == nullptr) std::abort();
  blocks_.Add(block);
  held_ += size;
  return block;
}

char* Arena::Allocate(std::size_t size) {
  if (size > room_) {
    const std::size_t next = std::clamp(held_ / 2, kMinBlock, kMaxBlock);
    // A large text gets a block of its own, so that it wastes no room.
    if (size > next / 2) return AddBlock(size);
    at_ = AddBlock(next);
    room_ = next;
    first_size_ = next;
    std::swap(blocks_[0], blocks_.back());
  }
  char* place = at_;
  at_ += size;
  room_ -= size;
  return place;
}

std::string_view Arena::Copy(std::string_view text) {
  if (text.empty()) return {};
  char* copy = Allocate(text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

void Arena::Clear() {
  const bool keeps_first = first_size_ > 0 && first_size_ <= kKeptBlock;
  char* first = keeps_first ? blocks_[0] : nullptr;
  for (char* block : blocks_) {
    if (block != first) std::free(block);
  }
  blocks_.Clear(kKeptBlocks);
  if (!keeps_first) first_size_ = 0;
  at_ = first;
  room_ = held_ = first_size_;
  if (keeps_first) blocks_.Add(first);
}

}  // namespace spanloom

#ifndef SPANLOOM_ENGINE_ENVELOPES_H_
#define SPANLOOM_ENGINE_ENVELOPES_H_

#include <cstddef>
#include <cstdint>

#include "base/chunk_pool.h"
#include "base/none.h"
#include "base/slots.h"
#include "engine/shell_store.h"
#include "otlp/request.h"

namespace spanloom {

// What a span came in: a request, a ResourceSpans in it, a ScopeSpans in that.
enum class Level : std::uint8_t { kRequest, kResource, kScope };
inline constexpr std::size_t kLevels = 3;

struct Envelope {
  StoredShell* shell;
  std::uint32_t parent;      // index; kNone for a request
  std::uint32_t references;  // of spans, envelopes inside and callers
  std::uint32_t next;
  Level level;
};

// The envelopes of the spans that are kept. Two equal ResourceSpans of one request are two envelopes with one shell, so
// they come out as two. An envelope is kept while somebody refers to it. Each call is O(1), except for the shells. Not
// thread-safe.
class Envelopes {
 public:
  Envelopes() : entries_(pool_) {}
  Envelopes(const Envelopes&) = delete;
  Envelopes& operator=(const Envelopes&) = delete;

  // Adds an envelope, with one reference, which the caller has to release.
  std::uint32_t Add(Level level, std::uint32_t parent, const Shell& shell, Encoding encoding);

  void Retain(std::uint32_t index) { ++entries_[index].references; }
  void Release(std::uint32_t index);

  // Whether there is nothing in it, and only one caller refers to it.
  bool IsEmpty(std::uint32_t index) const { return entries_[index].references == 1; }

  const Envelope& operator[](std::uint32_t index) const { return entries_[index]; }

  std::size_t bytes() const { return entries_.size() * sizeof(Envelope) + shells_.bytes(); }

 private:
  ShellStore shells_;
  ChunkPool pool_;
  Slots<Envelope> entries_;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_ENVELOPES_H_

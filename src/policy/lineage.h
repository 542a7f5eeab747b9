#ifndef SPANLOOM_POLICY_LINEAGE_H_
#define SPANLOOM_POLICY_LINEAGE_H_

#include <cstdint>
#include <string_view>

#include "base/array.h"
#include "base/bytes.h"
#include "base/ids.h"
#include "links/candidate_list.h"
#include "links/trace_links.h"
#include "log/record_types.h"

namespace spanloom {

// Lineage is what a message says about its parts: which span produced each of them. docs/event-log.md has the format.
//
// A part is a container of JSON or a string, known by the id of its content. Parts go largest first, so that a limit
// drops the ones that are inside others. A receiver of another version may not know the hashes: if a canonical hash
// changes, the version of the format must change, too.

// The letters and digits that a part needs.
constexpr std::uint32_t kMinLineageLetters = 40;

// Returns what the ids of contents are mixed with, so that they mean nothing in another trace.
std::uint64_t LineageKey(const TraceId& trace, const SpanId& key_span);

// Appends the lineage of a message; appends nothing if there are neither entries nor a parent. `parent` is the remote
// span below which this process runs, or all zero. Sorts and shortens `entries`. O(n log n).
void WriteLineage(Array<LineageEntry>& entries, const SpanId& parent, std::uint64_t key, Bytes& out);

// Adds what a message says to the evidence of its trace: each entry is a use by a remote span. The caller, and the
// spans whose inputs are in the message, stand above the spans that run for the message. Returns false, and changes
// nothing, if the lineage is malformed. Ignores that of a caller that is known already. O(size), plus that of the
// trace's spans the first time.
bool ReadLineage(TraceLinks& links, const TraceId& trace, const LineageRecord& record);

}  // namespace spanloom

#endif  // SPANLOOM_POLICY_LINEAGE_H_

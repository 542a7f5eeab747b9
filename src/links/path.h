#ifndef SPANLOOM_LINKS_PATH_H_
#define SPANLOOM_LINKS_PATH_H_

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "links/trace_links.h"
#include "log/strings.h"

namespace spanloom {

// Appends the path of a use in its span's value: `$`, `$[0].docs[2]` or `$["a b"]`; `$[0].*[2]` if names are private.
// Appends nothing if the use was dropped, or if the path has more than 64 steps. O(length).
void AppendPath(Bytes& out, const TraceLinks& links, UseRef use, const Strings& strings);

// Append one step of a path: `[2]`, and `.name` or `["a b"]`. Only in the engine. O(length).
void AppendPathIndex(Bytes& out, std::uint32_t index);
void AppendPathName(Bytes& out, std::string_view name);

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_PATH_H_

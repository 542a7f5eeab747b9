#ifndef SPANLOOM_LINKS_PATH_H_
#define SPANLOOM_LINKS_PATH_H_

#include "base/bytes.h"
#include "links/trace_links.h"
#include "log/strings.h"

namespace spanloom {

// Appends where in its span's value a use stood, as `$`, `$[0].docs[2]`, `$["a b"]`; `$[0].*[2]` where names are
// private. Appends nothing if that is no longer known. O(length).
void AppendPath(Bytes& out, const TraceLinks& links, UseRef use, const Strings& strings);

}  // namespace spanloom

#endif  // SPANLOOM_LINKS_PATH_H_

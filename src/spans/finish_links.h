#ifndef SPANLOOM_SPANS_FINISH_LINKS_H_
#define SPANLOOM_SPANS_FINISH_LINKS_H_

#include "links/trace_links.h"
#include "log/strings.h"
#include "spans/span_data.h"

namespace spanloom {

// Turns the candidates of an ending span into links with paths, except those marked as history, and clears the list of
// candidates. `span.dropped_links` counts links beyond kMaxLinksPerSpan. Call it before TraceLinks::End(), while the
// uses of the span are still there. O(links * length of their paths).
void FinishLinks(TraceLinks& links, SpanData& span, const Strings& strings);

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_FINISH_LINKS_H_

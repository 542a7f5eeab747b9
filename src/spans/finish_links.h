#ifndef SPANLOOM_SPANS_FINISH_LINKS_H_
#define SPANLOOM_SPANS_FINISH_LINKS_H_

#include "links/trace_links.h"
#include "log/strings.h"
#include "spans/span_data.h"

namespace spanloom {

// Turns the candidates of a span that ends, besides those that are history, into links with their paths, and empties
// the list. Links beyond kMaxLinksPerSpan are counted in `span.dropped_links`.
void FinishLinks(TraceLinks& links, SpanData& span, const Strings& strings);

}  // namespace spanloom

#endif  // SPANLOOM_SPANS_FINISH_LINKS_H_

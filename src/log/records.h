#ifndef SPANLOOM_LOG_RECORDS_H_
#define SPANLOOM_LOG_RECORDS_H_

#include <cstdint>

// The format of the event log, which JavaScript writes and the core reads. docs/event-log.md explains it by example;
// js/log/records has the same numbers, and a test compares them.
//
// The log is a sequence of 32-bit little-endian words. The first word of a record is op | a << 8 | b << 16; the
// comments below list a, b and the other words. A string reference is 0 for none, 1 + the string's position in this
// drain, or bit 31 and the id of an interned string. Doubles and 64-bit integers take two words, low word first. A time
// is a double: whole microseconds since the Unix epoch. INTERN and TEMPLATE assign ids in order; a definition that
// repeats a known one is ignored, because a writer whose drain was refused does not know which records were read.
namespace spanloom {

enum class Op : std::uint8_t {
  kIntern = 1,     // id, string
  kTemplate = 2,   // a = span kind, b = step kind; id, name, count; then ITEMs
  kTrace = 3,      // trace, id in 4 words
  kStart = 4,      // a = start bits, b = declared parameters, 0 if unknown; span, trace, parent, template, fn, id in 2
                   // words, parent id in 2 words, time in 2 words
  kValue = 5,      // a = side, b = shape; span, index, count; then nodes
  kContent = 6,    // a = side, b = content bits; span, string, root
  kAttr = 7,       // a = type; span, key, payload in 2 words; then the ITEMs of a list
  kItem = 8,       // a = type; 0, key, payload in 2 words; then the ITEMs of a list
  kEvent = 9,      // span, name, time in 2 words, count; then ITEMs
  kLink = 10,      // span, trace id in 4 words, span id in 2 words, count; then ITEMs
  kEnd = 11,       // a = status, b = 1 to drop the span; span, time in 2 words, message
  kName = 12,      // span, name
  kResource = 13,  // scope name, scope version, count; then ITEMs
  kRetemplate = 14,  // span, template
  kTraceState = 15,  // span, string
  kLineage = 16,     // trace, number of the caller or 0, id of the key span in 2 words, string of bytes
  kIdentify = 17,    // span, id in 2 words
  kMessage = 18,     // b = 1 for JSON; trace, string
};

enum class Side : std::uint8_t {
  kInput = 0,
  kOutput = 1,
};

enum class Shape : std::uint8_t {
  kArgument = 0,
  kWhole = 1,
  kItem = 2,
  kThrown = 3,
};

enum class Type : std::uint8_t {
  kEmpty = 0,
  kString = 1,
  kBool = 2,
  kInt = 3,
  kDouble = 4,
  kArray = 5,
  kKvlist = 6,
  kBytes = 7,
};

// The kind of a step of an LLM app, `kind` in the API. In the order of KINDS in js/base/kinds.js.
// The span kind of OpenTelemetry, with the numbers of OTLP. The core only encodes it.
enum class SpanKind : std::uint8_t {
  kUnspecified = 0,
  kInternal = 1,
  kServer = 2,
  kClient = 3,
  kProducer = 4,
  kConsumer = 5,
};

enum class StepKind : std::uint8_t {
  kWorkflow = 0,
  kAgent = 1,
  kTask = 2,
  kTool = 3,
  kLlm = 4,
  kRetrieval = 5,
  kEmbedding = 6,
};

enum class MediaType : std::uint8_t {
  kText = 0,
  kJson = 1,
};

enum class StatusCode : std::uint8_t {
  kUnset = 0,
  kOk = 1,
  kError = 2,
};

constexpr std::uint32_t kInterned = 0x80000000;  // in a string reference
constexpr std::uint32_t kIndexKey = 0x40000000;  // in the key of a node: the other bits are an index
constexpr std::uint32_t kIndexMask = 0x3FFFFFFF;
constexpr std::uint32_t kNodeWords = 4;  // object in 2 words, index of the parent, key

// The start bits. The first two are the privacy bits, 1 << side: property names on that side are private, so paths show
// them as `*`.
constexpr std::uint8_t kPrivateInput = 1;
constexpr std::uint8_t kPrivateOutput = 2;
constexpr std::uint8_t kRemoteParent = 4;  // the parent is in another process
constexpr std::uint8_t kRandomTrace = 8;   // the W3C flag of the trace: its id is random
constexpr std::uint8_t kStandIn = 16;      // it stands for a step in another process, and is not exported
constexpr std::uint8_t kCarrier = 32;  // it only carries what steps inside it produced: no link leads to it from here

// The content bits. Local content is evidence for links and is never exported.
constexpr std::uint8_t kContentJson = 1;
constexpr std::uint8_t kContentLinked = 2;
constexpr std::uint8_t kContentLocal = 4;

// The root of a content: kNone for a whole value, the index of an argument or item, or this for the list of all
// arguments.
constexpr std::uint32_t kContentArguments = 0xFFFFFFFE;

}  // namespace spanloom

#endif  // SPANLOOM_LOG_RECORDS_H_

#include "text/commonplace.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/hash.h"
#include "base/utf8.h"
#include "text/normalize.h"

namespace spanloom {
namespace {

constexpr std::size_t kMaxBytes = 120;
constexpr std::uint32_t kMinLetters = 3;

// The values that APIs and programs put into fields, in normal form. Add no names of models, products, people or
// places: those are informative.
constexpr std::string_view kWords =
    // Booleans and missing values.
    "true false yes null none undefined nan empty unknown unspecified default auto any all other untitled anonymous "
    "example test redacted hidden truncated notapplicable notavailable unavailable nodata noresult noresults "
    "noresultsfound nomatch nomatches noerror noerrors nothing "
    // Outcomes and states.
    "okay success successes successful successfully succeeded failure failed error errors exception warning warn "
    "info debug trace complete completed completion done finished finish ready pending waiting queued scheduled "
    "started start running run inprogress processing working active inactive enabled disabled open closed close "
    "stopped stop cancel cancelled canceled cancelling aborted interrupted incomplete partial expired timeout "
    "timedout retry skip skipped ignored rejected reject approved accepted passed valid invalid found notfound "
    "created updated deleted removed sent received new online offline connected disconnected available busy healthy "
    "unhealthy loading requiresaction needsreview confirmed current previous next latest "
    // HTTP.
    "get post put patch delete badrequest unauthorized forbidden toomanyrequests internalservererror servererror "
    "localhost gzip bearer authorization public private internal external invalidrequest invalidrequesterror "
    "ratelimitexceeded ratelimiterror authenticationerror overloadederror "
    // Content types and encodings.
    "applicationjson applicationpdf applicationoctetstream applicationxwwwformurlencoded applicationjsoncharsetutf8 "
    "textplain texthtml textcsv textmarkdown texteventstream texthtmlcharsetutf8 multipartformdata imagepng "
    "imagejpeg imagegif imagewebp imagesvgxml audiompeg utf8 base64 json xml yaml csv html pdf png jpeg markdown "
    "plain plaintext javascript typescript python "
    // Types of values, names of fields.
    "string number integer int float float32 double boolean bool object array list function class date time uuid "
    "url uri email key value values name label title type field item index code data result results response "
    "request input output payload body header parameter arguments query metadata context config schema format model "
    "version status state reason description summary content contents text message messages document file path "
    "tokens image audio video link tag category group source target "
    // Roles and parts of messages.
    "user users assistant system tool tools developer human agent bot admin client server chat chatcompletion "
    "chatcompletionchunk embedding outputtext inputtext inputimage imageurl textdelta inputjsondelta "
    "contentblockstart contentblockdelta contentblockstop messagestart messagedelta messagestop functioncall "
    "functioncalloutput functionresponse toolcall toolcalls tooluse toolresult usermessage systemmessage "
    "assistantmessage toolmessage refusal thinking reasoning thought observation action finalanswer answer question "
    "prompt instruction endturn maxtokens maxoutputtokens stopsequence length contentfilter ephemeral session "
    "conversation websearch filesearch codeinterpreter retrieval search event delta continue "
    // Degrees, sizes, times and categories.
    "high medium low normal standard minimal small large full positive negative neutral light ascending descending "
    "always never today daily weekly monthly yearly days local remote global production development prod english "
    "general generic semantic keyword cosine thanks hello";

constexpr std::size_t MaxWordLength() {
  std::size_t longest = 0;
  std::size_t length = 0;
  for (const char byte : kWords) {
    length = byte == ' ' ? 0 : length + 1;
    longest = std::max(longest, length);
  }
  return longest;
}
constexpr std::size_t kMaxWordLength = MaxWordLength();
constexpr std::size_t kWordCount = std::count(kWords.begin(), kWords.end(), ' ') + 1;

// The words as 24-bit hashes, ordered by length: 0.4 kB smaller after gzip than the words themselves. A text is
// compared only with the words of its length, so one in a million matches by accident.
struct Lexicon {
  std::uint16_t low[kWordCount] = {};
  std::uint8_t high[kWordCount] = {};
  std::uint16_t starts[kMaxWordLength + 2] = {};  // index of the first word of each length

  static constexpr std::uint32_t HashOf(std::string_view word) {
    return static_cast<std::uint32_t>(HashKey(word) * 0x9E3779B97F4A7C15 >> 40);
  }

  constexpr Lexicon() {
    std::uint16_t at = 0;
    for (std::size_t length = 1; length <= kMaxWordLength; ++length) {
      starts[length] = at;
      for (std::size_t from = 0; from < kWords.size();) {
        const std::size_t end = std::min(kWords.find(' ', from), kWords.size());
        if (end - from == length) {
          const std::uint32_t hash = HashOf(kWords.substr(from, length));
          low[at] = static_cast<std::uint16_t>(hash);
          high[at++] = static_cast<std::uint8_t>(hash >> 16);
        }
        from = end + 1;
      }
    }
    starts[kMaxWordLength + 1] = at;
  }

  bool Has(std::string_view word) const {
    const std::uint32_t hash = HashOf(word);
    for (std::size_t at = starts[word.size()]; at < starts[word.size() + 1]; ++at) {
      if (low[at] == (hash & 0xFFFF) && high[at] == hash >> 16) return true;
    }
    return false;
  }
};
constexpr Lexicon kLexicon;

bool IsLetter(char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }

// Whether the text is what capture writes for a value that JSON cannot represent, such as `[Circular]` or
// `[Blob(12, text/plain)]`. A file is none: its name is informative.
bool IsPlaceholder(std::string_view text) {
  constexpr std::string_view kPunctuation = " ().,/#_$+-";
  if (text.size() < 3 || !text.starts_with('[') || !text.ends_with(']') || text.starts_with("[File(")) return false;
  if (!IsLetter(text[1]) || (text[1] & 0x20) != 0) return false;
  return std::all_of(text.begin() + 2, text.end() - 1, [&](char byte) {
    return IsLetter(byte) || (byte >= '0' && byte <= '9') ||
           std::find(kPunctuation.begin(), kPunctuation.end(), byte) != kPunctuation.end();
  });
}

}  // namespace

bool IsCommonplace(std::string_view text) {
  static_assert(kMaxBytes <= kShortText);
  if (text.size() > kMaxBytes) return false;
  if (IsPlaceholder(text)) return true;
  char letters[kShortTextRoom];
  const std::string_view normal(letters, NormalizeShort(text, letters));
  if (normal.size() <= kMaxWordLength && kLexicon.Has(normal)) return true;
  std::size_t first = 0;  // the start of the second letter
  std::size_t at = 0;
  for (std::uint32_t i = 0; i < kMinLetters; ++i) {
    if (at == normal.size()) return true;
    do ++at;
    while (at < normal.size() && IsContinuation(normal[at]));
    if (i == 0) first = at;
  }
  return normal.substr(first) == normal.substr(0, normal.size() - first);
}

}  // namespace spanloom

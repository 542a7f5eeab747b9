#include "otlp/json_links.h"

#include "encode/json_writer.h"
#include "otlp/json_scanner.h"
#include "otlp/translate.h"

namespace spanloom {
namespace {

constexpr std::string_view kSpace = " \t\n\r";

// Where a span has its array of links, or may get one. Offsets of its text.
struct LinksPlace {
  std::size_t start = 0;  // of the value, if there is one
  std::size_t end = 0;
  std::size_t last = 1;  // behind the last member
};

LinksPlace FindLinks(std::string_view span) {
  LinksPlace place;
  JsonScanner scanner(span);
  const auto offset = [&] { return static_cast<std::size_t>(scanner.at() - span.data()); };
  scanner.Open('{');
  for (std::string_view key; scanner.NextMember(key);) {
    const bool are_links = key == "links";
    scanner.Peek();
    const std::size_t start = offset();
    scanner.Skip();
    place.last = offset();
    if (are_links) place = {start, place.last, place.last};
  }
  return place;
}

}  // namespace

void AppendSpanWithLinks(std::string_view span, std::string_view links, Bytes& out) {
  constexpr std::string_view kOpening = "\"links\":[";
  Bytes members;
  FieldsToJson(Message::kSpan, links, members);
  if (members.size() == 0) return out.Append(span);
  const std::string_view items = members.view(kOpening.size(), members.size() - kOpening.size() - 1);

  const LinksPlace place = FindLinks(span);
  JsonWriter json(out);
  if (place.start == 0) {
    out.Append(span.substr(0, place.last));
    json.Raw(members.view());
    out.Append(span.substr(place.last));
  } else if (span[place.start] == '[') {
    const std::size_t behind = span.find_last_not_of(kSpace, place.end - 2) + 1;
    out.Append(span.substr(0, behind));
    json.Raw(items);
    out.Append(span.substr(behind));
  } else {
    out.Append(span.substr(0, place.start));
    out.Push('[');
    json.Raw(items);
    out.Push(']');
    out.Append(span.substr(place.end));
  }
}

}  // namespace spanloom

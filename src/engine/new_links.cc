#include "engine/new_links.h"

#include <algorithm>
#include <protozero/pbf_reader.hpp>

namespace spanloom {
namespace {

constexpr std::size_t kKeptLinks = 256;

// Field numbers of OTLP.
constexpr protozero::pbf_tag_type kSpanLinks = 13;
constexpr protozero::pbf_tag_type kLinkTraceId = 1;
constexpr protozero::pbf_tag_type kLinkSpanId = 2;
constexpr protozero::pbf_tag_type kLinkAttributes = 4;
constexpr protozero::pbf_tag_type kKey = 1;
constexpr protozero::pbf_tag_type kValue = 2;
constexpr protozero::pbf_tag_type kStringValue = 1;

protozero::pbf_reader Reader(std::string_view message) { return {message.data(), message.size()}; }

std::string_view TakeView(protozero::pbf_reader& reader) {
  const protozero::data_view view = reader.get_view();
  return {view.data(), view.size()};
}

// Returns the last field with this number and a length; an empty text if there is none.
std::string_view FindField(std::string_view message, protozero::pbf_tag_type number) {
  std::string_view found;
  protozero::pbf_reader reader = Reader(message);
  while (reader.next(number, protozero::pbf_wire_type::length_delimited)) found = TakeView(reader);
  return found;
}

}  // namespace

NewLinks::Link NewLinks::ReadLink(std::string_view message) {
  Link link{FindField(message, kLinkTraceId), FindField(message, kLinkSpanId), {}, {}};
  protozero::pbf_reader reader = Reader(message);
  while (reader.next(kLinkAttributes, protozero::pbf_wire_type::length_delimited)) {
    const std::string_view attribute = TakeView(reader);
    const std::string_view key = FindField(attribute, kKey);
    if (key == "from") link.from = FindField(FindField(attribute, kValue), kStringValue);
    if (key == "to") link.to = FindField(FindField(attribute, kValue), kStringValue);
  }
  return link;
}

std::size_t NewLinks::Split(std::string_view span, std::string_view found, Bytes& out) {
  if (found.empty()) return 0;
  known_.Clear(kKeptLinks);
  protozero::pbf_reader links = Reader(span);
  while (links.next(kSpanLinks, protozero::pbf_wire_type::length_delimited)) known_.Add(ReadLink(TakeView(links)));
  if (known_.empty()) {
    out.Append(found);
    return found.size();
  }
  const std::size_t start = out.size();
  std::size_t known_from = start;
  for (const bool is_known : {false, true}) {
    protozero::pbf_reader reader = Reader(found);
    std::string_view rest = found;
    while (reader.next()) {
      const Link link = ReadLink(TakeView(reader));
      const std::size_t size = rest.size() - reader.length();
      if ((std::find(known_.begin(), known_.end(), link) != known_.end()) == is_known) out.Append(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    if (!is_known) known_from = out.size();
  }
  return known_from - start;
}

}  // namespace spanloom

#ifndef SPANLOOM_CONVENTIONS_USER_ROWS_H_
#define SPANLOOM_CONVENTIONS_USER_ROWS_H_

#include <string>
#include <string_view>

#include "base/array.h"
#include "conventions/row.h"
#include "structure/json_tree.h"

namespace spanloom {

// Reads the rows that users add.
class UserRows {
 public:
  // Returns what is wrong, which names the row and the field ("conventions[2].holds: expected ..."), or an empty text.
  // Call once; `json` must stay as long as rows() is used. O(size).
  std::string Read(std::string_view json);

  // Valid as long as this object.
  const Array<ConventionRow>& rows() const { return rows_; }

 private:
  std::string ReadRow(const JsonNode& node, const std::string& path);
  std::string ReadMember(const JsonNode& member, const std::string& path, ConventionRow& row);
  std::string ReadText(const JsonNode& member, const std::string& path, std::string_view& text) const;
  std::string ReadHolds(const JsonNode& member, const std::string& path, ConventionRow& row) const;
  std::string Got(const JsonNode& node) const;

  std::string_view json_;
  JsonTree tree_;
  Array<ConventionRow> rows_;
};

}  // namespace spanloom

#endif  // SPANLOOM_CONVENTIONS_USER_ROWS_H_

#include "links/key_table.h"

#include <gtest/gtest.h>

#include <string>

namespace spanloom {
namespace {

TEST(KeyTable, ANameHasOneKey) {
  KeyTable keys;
  const std::uint32_t docs = keys.Add("docs");
  EXPECT_NE(keys.Add("text"), docs);
  EXPECT_EQ(keys.Add("docs"), docs);
  EXPECT_EQ(keys[docs], "docs");
  EXPECT_EQ(keys[keys.Add("")], "");
}

TEST(KeyTable, LongNamesAreCut) {
  KeyTable keys;
  EXPECT_EQ(keys[keys.Add(std::string(500, 'a'))], std::string(128, 'a'));
}

TEST(KeyTable, TakesNoMoreThanItsLimit) {
  KeyTable keys;
  std::uint32_t last = 0;
  for (int i = 0; i < 20000; ++i) last = keys.Add(std::string(100, 'a') + std::to_string(i));
  EXPECT_EQ(keys[last], "\xE2\x80\xA6");
  EXPECT_EQ(keys.Add("another"), last);
  keys.Clear();
  EXPECT_EQ(keys[keys.Add("another")], "another");
}

}  // namespace
}  // namespace spanloom

#include "base/decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>

namespace spanloom {
namespace {

std::string Decimal(std::uint64_t value) {
  Bytes out;
  AppendDecimal(out, value);
  return std::string(out.view());
}

std::string Printed(double value) {
  Bytes out;
  AppendDouble(out, value);
  return std::string(out.view());
}

std::size_t SignificantDigits(const std::string& text) {
  std::string digits;
  for (const char c : text.substr(0, text.find('e'))) {
    if (c >= (digits.empty() ? '1' : '0') && c <= '9') digits += c;
  }
  return digits.find_last_not_of('0') + 1;
}

TEST(Decimal, Integers) {
  for (const std::uint64_t value : {0ULL, 7ULL, 999999999ULL, 1000000000ULL, 1700000000000000123ULL, ~0ULL}) {
    EXPECT_EQ(Decimal(value), std::to_string(value));
  }
}

TEST(Decimal, DoublesAsJavaScriptPrintsThem) {
  EXPECT_EQ(Printed(0.1), "0.1");
  EXPECT_EQ(Printed(-2.5), "-2.5");
  EXPECT_EQ(Printed(0), "0");
  EXPECT_EQ(Printed(-0.0), "-0");
  EXPECT_EQ(Printed(100), "100");
  EXPECT_EQ(Printed(123456789.125), "123456789.125");
  EXPECT_EQ(Printed(1e21), "1e+21");
  EXPECT_EQ(Printed(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(Printed(0.000001), "0.000001");
  EXPECT_EQ(Printed(1e-7), "1e-7");
  EXPECT_EQ(Printed(1.5e300), "1.5e+300");
  EXPECT_EQ(Printed(5e-324), "5e-324");
  EXPECT_EQ(Printed(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
  EXPECT_EQ(Printed(2.2250738585072014e-308), "2.2250738585072014e-308");
  EXPECT_EQ(Printed(std::ldexp(1, -25)), "2.9802322387695312e-8");  // half way: the even digit
}

TEST(Decimal, DoublesReadBackAndHaveNoDigitTooMuch) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = random();
    double value;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    const std::string text = Printed(value);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    if (SignificantDigits(text) < 17) continue;
    char shorter[40];
    std::snprintf(shorter, sizeof shorter, "%.15e", value);
    ASSERT_NE(std::strtod(shorter, nullptr), value) << text << " or " << shorter;
  }
}

}  // namespace
}  // namespace spanloom

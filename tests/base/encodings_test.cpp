#include <random>
#include <string>

#include <doctest/doctest.h>

#include "base/base64.h"
#include "base/hex.h"

using namespace whence;

TEST_CASE("base64 and hexadecimal come back as they were, whatever the bytes") {
  std::mt19937 random(5);
  for (std::size_t size = 0; size < 200; ++size) {
    std::string bytes;
    while (bytes.size() < size) bytes += static_cast<char>(random());
    CHECK(from_base64(to_base64(bytes)) == bytes);
    CHECK(from_hex(to_hex(bytes)) == bytes);
  }
}

TEST_CASE("base64 is that of RFC 4648, and damaged text is none") {
  CHECK(to_base64("Man") == "TWFu");
  CHECK(to_base64("Ma") == "TWE=");
  CHECK(from_base64("TW\nFu") == "Man");
  for (const char* damaged : {"T", "TWF", "TW=u", "TW_u", "TWFu="}) CHECK_FALSE(from_base64(damaged).has_value());
}

TEST_CASE("hexadecimal is written small and read in either case, and damaged text is none") {
  CHECK(to_hex("\x0f\xa0") == "0fa0");
  CHECK(from_hex("4D\n6a") == "Mj");
  for (const char* damaged : {"4", "4d6", "4g", "4 d", "0x"}) CHECK_FALSE(from_hex(damaged).has_value());
}

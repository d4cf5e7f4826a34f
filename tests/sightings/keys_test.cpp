#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sightings/address_ranges.h"
#include "sightings/indicator_key.h"
#include "sightings/indicator_set.h"

using namespace whence;

TEST_CASE("equal indicators have one key, however a list writes them") {
  struct Row {
    const char *value, *kind, *key;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"Evil.Example", "domain", "evil.example"},
           {"*.evil.example", "domain", "evil.example"},
           {".evil.example.", "domain", "evil.example"},
           {"192.0.2.7", "address", "192.0.2.7"},
           {"192.0.2.7:8080", "address", "192.0.2.7"},
           {"192.0.2.7/32", "address", "192.0.2.7"},
           {"192.0.2.7/24", "range", "192.0.2.0/24"},
           {"2001:DB8:0:0::1", "address", "2001:db8::1"},
           {"[2001:db8::1]:443", "address", "2001:db8::1"},
           {"2001:db8::/32", "range", "2001:db8::/32"},
           {"HTTP://Evil.Example:80/A?b=C#d", "url", "evil.example/A?b=C"},
           {"https://evil.example:80/", "url", "evil.example:80/"},
           {"http://user:word@evil.example", "url", "evil.example/"},
           {"evil.example/gate.php", "url", "evil.example/gate.php"},
           {"evil.example/?to=http://a.example/", "url", "evil.example/?to=http://a.example/"},
           {"http://192.0.2.7/x", "url", "192.0.2.7/x"},
           {"Some.One@Evil.Example", "email", "some.one@evil.example"},
           {"D41D8CD98F00B204E9800998ECF8427E", "hash", "d41d8cd98f00b204e9800998ecf8427e"},
       }) {
    CAPTURE(row.value);
    const auto key = indicator_key(row.value);
    REQUIRE(key);
    CHECK(name_of(key->kind) == row.kind);
    CHECK(key->text == row.key);
  }
}

TEST_CASE("what is no indicator has no key") {
  for (const char* value :
       {"", "evil", "evil..example", "-", "1.2.3", "256.1.1.1", "0.0.0.0/0", "::/0", "a@b", "@evil.example", "http://",
        "http:///x", "d41d8cd98f00b204e9800998ecf8427", "two words.example x"}) {
    CAPTURE(value);
    CHECK_FALSE(indicator_key(value));
  }
  CHECK_FALSE(indicator_key("192.0.2.1", IndicatorKind::domain));
  CHECK_FALSE(indicator_key("evil.example", IndicatorKind::hash));
  CHECK_FALSE(indicator_key(std::string(5000, 'a') + ".example"));
}

TEST_CASE("the narrowest range is found first and every wider one behind it") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 50; ++round) {
    std::vector<AddressRange> all;
    AddressRanges ranges;
    for (std::uint32_t i = 0; i < 60; ++i) {
      AddressBytes bytes = *parse_ipv4("10.0.0.0");
      for (std::size_t at = 13; at < 16; ++at) bytes[at] = static_cast<std::uint8_t>(random() % 4 * 64);
      if (random() % 5 == 0) bytes = *parse_ipv6("2001:db8::");
      const auto bits = static_cast<unsigned>(is_ipv4(bytes) ? 104 + random() % 25 : 16 + random() % 113);
      all.push_back({first_of(bytes, bits), bits});
      ranges.add(all.back(), i);
    }
    ranges.build();
    for (int probe = 0; probe < 200; ++probe) {
      AddressBytes bytes = all[random() % all.size()].first;
      bytes[15] = static_cast<std::uint8_t>(random());
      if (random() % 2 == 0) bytes[14] = static_cast<std::uint8_t>(random());
      std::vector<std::uint32_t> wanted, found;
      for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (first_of(bytes, all[i].bits) == all[i].first) wanted.push_back(i);
      }
      unsigned narrower = 129;
      for (std::uint32_t at = ranges.find(bytes); at != AddressRanges::none; at = ranges.wider(at)) {
        found.push_back(ranges.number(at));
        CHECK(all[found.back()].bits <= narrower);
        narrower = all[found.back()].bits;
      }
      std::sort(found.begin(), found.end());
      CHECK(found == wanted);
    }
  }
}

TEST_CASE("a range that ends with the last address holds it") {
  AddressRanges ranges;
  ranges.add(*parse_range("ffff::/16"), 7);
  ranges.build();
  CHECK(ranges.number(ranges.find(*parse_ipv6("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))) == 7);
  CHECK(ranges.find(*parse_ipv6("fffe::1")) == AddressRanges::none);
}

namespace {

std::string invented(std::mt19937& random, std::size_t number) {
  std::string name = "h" + std::to_string(number);
  for (std::size_t i = 0; i < 6 + random() % 12; ++i) name += static_cast<char>('a' + random() % 26);
  return name + ".example";
}

std::uint64_t host_hash(const IndicatorSet& set, std::string name) {
  const std::size_t size = name.size();
  name.append(hash_padding, '\0');
  return hash_host(set.seed(), std::string_view(name).substr(0, size));
}

}  // namespace

TEST_CASE("a set finds what was added, in either case, and nothing else, in 40 bytes a key beyond its text") {
  std::mt19937 random(7);
  IndicatorSet set;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 100'000; ++i) {
    names.push_back(invented(random, i));
    CHECK(*set.add({IndicatorKind::domain, names.back()}, 3, static_cast<std::uint32_t>(i)));
  }
  CHECK_FALSE(*set.add({IndicatorKind::domain, names[17]}, 4, 1));
  set.build();
  CHECK(set.size() == names.size());
  CHECK(set.other_bytes() <= 40 * names.size());
  std::size_t passed = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string upper = names[i];
    upper[0] = 'H';
    const std::uint64_t hash = host_hash(set, upper);
    REQUIRE(set.may_hold(hash));
    const std::uint32_t found = set.find(hash, upper);
    REQUIRE(found == i);
    CHECK(set.text(found) == names[i]);
    CHECK(set.line(found) == i);
    CHECK(set.list(found) == 3);
    const std::string other = "x" + names[i];
    passed += set.may_hold(host_hash(set, other)) ? 1U : 0U;
    CHECK(set.find(host_hash(set, other), other) == IndicatorSet::none);
  }
  CHECK(passed < names.size() / 50);  // the filter is there to say no
}

#include <algorithm>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "base/text.h"
#include "sightings/indicator_key.h"
#include "sightings/log_scan.h"
#include "sightings/match.h"

using namespace whence;

namespace {

IndicatorSet set_of(const std::vector<std::string>& values) {
  IndicatorSet set;
  std::uint32_t line = 0;
  for (const std::string& value : values) {
    const auto key = indicator_key(value);
    REQUIRE_MESSAGE(key, value);
    REQUIRE(set.add(*key, 0, ++line));
  }
  set.build();
  return set;
}

ReadBytes reading(const std::string& text, std::size_t piece) {
  return [&text, piece, at = std::size_t{0}](char* into, std::size_t size) mutable {
    const std::size_t part = std::min({size, piece, text.size() - at});
    std::copy_n(text.data() + at, part, into);
    at += part;
    return part;
  };
}

struct Found {
  LogCounts counts;
  std::vector<std::string> rows;  // "line indicator seen offset"
};

Found matched(const IndicatorSet& set, const std::string& log, MatchOptions options = {}, std::size_t piece = 1 << 20) {
  Found found;
  const auto counts =
      match_log(set, options, reading(log, piece),
                [&](std::uint32_t, const Sighting& sighting) {
                  CHECK(log.substr(sighting.offset, sighting.seen.size()) == sighting.seen);
                  CHECK(sighting.text.find(sighting.seen) != std::string_view::npos);
                  found.rows.push_back(std::to_string(sighting.line) + " " + std::string(sighting.indicator) + " " +
                                       std::string(sighting.seen));
                  return Result<void>();
                },
                {});
  REQUIRE(counts);
  found.counts = *counts;
  return found;
}

std::vector<std::string> seen(const IndicatorSet& set, const std::string& log, MatchOptions options = {}) {
  return matched(set, log, options).rows;
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("a line holds an indicator where a word of it is one") {
  const IndicatorSet set =
      set_of({"evil.example", "sub.other.example", "192.0.2.7", "198.51.100.0/24", "198.51.0.0/16", "2001:db8::7",
              "2001:db8:1::/48", "http://evil.example/gate.php?id=1", "http://plain.example", "bad.example:8443/x",
              "some.one@mail.example", "d41d8cd98f00b204e9800998ecf8427e"});
  struct Row {
    const char* line;
    Rows wanted;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"evil.example", {"1 evil.example evil.example"}},
           {"query: WWW.Evil.Example.", {"1 evil.example WWW.Evil.Example"}},
           {"{\"h\":\"a.b.evil.example\"}", {"1 evil.example a.b.evil.example"}},
           {"notevil.example", {}},
           {"evil.example.org", {}},
           {"other.example x.sub.other.example", {"1 sub.other.example x.sub.other.example"}},
           {"_dmarc.evil.example", {"1 evil.example dmarc.evil.example"}},
           {"1700000000.123456\t192.0.2.7\t53", {"1 192.0.2.7 192.0.2.7"}},
           {"192.0.2.77 2192.0.2.7 192.0.2.7.1", {}},
           {"src=192.0.2.7:443", {"1 192.0.2.7 192.0.2.7"}},
           {"from 192.0.2.7-192.0.2.9", {"1 192.0.2.7 192.0.2.7"}},
           {"198.51.100.200", {"1 198.51.100.0/24 198.51.100.200", "1 198.51.0.0/16 198.51.100.200"}},
           {"198.51.101.200", {"1 198.51.0.0/16 198.51.101.200"}},
           {"to 2001:DB8:0::7 at 12:30:45", {"1 2001:db8::7 2001:DB8:0::7"}},
           {"2001:db8:1::9", {"1 2001:db8:1::/48 2001:db8:1::9"}},
           {"[2001:db8::7]:80", {"1 2001:db8::7 2001:db8::7"}},
           {"GET http://evil.example:80/gate.php?id=1 200",
            {"1 evil.example evil.example", "1 evil.example/gate.php?id=1 evil.example:80/gate.php?id=1"}},
           {"\"https://evil.example/gate.php?id=1\",200",
            {"1 evil.example evil.example", "1 evil.example/gate.php?id=1 evil.example/gate.php?id=1"}},
           {"http://evil.example/gate.php?id=1,200,x",
            {"1 evil.example evil.example", "1 evil.example/gate.php?id=1 evil.example/gate.php?id=1"}},
           {"(see http://plain.example).", {"1 plain.example/ plain.example"}},
           {"http://plain.example/other", {}},
           {"bad.example:8443/x", {"1 bad.example:8443/x bad.example:8443/x"}},
           {"http://bad.example/x", {}},
           {"<Some.One@mail.example>", {"1 some.one@mail.example Some.One@mail.example"}},
           {"awesome.one@mail.example", {}},
           {"md5=D41D8CD98F00B204E9800998ECF8427E",
            {"1 d41d8cd98f00b204e9800998ecf8427e D41D8CD98F00B204E9800998ECF8427E"}},
           {"d41d8cd98f00b204e9800998ecf8427e00", {}},
           {"evil.example evil.example www.evil.example", {"1 evil.example evil.example"}},
           {"......", {}},
           {"evil.example\xff\xfe", {}},
       }) {
    CAPTURE(std::string(row.line));
    CHECK(join(seen(set, row.line), "; ") == join(row.wanted, "; "));
    CHECK(seen(set, std::string("first line\r\n") + row.line + "\r\nlast").size() == row.wanted.size());
  }
}

TEST_CASE("names below an indicator can be left out") {
  const IndicatorSet set = set_of({"evil.example"});
  MatchOptions exact;
  exact.scan.subdomains = false;
  CHECK(seen(set, "www.evil.example", exact).empty());
  CHECK(seen(set, "x evil.example. y", exact) == Rows{"1 evil.example evil.example"});
}

namespace {

// The slow obvious version: every word, every parent, one after the other in a set of strings.
Rows by_words(const std::vector<std::string>& values, const std::string& log) {
  std::set<std::string> keys;
  for (const std::string& value : values) keys.insert(indicator_key(value)->text);
  Rows rows;
  std::size_t number = 0;
  for (const std::string_view line : lines(log)) {
    ++number;
    std::set<std::string> done;
    for (std::size_t at = 0; at < line.size();) {
      const auto inside = [](char c) {
        return is_alpha(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || (c & 0x80) != 0;
      };
      std::size_t end = at;
      while (end < line.size() && inside(line[end])) ++end;
      std::size_t first = at, last = end;
      while (first < last && std::string_view(".-_").find(line[first]) != std::string_view::npos) ++first;
      while (first < last && std::string_view(".-_").find(line[last - 1]) != std::string_view::npos) --last;
      const std::string word = lower(line.substr(first, last - first));
      std::vector<std::string> names;
      if (word.find("..") == std::string::npos) names.push_back(word);
      const bool named = word.find('.') != std::string::npos && !is_digit(word[word.rfind('.') + 1]);
      for (std::size_t dot = word.find('.'); named && dot != std::string::npos; dot = word.find('.', dot + 1)) {
        if (word.find("..", dot) == std::string::npos) names.push_back(word.substr(dot + 1));
      }
      for (const std::string& name : names) {
        if (keys.contains(name) && done.insert(name).second) rows.push_back(std::to_string(number) + " " + name);
      }
      at = end + 1;
    }
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

Rows without_seen(Rows rows) {
  for (std::string& row : rows) row = row.substr(0, row.rfind(' '));
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

TEST_CASE("every way through a random log says what the slow obvious one says, whatever the blocks") {
  const unsigned seed = 20261122;
  CAPTURE(seed);
  std::mt19937 random(seed);
  const char* pieces[] = {"evil", "a",   ".", ".", "example", "www", "-", "_",        " ",    "\t", "\n",
                          "\r\n", "192", "0", "2", "7",       "\"",  ",", "\xC3\xA4", "EVIL", "x1"};
  const std::vector<std::string> values = {"evil.example", "a.example", "www.a.example",
                                           "192.0.2.7",    "a.evil",    "x1.evil.example"};
  const IndicatorSet set = set_of(values);
  for (int round = 0; round < 300; ++round) {
    std::string log;
    const std::size_t size = random() % 4000;
    while (log.size() < size) log += pieces[random() % std::size(pieces)];
    const Rows wanted = by_words(values, log);
    for (const VectorPath path : {VectorPath::automatic, VectorPath::avx2, VectorPath::portable}) {
      MatchOptions options;
      options.scan.path = path;
      CHECK(join(without_seen(matched(set, log, options).rows), "; ") == join(wanted, "; "));
    }
  }
}

TEST_CASE("sightings come in the order of the log with the same places, whatever blocks, threads and pieces") {
  std::mt19937 random(5);
  const IndicatorSet set = set_of({"evil.example", "192.0.2.0/24"});
  std::string log;
  for (int line = 0; line < 20'000; ++line) {
    log += "row " + std::to_string(line) + (random() % 9 == 0 ? " www.evil.example" : " good.example") + " 192.0." +
           std::to_string(random() % 40) + ".1\n";
  }
  const Found wanted = matched(set, log);
  CHECK(wanted.rows.size() > 2000);
  CHECK(wanted.counts.lines == 20'000);
  CHECK_FALSE(wanted.counts.cut);
  for (const std::size_t jobs : {1U, 3U}) {
    MatchOptions options;
    options.jobs = jobs;
    options.block = 1 << 16;
    const Found found = matched(set, log, options, 10'007);
    CHECK(found.rows == wanted.rows);
    CHECK(found.counts.lines == wanted.counts.lines);
    CHECK(found.counts.bytes == log.size());
  }
}

TEST_CASE("a line longer than a block is read in parts, counted, and what it holds is found") {
  const IndicatorSet set = set_of({"evil.example"});
  MatchOptions options;
  options.block = 1 << 16;
  std::string log = "short\n";
  for (int i = 0; i < 40'000; ++i) log += "word" + std::to_string(i) + " ";
  log += "evil.example ";
  for (int i = 0; i < 40'000; ++i) log += "word" + std::to_string(i) + " ";
  log += "\nlast evil.example";
  const Found found = matched(set, log, options);
  CHECK(found.rows == Rows{"2 evil.example evil.example", "3 evil.example evil.example"});
  CHECK(found.counts.long_lines == 1);
  CHECK(found.counts.first_long_line == 2);
  CHECK(found.counts.lines == 3);
  CHECK(found.counts.cut);
}

TEST_CASE("a long line without a gap is survived") {
  const IndicatorSet set = set_of({"evil.example", "http://evil.example/x"});
  MatchOptions options;
  options.block = 1 << 16;
  for (const char* piece : {"a", ".", "a.", ":", "2001:", "evil.example/", "http://evil.example/", "@", "\xff", "1."}) {
    CAPTURE(piece);
    std::string log;
    while (log.size() < 300'000) log += piece;
    const Found found = matched(set, log, options);
    CHECK(found.counts.lines == 1);
    CHECK(found.counts.long_lines == 1);
  }
}

TEST_CASE("lines that are not UTF-8 are matched and counted") {
  const IndicatorSet set = set_of({"evil.example"});
  const Found found = matched(set, "fine\n\xE9t\xE9 evil.example\nfine\n\xff\n");
  CHECK(found.rows == Rows{"2 evil.example evil.example"});
  CHECK(found.counts.not_utf8 == 2);
  CHECK(found.counts.first_not_utf8 == 2);
}

TEST_CASE("an error of the teller ends the run") {
  const IndicatorSet set = set_of({"evil.example"});
  std::string log;
  for (int i = 0; i < 100'000; ++i) log += "evil.example\n";
  std::size_t told = 0;
  MatchOptions options;
  options.block = 1 << 16;
  options.jobs = 2;
  const auto counts = match_log(set, options, reading(log, 1 << 16),
                                [&](std::uint32_t, const Sighting&) -> Result<void> {
                                  if (++told == 10) return Error{Code::io, "full"};
                                  return {};
                                },
                                {});
  REQUIRE_FALSE(counts);
  CHECK(counts.error().message == "full");
  CHECK(told == 10);
}

TEST_CASE("the work grows as the log does, on hostile words too") {
  const IndicatorSet set = set_of({"evil.example", "http://evil.example/x", "x@evil.example"});
  for (const char* piece : {"a.", "evil.example/", "@evil.example", "http://evil.example/,", "x.evil.example "}) {
    CAPTURE(piece);
    std::uint64_t work[2] = {};
    for (const std::size_t size : {200'000U, 400'000U}) {
      std::string text(LogScan::padding, '\n');
      while (text.size() < size) text += piece;
      const std::size_t end = text.size();
      text.append(LogScan::padding, '\n');
      LogScan scan(set, {});
      std::vector<ScanHit> hits;
      scan.scan(std::string_view(text).substr(LogScan::padding, end - LogScan::padding), hits);
      work[size == 400'000U] = scan.looked_up();
    }
    CHECK(work[1] <= 2 * work[0] + 1000);
  }
}

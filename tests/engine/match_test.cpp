#include "engine/match.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/text.h"
#include "engine/engine.h"

using namespace whence;

namespace {

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("whence-match-" + std::to_string(getpid()))) {
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

struct Told {
  MatchSummary summary;
  std::vector<std::string> rows;  // "indicator seen [benign]"
};

Told matched(const MatchRequest& request) {
  const auto data = open_data({});
  REQUIRE(data);
  Told told;
  const auto summary =
      match_logs(*data, request,
                 [&](const std::string&, const std::string&, const Sighting& sighting) {
                   told.rows.push_back(std::string(sighting.indicator) + " " + std::string(sighting.seen) +
                                       (sighting.benign.empty() ? "" : " [" + std::string(sighting.benign) + "]"));
                   return Result<void>();
                 },
                 {});
  REQUIRE_MESSAGE(summary, summary.error().message);
  told.summary = *summary;
  return told;
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("lists in defanged and foreign writing are read into what logs hold") {
  const Folder folder;
  MatchRequest request;
  request.lists = {
      folder.file("list.txt",
                  "hxxp://evil[.]example/a\nbad[dot]example\n198.51.100[.]7\nreport.docx\nM\xC3\x9CLL.example\n"),
      folder.file("misp.json", R"({"Event":{"Attribute":[{"type":"filename|sha256","value":"a|)" +
                                   std::string(64, 'A') +
                                   R"(","to_ids":true},{"type":"domain","value":"bad.example"}]}})")};
  request.logs = {folder.file(
      "log.txt", "GET http://evil.example/a\nwww.bad.example\n198.51.100.7\nreport.docx\nm\xC3\xBCll.example\n" +
                     std::string(64, 'a') + "\n")};
  const Told told = matched(request);
  CHECK(join(told.rows, "; ") ==
        join(Rows{"evil.example/a evil.example/a", "bad.example www.bad.example", "198.51.100.7 198.51.100.7",
                  "m\xC3\xBCll.example m\xC3\xBCll.example", std::string(64, 'a') + " " + std::string(64, 'a')},
             "; "));
  CHECK(told.summary.indicators == 5);
  CHECK(told.summary.lists[0].unusable == 1);  // report.docx: no ending of that name
  CHECK(told.summary.lists[1].known == 1);
}

TEST_CASE("what is known to be benign is held back with its reason, and only as long as that is wanted") {
  const Folder folder;
  MatchRequest request;
  request.lists = {folder.file("list.txt", "8.8.8.8\n10.1.2.3\n8.8.0.0/16\ngithub.io\nevil.github.io\nours.example\n")};
  request.logs = {folder.file("log.txt", "8.8.8.8\n10.1.2.3\n8.8.9.9\nx.evil.github.io\nours.example\n")};
  request.benign_lists = {folder.file("ours.txt", "ours.example\n")};
  const Told told = matched(request);
  CHECK(told.summary.told == 2);  // 8.8.9.9 in the range; evil.github.io
  CHECK(told.summary.held_back == 5);
  std::size_t with_reason = 0;
  for (const std::string& row : told.rows) with_reason += row.ends_with(']') ? 1U : 0U;
  CHECK(with_reason == 5);
  Rows counts;
  for (const IndicatorCount& count : told.summary.counts)
    counts.push_back(count.text + (count.benign.empty() ? "" : " [" + count.benign + "]"));
  std::sort(counts.begin(), counts.end());
  CHECK(join(counts, "; ") ==
        join(Rows{"10.1.2.3 [private address]", "8.8.0.0/16", "8.8.0.0/16 [public resolver: Google Public DNS]",
                  "8.8.8.8 [public resolver: Google Public DNS]", "evil.github.io", "github.io [widely used host]",
                  "ours.example [" + request.benign_lists[0] + ":1]"},
             "; "));
  request.own_benign = false;
  request.benign_lists.clear();
  CHECK(matched(request).summary.held_back == 0);
  CHECK(matched(request).summary.told == 7);
}

TEST_CASE("a log that is not there or breaks off does not stop the others") {
  const Folder folder;
  MatchRequest request;
  request.lists = {folder.file("list.txt", "evil.example\n")};
  request.logs = {"/no/such/log", folder.file("broken.gz", "\x1F\x8B\x08 and no more"),
                  folder.file("log.txt", "evil.example")};
  const Told told = matched(request);
  CHECK(told.summary.told == 1);
  CHECK(told.summary.logs[0].problem);
  CHECK(told.summary.logs[1].problem);
  CHECK_FALSE(told.summary.logs[2].problem);
}

TEST_CASE("a list without any indicator is an error that names it") {
  const Folder folder;
  const auto data = open_data({});
  REQUIRE(data);
  MatchRequest request;
  request.lists = {folder.file("list.txt", "nothing here\n")};
  request.logs = {folder.file("log.txt", "")};
  const auto summary =
      match_logs(*data, request, [](const auto&, const auto&, const auto&) { return Result<void>(); }, {});
  REQUIRE_FALSE(summary);
  CHECK(summary.error().message.find("list.txt") != std::string::npos);
}

TEST_CASE("memory does not grow with the log") {
#ifdef __SANITIZE_ADDRESS__
  MESSAGE("skipped: the address sanitizer keeps what was freed");
  return;
#endif
  const Folder folder;
  MatchRequest request;
  request.lists = {folder.file("list.txt", "evil.example\n")};
  const auto peak = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;  // in kB
  };
  const auto run = [&](std::size_t size) {
    std::string log;
    while (log.size() < size) log += "2026-11-22 10.0.0.1 GET www.good.example 200 some more words here\n";
    request.logs = {folder.file("log.txt", log)};
  };
  run(8 << 20);
  matched(request);
  const auto before = peak();
  request.logs.assign(10, request.logs[0]);
  CHECK(matched(request).summary.logs.size() == 10);
  CHECK(peak() <= before + before / 10);
}

#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "base/base64.h"
#include "serve/client.h"
#include "serve/running_site.h"

using namespace whence;
using namespace whence::test;

namespace {

const std::string secret = "0123456789abcdef0123456789abcdef";

struct TokenFile {
  std::string path =
      (std::filesystem::temp_directory_path() / ("whence-tokens-" + std::to_string(::getpid()))).string();
  explicit TokenFile(const std::string& text) {
    std::ofstream(path) << text;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  ~TokenFile() { std::filesystem::remove(path); }
};

SiteOptions away(const std::string& tokens) {
  SiteOptions options;
  options.token_file = tokens;
  return options;
}

}  // namespace

TEST_CASE("an address that others reach needs a token, TLS or a proxy, and a name") {
  const TokenFile tokens("analyst " + secret + "\n");
  SiteOptions options;
  options.workspace = "/nonexistent/w.db";
  options.audit = "/dev/null";
  options.server.address = "0.0.0.0";
  CHECK(Site::open(shipped_data(), options).error().message.find("--token-file") != std::string::npos);
  options.token_file = tokens.path;
  CHECK(Site::open(shipped_data(), options).error().message.find("--tls-cert") != std::string::npos);
  options.behind_proxy = true;
  CHECK(Site::open(shipped_data(), options).error().message.find("--host") != std::string::npos);
}

TEST_CASE("a file of tokens that others may read, or with a short one, is refused") {
  const TokenFile shorter("analyst abc\n");
  CHECK(Site::open(shipped_data(), away(shorter.path)).error().message.find(":1: write NAME TOKEN") !=
        std::string::npos);
  std::filesystem::permissions(shorter.path, std::filesystem::perms::all);
  CHECK(Site::open(shipped_data(), away(shorter.path)).error().message.find("chmod 600") != std::string::npos);
}

TEST_CASE("without the token there is no answer, with it there is, as a bearer or as a password") {
  const TokenFile tokens("# for tests\nanalyst " + secret + "\n");
  const RunningSite site(away(tokens.path));
  const Answered none = ask(site.port(), "GET", "/api/version");
  CHECK(none.status == 401);
  CHECK(none.fields.contains("www-authenticate"));
  const std::pair<std::string, int> rows[] = {
      {"Bearer " + secret, 200},
      {"Basic " + to_base64("anybody:" + secret), 200},
      {"Bearer " + secret + "0", 401},
      {"Bearer ", 401},
      {"Basic !!!", 401},
      {"Digest " + secret, 401},
  };
  for (const auto& [field, status] : rows) {
    CAPTURE(field);
    CHECK(ask(site.port(), "GET", "/api/version", "", "", {"Authorization: " + field}).status == status);
  }
}

TEST_CASE("a page of another site can neither read nor write") {
  const RunningSite site;
  const std::string own = "Origin: http://127.0.0.1";
  struct Row {
    std::string method, target, type;
    std::vector<std::string> fields;
    int status;
  };
  const Row rows[] = {
      {"GET", "/api/version", "", {"Sec-Fetch-Site: same-origin"}, 200},
      {"GET", "/api/version", "", {"Sec-Fetch-Site: cross-site"}, 403},
      {"GET", "/api/version", "", {"Sec-Fetch-Site: same-site"}, 403},
      {"GET", "/", "", {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}, 200},
      {"GET", "/", "", {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}, 403},
      {"POST", "/api/weigh", "text/plain", {own}, 200},
      {"POST", "/api/weigh", "text/plain", {"Origin: http://evil.example"}, 403},
      {"POST", "/api/weigh", "text/plain", {"Origin: null"}, 403},
      {"POST", "/api/weigh", "application/x-www-form-urlencoded", {own}, 415},
      {"POST", "/api/weigh", "multipart/form-data; boundary=x", {own}, 415},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target + " " + row.fields[0]);
    CHECK(
        ask(site.port(), row.method, row.target, row.method == "POST" ? "T1190\n" : "", row.type, row.fields).status ==
        row.status);
  }
  // What a form can send has no field of ours.
  Connection form(site.port());
  form.send(
      "POST /api/weigh HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nT1190\n");
  CHECK(form.receive().status == 403);
  // A name that was made to point here.
  Connection rebound(site.port());
  rebound.send("GET /api/version HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  CHECK(rebound.receive().status == 421);
}

TEST_CASE("no address names a file of the disk") {
  const RunningSite site;
  for (const char* target :
       {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "//etc/passwd",
        "/api/cases/..%2F..%2Fetc%2Fpasswd", "/api/documents/%2Fetc%2Fpasswd", "/etc/passwd", "/api/marks/..%2Fw.db"}) {
    CAPTURE(target);
    const Answered answer = ask(site.port(), "GET", target);
    CHECK(answer.status == 404);
    CHECK(answer.body.find("root:") == std::string::npos);
  }
  CHECK(ask(site.port(), "GET", "/api/cases/a%00b").status == 400);
}

TEST_CASE("every answer carries what keeps a browser safe, refusals too") {
  const RunningSite site;
  for (const char* target : {"/", "/api/version", "/api/nothing", "/api/relations?zzz=1"}) {
    CAPTURE(target);
    const Answered answer = ask(site.port(), "GET", target);
    CHECK(answer.fields.at("x-content-type-options") == "nosniff");
    CHECK(answer.fields.at("content-security-policy").find("default-src 'none'") == 0);
    CHECK(answer.fields.at("content-security-policy").find("unsafe") == std::string::npos);
    CHECK(answer.fields.at("cross-origin-resource-policy") == "same-origin");
    CHECK_FALSE(answer.fields.contains("access-control-allow-origin"));
  }
}

TEST_CASE("each write leaves one line that says who, what and what came of it; reads leave none") {
  const TokenFile tokens("analyst " + secret + "\n");
  const RunningSite site(away(tokens.path));
  const std::vector<std::string> with = {"Authorization: Bearer " + secret};
  ask(site.port(), "GET", "/api/version", "", "", with);
  ask(site.port(), "POST", "/api/documents?name=a.txt", "EXERCISE: invented.\n\nXalia accused Xebros of spying.\n",
      "text/plain", with);
  ask(site.port(), "POST", "/api/incidents", R"({"a": "x", "b": "y", "decision": "maybe", "by": "A"})",
      "application/json", with);
  std::ifstream file(site.file("audit.jsonl"));
  std::ostringstream text;
  text << file.rdbuf();
  const std::string log = text.str();
  CHECK(std::count(log.begin(), log.end(), '\n') == 2);
  CHECK(log.find(R"("who":"analyst")") != std::string::npos);
  CHECK(log.find(R"("operation":"addDocument")") != std::string::npos);
  CHECK(log.find(R"("status":400)") != std::string::npos);
  CHECK(log.find(secret) == std::string::npos);
}

TEST_CASE("one address that asks too often is told to wait") {
  SiteOptions options;
  options.rate = 1;  // and 20 at once
  const RunningSite site(options);
  int refused = 0;
  for (int i = 0; i < 30; ++i) refused += ask(site.port(), "GET", "/api/version").status == 429 ? 1 : 0;
  CHECK(refused >= 5);
  CHECK(refused <= 10);
}

TEST_CASE("a server that may only read changes nothing") {
  SiteOptions options;
  options.read_only = true;
  const RunningSite site(options);
  CHECK(ask(site.port(), "POST", "/api/documents?name=a.txt", "words", "text/plain").status == 403);
  CHECK(ask(site.port(), "POST", "/api/weigh", "T1190\n", "text/plain").status == 200);
}

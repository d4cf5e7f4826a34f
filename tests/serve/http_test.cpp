#include "serve/http.h"

#include <string>
#include <variant>

#include <doctest/doctest.h>

#include "serve/assets.h"
#include "serve/message.h"

using namespace whence;

namespace {

int status_of(const std::string& head) {
  const auto read = read_head(head + "\r\n\r\n", HttpLimits{});
  const auto* problem = std::get_if<HttpProblem>(&read);
  return problem == nullptr ? 200 : problem->status;
}

const Application accepts_all = {[](const HttpRequest&) { return Admission{std::nullopt, 1000, false}; },
                                 [](HttpRequest&) { return HttpResponse{}; }};

}  // namespace

TEST_CASE("what two programs could understand differently is no request") {
  const std::pair<std::string, int> rows[] = {
      {"GET / HTTP/1.1\r\nHost: a", 200},
      {"GET / HTTP/1.0", 200},
      {"GET / HTTP/1.1", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: a", 400},
      {"GET  / HTTP/1.1\r\nHost: a", 400},
      {"GET /\tHTTP/1.1\r\nHost: a", 400},
      {"GET / HTTP/1.1\r\n Host: a", 400},
      {"GET / HTTP/1.1\r\nHost : a", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n folded", 400},
      {"GET / HTTP/1.1\r\nHost: a\nX: b", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: b\rc", 400},
      {std::string("GET / HTTP/1.1\r\nHost: a\r\nX: b") + '\0', 400},
      {"GET http://a/ HTTP/1.1\r\nHost: a", 400},
      {"GET /\xC3\xA4 HTTP/1.1\r\nHost: a", 400},
      {"GET / HTTP/2.0\r\nHost: a", 505},
      {"GET / HTTPS/1.1\r\nHost: a", 400},
      {"P(ST / HTTP/1.1\r\nHost: a", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x10", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked", 200},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3", 400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nExpect: something", 417},
  };
  for (const auto& [head, status] : rows) {
    CAPTURE(head);
    CHECK(status_of(head) == status);
  }
}

TEST_CASE("a request is the same however its bytes are cut") {
  const std::string bytes =
      "POST /api/weigh?name=a%20b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (std::size_t step = 1; step < bytes.size(); ++step) {
    CAPTURE(step);
    MessageReader reader("peer", false);
    std::size_t at = 0;
    while (at < bytes.size() && reader.state() != MessageReader::State::complete) {
      reader.receive(bytes.substr(at, step), accepts_all);
      at += step;
    }
    REQUIRE(reader.state() == MessageReader::State::complete);
    CHECK(reader.request().body == "hello world");
    CHECK(reader.request().target.query.at(0).second == "a b");
    reader.next(accepts_all);
    if (at < bytes.size()) reader.receive(bytes.substr(at), accepts_all);
    REQUIRE(reader.state() == MessageReader::State::complete);
    CHECK(reader.request().head.method == "GET");
  }
}

TEST_CASE("a body beyond its limit is refused before it is held") {
  for (const char* rest : {"Content-Length: 10000000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nffffff\r\n"}) {
    MessageReader reader("peer", false);
    reader.receive(std::string("POST / HTTP/1.1\r\nHost: a\r\n") + rest, accepts_all);
    REQUIRE(reader.state() == MessageReader::State::refused);
    CHECK(reader.refusal().status == 413);
    CHECK(reader.refusal().close);
    CHECK(reader.held() < 100);
  }
}

TEST_CASE("chunks that are none are refused") {
  for (const char* chunks : {"5\nhello\n", "g\r\n", "\r\n", "5\r\nhelloX", "-1\r\n", "123456789\r\n", "0\r\nX\n\r\n"}) {
    CAPTURE(chunks);
    MessageReader reader("peer", false);
    reader.receive(std::string("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n") + chunks,
                   accepts_all);
    CHECK(reader.state() == MessageReader::State::refused);
  }
}

TEST_CASE("an Accept field leaves what it names") {
  const std::tuple<const char*, const char*, bool> rows[] = {
      {"", "application/json", true},
      {"*/*", "application/json", true},
      {"application/*", "application/json", true},
      {"text/html, application/json;q=0.5", "application/json", true},
      {"text/html", "application/json", false},
      {"*/*, application/json;q=0", "application/json", false},
      {"application/json;q=0.0, */*", "application/json", false},
  };
  for (const auto& [field, type, wanted] : rows) {
    CAPTURE(field);
    CHECK(accepts(field, type) == wanted);
  }
}

TEST_CASE("secrets compare by length and every byte") {
  CHECK(same_secret("", ""));
  CHECK(same_secret("abc", "abc"));
  CHECK_FALSE(same_secret("abc", "abd"));
  CHECK_FALSE(same_secret("abc", "abcd"));
}

TEST_CASE("a page may run the scripts in it and no other") {
  const std::string policy = page_policy("<script>go()</script><style>a{}</style><script src=\"/x.js\"></script>");
  CHECK(policy.find("script-src 'self' 'sha256-") != std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(content_type_of("/a/b.js") == "text/javascript; charset=utf-8");
  CHECK(content_type_of("/a/b") == "application/octet-stream");
}

// Any bytes, however cut, make the same requests, and no more is held than what was let in. What was accepted as a
// target has no control character in it. The body of each request is also read as JSON for a route that takes it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "serve/message.h"
#include "serve/route.h"
#include "serve/schema.h"

using namespace whence;

namespace {

constexpr std::uint64_t most_body = 1000;

const Application application = {[](const HttpRequest&) { return Admission{std::nullopt, most_body, false}; },
                                 [](HttpRequest&) { return HttpResponse{}; }};

void check_request(HttpRequest& request) {
  WHENCE_CHECK(request.body.size() <= most_body);
  for (const std::string& segment : request.target.segments) {
    for (const char c : segment) WHENCE_CHECK(static_cast<unsigned char>(c) >= 0x20);
  }
  const RouteMatch found = match(request.head.method, request.target);
  if (found.route != nullptr) {
    Call call;
    call.route = found.route;
    call.request = &request;
    if (take_parameters(request.target, call)) WHENCE_CHECK(call.query.size() == request.target.query.size());
    const auto body = parse_json(request.body, "body", Limits{.bytes = most_body, .depth = 64});
    if (body && !found.route->body_schema.empty()) schema_fault(found.route->body_schema, *body);
  }
  lists_tag(request.head.field("if-none-match"), "\"x\"");
  accepts(request.head.field("accept"), "application/json");
}

// What the bytes are taken for, in words, when they come in pieces of this size.
std::string told(std::string_view bytes, std::size_t step) {
  MessageReader reader("peer", false);
  std::string words;
  const auto settle = [&] {
    while (reader.state() == MessageReader::State::complete ||
           (reader.state() == MessageReader::State::refused && !reader.refusal().close)) {
      check_request(reader.request());
      words += reader.request().head.method + " " + reader.request().head.target + " " + reader.request().body + "\n";
      reader.interim();
      reader.next(application);
    }
    return reader.state() != MessageReader::State::refused;
  };
  while (!bytes.empty()) {
    reader.receive(bytes.substr(0, step), application);
    bytes.remove_prefix(std::min(step, bytes.size()));
    if (!settle()) return words + std::to_string(reader.refusal().status);
  }
  return words + "more";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::string whole = told(text, size == 0 ? 1 : size);
  WHENCE_CHECK(told(text, 1) == whole);
  WHENCE_CHECK(told(text, 7) == whole);
  return 0;
}

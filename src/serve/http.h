// What a request and an answer are, and how bytes become a request: HTTP/1.1 as RFC 9112 has it, and less of it. What
// two programs could understand differently is refused: bare line feeds, folded fields, two lengths, a length beside
// chunks. Nothing here does I/O, so that a fuzzer can have all of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace whence {

struct HttpLimits {
  std::size_t head = 16U << 10U;    // bytes of request line and fields
  std::size_t target = 8U << 10U;   // of the request line
  std::size_t fields = 100;         // number of fields, and of parameters in a query
  std::size_t trailer = 4U << 10U;  // behind the last chunk
};

// Why bytes are no request; the connection is closed behind the answer.
struct HttpProblem {
  int status = 400;
  std::string what;
};

using HttpFields = std::vector<std::pair<std::string, std::string>>;

struct HttpHead {
  std::string method, target;  // target: "/path?query" as it came
  HttpFields fields;           // names in lower case
  std::optional<std::uint64_t> length;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  // The field's value, several joined by ", "; empty without one.
  std::string field(std::string_view name) const;
  bool has(std::string_view name) const;
};

// Where the head ends, behind its empty line; searched from `from`, which may be where the last search stopped.
std::optional<std::size_t> head_end(std::string_view bytes, std::size_t from);
// Requires: `bytes` ends with the empty line.
std::variant<HttpHead, HttpProblem> read_head(std::string_view bytes, const HttpLimits& limits);

// A chunked body, taken piece by piece.
class ChunkReader {
 public:
  enum class State { more, done, malformed, too_large };
  // Appends what is body to `body`, which may grow to `most` bytes; `used` is how much of `bytes` was taken.
  State feed(std::string_view bytes, std::size_t& used, std::string& body, std::uint64_t most,
             const HttpLimits& limits);

 private:
  enum class Part { size, size_end, data, data_end, data_end_2, trailer, done };
  State size_byte(char c);
  State trailer_byte(char c, const HttpLimits& limits);
  Part part_ = Part::size;
  std::uint64_t left_ = 0;
  std::size_t digits_ = 0, extension_ = 0, trailer_ = 0, line_ = 0;
  bool in_extension_ = false, after_return_ = false;
};

// "/api/cases/a%20b?x=1&x=2": segments and parameters decoded, UTF-8, without control characters.
struct Target {
  std::vector<std::string> segments;  // "/" has none, a slash at the end gives an empty last one
  std::vector<std::pair<std::string, std::string>> query;
};
std::optional<Target> read_target(std::string_view target, const HttpLimits& limits);

// "text/html; charset=utf-8" is of type "text/html".
std::string media_type(std::string_view field);
// A parameter of a media type ("version"); empty without one.
std::string media_parameter(std::string_view field, std::string_view name);
// Whether an Accept field leaves a type: named, "*/*" or the type's family; q=0 takes it away. Empty leaves all. Where
// type and field both name a version it must be the same.
bool accepts(std::string_view field, std::string_view whole);
// Whether one of the tags of If-None-Match or If-Match is this one, "*" is any; W/ is passed over.
bool lists_tag(std::string_view field, std::string_view tag);

struct HttpRequest {
  HttpHead head;
  Target target;
  std::string body;
  std::string peer;  // address
  bool secure = false;
};

// One part of an answer that is still being made.
struct FeedPart {
  std::string bytes;
  bool done = false;
};

struct HttpResponse {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  HttpFields fields;
  // Set: the answer goes on; asked again and again from one thread, must not wait.
  std::function<FeedPart()> more;
  bool close = false;
};

std::string_view reason_phrase(int status);
// Status line and fields, with length or chunks; `head_only`: an answer to HEAD. `keep`: the connection stays.
std::string response_head(const HttpResponse& response, bool keep);
std::string chunk_of(std::string_view bytes);

// Same length and same bytes, in a time that does not tell where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace whence

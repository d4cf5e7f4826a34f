#include "net/http_client.h"

#include <algorithm>
#include <optional>

#include <curl/curl.h>

#include "base/text.h"

namespace whence {
namespace {

// What the callbacks of one fetch work on.
struct Fetch {
  const HttpClient::TakeBody& body;
  const FetchLimits& limits;
  FetchedHead head;
  std::size_t head_bytes = 0;
  std::uint64_t bytes = 0;
  std::optional<Error> problem;
};

std::size_t take_field(char* data, std::size_t size, std::size_t count, void* target) {
  Fetch& fetch = *static_cast<Fetch*>(target);
  const std::string_view line = trim({data, size * count});
  fetch.head_bytes += size * count;
  if (fetch.head_bytes > fetch.limits.head) {
    fetch.problem = Error{Code::limit, "the head of the answer is too large"};
    return 0;
  }
  if (line.starts_with("HTTP/")) {
    // Perhaps another one, behind that of a proxy.
    fetch.head = {};
    const std::size_t space = line.find(' ');
    const std::string_view digits = space == std::string_view::npos ? "" : line.substr(space + 1, 3);
    for (const char c : digits) fetch.head.status = is_digit(c) ? fetch.head.status * 10 + (c - '0') : 0;
    return size * count;
  }
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos)
    fetch.head.fields.emplace_back(lower(line.substr(0, colon)), trim(line.substr(colon + 1)));
  return size * count;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* target) {
  Fetch& fetch = *static_cast<Fetch*>(target);
  const std::size_t length = size * count;
  fetch.bytes += length;
  if (fetch.bytes > fetch.limits.bytes) {
    fetch.problem = Error{Code::limit, "the answer is larger than " + std::to_string(fetch.limits.bytes) + " bytes"};
    return 0;
  }
  if (fetch.head.status != 200) return length;
  if (auto taken = fetch.body(fetch.head, {data, length}); !taken) {
    fetch.problem = taken.error();
    return 0;
  }
  return length;
}

// libcurl's options are of varying types, which its macro takes apart by itself.
template <class T>
void set(CURL* handle, CURLoption option, T value) {
  curl_easy_setopt(handle, option, value);
}

long seconds(std::chrono::seconds value) { return static_cast<long>(value.count()); }

}  // namespace

struct HttpClient::Handle {
  CURL* easy = curl_easy_init();
  curl_slist* fields = nullptr;
  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    curl_slist_free_all(fields);
    curl_easy_cleanup(easy);
  }
};

std::string FetchedHead::field(std::string_view name) const {
  for (auto at = fields.rbegin(); at != fields.rend(); ++at) {
    if (at->first == name) return at->second;
  }
  return {};
}

HttpClient::HttpClient(FetchOptions options) : options_(std::move(options)) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  WHENCE_CHECK(ready == CURLE_OK);
  handle_ = std::make_unique<Handle>();
  WHENCE_CHECK(handle_->easy != nullptr);
}
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient::~HttpClient() = default;

Result<FetchedHead> HttpClient::get(const std::string& url, const std::vector<std::string>& fields,
                                    const TakeBody& body) {
  CURL* const easy = handle_->easy;
  Fetch fetch{body, options_.limits, {}, 0, 0, std::nullopt};
  // Keeps the connection, forgets everything else.
  curl_easy_reset(easy);
  curl_slist_free_all(std::exchange(handle_->fields, nullptr));
  for (const std::string& field : fields) handle_->fields = curl_slist_append(handle_->fields, field.c_str());
  if (options_.user.empty() && !options_.secret.empty())
    handle_->fields = curl_slist_append(handle_->fields, ("Authorization: Bearer " + options_.secret).c_str());
  set(easy, CURLOPT_URL, url.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_HTTPHEADER, handle_->fields);
  set(easy, CURLOPT_USERAGENT, "whence");
  set(easy, CURLOPT_CONNECTTIMEOUT, seconds(options_.limits.connect));
  set(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(easy, CURLOPT_LOW_SPEED_TIME, seconds(options_.limits.stall));
  set(easy, CURLOPT_TIMEOUT, seconds(options_.limits.whole));
  // Who asks this machine asks no proxy for it.
  if (is_this_machine(url)) set(easy, CURLOPT_NOPROXY, "*");
  if (!options_.ca_file.empty()) set(easy, CURLOPT_CAINFO, options_.ca_file.c_str());
  if (!options_.user.empty()) {
    set(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    set(easy, CURLOPT_USERNAME, options_.user.c_str());
    set(easy, CURLOPT_PASSWORD, options_.secret.c_str());
  }
  set(easy, CURLOPT_HEADERFUNCTION, take_field);
  set(easy, CURLOPT_HEADERDATA, &fetch);
  set(easy, CURLOPT_WRITEFUNCTION, take_body);
  set(easy, CURLOPT_WRITEDATA, &fetch);
  const CURLcode code = curl_easy_perform(easy);
  if (fetch.problem) return Error{fetch.problem->code, visible(url) + ": " + fetch.problem->message};
  if (code == CURLE_OPERATION_TIMEDOUT)
    return Error{Code::limit, visible(url) + ": takes too long (" + curl_easy_strerror(code) + ")"};
  if (code != CURLE_OK) return Error{Code::io, visible(url) + ": cannot be fetched (" + curl_easy_strerror(code) + ")"};
  return std::move(fetch.head);
}

std::string origin_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos || (url.substr(0, scheme) != "http" && url.substr(0, scheme) != "https"))
    return {};
  const std::size_t slash = url.find_first_of("/?#", scheme + 3);
  std::string origin = lower(url.substr(0, slash));
  const std::string_view usual = scheme == 4 ? ":80" : ":443";
  if (origin.ends_with(usual)) origin.resize(origin.size() - usual.size());
  return origin.size() == scheme + 3 || origin.find('@') != std::string::npos ? std::string() : origin;
}

bool is_this_machine(std::string_view url) {
  const std::string origin = origin_of(url);
  std::string_view host = origin;
  host.remove_prefix(std::min(host.size(), host.find("://") + 3));
  if (const std::size_t port = host.rfind(':'); port != std::string_view::npos && host.find(']', port) == host.npos)
    host = host.substr(0, port);
  const auto number = [](char c) { return is_digit(c) || c == '.'; };
  return host == "localhost" || host == "[::1]" ||
         (host.starts_with("127.") && std::all_of(host.begin(), host.end(), number));
}

}  // namespace whence

#include "serve/guard.h"

#include <algorithm>

#include "base/base64.h"
#include "base/hash.h"
#include "base/secret_file.h"
#include "base/text.h"
#include "serve/message.h"

namespace whence {
namespace {

constexpr std::size_t shortest_token = 32;
constexpr std::size_t most_buckets = 10'000;
constexpr double cost_of_wrong_token = 100;

// "[::1]:8470" without its port.
std::string host_of(std::string_view field) {
  const std::size_t colon = field.rfind(':');
  if (colon != std::string_view::npos && field.find(']', colon) == std::string_view::npos)
    field = field.substr(0, colon);
  return lower(field);
}

// Bearer, or the password of Basic.
std::string token_in(const HttpRequest& request) {
  const std::string field = request.head.field("authorization");
  const std::size_t space = field.find(' ');
  if (space == std::string::npos) return {};
  const std::string scheme = lower(std::string_view(field).substr(0, space));
  std::string rest(trim(std::string_view(field).substr(space)));
  if (scheme == "bearer") return rest;
  if (scheme != "basic") return {};
  const auto pair = from_base64(rest);
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  return colon == std::string::npos ? "" : pair->substr(colon + 1);
}

std::string peer_of(const HttpRequest& request, bool behind_proxy) {
  if (!behind_proxy) return request.peer;
  const std::string field = request.head.field("x-forwarded-for");
  const std::string last(
      trim(std::string_view(field).substr(field.rfind(',') == std::string::npos ? 0 : field.rfind(',') + 1)));
  return last.empty() || last.size() > 64 ? request.peer : last;
}

HttpResponse unauthorised() {
  HttpResponse response = error_response(401, "unauthorised", "a token is needed: Authorization: Bearer TOKEN");
  response.fields.emplace_back("WWW-Authenticate", "Basic realm=\"whence\", charset=\"UTF-8\"");
  return response;
}

}  // namespace

Result<std::vector<AccessToken>> read_tokens(const std::string& file) {
  WHENCE_TRY(const std::string bytes, read_secret_file(file));
  std::vector<AccessToken> tokens;
  std::size_t number = 0;
  for (const std::string_view line : lines(bytes)) {
    ++number;
    const std::string_view text = trim(line);
    if (text.empty() || text.front() == '#') continue;
    const std::size_t space = text.find_first_of(" \t");
    const std::string_view token = space == std::string_view::npos ? "" : trim(text.substr(space));
    if (token.size() < shortest_token)
      return Error{Code::malformed, file + ":" + std::to_string(number) +
                                        ": write NAME TOKEN, a token of 32 characters or more, as openssl rand -hex 32 "
                                        "makes one"};
    tokens.push_back({std::string(text.substr(0, space)), sha256(token)});
  }
  if (tokens.empty()) return Error{Code::malformed, file + ": holds no token; write NAME TOKEN, one a line"};
  return tokens;
}

std::optional<std::string> Guard::who(const HttpRequest& request) const {
  if (options_.tokens.empty()) return "";
  const std::string given = sha256(token_in(request));
  std::optional<std::string> name;
  // Every token is compared, whichever fits.
  for (const AccessToken& token : options_.tokens) {
    if (same_secret(token.sha256, given)) name = token.name;
  }
  return name;
}

bool Guard::too_many(const std::string& peer, double cost) {
  const auto now = std::chrono::steady_clock::now();
  if (buckets_.size() > most_buckets) {
    std::erase_if(buckets_, [&](const auto& one) { return now - one.second.at > std::chrono::seconds(10); });
    if (buckets_.size() > most_buckets) buckets_.clear();
  }
  auto [at, fresh] = buckets_.try_emplace(peer, Bucket{options_.burst, now});
  Bucket& bucket = at->second;
  const double seconds = std::chrono::duration<double>(now - bucket.at).count();
  bucket.left = std::min(options_.burst, bucket.left + seconds * options_.rate);
  bucket.at = now;
  if (bucket.left < cost) return true;
  bucket.left -= cost;
  return false;
}

// A name of another machine in Host means that a browser was led here under it.
bool Guard::ours(const HttpRequest& request) const {
  const std::string host = host_of(request.head.field("host"));
  if (std::find(options_.hosts.begin(), options_.hosts.end(), host) != options_.hosts.end()) return true;
  return options_.loopback && (host == "localhost" || host == "127.0.0.1" || host == "[::1]");
}

bool Guard::foreign_page(const HttpRequest& request, bool writes, bool page) const {
  const HttpHead& head = request.head;
  const std::string site = head.field("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") {
    const bool followed_link = page && !writes && head.field("sec-fetch-mode") == "navigate";
    if (!followed_link) return true;
  }
  if (!head.has("origin")) return false;
  const bool secure = request.secure || options_.behind_proxy;
  return lower(head.field("origin")) != (secure ? "https://" : "http://") + lower(head.field("host"));
}

std::optional<HttpResponse> Guard::refusal(const HttpRequest& request, bool writes, bool page) {
  const std::string peer = peer_of(request, options_.behind_proxy);
  if (too_many(peer, 1)) {
    HttpResponse slow = error_response(429, "rate", "too many requests; try again in a moment");
    slow.fields.emplace_back("Retry-After", "1");
    return slow;
  }
  if (!ours(request))
    return error_response(421, "host", "this server is not called that; name it with whence serve --host NAME");
  if (foreign_page(request, writes, page)) return error_response(403, "origin", "asked for by a page of another site");
  if (!who(request)) {
    // Guessing is slow: a wrong token counts as many requests.
    if (request.head.has("authorization") && too_many(peer, cost_of_wrong_token))
      return error_response(429, "rate", "too many wrong tokens; try again in a minute");
    return unauthorised();
  }
  if (writes && options_.read_only) return error_response(403, "read-only", "this server was started with --read-only");
  return std::nullopt;
}

}  // namespace whence

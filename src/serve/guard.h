// Who may ask for what. Whoever runs a program on this machine may ask over loopback; from elsewhere a token is needed.
// A page of another site that a browser on this machine has open may ask for nothing at all.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "serve/http.h"

namespace whence {

struct AccessToken {
  std::string name;    // who it is, for the audit log
  std::string sha256;  // of the token; the token itself is not kept
};
// One "NAME TOKEN" a line; "#" starts a comment. Errors name file and line: no token, one shorter than 32 characters, a
// file that others may read.
Result<std::vector<AccessToken>> read_tokens(const std::string& file);

struct GuardOptions {
  std::vector<AccessToken> tokens;  // empty: nobody is asked; only for loopback
  std::vector<std::string> hosts;   // names under which this server may be addressed, besides those of loopback
  bool loopback = true;             // listens on loopback: its names are ours
  bool behind_proxy = false;        // the peer is what X-Forwarded-For says last, and the scheme is https
  bool read_only = false;
  double rate = 200, burst = 4000;  // requests a second and address; and at once
};

class Guard {
 public:
  explicit Guard(GuardOptions options) : options_(std::move(options)) {}

  // From one thread. `writes`: the route does. `page`: a browser may go there by a link.
  std::optional<HttpResponse> refusal(const HttpRequest& request, bool writes, bool page);
  // The token's name; absent if there is none or it is unknown. "" where nobody is asked.
  std::optional<std::string> who(const HttpRequest& request) const;

 private:
  struct Bucket {
    double left = 0;
    std::chrono::steady_clock::time_point at;
  };
  bool too_many(const std::string& peer, double cost);
  bool ours(const HttpRequest& request) const;
  bool foreign_page(const HttpRequest& request, bool writes, bool page) const;

  GuardOptions options_;
  std::map<std::string, Bucket> buckets_;  // by address
};

}  // namespace whence

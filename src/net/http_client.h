// HTTP for what the user asked to be fetched, and nothing else: no redirect is followed, no cookie kept, no address
// taken from an answer. The only place that sees libcurl.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace whence {

// Bounds on a server that may mean harm.
struct FetchLimits {
  std::uint64_t bytes = std::uint64_t{1} << 30U;  // of one body
  std::size_t head = 64U << 10U;                  // of the fields of one answer
  std::chrono::seconds connect{15};
  std::chrono::seconds stall{30};   // without a byte
  std::chrono::seconds whole{900};  // for one answer
};

struct FetchOptions {
  std::string ca_file;       // certificates of authorities, PEM; empty: the system's
  std::string user, secret;  // Basic; a secret without a user: Bearer
  FetchLimits limits;
};

struct FetchedHead {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> fields;  // names in lower case
  std::string field(std::string_view name) const;           // the last of that name; empty without one
};

class HttpClient {
 public:
  explicit HttpClient(FetchOptions options);
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) = delete;
  ~HttpClient();

  // The body of a 200 goes to `body` piece by piece, with the head before it; of another answer nothing is kept. An
  // Error of `body` ends the fetch and is answered. Errors name the address: cannot be reached, its certificate is not
  // trusted, beyond a limit. Requires: `url` is http or https.
  using TakeBody = std::function<Result<void>(const FetchedHead& head, std::string_view bytes)>;
  Result<FetchedHead> get(const std::string& url, const std::vector<std::string>& fields, const TakeBody& body);

 private:
  struct Handle;
  FetchOptions options_;
  std::unique_ptr<Handle> handle_;
};

// "https://cert.example:8443/taxii2/" -> "https://cert.example:8443", without the scheme's usual port. Empty for what
// is no such address.
std::string origin_of(std::string_view url);
// Whether its host is this machine: localhost, 127.0.0.0/8, [::1].
bool is_this_machine(std::string_view url);

}  // namespace whence

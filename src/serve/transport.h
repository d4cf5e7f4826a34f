// Bytes to and from one peer, in clear or under TLS. The only place that sees OpenSSL. Nothing here waits.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct ssl_st;
struct ssl_ctx_st;

namespace whence {

// TLS 1.2 or later with one certificate.
class TlsContext {
 public:
  // PEM files: the certificate with its chain, and its key. Errors name the file.
  static Result<TlsContext> open(const std::string& certificate, const std::string& key);
  TlsContext(TlsContext&& other) noexcept;
  TlsContext& operator=(TlsContext&&) = delete;
  TlsContext(const TlsContext&) = delete;
  ~TlsContext();
  ssl_ctx_st* handle() const { return handle_; }

 private:
  explicit TlsContext(ssl_ctx_st* handle) : handle_(handle) {}
  ssl_ctx_st* handle_;
};

class Transport {
 public:
  // Owns the descriptor, which must not block. `tls`: absent for clear text; must outlive this.
  Transport(int descriptor, const TlsContext* tls);
  Transport(Transport&& other) noexcept;
  Transport& operator=(Transport&&) = delete;
  Transport(const Transport&) = delete;
  ~Transport();

  enum class Outcome { some, wait_readable, wait_writable, closed };
  struct Moved {
    Outcome outcome = Outcome::closed;
    std::size_t bytes = 0;
  };
  Moved read(char* buffer, std::size_t size);
  Moved write(std::string_view bytes);
  // No more will be written; the peer hears the end.
  void finish();
  int descriptor() const { return descriptor_; }

 private:
  Moved outcome_of(int result) const;
  int descriptor_ = -1;
  ssl_st* tls_ = nullptr;
};

}  // namespace whence

#include "serve/transport.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace whence {
namespace {

// A socket under OpenSSL is written to with write(2); a peer that went away must not end the program. Ours is ignored
// by whoever runs the server (serve/server.h).
constexpr std::size_t most_at_once = 1U << 20U;

Error tls_problem(const std::string& file, const char* what) {
  char words[256] = "";
  ERR_error_string_n(ERR_get_error(), words, sizeof words);
  ERR_clear_error();
  return {Code::malformed, file + ": " + what + ": " + words};
}

}  // namespace

Result<TlsContext> TlsContext::open(const std::string& certificate, const std::string& key) {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (context.handle_ == nullptr) return tls_problem(certificate, "TLS does not start");
  SSL_CTX_set_min_proto_version(context.handle_, TLS1_2_VERSION);
  SSL_CTX_set_options(context.handle_, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context.handle_,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context.handle_, SSL_SESS_CACHE_OFF);
  if (SSL_CTX_use_certificate_chain_file(context.handle_, certificate.c_str()) != 1)
    return tls_problem(certificate, "no certificate in PEM form");
  if (SSL_CTX_use_PrivateKey_file(context.handle_, key.c_str(), SSL_FILETYPE_PEM) != 1)
    return tls_problem(key, "no key in PEM form");
  if (SSL_CTX_check_private_key(context.handle_) != 1) return tls_problem(key, "not the key of the certificate");
  return context;
}

TlsContext::TlsContext(TlsContext&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

TlsContext::~TlsContext() {
  if (handle_ != nullptr) SSL_CTX_free(handle_);
}

Transport::Transport(int descriptor, const TlsContext* tls) : descriptor_(descriptor) {
  if (tls == nullptr) return;
  tls_ = SSL_new(tls->handle());
  if (tls_ == nullptr) return;
  SSL_set_fd(tls_, descriptor);
  SSL_set_accept_state(tls_);
}

Transport::Transport(Transport&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), tls_(std::exchange(other.tls_, nullptr)) {}

Transport::~Transport() {
  if (tls_ != nullptr) SSL_free(tls_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

Transport::Moved Transport::outcome_of(int result) const {
  if (result > 0) return {Outcome::some, static_cast<std::size_t>(result)};
  if (tls_ != nullptr) {
    const int why = SSL_get_error(tls_, result);
    ERR_clear_error();
    if (why == SSL_ERROR_WANT_READ) return {Outcome::wait_readable, 0};
    if (why == SSL_ERROR_WANT_WRITE) return {Outcome::wait_writable, 0};
  }
  return {Outcome::closed, 0};
}

Transport::Moved Transport::read(char* buffer, std::size_t size) {
  if (tls_ != nullptr) return outcome_of(SSL_read(tls_, buffer, static_cast<int>(std::min(size, most_at_once))));
  while (true) {
    const ssize_t got = ::recv(descriptor_, buffer, size, 0);
    if (got > 0) return {Outcome::some, static_cast<std::size_t>(got)};
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return {Outcome::wait_readable, 0};
    return {Outcome::closed, 0};
  }
}

Transport::Moved Transport::write(std::string_view bytes) {
  const std::size_t size = std::min(bytes.size(), most_at_once);
  if (tls_ != nullptr) return outcome_of(SSL_write(tls_, bytes.data(), static_cast<int>(size)));
  while (true) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), size, MSG_NOSIGNAL);
    if (sent >= 0) return {Outcome::some, static_cast<std::size_t>(sent)};
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return {Outcome::wait_writable, 0};
    return {Outcome::closed, 0};
  }
}

void Transport::finish() {
  if (tls_ != nullptr && SSL_is_init_finished(tls_) != 0) SSL_shutdown(tls_);
  ERR_clear_error();
  ::shutdown(descriptor_, SHUT_WR);
}

}  // namespace whence

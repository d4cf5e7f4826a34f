// The HTTP server: one thread that waits for sockets and never for anything else, and workers that answer. Everything a
// peer can make it hold is bounded: connections, heads, bodies, answers, and how long each may take.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/message.h"

namespace whence {

struct Deadlines {
  std::chrono::milliseconds head{10'000};   // from the first byte, or from the connection, to the end of a head
  std::chrono::milliseconds idle{30'000};   // between two requests
  std::chrono::milliseconds body{120'000};  // from the head to the end of the body
  std::chrono::milliseconds stall{30'000};  // without a byte of an answer taken, or of a body sent
  std::chrono::milliseconds drain{2'000};   // what comes behind a refused body is thrown away for so long
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // numeric, or "localhost"
  std::uint16_t port = 0;             // 0: any free one
  std::string certificate, key;       // PEM files; both or neither
  std::size_t connections = 4096;
  std::size_t held_bytes = 512U << 20U;  // of bodies and answers, over all connections
  std::size_t quick_workers = 4, heavy_workers = 2;
  Deadlines deadlines;
};

// Whether the address is one of this machine's own that nobody else reaches.
bool is_loopback(const std::string& address);

class HttpServer {
 public:
  // Listens; answers nothing yet. Errors: no such address, taken, no certificate.
  static Result<HttpServer> open(const ServerOptions& options, Application application);
  HttpServer(HttpServer&& other) noexcept;
  HttpServer& operator=(HttpServer&&) = delete;
  HttpServer(const HttpServer&) = delete;
  ~HttpServer();

  std::uint16_t port() const;
  // Serves until stop(). From one thread.
  void run();
  // From any thread or signal handler.
  void stop() const;

 private:
  class Loop;
  explicit HttpServer(std::unique_ptr<Loop> loop);
  std::unique_ptr<Loop> loop_;
};

}  // namespace whence

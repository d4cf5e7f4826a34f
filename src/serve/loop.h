// The thread that waits for all sockets (serve/server.h).
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "serve/link.h"
#include "serve/listen.h"
#include "serve/server.h"
#include "serve/workers.h"

namespace whence {

class HttpServer::Loop {
 public:
  Loop(ServerOptions options, Application application, Listener listener, std::optional<TlsContext> tls);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  bool sound() const { return epoll_ >= 0 && wake_ >= 0; }
  std::uint16_t port() const { return listener_.port; }
  void run();
  void stop() const;

 private:
  void accept_all();
  void make_room();
  void touched(Link& link);
  void hand_over(Link& link);
  void take_answers();
  void tick();
  void watch(const Link& link, int operation) const;
  void woken() const;

  ServerOptions options_;
  Application application_;
  Listener listener_;
  std::optional<TlsContext> tls_;
  int epoll_ = -1, wake_ = -1;
  mutable std::atomic<bool> stopped_ = false;
  std::uint64_t next_id_ = 2;  // 0: the listener, 1: wake_
  Held held_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Link>> links_;
  std::mutex answers_guard_;
  std::vector<std::pair<std::uint64_t, HttpResponse>> answers_;
  std::optional<Workers> workers_;  // last: its threads use what stands above
};

}  // namespace whence

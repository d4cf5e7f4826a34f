#include "serve/listen.h"

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/server.h"

namespace whence {
namespace {

std::string numeric(const std::string& address) {
  if (address == "localhost") return "127.0.0.1";
  if (address.size() > 2 && address.front() == '[' && address.back() == ']')
    return address.substr(1, address.size() - 2);
  return address;
}

// The address alone, of either family.
bool parsed(const std::string& address, std::uint16_t port, sockaddr_storage& place, socklen_t& size) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(numeric(address).c_str(), std::to_string(port).c_str(), &hints, &found) != 0) return false;
  std::memcpy(&place, found->ai_addr, found->ai_addrlen);
  size = found->ai_addrlen;
  ::freeaddrinfo(found);
  return true;
}

Error failed(int descriptor, const std::string& address, std::uint16_t port, int why) {
  if (descriptor >= 0) ::close(descriptor);
  return {why == EADDRINUSE ? Code::conflict : Code::io,
          address + ":" + std::to_string(port) + ": cannot be listened on: " + std::strerror(why) +
              (why == EADDRINUSE ? "; name another port, 0 for any" : "")};
}

}  // namespace

bool is_loopback(const std::string& address) {
  sockaddr_storage place{};
  socklen_t size = 0;
  if (!parsed(address, 0, place, size)) return false;
  if (place.ss_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &place, sizeof four);
    return (ntohl(four.sin_addr.s_addr) >> 24U) == 127;
  }
  sockaddr_in6 six{};
  std::memcpy(&six, &place, sizeof six);
  return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr);
}

Result<Listener> listen_on(const std::string& address, std::uint16_t port) {
  sockaddr_storage place{};
  socklen_t size = 0;
  if (!parsed(address, port, place, size))
    return Error{Code::malformed, address + ": no address; write 127.0.0.1, ::1 or another of this machine's own"};
  const int descriptor = ::socket(place.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return failed(descriptor, address, port, errno);
  const int on = 1;
  ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr* const generic = reinterpret_cast<sockaddr*>(&place);
  constexpr int backlog = 1024;
  if (::bind(descriptor, generic, size) != 0 || ::listen(descriptor, backlog) != 0)
    return failed(descriptor, address, port, errno);
  size = sizeof place;
  if (::getsockname(descriptor, generic, &size) != 0) return failed(descriptor, address, port, errno);
  std::uint16_t bound = 0;
  if (place.ss_family == AF_INET) {
    bound = ntohs(reinterpret_cast<sockaddr_in*>(&place)->sin_port);
  } else {
    bound = ntohs(reinterpret_cast<sockaddr_in6*>(&place)->sin6_port);
  }
  return Listener{descriptor, bound};
}

Arrived accept_one(int listener) {
  sockaddr_storage place{};
  socklen_t size = sizeof place;
  sockaddr* const generic = reinterpret_cast<sockaddr*>(&place);
  Arrived arrived;
  arrived.descriptor = ::accept4(listener, generic, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (arrived.descriptor < 0) return arrived;
  const int on = 1;
  ::setsockopt(arrived.descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  char text[INET6_ADDRSTRLEN] = "";
  ::getnameinfo(generic, size, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
  arrived.peer = text;
  return arrived;
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace whence

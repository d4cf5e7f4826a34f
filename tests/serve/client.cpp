#include "serve/client.h"

#include <cstdlib>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"

namespace whence::test {

Connection::Connection(int port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(static_cast<std::uint16_t>(port));
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval wait{20, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::connect(descriptor_, reinterpret_cast<sockaddr*>(&place), sizeof place);
}

Connection::~Connection() { ::close(descriptor_); }

bool Connection::send(const std::string& bytes) const {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t now = ::send(descriptor_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (now <= 0) return false;
    sent += static_cast<std::size_t>(now);
  }
  return true;
}

bool Connection::more() {
  char buffer[1U << 16U];
  const ssize_t got = ::recv(descriptor_, buffer, sizeof buffer, 0);
  if (got <= 0) return false;
  in_.append(buffer, static_cast<std::size_t>(got));
  return true;
}

Answered Connection::receive() {
  Answered answer;
  std::size_t end = 0;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
    if (!more()) return answer;
  }
  answer.status = std::atoi(in_.substr(9, 3).c_str());
  for (const std::string_view line : lines(std::string_view(in_).substr(0, end))) {
    if (const std::size_t colon = line.find(": "); colon != std::string_view::npos)
      answer.fields[lower(line.substr(0, colon))] = line.substr(colon + 2);
  }
  in_.erase(0, end + 4);
  if (answer.status == 100) return receive();
  if (answer.fields.contains("content-length")) {
    const std::size_t length = std::stoul(answer.fields["content-length"]);
    while (in_.size() < length && more()) {
    }
    answer.body = in_.substr(0, length);
    in_.erase(0, answer.body.size());
  } else if (answer.fields.contains("transfer-encoding")) {
    while (true) {
      std::size_t line = 0;
      while ((line = in_.find("\r\n")) == std::string::npos && more()) {
      }
      if (line == std::string::npos) break;
      const std::size_t size = std::stoul(in_.substr(0, line), nullptr, 16);
      while (in_.size() < line + 2 + size + 2 && more()) {
      }
      answer.body += in_.substr(line + 2, size);
      in_.erase(0, line + 2 + size + 2);
      if (size == 0) break;
    }
  }
  return answer;
}

Answered ask(int port, const std::string& method, const std::string& target, const std::string& body,
             const std::string& type, const std::vector<std::string>& fields) {
  Connection connection(port);
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Whence: 1\r\nConnection: close\r\n";
  for (const std::string& field : fields) text += field + "\r\n";
  if (!type.empty()) text += "Content-Type: " + type + "\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  connection.send(text + "\r\n" + body);
  return connection.receive();
}

}  // namespace whence::test

// A client that sends what it is told to, also what no client should.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace whence::test {

struct Answered {
  int status = 0;                             // 0: the connection was closed without an answer
  std::map<std::string, std::string> fields;  // names in lower case
  std::string body;                           // chunks joined
};

class Connection {
 public:
  explicit Connection(int port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  bool send(const std::string& bytes) const;
  Answered receive();  // waits at most 20 s
 private:
  bool more();
  int descriptor_;
  std::string in_;
};

// One request on a connection of its own, with Host and X-Whence.
Answered ask(int port, const std::string& method, const std::string& target, const std::string& body = "",
             const std::string& type = "", const std::vector<std::string>& fields = {});

}  // namespace whence::test

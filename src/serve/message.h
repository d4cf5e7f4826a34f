// One request after the other out of the bytes of a connection. Whether a request is let in is asked when its head is
// there, before a byte of its body is kept. No I/O.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "serve/http.h"

namespace whence {

// What the application says of a request from its head alone.
struct Admission {
  std::optional<HttpResponse> refusal;
  std::uint64_t body_limit = 0;  // bytes
  bool heavy = false;            // may take long: must not hold up those that do not
  // How a refusal of the body is worded for this address; empty: as error_response() has it.
  std::function<HttpResponse(HttpResponse)> wording = {};
};

// What answers requests.
struct Application {
  std::function<Admission(const HttpRequest&)> admit;  // from one thread; must not wait
  std::function<HttpResponse(HttpRequest&)> answer;    // from several
};

class MessageReader {
 public:
  enum class State { wants_head, wants_body, complete, refused };

  MessageReader(std::string peer, bool secure) : peer_(std::move(peer)), secure_(secure) {}

  // Takes bytes and goes as far as they reach; `complete` and `refused` stand until next().
  State receive(std::string_view bytes, const Application& application);
  State state() const { return state_; }
  // Requires: complete.
  HttpRequest& request() { return request_; }
  bool heavy() const { return heavy_; }
  // Requires: refused. The answer, which says whether the connection must be closed.
  HttpResponse& refusal() { return refusal_; }
  // "100 Continue" where the peer waits for it; taken once.
  std::string interim();
  // Bytes held that came from the peer.
  std::size_t held() const { return in_.size() + request_.body.size(); }
  bool begun() const { return !in_.empty() || state_ != State::wants_head; }
  // Forgets the request; goes on with what came behind it.
  State next(const Application& application);
  // Throws away what is there of a body and refuses. Requires: wants_body.
  void give_up(int status, const std::string& what) { refuse(status, what); }
  // Of the last request; they outlive request().
  bool head_only() const { return head_only_; }
  bool keep_alive() const { return keep_alive_; }

 private:
  State advance(const Application& application);
  State take_head(const Application& application);
  State take_body();
  State refuse(int status, const std::string& what);

  std::string peer_;
  bool secure_ = false;
  HttpLimits limits_;
  State state_ = State::wants_head;
  std::string in_, interim_;
  std::size_t searched_ = 0;
  HttpRequest request_;
  HttpResponse refusal_;
  ChunkReader chunks_;
  std::uint64_t body_limit_ = 0;
  std::function<HttpResponse(HttpResponse)> wording_;
  bool heavy_ = false, head_only_ = false, keep_alive_ = true;
};

// {"error": {"status", "code", "message"}}
HttpResponse error_response(int status, std::string_view code, std::string_view message);

}  // namespace whence

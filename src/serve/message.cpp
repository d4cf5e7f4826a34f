#include "serve/message.h"

#include <algorithm>

#include "base/json.h"

namespace whence {

HttpResponse error_response(int status, std::string_view code, std::string_view message) {
  HttpResponse response;
  response.status = status;
  Json error = Json::object().set("status", status).set("code", code).set("message", message);
  response.body = to_text(Json::object().set("error", std::move(error))) + "\n";
  return response;
}

std::string MessageReader::interim() { return std::exchange(interim_, {}); }

MessageReader::State MessageReader::refuse(int status, const std::string& what) {
  refusal_ = error_response(status, status == 413 ? "limit" : status == 503 ? "busy" : "malformed", what);
  if (wording_) refusal_ = wording_(std::move(refusal_));
  refusal_.close = true;
  request_.body = {};
  return state_ = State::refused;
}

MessageReader::State MessageReader::receive(std::string_view bytes, const Application& application) {
  in_ += bytes;
  return advance(application);
}

MessageReader::State MessageReader::next(const Application& application) {
  request_ = {};
  refusal_ = {};
  wording_ = {};
  searched_ = 0;
  state_ = State::wants_head;
  if (in_.empty()) in_.shrink_to_fit();
  return advance(application);
}

MessageReader::State MessageReader::advance(const Application& application) {
  if (state_ == State::wants_head) take_head(application);
  if (state_ == State::wants_body) take_body();
  return state_;
}

MessageReader::State MessageReader::take_head(const Application& application) {
  // Empty lines before a request are passed over, as the standard wants.
  std::size_t blank = 0;
  while (in_.compare(blank, 2, "\r\n") == 0) blank += 2;
  if (blank > 0) {
    in_.erase(0, blank);
    searched_ = 0;
  }
  const auto end = head_end(in_, searched_);
  if (!end || *end > limits_.head) {
    searched_ = in_.size();
    if (in_.size() > limits_.head || end) return refuse(431, "the head of the request is too large");
    return state_;
  }
  auto read = read_head(std::string_view(in_).substr(0, *end), limits_);
  in_.erase(0, *end);
  searched_ = 0;
  if (const auto* problem = std::get_if<HttpProblem>(&read)) return refuse(problem->status, problem->what);
  request_.head = std::move(std::get<HttpHead>(read));
  head_only_ = request_.head.method == "HEAD";
  keep_alive_ = request_.head.keep_alive;
  request_.peer = peer_;
  request_.secure = secure_;
  auto target = read_target(request_.head.target, limits_);
  if (!target) return refuse(400, "the address is not percent-encoded UTF-8");
  request_.target = std::move(*target);
  const bool body = request_.head.chunked || request_.head.length.value_or(0) > 0;
  Admission admission = application.admit(request_);
  heavy_ = admission.heavy;
  body_limit_ = admission.body_limit;
  wording_ = std::move(admission.wording);
  if (admission.refusal) {
    refusal_ = std::move(*admission.refusal);
    // What follows is a body that nobody wants.
    if (body || !request_.head.keep_alive) refusal_.close = true;
    return state_ = State::refused;
  }
  if (request_.head.length.value_or(0) > body_limit_)
    return refuse(413, "the body is larger than " + std::to_string(body_limit_) + " bytes");
  if (!body) return state_ = State::complete;
  chunks_ = ChunkReader();
  if (request_.head.expects_continue) interim_ = "HTTP/1.1 100 Continue\r\n\r\n";
  return state_ = State::wants_body;
}

MessageReader::State MessageReader::take_body() {
  if (!request_.head.chunked) {
    const std::uint64_t wanted = *request_.head.length - request_.body.size();
    const std::size_t take = std::min<std::uint64_t>(wanted, in_.size());
    request_.body.append(in_, 0, take);
    in_.erase(0, take);
    if (take == wanted) state_ = State::complete;
    return state_;
  }
  std::size_t used = 0;
  const auto state = chunks_.feed(in_, used, request_.body, body_limit_, limits_);
  if (state == ChunkReader::State::too_large)
    return refuse(413, "the body is larger than " + std::to_string(body_limit_) + " bytes");
  if (state == ChunkReader::State::malformed) return refuse(400, "the chunks of the body are malformed");
  in_.erase(0, used);
  if (state == ChunkReader::State::done) state_ = State::complete;
  return state_;
}

}  // namespace whence

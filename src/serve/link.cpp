#include "serve/link.h"

#include <algorithm>
#include <utility>

namespace whence {
namespace {

constexpr std::size_t one_read = 64U << 10U;
constexpr std::size_t reads_in_a_row = 16;  // so that one fast peer does not hold up the others

}  // namespace

Link::Link(std::uint64_t id, Transport transport, std::string peer, bool secure, const Deadlines& deadlines, Held& held,
           ServerClock::time_point now)
    : id_(id),
      transport_(std::move(transport)),
      reader_(std::move(peer), secure),
      deadlines_(deadlines),
      held_(held),
      since_(now),
      message_deadline_(now + deadlines.head) {
  deadline_ = message_deadline_;
}

Link::~Link() { held_.now -= counted_; }

bool Link::wants_reading() const {
  return phase_ == Phase::reading || phase_ == Phase::draining || (phase_ == Phase::writing && write_wants_readable_);
}

bool Link::wants_writing() const {
  return (phase_ == Phase::writing && written_ < out_.size() && !write_wants_readable_) ||
         (phase_ == Phase::reading && (read_wants_writable_ || written_ < out_.size()));
}

void Link::ready(bool readable, bool writable, const Application& application, ServerClock::time_point now) {
  if (phase_ == Phase::reading && written_ < out_.size() && writable) write_some(application, now);
  if ((phase_ == Phase::reading || phase_ == Phase::draining) && (readable || (writable && read_wants_writable_)))
    read_some(application, now);
  if (phase_ == Phase::writing && (writable || (readable && write_wants_readable_))) write_some(application, now);
  settle(application, now);
}

// Answers what was refused, one request after the other, and keeps the books.
void Link::settle(const Application& application, ServerClock::time_point now) {
  while (phase_ == Phase::reading && reader_.state() == MessageReader::State::refused)
    start_answer(std::move(reader_.refusal()), application, now);
  const std::size_t holds = reader_.held() + with_worker_ + out_.size();
  held_.now = held_.now - counted_ + holds;
  counted_ = holds;
}

void Link::read_some(const Application& application, ServerClock::time_point now) {
  char buffer[one_read];
  for (std::size_t i = 0; i < reads_in_a_row; ++i) {
    const Transport::Moved moved = transport_.read(buffer, sizeof buffer);
    read_wants_writable_ = moved.outcome == Transport::Outcome::wait_writable;
    if (moved.outcome == Transport::Outcome::closed) {
      phase_ = Phase::closed;
      return;
    }
    if (moved.outcome != Transport::Outcome::some) return;
    if (phase_ == Phase::draining) continue;
    const bool fresh = !reader_.begun();
    const auto before = reader_.state();
    reader_.receive({buffer, moved.bytes}, application);
    if (fresh) message_deadline_ = now + deadlines_.head;
    if (before != reader_.state() && reader_.state() == MessageReader::State::wants_body)
      message_deadline_ = now + deadlines_.body;
    deadline_ = std::min(message_deadline_, now + deadlines_.stall);
    if (const std::string interim = reader_.interim(); !interim.empty()) {
      out_ += interim;
      write_some(application, now);
    }
    settle(application, now);
    if (held_.full() && reader_.state() == MessageReader::State::wants_body)
      reader_.give_up(503, "too much is being uploaded already; try again in a moment");
    if (phase_ != Phase::reading || reader_.state() == MessageReader::State::refused || has_request()) return;
  }
}

HttpRequest Link::take_request() {
  HttpRequest request = std::move(reader_.request());
  with_worker_ = request.body.size();
  phase_ = Phase::answering;
  return request;
}

void Link::answer(HttpResponse response, const Application& application, ServerClock::time_point now) {
  with_worker_ = 0;
  start_answer(std::move(response), application, now);
  settle(application, now);
}

void Link::start_answer(HttpResponse response, const Application& application, ServerClock::time_point now) {
  const bool refused = reader_.state() == MessageReader::State::refused;
  close_ = response.close || (!refused && !reader_.keep_alive());
  out_.erase(0, written_);
  written_ = 0;
  out_ += response_head(response, !close_);
  if (!reader_.head_only()) {
    if (response.more) {
      more_ = std::move(response.more);
      if (!response.body.empty()) out_ += chunk_of(response.body);
    } else {
      out_ += response.body;
    }
  }
  phase_ = Phase::writing;
  due(deadlines_.stall, now);
  write_some(application, now);
}

void Link::write_some(const Application& application, ServerClock::time_point now) {
  while (written_ < out_.size()) {
    const Transport::Moved moved = transport_.write(std::string_view(out_).substr(written_));
    write_wants_readable_ = moved.outcome == Transport::Outcome::wait_readable;
    if (moved.outcome == Transport::Outcome::closed) {
      phase_ = Phase::closed;
      return;
    }
    if (moved.outcome != Transport::Outcome::some) return;
    written_ += moved.bytes;
    if (phase_ == Phase::writing) due(deadlines_.stall, now);
  }
  out_.clear();
  out_.shrink_to_fit();
  written_ = 0;
  if (phase_ == Phase::writing && !more_) finished(application, now);
}

void Link::finished(const Application& application, ServerClock::time_point now) {
  if (close_) {
    transport_.finish();
    phase_ = Phase::draining;
    due(deadlines_.drain, now);
    return;
  }
  phase_ = Phase::reading;
  since_ = now;
  message_deadline_ = now + deadlines_.idle;
  reader_.next(application);
  if (reader_.begun()) message_deadline_ = now + deadlines_.head;
  deadline_ = message_deadline_;
}

void Link::tick(const Application& application, ServerClock::time_point now) {
  if (phase_ == Phase::writing && more_ && written_ == out_.size()) {
    FeedPart part = more_();
    out_ += chunk_of(part.bytes);
    if (part.done) {
      out_ += "0\r\n\r\n";
      more_ = nullptr;
    }
    due(deadlines_.stall, now);
    write_some(application, now);
    settle(application, now);
  }
  if (phase_ == Phase::answering || phase_ == Phase::closed || now < deadline_) return;
  // A peer that began a request and did not end it is told; one that kept still is not.
  if (phase_ == Phase::reading && reader_.begun() && reader_.state() != MessageReader::State::complete) {
    HttpResponse late = error_response(408, "limit", "the request did not come in time");
    late.close = true;
    answer(std::move(late), application, now);
    return;
  }
  phase_ = Phase::closed;
}

}  // namespace whence

// One connection: its transport, the request that is coming in, the answer that goes out, and when it must be over.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "serve/message.h"
#include "serve/server.h"
#include "serve/transport.h"

namespace whence {

using ServerClock = std::chrono::steady_clock;

enum class Phase {
  reading,    // a head or a body
  answering,  // a worker has the request
  writing,    // an answer goes out, or is still being made
  draining,   // the answer was a refusal; the rest of the request is thrown away
  closed
};

// Bytes of bodies and answers that all connections hold together.
struct Held {
  std::size_t most = 0, now = 0;
  bool full() const { return now >= most; }
};

class Link {
 public:
  // `held` must outlive this.
  Link(std::uint64_t id, Transport transport, std::string peer, bool secure, const Deadlines& deadlines, Held& held,
       ServerClock::time_point now);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  std::uint64_t id() const { return id_; }
  int descriptor() const { return transport_.descriptor(); }
  Phase phase() const { return phase_; }
  bool wants_reading() const;
  bool wants_writing() const;

  // What the socket is ready for. Afterwards there may be a request to be answered.
  void ready(bool readable, bool writable, const Application& application, ServerClock::time_point now);
  // The request, for a worker. Requires: has_request().
  HttpRequest take_request();
  void answer(HttpResponse response, const Application& application, ServerClock::time_point now);
  // Asks an answer that is still being made for more, and looks at the clock.
  void tick(const Application& application, ServerClock::time_point now);
  bool has_request() const { return phase_ == Phase::reading && reader_.state() == MessageReader::State::complete; }
  bool heavy() const { return reader_.heavy(); }
  // Waits for a head longer than others: the one to go when there are too many.
  bool waits_for_head() const {
    return phase_ == Phase::reading && reader_.state() == MessageReader::State::wants_head;
  }
  ServerClock::time_point since() const { return since_; }

 private:
  void read_some(const Application& application, ServerClock::time_point now);
  void write_some(const Application& application, ServerClock::time_point now);
  void settle(const Application& application, ServerClock::time_point now);
  void start_answer(HttpResponse response, const Application& application, ServerClock::time_point now);
  void finished(const Application& application, ServerClock::time_point now);
  void due(std::chrono::milliseconds in, ServerClock::time_point now) { deadline_ = now + in; }

  std::uint64_t id_;
  Transport transport_;
  MessageReader reader_;
  Deadlines deadlines_;
  Held& held_;
  std::size_t counted_ = 0;      // of ours in held_
  std::size_t with_worker_ = 0;  // bytes of the body that is being answered
  Phase phase_ = Phase::reading;
  bool read_wants_writable_ = false, write_wants_readable_ = false;  // TLS may want the other direction
  std::string out_;
  std::size_t written_ = 0;
  std::function<FeedPart()> more_;
  bool close_ = false;
  ServerClock::time_point deadline_, since_;
  ServerClock::time_point message_deadline_;  // of the whole head or body, however slowly its bytes come
};

}  // namespace whence

#include "serve/loop.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <exception>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace whence {
namespace {

constexpr auto tick_every = std::chrono::milliseconds(100);
constexpr std::size_t most_waiting = 4096;
constexpr std::size_t accepts_in_a_row = 256;

epoll_event event_for(std::uint64_t id, bool reading, bool writing) {
  epoll_event event{};
  event.events = (reading ? unsigned{EPOLLIN} : 0U) | (writing ? unsigned{EPOLLOUT} : 0U);
  event.data.u64 = id;
  return event;
}

HttpResponse busy() {
  HttpResponse response = error_response(503, "busy", "too much is being done already; try again in a moment");
  response.fields.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace

HttpServer::Loop::Loop(ServerOptions options, Application application, Listener listener, std::optional<TlsContext> tls)
    : options_(std::move(options)),
      application_(std::move(application)),
      listener_(listener),
      tls_(std::move(tls)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      held_{options_.held_bytes, 0} {
  epoll_event listening = event_for(0, true, false), waking = event_for(1, true, false);
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_.descriptor, &listening);
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &waking);
  workers_.emplace(options_.quick_workers, options_.heavy_workers, most_waiting);
}

HttpServer::Loop::~Loop() {
  workers_.reset();
  links_.clear();
  ::close(listener_.descriptor);
  if (epoll_ >= 0) ::close(epoll_);
  if (wake_ >= 0) ::close(wake_);
}

void HttpServer::Loop::woken() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
}

void HttpServer::Loop::stop() const {
  stopped_ = true;
  woken();
}

void HttpServer::Loop::watch(const Link& link, int operation) const {
  epoll_event event = event_for(link.id(), link.wants_reading(), link.wants_writing());
  ::epoll_ctl(epoll_, operation, link.descriptor(), &event);
}

void HttpServer::Loop::run() {
  // OpenSSL writes with write(2), which would end the program where a peer went away.
  std::signal(SIGPIPE, SIG_IGN);
  std::vector<epoll_event> events(1024);
  ServerClock::time_point ticked = ServerClock::now();
  while (!stopped_) {
    const int ready =
        ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(tick_every.count()));
    for (int i = 0; i < ready; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      if (event.data.u64 == 0) {
        accept_all();
      } else if (event.data.u64 == 1) {
        take_answers();
      } else if (const auto found = links_.find(event.data.u64); found != links_.end()) {
        Link& link = *found->second;
        const bool broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
        // Nobody is there to read the answer that a worker is making.
        if (broken && !link.wants_reading() && !link.wants_writing()) {
          links_.erase(found);
          continue;
        }
        link.ready(broken || (event.events & EPOLLIN) != 0, broken || (event.events & EPOLLOUT) != 0, application_,
                   ServerClock::now());
        touched(link);
      }
    }
    if (ServerClock::now() - ticked < tick_every) continue;
    tick();
    ticked = ServerClock::now();
  }
}

void HttpServer::Loop::accept_all() {
  for (std::size_t i = 0; i < accepts_in_a_row; ++i) {
    Arrived arrived = accept_one(listener_.descriptor);
    if (arrived.descriptor < 0) {
      // No descriptor left: the peers wait in the kernel until one of ours goes.
      if (errno == EMFILE || errno == ENFILE) make_room();
      return;
    }
    if (links_.size() >= options_.connections) make_room();
    if (links_.size() >= options_.connections) {
      ::close(arrived.descriptor);
      continue;
    }
    const std::uint64_t id = next_id_++;
    auto link =
        std::make_unique<Link>(id, Transport(arrived.descriptor, tls_ ? &*tls_ : nullptr), std::move(arrived.peer),
                               tls_.has_value(), options_.deadlines, held_, ServerClock::now());
    watch(*link, EPOLL_CTL_ADD);
    links_.emplace(id, std::move(link));
  }
}

// Closes whoever has waited longest without having sent a whole head: who sends quickly stays.
void HttpServer::Loop::make_room() {
  auto longest = links_.end();
  for (auto at = links_.begin(); at != links_.end(); ++at) {
    if (at->second->waits_for_head() && (longest == links_.end() || at->second->since() < longest->second->since()))
      longest = at;
  }
  if (longest != links_.end()) links_.erase(longest);
}

void HttpServer::Loop::touched(Link& link) {
  while (link.has_request()) hand_over(link);
  if (link.phase() == Phase::closed) {
    links_.erase(link.id());
    return;
  }
  watch(link, EPOLL_CTL_MOD);
}

void HttpServer::Loop::hand_over(Link& link) {
  const bool heavy = link.heavy();
  auto request = std::make_shared<HttpRequest>(link.take_request());
  const std::uint64_t id = link.id();
  const bool room = !held_.full() && workers_->run(heavy, [this, id, request] {
    HttpResponse response;
    try {
      response = application_.answer(*request);
    } catch (const std::exception& problem) {
      response = error_response(500, "broken", problem.what());
    }
    {
      const std::lock_guard lock(answers_guard_);
      answers_.emplace_back(id, std::move(response));
    }
    woken();
  });
  if (!room) link.answer(busy(), application_, ServerClock::now());
}

void HttpServer::Loop::take_answers() {
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t got = ::read(wake_, &count, sizeof count);
  std::vector<std::pair<std::uint64_t, HttpResponse>> ready;
  {
    const std::lock_guard lock(answers_guard_);
    ready.swap(answers_);
  }
  for (auto& [id, response] : ready) {
    const auto found = links_.find(id);
    if (found == links_.end()) continue;
    Link& link = *found->second;
    link.answer(std::move(response), application_, ServerClock::now());
    touched(link);
  }
}

void HttpServer::Loop::tick() {
  std::vector<std::uint64_t> ids;
  ids.reserve(links_.size());
  for (const auto& [id, link] : links_) ids.push_back(id);
  for (const std::uint64_t id : ids) {
    Link& link = *links_.at(id);
    const bool writing = link.wants_writing();
    const Phase before = link.phase();
    link.tick(application_, ServerClock::now());
    if (link.phase() != before || link.wants_writing() != writing) touched(link);
  }
}

Result<HttpServer> HttpServer::open(const ServerOptions& options, Application application) {
  std::optional<TlsContext> tls;
  if (options.certificate.empty() != options.key.empty())
    return Error{Code::malformed, "TLS needs both a certificate and its key"};
  if (!options.certificate.empty()) {
    WHENCE_TRY(TlsContext opened, TlsContext::open(options.certificate, options.key));
    tls.emplace(std::move(opened));
  }
  raise_descriptor_limit();
  WHENCE_TRY(const Listener listener, listen_on(options.address, options.port));
  auto loop = std::make_unique<Loop>(options, std::move(application), listener, std::move(tls));
  if (!loop->sound()) return Error{Code::io, "the system gives no more descriptors; raise the limit on open files"};
  return HttpServer(std::move(loop));
}

HttpServer::HttpServer(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
HttpServer::HttpServer(HttpServer&& other) noexcept = default;
HttpServer::~HttpServer() = default;
std::uint16_t HttpServer::port() const { return loop_->port(); }
void HttpServer::run() { loop_->run(); }
void HttpServer::stop() const { loop_->stop(); }

}  // namespace whence

#include "serve/jobs.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <exception>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t most_waiting = 100;
constexpr std::size_t most_remembered = 200;
constexpr auto heartbeat = std::chrono::seconds(15);

}  // namespace

struct Jobs::Job {
  std::string id, kind;
  JobWork work;
  std::string state = "waiting";  // running, done, failed
  std::size_t done = 0, total = 0;
  Json result;
  std::string problem;
  bool over() const { return state == "done" || state == "failed"; }
};

Jobs::Jobs() : thread_([this] { run(); }) {}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(guard_);
    stopped_ = true;
  }
  arrived_.notify_all();
  thread_.join();
}

Result<std::string> Jobs::add(std::string kind, JobWork work) {
  const std::lock_guard lock(guard_);
  if (waiting_.size() >= most_waiting) return Error{Code::limit, "100 jobs wait already; try again when some are done"};
  auto job = std::make_shared<Job>();
  job->id = "j" + std::to_string(++made_);
  job->kind = std::move(kind);
  job->work = std::move(work);
  jobs_.emplace(job->id, job);
  waiting_.push_back(job);
  order_.push_back(job->id);
  // Only what is over is forgotten; at most 100 wait.
  while (order_.size() > most_remembered && jobs_.at(order_.front())->over()) {
    jobs_.erase(order_.front());
    order_.pop_front();
  }
  arrived_.notify_one();
  return job->id;
}

Json Jobs::json(const Job& job) const {
  return Json::object()
      .set("id", job.id)
      .set("kind", job.kind)
      .set("state", job.state)
      .set("done", job.done)
      .set("total", job.total)
      .set("result", job.result)
      .set("error", or_null(job.problem));
}

std::optional<Json> Jobs::state(const std::string& id) const {
  const std::lock_guard lock(guard_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return std::nullopt;
  return json(*found->second);
}

bool Jobs::busy() const {
  const std::lock_guard lock(guard_);
  return std::any_of(jobs_.begin(), jobs_.end(), [](const auto& one) { return one.second->state == "running"; });
}

Json Jobs::list() const {
  const std::lock_guard lock(guard_);
  Json all = Json::array();
  for (auto id = order_.rbegin(); id != order_.rend(); ++id) {
    Json one = json(*jobs_.at(*id));
    all.push(one.set("result", nullptr));
  }
  return Json::object().set("jobs", std::move(all));
}

std::optional<std::function<FeedPart()>> Jobs::events(const std::string& id) const {
  const std::lock_guard lock(guard_);
  if (!jobs_.contains(id)) return std::nullopt;
  // Asked again by the server's thread; the answers live shorter than the jobs.
  return [this, id, last = std::string(), sent = std::chrono::steady_clock::time_point()]() mutable {
    FeedPart part;
    const auto now = std::chrono::steady_clock::now();
    const auto state = this->state(id);
    if (!state) return FeedPart{"event: failed\ndata: {\"error\":\"forgotten\"}\n\n", true};
    const std::string_view word = (*state)["state"].text();
    part.done = word == "done" || word == "failed";
    std::string text = to_text(*state);
    if (text != last || part.done) {
      part.bytes = "event: " + std::string(part.done ? word : "progress") + "\ndata: " + text + "\n\n";
      last = std::move(text);
      sent = now;
    } else if (now - sent > heartbeat) {
      part.bytes = ": still there\n\n";
      sent = now;
    }
    return part;
  };
}

void Jobs::run() {
  while (true) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(guard_);
      arrived_.wait(lock, [&] { return stopped_ || !waiting_.empty(); });
      if (stopped_) return;
      job = waiting_.front();
      waiting_.pop_front();
      job->state = "running";
    }
    std::optional<Result<Json>> result;
    try {
      result = job->work([&](std::size_t done, std::size_t total) {
        const std::lock_guard lock(guard_);
        job->done = done;
        job->total = total;
      });
    } catch (const std::exception& problem) {
      result = Error{Code::io, problem.what()};
    }
    const std::lock_guard lock(guard_);
    job->work = nullptr;
    job->state = *result ? "done" : "failed";
    if (*result) {
      job->result = result->value();
    } else {
      job->problem = result->error().message;
    }
  }
}

}  // namespace whence

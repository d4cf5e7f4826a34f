// Work that takes longer than a request: one after the other, in order, in a thread of its own.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/json.h"
#include "base/result.h"
#include "engine/engine.h"
#include "serve/http.h"

namespace whence {

using JobWork = std::function<Result<Json>(const ProgressCall& progress)>;

class Jobs {
 public:
  Jobs();
  ~Jobs();  // after the one under way; those that wait are dropped
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // Its id. Error: too many wait already.
  Result<std::string> add(std::string kind, JobWork work);
  // {"id", "kind", "state", "done", "total", "result", "error"}; absent if there is none, or it was long ago.
  std::optional<Json> state(const std::string& id) const;
  Json list() const;  // the newest first
  bool busy() const;
  // Server-sent events: `progress` while it runs, then `done` or `failed` with the job's state.
  std::optional<std::function<FeedPart()>> events(const std::string& id) const;

 private:
  struct Job;
  void run();
  Json json(const Job& job) const;

  mutable std::mutex guard_;
  std::condition_variable arrived_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::deque<std::string> order_;  // oldest first
  std::size_t made_ = 0;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace whence

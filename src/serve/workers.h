// Threads that answer requests, in two lanes, so that what takes long does not hold up what does not.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace whence {

class Workers {
 public:
  // At least one thread a lane; at most `most_waiting` tasks wait in each.
  Workers(std::size_t quick, std::size_t heavy, std::size_t most_waiting);
  ~Workers();  // after the tasks under way; those that wait are dropped
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False: the lane is full.
  bool run(bool heavy, std::function<void()> task);

 private:
  struct Lane {
    std::mutex guard;
    std::condition_variable arrived;
    std::deque<std::function<void()>> tasks;
  };
  void work(Lane& lane);

  Lane lanes_[2];
  std::size_t most_waiting_;
  bool stopped_ = false;  // under both guards
  std::vector<std::thread> threads_;
};

}  // namespace whence

#include "serve/workers.h"

#include <algorithm>
#include <utility>

namespace whence {

Workers::Workers(std::size_t quick, std::size_t heavy, std::size_t most_waiting) : most_waiting_(most_waiting) {
  for (std::size_t i = 0; i < std::max<std::size_t>(quick, 1); ++i) threads_.emplace_back([this] { work(lanes_[0]); });
  for (std::size_t i = 0; i < std::max<std::size_t>(heavy, 1); ++i) threads_.emplace_back([this] { work(lanes_[1]); });
}

Workers::~Workers() {
  {
    const std::scoped_lock both(lanes_[0].guard, lanes_[1].guard);
    stopped_ = true;
  }
  for (Lane& lane : lanes_) lane.arrived.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::run(bool heavy, std::function<void()> task) {
  Lane& lane = lanes_[heavy ? 1 : 0];
  {
    const std::lock_guard lock(lane.guard);
    if (lane.tasks.size() >= most_waiting_) return false;
    lane.tasks.push_back(std::move(task));
  }
  lane.arrived.notify_one();
  return true;
}

void Workers::work(Lane& lane) {
  while (true) {
    std::function<void()> task;
    {
      std::unique_lock lock(lane.guard);
      lane.arrived.wait(lock, [&] { return stopped_ || !lane.tasks.empty(); });
      if (stopped_) return;
      task = std::move(lane.tasks.front());
      lane.tasks.pop_front();
    }
    task();
  }
}

}  // namespace whence

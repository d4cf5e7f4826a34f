#include "serve/ledger_of_writes.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace whence {
namespace {

constexpr std::size_t most_entries = 10'000;
constexpr std::size_t most_bytes = 64U << 20U;

}  // namespace

Result<AuditLog> AuditLog::open(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return Error{Code::io, file + ": the log of writes cannot be opened: " + std::strerror(errno) +
                               "; name another place with --audit"};
  return AuditLog(descriptor);
}

AuditLog::AuditLog(AuditLog&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

AuditLog::~AuditLog() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool AuditLog::add(const std::string& line) {
  // One write, so that lines of several threads do not mix.
  const ssize_t written = ::write(descriptor_, line.data(), line.size());
  return written == static_cast<ssize_t>(line.size()) && ::fdatasync(descriptor_) == 0;
}

KeyedAnswers::Begun KeyedAnswers::begin(const std::string& key, const std::string& request) {
  const std::lock_guard lock(guard_);
  const auto [at, fresh] = entries_.try_emplace(key, Entry{request, std::nullopt});
  if (fresh) return {};
  if (at->second.request != request) return {Start::other_request, {}};
  if (!at->second.answer) return {Start::under_way, {}};
  return {Start::again, *at->second.answer};
}

void KeyedAnswers::end(const std::string& key, const HttpResponse& answer) {
  const std::lock_guard lock(guard_);
  if (answer.status == 429 || answer.status >= 500 || answer.more) {
    entries_.erase(key);
    return;
  }
  entries_.at(key).answer = answer;
  order_.push_back(key);
  bytes_ += answer.body.size();
  while (order_.size() > most_entries || (bytes_ > most_bytes && order_.size() > 1)) {
    const auto oldest = entries_.find(order_.front());
    bytes_ -= oldest->second.answer->body.size();
    entries_.erase(oldest);
    order_.pop_front();
  }
}

}  // namespace whence

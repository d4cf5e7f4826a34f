// What was asked to be changed, by whom, and what came of it: one line of JSON each in a file that is only added to.
// And what an Idempotency-Key was answered with, so that asking again changes nothing again.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.h"
#include "serve/http.h"

namespace whence {

class AuditLog {
 public:
  // Made if it is not there, readable by its owner alone. Error: cannot be written to.
  static Result<AuditLog> open(const std::string& file);
  AuditLog(AuditLog&& other) noexcept;
  AuditLog& operator=(AuditLog&&) = delete;
  AuditLog(const AuditLog&) = delete;
  ~AuditLog();

  // On the disk when it comes back. False: it could not be written, and so must be nothing else.
  bool add(const std::string& line);

 private:
  explicit AuditLog(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

class KeyedAnswers {
 public:
  enum class Start { fresh, again, under_way, other_request };
  struct Begun {
    Start start = Start::fresh;
    HttpResponse answer;  // of `again`
  };
  // `key`: of whom and for what; `request`: a hash of everything that was sent.
  Begun begin(const std::string& key, const std::string& request);
  // Ends what begin() called fresh. An answer that asks to come again later (429, 5xx) is not kept.
  void end(const std::string& key, const HttpResponse& answer);

 private:
  struct Entry {
    std::string request;
    std::optional<HttpResponse> answer;
  };
  std::mutex guard_;
  std::map<std::string, Entry> entries_;
  std::deque<std::string> order_;
  std::size_t bytes_ = 0;
};

}  // namespace whence

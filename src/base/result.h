// What a function returns when it can fail for reasons outside the program: a value or an Error.
// Shaped after std::expected, so that it can become the standard type one day.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace whence {

enum class Code { not_found, malformed, unsupported, conflict, limit, io };  // what a caller can act on

// The message is one line that names the thing, the place in it, and what to do: "report.pdf: no text layer".
struct Error {
  Code code = Code::malformed;
  std::string message;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : content_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return std::holds_alternative<T>(content_); }
  const T& value() const& { return std::get<T>(content_); }
  T& value() & { return std::get<T>(content_); }
  T&& value() && { return std::get<T>(std::move(content_)); }
  const Error& error() const { return std::get<Error>(content_); }
  const T* operator->() const { return &std::get<T>(content_); }
  const T& operator*() const& { return std::get<T>(content_); }

 private:
  std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace whence

#define WHENCE_JOIN_INNER(a, b) a##b
#define WHENCE_JOIN(a, b) WHENCE_JOIN_INNER(a, b)

// WHENCE_TRY(const Case incident, read_case(text)) declares `incident`, or returns the error to our caller.
#define WHENCE_TRY(declaration, ...)                          \
  auto WHENCE_JOIN(whence_result_, __LINE__) = (__VA_ARGS__); \
  if (!WHENCE_JOIN(whence_result_, __LINE__)) {               \
    return WHENCE_JOIN(whence_result_, __LINE__).error();     \
  }                                                           \
  declaration = std::move(WHENCE_JOIN(whence_result_, __LINE__)).value()

// A promise of our own. Always on; aborts. No user input may reach one.
#define WHENCE_CHECK(condition)                                                            \
  do {                                                                                     \
    if (!(condition)) {                                                                    \
      std::fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                        \
    }                                                                                      \
  } while (false)

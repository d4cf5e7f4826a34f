// SQLite as the rest of the store sees it: one connection, statements with bound values, one transaction at a time.
// The first failure is kept and everything after it does nothing; problem() and commit() tell it as one line. So a
// sequence of writes reads like one, and nothing can be committed behind a failure.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace whence {

using SqlValue = std::variant<std::nullptr_t, std::int64_t, std::string>;
SqlValue sql(std::string_view text);
SqlValue sql(const std::string& text);
SqlValue sql(const char* text);
SqlValue sql(const std::optional<std::string>& text);
SqlValue sql(std::size_t number);
SqlValue sql(bool flag);

class Database;

// The rows of one statement; goes back to its database when it is destroyed, before the database is.
class Rows {
 public:
  Rows(Rows&& other) noexcept;
  Rows& operator=(Rows&&) = delete;
  Rows(const Rows&) = delete;
  ~Rows();

  bool next();  // false at the end and after a failure
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  bool null(int column) const;
  std::optional<std::string> optional_text(int column) const;

 private:
  friend class Database;
  Rows(Database& owner, std::string sql_text, sqlite3_stmt* statement);
  Database* owner_;
  std::string sql_;
  sqlite3_stmt* statement_;
};

enum class Access { read, write };

class Database {
 public:
  // Opens the file; `create` makes it where there is none. Waits at most `patience_ms` for another writer. A folder
  // that cannot be written to can still be read from.
  static Result<Database> open(const std::string& path, Access access, bool create, int patience_ms);
  Database(Database&& other) noexcept;
  Database& operator=(Database&&) = delete;
  Database(const Database&) = delete;
  ~Database();

  // One statement with its values bound, never spliced. Rows with nothing in them after a failure.
  Rows rows(std::string_view sql_text, const std::vector<SqlValue>& values = {});
  void run(std::string_view sql_text, const std::vector<SqlValue>& values = {});
  void script(std::string_view sql_text);  // several statements, no values; our own text only
  std::int64_t last_row() const;           // of the last insertion
  std::int64_t number(std::string_view sql_text, const std::vector<SqlValue>& values = {});  // first cell, or 0

  void begin();  // takes the writer's place at once
  Result<void> commit();
  void roll_back();  // and forgets a failure that belonged to what is undone

  Result<void> problem() const;
  const std::string& path() const { return path_; }
  // Where this opening made the file: what it holds now is its empty form, and goes with it when it is closed, unless
  // anybody has written a row by then or has it open.
  void empty_until_written();

 private:
  friend class Rows;
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  void fail(int code);
  void give_back(std::string sql_text, sqlite3_stmt* statement);
  sqlite3_stmt* prepared(std::string_view sql_text);
  void bind(sqlite3_stmt* statement, const std::vector<SqlValue>& values);

  sqlite3* handle_ = nullptr;
  std::string path_;
  std::optional<Error> problem_;
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle_;
  void undo();  // the transaction, if there is one
  bool untouched();

  bool in_transaction_ = false, made_ = false;
  std::int64_t changed_at_begin_ = 0;                           // rows
  std::optional<std::pair<std::int64_t, std::int64_t>> empty_;  // rows changed, version seen by others
};

}  // namespace whence

#include "store/database.h"

#include <cstring>
#include <filesystem>
#include <utility>

#include <sqlite3.h>

namespace whence {
namespace {

namespace fs = std::filesystem;

Error cannot_open(const std::string& path, Access access) {
  const fs::path file(path);
  std::error_code problem;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, problem))
    return {Code::not_found, path + ": there is no folder " + folder.string() + "; make it first"};
  if (fs::is_directory(file, problem)) return {Code::unsupported, path + ": is a folder; name a file in it"};
  if (access == Access::read && !fs::exists(file, problem))
    return {Code::not_found, path + ": no such workspace; whence add FILE makes one, --workspace names another"};
  return {Code::io, path + ": cannot be opened" + (access == Access::write ? " for writing" : "") +
                        "; check the rights of the file and of its folder, which must let new files be made"};
}

Error error_of(int code, int system, const char* words, const std::string& path) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Code::conflict, path + ": busy: another program is writing to it; try again when that is done"};
    case SQLITE_FULL:
      return {Code::io, path + ": the disk is full; what was reported as kept is kept; make room and run it again"};
    case SQLITE_READONLY:
      return {Code::io, path + ": cannot be written to; check the rights of the file and of its folder"};
    case SQLITE_IOERR:
      return {Code::io, path + ": cannot be read or written (" + (system != 0 ? std::strerror(system) : words) +
                            "); what was reported as kept is kept; make room or repair the disk and run it again"};
    case SQLITE_CORRUPT:
      return {Code::malformed,
              path + ": damaged (" + words + "); put a backup in its place; whence check FILE says if one is sound"};
    case SQLITE_NOTADB:
      return {Code::malformed, path + ": is no workspace; name another file with --workspace"};
    default:
      return {Code::io, path + ": " + words};
  }
}

}  // namespace

SqlValue sql(std::string_view text) { return std::string(text); }
SqlValue sql(const std::string& text) { return text; }
SqlValue sql(const char* text) { return std::string(text); }
SqlValue sql(const std::optional<std::string>& text) { return text ? SqlValue(*text) : SqlValue(nullptr); }
SqlValue sql(std::size_t number) { return static_cast<std::int64_t>(number); }
SqlValue sql(bool flag) { return static_cast<std::int64_t>(flag ? 1 : 0); }

Rows::Rows(Database& owner, std::string sql_text, sqlite3_stmt* statement)
    : owner_(&owner), sql_(std::move(sql_text)), statement_(statement) {}
Rows::Rows(Rows&& other) noexcept
    : owner_(other.owner_), sql_(std::move(other.sql_)), statement_(std::exchange(other.statement_, nullptr)) {}
Rows::~Rows() {
  if (statement_ != nullptr) owner_->give_back(std::move(sql_), statement_);
}

bool Rows::next() {
  if (statement_ == nullptr || owner_->problem_) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) owner_->fail(code);
  return false;
}

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }
bool Rows::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::string Rows::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

std::optional<std::string> Rows::optional_text(int column) const {
  if (null(column)) return std::nullopt;
  return text(column);
}

Result<Database> Database::open(const std::string& path, Access access, bool create, int patience_ms) {
  std::error_code ignored;
  const bool there = fs::exists(path, ignored);
  if (!there && !create) return cannot_open(path, Access::read);
  // SQLite wants to make its two side files even to read, so what a folder refuses them is opened as a file that does
  // not change. That holds where no side file waits to be read.
  const int flags =
      access == Access::write ? SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0) : SQLITE_OPEN_READONLY;
  sqlite3* handle = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(handle, path);
  if (code != SQLITE_OK) return cannot_open(path, access);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, patience_ms);
  code = sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  const bool refused = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY;
  const bool waits = fs::exists(path + "-wal", ignored) && fs::file_size(path + "-wal", ignored) != 0;
  if (access == Access::read && refused && waits)
    return Error{Code::io, path + ": changes wait beside it in " + path +
                               "-wal, which a read-only folder does not let in; copy both files to a folder of yours"};
  if (access == Access::read && refused) {
    sqlite3_close(std::exchange(database.handle_, nullptr));
    std::string uri = "file:";
    for (const char c : path) {
      uri += c == '%'   ? std::string("%25")
             : c == '?' ? std::string("%3f")
             : c == '#' ? std::string("%23")
                        : std::string(1, c);
    }
    code = sqlite3_open_v2((uri + "?immutable=1").c_str(), &database.handle_,
                           SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code == SQLITE_OK)
      code = sqlite3_exec(database.handle_, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
  }
  if ((code & 0xff) == SQLITE_CANTOPEN) return cannot_open(path, access);
  if (code != SQLITE_OK)
    return error_of(code, sqlite3_system_errno(database.handle_), sqlite3_errmsg(database.handle_), path);
  // Only our own schema is trusted with anything but data.
  sqlite3_db_config(database.handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database.handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  database.script("PRAGMA foreign_keys = ON");
  database.made_ = !there;
  return database;
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      path_(std::move(other.path_)),
      problem_(std::move(other.problem_)),
      idle_(std::move(other.idle_)),
      in_transaction_(other.in_transaction_),
      made_(other.made_),
      changed_at_begin_(other.changed_at_begin_),
      empty_(std::exchange(other.empty_, std::nullopt)) {
  other.idle_.clear();
}

Database::~Database() {
  if (handle_ == nullptr) return;
  if (in_transaction_) roll_back();
  const bool discarded = untouched();
  for (const auto& [text, statement] : idle_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
  // The last to close takes the side file away.
  std::error_code ignored;
  if (discarded && !fs::exists(path_ + "-wal", ignored)) fs::remove(path_, ignored);
}

void Database::empty_until_written() {
  if (made_) empty_ = {sqlite3_total_changes(handle_), number("PRAGMA data_version")};
}

bool Database::untouched() {
  return empty_ && !problem_ && sqlite3_total_changes(handle_) == empty_->first &&
         number("PRAGMA data_version") == empty_->second && !problem_;
}

void Database::fail(int code) {
  if (!problem_) problem_ = error_of(code, sqlite3_system_errno(handle_), sqlite3_errmsg(handle_), path_);
}

sqlite3_stmt* Database::prepared(std::string_view sql_text) {
  if (problem_) return nullptr;
  if (const auto found = idle_.find(sql_text); found != idle_.end()) {
    sqlite3_stmt* statement = found->second;
    idle_.erase(found);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(handle_, sql_text.data(), static_cast<int>(sql_text.size()), &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  return statement;
}

void Database::bind(sqlite3_stmt* statement, const std::vector<SqlValue>& values) {
  WHENCE_CHECK(sqlite3_bind_parameter_count(statement) == static_cast<int>(values.size()));
  for (int i = 0; i < static_cast<int>(values.size()); ++i) {
    const SqlValue& value = values[static_cast<std::size_t>(i)];
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      code = sqlite3_bind_int64(statement, i + 1, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      code = sqlite3_bind_text64(statement, i + 1, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } else {
      code = sqlite3_bind_null(statement, i + 1);
    }
    if (code != SQLITE_OK) fail(code);
  }
}

void Database::give_back(std::string sql_text, sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  constexpr std::size_t most_idle = 64;
  if (idle_.size() < most_idle) {
    idle_.emplace(std::move(sql_text), statement);
  } else {
    sqlite3_finalize(statement);
  }
}

Rows Database::rows(std::string_view sql_text, const std::vector<SqlValue>& values) {
  sqlite3_stmt* statement = prepared(sql_text);
  if (statement != nullptr) bind(statement, values);
  return {*this, std::string(sql_text), statement};
}

void Database::run(std::string_view sql_text, const std::vector<SqlValue>& values) {
  Rows result = rows(sql_text, values);
  while (result.next()) {
  }
}

void Database::script(std::string_view sql_text) {
  if (problem_) return;
  const int code = sqlite3_exec(handle_, std::string(sql_text).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_); }

std::int64_t Database::number(std::string_view sql_text, const std::vector<SqlValue>& values) {
  Rows result = rows(sql_text, values);
  return result.next() ? result.integer(0) : 0;
}

void Database::begin() {
  changed_at_begin_ = sqlite3_total_changes(handle_);
  script("BEGIN IMMEDIATE");
  in_transaction_ = !problem_;
}

Result<void> Database::commit() {
  if (!problem_) script("COMMIT");
  if (problem_) {
    const Error error = *problem_;
    undo();
    return error;
  }
  in_transaction_ = false;
  return {};
}

void Database::undo() {
  if (in_transaction_) {
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
    if (empty_) empty_->first += sqlite3_total_changes(handle_) - changed_at_begin_;
  }
  in_transaction_ = false;
}

void Database::roll_back() {
  undo();
  problem_.reset();
}

Result<void> Database::problem() const {
  if (problem_) return *problem_;
  return {};
}

}  // namespace whence

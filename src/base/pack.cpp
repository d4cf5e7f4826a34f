#include "base/pack.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"

namespace whence {
namespace {

constexpr std::string_view magic("WHENCE\0\1", 8);

struct Header {
  char magic[8];
  char hash[64];
  std::uint32_t sections;
  std::uint32_t pool_begin, pool_size;
  std::uint32_t reserved;
};

struct Section {
  Cell name;  // in the pool
  std::uint32_t begin, size;
  std::uint32_t is_table, reserved;
};

struct TableHead {
  std::uint32_t columns, rows;
};

class Pool {
 public:
  Cell add(std::string_view text) {
    const auto [place, fresh] = cells_.try_emplace(std::string(text));
    if (fresh) {
      place->second = {static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
      bytes_ += text;
    }
    return place->second;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, Cell> cells_;
};

template <class T>
void append(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void align(std::string& out) { out.resize((out.size() + 7U) & ~std::size_t{7}); }

std::string section_bytes(const WrittenTable& table, Pool& pool) {
  std::string out;
  append(out, TableHead{static_cast<std::uint32_t>(table.columns.size()),
                        static_cast<std::uint32_t>(table.cells.size() / table.columns.size())});
  for (const std::string_view column : table.columns) append(out, pool.add(column));
  for (const std::string_view cell : table.cells) append(out, pool.add(cell));
  return out;
}

// A run of T inside bytes, or nothing if it does not lie there or is not aligned.
template <class T>
std::optional<std::span<const T>> run(std::string_view bytes, std::size_t begin, std::size_t count) {
  if (begin % alignof(T) != 0 || begin > bytes.size() || count > (bytes.size() - begin) / sizeof(T))
    return std::nullopt;
  return std::span<const T>(reinterpret_cast<const T*>(bytes.data() + begin), count);
}

bool inside(std::span<const Cell> cells, std::size_t pool_size) {
  return std::all_of(cells.begin(), cells.end(),
                     [&](const Cell& cell) { return cell.begin <= pool_size && cell.size <= pool_size - cell.begin; });
}

}  // namespace

Result<std::vector<PackFile>> pack_files(const std::string& directory) {
  namespace fs = std::filesystem;
  std::vector<PackFile> files;
  std::error_code problem;
  const fs::recursive_directory_iterator walk(directory, problem);
  if (problem)
    return Error{Code::not_found, fmt::format("{}: not a readable folder: {}", directory, problem.message())};
  for (const auto& entry : walk) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".tsv" && extension != ".txt")) continue;
    WHENCE_TRY(std::string bytes, read_file(entry.path().string(), Limits{}));
    files.push_back({fs::relative(entry.path(), directory).generic_string(), std::move(bytes)});
  }
  std::sort(files.begin(), files.end(), [](const PackFile& a, const PackFile& b) { return a.name < b.name; });
  return files;
}

std::string pack_identity(const std::vector<PackFile>& files) {
  std::string identity;
  for (const PackFile& file : files) identity += fmt::format("{} {}\n", sha256(file.bytes), file.name);
  return sha256(identity);
}

Result<std::string> compile_pack(std::vector<PackFile> files) {
  std::sort(files.begin(), files.end(), [](const PackFile& a, const PackFile& b) { return a.name < b.name; });
  Pool pool;
  std::vector<Section> sections;
  std::string body;
  for (const PackFile& file : files) {
    const bool is_table = file.name.ends_with(".tsv");
    std::string content = file.bytes;
    if (is_table) {
      WHENCE_TRY(const WrittenTable table, read_table(file.bytes, file.name));
      content = section_bytes(table, pool);
    }
    const std::string name = is_table ? file.name.substr(0, file.name.size() - 4) : file.name;
    align(body);
    sections.push_back({pool.add(name), static_cast<std::uint32_t>(body.size()),
                        static_cast<std::uint32_t>(content.size()), is_table ? 1U : 0U, 0});
    body += content;
  }
  Header header{};
  std::memcpy(header.magic, magic.data(), magic.size());
  std::memcpy(header.hash, pack_identity(files).data(), sizeof header.hash);
  header.sections = static_cast<std::uint32_t>(sections.size());
  header.pool_begin = static_cast<std::uint32_t>(sizeof(Header) + sections.size() * sizeof(Section));
  header.pool_size = static_cast<std::uint32_t>(pool.bytes().size());
  const auto body_begin = static_cast<std::uint32_t>((header.pool_begin + header.pool_size + 7U) & ~7U);
  std::string out;
  append(out, header);
  for (Section section : sections) {
    section.begin += body_begin;
    append(out, section);
  }
  out += pool.bytes();
  align(out);
  out += body;
  return out;
}

Result<Pack> Pack::open(std::string_view bytes, std::string_view name) {
  const Error damaged{Code::malformed, fmt::format("{}: not a knowledge pack of this version, or damaged", name)};
  const auto header = run<Header>(bytes, 0, 1);
  if (!header || std::string_view(header->front().magic, magic.size()) != magic) return damaged;
  const auto sections = run<Section>(bytes, sizeof(Header), header->front().sections);
  const auto pool_run = run<char>(bytes, header->front().pool_begin, header->front().pool_size);
  if (!sections || !pool_run) return damaged;
  const std::string_view pool(pool_run->data(), pool_run->size());
  Pack pack;
  pack.hash_ = std::string_view(header->front().hash, sizeof header->front().hash);
  pack.size_ = bytes.size();
  for (const Section& section : *sections) {
    if (!inside({&section.name, 1}, pool.size())) return damaged;
    const std::string_view section_name = pool.substr(section.name.begin, section.name.size);
    const auto content = run<char>(bytes, section.begin, section.size);
    if (!content) return damaged;
    if (section.is_table == 0) {
      pack.texts_.emplace(section_name, std::string_view(content->data(), content->size()));
      continue;
    }
    const auto head = run<TableHead>(bytes, section.begin, 1);
    if (!head || section.size < sizeof(TableHead)) return damaged;
    const std::size_t columns = head->front().columns;
    const auto names = run<Cell>(bytes, section.begin + sizeof(TableHead), columns);
    const auto cells =
        run<Cell>(bytes, section.begin + sizeof(TableHead) + columns * sizeof(Cell), columns * head->front().rows);
    if (!names || !cells || !inside(*names, pool.size()) || !inside(*cells, pool.size())) return damaged;
    pack.tables_.emplace(section_name, Table(section_name, *names, *cells, pool));
  }
  return pack;
}

Result<Table> Pack::table(std::string_view name) const {
  const auto place = tables_.find(name);
  if (place == tables_.end())
    return Error{Code::not_found, fmt::format("data/{}.tsv: no such table in the data", name)};
  return place->second;
}

Result<std::string_view> Pack::text(std::string_view name) const {
  const auto place = texts_.find(name);
  if (place == texts_.end()) return Error{Code::not_found, fmt::format("data/{}: no such text in the data", name)};
  return place->second;
}

std::vector<std::string_view> Pack::names() const {
  std::vector<std::string_view> result;
  for (const auto& [name, table] : tables_) result.push_back(name);
  for (const auto& [name, text] : texts_) result.push_back(name);
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace whence

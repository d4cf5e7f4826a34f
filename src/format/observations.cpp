#include "format/observations.h"

#include <array>
#include <charconv>
#include <vector>

#include "base/json.h"
#include "base/line_reader.h"
#include "base/text.h"
#include "format/csv_line.h"

namespace whence {
namespace {

constexpr std::array<std::string_view, 6> fields = {"subject", "relation", "object", "from", "to", "source"};
constexpr std::size_t unused = fields.size();

std::size_t field_of(std::string_view name, const ObservationColumns& columns) {
  const auto found = columns.find(lower(trim(name)));
  if (found == columns.end()) return unused;
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (fields[field] == found->second) return field;
  }
  return unused;
}

using Cells = std::array<std::string, fields.size()>;

class ObservationReader {
 public:
  ObservationReader(const ObservationColumns& columns, const Limits& limits,
                    const std::function<void(Observation&&)>& take,
                    const std::function<void(std::uint64_t, std::string_view)>& odd)
      : columns_(columns), limits_(limits), take_(take), odd_(odd) {}

  Result<ObservationShape> read(LineReader& lines) {
    std::string_view line;
    for (auto kind = lines.next(line); kind != LineReader::Kind::end; kind = lines.next(line)) {
      number_ = lines.number();
      if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      const std::string_view text = trim(line);
      if (text.empty() || text.front() == '#') continue;
      if (kind == LineReader::Kind::too_long) {
        ++shape_.lines;
        unusable("the line is too long");
      } else if (!begun_ && text.front() != '{') {
        if (const Result<void> named = take_header(line); !named) return named.error();
      } else if (!begun_ || shape_.json) {
        begun_ = shape_.json = true;
        ++shape_.lines;
        take_json(text);
      } else {
        ++shape_.lines;
        take_csv(line);
      }
    }
    return shape_;
  }

 private:
  void unusable(std::string_view what) {
    ++shape_.unusable;
    odd_(number_, what);
  }

  Result<void> take_header(std::string_view line) {
    begun_ = true;
    separator_ = csv_separator(line);
    split_csv_line(line, separator_, row_);
    std::array<bool, fields.size()> there{};
    for (const std::string& name : row_) {
      std::size_t field = field_of(name, columns_);
      if (field != unused && there[field]) field = unused;  // the first column of a meaning counts
      if (field != unused) there[field] = true;
      places_.push_back(field);
    }
    if (there[0] && there[1] && there[2]) return {};
    return Error{Code::malformed,
                 "line 1 names no columns for subject, relation and object; docs/formats/observations.md shows how"};
  }

  void take_csv(std::string_view line) {
    if (utf8_error(line) != line.size()) return unusable("the line is not UTF-8");
    split_csv_line(line, separator_, row_);
    Cells cells;
    for (std::size_t at = 0; at < row_.size() && at < places_.size(); ++at) {
      if (places_[at] != unused) cells[places_[at]] = row_[at];
    }
    tell(cells);
  }

  void take_json(std::string_view line) {
    Limits limits = limits_;
    limits.depth = 16;
    const auto value = parse_json(line, "observation", limits);
    if (!value || !value->is_object()) return unusable("the line is no JSON object");
    Cells cells;
    const Json* objects = nullptr;
    for (const auto& [key, member] : value->members()) {
      const std::size_t field = field_of(key, columns_);
      if (field == unused) continue;
      if (field == 2 && member.is_array()) objects = &member;
      if (!cells[field].empty() || member.is_array()) continue;
      cells[field] = member.is_string() || member.is_null() ? std::string(member.text()) : to_text(member);
    }
    if (objects == nullptr) return tell(cells);
    for (const Json& each : objects->items()) {
      cells[2] = std::string(each.text());
      tell(cells);
    }
  }

  static std::optional<Day> day(const std::string& text, bool last) {
    return text.empty() ? std::nullopt : observed_day(text, last);
  }

  void tell(const Cells& cells) {
    if (trim(cells[0]).empty() || trim(cells[1]).empty() || trim(cells[2]).empty()) {
      return unusable("subject, relation or object is empty");
    }
    for (const std::size_t at : {std::size_t{3}, std::size_t{4}}) {
      if (!cells[at].empty() && !observed_day(cells[at], false))
        return unusable("a date is none, so the line is not used; write 2026-08-02");
    }
    Observation seen;
    seen.subject = trim(cells[0]);
    seen.relation = trim(cells[1]);
    seen.object = trim(cells[2]);
    // One date alone is both ends: "2026-08" is the whole month.
    seen.from = day(cells[cells[3].empty() ? 4 : 3], false);
    seen.to = day(cells[cells[4].empty() ? 3 : 4], true);
    seen.source = cells[5];
    seen.line = number_;
    take_(std::move(seen));
  }

  const ObservationColumns& columns_;
  const Limits& limits_;
  const std::function<void(Observation&&)>& take_;
  const std::function<void(std::uint64_t, std::string_view)>& odd_;
  ObservationShape shape_;
  std::uint64_t number_ = 0;
  bool begun_ = false;
  char separator_ = ',';
  std::vector<std::string> row_;
  std::vector<std::size_t> places_;
};

}  // namespace

Result<ObservationShape> read_observations(const ReadBytes& read, const ObservationColumns& columns,
                                           std::size_t longest, const Limits& limits,
                                           const std::function<void(Observation&& seen)>& take,
                                           const std::function<void(std::uint64_t line, std::string_view what)>& odd) {
  LineReader lines(read, longest);
  return ObservationReader(columns, limits, take, odd).read(lines);
}

std::optional<Day> observed_day(std::string_view text, bool last) {
  text = trim(text);
  if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) text = text.substr(0, 10);
  if (const auto date = parse_date(text)) return last ? last_day(*date) : date->first;
  const std::string_view whole = text.substr(0, text.find('.'));
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), seconds);
  const bool all = error == std::errc() && end == whole.data() + whole.size();
  if (!all || seconds < 100'000'000 || seconds > 9'999'999'999) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(Time(std::chrono::seconds(seconds)));
}

}  // namespace whence

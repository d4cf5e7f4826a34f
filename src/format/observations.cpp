#include "format/observations.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/address.h"
#include "base/line_reader.h"
#include "base/text.h"
#include "base/text_hash.h"
#include "format/observation_record.h"

namespace whence {
namespace {

constexpr std::size_t most_of_record = 100'000;  // observations: subjects times objects

bool host_like(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t,;\"") == std::string_view::npos && !parse_address(text) &&
         std::any_of(text.begin(), text.end(), is_alpha);
}

// The value as the field wants it; empty if it is none.
std::string shaped(std::string_view text, ValueForm as) {
  text = trim(text);
  switch (as) {
    case ValueForm::any:
    case ValueForm::first:
    case ValueForm::names:
      return std::string(text);
    case ValueForm::address:
      return parse_address(text) ? std::string(text) : std::string();
    case ValueForm::host: {
      text = text.substr(text.find_last_of(" \t") == std::string_view::npos ? 0 : text.find_last_of(" \t") + 1);
      while (text.ends_with('.')) text.remove_suffix(1);
      return host_like(text) ? std::string(text) : std::string();
    }
    case ValueForm::hex: {
      std::string digits = lower(text);
      std::erase(digits, ':');
      return digits;
    }
    case ValueForm::number:
      return text.find_first_not_of("0") == std::string_view::npos ? std::string() : std::string(text);
  }
  return {};
}

class ObservationReader {
 public:
  ObservationReader(const ObservationInput& input, const ObservationForms& forms, const Limits& limits,
                    const ObservationCalls& calls)
      : input_(input), forms_(forms), limits_(limits), calls_(calls), table_(forms) {}

  Result<ObservationShape> read() {
    LineReader lines(input_.read, input_.longest);
    std::string_view line;
    for (auto kind = lines.next(line); kind != LineReader::Kind::end; kind = lines.next(line)) {
      number_ = lines.number();
      const bool whole = !lines.cut();
      if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      const std::uint64_t digest = text_hash(line, place_.digest);
      cut_ = !whole && input_.damaged && input_.damaged();
      if (const Result<void> taken = take_line(line, kind == LineReader::Kind::too_long, whole); !taken)
        return taken.error();
      if (whole) place_ = {number_, digest};
      if (number_ == input_.from.line && place_ != input_.from) return changed();
    }
    if (number_ < input_.from.line) return changed();
    shape_.reached = place_;
    return shape_;
  }

 private:
  static Error changed() { return {Code::conflict, "its lines are not those that were read before"}; }

  void unusable(std::string_view what) {
    ++shape_.unusable;
    calls_.odd(number_, what);
  }

  // What it says of later lines is heard even where the line itself was read before.
  Result<void> take_line(std::string_view line, bool too_long, bool whole) {
    const std::string_view text = trim(line);
    const bool known = number_ <= input_.from.line;
    if (text.empty()) return {};
    if (text.front() == '#') {
      if (table_.directive(line)) return choose_form("the line of #fields");
      return {};
    }
    const bool json = begun_ ? shape_.json : text.front() == '{' && !too_long;
    if (!begun_ && too_long) {
      if (!known) ++shape_.lines, unusable("the line is too long");
      return {};
    }
    if (!begun_ && !json) {
      table_.header(line);
      if (const Result<void> chosen = choose_form("the first line"); !chosen) return chosen;
      if (!forms_.headless()) return {};
    }
    begun_ = true;
    shape_.json = json;
    if (!json && table_.repeats_header(line)) {
      stopped_ = false;
      return {};
    }
    stopped_ = stopped_ || (form_ != nullptr && !form_->stop.empty() && text.starts_with(form_->stop));
    if (known || stopped_) return {};
    ++shape_.lines;
    if (too_long) {
      unusable("the line is too long");
    } else if (cut_) {
      unusable("the file ends in the middle of this line");
    } else {
      take_record(line, json, whole);
    }
    return {};
  }

  Result<void> choose_form(std::string_view where) {
    const bool first = !std::exchange(begun_, true);
    const auto there = [this](std::size_t name) { return table_.there(name); };
    form_ = forms_.told_by(there);
    if (form_ != nullptr || !first) return {};
    const std::string missing = forms_.lacking(there);
    return Error{
        Code::malformed,
        missing.empty()
            ? fmt::format("line {}: {} tells no form that is known; --map subject=COLUMN and its like say what "
                          "the columns mean, docs/formats/observations.md which forms there are",
                          number_, where)
            : fmt::format("line {}: {} lacks the columns {} of the form {}", number_, where, missing,
                          forms_.all().front().id)};
  }

  void take_record(std::string_view line, bool json, bool whole) {
    if (!json) {
      if (form_ == nullptr) return unusable("no form that is known has these columns");
      if (!table_.take(line, record_) && (table_.described() || !whole))
        return unusable(whole ? "fewer cells than columns" : "the file ends in the middle of this line");
    } else {
      if (!take_json_record(line, forms_, limits_, record_))
        return unusable(whole ? "the line is no JSON object" : "the file ends in the middle of this line");
      form_ = forms_.all().size() == 1 ? &forms_.all().front()
                                       : forms_.told_by([this](std::size_t name) { return record_.has(name); });
      if (form_ == nullptr) return unusable("no form that is known has these keys");
    }
    ++shape_.forms[form_->id];
    told_ = 0;
    problem_ = {};
    for (const ObservationStatement& statement : form_->statements) state(statement);
    if (!problem_.empty()) {
      if (told_ == 0) ++shape_.unusable;
      calls_.odd(number_, problem_);
    } else if (told_ == 0) {
      ++shape_.silent;
    }
  }

  void state(const ObservationStatement& statement) {
    if (statement.each.empty()) return state(statement, 0);
    std::uint32_t elements = 0;
    for (const RecordValue& value : record_.values()) {
      if (is_of(value, statement)) elements = std::max(elements, value.element + 1);
    }
    for (std::uint32_t element = 0; element < elements; ++element) state(statement, element);
  }
  static bool is_of(const RecordValue& value, const ObservationStatement& statement) {
    const auto names = [&](const ObservedField& field) {
      return field.each && std::find(field.names.begin(), field.names.end(), value.name) != field.names.end();
    };
    return names(statement.subject) || names(statement.object);
  }

  bool holds(const ObservedCondition& condition, std::uint32_t element) const {
    const auto values = record_.values();
    return std::any_of(values.begin(), values.end(), [&](const RecordValue& value) {
      return value.name == condition.name && (!condition.each || value.element == element) &&
             std::find(condition.values.begin(), condition.values.end(), lower(value.text)) != condition.values.end();
    });
  }

  void look(const ObservedField& field, std::uint32_t element, std::vector<std::string>& values) {
    values.clear();
    const auto take = [&](const RecordValue& value) {
      if (field.as != ValueForm::names) {
        if (field.as == ValueForm::first && !values.empty()) return;
        if (std::string text = shaped(value.text, field.as); !text.empty()) values.push_back(std::move(text));
        return;
      }
      for (std::size_t at = 0; at < value.text.size();) {
        const std::size_t end = std::min(value.text.find_first_of(" \t\r\n,;|", at), value.text.size());
        if (std::string text = shaped(std::string_view(value.text).substr(at, end - at), ValueForm::host);
            !text.empty())
          values.push_back(std::move(text));
        at = end + 1;
      }
    };
    const auto here = [&](const RecordValue& value) { return !field.each || value.element == element; };
    if (field.in_record_order) {
      std::optional<std::size_t> first;
      for (const RecordValue& value : record_.values()) {
        const bool named = std::find(field.names.begin(), field.names.end(), value.name) != field.names.end();
        if (named && !first && !trim(value.text).empty()) first = value.name;
        if (named && first == value.name) take(value);
      }
    } else {
      for (const std::size_t name : field.names) {
        for (const RecordValue& value : record_.values()) {
          if (value.name == name && here(value)) take(value);
        }
        if (!values.empty()) break;
      }
    }
    if (values.empty() && !field.text.empty()) values.push_back(field.text);
  }

  std::string one(const ObservedField& field, std::uint32_t element) {
    look(field, element, some_);
    return some_.empty() ? std::string() : std::move(some_.front());
  }

  void state(const ObservationStatement& statement, std::uint32_t element) {
    if (!std::all_of(statement.when.begin(), statement.when.end(),
                     [&](const ObservedCondition& condition) { return holds(condition, element); }))
      return;
    look(statement.subject, element, subjects_);
    look(statement.object, element, objects_);
    Observation seen;
    seen.relation = one(statement.relation, element);
    if (subjects_.empty() || objects_.empty() || seen.relation.empty()) {
      // A file of our own columns is all statements; a record of a log may state nothing.
      if (statement.subject.in_record_order || forms_.all().front().id == "map")
        problem_ = "subject, relation or object is empty";
      return;
    }
    const std::string from = one(statement.from, element), to = one(statement.to, element);
    // One date alone is both ends: "2026-08" is the whole month.
    seen.from = observed_day(from.empty() ? to : from, false);
    seen.to = observed_day(to.empty() ? from : to, true);
    if ((!from.empty() && !seen.from) || (!to.empty() && !seen.to)) {
      problem_ = "a date is none, so the line is not used; write 2026-08-02";
      return;
    }
    seen.source = one(statement.source, element);
    seen.line = number_;
    tell(seen);
  }

  static bool unclean(std::string_view text) {
    return utf8_error(text) != text.size() || text.find("\xEF\xBF\xBD") != std::string_view::npos;
  }

  void tell(const Observation& seen) {
    for (const std::string& subject : subjects_) {
      for (const std::string& object : objects_) {
        if (told_ >= most_of_record) {
          problem_ = "more than 100,000 observations in one line";
          return;
        }
        if (unclean(subject) || unclean(object) || unclean(seen.relation) || unclean(seen.source)) {
          problem_ = "what would be used of the line is not UTF-8";
          continue;
        }
        Observation each = seen;
        each.subject = subject;
        each.object = object;
        ++told_;
        calls_.take(std::move(each), place_);
      }
    }
  }

  const ObservationInput& input_;
  const ObservationForms& forms_;
  const Limits& limits_;
  const ObservationCalls& calls_;
  DelimitedRecords table_;
  ObservedRecord record_;
  ObservationShape shape_;
  const ObservationForm* form_ = nullptr;
  LinePlace place_;
  std::uint64_t number_ = 0;
  bool begun_ = false, stopped_ = false, cut_ = false;
  std::size_t told_ = 0;  // observations of this line
  std::string_view problem_;
  std::vector<std::string> subjects_, objects_, some_;
};

// Seconds that the zone at the end of a time is ahead of UTC.
std::int64_t zone_of(std::string_view time) {
  const std::size_t sign = time.find_first_of("+-");
  if (sign == std::string_view::npos) return 0;
  std::string digits(time.substr(sign + 1));
  std::erase(digits, ':');
  if (digits.size() != 4 || !std::all_of(digits.begin(), digits.end(), is_digit)) return 0;
  const std::int64_t seconds =
      ((digits[0] - '0') * 10 + digits[1] - '0') * 3600 + ((digits[2] - '0') * 10 + digits[3] - '0') * 60;
  return time[sign] == '-' ? -seconds : seconds;
}

// "HH:MM:SS..." in seconds; 0 where it is none.
std::int64_t clock_of(std::string_view time) {
  if (time.size() < 5 || time[2] != ':') return 0;
  const auto two = [&](std::size_t at) { return (time[at] - '0') * 10 + time[at + 1] - '0'; };
  return two(0) * 3600 + two(3) * 60;
}

}  // namespace

Result<ObservationShape> read_observations(const ObservationInput& input, const ObservationForms& forms,
                                           const Limits& limits, const ObservationCalls& calls) {
  return ObservationReader(input, forms, limits, calls).read();
}

std::optional<Day> observed_day(std::string_view text, bool last) {
  text = trim(text);
  if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) {
    const auto date = parse_date(text.substr(0, 10));
    if (!date) return std::nullopt;
    const std::string_view time = text.substr(11);
    return std::chrono::floor<std::chrono::days>(Time(date->first) +
                                                 std::chrono::seconds(clock_of(time) - zone_of(time)));
  }
  if (const auto date = parse_date(text)) return last ? last_day(*date) : date->first;
  const std::string_view whole = text.substr(0, text.find('.'));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  if (error != std::errc() || end != whole.data() + whole.size()) return std::nullopt;
  constexpr std::int64_t least = 100'000'000, most = 9'999'999'999;
  for (int unit = 0; unit < 2 && number > most; ++unit) number /= 1000;
  if (number < least || number > most) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(Time(std::chrono::seconds(number)));
}

}  // namespace whence

#include "knowledge/reference.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whence {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 5> dating_names = {"day", "month", "year", "retrieved", "none"};

// A place in a text that is read from left to right. Each reader answers nothing, and stays, where its thing is not.
struct Reader {
  std::string_view rest;

  bool take(std::string_view wanted) {
    if (!rest.starts_with(wanted)) return false;
    rest.remove_prefix(wanted.size());
    return true;
  }
  std::optional<unsigned> number(std::size_t least, std::size_t most) {
    std::size_t size = 0;
    unsigned value = 0;
    while (size < rest.size() && size < most && is_digit(rest[size]))
      value = value * 10 + static_cast<unsigned>(rest[size++] - '0');
    if (size < least) return std::nullopt;
    rest.remove_prefix(size);
    return value;
  }
  std::optional<month> named_month() {
    for (std::size_t i = 0; i < months.size(); ++i) {
      if (take(months[i])) {
        take(".");
        return month(static_cast<unsigned>(i + 1));
      }
    }
    return std::nullopt;
  }
};

std::optional<Day> real_day(unsigned y, month m, unsigned d) {
  const year_month_day date(year(static_cast<int>(y)), m, day(d));
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

// What stands after an opening bracket.
Dated in_brackets(std::string_view text) {
  Reader reader{text};
  const auto y = reader.number(4, 4);
  if (!y) return {};
  if (reader.take(")")) return {real_day(*y, December, 28), Dating::year};
  if (!reader.take(", ")) return {};
  const auto m = reader.named_month();
  if (!m) return {};
  if (reader.take(")")) return {real_day(*y, *m, 28), Dating::month};
  if (!reader.take(" ")) return {};
  const auto d = reader.number(1, 2);
  if (!d || !reader.take(")")) return {};
  const auto date = real_day(*y, *m, *d);
  return date ? Dated{date, Dating::day} : Dated{};
}

// What stands after the word "Retrieved".
Dated after_retrieved(std::string_view text) {
  Reader reader{text};
  reader.take(":");
  if (!reader.take(" ")) return {};
  reader.take("on ");
  const auto m = reader.named_month();
  if (!m || !reader.take(" ")) return {};
  const auto d = reader.number(1, 2);
  if (!d || !reader.take(", ")) return {};
  const auto y = reader.number(4, 4);
  if (!y) return {};
  const auto date = real_day(*y, *m, *d);
  return date ? Dated{date, Dating::retrieved} : Dated{};
}

template <class Read>
Dated first_after(std::string_view text, std::string_view mark, const Read& read) {
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at)) {
    at += mark.size();
    if (const Dated found = read(text.substr(at)); found.date) return found;
  }
  return {};
}

void drop_scheme(std::string& address) {
  for (const std::string_view scheme : {"https:", "http:"}) {
    if (address.starts_with(scheme)) {
      address.erase(0, std::min(address.find_first_not_of('/', scheme.size()), address.size()));
      return;
    }
  }
}

void drop_www(std::string& address) {
  if (address.starts_with("www.")) address.erase(0, 4);
}

// "web.archive.org/web/20210101000000if_/https://site/page" is the page.
void drop_archive(std::string& address) {
  constexpr std::string_view archive = "web.archive.org/web/";
  if (!address.starts_with(archive)) return;
  std::size_t at = archive.size();
  while (at < address.size() && is_digit(address[at])) ++at;
  while (at < address.size() && (is_alpha(address[at]) || address[at] == '_')) ++at;
  if (at == archive.size() || at == address.size() || address[at] != '/') return;
  address.erase(0, at + 1);
  drop_scheme(address);
  drop_www(address);
}

}  // namespace

std::string reference_identity(std::string_view url, std::string_view name) {
  std::string address = lower(trim(url));
  if (address.empty()) return std::string(name);
  drop_scheme(address);
  drop_www(address);
  drop_archive(address);
  while (!address.empty() && address.back() == '/') address.pop_back();
  return address;
}

Dated publication_date(std::string_view citation) {
  Dated best;
  for (const Dating wanted : {Dating::day, Dating::month, Dating::year}) {
    best = first_after(citation, "(", [&](std::string_view rest) {
      const Dated found = in_brackets(rest);
      return found.dating == wanted ? found : Dated{};
    });
    if (best.date) return best;
  }
  return first_after(citation, "Retrieved", after_retrieved);
}

Dated earlier(const Dated& a, const Dated& b) {
  if (!a.date) return b;
  if (!b.date) return a;
  if (*a.date != *b.date) return *a.date < *b.date ? a : b;
  return a.dating >= b.dating ? a : b;  // on the same day the coarser: it claims less
}

std::string_view name_of(Dating dating) { return dating_names[static_cast<std::size_t>(dating)]; }

std::optional<Dating> dating_named(std::string_view name) {
  for (std::size_t i = 0; i < dating_names.size(); ++i) {
    if (dating_names[i] == name) return static_cast<Dating>(i);
  }
  return std::nullopt;
}

std::string name_key(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  for (const char c : name) {
    if (is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80) key += to_lower(c);
  }
  return key;
}

}  // namespace whence

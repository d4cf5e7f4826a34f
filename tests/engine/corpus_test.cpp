// Documents as ministries, companies and outlets write them (tests/engine/corpus), added to a workspace, and the ledger
// that comes out compared with what a careful reader finds. A statement that is missed is counted against a floor that
// only rises; one that nobody made fails the test.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/file.h"
#include "base/table.h"
#include "base/text.h"
#include "engine/add.h"
#include "engine/ledger.h"

using namespace whence;

namespace {

namespace fs = std::filesystem;

const std::string folder = std::string(WHENCE_TESTS) + "/engine/corpus";

using Names = std::vector<std::string>;

// A line of expected.tsv. A name that ends in '?' may be there and need not be.
struct Expected {
  std::string document, words, kind, origin, incident;
  Names accusers, accused, groups;
  bool must = true;
  std::size_t line = 0;
  std::vector<const LedgerLine*> found;  // lines that fit
};

struct Corpus {
  std::vector<Expected> rows;
  std::map<std::string, Names> contested;
};

Names names_in(std::string_view cell) {
  Names names;
  for (const std::string_view part : split(cell, '|')) {
    if (!trim(part).empty()) names.emplace_back(trim(part));
  }
  return names;
}

Corpus read_corpus() {
  Corpus corpus;
  const auto tsv = read_file(folder + "/expected.tsv", Limits{});
  REQUIRE(tsv);
  const auto table = read_table(*tsv, "expected.tsv");
  REQUIRE_MESSAGE(table, (table ? "" : table.error().message));
  for (std::size_t at = 0; at < table->cells.size(); at += table->columns.size()) {
    const auto cell = [&](std::size_t column) { return std::string(table->cells[at + column]); };
    Expected row{cell(0),
                 cell(1),
                 cell(2),
                 cell(6),
                 cell(7),
                 names_in(cell(3)),
                 names_in(cell(4)),
                 names_in(cell(5)),
                 cell(8) == "must",
                 table->first_line + at / table->columns.size(),
                 {}};
    corpus.rows.push_back(std::move(row));
  }
  const auto answers = read_file(folder + "/contested.tsv", Limits{});
  REQUIRE(answers);
  const auto by = read_table(*answers, "contested.tsv");
  REQUIRE(by);
  for (std::size_t at = 0; at < by->cells.size(); at += 2)
    corpus.contested[std::string(by->cells[at])] = names_in(by->cells[at + 1]);
  return corpus;
}

std::string kind_of(const LedgerLine& line) {
  const auto act = act_named(line.act);
  REQUIRE(act);
  switch (*act) {
    case Act::accuse:
    case Act::attribute:
    case Act::counter_accuse:
      return "allegation";
    case Act::link_sponsor:
      return "tie";
    case Act::charge:
    case Act::revise:
      return "charge";
    case Act::disclose_victimhood:
      return "victim";
    case Act::deny:
    case Act::reject:
    case Act::dismiss:
      return "denial";
    default:
      return "other";
  }
}

// A charge may be read as an accusation, a tie as part of an attribution.
bool alike(const std::string& expected, const std::string& found) {
  const auto alleges = [](const std::string& kind) {
    return kind == "allegation" || kind == "tie" || kind == "charge";
  };
  return expected == found || (alleges(expected) && alleges(found));
}

bool asked_for(const std::string& name) { return !name.ends_with('?'); }
std::string plain(const std::string& name) { return asked_for(name) ? name : name.substr(0, name.size() - 1); }

// Every code is one that is expected.
bool within(const Names& codes, const Names& expected) {
  return std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
    return std::any_of(expected.begin(), expected.end(), [&](const std::string& one) { return plain(one) == code; });
  });
}
// Every name that must be there stands in the codes or in the words.
bool complete(const Names& expected, const Names& codes, const std::string& words) {
  return std::all_of(expected.begin(), expected.end(), [&](const std::string& one) {
    return !asked_for(one) || std::find(codes.begin(), codes.end(), one) != codes.end() ||
           lower(words).find(lower(one)) != std::string::npos;
  });
}
bool names_one_of(const std::string& words, const Names& expected) {
  return std::any_of(expected.begin(), expected.end(),
                     [&](const std::string& one) { return lower(words).find(lower(plain(one))) != std::string::npos; });
}

bool fits(const LedgerLine& line, const Expected& row) {
  return alike(row.kind, kind_of(line)) && within(line.accuser_states, row.accusers) &&
         within(line.accused_states, row.accused) &&
         (line.groups.empty() || line.groups == "group" || names_one_of(line.groups, row.groups));
}
bool whole(const LedgerLine& line, const Expected& row) {
  return fits(line, row) && row.kind == kind_of(line) && complete(row.accusers, line.accuser_states, line.accusers) &&
         complete(row.accused, line.accused_states, "") && complete(row.groups, {}, line.groups);
}

// Says more than that something happened: names who did it, or charges somebody.
bool links(const LedgerLine& line) {
  if (line.denied || line.act == "decline-to-name") return false;
  const std::string kind = kind_of(line);
  return kind == "denial" || kind == "charge" ||
         ((kind == "allegation" || kind == "tie") && (!line.accused_states.empty() || !line.groups.empty()));
}

struct Kept {
  fs::path path = fs::temp_directory_path() / ("whence-corpus-" + std::to_string(::getpid()) + ".db");
  ~Kept() {
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(path.string() + ending);
  }
};

// The ledger and, for each of its lines, the sentence that it stands in.
struct Result_ {
  LedgerView accusations, answers;
  std::map<std::string, std::vector<std::string>> sentences;  // by document's file name
};

std::string file_name(const std::string& name) { return name.substr(name.find_last_of('/') + 1); }

void keep_sentences(Workspace& workspace, Result_& result) {
  std::vector<DocumentRow> rows = workspace.documents(0, 1000);
  for (const DocumentRow& row : rows) {
    const auto reading = workspace.reading(row);
    REQUIRE(reading);
    auto& sentences = result.sentences[row.name];
    for (const Sentence& sentence : reading->sentences)
      sentences.push_back(squeeze(text_of(reading->document.text, sentence.span)));
  }
}

Result_ ledger_of_corpus() {
  const Kept kept;
  auto opened = Workspace::open(kept.path.string(), Access::write);
  REQUIRE(opened);
  Workspace& workspace = opened.value();
  const Data data = Data::open_embedded().value();
  const ReadingDesk desk = ReadingDesk::open(data).value();
  const auto add = [&](std::vector<std::string> files, const Provenance& stated) {
    AddRequest request;
    request.files = std::move(files);
    request.stated = stated;
    const auto done = add_documents(desk, workspace, request, versions_of(data), Time{}, {}, [](const Added&) {}, {});
    REQUIRE(done);
    REQUIRE(done->failed == 0);
  };
  // Plain text says neither when nor where it appeared.
  const std::tuple<const char*, const char*, const char*> stated[] = {
      {"02-wire.txt", "Strait Wire", "2026-03-02"},
      {"07-tabloid.txt", "The Daily Gong", "2026-03-04"},
      {"18-halden-report.md", "Halden Research", "2026-05-04"},
      {"38-xemora-xindar.txt", "Coast Radio", "2026-10-12"}};
  std::set<std::string> named{"expected.tsv", "contested.tsv", "README.md"};
  for (const auto& [name, source, published] : stated) {
    Provenance from;
    from.source = source;
    from.published = parse_date(published);
    add({folder + "/" + name}, from);
    named.insert(name);
  }
  std::vector<std::string> rest;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!named.contains(entry.path().filename().string())) rest.push_back(entry.path().string());
  }
  std::sort(rest.begin(), rest.end());
  add(rest, {});
  Result_ result;
  LedgerFilter filter;
  filter.record = false;
  filter.most = 10'000;
  result.accusations = ledger(data, &workspace, filter).value();
  filter.act = {"deny", "reject", "dismiss"};
  result.answers = ledger(data, &workspace, filter).value();
  keep_sentences(workspace, result);
  return result;
}

struct Count {
  std::size_t wanted = 0, found = 0;
};

class Comparison {
 public:
  Comparison(Corpus corpus, const Result_& result) : corpus_(std::move(corpus)), result_(result) {
    for (const LedgerLine& line : result_.accusations.lines) place(line);
    for (const LedgerLine& line : result_.answers.lines) place(line);
  }

  void statements() {
    for (const Expected& row : corpus_.rows) {
      if (!row.must || row.kind == "none") continue;
      const bool there =
          std::any_of(row.found.begin(), row.found.end(), [&](const LedgerLine* line) { return whole(*line, row); });
      count("statements", there, fmt::format("expected.tsv:{}: {} {}", row.line, row.document, row.words));
    }
  }

  // Statements that go back to one, or belong to one incident. What n statements of one label need is n - 1 links; they
  // have n less the groups that they are found in, so that a large incident counts by its statements and not by their
  // pairs. One that was not read is a group of its own; "of those read" leaves it out.
  void links_of(const std::string& what, std::string Expected::* label, std::string LedgerLine::* key) {
    std::map<std::string, std::vector<const Expected*>> labelled;
    for (const Expected& row : corpus_.rows) {
      if ((row.*label).empty() || !row.must || row.kind == "denial" || row.kind == "none") continue;
      labelled[row.*label].push_back(&row);
    }
    for (const auto& [name, rows] : labelled) {
      const auto read = static_cast<std::size_t>(
          std::count_if(rows.begin(), rows.end(), [](const Expected* row) { return !row->found.empty(); }));
      const std::size_t groups = found_in(rows, key);
      counts[what].wanted += rows.size() - 1;
      counts[what].found += read - groups;
      counts[what + " of those read"].wanted += read == 0 ? 0 : read - 1;
      counts[what + " of those read"].found += read - groups;
      if (read > groups + 1 || groups > 1 || read < rows.size())
        missed.push_back(
            fmt::format("{} {}: {} statements, {} read, in {} groups", what, name, rows.size(), read, groups));
    }
    wrong_pairs(what, label, key);
  }

  void answers() {
    const std::map<std::string, std::string> names{{"XA", "Xalia"},  {"XB", "Xebros"}, {"XC", "Xorland"},
                                                   {"XD", "Xindar"}, {"XE", "Xemora"}, {"XF", "Xufinia"}};
    for (const Expected& row : corpus_.rows) {
      const auto by = corpus_.contested.find(row.incident);
      if (by == corpus_.contested.end() || row.kind == "denial" || row.kind == "none") continue;
      for (const LedgerLine* line : row.found) {
        std::set<std::string> who;
        for (const LedgerAnswer& answer : line->answers) {
          for (const auto& [code, name] : names) {
            if (answer.by.find(name) != std::string::npos || answer.by.find(code) != std::string::npos)
              who.insert(code);
          }
        }
        for (const std::string& code : who) {
          const bool expected = std::find(by->second.begin(), by->second.end(), code) != by->second.end();
          if (!expected) wrong.push_back(fmt::format("{} s{} is answered by {}", row.document, line->sentence, code));
        }
        if (row.must && row.kind == "allegation" && !by->second.empty())
          count("answers", std::includes(who.begin(), who.end(), by->second.begin(), by->second.end()),
                fmt::format("no answer by {}: {} s{}", join(by->second, " "), row.document, line->sentence));
      }
    }
  }

  std::map<std::string, Count> counts;
  std::vector<std::string> wrong, missed;

 private:
  void place(const LedgerLine& line) {
    const std::string name = file_name(line.document_name);
    const auto sentences = result_.sentences.find(line.document_name);
    REQUIRE(sentences != result_.sentences.end());
    const std::string sentence = line.sentence >= 1 && line.sentence <= sentences->second.size()
                                     ? sentences->second[line.sentence - 1]
                                     : squeeze(line.quote);
    bool fitting = false;
    for (Expected& row : corpus_.rows) {
      if (row.document != name || sentence.find(row.words) == std::string::npos || !fits(line, row)) continue;
      row.found.push_back(&line);
      fitting = true;
    }
    if (!fitting && links(line))
      wrong.push_back(fmt::format("{} s{} {}: {} of {} {} ({})", name, line.sentence, line.act,
                                  line.accusers.empty() ? "nobody" : line.accusers,
                                  line.accused.empty() ? join(line.accused_states, " ") : line.accused, line.groups,
                                  shortened_(sentence)));
  }
  static std::string shortened_(const std::string& text) { return text.substr(0, 100); }

  static bool shared(const Expected& a, const Expected& b, std::string LedgerLine::* key) {
    for (const LedgerLine* one : a.found) {
      for (const LedgerLine* other : b.found) {
        if (!(one->*key).empty() && one->*key == other->*key) return true;
      }
    }
    return false;
  }

  // Into how many groups the statements fall that were read: those that share a key, directly or through others.
  static std::size_t found_in(const std::vector<const Expected*>& rows, std::string LedgerLine::* key) {
    std::vector<std::set<std::string>> groups;
    for (const Expected* row : rows) {
      if (row->found.empty()) continue;
      std::set<std::string> keys;
      for (const LedgerLine* line : row->found)
        keys.insert((line->*key).empty() ? fmt::format("line {}", row->line) : line->*key);
      std::erase_if(groups, [&](const std::set<std::string>& group) {
        const bool met = std::any_of(group.begin(), group.end(), [&](const auto& one) { return keys.contains(one); });
        if (met) keys.insert(group.begin(), group.end());
        return met;
      });
      groups.push_back(std::move(keys));
    }
    return groups.size();
  }

  // What is found together and must not be, in one document or in two.
  void wrong_pairs(const std::string& what, std::string Expected::* label, std::string LedgerLine::* key) {
    for (std::size_t i = 0; i < corpus_.rows.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        const Expected &a = corpus_.rows[i], &b = corpus_.rows[k];
        if ((a.*label).empty() || (b.*label).empty() || !a.must || !b.must || a.*label == b.*label) continue;
        if (a.kind == "denial" || b.kind == "denial" || !shared(a, b, key)) continue;
        wrong.push_back(fmt::format("{} of lines {} and {}: {} · {}", what, b.line, a.line, b.words, a.words));
      }
    }
  }

  void count(const std::string& what, bool there, const std::string& where) {
    ++counts[what].wanted;
    if (there) ++counts[what].found;
    if (!there) missed.push_back(what + ": " + where);
  }

  Corpus corpus_;
  const Result_& result_;
};

}  // namespace

TEST_CASE("documents of ministries, companies and outlets give the expected ledger, and nothing that nobody said") {
  const Result_ result = ledger_of_corpus();
  REQUIRE(result.sentences.size() >= 30);
  CHECK(result.accusations.exercise);
  Comparison comparison(read_corpus(), result);
  comparison.statements();
  comparison.links_of("origins", &Expected::origin, &LedgerLine::origin);
  comparison.links_of("incidents", &Expected::incident, &LedgerLine::incident);
  comparison.answers();
  if (const char* where = std::getenv("WHENCE_MISSES"); where != nullptr)
    REQUIRE(write_file(where, join(comparison.missed, "\n") + "\n"));
  for (const auto& [what, count] : comparison.counts)
    fmt::print("corpus {:<24} {} of {}\n", what, count.found, count.wanted);
  CHECK(join(comparison.wrong, "\n") == "");
  // Floors: what was reached. They only rise.
  const std::map<std::string, std::size_t> floors{
      {"statements", 63}, {"origins", 31}, {"incidents", 32}, {"answers", 35}};
  for (const auto& [what, floor] : floors) {
    CAPTURE(what);
    CHECK(comparison.counts[what].found >= floor);
  }
}

TEST_CASE("documents that were not read for their language are counted beside every total") {
  const Result_ result = ledger_of_corpus();
  std::map<std::string, std::size_t> unread;
  for (const LedgerUnread& one : result.accusations.unread) unread[one.language] += one.documents;
  CHECK(unread == std::map<std::string, std::size_t>{{"fi", 1}, {"hu", 1}, {"pt", 1}, {"tr", 1}});
}

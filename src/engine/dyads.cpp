#include "engine/dyads.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "engine/ledger.h"
#include "engine/ledger_names.h"
#include "knowledge/ledger.h"

namespace whence {
namespace {

constexpr std::size_t most_claims = 5'000;  // read back for a view; a larger workspace is said to hold more

Result<void> load_numbers(const Data& data, DyadRules& rules) {
  WHENCE_TRY(const Table table, data.table("relations/parameters"));
  WHENCE_TRY(const std::size_t id, table.column("id"));
  WHENCE_TRY(const std::size_t value, table.column("value"));
  std::map<std::string, double, std::less<>> numbers;
  for (std::size_t row = 0; row < table.rows(); ++row)
    numbers.emplace(table.text(row, id), table.real(row, value).value_or(std::nan("")));
  std::string missing;
  const auto number = [&](std::string_view name, double least, double most) {
    const auto found = numbers.find(name);
    if (found != numbers.end() && found->second >= least && found->second <= most) return found->second;
    missing = fmt::format("data/relations/parameters.tsv: '{}' must be there, from {} to {}", name, least, most);
    return least;
  };
  rules.prior = {number("prior_a", 1e-6, 1e6), number("prior_b", 1e-6, 1e6)};
  rules.half_life = number("half_life", 0.01, 1000.0);
  rules.factor_sure = number("factor_sure", 1.0, 1e9);
  rules.factor_weak = number("factor_weak", 1.0, 1e9);
  rules.margin = static_cast<std::size_t>(number("change_margin", 1.0, 600.0));
  rules.recent = static_cast<std::size_t>(number("surprise_window", 1.0, 600.0));
  rules.cluster_days = static_cast<int>(number("cluster_days", 0.0, 3660.0));
  for (std::size_t rung = 1; rung < rules.rung_weight.size(); ++rung)
    rules.rung_weight[rung] = number("weight_rung_" + std::to_string(rung), 0.0, 1000.0);
  rules.begin = static_cast<int>(std::lround(number("window_begin", 1900.0, 2200.0) * 12.0));
  rules.end = static_cast<int>(std::lround(number("window_end", 1900.0, 2200.0) * 12.0));
  if (!missing.empty()) return Error{Code::malformed, missing};
  return {};
}

Result<void> load_words(const Data& data, DyadRules& rules) {
  WHENCE_TRY(const Table words, data.table("relations/words"));
  WHENCE_TRY(const std::size_t place, words.column("place"));
  WHENCE_TRY(const std::size_t phrase, words.column("phrase"));
  WHENCE_TRY(const std::size_t kind, words.column("kind"));
  WHENCE_TRY(const std::size_t weight, words.column("weight"));
  for (std::size_t row = 0; row < words.rows(); ++row)
    rules.words.push_back({words.text(row, place) == "reply", std::string(words.text(row, phrase)),
                           std::string(words.text(row, kind)), words.real(row, weight).value_or(0.0)});
  WHENCE_TRY(const Table speakers, data.table("relations/speakers"));
  WHENCE_TRY(const std::size_t speaker, speakers.column("speaker"));
  WHENCE_TRY(const std::size_t state, speakers.column("state"));
  for (std::size_t row = 0; row < speakers.rows(); ++row)
    rules.speaks_for.emplace(speakers.text(row, speaker), speakers.text(row, state));
  WHENCE_TRY(const Table regions, data.table("relations/regions"));
  WHENCE_TRY(const std::size_t region, regions.column("region"));
  WHENCE_TRY(const std::size_t states, regions.column("states"));
  for (std::size_t row = 0; row < regions.rows(); ++row) {
    for (const std::string_view one : regions.list(row, states)) rules.region.emplace(one, regions.text(row, region));
  }
  return {};
}

// Names under which a victim is known to be of a state. They must stand as written: "US" is not "us".
Result<void> load_owners(const Data& data, std::string_view name, std::string_view code,
                         const std::vector<std::string_view>& columns, DyadRules& rules) {
  WHENCE_TRY(const Table table, data.table(name));
  WHENCE_TRY(const std::size_t state, table.column(code));
  for (const std::string_view one : columns) {
    WHENCE_TRY(const std::size_t names, table.column(one));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.text(row, state).empty()) continue;
      for (const std::string_view written : table.list(row, names))
        rules.owners.emplace_back(written, table.text(row, state));
    }
  }
  return {};
}

Result<void> load_victims(const Data& data, DyadRules& rules) {
  struct Source {
    const char *table, *code;
    std::vector<std::string_view> columns;
  };
  const std::vector<Source> sources = {{"gazetteer/states", "code", {"names", "adjectives"}},
                                       {"gazetteer/institutions", "state", {"names"}},
                                       {"gazetteer/establishments", "state", {"names"}}};
  for (const Source& source : sources) {
    if (auto done = load_owners(data, source.table, source.code, source.columns, rules); !done) return done.error();
  }
  WHENCE_TRY(const Table sectors, data.table("gazetteer/sectors"));
  WHENCE_TRY(const std::size_t word, sectors.column("word"));
  WHENCE_TRY(const std::size_t sector, sectors.column("sector"));
  for (std::size_t row = 0; row < sectors.rows(); ++row)
    rules.sectors.emplace_back(lower(sectors.text(row, word)), std::string(sectors.text(row, sector)));
  return {};
}

Result<std::string> state_of(const StateNames& states, const std::string& typed) {
  const std::string code = states.code(typed);
  if (code.empty())
    return Error{Code::malformed, visible(typed) + ": no state or body known here; write its name or code (XA)"};
  return code;
}

Result<std::vector<LedgerLine>> claim_lines(const Data& data, Workspace& workspace, const DyadRequest& request,
                                            DyadView& view) {
  std::vector<LedgerLine> lines;
  std::vector<LedgerFilter> filters(request.a.empty() ? 1 : 2);
  if (filters.size() == 2) {
    filters[0].accuser = filters[1].accused = {view.a};
    filters[1].accuser = filters[0].accused = {view.b};
  }
  for (LedgerFilter& filter : filters) {
    filter.act = {"accuse", "attribute", "link-sponsor", "charge", "sanction", "advise", "counter-accuse"};
    filter.record = false;
    filter.rung = 1;
    filter.most = most_claims;
    WHENCE_TRY(LedgerView found, ledger(data, &workspace, filter));
    view.claims_more = view.claims_more || found.claims_more();
    view.exercise = view.exercise || found.exercise;
    lines.insert(lines.end(), std::make_move_iterator(found.lines.begin()), std::make_move_iterator(found.lines.end()));
  }
  return lines;
}

// What would be in a series if its document, or its own words, said when it was.
void count_undated(const std::vector<LedgerLine>& lines, DyadView& view) {
  std::set<std::string> documents;
  for (const LedgerLine& line : lines) {
    if (!line.date.empty() || line.denied || line.accuser_states.empty() || line.accused_states.empty()) continue;
    ++view.undated_claims;
    documents.insert(line.document);
  }
  view.undated_documents = documents.size();
}

Result<void> set_window(const DyadRequest& request, DyadRules& rules, DyadView& view) {
  if (request.from) rules.begin = month_of({request.from->first, Precision::day});
  if (request.to) rules.end = month_of({last_day(*request.to), Precision::day}) + 1;
  if (rules.end - rules.begin < 24)
    return Error{Code::malformed, "--from, --to: the window must be two years or longer"};
  view.from = month_date(rules.begin);
  view.to = month_date(rules.end - 1);
  return {};
}

// Before the window nothing counts, neither as an event nor as an earlier act; after it neither, if its end was asked
// for.
void keep_window(std::vector<DyadAct>& acts, const DyadRequest& request, const DyadRules& rules) {
  std::erase_if(acts, [&](const DyadAct& act) {
    return month_of(act.date) < rules.begin || (request.to && month_of(act.date) >= rules.end);
  });
}

void hide_replies(std::vector<Dyad>& dyads) {
  for (Dyad& dyad : dyads) {
    for (DyadAct& act : dyad.acts)
      dyad.replies_hidden += std::erase_if(act.replies, [](const DyadReply& reply) { return !reply.verified; });
  }
}

}  // namespace

Result<DyadRules> dyad_rules(const Data& data) {
  DyadRules rules;
  if (auto done = load_numbers(data, rules); !done) return done.error();
  if (auto done = load_words(data, rules); !done) return done.error();
  if (auto done = load_victims(data, rules); !done) return done.error();
  return rules;
}

Result<DyadView> dyads(const Data& data, Workspace* workspace, const DyadRequest& request) {
  WHENCE_TRY(const StateNames states, StateNames::load(data));
  WHENCE_TRY(DyadRules rules, dyad_rules(data));
  DyadView view;
  view.data = data.hash();
  view.pair = !request.a.empty();
  if (view.pair) {
    WHENCE_TRY(view.a, state_of(states, request.a));
    WHENCE_TRY(view.b, state_of(states, request.b));
    if (view.a == view.b) return Error{Code::malformed, "two different states or bodies are needed"};
  }
  std::vector<DyadAct> acts;
  if (request.record) {
    WHENCE_TRY(const std::vector<LedgerEntry> record, load_ledger(data));
    view.record_size = record.size();
    for (const LedgerEntry& entry : record) view.unverified += entry.verified ? 0 : 1;
    acts = acts_of(record, rules, request.unverified);
    view.rows = acts.size();
  }
  if (request.claims && workspace != nullptr) {
    WHENCE_TRY(const std::vector<LedgerLine> lines, claim_lines(data, *workspace, request, view));
    view.claims = add_claims(acts, lines, rules);
    count_undated(lines, view);
    view.exercise = view.exercise && view.claims != 0;
  }
  if (auto done = set_window(request, rules, view); !done) return done.error();
  keep_window(acts, request, rules);
  view.half_life = rules.half_life;
  view.sure = rules.factor_sure;
  view.weak = rules.factor_weak;
  // Unverified answers weigh nothing and are not shown, unless asked for.
  if (!request.unverified) {
    for (DyadAct& act : acts) {
      for (DyadReply& reply : act.replies) reply.weight = reply.verified ? reply.weight : 0.0;
    }
  }
  // Every pair is needed for the rates of a region.
  view.dyads = dyads_of(acts, rules);
  if (view.pair) {
    std::erase_if(view.dyads, [&](const Dyad& dyad) {
      return !(dyad.accuser == view.a && dyad.accused == view.b) && !(dyad.accuser == view.b && dyad.accused == view.a);
    });
    std::stable_sort(view.dyads.begin(), view.dyads.end(), [&](const Dyad& one, const Dyad& other) {
      return one.accuser == view.a && other.accuser != view.a;
    });
  } else {
    std::erase_if(view.dyads, [](const Dyad& dyad) { return dyad.events.empty(); });
  }
  for (const Dyad& dyad : view.dyads) view.extended = view.extended || dyad.to > view.to;
  if (!request.unverified) hide_replies(view.dyads);
  return view;
}

Result<std::map<std::string, std::string, std::less<>>> names_in(const Data& data, const DyadView& view) {
  WHENCE_TRY(const StateNames states, StateNames::load(data));
  std::map<std::string, std::string, std::less<>> names;
  for (const Dyad& dyad : view.dyads) {
    for (const std::string* code : {&dyad.accuser, &dyad.accused}) names.emplace(*code, states.name(*code));
  }
  for (const std::string* code : {&view.a, &view.b}) {
    if (!code->empty()) names.emplace(*code, states.name(*code));
  }
  return names;
}

}  // namespace whence

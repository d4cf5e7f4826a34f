// Attributions that other systems' objects make, beside claims and record: who says so, how sure he says he is, who
// disagrees. Nothing is inferred from them; they have no rung.
#include <algorithm>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "engine/ledger_parts.h"
#include "format/stix_objects.h"
#include "store/objects.h"

namespace whence {
namespace {

// Fields that such an object does not have leave none of them.
bool can_leave_any(const LedgerFilter& asked) {
  return asked.organ.empty() && asked.victim.empty() && asked.sector.empty() && asked.act.empty() &&
         asked.hedge.empty() && asked.status.empty() && asked.document.empty() && asked.outlet.empty() &&
         asked.tag.empty() && asked.incident.empty() && !asked.rung;
}

bool leaves(const LedgerLine& line, const ResolvedFilter& filter) {
  const LedgerFilter& asked = *filter.asked;
  if (!filter.accuser_states.empty() && !share_one(filter.accuser_states, line.accuser_states)) return false;
  if (!filter.accuser_names.empty() && !any_stands_in(line.accusers, filter.accuser_names)) return false;
  if (!filter.accused_states.empty() && !share_one(filter.accused_states, line.accused_states)) return false;
  const bool named = std::all_of(filter.groups.begin(), filter.groups.end(),
                                 [&](const auto& names) { return any_stands_in(line.groups, names); });
  if (!named) return false;
  const auto day = parse_date(line.date);
  if ((asked.from || asked.to) && !day) return false;
  if ((asked.from && last_day(*day) < asked.from->first) || (asked.to && day->first > last_day(*asked.to)))
    return false;
  const std::string all = lower(line.text + " " + line.quote);
  const std::string wanted = lower(squeeze(asked.words));
  const auto parts = split(wanted, ' ');
  return std::all_of(parts.begin(), parts.end(),
                     [&](std::string_view word) { return all.find(word) != std::string::npos; });
}

class Exchanged {
 public:
  Exchanged(Workspace& workspace, const ResolvedFilter& filter, const StateNames& states)
      : workspace_(workspace), filter_(filter), states_(states), limits_{.bytes = std::size_t{1} << 30U} {}

  Result<std::vector<LedgerLine>> lines(bool& more) {
    constexpr std::size_t step = 500;
    std::int64_t after = 0;
    while (true) {
      const std::vector<StoredObject> objects = stored_attributions(workspace_, stix_extension_id(), after, step);
      for (const StoredObject& object : objects) {
        after = object.number;
        LedgerLine line = line_of(object);
        if (!leaves(line, filter_)) continue;
        more = lines_.size() == filter_.asked->most;
        if (more) break;
        at_.emplace(object.id, lines_.size());
        lines_.push_back(std::move(line));
      }
      if (more || objects.size() < step) break;
    }
    if (!lines_.empty()) add_opinions();
    if (auto done = workspace_.problem(); !done) return done.error();
    return std::move(lines_);
  }

 private:
  struct Named {
    std::string name, type;
    bool person = false;
  };

  Json parsed(const StoredObject& object) const {
    auto json = parse_json(object.json, object.source, limits_);
    return json ? std::move(json).value() : Json();
  }

  const Named& named(const std::string& id) {
    const auto [at, fresh] = names_.try_emplace(id);
    if (!fresh) return at->second;
    const auto held = newest_object(workspace_, id);
    if (!held) {
      at->second = {id, id.substr(0, id.find("--")), false};
      return at->second;
    }
    const Json object = parsed(*held);
    at->second = {std::string(object["name"].text()), held->type, object["identity_class"].text() == "individual"};
    if (at->second.name.empty()) at->second.name = id;
    return at->second;
  }

  std::string author(const Json& object) {
    const std::string id(object["created_by_ref"].text());
    return id.empty() ? "author not named" : named(id).name;
  }

  LedgerLine line_of(const StoredObject& held) {
    const Json object = parsed(held);
    LedgerLine line;
    line.exchanged = true;
    line.id = held.id;
    line.act = "attribute";
    line.date = object["created"].text().substr(0, 10);
    line.accusers = author(object);
    if (const std::string code = states_.code(line.accusers); !code.empty()) line.accuser_states = {code};
    const Named& from = named(std::string(object["source_ref"].text()));
    const Named& to = named(std::string(object["target_ref"].text()));
    for (const Named* each : {&from, &to}) {
      if (each->type == "intrusion-set") line.groups += (line.groups.empty() ? "" : "; ") + each->name;
    }
    if (to.type != "intrusion-set" && !to.person) {
      if (const std::string code = states_.code(to.name); !code.empty()) line.accused_states = {code};
    }
    if (to.type != "intrusion-set") line.accused = to.name;
    line.text = line.accusers + ": " + from.name + " attributed to " + to.name;
    line.quote = object["description"].text();
    if (const auto confidence = object["confidence"].number())
      line.status = "confidence " + std::to_string(static_cast<int>(*confidence));
    line.document_name = held.source;
    line.tlp = strictest_mark(held.json);
    for (const Json& label : object["labels"].items()) line.exercise = line.exercise || label.text() == "exercise";
    return line;
  }

  // Dissent stands as the answer; agreement is counted.
  void add_opinions() {
    constexpr std::size_t step = 500;
    std::int64_t after = 0;
    std::map<std::size_t, std::size_t> agreeing;
    while (true) {
      const std::vector<StoredObject> opinions =
          stored_of_type(workspace_, "opinion", stix_extension_id(), after, step);
      for (const StoredObject& held : opinions) {
        after = held.number;
        const Json object = parsed(held);
        for (const Json& about : object["object_refs"].items()) {
          const auto line = at_.find(std::string(about.text()));
          if (line != at_.end()) add_opinion(object, line->second, agreeing);
        }
      }
      if (opinions.size() < step) break;
    }
    for (const auto& [line, number] : agreeing)
      lines_[line].status += (lines_[line].status.empty() ? "" : ", ") + std::to_string(number) + " agree";
  }

  void add_opinion(const Json& object, std::size_t line, std::map<std::size_t, std::size_t>& agreeing) {
    const std::string word(object["opinion"].text());
    if (word == "agree" || word == "strongly-agree") {
      ++agreeing[line];
      return;
    }
    LedgerAnswer answer;
    answer.by = author(object);
    const std::string_view why = object["explanation"].text();
    answer.text = answer.by + ": " + word + (why.empty() ? "" : ": ") + std::string(why);
    answer.date = object["created"].text().substr(0, 10);
    answer.where = "opinion";
    lines_[line].answers.push_back(std::move(answer));
  }

  Workspace& workspace_;
  const ResolvedFilter& filter_;
  const StateNames& states_;
  Limits limits_;
  std::map<std::string, Named> names_;
  std::map<std::string, std::size_t> at_;  // of an object's id in lines_
  std::vector<LedgerLine> lines_;
};

}  // namespace

Result<void> add_exchanged(LedgerView& view, Workspace& workspace, const ResolvedFilter& filter,
                           const StateNames& states) {
  if (!can_leave_any(*filter.asked)) return {};
  bool more = false;
  WHENCE_TRY(std::vector<LedgerLine> lines, Exchanged(workspace, filter, states).lines(more));
  view.exchanged = lines.size();
  view.exchanged_more = more;
  for (LedgerLine& line : lines) {
    view.exercise = view.exercise || line.exercise;
    view.lines.push_back(std::move(line));
  }
  return {};
}

}  // namespace whence

#include "base/text.h"
#include "format/ledger_json.h"
#include "format/stix.h"

namespace whence {
namespace {

// Codes that are no state: "company:NAME".
constexpr std::string_view company = "company:";

std::string body(StixObjects& objects, const std::string& code) {
  if (code.starts_with(company)) return objects.identity(code.substr(company.size()), "organization");
  return objects.state(code);
}

std::string state_name(const StixObjects& objects, const std::string& code) {
  if (code.starts_with(company)) return code.substr(company.size());
  return objects.state_name(code);
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  for (const std::string_view part : split(list, ';')) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

class LineObjects {
 public:
  LineObjects(StixObjects& objects, const LedgerLine& line) : objects_(objects), line_(line) {}

  void add() {
    speaker_ = objects_.identity(line_.accusers.empty() ? "not named" : line_.accusers, "organization");
    campaign_ = objects_.campaign(line_.victims.empty() ? line_.id : "Operation against " + line_.victims,
                                  line_.incident.empty() ? line_.id : line_.incident);
    if (!line_.denied) add_chain();
    if (said_.items().empty()) add_note();
    for (const LedgerAnswer& answer : line_.answers) add_answer(answer);
  }

 private:
  Json references() const {
    Json one =
        Json::object()
            .set("source_name",
                 line_.outlet.empty() ? (line_.document_name.empty() ? "ledger" : line_.document_name) : line_.outlet)
            .set("external_id", line_.id);
    if (line_.url.find("://") != std::string::npos) one.set("url", line_.url);
    return Json::array().push(std::move(one));
  }

  Json ours() {
    const Json record = said_.items().empty() ? Json::object().set("act", json_ledger_line(line_))
                                              : Json::object().set("part_of", line_.id);
    return record;
  }

  void link(const std::string& from, const char* verb, const std::string& to) {
    Json said = Json::object().set("external_references", references());
    if (!line_.text.empty()) said.set("description", line_.text);
    said_.push(objects_.relate(from, verb, to, std::move(said), speaker_, ours()));
  }

  void add_chain() {
    std::vector<std::string> from;
    for (const std::string& group : parts_of(line_.groups)) {
      from.push_back(objects_.intrusion_set("", group));
      link(campaign_, "attributed-to", from.back());
    }
    if (from.empty()) from.push_back(campaign_);
    for (const std::string& organisation : parts_of(line_.organisations)) {
      const std::string actor = objects_.threat_actor(organisation);
      for (const std::string& each : from) link(each, "attributed-to", actor);
    }
    for (const std::string& code : line_.accused_states) {
      const std::string actor = objects_.threat_actor(state_name(objects_, code));
      for (const std::string& each : from) link(each, "attributed-to", actor);
      link(actor, "attributed-to", body(objects_, code));
    }
    if (said_.items().empty()) return;
    for (const std::string& code : line_.victim_states) link(campaign_, "targets", body(objects_, code));
  }

  void add_note() {
    Json note = Json::object()
                    .set("abstract", line_.act.empty() ? "statement" : line_.act)
                    .set("content", line_.text.empty() ? line_.id : line_.text)
                    .set("object_refs", Json::array().push(campaign_))
                    .set("external_references", references());
    said_.push(objects_.say("note", std::move(note), speaker_, ours()));
  }

  void add_answer(const LedgerAnswer& answer) {
    Json opinion = Json::object().set("opinion", "disagree").set("object_refs", said_);
    if (!answer.text.empty()) opinion.set("explanation", answer.text);
    objects_.say("opinion", std::move(opinion),
                 objects_.identity(answer.by.empty() ? "not named" : answer.by, "organization"),
                 Json::object().set("answer", json_ledger_answer(answer)).set("part_of", line_.id));
  }

  StixObjects& objects_;
  const LedgerLine& line_;
  std::string speaker_, campaign_;
  Json said_ = Json::array();
};

}  // namespace

std::vector<std::string> add_stix_ledger(StixObjects& objects, const LedgerView& ledger) {
  const std::size_t first = objects.size();
  for (const LedgerLine& line : ledger.lines) LineObjects(objects, line).add();
  Json refs = Json::array();
  for (std::size_t i = first; i < objects.ids().size(); ++i) refs.push(objects.ids()[i]);
  if (refs.items().empty()) refs.push(objects.ourselves());
  Json grouping =
      Json::object()
          .set("name", "Ledger of public attributions" + (ledger.asked.empty() ? "" : ": " + ledger.asked))
          .set("context", "unspecified")
          .set("description", "Who accused whom in public, and who answered what: statements, not findings.")
          .set("object_refs", std::move(refs));
  objects.say("grouping", std::move(grouping), objects.ourselves(),
              Json::object()
                  .set("ledger", json_ledger_frame(ledger))
                  .set("complete", true)
                  .set("program", objects.exchange().program)
                  .set("data", objects.exchange().data));
  return {objects.ids().begin() + static_cast<std::ptrdiff_t>(first), objects.ids().end()};
}

}  // namespace whence

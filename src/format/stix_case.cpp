#include <algorithm>
#include <array>
#include <map>

#include "base/base64.h"
#include "base/hash.h"
#include "base/text.h"
#include "format/json_weigh.h"
#include "format/stix.h"
#include "format/stix_indicators.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

// STIX 2.1 Appendix A: the Admiralty scale's credibility; 6, "cannot be judged", has no number.
std::optional<int> confidence_of(const Grade& grade) {
  constexpr std::array<int, 5> numbers = {90, 70, 50, 30, 10};
  if (grade.credibility < '1' || grade.credibility > '5') return std::nullopt;
  return numbers.at(static_cast<std::size_t>(grade.credibility - '1'));
}

// The same appendix, "none, low, medium, high": of the analysis, never of a hypothesis.
std::optional<int> confidence_of(std::string_view word) {
  if (word == "low") return 15;
  if (word == "moderate") return 50;
  if (word == "high") return 85;
  return std::nullopt;
}

std::string instant(const Day& day, bool end) { return to_string(Date{day}) + (end ? "T23:59:59Z" : "T00:00:00Z"); }

class CaseObjects {
 public:
  CaseObjects(StixObjects& objects, const SharedCase& shared)
      : objects_(objects),
        shared_(shared),
        answer_(as_shown(shared.answer)),
        incident_(answer_.incident),
        record_(json_weigh(shared.answer)),
        leading_(leading_of(answer_)),
        first_(objects.size()) {}

  std::vector<std::string> add() {
    author_ =
        incident_.prepared_by.empty() ? objects_.ourselves() : objects_.identity(incident_.prepared_by, "individual");
    file_ = objects_.observable("artifact",
                                Json::object()
                                    .set("hashes", Json::object().set("SHA-256", sha256(shared_.yaml)))
                                    .set("payload_bin", to_base64(shared_.yaml)),
                                Json::object().set("mime_type", "text/plain"));
    add_campaign();
    for (std::size_t i = 0; i < incident_.evidence.size(); ++i) {
      if (of_this_incident(incident_.evidence[i])) add_evidence(i);
    }
    for (const Statement& statement : incident_.statements) {
      if (!statement.answer) add_statement(statement);
    }
    for (const Statement& statement : incident_.statements) {
      if (statement.answer) add_answer(statement);
    }
    for (const Posterior& posterior : answer_.levels) {
      if (posterior.level == Level::cluster) add_hypotheses(posterior);
    }
    add_judgement();
    add_grouping();
    return {objects_.ids().begin() + static_cast<std::ptrdiff_t>(first_), objects_.ids().end()};
  }

 private:
  Json part() const { return Json::object().set("part_of", incident_.name); }

  void add_campaign() {
    Json campaign = Json::object().set("name", incident_.name.empty() ? "An incident" : incident_.name);
    campaign.set("description", banner() + "The incident of this case: " + victim_line(incident_) + ".");
    if (incident_.window && incident_.window->from)
      campaign.set("first_seen", instant(incident_.window->from->first, false));
    if (incident_.window && incident_.window->to)
      campaign.set("last_seen", instant(last_day(*incident_.window->to), true));
    campaign_ = objects_.say("campaign", std::move(campaign), author_, part());
    if (incident_.victim.name.empty()) return;
    Json properties = Json::object().set("name", incident_.victim.name).set("identity_class", "organization");
    victim_ = objects_.thing("identity", std::move(properties));
    objects_.relate(campaign_, "targets", victim_, Json::object(), author_, part());
    if (incident_.victim.country.empty() || incident_.exercise) return;  // XA is no country to others
    const std::string place = objects_.thing("location", Json::object().set("country", incident_.victim.country));
    objects_.relate(victim_, "located-at", place, Json::object(), author_, part());
  }

  std::string banner() const { return incident_.exercise ? "EXERCISE: invented incident. " : ""; }

  void add_evidence(std::size_t index) {
    const Evidence& item = incident_.evidence[index];
    Json ours = Json::object().set("evidence", record_["evidence"].items().at(index)).set("part_of", incident_.name);
    Json said = Json::object();
    const std::string words = item.note.empty() ? item.quote : item.note;
    if (!words.empty()) said.set("description", words);
    if (const auto confidence = confidence_of(item.grade)) {
      said.set("confidence", *confidence);
      ours.set("confidence_table", "Admiralty credibility");
    }
    if (item.seen && item.seen->from) said.set("start_time", instant(item.seen->from->first, false));
    if (item.seen && item.seen->from && item.seen->to) said.set("stop_time", instant(last_day(*item.seen->to), true));
    if (item.kind == EvidenceKind::technique && known(item.value)) {
      objects_.relate(campaign_, "uses", objects_.technique(item.value), std::move(said), author_, ours);
    } else if (item.kind == EvidenceKind::software) {
      const std::string id = item.item.starts_with('S') ? item.item : item.value;
      objects_.relate(campaign_, "uses", objects_.software(id, item.name.empty() ? item.value : item.name),
                      std::move(said), author_, ours);
    } else if (item.kind == EvidenceKind::indicator && add_indicator(item, said, ours)) {
      return;
    } else {
      Json note = Json::object()
                      .set("abstract", std::string(name_of(item.kind)))
                      .set("content", item.value + (words.empty() ? "" : ": " + words))
                      .set("object_refs", Json::array().push(campaign_));
      if (!said["confidence"].is_null()) note.set("confidence", said["confidence"]);
      objects_.say("note", std::move(note), author_, ours);
    }
  }

  bool known(const std::string& id) const { return objects_.exchange().names.contains(id); }

  // Observed in the incident, so: the observable, the data observed, an indicator with a sighting, and the relay where
  // traffic came through one.
  bool add_indicator(const Evidence& item, const Json& said, const Json& ours) {
    const auto observable = stix_observable(indicator_type(item.value), item.value);
    if (!observable) return false;
    const std::string thing = objects_.observable(observable->type, observable->contributing, Json::object());
    const std::string from = said["start_time"].is_null() ? objects_.exchange().as_of + "T00:00:00Z"
                                                          : std::string(said["start_time"].text());
    Json indicator = Json::object()
                         .set("name", item.value)
                         .set("description", banner() + "Seen in the incident of this case.")
                         .set("pattern", observable->pattern)
                         .set("pattern_type", "stix")
                         .set("valid_from", from);
    if (!said["confidence"].is_null()) indicator.set("confidence", said["confidence"]);
    const std::string pattern = objects_.say("indicator", std::move(indicator), author_, ours);
    objects_.relate(pattern, "indicates", campaign_, Json::object(), author_, part());
    if (!said["start_time"].is_null()) {
      const Json& last = said["stop_time"].is_null() ? said["start_time"] : said["stop_time"];
      const std::string data = objects_.say("observed-data",
                                            Json::object()
                                                .set("first_observed", said["start_time"])
                                                .set("last_observed", last)
                                                .set("number_observed", 1)
                                                .set("object_refs", Json::array().push(thing)),
                                            author_, part());
      Json sighting = Json::object()
                          .set("first_seen", said["start_time"])
                          .set("last_seen", last)
                          .set("sighting_of_ref", pattern)
                          .set("observed_data_refs", Json::array().push(data));
      if (!victim_.empty()) sighting.set("where_sighted_refs", Json::array().push(victim_));
      objects_.say("sighting", std::move(sighting), author_, part());
    }
    if (!item.via.empty()) {
      const std::string relay =
          objects_.say("infrastructure",
                       Json::object()
                           .set("name", item.via + " " + item.value)
                           .set("description", "Carried traffic; who used it is another question."),
                       author_, part());
      objects_.relate(relay, "consists-of", thing, Json::object(), author_, part());
      objects_.relate(campaign_, "uses", relay, Json::object(), author_, part());
    }
    return true;
  }

  static Json statement_record(const Statement& one) {
    return Json::object()
        .set("id", one.id.text)
        .set("speaker", one.speaker)
        .set("date", or_null(one.date))
        .set("text", one.text)
        .set("names", or_null(one.names))
        .set("answer", one.answer)
        .set("answers", or_null(one.answers))
        .set("ledger", or_null(one.ledger));
  }

  void add_statement(const Statement& one) {
    Json note = Json::object()
                    .set("abstract", "statement of " + one.speaker + (one.date.empty() ? "" : ", " + one.date))
                    .set("content", one.text.empty() ? one.speaker : one.text)
                    .set("object_refs", Json::array().push(campaign_));
    said_[one.id.text] = objects_.say("note", std::move(note), objects_.identity(one.speaker, "unknown"),
                                      part().set("statement", statement_record(one)));
  }

  // An opinion about what it answers; where the case does not say what that is, a note.
  void add_answer(const Statement& one) {
    const auto answered = said_.find(one.answers);
    if (answered == said_.end()) return add_statement(one);
    Json opinion = Json::object()
                       .set("opinion", "disagree")
                       .set("explanation", one.text)
                       .set("object_refs", Json::array().push(answered->second));
    said_[one.id.text] = objects_.say("opinion", std::move(opinion), objects_.identity(one.speaker, "unknown"),
                                      part().set("statement", statement_record(one)));
  }

  // Rival hypotheses are relationships of their own. None but an established headline is called an attribution.
  void add_hypotheses(const Posterior& posterior) {
    for (const Share& share : posterior.shares) {
      if (!share.hypothesis.actor || share.high.value() < least_told) continue;
      const Leading own = rival_of(*leading_, share);
      Json ours = part().set("hypothesis", Json::object()
                                               .set("id", own.id)
                                               .set("name", own.name)
                                               .set("level", own.level)
                                               .set("p", own.p)
                                               .set("low", own.low)
                                               .set("high", own.high)
                                               .set("words", or_null(share.words))
                                               .set("not_in_catalogue", json_leading(own)["not_in_catalogue"])
                                               .set("exercise", own.exercise)
                                               .set("draft", own.draft)
                                               .set("model", or_null(own.model))
                                               .set("data", own.data));
      objects_.relate(campaign_, own.established ? "attributed-to" : "related-to",
                      objects_.intrusion_set(own.id, own.name), Json::object().set("description", leading_words(own)),
                      objects_.ourselves(), ours);
    }
  }

  void add_judgement() {
    if (!leading_) return;
    Json note = Json::object()
                    .set("abstract", "Who? The judgement on this case")
                    .set("content", leading_words(*leading_))
                    .set("object_refs", Json::array().push(campaign_));
    Json ours = part();
    if (const auto confidence = confidence_of(answer_.confidence.word)) {
      note.set("confidence", *confidence);
      ours.set("confidence_table", "none, low, medium, high");
    }
    objects_.say("note", std::move(note), objects_.ourselves(), ours);
  }

  void add_grouping() {
    Json refs = Json::array();
    for (std::size_t i = first_; i < objects_.ids().size(); ++i) refs.push(objects_.ids()[i]);
    if (first_ >= objects_.ids().size()) refs.push(file_);
    Json grouping = Json::object()
                        .set("name", incident_.name.empty() ? "A case" : incident_.name)
                        .set("context", "suspicious-activity")
                        .set("object_refs", std::move(refs));
    if (leading_) grouping.set("description", leading_words(*leading_));
    Json record = record_;
    record.set("name", incident_.name).set("file_ref", file_);
    objects_.say("grouping", std::move(grouping), author_,
                 Json::object()
                     .set("case", std::move(record))
                     .set("complete", true)
                     .set("program", objects_.exchange().program)
                     .set("data", objects_.exchange().data));
  }

  StixObjects& objects_;
  const SharedCase& shared_;
  const Answer answer_;
  const Case& incident_;
  const Json record_;
  const std::optional<Leading> leading_;
  std::size_t first_;
  std::string author_, file_, campaign_, victim_;
  std::map<std::string, std::string> said_;  // a statement's id to its object's
};

}  // namespace

std::vector<std::string> add_stix_case(StixObjects& objects, const SharedCase& shared) {
  return CaseObjects(objects, shared).add();
}

Exported write_stix(const Exchange& exchange, TlpVersion tlp) {
  StixObjects objects(exchange, tlp);
  for (const SharedDocument& document : exchange.documents) add_stix_document(objects, document);
  for (const SharedCase& each : exchange.cases) add_stix_case(objects, each);
  if (exchange.ledger) add_stix_ledger(objects, *exchange.ledger);
  Exported exported;
  exported.left_out = left_out(exchange);
  for (const ForeignObject& object : exchange.objects) objects.pass_on(object);
  if (exchange.other_objects > 0)
    exported.not_carried.push_back("objects of other systems that are not of STIX 2.1: " +
                                   std::to_string(exchange.other_objects));
  exported.objects = objects.size();
  if (tlp == TlpVersion::one && exchange.tlp == "AMBER+STRICT")
    exported.not_carried.emplace_back("TLP:AMBER+STRICT: TLP 1.0 has no such mark; marked TLP:AMBER");
  exported.bytes = std::move(objects).bundle();
  return exported;
}

}  // namespace whence

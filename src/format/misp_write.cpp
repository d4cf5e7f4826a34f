#include <algorithm>
#include <map>

#include "base/text.h"
#include "format/json_weigh.h"
#include "format/ledger_json.h"
#include "format/misp.h"
#include "format/stix_indicators.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr int disagrees = 25;  // of MISP's 0 to 100: "disagree"; nothing here is called strong by a machine

// Only the first object_relation of a name would be shown; one each.
Json fields(const std::vector<std::pair<const char*, std::string>>& texts) {
  Json list = Json::array();
  for (const auto& [relation, value] : texts) {
    if (!value.empty()) list.push(MispEvent::field(relation, "text", value));
  }
  return list;
}

std::vector<std::string> admiralty(const Grade& grade) {
  return {"admiralty-scale:source-reliability=\"" + lower(std::string(1, grade.reliability)) + "\"",
          "admiralty-scale:information-credibility=\"" + std::string(1, grade.credibility) + "\""};
}

class CaseMisp {
 public:
  CaseMisp(const Exchange& exchange, const SharedCase& shared)
      : exchange_(exchange),
        answer_(as_shown(shared.answer)),
        record_(json_weigh(shared.answer)),
        leading_(leading_of(answer_)),
        event_(exchange, "Case: " + answer_.incident.name,
               "case " + answer_.incident.name + " " + answer_.incident.sha256 + exchange.data),
        yaml_(shared.yaml) {}

  Json json() && {
    const Case& incident = answer_.incident;
    Json whole = fields({{"name", incident.name}, {"judgement", leading_ ? leading_words(*leading_) : ""}});
    whole.push(event_.attachment("file", "case.yaml", yaml_));
    whole.push(event_.attachment("answer", "answer.json", to_text(record_)));
    const std::string object = event_.object("whence-case", whole, {});
    if (leading_) {
      event_.note(object, leading_words(*leading_), "Whence " + exchange_.program);
      event_.report("Who? The judgement on this case", "# " + incident.name + "\n\n" + leading_words(*leading_) +
                                                           "\n\nNot carried by this form: nothing was lost.\n");
    }
    for (std::size_t i = 0; i < incident.evidence.size(); ++i) {
      if (of_this_incident(incident.evidence[i])) add_evidence(i);
    }
    add_hypotheses();
    add_statements();
    return std::move(event_).event();
  }

 private:
  void add_evidence(std::size_t index) {
    const Evidence& item = answer_.incident.evidence[index];
    std::vector<std::string> tags = admiralty(item.grade);
    const std::string known = item.item.empty() ? item.value : item.item;
    const bool named = item.kind == EvidenceKind::technique || item.kind == EvidenceKind::software;
    if (named && item.not_used.empty()) tags.push_back(galaxy_tag(exchange_.names, known));
    Json parts = fields({{"value", item.value},
                         {"id", item.id.text},
                         {"kind", std::string(name_of(item.kind))},
                         {"name", item.name},
                         {"origin", item.origin},
                         {"via", item.via},
                         {"note", item.note.empty() ? item.quote : item.note}});
    parts.push(MispEvent::field("record", "text", to_text(record_["evidence"].items().at(index))));
    event_.object("whence-evidence", parts, tags);
    if (item.kind != EvidenceKind::indicator) return;
    const auto [type, category] = misp_type(indicator_type(item.value));
    if (!type.empty())
      event_.attribute(type, category, item.value, item.id.text + (item.via.empty() ? "" : ", via " + item.via));
  }

  // The words of a range are a tag only where they are of the scale that the taxonomy has.
  void add_hypotheses() {
    const Posterior* cluster = posterior_of(answer_, Level::cluster);
    if (cluster == nullptr || !leading_) return;
    for (const Share& share : cluster->shares) {
      if (share.hypothesis.actor && share.high.value() < least_told) continue;
      const Leading own = rival_of(*leading_, share);
      Json parts =
          fields({{"name", own.name},
                  {"id", own.id},
                  {"level", own.level},
                  {"share", percent(own.p) + " %, range " + percent(own.low) + " to " + percent(own.high) + " %"},
                  {"not-in-catalogue", percent(own.unknown_p) + " %, range " + percent(own.unknown_low) + " to " +
                                           percent(own.unknown_high) + " %"},
                  {"words", share.words},
                  {"marks", std::string(own.exercise ? "EXERCISE " : "") + (own.draft ? "DRAFT" : "")},
                  {"data", own.data}});
      parts.push(MispEvent::field("record", "text", to_text(json_leading(own))));
      event_.object("whence-hypothesis", parts, {});
    }
  }

  void add_statements() {
    std::map<std::string, std::string> said;  // a statement's id to its object's
    const auto add = [&](const Statement& one) {
      said[one.id.text] = event_.object("whence-statement",
                                        fields({{"text", one.text},
                                                {"id", one.id.text},
                                                {"said-by", one.speaker},
                                                {"date", one.date},
                                                {"names", one.names}}),
                                        {});
    };
    for (const Statement& one : answer_.incident.statements) {
      if (!one.answer) add(one);
    }
    for (const Statement& one : answer_.incident.statements) {
      const auto answered = said.find(one.answers);
      if (one.answer && answered != said.end()) event_.opinion(answered->second, disagrees, one.text, one.speaker);
      if (one.answer && answered == said.end()) add(one);
    }
  }

  const Exchange& exchange_;
  const Answer answer_;
  const Json record_;
  const std::optional<Leading> leading_;
  MispEvent event_;
  const std::string& yaml_;
};

class DocumentMisp {
 public:
  DocumentMisp(const Exchange& exchange, const SharedDocument& shared)
      : exchange_(exchange),
        shared_(shared),
        reading_(shared.reading),
        event_(exchange,
               "Document: " + (reading_.document.title.empty() ? reading_.document.name : reading_.document.title),
               "document " + to_text(shared.record)) {}

  Json json() && {
    const Document& document = reading_.document;
    Json report = fields({{"title", document.title.empty() ? document.name : document.title}});
    if (document.url) report.push(MispEvent::field("link", "link", *document.url));
    event_.object("report", report, {});
    Json whole = fields({{"name", document.name}, {"sha256", document.sha256}});
    whole.push(event_.attachment("text", "document.txt", document.text));
    whole.push(event_.attachment("record", "document.json", to_text(shared_.record)));
    event_.object("whence-document", whole, {});
    event_.report(document.title.empty() ? document.name : document.title, markdown());
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) add_claim(i);
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) add_answers(i);
    add_mentions();
    return std::move(event_).event();
  }

 private:
  std::string called(const std::vector<Party>& parties) const { return party_list(parties, exchange_.names); }
  std::string quote(const Claim& claim) const { return squeeze(text_of(reading_.document.text, claim.span)); }
  std::string speaker(const Claim& claim) const {
    const std::string named = called(claim.source);
    return named.empty() ? reading_.document.source.value_or("not named") : named;
  }

  std::string markdown() const {
    std::string text = "# What the document says\n\nThis is what the text says; it does not say who did it.\n\n";
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      const Claim& claim = reading_.claims[i];
      if (shared_.verdicts.at(i).rejected) continue;
      text += "* " + speaker(claim) + " (" + std::string(name_of(claim.act)) + (claim.denied ? ", denied" : "") +
              "): " + quote(claim) + "\n";
    }
    return text + "\nNot carried by this form: nothing was lost.\n";
  }

  void add_claim(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    Json parts = fields({{"act", std::string(name_of(claim.act))},
                         {"said-by", speaker(claim)},
                         {"accused", called(claim.accused)},
                         {"group", called(claim.group)},
                         {"sponsor", called(claim.sponsor)},
                         {"victim", called(claim.victim)},
                         {"denied", claim.denied ? "yes" : ""},
                         {"verdict", shared_.verdicts.at(index).words},
                         {"quote", quote(claim)}});
    Json record = shared_.claims.at(index);
    record.set("index", index);
    parts.push(MispEvent::field("record", "text", to_text(record)));
    said_[index] = event_.object("whence-claim", parts, {});
    if (!attributes(shared_, index)) return;
    for (const auto* list : {&claim.group, &claim.accused, &claim.sponsor}) {
      for (const Party& party : *list) {
        const std::string name = party_name(party, exchange_.names);
        if (party.kind == PartyKind::person || party.kind == PartyKind::unnamed || name.empty()) continue;
        const std::string actor =
            event_.attribute("threat-actor", "Attribution", name, "as accused in public; no finding");
        event_.relation(said_[index], "attributed-to", actor, "Attribute", speaker(claim), quote(claim));
      }
    }
  }

  void add_answers(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    if (!is_denial(claim.act) || claim.denied || shared_.verdicts.at(index).rejected) return;
    for (const ClaimRelation& relation : claim.relations) {
      const auto answered = said_.find(relation.claim);
      if (relation.kind == RelationKind::repeats || answered == said_.end()) continue;
      event_.opinion(answered->second, disagrees, quote(claim), speaker(claim));
    }
  }

  void add_mentions() {
    for (const IndicatorMention& mention : reading_.indicators) {
      const auto [type, category] = misp_type(mention.type);
      if (!type.empty()) event_.attribute(type, category, mention.value, mention.note);
    }
    std::vector<std::string> seen;
    const auto tag = [&](const std::string& id) {
      const std::string name = galaxy_tag(exchange_.names, id);
      if (std::find(seen.begin(), seen.end(), name) != seen.end()) return;
      seen.push_back(name);
      event_.tag(name);
    };
    for (const TechniqueMention& mention : reading_.techniques) tag(mention.id);
    for (const NameMention& mention : reading_.software) tag(mention.id);
  }

  const Exchange& exchange_;
  const SharedDocument& shared_;
  const Reading& reading_;
  MispEvent event_;
  std::map<std::size_t, std::string> said_;
};

}  // namespace

Json misp_case(const Exchange& exchange, const SharedCase& shared) { return CaseMisp(exchange, shared).json(); }

Json misp_document(const Exchange& exchange, const SharedDocument& shared) {
  return DocumentMisp(exchange, shared).json();
}

Json misp_ledger(const Exchange& exchange, const LedgerView& ledger) {
  const std::string frame = to_text(json_ledger_frame(ledger));
  MispEvent event(exchange, "Ledger of public attributions" + (ledger.asked.empty() ? "" : ": " + ledger.asked),
                  "ledger " + ledger.asked + exchange.data);
  Json whole = Json::array();
  whole.push(event.attachment("record", "ledger.json", frame));
  event.object("whence-ledger", whole, {});
  for (const LedgerLine& line : ledger.lines) {
    Json parts = fields({{"act", line.act},
                         {"said-by", line.accusers},
                         {"accused", join(line.accused_states, "; ")},
                         {"group", line.groups},
                         {"organisation", line.organisations},
                         {"victim", line.victims},
                         {"date", line.date},
                         {"text", line.text}});
    parts.push(MispEvent::field("record", "text", to_text(json_ledger_line(line))));
    const std::string object = event.object("whence-act", parts, {});
    for (const LedgerAnswer& answer : line.answers) event.opinion(object, disagrees, answer.text, answer.by);
  }
  return std::move(event).event();
}

Exported write_misp(const Exchange& exchange) {
  Json::Array events;
  for (const SharedCase& each : exchange.cases) events.push_back(misp_case(exchange, each));
  for (const SharedDocument& each : exchange.documents) events.push_back(misp_document(exchange, each));
  if (exchange.ledger) events.push_back(misp_ledger(exchange, *exchange.ledger));
  Exported exported;
  exported.left_out = left_out(exchange);
  for (const Json& event : events)
    exported.objects += 1 + event["Attribute"].items().size() + event["Object"].items().size();
  const auto wrapped = [](Json event) { return Json::object().set("Event", std::move(event)); };
  if (events.size() == 1) {
    exported.bytes = to_text(wrapped(std::move(events.front()))) + "\n";
    return exported;
  }
  Json list = Json::array();
  for (Json& event : events) list.push(wrapped(std::move(event)));
  exported.bytes = to_text(Json::object().set("response", std::move(list))) + "\n";
  return exported;
}

}  // namespace whence

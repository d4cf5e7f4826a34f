#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/base64.h"
#include "base/text.h"
#include "format/json_objects.h"
#include "format/ledger_json.h"
#include "format/misp.h"

namespace whence {
namespace {

// The attribute of an object by its relation.
const Json& field_of(const Json& object, std::string_view relation) {
  static const Json none;
  for (const Json& attribute : object["Attribute"].items()) {
    if (attribute["object_relation"].text() == relation) return attribute;
  }
  return none;
}

class EventReader {
 public:
  EventReader(MispReading& found, std::string_view name, const Limits& limits)
      : found_(found), name_(name), limits_(limits) {}

  void read(const Json& event) {
    const Json::Array& objects = event["Object"].items();
    found_.objects += objects.size();
    found_.attributes += event["Attribute"].items().size();
    for (const Json& tag : event["Tag"].items()) note_tag(tag["name"].text());
    count_analyst_data(event);
    for (const Json& attribute : event["Attribute"].items()) count_analyst_data(attribute);
    for (const Json& object : objects) {
      count_analyst_data(object);
      take(object);
    }
    finish_document();
  }

 private:
  void note_tag(std::string_view tag) {
    if (!tag.starts_with("tlp:")) return;
    const std::string label = tlp_label(tag);
    if (tlp_rank(label) > tlp_rank(found_.tlp)) found_.tlp = label;
  }

  void count_analyst_data(const Json& of) {
    found_.notes += of["Note"].items().size();
    found_.opinions += of["Opinion"].items().size();
    found_.relationships += of["Relationship"].items().size();
  }

  std::optional<Json> record_of(const Json& object) {
    const Json& field = field_of(object, "record");
    std::string text(field["value"].text());
    if (field["type"].text() == "attachment") {
      auto bytes = from_base64(field["data"].text());
      if (!bytes) return odd("an attachment that is no base64");
      text = std::move(*bytes);
    }
    auto parsed = parse_json(text, name_, limits_);
    if (!parsed) return odd(parsed.error().message);
    return std::move(parsed).value();
  }

  std::optional<Json> odd(const std::string& what) {
    constexpr std::size_t most = 100;
    if (found_.oddities.size() < most) found_.oddities.push_back({std::string(name_), what});
    return std::nullopt;
  }

  void take(const Json& object) {
    const std::string_view kind = object["name"].text();
    if (kind == "whence-claim") {
      if (auto record = record_of(object))
        claims_.emplace_back((*record)["index"].number().value_or(0), std::move(*record));
    } else if (kind == "whence-document") {
      const auto text = from_base64(field_of(object, "text")["data"].text());
      auto record = record_of(object);
      if (!record) return;
      record->set("text", text.value_or(""));
      document_ = std::move(*record);
    } else if (kind == "whence-case") {
      const auto yaml = from_base64(field_of(object, "file")["data"].text());
      if (yaml) found_.ours.cases.push_back({std::string(field_of(object, "name")["value"].text()), *yaml});
      if (!yaml) odd("a case without its file");
    } else if (kind == "whence-ledger") {
      if (const auto record = record_of(object)) {
        std::vector<LedgerLine> lines =
            found_.ours.ledger ? std::move(found_.ours.ledger->lines) : std::vector<LedgerLine>();
        found_.ours.ledger = ledger_frame_from(*record);
        found_.ours.ledger->lines = std::move(lines);
      }
    } else if (kind == "whence-act") {
      if (const auto record = record_of(object)) {
        if (!found_.ours.ledger) found_.ours.ledger.emplace();
        found_.ours.ledger->lines.push_back(ledger_line_from(*record));
      }
    }
  }

  void finish_document() {
    if (!document_) return;
    ReceivedDocument document;
    document.record = std::move(*document_);
    std::stable_sort(claims_.begin(), claims_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [index, claim] : claims_) document.claims.push_back(std::move(claim));
    found_.ours.documents.push_back(std::move(document));
  }

  MispReading& found_;
  std::string_view name_;
  const Limits& limits_;
  std::optional<Json> document_;
  std::vector<std::pair<double, Json>> claims_;
};

const Json& event_of(const Json& json) { return json["Event"].is_object() ? json["Event"] : json; }

// Of a tag ("misp-galaxy:mitre-tool=\"PsExec - S0029\"") the id at the end.
std::string id_of_tag(std::string_view tag) {
  if (!tag.starts_with("misp-galaxy:mitre-") || !tag.ends_with('"')) return "";
  tag.remove_suffix(1);
  const auto at = tag.rfind(" - ");
  return at == std::string_view::npos ? "" : std::string(tag.substr(at + 3));
}

}  // namespace

Result<MispReading> read_misp(std::string_view bytes, std::string_view name, const Limits& limits) {
  MispReading found;
  const auto one = [&](std::string_view text) -> Result<void> {
    WHENCE_TRY(const Json json, parse_json(text, name, limits));
    const Json& event = event_of(json);
    if (event["uuid"].text().empty() || event["info"].is_null()) {
      found.oddities.push_back({std::string(name), "an event without uuid and info"});
      return {};
    }
    const Json& time = event["timestamp"];
    std::string modified(time.text());
    if (modified.empty() && time.number()) modified = std::to_string(static_cast<std::int64_t>(*time.number()));
    found.events.push_back(
        {"misp-event--" + std::string(event["uuid"].text()), "misp-event", modified, "misp", false, std::string(text)});
    EventReader(found, name, limits).read(event);
    return {};
  };
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view start = bytes.substr(0, bytes.find(':'));
  const bool list = start.find("\"response\"") != std::string_view::npos || trim(start).starts_with('[');
  if (!list) {
    if (auto read = one(trim(bytes)); !read) return read.error();
  } else {
    JsonObjects events("response", std::string(name), limits, one);
    if (auto fed = events.feed(bytes); !fed) return fed.error();
    WHENCE_TRY(const std::string rest, events.finish());
    WHENCE_TRY(const Json outside, parse_json(rest, name, limits));
  }
  if (found.events.empty()) return Error{Code::unsupported, std::string(name) + ": no MISP event in it"};
  return found;
}

Result<Case> case_from_misp(std::string_view bytes, std::string_view name, const Limits& limits) {
  WHENCE_TRY(const Json json, parse_json(bytes, name, limits));
  const Json& list = json["response"];
  const Json& event = event_of(list.items().empty() ? json : list.items().front());
  Case incident;
  incident.file = std::string(name);
  incident.name = std::string(event["info"].text());
  std::set<std::string> seen;
  const auto add = [&](EvidenceKind kind, const std::string& value, std::string_view comment) {
    if (value.empty() || incident.evidence.size() >= limits.entries || !seen.insert(value).second) return;
    Evidence item;
    item.id = {"e" + std::to_string(incident.evidence.size() + 1)};
    item.kind = kind;
    item.value = value;
    item.note = std::string(comment);
    item.origin = "event " + std::string(event["uuid"].text());
    incident.evidence.push_back(std::move(item));
  };
  const auto tags = [&](const Json& of) {
    for (const Json& tag : of["Tag"].items()) {
      const std::string_view text = tag["name"].text();
      const std::string id = id_of_tag(text);
      if (id.starts_with('T')) add(EvidenceKind::technique, id, "");
      if (id.starts_with('S')) add(EvidenceKind::software, id, "");
      if (text.starts_with("tlp:"))
        incident.tlp = std::max(incident.tlp, tlp_label(text),
                                [](const auto& a, const auto& b) { return tlp_rank(a) < tlp_rank(b); });
      if (text.starts_with("exercise:")) incident.exercise = true;
    }
  };
  const auto attribute = [&](const Json& one) {
    tags(one);
    if (one["deleted"].boolean().value_or(false)) return;
    std::string type = indicator_of_misp(one["type"].text());
    if (!type.empty()) add(EvidenceKind::indicator, std::string(one["value"].text()), one["comment"].text());
  };
  tags(event);
  for (const Json& galaxy : event["Galaxy"].items()) {
    for (const Json& cluster : galaxy["GalaxyCluster"].items())
      tags(Json::object().set("Tag", Json::array().push(Json::object().set("name", cluster["tag_name"]))));
  }
  for (const Json& one : event["Attribute"].items()) attribute(one);
  for (const Json& object : event["Object"].items()) {
    for (const Json& one : object["Attribute"].items()) attribute(one);
  }
  if (incident.evidence.empty())
    return Error{Code::unsupported, std::string(name) + ": no technique, software or indicator in it to weigh"};
  return incident;
}

}  // namespace whence

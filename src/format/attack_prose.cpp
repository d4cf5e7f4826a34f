#include "format/attack_prose.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"

namespace whence {
namespace {

constexpr auto none = std::string_view::npos;
constexpr std::size_t shortest_sentence = 16;

bool active(const Json& object) {
  return object["revoked"].boolean() != true && object["x_mitre_deprecated"].boolean() != true;
}

std::string catalogue_id(const Json& object) {
  for (const Json& reference : object["external_references"].items()) {
    if (reference["source_name"].text() == "mitre-attack") return std::string(reference["external_id"].text());
  }
  return {};
}

// A new sentence after . ! ? and a space.
std::vector<std::string> sentences(std::string_view text) {
  std::vector<std::string> result;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const bool ends =
        at == text.size() || (at > 0 && text[at] == ' ' && std::string_view(".!?").find(text[at - 1]) != none);
    if (!ends) continue;
    if (at - begin >= shortest_sentence) result.emplace_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  return result;
}

void add_sentences(std::vector<LabelledSentence>& to, const Json& object, std::string_view technique) {
  for (std::string& sentence : sentences(without_markup(object["description"].text()))) {
    to.push_back({std::move(sentence), std::string(technique), "attack", 1.0F});
  }
}

using Techniques = std::unordered_map<std::string_view, std::string>;  // STIX id -> "T1059", active ones

Result<Techniques> techniques_of(const Json& bundle, std::string_view name) {
  Techniques techniques;
  for (const Json& object : bundle["objects"].items()) {
    if (object["type"].text() == "attack-pattern" && active(object)) {
      techniques.emplace(object["id"].text(), catalogue_id(object));
    }
  }
  if (techniques.empty())
    return Error{Code::malformed, fmt::format("{}: holds no attack-pattern; give a STIX bundle of ATT&CK", name)};
  return techniques;
}

void read_relation(const Json& relation, const Techniques& techniques, AttackProse& prose) {
  const std::string_view kind = relation["relationship_type"].text();
  const auto target = techniques.find(relation["target_ref"].text());
  std::string text = without_markup(relation["description"].text());
  if (target == techniques.end() || text.empty()) return;
  if (kind == "uses") {
    prose.procedures.push_back({std::move(text), target->second, "attack", 1.0F});
  } else if (kind == "mitigates") {
    prose.advice.push_back({std::move(text), "", "attack", 1.0F});
  }
}

// A chain of successors is followed to its end, if that is on record.
std::vector<FormerTechnique> former_techniques(const Json& bundle, const Techniques& active_ones) {
  std::unordered_map<std::string_view, std::string> ids;
  std::unordered_map<std::string_view, std::string_view> next;
  for (const Json& object : bundle["objects"].items()) {
    if (object["type"].text() == "attack-pattern") ids.emplace(object["id"].text(), catalogue_id(object));
    if (object["relationship_type"].text() == "revoked-by")
      next.emplace(object["source_ref"].text(), object["target_ref"].text());
  }
  std::vector<FormerTechnique> former;
  for (const auto& [old, first] : next) {
    std::string_view now = first;
    for (std::size_t step = 0; step < next.size() && next.contains(now); ++step) now = next.at(now);
    const auto id = ids.find(old);
    const auto successor = active_ones.find(now);
    if (id == ids.end() || successor == active_ones.end() || id->second == successor->second) continue;
    former.push_back({id->second, successor->second});
  }
  std::sort(former.begin(), former.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return former;
}

}  // namespace

Result<AttackProse> read_attack_prose(std::string_view json, std::string_view name, const Limits& limits) {
  WHENCE_TRY(const Json bundle, parse_json(json, name, limits));
  WHENCE_TRY(const Techniques techniques, techniques_of(bundle, name));
  AttackProse prose;
  prose.former = former_techniques(bundle, techniques);
  for (const Json& object : bundle["objects"].items()) {
    if (!active(object)) continue;
    const std::string_view type = object["type"].text();
    if (type == "relationship") {
      read_relation(object, techniques, prose);
    } else if (type == "attack-pattern") {
      const std::string& id = techniques.at(object["id"].text());
      prose.names.push_back({std::string(object["name"].text()), id, "attack", 1.0F});
      add_sentences(prose.descriptions, object, id);
    } else if (type == "course-of-action") {
      add_sentences(prose.advice, object, "");
    } else if (type == "intrusion-set" || type == "campaign" || type == "malware" || type == "tool") {
      add_sentences(prose.profiles, object, "");
    }
  }
  return prose;
}

Result<std::vector<LabelledSentence>> read_labelled_reports(std::string_view json, std::string_view name,
                                                            const Limits& limits) {
  WHENCE_TRY(const Json list, parse_json(json, name, limits));
  std::vector<LabelledSentence> result;
  for (const Json& row : list.items()) {
    const std::string_view text = row["text"].text(), label = row["label"].text();
    if (text.empty() || label.empty())
      return Error{Code::malformed, fmt::format("{}: entry {}: no 'text' or no 'label'", name, result.size() + 1)};
    result.push_back({std::string(text), std::string(label), std::string(row["doc_title"].text()), 1.0F});
  }
  if (result.empty())
    return Error{Code::malformed,
                 fmt::format("{}: no labelled sentences; give a list of text, label, doc_title", name)};
  return result;
}

std::string without_markup(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    constexpr std::string_view citation = "(Citation:";
    if (text.substr(at).starts_with(citation)) {
      const std::size_t close = text.find(')', at);
      at = close == none ? text.size() : close + 1;
    } else if (text[at] == '[' || text.substr(at).starts_with("](http")) {
      // A link: its words stay.
      const std::size_t close = text[at] == ']' ? text.find(')', at) : none;
      at = text[at] == '[' ? at + 1 : (close == none ? text.size() : close + 1);
    } else if (text[at] == '<' && text.substr(at, 24).find('>') != none) {
      plain += ' ';
      at = text.find('>', at) + 1;
    } else {
      plain += text[at] == '`' ? ' ' : text[at];
      ++at;
    }
  }
  return squeeze(plain);
}

}  // namespace whence

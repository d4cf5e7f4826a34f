#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/base64.h"
#include "base/json_glance.h"
#include "base/text.h"
#include "format/json_objects.h"
#include "format/ledger_json.h"
#include "format/stix.h"

namespace whence {
namespace {

constexpr std::size_t most_oddities = 100;
constexpr std::array<std::string_view, 46> known_types = {"artifact",
                                                          "attack-pattern",
                                                          "autonomous-system",
                                                          "bundle",
                                                          "campaign",
                                                          "course-of-action",
                                                          "directory",
                                                          "domain-name",
                                                          "email-addr",
                                                          "email-message",
                                                          "extension-definition",
                                                          "file",
                                                          "grouping",
                                                          "identity",
                                                          "incident",
                                                          "indicator",
                                                          "infrastructure",
                                                          "intrusion-set",
                                                          "ipv4-addr",
                                                          "ipv6-addr",
                                                          "language-content",
                                                          "location",
                                                          "mac-addr",
                                                          "malware",
                                                          "malware-analysis",
                                                          "marking-definition",
                                                          "mutex",
                                                          "network-traffic",
                                                          "note",
                                                          "observed-data",
                                                          "opinion",
                                                          "process",
                                                          "relationship",
                                                          "report",
                                                          "sighting",
                                                          "software",
                                                          "threat-actor",
                                                          "tool",
                                                          "url",
                                                          "user-account",
                                                          "vulnerability",
                                                          "windows-registry-key",
                                                          "x509-certificate",
                                                          "archive-ext",
                                                          "ntfs-ext",
                                                          "pdf-ext"};

bool is_known(std::string_view type) {
  return std::find(known_types.begin(), known_types.end(), type) != known_types.end();
}

// As find(), at the speed of the C library.
std::size_t place(std::string_view text, std::string_view wanted) {
  const void* found = memmem(text.data(), text.size(), wanted.data(), wanted.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

bool is_stix_id(std::string_view id, std::string_view type) {
  return id.size() > type.size() + 2 && id.starts_with(type) && id.substr(type.size(), 2) == "--" && id.size() < 300;
}

}  // namespace

struct StixReader::State {
  State(std::string file, const Limits& limit, Keep sink)
      : name(std::move(file)),
        limits(limit),
        keep(std::move(sink)),
        objects("objects", name, limit, [this](std::string_view object) { return take(object); }) {}

  Result<void> take(std::string_view object) {
    constexpr std::array<std::string_view, 6> names = {"type", "id", "modified", "revoked", "spec_version", "created"};
    ++found.objects;
    const auto looked = glance.look(object, names, values);
    if (!looked) return odd("no JSON: " + looked.error().message);
    const std::string_view type = values[0].value_or(""), id = values[1].value_or("");
    if (type.empty() || !is_stix_id(id, type)) return odd("an object without a type and an id of that type");
    ++found.types[std::string(type)];
    const bool revoked = values[3].value_or("") == "true";
    found.revoked += revoked ? 1U : 0U;
    found.custom += is_known(type) ? 0U : 1U;
    const std::string spec(values[4].value_or(""));
    if (found.spec.empty()) found.spec = spec;
    if (keep) {
      ForeignObject foreign{
          std::string(id), std::string(type),  std::string(values[2].value_or(values[5].value_or(""))), spec,
          revoked,         std::string(object)};
      if (auto kept = keep(foreign); !kept) return kept.error();
    }
    note_marking(object);
    if (type == "artifact" || place(object, stix_extension_id()) != std::string_view::npos)
      return take_ours(type, object);
    return {};
  }

  Result<void> odd(const std::string& what) {
    if (found.oddities.size() < most_oddities)
      found.oddities.push_back({name + ": object " + std::to_string(found.objects), what});
    return {};
  }

  void note_marking(std::string_view object) {
    constexpr std::string_view start = "marking-definition--";
    constexpr std::size_t uuid = 36;
    for (auto at = place(object, start); at != std::string_view::npos;) {
      const std::string label = tlp_of_marking(object.substr(at, start.size() + uuid));
      if (tlp_rank(label) > tlp_rank(found.tlp)) found.tlp = label;
      const auto next = place(object.substr(at + 1), start);
      at = next == std::string_view::npos ? next : at + 1 + next;
    }
  }

  Result<void> take_ours(std::string_view type, std::string_view object) {
    const auto parsed = parse_json(object, name, limits);
    if (!parsed) return odd(parsed.error().message);
    if (type == "artifact") {
      const std::string_view payload = (*parsed)["payload_bin"].text();
      held += payload.size();
      if (held <= limits.bytes) payloads[std::string((*parsed)["id"].text())] = payload;
      return {};
    }
    const Json& ours = (*parsed)["extensions"][stix_extension_id()];
    const std::string document(ours["of_document"].text());
    if (ours["claim"].is_object())
      claims[document].emplace_back(ours["claim_index"].number().value_or(0), ours["claim"]);
    if (ours["document"].is_object()) records.push_back(ours["document"]);
    if (ours["case"].is_object()) cases.push_back(ours["case"]);
    if (ours["act"].is_object()) lines.push_back(ledger_line_from(ours["act"]));
    if (ours["ledger"].is_object()) frame = ours["ledger"];
    return {};
  }

  std::optional<std::string> payload(const Json& reference) {
    const auto there = payloads.find(reference.text());
    return there == payloads.end() ? std::nullopt : from_base64(there->second);
  }

  // The records put together again. One whose text is missing is an oddity.
  void assemble() {
    for (Json& record : records) {
      const std::string key(record["key"].text());
      ReceivedDocument document;
      const Json reference = record["text_ref"];
      const auto text = reference.is_null() ? std::optional<std::string>("") : payload(reference);
      if (!text) {
        found.oddities.push_back({name, "the text of a document is missing: " + visible(key)});
        continue;
      }
      record.set("text", *text);
      auto& of = claims[key];
      std::stable_sort(of.begin(), of.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      for (auto& [index, claim] : of) document.claims.push_back(std::move(claim));
      document.record = std::move(record);
      found.ours.documents.push_back(std::move(document));
    }
    for (const Json& record : cases) {
      const auto yaml = payload(record["file_ref"]);
      if (yaml) found.ours.cases.push_back({std::string(record["name"].text()), *yaml});
      if (!yaml) found.oddities.push_back({name, "the file of a case is missing: " + visible(record["name"].text())});
    }
    if (!frame.is_object()) return;
    found.ours.ledger = ledger_frame_from(frame);
    found.ours.ledger->lines = std::move(lines);
  }

  std::string name;
  Limits limits;
  Keep keep;
  JsonGlance glance;
  std::vector<std::optional<std::string_view>> values;
  StixReading found;
  std::map<std::string, std::string, std::less<>> payloads;  // artifacts by id, in base64
  std::size_t held = 0;
  std::map<std::string, std::vector<std::pair<double, Json>>> claims;  // by document
  std::vector<Json> records, cases;
  std::vector<LedgerLine> lines;
  Json frame;
  JsonObjects objects;
};

StixReader::StixReader(std::string name, const Limits& limits, Keep keep)
    : state_(std::make_unique<State>(std::move(name), limits, std::move(keep))) {}
StixReader::~StixReader() = default;
StixReader::StixReader(StixReader&&) noexcept = default;

Result<void> StixReader::feed(std::string_view bytes) { return state_->objects.feed(bytes); }

Result<StixReading> StixReader::finish() {
  WHENCE_TRY(const std::string rest, state_->objects.finish());
  WHENCE_TRY(const Json outside, parse_json(rest, state_->name, state_->limits));
  const bool bundle = outside["type"].text() == "bundle";
  if (bundle && state_->found.spec.empty()) state_->found.spec = outside["spec_version"].text();
  if (state_->found.types.empty() && !bundle) return Error{Code::unsupported, state_->name + ": no STIX objects in it"};
  state_->assemble();
  return std::move(state_->found);
}

Result<StixReading> read_stix(std::string_view bytes, std::string_view name, const Limits& limits) {
  StixReader reader(std::string(name), limits, {});
  if (auto fed = reader.feed(bytes); !fed) return fed.error();
  return reader.finish();
}

}  // namespace whence

#include "format/page_actor.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/text.h"
#include "format/page_actor_parts.h"

namespace whence {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t label_columns = 14;
constexpr std::size_t names_shown = 14, vendors_shown = 3, software_shown = 8, techniques_shown = 6, words_shown = 8,
                      shared_shown = 6;

std::string catalogue_name(std::string_view catalogue) { return catalogue == "attack" ? "ATT&CK" : "misp-galaxy"; }

// What a tie rests on, strongest first.
std::string grounds(const ActorTie& tie) {
  const auto has = [&](std::string_view basis) {
    return std::find(tie.basis.begin(), tie.basis.end(), basis) != tie.basis.end();
  };
  std::string text;
  if (has("id")) text = "it lists the ATT&CK id among the names";
  if (has("link")) text += (text.empty() ? "it links" : " and links") + std::string(" to the other");
  if (has("link") && tie.relation == "equal" && !tie.likelihood.empty())
    text += " as \"" + tie.likelihood + "\" similar";
  Lines names;
  for (const std::string& name : tie.names) {
    const auto same = [&](const std::string& other) { return lower(other) == lower(name); };
    if (std::none_of(names.begin(), names.end(), same)) names.push_back(clean(name));
  }
  if (!names.empty()) {
    if (names.size() > shared_shown) {
      const std::size_t more = names.size() - shared_shown;
      names.resize(shared_shown);
      names.push_back(std::to_string(more) + " more");
    }
    text += (text.empty() ? "" : "; ") + std::string("shared: ") + join(names, ", ");
  }
  return text;
}

class Page {
 public:
  Page(const ActorAnswer& answer, const PageTexts& texts, const PageOptions& options)
      : answer_(answer), texts_(texts), options_(options) {}

  std::string text() {
    std::vector<PageBlock> blocks{heading()};
    for (std::size_t i = 0; i < answer_.entries.size(); ++i) blocks.push_back(entry(answer_.entries[i], i + 1));
    for (PageBlock block : {meaning_block(answer_, options_), ties(), rivals(), ledger(), hints()}) {
      if (!block.rows.empty()) blocks.push_back(std::move(block));
    }
    return page_of(std::move(blocks), options_);
  }

 private:
  // "  label      text, with later lines below the first".
  Lines row(std::string_view label, const std::string& text) const {
    return hanging(padded("   " + std::string(label), label_columns), text, options_.columns);
  }

  std::string state(const std::string& code) const {
    const auto found = texts_.short_names.find(code);
    return found == texts_.short_names.end() || found->second == code ? code : code + " (" + found->second + ")";
  }

  std::string titled(const ActorRef& ref) const {
    const std::string name = clean(ref.name);
    return ref.catalogue == "attack" ? name + " (" + ref.id + ")" : name + " (misp-galaxy)";
  }

  PageBlock heading() const {
    PageBlock block{.heading = "", .rows = {}, .separate = false, .keep = true};
    const std::size_t count = answer_.entries.size();
    block.rows.push_back(hanging("",
                                 clean(answer_.asked) + " · " +
                                     counted(count, "catalogue entry bears", "catalogue entries bear") + " this name" +
                                     (count > 1 ? "; each stands for itself, none is merged with another." : "."),
                                 options_.columns));
    block.rows.push_back(hanging(
        "", "This page says what catalogues and governments say. It does not say who did anything.", options_.columns));
    return block;
  }

  std::string borne(const ActorEntry& entry) const {
    const std::string asked = "\"" + clean(answer_.asked) + "\"";
    if (entry.borne_as == "name") return asked + " is one of its names";
    return asked + " is its " + entry.borne_as;
  }

  PageBlock entry(const ActorEntry& entry, std::size_t number) const {
    PageBlock block;
    const bool attack = entry.actor.catalogue == "attack";
    block.heading =
        std::to_string(number) + "  " + clean(entry.actor.name) + " · " +
        (attack ? entry.actor.id + " · ATT&CK " + answer_.attack_version : "misp-galaxy " + answer_.misp_version) +
        " · " + borne(entry);
    block.heading = shortened(block.heading, options_.columns);
    block.keep = true;
    block.rows.push_back(row("called", names(entry)));
    block.rows.push_back(row("state", labels(entry)));
    if (attack) {
      block.rows.push_back(row("rests on", reports(entry)));
      block.rows.push_back(row("software", items(entry.software, software_shown, false)));
      block.rows.push_back(row("techniques", items(entry.techniques, techniques_shown, true)));
    }
    if (!entry.campaigns.empty()) block.rows.push_back(row("campaigns", campaigns(entry)));
    if (!entry.victims.empty()) block.rows.push_back(row("victims", victims(entry)));
    if (!entry.sectors.empty()) block.rows.push_back(row("targets", some(entry.sectors, words_shown)));
    return block;
  }

  // Names with the vendor in brackets: "of" where the catalogue says whose name it is, "in" where it cites a report.
  // The main name first, then those that somebody is on record for; spellings of one name once.
  std::string names(const ActorEntry& entry) const {
    std::vector<const NameOfActor*> order;
    for (const NameOfActor& name : entry.names) {
      const auto same = [&](const NameOfActor* other) { return lower(other->name) == lower(name.name); };
      if (options_.all || std::none_of(order.begin(), order.end(), same)) order.push_back(&name);
    }
    if (order.empty()) return "nothing";
    std::stable_partition(order.begin() + 1, order.end(),
                          [](const NameOfActor* name) { return !name->vendors.empty() || !name->rivals.empty(); });
    Lines parts;
    for (const NameOfActor* name : order) {
      if (!options_.all && parts.size() == names_shown) break;
      std::string part = clean(name->name);
      if (!name->vendors.empty()) part += " (" + vendors(*name) + ")";
      if (!name->rivals.empty()) part += " *";
      parts.push_back(std::move(part));
    }
    const std::size_t more = order.size() - parts.size();
    return join(parts, " · ") + (more > 0 ? " · " + std::to_string(more) + " more" : "");
  }

  // A name has one owner or several publishers that used it.
  std::string vendors(const NameOfActor& name) const {
    Lines parts;
    for (const NameUse& use : name.vendors) {
      if (options_.all || parts.size() < vendors_shown) parts.push_back(clean(use.vendor));
    }
    const std::size_t more = name.vendors.size() - parts.size();
    return (name.vendors.front().how == "owner" ? "of " : "in ") + join(parts, ", ") +
           (more > 0 ? ", " + std::to_string(more) + " more" : "");
  }

  static bool has(const ActorEntry& entry, const StateLabel& label, std::string_view kind) {
    return std::any_of(entry.labels.begin(), entry.labels.end(), [&](const StateLabel& other) {
      return other.state == label.state && other.via.id == label.via.id && other.kind == kind;
    });
  }

  // "country, according to misp-galaxy, which says so of": one sentence for each state and kind, with every cluster.
  std::string labels(const ActorEntry& entry) const {
    if (entry.labels.empty()) return "none on record in the catalogues";
    std::vector<std::pair<std::string, Lines>> said;
    for (const StateLabel& label : entry.labels) {
      const bool country = has(entry, label, "country"), sponsor = has(entry, label, "sponsor");
      const std::string what = state(label.state) + ": " + (country ? "country" : "") +
                               (country && sponsor ? " and " : "") + (sponsor ? "suspected state sponsor" : "") +
                               ", according to misp-galaxy";
      auto same = std::find_if(said.begin(), said.end(), [&](const auto& one) { return one.first == what; });
      if (same == said.end()) same = said.insert(said.end(), {what, {}});
      const std::string of = label.via.id == entry.actor.id ? "" : clean(label.via.name) + names_only(entry, label.via);
      if (!of.empty() && std::find(same->second.begin(), same->second.end(), of) == same->second.end())
        same->second.push_back(of);
    }
    Lines parts;
    for (const auto& [what, clusters] : said) {
      parts.push_back(what + (clusters.empty() ? "" : ", which says so of " + join(clusters, ", ")));
    }
    return join(parts, "; ") + (entry.actor.catalogue == "attack" ? ". ATT&CK's facts name no state." : ".");
  }

  // A label that reaches a group through nothing but a shared name says so.
  static std::string names_only(const ActorEntry& entry, const ActorRef& via) {
    for (const ActorTie& tie : entry.ties) {
      if (tie.other.id == via.id && tie.source == "names") return " (related by name only)";
    }
    return {};
  }

  std::string reports(const ActorEntry& entry) const {
    if (entry.reports == 0) return "no report is cited for what it used";
    std::string text = counted(entry.reports, "report", "reports");
    if (entry.latest) text += "; latest: " + clean(entry.latest->name) + ", " + to_string(*entry.latest->date);
    return text;
  }

  std::string items(const std::vector<ItemUse>& uses, std::size_t most, bool with_id) const {
    if (uses.empty()) return "none on record";
    if (options_.all) most = uses.size();
    Lines parts;
    for (const ItemUse& use : uses) {
      if (parts.size() == most) break;
      parts.push_back((with_id ? use.id + " " : "") + clean(use.name) + " " + std::to_string(use.reports) +
                      (use.own ? "" : "c"));
    }
    const std::string rest = uses.size() > most ? "; " + std::to_string(uses.size() - most) + " more" : "";
    return std::to_string(uses.size()) + ": " + join(parts, ", ") + rest;
  }

  static std::string campaigns(const ActorEntry& entry) {
    Lines parts;
    for (const CampaignRef& campaign : entry.campaigns) {
      const std::string first = campaign.first ? to_string(*campaign.first).substr(0, 7) : "?";
      const std::string last = campaign.last ? to_string(*campaign.last).substr(0, 7) : "?";
      std::string part = clean(campaign.name);
      part.append(" (").append(campaign.id).append(", ").append(first).append(" to ").append(last).append(")");
      parts.push_back(std::move(part));
    }
    return join(parts, "; ");
  }

  // Codes first, then what is no state.
  std::string victims(const ActorEntry& entry) const {
    const auto is_code = [](const std::string& text) {
      return text.size() == 2 && is_upper(text[0]) && is_upper(text[1]);
    };
    Lines codes, words;
    for (const std::string& victim : entry.victims) (is_code(victim) ? codes : words).push_back(clean(victim));
    std::string text = join(codes, " ");
    if (!words.empty()) text += (text.empty() ? "" : " · ") + some(words, words_shown);
    return text + " (suspected)";
  }

  std::string some(const Lines& values, std::size_t most) const {
    Lines parts;
    for (const std::string& value : values) {
      if (options_.all || parts.size() < most) parts.push_back(clean(value));
    }
    const std::size_t more = values.size() - parts.size();
    return join(parts, " · ") + (more > 0 ? " · " + std::to_string(more) + " more" : "");
  }

  // Each tie once, though both its ends may be entries of this page.
  PageBlock ties() const {
    PageBlock block{
        .heading = "HOW THE CATALOGUES' ENTRIES RELATE (row by row; nothing follows from two rows together)",
        .rows = {}};
    std::vector<std::pair<std::string, std::string>> shown;
    for (const ActorEntry& entry : answer_.entries) {
      for (const ActorTie& tie : entry.ties) {
        const auto ends = std::minmax(entry.actor.id, tie.other.id);
        const std::pair<std::string, std::string> pair(ends.first, ends.second);
        if (std::find(shown.begin(), shown.end(), pair) != shown.end()) continue;
        shown.push_back(pair);
        block.rows.push_back(hanging("   ", tie_text(entry, tie), options_.columns));
      }
    }
    return block;
  }

  std::string tie_text(const ActorEntry& entry, const ActorTie& tie) const {
    const std::string pair = titled(entry.actor) + " - " + titled(tie.other) + ": ";
    if (tie.relation == "formerly") return pair + "folded into one entry by ATT&CK; the second is an old name";
    std::string text = tie.relation == "equal" ? "the same" : tie.relation;
    if (tie.relation != "equal" && !tie.likelihood.empty()) text += ", \"" + tie.likelihood + "\"";
    text +=
        tie.source == "names" ? ", nobody says so; we compared names" : " according to " + catalogue_name(tie.source);
    const std::string why = grounds(tie);
    return pair + text + (why.empty() ? "" : " (" + why + ")");
  }

  PageBlock rivals() const {
    PageBlock block{.heading = "* NAMES THAT SEVERAL ENTRIES OF ONE CATALOGUE BEAR", .rows = {}};
    Lines shown;
    for (const ActorEntry& entry : answer_.entries) {
      for (const NameOfActor& name : entry.names) {
        if (name.rivals.empty()) continue;
        Lines others{titled(entry.actor)};
        for (const ActorRef& rival : name.rivals) others.push_back(titled(rival));
        std::sort(others.begin(), others.end());
        const std::string bearers = join(others, ", ");
        std::string key = lower(name.name) + bearers;  // "Operation X" and "OperationX" of the same bearers are one row
        std::erase(key, ' ');
        if (std::find(shown.begin(), shown.end(), key) != shown.end()) continue;
        shown.push_back(std::move(key));
        block.rows.push_back(hanging("   ", clean(name.name) + ": " + bearers, options_.columns));
      }
    }
    return block;
  }

  // Accusation and reply side by side, in columns of one width.
  PageBlock ledger() const {
    PageBlock block;
    block.heading = "ACCUSATIONS THAT NAME IT, AND THE REPLIES";
    block.heading +=
        " (ledger: " + std::to_string(answer_.ledger.size()) + " of " + std::to_string(answer_.ledger_size) + " acts)";
    if (answer_.ledger.empty()) {
      block.rows.push_back({"   None in the ledger, which is a sample of what was made public."});
      return block;
    }
    constexpr std::size_t first = 16;
    const std::size_t width = (options_.columns - first - 3) / 2;
    block.rows.push_back({std::string(first, ' ') + padded("who accuses whom", width) + "   " + "what was replied"});
    for (auto mention = answer_.ledger.rbegin(); mention != answer_.ledger.rend(); ++mention) {
      const LedgerEntry& act = mention->entry;
      const Lines left = wrapped(accusation(*mention), width), right = wrapped(reply(act), width);
      Lines lines;
      for (std::size_t i = 0; i < std::max({left.size(), right.size(), std::size_t{2}}); ++i) {
        std::string label = i == 0   ? "   " + (act.date ? to_string(*act.date) : std::string("undated"))
                            : i == 1 ? "   " + act.id
                                     : "";
        label = padded(label, first);
        lines.push_back(label + padded(i < left.size() ? left[i] : "", width) + "   " +
                        (i < right.size() ? right[i] : ""));
      }
      block.rows.push_back(std::move(lines));
    }
    return block;
  }

  // Says by which name where that is not the one asked for.
  std::string accusation(const LedgerMention& mention) const {
    const LedgerEntry& act = mention.entry;
    std::string text = shortened(clean(act.accusers), 60) + ": ";
    text += act.accused_states.empty() ? "no state named" : shortened(clean(act.accused_state), 60);
    text += "; names " + shortened(clean(act.named_groups), 60);
    Lines whose;
    for (const ActorRef& bearer : mention.bearers) whose.push_back(catalogue_name(bearer.catalogue));
    if (!whose.empty()) text += " (" + clean(mention.name) + ": one of its names in " + join(whose, " and ") + ")";
    return text + (act.verified ? "" : " [unverified]");
  }

  std::string reply(const LedgerEntry& act) const {
    if (act.denial_status == "none") return "no reply found in what we hold";
    if (act.denial_status == "unverified" && !options_.all) return "a reply is reported, unverified: --all shows it";
    std::string text = act.denial_speaker.empty() ? "" : shortened(clean(act.denial_speaker), 60) + ": ";
    text += shortened(clean(act.denial_form), 90);
    return text + (act.denial_status == "unverified" ? " [unverified]" : "");
  }

  PageBlock hints() const {
    PageBlock block{.heading = "", .rows = {}, .separate = true, .keep = true};
    block.rows.push_back(
        hanging("",
                "A figure behind a name counts the reports cited for it (c: for a campaign only). \"of\" a vendor: "
                "the catalogue says whose name it is; \"in\": it cites that publisher's report for the name.",
                options_.columns));
    block.rows.push_back(hanging("",
                                 "knowledge " + answer_.knowledge + ": ATT&CK " + answer_.attack_version + " of " +
                                     answer_.attack_modified + ", misp-galaxy " + answer_.misp_version +
                                     " · everything: --all, --json",
                                 options_.columns));
    return block;
  }

  const ActorAnswer& answer_;
  const PageTexts& texts_;
  const PageOptions& options_;
};

}  // namespace

std::string page_actor(const ActorAnswer& answer, const PageTexts& texts, const PageOptions& options) {
  return Page(answer, texts, options).text();
}

}  // namespace whence

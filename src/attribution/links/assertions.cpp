#include "attribution/links/assertions.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "attribution/links/incident_claims.h"

namespace whence {
namespace {

constexpr std::string_view company = "company:";  // before the name of one that is a source

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

// The claims on one link, from one child to one parent.
struct Link {
  const LinkClaim* first;
  std::string child;  // name of the operator, empty for the cluster
  LinkClaims claims;
};

void gather(const LinkClaims& claims, const std::string& child, std::vector<Link>& links) {
  for (const LinkClaim* claim : claims) {
    auto place = std::find_if(links.begin(), links.end(), [&](const Link& link) {
      return link.first->child == claim->child && link.first->parent == claim->parent &&
             link.first->level == claim->level;
    });
    if (place == links.end()) place = links.insert(links.end(), {claim, child, {}});
    place->claims.push_back(claim);
  }
}

LinkClaims on_level(LinkClaims claims, Level level) {
  std::erase_if(claims, [&](const LinkClaim* claim) { return claim->level != level; });
  return claims;
}

std::string years(const LinkClaims& claims) {
  std::optional<Day> from, to;
  for (const LinkClaim* claim : claims) {
    if (!claim->date) continue;
    from = from ? std::min(*from, *claim->date) : *claim->date;
    to = to ? std::max(*to, *claim->date) : *claim->date;
  }
  if (!from) return "";
  if (year_of(*from) == year_of(*to)) return fmt::format(", {}", year_of(*from));
  return fmt::format(", {}-{}", year_of(*from), year_of(*to));
}

std::string said_by(const LinkClaims& claims) {
  std::set<std::string> states, others, origins, joint;
  for (const LinkClaim* claim : claims) {
    (claim->official ? states : others).insert(claim->source);
    origins.insert(claim->origin);
    joint.insert(claim->joint);
  }
  std::string text;
  if (!states.empty()) text = counted(states.size(), "speaker", "speakers");
  if (!others.empty()) {
    const bool catalogue = others.size() == 1 && !others.begin()->starts_with(company);
    text += (text.empty() ? "" : " and ") +
            (catalogue ? std::string("1 catalogue") : counted(others.size(), "publisher", "publishers"));
  }
  if (joint.size() == 1 && !joint.begin()->empty() && states.size() > 1) {
    text += " in one joint action";
  } else if (origins.size() > 1) {
    text += ", " + counted(origins.size(), "origin", "origins");
  }
  return text + years(claims);
}

// Every state, and every company without what tells it is one.
std::string speakers(const LinkClaims& claims) {
  std::set<std::string> names;
  for (const LinkClaim* claim : claims) {
    names.insert(claim->source.starts_with(company) ? claim->source.substr(company.size()) : claim->source);
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  return text;
}

std::string answered(const LinkClaims& claims) {
  std::set<std::string> origins, with;
  for (const LinkClaim* claim : claims) {
    origins.insert(claim->origin);
    if (!claim->reply.empty()) with.insert(claim->origin);
  }
  if (with.empty()) return "";
  if (origins.size() == 1) return "an answer is on record";
  return fmt::format("answers to {} of {} on record", with.size(), origins.size());
}

std::string newest_answer(const LinkClaims& claims) {
  const LinkClaim* newest = nullptr;
  for (const LinkClaim* claim : claims) {
    if (claim->reply.empty() || !claim->date) continue;
    if (newest == nullptr || *claim->date > *newest->date) newest = claim;
  }
  if (newest == nullptr) return "";
  return fmt::format("{}{}{}, {}", newest->replied_by, newest->replied_by.empty() ? "" : ": ", newest->reply,
                     year_of(*newest->date));
}

// What the claims tell of the tie; those that tell nothing leave it open.
std::string tie_words(const LinkClaims& claims, const Responsibility& table) {
  std::set<std::string> words;
  for (const LinkClaim* claim : claims) {
    const Tie* tie = table.tie(claim->tie);
    if (tie != nullptr && tie->id != "named") words.insert(tie->words);
  }
  std::string text;
  for (const std::string& each : words) text += (text.empty() ? "" : " or ") + each;
  return text;
}

// "L049, US: +2.1 nats as of its day; own findings or hit itself, technical detail shown".
std::vector<std::string> weighed(const LinkClaims& claims) {
  std::vector<std::string> rows;
  for (const LinkClaim* claim : claims) {
    rows.push_back(fmt::format("{}, {}: {:+.1f} nats{}", claim->id, claim->source,
                               claim->denies ? -claim->nats : claim->nats,
                               claim->standing.empty() ? "" : "; " + claim->standing));
  }
  return rows;
}

std::string units(const LinkClaims& claims) {
  std::set<std::string> names;
  for (const LinkClaim* claim : claims) {
    if (!claim->unit.empty()) names.insert(claim->unit);
  }
  std::string text;
  for (const std::string& each : names) text += (text.empty() ? "" : ", ") + each;
  return text;
}

}  // namespace

std::string asserted_by(const LinkClaims& claims) { return claims.empty() ? "" : said_by(claims); }

std::vector<Assertion> assertions(const Ladder& ladder, const Responsibility& table, std::string_view cluster) {
  const LinkClaims own = ladder.claims_on(cluster);
  std::vector<Link> links;
  std::set<std::string> operators;
  const LinkClaims incident = ladder.claims_on(this_incident);
  const std::string of_incident(this_incident);
  gather(standing_on(incident, Level::cluster), of_incident, links);
  gather(standing_on_operators(incident), of_incident, links);
  gather(standing_on_operators(own), "", links);
  for (const Link& link : links) {
    if (link.first->level == Level::operator_ && link.first->child == cluster) operators.insert(link.first->parent);
  }
  gather(standing_on_bodies(incident), of_incident, links);
  gather(standing_on_bodies(own), "", links);
  for (const std::string& id : operators) gather(standing_on_bodies(ladder.claims_on(id)), ladder.name_of(id), links);
  gather(on_level(standing_on_states(incident), Level::sponsor), of_incident, links);
  gather(on_level(standing_on_states(own), Level::sponsor), "", links);
  for (const std::string& id : operators) {
    gather(on_level(standing_on_states(ladder.claims_on(id)), Level::sponsor), ladder.name_of(id), links);
  }
  std::vector<Assertion> rows;
  for (const Link& link : links) {
    std::set<std::string> ids;
    for (const LinkClaim* claim : link.claims) ids.insert(claim->id);
    Assertion row{link.first->level,
                  ladder.name_of(link.first->parent),
                  said_by(link.claims),
                  answered(link.claims),
                  {ids.begin(), ids.end()}};
    row.id = link.first->parent;
    row.state = link.first->state;
    row.of_incident = link.first->child == this_incident;
    row.child = row.of_incident ? "" : link.child;
    row.unit = units(link.claims);
    row.tie = tie_words(link.claims, table);
    row.speakers = speakers(link.claims);
    row.answered = newest_answer(link.claims);
    row.weighed = weighed(link.claims);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string basis_of_statements(const LinkClaims& claims) {
  std::set<std::string> statements, origins;
  for (const LinkClaim* claim : claims) {
    statements.insert(claim->id);
    origins.insert(claim->origin);
  }
  if (statements.empty()) return "no statement in the ledger names these clusters: no change";
  return counted(statements.size(), "statement", "statements") + ", " + counted(origins.size(), "origin", "origins");
}

std::string basis_of_answers(const LinkClaims& claims) {
  std::set<std::string> answered;
  for (const LinkClaim* claim : claims) {
    if (!claim->reply.empty()) answered.insert(claim->id);
  }
  return answered.empty() ? "no answer found in what we hold: no change"
                          : counted(answered.size(), "answer", "answers") + ": no change";
}

std::string basis_of_labels(const LinkClaims& claims) {
  std::set<std::string> catalogues, companies, origins;
  for (const LinkClaim* claim : claims) {
    (claim->source.starts_with(company) ? companies : catalogues).insert(claim->source);
    origins.insert(claim->origin);
  }
  if (claims.empty()) return "no catalogue and no publisher names a state";
  std::string text;
  if (!catalogues.empty()) text = counted(catalogues.size(), "catalogue", "catalogues");
  if (!companies.empty()) text += (text.empty() ? "" : ", ") + counted(companies.size(), "company", "companies");
  return text + ", " + counted(origins.size(), "origin", "origins");
}

}  // namespace whence

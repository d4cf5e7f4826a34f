#include "attribution/combine/priors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr double days_of_year = 365.25;

double weight(const CataloguedCluster& cluster, Day as_of, const Settings& settings) {
  double w = std::pow(cluster.reports, settings.eta);
  if (settings.age_half_life > 0.0) {
    const double years = std::max(0.0, static_cast<double>((as_of - cluster.last).count()) / days_of_year);
    w *= std::exp2(-years / settings.age_half_life);
  }
  return w;
}

std::vector<double> log_shares(std::vector<double> weights, double rho) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& w : weights) w = std::log1p(-rho) + std::log(w / sum);
  weights.push_back(weights.empty() ? 0.0 : std::log(rho));
  return weights;
}

bool belongs(const Alliance& alliance, std::string_view state) {
  return std::find(alliance.members.begin(), alliance.members.end(), state) != alliance.members.end();
}

// "blog.example.org/2024/x" is published at "example.org". The longest site that fits counts.
std::string publisher_of(const std::vector<Publisher>& publishers, const Reference& reference) {
  const std::string identity = reference_identity(reference.url, "");
  std::string_view host = std::string_view(identity).substr(0, identity.find_first_of("/:?"));
  while (!host.empty()) {
    const auto row = std::lower_bound(publishers.begin(), publishers.end(), host,
                                      [](const Publisher& a, std::string_view site) { return a.site < site; });
    if (row != publishers.end() && row->site == host) return row->state;
    const std::size_t dot = host.find('.');
    host = dot == std::string_view::npos ? std::string_view{} : host.substr(dot + 1);
  }
  return "";
}

// What a class of victims' reports hold: who published them, and how many concern each state's groups.
struct Coverage {
  std::map<std::string, double> publishers;  // shares; sum to 1 unless nobody is known
  std::map<std::string, double> sponsors;    // reports by sponsor; "" for groups without one
  std::size_t reports = 0;
};

bool concerns(const PublicRecord& record, const PublicReport& report, const std::string& country) {
  return country.empty() || std::any_of(report.clusters.begin(), report.clusters.end(), [&](ClusterIndex k) {
           return std::binary_search(record.victims[k].begin(), record.victims[k].end(), country);
         });
}

Coverage coverage(const PublicRecord& record, const std::string& country) {
  Coverage result;
  double placed = 0.0;
  for (const PublicReport& report : record.reports) {
    if (!concerns(record, report, country)) continue;
    ++result.reports;
    std::set<std::string> states;
    for (const ClusterIndex k : report.clusters) states.insert(record.sponsor[k]);
    for (const std::string& state : states) result.sponsors[state] += 1.0;
    if (report.publisher.empty()) continue;
    result.publishers[report.publisher] += 1.0;
    placed += 1.0;
  }
  for (auto& [state, share] : result.publishers) share /= placed;
  return result;
}

// By state: the share of the reports whose publishers are on its side. vis_s = 1 - (1 - ω) own_s.
std::map<std::string, double> own_shares(const Coverage& seen, const std::vector<Alliance>& alliances) {
  std::map<std::string, double> own;
  for (const auto& [publisher, share] : seen.publishers) {
    std::set<std::string> side{publisher};
    for (const Alliance& alliance : alliances) {
      if (belongs(alliance, publisher)) side.insert(alliance.members.begin(), alliance.members.end());
    }
    for (const std::string& state : side) own[state] += share;
  }
  return own;
}

double visibility(const std::map<std::string, double>& own, const std::string& state, double omega) {
  const auto place = own.find(state);
  return place == own.end() ? 1.0 : 1.0 - (1.0 - omega) * place->second;
}

// The weights as reported, divided by how well each is seen; what no catalogue holds of ill-seen states goes to nobody
// we know: ρ Σ_s (n_s + α) / vis_s against ρ Σ_s (n_s + α).
ClusterPrior corrected(const ClusterPrior& base, const PublicRecord& record, const Coverage& seen,
                       const std::map<std::string, double>& own, const Priors& priors, const Settings& settings,
                       double omega) {
  ClusterPrior result{"visibility", omega, base.log_share};
  double counted = settings.alpha;
  double corrected = settings.alpha;
  const auto add = [&](const std::string& state, double reports) {
    counted += reports;
    corrected += reports / visibility(own, state, omega);
  };
  for (const std::string& state : priors.states) add(state, settings.alpha);
  for (const auto& [state, reports] : seen.sponsors) add(state, reports);
  std::vector<double>& share = result.log_share;
  for (std::size_t k = 0; k + 1 < share.size(); ++k) {
    share[k] -= std::log(visibility(own, record.sponsor[k], omega));
  }
  if (counted > 0.0) share.back() += std::log(corrected / counted);
  double sum = 0.0;
  for (const double s : share) sum += std::exp(s);
  for (double& s : share) s -= std::log(sum);
  return result;
}

}  // namespace

std::string id_of(const ClusterPrior& prior) {
  return prior.name == "visibility" ? fmt::format("visibility-{:g}", prior.omega) : prior.name;
}

std::vector<ClusterPrior> cluster_priors(const Catalogue& known, const Settings& settings) {
  std::vector<double> reported;
  for (const CataloguedCluster& cluster : known.clusters) reported.push_back(weight(cluster, known.as_of, settings));
  return {{"catalogue", 1.0, log_shares(std::move(reported), settings.rho)},
          {"uniform", 1.0, log_shares(std::vector<double>(known.clusters.size(), 1.0), settings.rho)}};
}

PublicRecord public_record(const Knowledge& known, const Catalogue& counts, const Cut& cut, const Priors& priors) {
  PublicRecord record;
  std::map<std::string_view, ClusterIndex> place;
  for (ClusterIndex k = 0; k < counts.clusters.size(); ++k) {
    const GroupIndex group = counts.clusters[k].group;
    const auto label = known.label(group);
    // A country without a sponsor is where a group is said to sit, not whom it works for.
    record.sponsor.emplace_back(label && label->kind == "sponsor" ? label->state : std::string_view{});
    place[known.groups()[group].id] = k;
  }
  record.victims.resize(counts.clusters.size());
  for (const ActorRelation& relation : known.relations()) {
    const auto cluster = place.find(relation.a);
    if (cluster == place.end() || relation.relation != "equal") continue;
    for (const VictimLabel& victim : known.victims()) {
      if (victim.actor == relation.b && !victim.state.empty())
        record.victims[cluster->second].emplace_back(victim.state);
    }
  }
  for (auto& states : record.victims) std::sort(states.begin(), states.end());
  std::map<ReferenceIndex, std::set<ClusterIndex>> cited;
  for (const GroupUse& use : known.group_uses()) {
    const auto cluster = place.find(known.groups()[use.group].id);
    if (use.campaign || cluster == place.end()) continue;
    for (const ReferenceIndex reference : use.references) {
      if (counts_reference(known, cut, reference)) cited[reference].insert(cluster->second);
    }
  }
  for (const auto& [reference, clusters] : cited) {
    record.reports.push_back(
        {publisher_of(priors.publishers, known.references()[reference]), {clusters.begin(), clusters.end()}});
  }
  return record;
}

bool same_side(const std::vector<Alliance>& alliances, std::string_view a, std::string_view b) {
  return a == b || std::any_of(alliances.begin(), alliances.end(),
                               [&](const Alliance& alliance) { return belongs(alliance, a) && belongs(alliance, b); });
}

PriorSet priors_for(const PublicRecord& record, const Catalogue& counts, const Priors& priors, const Settings& settings,
                    std::string_view country) {
  PriorSet result{cluster_priors(counts, settings), ""};
  const bool is_state = std::find(priors.states.begin(), priors.states.end(), country) != priors.states.end();
  Coverage seen = coverage(record, "");
  if (is_state && !seen.publishers.empty()) {
    const auto own = own_shares(seen, priors.alliances);
    const auto place = own.find(std::string(country));
    const double wrote = place == own.end() ? 0.0 : place->second;
    if (wrote < settings.coverage_least) {
      result.not_applicable = fmt::format(
          "catalogue prior not applicable to this victim class: publishers of {} and its allies wrote {:.0f} % of the "
          "catalogue's reports",
          country, wrote * 100.0);
      result.priors.erase(result.priors.begin());
      seen.sponsors.clear();
    } else if (Coverage narrow = coverage(record, std::string(country));
               static_cast<double>(narrow.reports) >= settings.class_reports) {
      seen = std::move(narrow);
    }
  }
  const auto own = own_shares(seen, priors.alliances);
  const ClusterPrior base = result.priors.front();
  for (const double omega : settings.omega) {
    result.priors.push_back(corrected(base, record, seen, own, priors, settings, omega));
  }
  return result;
}

}  // namespace whence

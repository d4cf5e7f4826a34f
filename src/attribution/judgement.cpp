#include "attribution/judgement.h"

#include <algorithm>

#include <fmt/format.h>

namespace whence {
namespace {

std::string share_text(double share) { return fmt::format("{:.2f}", share).substr(share < 0.995 ? 1 : 0); }

std::string ids_of(const Judgement& judgement, const std::vector<std::size_t>& pieces) {
  std::string ids;
  for (const std::size_t at : pieces) {
    if (!ids.empty()) ids += " and ";
    ids += judgement.incident.evidence[judgement.scene.pieces[at].evidence.front()].id.text;
  }
  return ids;
}

std::string lead_without(const Judgement& judgement, std::size_t h, const Kept& kept) {
  const std::vector<double> then = plain_shares(judgement.scene, kept);
  return "without it its share is " + share_text(then[h]);
}

// The origins without which the hypothesis no longer leads, or falls below one half.
std::vector<std::size_t> undoing_origins(const Judgement& judgement, std::size_t h) {
  std::vector<std::size_t> result;
  const bool above_half = judgement.runs.share()[h] >= judgement.settings().flip_share;
  for (std::size_t origin = 0; origin < judgement.scene.origins.size(); ++origin) {
    const std::vector<double> then = plain_shares(judgement.scene, without_origin(judgement.scene, origin));
    if (leader_of(then) != h || (above_half && then[h] < judgement.settings().flip_share)) result.push_back(origin);
  }
  return result;
}

// Nats for a hypothesis against nobody we know, from these pieces alone.
double support(const Judgement& judgement, std::size_t h, const Kept& kept) {
  const std::vector<double> total = fold_total(judgement.scene, kept);
  return total[h] - total.back();
}

// Families that, each taken alone, speak for a hypothesis with at least Settings::carries nats.
std::size_t carrying_families(const Judgement& judgement, std::size_t h) {
  std::size_t carrying = 0;
  for (std::size_t family = 0; family < families; ++family) {
    Kept kept(judgement.scene.pieces.size(), 0);
    for (std::size_t at = 0; at < kept.size(); ++at) {
      kept[at] = static_cast<std::size_t>(judgement.scene.pieces[at].family) == family ? 1 : 0;
    }
    if (support(judgement, h, kept) >= judgement.settings().carries) ++carrying;
  }
  return carrying;
}

// One sentence for the item that matters most, and how many more would do.
std::string carried(std::string_view kind, std::string_view id, std::string_view then, std::size_t more) {
  return fmt::format("one {} carries it ({}): {}{}", kind, id, then,
                     more == 0 ? "" : fmt::format(" ({} more would each undo it too)", more));
}

void item_reasons(const Judgement& judgement, std::size_t h, std::vector<std::string>& why_not) {
  const auto& sets = judgement.flips.sets;
  if (sets.empty() || sets.front().size() != 1) return;
  Kept kept = all_pieces(judgement.scene);
  kept[sets.front().front()] = 0;
  why_not.push_back(
      carried("item", ids_of(judgement, sets.front()), lead_without(judgement, h, kept), sets.size() - 1));
}

void origin_reasons(const Judgement& judgement, std::size_t h, std::vector<std::string>& why_not) {
  std::vector<std::size_t> undoing = undoing_origins(judgement, h);
  const auto then = [&](std::size_t origin) {
    return plain_shares(judgement.scene, without_origin(judgement.scene, origin))[h];
  };
  std::stable_sort(undoing.begin(), undoing.end(), [&](std::size_t a, std::size_t b) { return then(a) < then(b); });
  if (!undoing.empty()) {
    const std::string& name = judgement.scene.origins[undoing.front()].name;
    why_not.push_back(carried("origin", name.empty() ? "not stated" : name,
                              lead_without(judgement, h, without_origin(judgement.scene, undoing.front())),
                              undoing.size() - 1));
  }
  const std::size_t carrying = carrying_origins(judgement, h);
  if (carrying < judgement.settings().naming_origins) {
    why_not.push_back(
        fmt::format("{} of {} independent origins needed speak for it", carrying, judgement.settings().naming_origins));
  }
}

std::string some(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

}  // namespace

Share ranged(Hypothesis hypothesis, double share, const Extremes& range) {
  const auto chance = [](double p) { return Probability(std::clamp(p, 0.0, 1.0)); };
  Share result;
  result.hypothesis = std::move(hypothesis);
  result.probability = chance(share);
  result.low = chance(std::min(range.low, share));
  result.high = chance(std::max(range.high, share));
  return result;
}

Hypothesis hypothesis_of(const Judgement& judgement, std::size_t h) {
  if (!judgement.is_cluster(h)) return {Level::cluster, std::nullopt, "not in the catalogue"};
  const Group& group = judgement.known.groups()[judgement.counts().clusters[h].group];
  return {Level::cluster, std::string(group.id), std::string(group.name)};
}

std::size_t closest_match(const Judgement& judgement) {
  const std::vector<double>& share = judgement.runs.share();
  return static_cast<std::size_t>(std::max_element(share.begin(), share.end() - 1) - share.begin());
}

double prior_spread(const Judgement& judgement) {
  const std::size_t h = judgement.leader();
  Extremes extremes;
  for (const Run& run : judgement.runs.runs) {
    if (run.origin_out || run.phi != judgement.settings().phi) continue;
    extremes.include(run.mixed.share[h]);
  }
  return extremes.high - extremes.low;
}

std::size_t carrying_origins(const Judgement& judgement, std::size_t h) {
  std::size_t carrying = 0;
  for (std::size_t origin = 0; origin < judgement.scene.origins.size(); ++origin) {
    if (support(judgement, h, only_origin(judgement.scene, origin)) >= judgement.settings().carries) ++carrying;
  }
  return carrying;
}

Headline headline_of(const Judgement& judgement) {
  Headline headline;
  if (judgement.counts().clusters.empty()) {
    headline.why_not.emplace_back("the knowledge holds no cluster");
    return headline;
  }
  const std::size_t h = closest_match(judgement);
  const Hypothesis closest = hypothesis_of(judgement, h);
  headline.id = closest.actor;
  headline.name = closest.name;
  if (judgement.scene.pieces.empty()) {
    headline.why_not.emplace_back("no item bears on a cluster: the shares are the prior");
    return headline;
  }
  const bool leads = judgement.leader() == h;
  if (!leads) headline.why_not.emplace_back("a group that is not in the catalogue is likelier");
  if (leads) item_reasons(judgement, h, headline.why_not);
  if (leads && !judgement.options.waive_origins) origin_reasons(judgement, h, headline.why_not);
  const Extremes range = extremes(judgement.runs, {h});
  if (range.low < judgement.settings().naming_low) {
    headline.only_range = headline.why_not.empty();
    headline.why_not.push_back(fmt::format("the lower end of its range is {}, below {}", share_text(range.low),
                                           share_text(judgement.settings().naming_low)));
  }
  headline.established = headline.why_not.empty();
  return headline;
}

Confidence confidence_of(const Judgement& judgement) {
  const std::size_t h = judgement.leader();
  const Settings& settings = judgement.settings();
  const std::size_t origins = carrying_origins(judgement, h);
  const double spread = prior_spread(judgement);
  const double reports = judgement.is_cluster(h) ? judgement.counts().clusters[h].reports : 0.0;
  const std::size_t flips = judgement.flips.size == 0 ? judgement.scene.pieces.size() + 1 : judgement.flips.size;

  Confidence low{"low", {}};
  if (judgement.scene.pieces.empty()) low.reasons.emplace_back("no item bears on a cluster");
  if (!judgement.is_cluster(h)) low.reasons.emplace_back("that nobody we know leads is mostly prior");
  if (judgement.is_cluster(h) && flips <= 1) low.reasons.emplace_back("one item decides");
  if (judgement.is_cluster(h) && origins <= 1) {
    low.reasons.push_back(some(origins, "origin carries it", "origins carry it"));
  }
  if (spread > settings.spread_low) low.reasons.push_back(fmt::format("priors differ by {}", share_text(spread)));
  if (judgement.is_cluster(h) && reports < settings.few_reports) {
    low.reasons.push_back(some(static_cast<std::size_t>(reports), "report on record", "reports on record"));
  }
  if (!low.reasons.empty()) return low;

  Confidence moderate{"moderate", {}};
  if (flips < 3) moderate.reasons.push_back(some(flips, "item decides", "items decide"));
  if (origins < 3) moderate.reasons.push_back(some(origins, "origin carries it", "origins carry it"));
  const std::size_t kinds = carrying_families(judgement, h);
  if (kinds < 3) moderate.reasons.push_back(some(kinds, "kind of evidence", "kinds of evidence"));
  if (spread > settings.spread_high) moderate.reasons.push_back(fmt::format("priors differ by {}", share_text(spread)));
  if (!moderate.reasons.empty()) return moderate;
  return {"high", {"several items, origins and kinds of evidence agree"}};
}

Skill skill_of(const std::vector<SkillRow>& table, double share) {
  Skill skill;
  for (const SkillRow& row : table) {
    skill.protocol = row.protocol;
    if (row.metric == "top1") skill.top1 = row.value, skill.n = row.n;
    if (row.metric == "top10") skill.top10 = row.value;
    if (row.metric == "log_loss") skill.log_loss = row.value;
    if (row.metric == "ece") skill.ece = row.value;
    if (row.metric == "wrong_novel_at_0.7") skill.novel_n = row.n, skill.novel_wrong = row.right;
    if (row.metric == "band" && share >= row.low && (share < row.high || row.high >= 1.0)) {
      skill.band_low = row.low;
      skill.band_high = row.high;
      skill.band_n = row.n;
      skill.band_right = row.right;
    }
  }
  return skill;
}

}  // namespace whence

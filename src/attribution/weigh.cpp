#include "attribution/weigh.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "attribution/judgement.h"
#include "attribution/levels.h"
#include "attribution/links/incident_claims.h"
#include "attribution/words.h"

namespace whence {
namespace {

constexpr std::size_t page_clusters = 2;  // rows of a page besides nobody we know and the rest

Probability probability(double share) { return Probability(std::clamp(share, 0.0, 1.0)); }

WordLimits limits_of(const Judgement& judgement) {
  const bool one_item = judgement.flips.size == 1;
  return {one_item ? judgement.settings().word_ceiling : 1.0, judgement.settings().at_most};
}

Reason reason(const std::string& name, double nats) {
  Reason result;
  result.evidence = {name};
  result.family = name;
  result.weight = {nats};
  result.before = {nats};
  return result;
}

// How many clusters are on record with an item, as the score counts: the learned one takes campaigns that the catalogue
// attributes to a cluster for its own.
std::string holders(const Judgement& judgement, ItemIndex item, std::size_t h) {
  const auto& own = judgement.counts().postings[item];
  const auto& record = judgement.background.record;
  const auto& counted = judgement.scene.comparison && record ? record->counts.postings[item] : own;
  const auto has = [&](const std::vector<Posting>& postings) {
    return std::any_of(postings.begin(), postings.end(), [&](const Posting& one) { return one.cluster == h; });
  };
  std::string text = counted.size() == 1 ? "1 group on record" : fmt::format("{} groups on record", counted.size());
  if (has(counted) && !has(own)) text += " (by campaign)";  // attributed to it; short, since it stands in a row
  return text;
}

// What each item says for a cluster, then the prior against nobody we know and what deception and the joint view add:
// together the logarithm of the odds between the two.
std::vector<Reason> reasons_of(const Judgement& judgement, std::size_t h) {
  std::vector<Reason> reasons;
  if (!judgement.is_cluster(h)) return reasons;
  double sum = 0.0;
  const std::size_t nobody = judgement.hypotheses() - 1;
  for (std::size_t at = 0; at < judgement.scene.pieces.size(); ++at) {
    const Piece& piece = judgement.scene.pieces[at];
    const FoldedPiece& folded = judgement.runs.folded.pieces[at];
    Reason item;
    item.evidence = judgement.incident.evidence[piece.evidence.front()].id;
    item.family = name_of(piece.family);
    item.weight = {judgement.parts[at][h] - judgement.parts[at][nobody]};
    const bool learned = judgement.scene.comparison && at < judgement.scene.behaviour;
    item.before = learned ? item.weight : Weight{piece.before[h]};
    item.dependence = folded.dependence[h];
    item.capped = folded.ceiling[h] < judgement.settings().capped_below;
    item.note = piece.note;
    if (at < judgement.scene.behaviour) item.note = holders(judgement, piece.item, h);
    sum += item.weight.nats;
    reasons.push_back(std::move(item));
  }
  const auto& prior = judgement.scene.priors.front().log_share;
  const double odds_before = prior[h] - prior.back();
  const std::vector<double>& share = judgement.runs.share();
  const double joint = std::log(share[h] / share.back()) - odds_before - sum;
  reasons.push_back(reason("prior", odds_before));
  reasons.push_back(reason("joint", joint));
  return reasons;
}

Share share_of(const Judgement& judgement, const std::vector<WordBand>& scale, std::size_t h) {
  const Extremes range = extremes(judgement.runs, {h});
  const WordLimits limits = limits_of(judgement);
  Share share = ranged(hypothesis_of(judgement, h), judgement.runs.share()[h], range);
  share.words = range_words(scale, share.low, share.high, limits);
  share.skill_measured = true;
  share.capped = limits.ceiling < 1.0 && range.high >= limits.ceiling;
  share.reasons = reasons_of(judgement, h);
  return share;
}

std::vector<std::size_t> by_share(const std::vector<double>& share) {
  std::vector<std::size_t> order(share.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return share[a] > share[b]; });
  return order;
}

Posterior posterior_of(const Judgement& judgement, const std::vector<WordBand>& scale) {
  Posterior posterior;
  for (const std::size_t h : by_share(judgement.runs.share())) {
    posterior.shares.push_back(share_of(judgement, scale, h));
  }
  return posterior;
}

// A run's shares without reasons; the range stays that of the whole answer.
Posterior posterior_of(const Judgement& judgement, const std::vector<WordBand>& scale,
                       const std::vector<double>& shares) {
  Posterior posterior;
  for (const std::size_t h : by_share(shares)) {
    const Extremes range = extremes(judgement.runs, {h});
    Share share = ranged(hypothesis_of(judgement, h), shares[h], range);
    share.words = range_words(scale, share.low, share.high, limits_of(judgement));
    share.skill_measured = true;
    posterior.shares.push_back(std::move(share));
  }
  return posterior;
}

// The clusters after the first few, as one share: the range of a sum is not the sum of ranges.
std::optional<Share> others_of(const Judgement& judgement, const std::vector<WordBand>& scale) {
  std::vector<std::size_t> rest;
  std::size_t clusters = 0;
  double sum = 0.0;
  for (const std::size_t h : by_share(judgement.runs.share())) {
    if (!judgement.is_cluster(h) || clusters++ < page_clusters) continue;
    rest.push_back(h);
    sum += judgement.runs.share()[h];
  }
  if (rest.empty()) return std::nullopt;
  Share others = ranged({Level::cluster, std::nullopt, fmt::format("{} others together", rest.size())}, sum,
                        extremes(judgement.runs, rest));
  others.words = range_words(scale, others.low, others.high, limits_of(judgement));
  others.skill_measured = true;
  return others;
}

Flip flip_of(const Judgement& judgement) {
  Flip flip;
  flip.size = judgement.flips.size;
  flip.cost = judgement.flips.cost;
  for (const auto& set : judgement.flips.sets) {
    std::vector<EvidenceId> ids;
    for (const std::size_t at : set) {
      ids.push_back(judgement.incident.evidence[judgement.scene.pieces[at].evidence.front()].id);
    }
    flip.sets.push_back(std::move(ids));
  }
  if (!flip.sets.empty()) {
    flip.then_leads = hypothesis_of(judgement, judgement.flips.then_leads).name;
    flip.then_share = probability(judgement.flips.then_share);
  }
  return flip;
}

Answer answer_of(const Judgement& judgement, const std::vector<WordBand>& scale) {
  Answer answer;
  answer.incident = judgement.incident;
  answer.bearings = judgement.scene.bearings.items;
  for (const Oddity& oddity : judgement.scene.oddities) {
    answer.incident.oddities.push_back(oddity);
    answer.doubts.push_back({oddity.what, ""});
  }
  if (!judgement.scene.prior_note.empty()) answer.doubts.push_back({judgement.scene.prior_note, "--prior"});
  answer.scale = judgement.options.scale;
  answer.headline = headline_of(judgement);
  answer.levels.push_back(posterior_of(judgement, scale));
  answer.levels.front().others = others_of(judgement, scale);
  answer.levels.front().shown = page_clusters;
  answer.confidence = confidence_of(judgement);
  const Mixed& base = judgement.runs.runs.front().mixed;
  for (const Run& run : judgement.runs.runs) {
    if (run.origin_out || run.phi != judgement.settings().phi) continue;
    const ClusterPrior& prior = judgement.scene.priors[run.prior];
    answer.priors.push_back({prior.name, prior.omega, posterior_of(judgement, scale, run.mixed.share)});
  }
  answer.prior_spread = prior_spread(judgement);
  answer.flip = flip_of(judgement);
  answer.deception = {probability(judgement.settings().phi), probability(base.planted), {}};
  if (!base.share_framed.empty()) answer.deception.framed = posterior_of(judgement, scale, base.share_framed);
  answer.skill = skill_of(judgement.priors.skill, answer.levels.front().shares.front().probability.value());
  add_levels(judgement, answer);
  answer.model = judgement.scene.comparison ? "attribution 1, learned behaviour" : "attribution 1, written likelihoods";
  answer.data = judgement.known.version();
  answer.parameters = judgement.priors.set + " " + judgement.priors.version;
  return answer;
}

// Puts the prior that was asked for first.
Result<void> under_prior(Scene& scene, const std::string& id) {
  if (id.empty()) return {};
  std::string ids;
  for (ClusterPrior& prior : scene.priors) {
    if (id_of(prior) == id) {
      std::swap(scene.priors.front(), prior);
      return {};
    }
    ids += (ids.empty() ? "" : ", ") + id_of(prior);
  }
  return Error{Code::not_found, fmt::format("no prior '{}'; there are {}{}{}", id, ids,
                                            scene.prior_note.empty() ? "" : "; ", scene.prior_note)};
}

// An item of the case, or a statement or origin of links, as if it were not there; false if there is none of that id.
bool leave_out(const std::string& id, Case& incident, std::vector<LinkClaim>& links) {
  const auto item = std::find_if(incident.evidence.begin(), incident.evidence.end(),
                                 [&](const Evidence& evidence) { return evidence.id.text == id; });
  if (item != incident.evidence.end()) item->not_used = "left out on request";
  const bool cited = item != incident.evidence.end() && item->kind == EvidenceKind::testimony;
  const std::string statement = cited ? item->value.substr(item->value.find('#') + 1) : id;
  const std::size_t before = links.size();
  std::erase_if(links, [&](const LinkClaim& claim) {
    if (cited) return claim.id == statement && claim.child == this_incident;
    return claim.id == statement || claim.origin == statement;
  });
  return item != incident.evidence.end() || links.size() < before;
}

// Why items that are no behaviour bear on nobody.
void note_unused(Case& incident, const Bearings& bearings) {
  for (Evidence& evidence : incident.evidence) {
    const auto reason = bearings.unused.find(evidence.id.text);
    if (reason != bearings.unused.end()) evidence.not_used = reason->second;
    const auto& repeated = bearings.repeated;
    if (std::find(repeated.begin(), repeated.end(), evidence.id.text) != repeated.end())
      evidence.not_used = "says again what an earlier item says: counted once";
  }
}

}  // namespace

Result<Answer> weigh(const Case& incident, const Knowledge& known, const Priors& priors, const WeighOptions& options) {
  WHENCE_TRY(const Background against, background(known, priors));
  return weigh(incident, known, against, priors, options);
}

Result<Answer> weigh(const Case& incident, const Knowledge& known, const Background& background, const Priors& priors,
                     const WeighOptions& options) {
  WHENCE_TRY(const std::vector<WordBand> scale, scale_named(priors.words, options.scale));
  Case looked_up = resolved(incident, known);
  std::vector<LinkClaim> links = background.links;
  links.insert(links.end(), options.said.begin(), options.said.end());
  for (const EvidenceId& id : options.without) {
    if (!leave_out(id.text, looked_up, links)) {
      return Error{Code::not_found,
                   fmt::format("{}: no item and no statement '{}' to leave out", incident.file, id.text)};
    }
  }
  Scene made = scene(looked_up, known, background, priors, options.traced);
  note_unused(looked_up, made.bearings);
  Judgement judgement{looked_up, known, background, priors, options, std::move(made), {}, {}, std::move(links), {}};
  if (const auto turned = under_prior(judgement.scene, options.prior); !turned) return turned.error();
  judgement.runs = all_runs(judgement.scene, !options.waive_origins);
  judgement.parts = parts_of(judgement.scene, judgement.runs.folded);
  judgement.flips = flip_sets(judgement.scene, options.robustness ? FlipDepth::full : FlipDepth::single_items);
  return answer_of(judgement, scale);
}

}  // namespace whence

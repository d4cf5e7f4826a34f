#include "evaluation/attribution.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "attribution/weigh.h"
#include "evaluation/baselines.h"
#include "evaluation/incidents.h"
#include "evaluation/planted.h"
#include "prob/shares.h"

namespace whence {
namespace {

constexpr int first_test_year = 2018;
constexpr int last_test_year = 2025;
constexpr std::uint64_t planting_seed = 20181231;

bool tested(const Incident& incident) { return incident.year >= first_test_year && incident.year <= last_test_year; }

// Counts as of an incident's cut; the last ones are kept, since incidents come in order of their cuts.
class Past {
 public:
  explicit Past(const Knowledge& known) : known_(known) {}

  const Catalogue& own(const Cut& cut) {
    refresh(cut);
    return own_;
  }
  const Catalogue& with_campaigns(const Cut& cut) {
    refresh(cut);
    return campaigns_;
  }

 private:
  void refresh(const Cut& cut) {
    if (last_ && last_->before == cut.before && last_->without == cut.without) return;
    last_ = cut;
    Cut wide = cut;
    wide.campaigns = true;
    own_ = catalogue(known_, cut);
    campaigns_ = catalogue(known_, wide);
  }

  const Knowledge& known_;
  std::optional<Cut> last_;
  Catalogue own_, campaigns_;
};

std::optional<std::size_t> place_of(const Catalogue& counts, GroupIndex group) {
  for (std::size_t k = 0; k < counts.clusters.size(); ++k) {
    if (counts.clusters[k].group == group) return k;
  }
  return std::nullopt;
}

// An answer's shares in the order of the clusters, and nobody we know's.
struct Printed {
  std::vector<double> share;
  double unknown = 0.0;
};

Printed printed(const Answer& answer, const Knowledge& known, const Catalogue& counts) {
  Printed result;
  result.share.assign(counts.clusters.size(), 0.0);
  for (const Share& share : answer.levels.front().shares) {
    if (!share.hypothesis.actor) {
      result.unknown = share.probability.value();
    } else if (const auto k = place_of(counts, *known.group(*share.hypothesis.actor))) {
      result.share[*k] = share.probability.value();
    }
  }
  return result;
}

Result<Outcome> weighed(const Incident& incident, const Knowledge& known, const Catalogue& counts, const Priors& priors,
                        std::optional<GroupIndex> decoy) {
  WeighOptions options;
  options.waive_origins = true;
  options.robustness = false;
  WHENCE_TRY(const Answer answer, weigh(case_of(incident, known), known, counts, priors, options));
  const Printed said = printed(answer, known, counts);
  const auto truth = place_of(counts, incident.group);
  Outcome outcome = outcome_of(incident.year, said.share, said.unknown, truth);
  outcome.named = answer.headline.established;
  outcome.named_right = outcome.named && answer.headline.id == std::string(known.groups()[incident.group].id);
  if (decoy) outcome.framed = rank_score(said.share, *place_of(counts, *decoy)).top1;
  return outcome;
}

Incident only(Incident incident, const Knowledge& known, std::optional<ItemKind> kind) {
  if (kind) std::erase_if(incident.items, [&](ItemIndex item) { return known.items()[item].kind != *kind; });
  return incident;
}

class Evaluation {
 public:
  Evaluation(const Knowledge& known, const Priors& priors, const EvaluationProgress& progress)
      : known_(known),
        priors_(priors),
        progress_(progress),
        past_(known),
        incidents_(chronological_incidents(known)),
        left_out_(left_out_incidents(known)) {
    total_ = incidents_.size() * 6 + left_out_.size();
  }

  Result<AttributionEvaluation> run() {
    WHENCE_TRY(const BaselineSettings baselines, baseline_settings(priors_.parameters));
    for (const Baseline baseline : all_baselines) add_baseline(baseline, baselines);
    for (const auto& [name, kind] : sets) {
      if (auto done = add_chronological(name, kind); !done) return done.error();
    }
    for (const Planting planting : all_plantings) {
      if (auto done = add_planted(planting); !done) return done.error();
    }
    if (auto done = add_left_out(); !done) return done.error();
    return std::move(result_);
  }

 private:
  static constexpr std::pair<const char*, std::optional<ItemKind>> sets[] = {
      {"both", std::nullopt}, {"tech", ItemKind::technique}, {"software", ItemKind::software}};

  void tick() {
    ++done_;
    if (progress_) progress_(std::min(done_, total_), total_);
  }

  void add_baseline(Baseline baseline, const BaselineSettings& settings) {
    std::vector<Scored> earlier;
    std::vector<Outcome> outcomes;
    double temper = 1.0;
    int year = 0;
    for (const Incident& incident : incidents_) {
      if (!incident.known) continue;
      const Catalogue& counts = past_.with_campaigns(incident.cut);
      Scored scored{baseline_score(baseline, counts, incident.items, settings), *place_of(counts, incident.group)};
      if (incident.year != year && scale_of(baseline) == Scale::tempered) temper = fitted_temper(earlier);
      year = incident.year;
      if (tested(incident)) {
        std::vector<double> x = scored.score;
        for (double& value : x) value *= temper;
        outcomes.push_back(outcome_of(incident.year, shares(x), 0.0, scored.truth));
        outcomes.back().ranks_only = scale_of(baseline) == Scale::ranks_only;
      }
      earlier.push_back(std::move(scored));
    }
    add_rows(result_.rows, {"A", "both", std::string(name_of(baseline))}, outcomes);
  }

  Result<void> add_chronological(const char* set, std::optional<ItemKind> kind) {
    std::vector<Outcome> outcomes;
    for (const Incident& incident : incidents_) {
      tick();
      const Incident narrowed = only(incident, known_, kind);
      if (!tested(incident) || narrowed.items.empty()) continue;
      WHENCE_TRY(Outcome outcome, weighed(narrowed, known_, past_.own(incident.cut), priors_, std::nullopt));
      outcomes.push_back(outcome);
    }
    add_rows(result_.rows, {"A", set, "whence"}, outcomes);
    if (!kind) result_.skill = skill_rows(outcomes);
    return {};
  }

  Result<void> add_planted(Planting planting) {
    Random random(planting_seed);
    std::vector<Outcome> outcomes;
    for (const Incident& incident : incidents_) {
      tick();
      if (!tested(incident) || !incident.known) continue;
      const Catalogue& counts = past_.own(incident.cut);
      const auto faked = planted(incident, counts, planting, random);
      if (!faked) continue;
      WHENCE_TRY(Outcome outcome, weighed(faked->incident, known_, counts, priors_, faked->decoy));
      outcomes.push_back(outcome);
    }
    add_rows(result_.rows, {std::string(name_of(planting)), "both", "whence"}, outcomes);
    return {};
  }

  Result<void> add_left_out() {
    std::vector<Outcome> outcomes;
    for (const Incident& incident : left_out_) {
      tick();
      WHENCE_TRY(Outcome outcome, weighed(incident, known_, past_.own(incident.cut), priors_, std::nullopt));
      outcome.year = 0;  // no chronology: all years are one block
      outcomes.push_back(outcome);
    }
    add_rows(result_.rows, {"B", "both", "whence"}, outcomes);
    return {};
  }

  // What answers print as measured skill: figures of protocol A and how often leading shares of each band were right.
  static std::vector<SkillRow> skill_rows(const std::vector<Outcome>& outcomes) {
    std::vector<EvaluationRow> rows;
    add_rows(rows, {"A", "both", "whence"}, outcomes);
    std::vector<SkillRow> skill;
    for (const EvaluationRow& row : rows) {
      if (row.block != "all") continue;
      const bool counted = row.metric == "top1" || row.metric == "top10" || row.metric == "wrong_novel_at_0.7";
      if (!counted && row.metric != "log_loss" && row.metric != "ece") continue;
      const double hits = counted ? row.value * static_cast<double>(row.n) + 0.5 : 0.0;
      skill.push_back({"A", row.metric, 0.0, 1.0, row.n, static_cast<std::size_t>(hits), row.value});
    }
    std::vector<Forecast> forecasts;
    for (const Outcome& outcome : outcomes) {
      if (outcome.top_open > 0.0) forecasts.push_back({outcome.top_open, outcome.top_open_right});
    }
    for (const ReliabilityBin& bin : reliability(forecasts, 10)) {
      const auto right = static_cast<std::size_t>(std::lround(bin.right * static_cast<double>(bin.n)));
      skill.push_back({"A", "band", bin.low, bin.high, bin.n, right, bin.right});
    }
    return skill;
  }

  const Knowledge& known_;
  const Priors& priors_;
  const EvaluationProgress& progress_;
  Past past_;
  std::vector<Incident> incidents_, left_out_;
  AttributionEvaluation result_;
  std::size_t done_ = 0, total_ = 0;
};

}  // namespace

Result<AttributionEvaluation> evaluate_attribution(const Knowledge& known, const Priors& priors,
                                                   const EvaluationProgress& progress) {
  return Evaluation(known, priors, progress).run();
}

}  // namespace whence

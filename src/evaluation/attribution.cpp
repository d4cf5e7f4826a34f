#include "evaluation/attribution.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <future>

#include "evaluation/baselines.h"
#include "evaluation/incidents.h"
#include "evaluation/logit_baseline.h"
#include "evaluation/planted.h"
#include "evaluation/replay.h"
#include "evaluation/slices.h"
#include "evaluation/sponsor_labels.h"
#include "evaluation/training.h"
#include "prob/shares.h"

namespace whence {
namespace {

constexpr int first_test_year = 2018;
constexpr int last_test_year = 2025;
constexpr int first_lesson_year = 2014;
constexpr int folds = 5;
constexpr std::uint64_t planting_seed = 20181231;

using Weights = std::map<int, std::vector<FeatureWeight>>;

bool tested(const Incident& incident) { return incident.year >= first_test_year && incident.year <= last_test_year; }

EvaluationRow plain_row(const Slice& slice, const std::string& metric, double value, std::size_t n) {
  EvaluationRow row;
  row.protocol = slice.protocol;
  row.set = slice.set;
  row.method = slice.method;
  row.metric = metric;
  row.value = row.low = row.high = value;
  row.n = n;
  return row;
}

// The outcomes of method "whence" on every protocol that replays the past.
struct Replayed {
  std::vector<AnswerOutcome> both, techniques, software, shipped, states;
  std::array<std::vector<AnswerOutcome>, std::size(all_plantings)> planted;
  double copies_differ = 0.0;    // protocol E: the greatest difference
  std::size_t names_matter = 0;  // protocol F: incidents in which they do
};

class Replay {
 public:
  Replay(const Knowledge& known, const Priors& priors, const Weights& weights, const EvaluationProgress& progress)
      : known_(known), priors_(priors), shipped_(priors), weights_(weights), progress_(progress) {}

  Result<Replayed> run(const std::vector<Incident>& incidents) {
    for (std::size_t i = 0; i < incidents.size(); ++i) {
      if (progress_) progress_(i, incidents.size());
      if (!tested(incidents[i])) continue;
      if (auto done = prepare(incidents[i]); !done) return done.error();
      if (auto done = add(incidents[i]); !done) return done.error();
    }
    return std::move(result_);
  }

 private:
  // The background as of the incident's cut, with weights fitted on earlier years, and with the shipped ones.
  Result<void> prepare(const Incident& incident) {
    if (last_ == incident.cut.before && year_ == incident.year) return {};
    last_ = incident.cut.before;
    year_ = incident.year;
    if (const auto row = weights_.find(year_); row != weights_.end()) priors_.weights = row->second;
    WHENCE_TRY(against_, background(known_, priors_, incident.cut));
    labels_ = sponsor_labels(known_, against_.counts);
    return {};
  }

  Result<Printed> said(const Incident& incident) {
    return printed(case_of(incident, known_), known_, against_, priors_);
  }

  Result<void> add(const Incident& incident) {
    const Catalogue& counts = against_.counts;
    WHENCE_TRY(const Printed whole, said(incident));
    result_.both.push_back(outcome_of(whole, incident, known_, counts));
    if (auto state = state_outcome(whole, incident, known_, labels_)) result_.states.push_back(*state);
    if (!names_do_not_matter(whole, labels_, against_.settings.step_unknown)) ++result_.names_matter;
    WHENCE_TRY(const Printed thrice, printed(copied(case_of(incident, known_)), known_, against_, priors_));
    result_.copies_differ = std::max(result_.copies_differ, difference(whole, thrice));
    for (const ItemKind kind : {ItemKind::technique, ItemKind::software}) {
      const Incident part = only(incident, known_, kind);
      if (part.items.empty()) continue;
      WHENCE_TRY(const Printed of_part, said(part));
      (kind == ItemKind::technique ? result_.techniques : result_.software)
          .push_back(outcome_of(of_part, part, known_, counts));
    }
    if (against_.settings.learned) {
      WHENCE_TRY(BehaviourModel shipped, behaviour_model(shipped_.weights));
      if (shipped.parts > 0) {
        std::swap(against_.model, shipped);
        auto of_shipped = said(incident);
        std::swap(against_.model, shipped);
        if (!of_shipped) return of_shipped.error();
        result_.shipped.push_back(outcome_of(of_shipped.value(), incident, known_, counts));
      }
    }
    return incident.known ? add_planted(incident) : Result<void>{};
  }

  Result<void> add_planted(const Incident& incident) {
    for (std::size_t i = 0; i < std::size(all_plantings); ++i) {
      const auto faked = planted(incident, against_.counts, all_plantings[i], random_[i]);
      if (!faked) continue;
      WHENCE_TRY(const Printed fooled, said(faked->incident));
      AnswerOutcome outcome = outcome_of(fooled, faked->incident, known_, against_.counts);
      outcome.framed = rank_score(fooled.share, *place_of(against_.counts, faked->decoy)).top1;
      result_.planted[i].push_back(outcome);
    }
    return {};
  }

  const Knowledge& known_;
  Priors priors_, shipped_;
  const Weights& weights_;
  const EvaluationProgress& progress_;
  std::optional<Day> last_;
  int year_ = 0;
  Background against_;
  std::vector<std::optional<std::string>> labels_;
  std::array<Random, std::size(all_plantings)> random_{Random(planting_seed), Random(planting_seed),
                                                       Random(planting_seed)};
  Replayed result_;
};

void add_replayed(std::vector<EvaluationRow>& rows, const Replayed& replayed) {
  add_rows(rows, {"A", "both", "whence"}, replayed.both);
  add_rows(rows, {"A", "both", "whence-shipped"}, replayed.shipped);
  add_rows(rows, {"A", "tech", "whence"}, replayed.techniques);
  add_rows(rows, {"A", "software", "whence"}, replayed.software);
  for (const Planting planting : all_plantings) {
    add_rows(rows, {std::string(name_of(planting)), "both", "whence"},
             replayed.planted[static_cast<std::size_t>(planting)]);
  }
  const std::size_t n = replayed.both.size();
  rows.push_back(plain_row({"E", "both", "whence"}, "greatest_difference", replayed.copies_differ, n));
  rows.push_back(plain_row({"F", "both", "whence"}, "differs", static_cast<double>(replayed.names_matter), n));
  add_rows(rows, {"G", "both", "whence"}, replayed.states);
  const Slice main{"A", "both", "whence"};
  add_slices(rows, main, replayed.both);
  add_naming_curve(rows, main, replayed.both);
  for (const Planting planting : all_plantings) {
    add_naming_curve(rows, {std::string(name_of(planting)), "both", "whence"},
                     replayed.planted[static_cast<std::size_t>(planting)]);
  }
  add_reliability(rows, main, replayed.both);
}

// Weights and temper come from earlier years only.
void add_baseline(std::vector<EvaluationRow>& rows, const Knowledge& known, const std::vector<Incident>& incidents,
                  Baseline baseline, const BaselineSettings& settings) {
  std::vector<Scored> earlier;
  std::vector<AnswerOutcome> outcomes;
  Catalogue counts;
  std::optional<Day> last;
  double temper = 1.0;
  int year = 0;
  for (const Incident& incident : incidents) {
    if (!incident.known) continue;
    if (last != incident.cut.before) {
      Cut wide = incident.cut;
      wide.campaigns = true;
      counts = catalogue(known, wide);
      last = incident.cut.before;
    }
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
  add_rows(rows, {"A", "both", std::string(name_of(baseline))}, outcomes);
}

// Protocol B: learned parts in five folds by group.
Result<std::vector<EvaluationRow>> left_out_rows(const Knowledge& known, Priors priors, const Settings& model) {
  std::vector<Incident> incidents = left_out_incidents(known);
  for (Incident& incident : incidents) incident.year = static_cast<int>(incident.group) % folds;
  Weights weights;
  if (model.learned) weights = cross_fitted(lessons(known, incidents, model), folds, priors.weights, model);
  std::vector<AnswerOutcome> outcomes;
  for (const Incident& incident : incidents) {
    if (model.learned) priors.weights = weights.at(incident.year);
    WHENCE_TRY(const Background against, background(known, priors, incident.cut));
    WHENCE_TRY(const Printed said, printed(case_of(incident, known), known, against, priors));
    outcomes.push_back(outcome_of(said, incident, known, against.counts));
    outcomes.back().year = 0;  // no chronology: all years are one block
  }
  std::vector<EvaluationRow> rows;
  add_rows(rows, {"B", "both", "whence"}, outcomes);
  return rows;
}

// What answers print as measured skill: figures of protocol A, and how often leading shares of each band were right.
std::vector<SkillRow> skill_rows(const std::vector<AnswerOutcome>& outcomes) {
  std::vector<EvaluationRow> rows;
  add_rows(rows, {"A", "both", "whence"}, outcomes);
  std::vector<SkillRow> skill;
  for (const EvaluationRow& row : rows) {
    if (row.block != "all") continue;
    const bool counted = row.metric == "top1" || row.metric == "top10" || row.metric == "wrong_novel_at_0.7";
    if (!counted && row.metric != "log_loss" && row.metric != "ece") continue;
    const auto hits = counted ? std::lround(row.value * static_cast<double>(row.n)) : 0L;
    skill.push_back({"A", row.metric, 0.0, 1.0, row.n, static_cast<std::size_t>(hits), row.value});
  }
  std::vector<Forecast> forecasts;
  for (const AnswerOutcome& outcome : outcomes) {
    if (outcome.top_open > 0.0) forecasts.push_back({outcome.top_open, outcome.top_open_right});
  }
  for (const ReliabilityBin& bin : reliability(forecasts, 10)) {
    const auto right = static_cast<std::size_t>(std::lround(bin.right * static_cast<double>(bin.n)));
    skill.push_back({"A", "band", bin.low, bin.high, bin.n, right, bin.right});
  }
  return skill;
}

}  // namespace

Result<AttributionEvaluation> evaluate_attribution(const Knowledge& known, const Priors& priors,
                                                   const EvaluationProgress& progress) {
  AttributionEvaluation result;
  WHENCE_TRY(const BaselineSettings baselines, baseline_settings(priors.parameters));
  WHENCE_TRY(const Settings model, settings(priors.parameters));
  // Protocol B shares nothing with the others, so it runs beside them.
  auto left_out = std::async(std::launch::async, [&] { return left_out_rows(known, priors, model); });
  const std::vector<Incident> incidents = chronological_incidents(known);
  for (const Baseline baseline : all_baselines) add_baseline(result.rows, known, incidents, baseline, baselines);
  Weights weights;
  if (model.learned) {
    const std::vector<Lesson> all = lessons(known, incidents, model);
    add_logit_baselines(result.rows, all, model, first_test_year, last_test_year);
    weights = forward_chained(all, first_lesson_year, last_test_year + 1, priors.weights, model);
    result.weights = weights.at(last_test_year + 1);
  }
  WHENCE_TRY(const Replayed replayed, Replay(known, priors, weights, progress).run(incidents));
  add_replayed(result.rows, replayed);
  WHENCE_TRY(const std::vector<EvaluationRow> of_left_out, left_out.get());
  result.rows.insert(result.rows.end(), of_left_out.begin(), of_left_out.end());
  result.skill = skill_rows(replayed.both);
  for (EvaluationRow& row : result.rows) {
    if (row.method != "whence" || row.block != "all") continue;
    for (const Bar& bar : priors.bars) {
      if (bar.protocol != row.protocol || bar.set != row.set || bar.metric != row.metric) continue;
      row.bar = bar.bar;
      row.goal = bar.goal;
    }
  }
  return result;
}

}  // namespace whence

#include "lexicon/parameters.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "base/hash.h"
#include "lexicon/responsibility.h"
#include "lexicon/sheet.h"
#include "lexicon/state_facts.h"

namespace whence {
namespace {

Result<Parameters> read_parameters(const Data& data, std::string_view set) {
  WHENCE_TRY(const Sheet rows,
             sheet(data, "priors/parameters", {"id", "set", "value", "unit", "mark", "source", "date", "sensitivity"}));
  std::vector<Parameter> plain;
  std::vector<Parameter> own;
  std::set<std::pair<std::string, std::string>> seen;
  bool known = set == "default";
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    Parameter parameter{.id = rows.text(row, 0),
                        .value = rows.real(row, 2),
                        .unit = rows.text(row, 3),
                        .mark = 'D',
                        .source = rows.text(row, 5),
                        .date = rows.text(row, 6),
                        .sensitivity = rows.text(row, 7)};
    const std::string mark = rows.text(row, 4);
    const std::string of = rows.text(row, 1);
    if (mark.size() != 1 || std::string_view("MVKD").find(mark[0]) == std::string_view::npos) {
      return rows.wrong(row, "mark must be M, V, K or D");
    }
    if (!rows.table.real(row, rows.columns[2]) || !std::isfinite(parameter.value)) {
      return rows.wrong(row, "value must be a number");
    }
    if (parameter.source.empty()) return rows.wrong(row, "source is empty; say where the value comes from");
    if (!seen.emplace(parameter.id, of).second) return rows.wrong(row, "there twice in one set");
    parameter.mark = mark[0];
    known = known || of == set;
    if (of == "default")
      plain.push_back(std::move(parameter));
    else if (of == set)
      own.push_back(std::move(parameter));
  }
  if (!known) return Error{Code::not_found, fmt::format("data/priors/parameters.tsv: no set '{}'", set)};
  for (Parameter& parameter : own) plain.push_back(std::move(parameter));
  return Parameters(std::move(plain));
}

Result<std::vector<WordBand>> read_words(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/words", {"scale", "from", "to", "word"}));
  std::vector<WordBand> words;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    WordBand band{rows.text(row, 0), rows.real(row, 1), rows.real(row, 2), rows.text(row, 3)};
    const bool first = words.empty() || words.back().scale != band.scale;
    const double wanted = first ? 0.0 : words.back().to;
    if (std::abs(band.from - wanted) > 1e-9 || band.to <= band.from)
      return rows.wrong(row, "bands must join without gap");
    if (first && !words.empty() && words.back().to < 1.0) return rows.wrong(row, "the scale before ends below 1");
    words.push_back(std::move(band));
  }
  if (words.empty() || words.back().to < 1.0) {
    return Error{Code::malformed, "data/priors/words.tsv: the last scale ends below 1"};
  }
  return words;
}

Result<std::vector<GradeFactor>> read_grades(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/grades", {"mark", "factor"}));
  std::vector<GradeFactor> grades;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const std::string mark = rows.text(row, 0);
    const double factor = rows.real(row, 1);
    if (mark.size() != 1 || factor < 0.0 || factor > 1.0) return rows.wrong(row, "needs one letter and a share");
    grades.push_back({mark[0], factor});
  }
  for (const char mark : std::string_view("ABCDEF123456")) {
    if (std::none_of(grades.begin(), grades.end(), [&](const GradeFactor& row) { return row.mark == mark; })) {
      return Error{Code::malformed, fmt::format("data/priors/grades.tsv: no row for grade '{}'", mark)};
    }
  }
  return grades;
}

Result<std::vector<Fakeability>> read_fakeability(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/fakeability", {"id", "fake", "cost", "leak"}));
  std::vector<Fakeability> classes;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const Fakeability item{rows.text(row, 0), rows.real(row, 1), rows.real(row, 2), rows.real(row, 3)};
    if (item.fake < 0.0 || item.fake > 1.0 || item.leak < 0.0 || item.leak > 1.0 || item.cost <= 0.0) {
      return rows.wrong(row, "fake and leak are shares, cost is above 0");
    }
    classes.push_back(item);
  }
  return classes;
}

Result<std::vector<SoftwareClass>> read_classes(const Data& data, const std::vector<Fakeability>& known) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/software-classes", {"software", "class"}));
  std::vector<SoftwareClass> classes;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    SoftwareClass item{rows.text(row, 0), rows.text(row, 1)};
    if (std::none_of(known.begin(), known.end(), [&](const Fakeability& other) { return other.id == item.id; })) {
      return rows.wrong(row, fmt::format("class '{}' is not in priors/fakeability.tsv", item.id));
    }
    classes.push_back(std::move(item));
  }
  std::sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) { return a.software < b.software; });
  return classes;
}

Result<std::vector<CollectAction>> read_actions(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/actions", {"id", "what", "effort", "hours"}));
  std::vector<CollectAction> actions;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const double hours = rows.real(row, 3);
    if (hours <= 0.0) return rows.wrong(row, "hours must be above 0");
    actions.push_back({rows.text(row, 0), rows.text(row, 1), rows.text(row, 2), hours});
  }
  return actions;
}

Result<std::vector<SkillRow>> read_skill(const Data& data) {
  WHENCE_TRY(const Sheet rows,
             sheet(data, "priors/skill", {"protocol", "metric", "low", "high", "n", "right", "value"}));
  std::vector<SkillRow> skill;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    skill.push_back({rows.text(row, 0), rows.text(row, 1), rows.real(row, 2), rows.real(row, 3), rows.count(row, 4),
                     rows.count(row, 5), rows.real(row, 6)});
  }
  return skill;
}

Result<std::vector<FeatureWeight>> read_weights(const Data& data) {
  WHENCE_TRY(const Sheet rows,
             sheet(data, "priors/behaviour-weights", {"model", "feature", "mean", "scale", "weight"}));
  std::vector<FeatureWeight> weights;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    const FeatureWeight weight{rows.text(row, 0), rows.text(row, 1), rows.real(row, 2), rows.real(row, 3),
                               rows.real(row, 4)};
    if (weight.scale <= 0.0) return rows.wrong(row, "scale must be above 0");
    weights.push_back(weight);
  }
  return weights;
}

Result<std::vector<Bar>> read_bars(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/bars", {"protocol", "set", "metric", "bar", "goal"}));
  std::vector<Bar> bars;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    bars.push_back({rows.text(row, 0), rows.text(row, 1), rows.text(row, 2), rows.real(row, 3), rows.real(row, 4)});
  }
  return bars;
}

Result<std::vector<Publisher>> read_publishers(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/publishers", {"site", "state"}));
  std::vector<Publisher> publishers;
  for (std::size_t row = 0; row < rows.table.rows(); ++row)
    publishers.push_back({rows.text(row, 0), rows.text(row, 1)});
  std::sort(publishers.begin(), publishers.end(), [](const auto& a, const auto& b) { return a.site < b.site; });
  return publishers;
}

Result<std::vector<Alliance>> read_alliances(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "priors/alliances", {"id", "members"}));
  WHENCE_TRY(const Sheet blocs, sheet(data, "gazetteer/blocs", {"state", "bloc"}));
  std::vector<Alliance> alliances;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) {
    Alliance alliance{rows.text(row, 0), {}};
    for (const std::string_view member : rows.table.list(row, rows.columns[1])) alliance.members.emplace_back(member);
    const bool listed = !alliance.members.empty();
    for (std::size_t other = 0; !listed && other < blocs.table.rows(); ++other) {
      if (blocs.text(other, 1) == alliance.id) alliance.members.push_back(blocs.text(other, 0));
    }
    if (alliance.members.empty()) return rows.wrong(row, "no members here and none in gazetteer/blocs.tsv");
    alliances.push_back(std::move(alliance));
  }
  return alliances;
}

Result<std::vector<std::string>> read_states(const Data& data) {
  WHENCE_TRY(const Sheet rows, sheet(data, "gazetteer/states", {"code"}));
  std::vector<std::string> states;
  for (std::size_t row = 0; row < rows.table.rows(); ++row) states.push_back(rows.text(row, 0));
  return states;
}

// The identity of every table of priors: a hash over all their cells.
std::string version_of(const Data& data) {
  std::string all;
  for (const std::string_view name : data.names()) {
    if (name.substr(0, 7) != "priors/") continue;
    const auto table = data.table(name);
    if (!table) continue;
    all += name;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      for (std::size_t column = 0; column < table->columns(); ++column) {
        all += '\t';
        all += table->text(row, column);
      }
    }
  }
  return sha256(all).substr(0, 12);
}

}  // namespace

Result<Priors> load_priors(const Data& data, std::string_view set) {
  Priors priors;
  priors.set = std::string(set);
  WHENCE_TRY(priors.parameters, read_parameters(data, set));
  WHENCE_TRY(priors.words, read_words(data));
  WHENCE_TRY(priors.grades, read_grades(data));
  WHENCE_TRY(priors.fakeability, read_fakeability(data));
  WHENCE_TRY(priors.software_classes, read_classes(data, priors.fakeability));
  WHENCE_TRY(priors.actions, read_actions(data));
  WHENCE_TRY(priors.skill, read_skill(data));
  WHENCE_TRY(priors.weights, read_weights(data));
  WHENCE_TRY(priors.bars, read_bars(data));
  WHENCE_TRY(priors.publishers, read_publishers(data));
  WHENCE_TRY(priors.alliances, read_alliances(data));
  WHENCE_TRY(priors.states, read_states(data));
  WHENCE_TRY(priors.responsibility, load_responsibility(data));
  WHENCE_TRY(priors.facts, read_state_facts(data));
  WHENCE_TRY(const double common, priors.parameters.value("language_common"));
  WHENCE_TRY(priors.languages, read_languages(data, common));
  WHENCE_TRY(priors.shared_objects, read_shared_objects(data));
  WHENCE_TRY(priors.sector_words, read_sector_words(data));
  priors.version = version_of(data);
  return priors;
}

}  // namespace whence

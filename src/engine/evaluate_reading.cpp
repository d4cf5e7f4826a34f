#include "engine/evaluate_reading.h"

#include <cstdlib>
#include <filesystem>

#include <ctime>
#include <fmt/format.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/read.h"
#include "engine/train_techniques.h"
#include "evaluation/reading/eurepoc.h"
#include "evaluation/reading/examples.h"
#include "evaluation/reading/plover.h"
#include "evaluation/reading/seed.h"
#include "evaluation/reading/symmetry.h"
#include "format/gzip.h"
#include "reading/frames/frames.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

Result<std::string> unpacked(const std::string& path) {
  WHENCE_TRY(std::string bytes, read_file(path, Limits{}));
  if (!is_gzip(bytes)) return bytes;
  return gunzip(bytes, path, Limits{});
}

void add(ReadingFigures& all, SetScore score, const std::string& set) {
  for (EvaluationRow& row : score.rows) all.rows.push_back(std::move(row));
  if (!score.misses.empty()) all.misses += fmt::format("== {}\n{}\n", set, score.misses);
  for (std::string& note : score.notes) all.notes.push_back(set + ": " + std::move(note));
}

Result<SetScore> score_article(const NamedSet& set, std::string_view bytes, const Data& data, const ReadCall& read) {
  WHENCE_TRY(const Json gold, parse_json(bytes, set.file, Limits{}));
  const std::string article(gold["document"].text());
  if (article.empty())
    return Error{Code::malformed, fmt::format("{}: no key 'document' that names the article beside it", set.file)};
  WHENCE_TRY(const std::string text, read_file((fs::path(set.file).parent_path() / article).string(), Limits{}));
  WHENCE_TRY(const Table traps, data.table("evaluation/traps"));
  return score_seed(gold, text, set.name, traps, read);
}

// What scoring needs beside the set itself.
struct Bench {
  const Data& data;
  const Knowledge& knowledge;
  const ReadCall& read;
};

std::string state_of_actor(const Knowledge& knowledge, const std::string& actor) {
  if (const auto group = knowledge.group(actor)) {
    const auto label = knowledge.label(*group);
    return label ? std::string(label->state) : std::string();
  }
  for (const SponsorLabel& label : knowledge.labels()) {
    if (label.actor == actor) return std::string(label.state);
  }
  return {};
}

Result<SetScore> score_events(const NamedSet& set, std::string_view bytes, const Bench& bench) {
  WHENCE_TRY(const Table events, bench.data.table("evaluation/plover-events"));
  return score_plover(bytes, set.name, events, bench.read);
}

Result<CountryNames> country_names(const Data& data) {
  WHENCE_TRY(const Table states, data.table("gazetteer/states"));
  WHENCE_TRY(const Table others, data.table("evaluation/country-names"));
  return CountryNames::load(states, others);
}

Result<SetScore> score_incidents(const NamedSet& set, std::string_view bytes, const Bench& bench) {
  WHENCE_TRY(const CountryNames names, country_names(bench.data));
  const StateOfActor state_of = [&](const std::string& actor) { return state_of_actor(bench.knowledge, actor); };
  return score_eurepoc(bytes, set.name, names, state_of, bench.read);
}

Result<SetScore> score_examples(const Bench& bench) {
  WHENCE_TRY(const Table forms, bench.data.table("gazetteer/forms"));
  WHENCE_TRY(const Table verbs, bench.data.table("reading/verbs"));
  WHENCE_TRY(const CountryNames names, country_names(bench.data));
  WHENCE_TRY(const std::vector<Frame> frames, load_frames(bench.data));
  return score_symmetry(frames, {forms, verbs, names}, bench.read);
}

// By what the file holds: one JSON object, several, a list, or a table.
Result<SetScore> score_set(const NamedSet& set, const Bench& bench) {
  WHENCE_TRY(const std::string bytes, unpacked(set.file));
  const std::string_view text = trim(bytes);
  const std::string_view first = text.substr(0, text.find('\n'));
  if (text.starts_with("[")) return evaluate_shipped_techniques(set.file, set.name, bench.data);
  const auto record = parse_json(first, "", {});
  const bool events = record && (*record)["claims"].is_null();  // an article's coding may stand on one line too
  auto score = !text.starts_with("{") ? score_incidents(set, text, bench)
               : events               ? score_events(set, text, bench)
                                      : score_article(set, text, bench.data, bench.read);
  if (!score && !score.error().message.starts_with(set.file)) {
    return Error{score.error().code, fmt::format("{}: {}", set.file, score.error().message)};
  }
  return score;
}

Result<void> score_gold(ReadingFigures& all, const ReadingSets& sets, const Bench& bench) {
  const NamedSet known[] = {{"seed", "seed/gold.json"},
                            {"plover", "plover/records-open.jsonl"},
                            {"eurepoc", "eurepoc/incidents-open.csv.gz"}};
  for (const NamedSet& set : known) {
    const std::string path = sets.gold ? (fs::path(*sets.gold) / set.file).string() : "";
    if (path.empty() || !fs::exists(path)) {
      const std::string why = path.empty() ? "no gold folder; name one with --gold DIR or WHENCE_GOLD" : "no " + path;
      all.skipped.push_back(set.name + ": " + why);
      continue;
    }
    WHENCE_TRY(SetScore score, score_set({set.name, path}, bench));
    add(all, std::move(score), set.name);
  }
  return {};
}

// The classifier is trained anew without each part of the set: the weights that ship have seen it.
Result<void> score_techniques(ReadingFigures& all, const ReadingSets& sets, const Data& data) {
  const std::string path = sets.gold ? (fs::path(*sets.gold) / "tram/sentences-open.json.gz").string() : "";
  if (path.empty() || !fs::exists(path) || !sets.upstream) {
    all.skipped.push_back("tram: " + (path.empty() ? "no gold folder; name one with --gold DIR or WHENCE_GOLD"
                                      : !fs::exists(path)
                                          ? "no " + path
                                          : "no catalogues to train on; name them with WHENCE_UPSTREAM"));
    return {};
  }
  WHENCE_TRY(SetScore score, evaluate_techniques({*sets.upstream, path}, data));
  add(all, std::move(score), "tram");
  return {};
}

std::optional<std::string> folder_of(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

}  // namespace

std::optional<std::string> upstream_folder() { return folder_of("WHENCE_UPSTREAM"); }

std::optional<std::string> gold_folder(const std::optional<std::string>& named) {
  return named ? named : folder_of("WHENCE_GOLD");
}

Result<ReadingFigures> evaluate_reading(const Data& data, const ReadingSets& sets) {
  WHENCE_TRY(const ReadingDesk reader, ReadingDesk::open(data));
  ReadingSpeed speed;
  const ReadCall read = [&](std::string text, const std::string& name) -> Result<Reading> {
    const std::clock_t begun = std::clock();  // of this process: other work on the machine does not count
    auto reading = reader.read(std::move(text), name, {}, Limits{});
    const double taken = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    if (reading) speed.add(reading->sentences.size(), taken);
    return reading;
  };
  WHENCE_TRY(const Knowledge knowledge, Knowledge::load(data));
  const Bench bench{data, knowledge, read};
  ReadingFigures all;
  if (auto done = score_gold(all, sets, bench); !done) return done.error();
  if (auto done = score_techniques(all, sets, data); !done) return done.error();
  for (const NamedSet& set : sets.own) {
    WHENCE_TRY(SetScore score, score_set(set, bench));
    add(all, std::move(score), set.name);
  }
  WHENCE_TRY(SetScore examples, score_examples(bench));
  add(all, std::move(examples), "symmetry");
  all.rows.push_back(speed.row());
  WHENCE_TRY(const Table bars, data.table("evaluation/bars"));
  if (auto done = set_bars(all.rows, bars); !done) return done.error();
  return all;
}

Result<ExampleCheck> check_frame_examples(const Data& data) {
  WHENCE_TRY(std::vector<Frame> frames, load_frames(data));
  WHENCE_TRY(const std::vector<Frame> public_frames, load_frames(data, "public-acts"));
  frames.insert(frames.end(), public_frames.begin(), public_frames.end());
  WHENCE_TRY(const ReadingDesk desk, ReadingDesk::open(data));
  return check_examples(frames, [&](std::string text, const std::string& name) {
    return desk.read(std::move(text), name, {}, Limits{});
  });
}

}  // namespace whence

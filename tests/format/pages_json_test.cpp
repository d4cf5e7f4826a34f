#include <doctest/doctest.h>

#include "base/text.h"
#include "fixtures.h"
#include "format/json_reading.h"
#include "format/json_repetition.h"
#include "format/json_weigh.h"

using namespace whence;
using namespace whence::test;

namespace {

std::string keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.members()) names.push_back(name);
  return join(names, " ");
}

}  // namespace

TEST_CASE("the JSON of a reading has the promised keys in the promised order") {
  const Json json = json_reading(reading_fixture());
  const Json& claim = json["claims"].items().front();
  struct Row {
    const Json& object;
    std::string wanted;
  };
  const Row rows[] = {
      {json,
       "document claims public_acts actors software techniques matters not_in_text against_ledger victims "
       "doer_countries hit_countries indicators oddities "
       "exercise data"},
      {json["document"], "id sha256 source title published url language bytes sentences sentence_spans text"},
      {claim,
       "id act sentence span cue source via actor accused group sponsor victim through purpose target count grounds "
       "matter "
       "status when said "
       "outcome denied hedge evaluation rung relations origin rule"},
      {claim["source"].items().front(), "text span kind state name id"},
      {json["claims"].items()[1]["victim"].items().front(), "text span kind state name id sector"},
      {claim["span"], "begin end"},
      {claim["hedge"], "kind word span"},
      {json["actors"].items().front(), "text span id name"},
      {json["matters"].items().front(), "letter summary claims answers"},
      {json["against_ledger"].items().front(), "matter kind here there field"},
  };
  for (const Row& row : rows) CHECK(keys(row.object) == row.wanted);
}

TEST_CASE("every span of the JSON lies in the text and unknown values are null") {
  const Reading reading = reading_fixture();
  const Json json = json_reading(reading);
  for (const Json& claim : json["claims"].items()) {
    for (const char* key : {"span", "cue"}) {
      const double begin = claim[key]["begin"].number().value();
      const double end = claim[key]["end"].number().value();
      CHECK((begin <= end && end <= static_cast<double>(json["document"]["text"].text().size())));
    }
    CHECK((claim["status"].is_null() || claim["status"].text() == "charged"));
  }
  CHECK(json["document"]["source"].is_null());
  CHECK(json["document"]["published"].is_null());
  CHECK(json["claims"].items().front()["rung"].is_null());
}

TEST_CASE("a nationality is a person without a state in the JSON") {
  const Json json = json_reading(reading_fixture());
  for (const Json& claim : json["claims"].items()) {
    if (claim["act"].text() != "charge") continue;
    const Json& accused = claim["accused"].items().front();
    CHECK(accused["kind"].text() == "person");
    CHECK(accused["state"].is_null());
    CHECK(accused["name"].text().starts_with("nationality: "));
  }
}

TEST_CASE("several readings are documents with origins, one is itself") {
  const Reading reading = reading_fixture();
  CHECK(json_readings({reading}, {}) == json_reading(reading));
  Repetition repetition;
  repetition.origins = {
      {"o1", {"S1"}, {{{0, 0}, Telling::first, 0, false}, {{1, 0}, Telling::same_words, 0.9, false}}, 2}};
  repetition.copies = {{1, 0, 1}};
  const Json both = json_readings({reading, reading}, repetition);
  CHECK(keys(both) == "documents origins matters drift copies not_read");
  CHECK(both["documents"].items().size() == 2);
  CHECK(both["origins"].items().front()["claims"].items().size() == 2);
  CHECK(both["origins"].items().front()["tellings"].items()[1]["how"].text() == "same words");
}

TEST_CASE("the JSON of an answer has the promised keys in the promised order, headline first") {
  const Json json = json_weigh(answer_fixture());
  const Json& share = json["levels"]["cluster"].items().front();
  struct Row {
    const Json& object;
    std::string wanted;
  };
  const Row rows[] = {
      {json,
       "headline case evidence levels columns confidence priors flip deception flips_above next skill model data "
       "parameters "
       "responsibility assertions roles"},
      {json["headline"], "established id name why_not confidence exercise draft share not_in_catalogue data"},
      {json["evidence"].items().front(), "id type value origin grade role via checked passage rejected not_used from"},
      {json["levels"], "cluster operator organisation sponsor"},
      {share, "id name p low high words skill_measured capped reasons"},
      {share["reasons"].items().front(), "evidence family llr before dependence cap"},
      {json["columns"].items().front(), "name cluster sponsor basis"},
      {json["confidence"], "word reasons"},
      {json["priors"], "catalogue uniform visibility spread"},
      {json["flip"], "size cost sets"},
      {json["deception"], "phi p framed"},
      {json["next"].items().front(), "collect bits level effort by_level"},
      {json["skill"], "protocol n top1 top10 log_loss ece"},
      {json["responsibility"].items().front(), "state name modes basis"},
      {json["assertions"].items().front(),
       "level child id name unit tie asserted_by speakers answer answered_by of_incident weighed sources"},
      {json["roles"].items().front(), "role evidence note"},
  };
  for (const Row& row : rows) CHECK(keys(row.object) == row.wanted);
  CHECK(json["columns"].items().size() == 5);
  CHECK(json["levels"]["operator"].items().size() == 2);
  Answer alone = answer_fixture();
  alone.levels.resize(1);
  CHECK(json_weigh(alone)["levels"]["operator"].items().empty());
}

TEST_CASE("wherever a list of shares stands, nobody we know is in it") {
  const Json json = json_weigh(answer_fixture());
  const auto has_nobody = [](const Json& shares) {
    for (const Json& share : shares.items()) {
      if (share["id"].is_null()) return true;
    }
    return shares.items().empty();
  };
  for (const char* level : {"cluster", "operator", "organisation", "sponsor"}) CHECK(has_nobody(json["levels"][level]));
  for (const Json& column : json["columns"].items()) {
    CHECK(has_nobody(column["cluster"]));
    CHECK(has_nobody(column["sponsor"]));
  }
  CHECK(has_nobody(json["priors"]["catalogue"]));
  CHECK(has_nobody(json["deception"]["framed"]));
}

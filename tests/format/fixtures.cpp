#include "fixtures.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/file.h"
#include "base/pack.h"

namespace whence::test {
namespace {

Evidence item(const char* id, EvidenceKind kind, const char* value, const char* name, const char* origin, Grade grade,
              bool checked) {
  Evidence e;
  e.id = EvidenceId{id};
  e.kind = kind;
  e.value = value;
  e.name = name;
  e.origin = origin;
  e.grade = grade;
  e.checked = checked;
  return e;
}

Share share(Level level, const char* id, const char* name, double p, double low, double high, const char* words,
            bool measured) {
  Share s;
  s.hypothesis = {level, id == nullptr ? std::nullopt : std::optional<std::string>(id), name};
  s.probability = Probability(p);
  s.low = Probability(low);
  s.high = Probability(high);
  s.words = words;
  s.skill_measured = measured;
  return s;
}

Reason reason(const char* id, const char* family, double nats, const char* note) {
  return {EvidenceId{id}, family, Weight{nats}, Weight{nats * 1.2}, 1.0, false, note};
}

Case drafting_office() {
  Case c;
  c.name = "drafting-office";
  c.file = "examples/drafting-office.yaml";
  c.sha256 = std::string(64, '7');
  c.tlp = "AMBER";
  c.exercise = true;
  c.prepared_by = "A. Analyst";
  c.draft = 2;
  c.victim = {"a parliament's drafting office", "XA", "government"};
  c.window = parse_interval("2026-05/2026-09");
  const char* techniques[] = {"T1566.002", "T1190", "T1505.003", "T1583.001", "T1041", "T1059.001"};
  for (int i = 0; i < 6; ++i) {
    c.evidence.push_back(item(("e" + std::to_string(i + 1)).c_str(), EvidenceKind::technique, techniques[i], "",
                              "own forensics", {'A', '2'}, i != 2 && i != 3 && i != 5));
  }
  for (const std::size_t i : {2U, 3U, 5U}) c.evidence[i].document = "report1.pdf p. 4";
  c.evidence.push_back(item("e7", EvidenceKind::software, "S0020", "China Chopper", "own forensics", {'A', '2'}, true));
  c.evidence.push_back(item("e8", EvidenceKind::software, "S0642", "BADFLICK", "company report 1", {'B', '2'}, true));
  c.evidence.push_back(
      item("e9", EvidenceKind::hours, "activity.csv", "hours fit UTC+8", "own logs", {'B', '3'}, true));
  c.evidence.push_back(item("e10", EvidenceKind::persona, "a persona's boast", "", "persona", {'E', '5'}, true));
  c.evidence.back().not_used = "a claim, not a trace";
  c.evidence.back().line = 21;
  c.evidence.push_back(item("e11", EvidenceKind::indicator, "203.0.113.7", "", "own logs", {'A', '2'}, true));
  c.evidence.back().via = "hijacked router";
  c.statements = {
      {EvidenceId{"c14"}, "S3's interior minister", "the intrusion was the work of S1", "2026-11-01", "S1", false, ""},
      {EvidenceId{"c15"}, "S1's embassy", "baseless; let them show proof", "2026-11-02", "", true, ""}};
  c.known = {"Entry in May through a malicious attachment and a web server flaw | own forensics, checked",
             "A web shell that at least nine groups use | own forensics, checked",
             "A malware family on public record with one group only | company report 1, p. 4",
             "Traffic left through a hijacked router abroad, which hides its user | own logs, checked",
             "Two archives left the network; content unknown | own logs, checked"};
  c.oddities = {{"examples/drafting-office.yaml:14", "\"T1059.099\": no such technique in 18.1"}};
  return c;
}

Posterior clusters() {
  Posterior p;
  p.level = Level::cluster;
  Share leader = share(Level::cluster, "G0065", "Leviathan", .84, .10, .84, "too wide for a word", true);
  const double weights[] = {.31, .08, .21, .12, .08, .16};
  for (int i = 0; i < 6; ++i)
    leader.reasons.push_back(reason(("e" + std::to_string(i + 1)).c_str(), "techniques", weights[i], ""));
  leader.reasons.push_back(reason("e7", "software", 2.21, "9 groups on record"));
  leader.reasons.push_back(reason("e8", "software", 3.36, "1 group on record"));
  leader.reasons.push_back(reason("e9", "hours", 0.1, "7 states"));
  leader.capped = true;
  p.shares = {leader, share(Level::cluster, nullptr, "", .10, .10, .42, "very unlikely to unlikely", true),
              share(Level::cluster, "G0125", "HAFNIUM", .02, .01, .24, "at most unlikely", true)};
  p.others = share(Level::cluster, "others", "170 others together", .04, .04, .31, "at most unlikely", true);
  p.shown = 2;
  return p;
}

Column column(const char* name, const char* basis, double p, double low, double high) {
  Column c;
  c.name = name;
  c.basis = basis;
  c.cluster = clusters();
  c.sponsor.level = Level::sponsor;
  if (p > 0) {
    c.sponsor.shares = {share(Level::sponsor, "S1", "S1", p, low, high, "", false),
                        share(Level::sponsor, nullptr, "", 1 - p, 1 - high, 1 - low, "", false)};
  }
  return c;
}

// The ladder above the closest match: one firm, two bodies, a state's part told by one statement of two.
void add_ladder(Answer& a) {
  const auto rung = [](Level level, std::vector<Share> shares) {
    Posterior p;
    p.level = level;
    p.shares = std::move(shares);
    return p;
  };
  a.levels.push_back(rung(Level::operator_,
                          {share(Level::operator_, "P1", "P1", .61, .05, .62, "as asserted by 1 speaker, 2021", false),
                           share(Level::operator_, nullptr, "", .39, .38, .95, "", false)}));
  a.levels.push_back(
      rung(Level::organisation,
           {share(Level::organisation, "O1", "O1", .44, .04, .46, "as asserted by 3 speakers, 2021", false),
            share(Level::organisation, "O2", "O2", .41, .04, .43, "as asserted by 1 speaker, 2019", false),
            share(Level::organisation, nullptr, "", .15, .11, .92, "", false)}));
  const auto mode = [](const char* id, const char* name, double p) {
    return share(Level::sponsor, id, name, p, p / 2, p, "", false);
  };
  a.parts = {{"S1",
              "S1",
              {mode("none", "none, or forbidden", 0), mode("tolerated", "tolerated", 0),
               mode("supported", "supported", .06), mode("contracted", "ordered from others", .36),
               mode("executed", "by its own people", .24), mode(nullptr, "not told", .34)},
              "told by 1 of 2 statements"}};
  a.roles = {
      {Role::supplied, {EvidenceId{"e7"}, EvidenceId{"e8"}}, "China Chopper; BADFLICK: its maker is not on record"},
      {Role::relayed, {EvidenceId{"e11"}}, "203.0.113.7, hijacked router: hides who used it"}};
  Assertion firm{Level::operator_, "P1", "1 speaker, 2021", "an answer is on record", {"L049"}};
  firm.tie = "as a front company";
  a.assertions.insert(a.assertions.begin(), firm);
  Assertion serves{Level::organisation, "O2", "1 speaker, 2019", "", {"L028"}};
  serves.child = "P1";
  a.assertions.push_back(serves);
}

}  // namespace

Answer answer_fixture() {
  Answer a;
  a.incident = drafting_office();
  a.headline = {false, "G0065", "Leviathan", {"one item carries it (e8), and without that item its share is .10"}};
  a.scale = "ICD203";
  a.levels = {clusters()};
  a.columns = {column("technical items alone", "no item bears on a state directly", 0, 0, 0),
               column("+ catalogues' labels", "2 catalogues, 1 origin", .86, .48, .95),
               column("+ official accusers", "1 statement (invented), no data shown", .95, .74, .95),
               column("+ denials", "1 rejection (invented): no change", .95, .74, .95),
               column("any one origin left out", "the same", .95, .74, .95)};
  a.confidence = {"low", {"one item decides", "2 of 4 origins carry nearly all"}};
  a.priors = {{"catalogue", 1.0, clusters()}, {"uniform", 1.0, clusters()}, {"visibility", 0.1, clusters()}};
  a.prior_spread = 0.06;
  a.flip = {1, 8.0, {{EvidenceId{"e8"}}}, "not in the catalogue", Probability(.35)};
  a.deception.phi = Probability(.02);
  a.deception.posterior = Probability(.03);
  a.deception.framed = clusters();
  a.next = {
      {"identify one more malware family on the mail server", 1.28, Level::cluster, "days"},
      {"learn who used the router in August 2026 (upstream flow records)", .61, Level::operator_, "legal request"},
      {"one more technique", .02, Level::cluster, "not worth it"}};
  a.skill = {"D1", 406, .5, .75, 2.3, .06, .80, .90, 30, 26, 91, 3};
  a.assertions = {{Level::organisation,
                   "one ministry's regional office",
                   "3 states in one joint action, 2021",
                   "rejected by that ministry's government",
                   {"L049", "L050", "L051"}}};
  add_ladder(a);
  a.doubts = {{"company report 1 and report 2 share a sample: counted as one origin", "--explain e8"}};
  a.changes = {"Embassy's answer added: no figure moved",
               "Two reports turned out to rest on one sample, now one origin: low end from 22 to 10 %"};
  a.model = "m1";
  a.data = "18.1-a";
  a.parameters = "p1";
  return a;
}

const PageTexts& page_texts_fixture() {
  static const std::string bytes = [] {
    auto files = pack_files(std::string(WHENCE_SOURCE) + "/data");
    WHENCE_CHECK(files);
    auto compiled = compile_pack(std::move(files).value());
    WHENCE_CHECK(compiled);
    return std::move(compiled).value();
  }();
  static const PageTexts texts = [] {
    const auto pack = Pack::open(bytes, "data");
    WHENCE_CHECK(pack);
    auto read = page_texts(*pack->table("pages/acts"), *pack->table("pages/lines"), *pack->table("pages/names"));
    if (!read) std::fprintf(stderr, "%s\n", read.error().message.c_str());
    WHENCE_CHECK(read);
    return std::move(read).value();
  }();
  return texts;
}

bool is_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(WHENCE_TESTS) + "/golden/pages/" + name;
  const char* bless = std::getenv("WHENCE_BLESS");
  if (bless != nullptr && std::string_view(bless) == "1") {
    std::ofstream(path, std::ios::binary) << actual;
    return true;
  }
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {}) == actual;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string swapped(std::string text, const std::string& a, const std::string& b) {
  return replaced(replaced(replaced(std::move(text), a, "\x01"), b, a), "\x01", b);
}

}  // namespace whence::test

#include <algorithm>

#include "base/hash.h"
#include "fixtures.h"

namespace whence::test {
namespace {

class Builder {
 public:
  explicit Builder(const Names& names) : n_(names) {}

  Reading build() {
    write();
    claims();
    matters();
    ledger();
    r_.not_in_text = {{"Grey Heron behind matter B, or the persons charged in Grey Heron", "same paragraph, no tie"},
                      {n_[3] + " naming " + n_[0] + ", " + n_[1] + " or " + n_[2] + " as attackers",
                       "the text says only that it is a victim"}};
    r_.exercise = true;
    r_.language = "en";
    r_.data = "d4ta";
    r_.actors = {{"Grey Heron", at("Grey Heron"), "", ""}, {"Blue Otter", at("Blue Otter"), "", ""}};
    return r_;
  }

 private:
  void write() {
    const auto& n = n_;
    const std::vector<std::string> sentences{
        n[3] + " firmly rejects the baseless claims made by " + n[0] + ", " + n[1] + " and " + n[2] +
            ", who say that " + n[3] + " was behind cyber attacks on public bodies.",
        n[0] + ", " + n[1] + " and " + n[2] + " have accused " + n[3] + " of conducting cyber attacks.",
        "The " + n[1] + " Attorney General charged four " + n[3] +
            " nationals with taking part in a hacking campaign of many years.",
        n[0] + " revealed that a group called Grey Heron, reportedly working for the " + n[3] +
            " Office of Signals, targeted members of the " + n[0] + " assembly.",
        "It also claimed that attempts were made to break into the " + n[0] + " Ballot Authority before a vote.",
        n[0] + " officials said that the attempts were thwarted.",
        "Separately, " + n[2] + " revealed that its Hansard Office fell victim to cyber attacks.",
        "It attributed them to Blue Otter, a group that it called state-sponsored.",
        n[3] + " categorically denied any part in cyber attacks and dismissed the allegations as a political show.",
        n[3] + " embassies in three capitals repudiated the claims and said that " + n[3] +
            " is a victim of cyber attacks too.",
        "Telling who is behind an attack can be hard because of intermediaries.",
        "Some members of the " + n[0] + " assembly called for " + n[3] + " to be listed as a threat."};
    for (const std::string& sentence : sentences) {
      const auto begin = static_cast<std::uint32_t>(r_.document.text.size());
      r_.document.text += sentence;
      r_.sentences.push_back(
          {{begin, static_cast<std::uint32_t>(r_.document.text.size())}, r_.sentences.empty(), false});
      r_.document.text += '\n';
    }
    r_.document.name = "article.txt";
    // The same bytes whatever the names: a page that is mirrored must not differ in a hash.
    r_.document.sha256 = sha256("fixture");
    r_.document.id = DocumentId{"sha256:" + r_.document.sha256.substr(0, 16)};
    r_.document.bytes = r_.document.text.size();
  }

  Span at(std::string_view words, std::size_t sentence = 0) const {
    const std::size_t from = sentence == 0 ? 0 : r_.sentences[sentence - 1].span.begin;
    const auto begin = r_.document.text.find(words, from);
    if (begin == std::string::npos) return {};
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
  }

  Party state(std::size_t i, std::size_t sentence) const {
    return {.text = n_[i],
            .span = at(n_[i], sentence),
            .kind = PartyKind::state,
            .state = std::string("X") + static_cast<char>('A' + i),
            .name = n_[i],
            .id = {},
            .sector = {},
            .role = {}};
  }
  Party other(PartyKind kind, const std::string& words, std::size_t sentence) const {
    return {.text = words,
            .span = at(words, sentence),
            .kind = kind,
            .state = {},
            .name = {},
            .id = {},
            .sector = {},
            .role = {}};
  }
  std::vector<Party> three(std::size_t sentence) const {
    return {state(0, sentence), state(1, sentence), state(2, sentence)};
  }

  Claim& claim(Act act, std::size_t sentence, std::string_view cue, const std::string& content,
               const std::string& matter) {
    Claim c;
    c.id = ClaimId{"c" + std::to_string(r_.claims.size() + 1)};
    c.act = act;
    c.sentence = sentence;
    c.span = r_.sentences[sentence - 1].span;
    c.cue = at(cue, sentence);
    c.content = content;
    c.matter = matter;
    c.rule = "frame:" + std::string(name_of(act)) + "/1";
    r_.claims.push_back(std::move(c));
    return r_.claims.back();
  }

  void claims() {
    first_claims();
    matter_claims();
    answer_claims();
  }

  void first_claims() {
    Claim& reject = claim(Act::reject, 1, "rejects", "the baseless claims", "general");
    reject.source = {state(3, 1)};
    reject.strength = "firmly";
    reject.evaluation = {{"baseless", at("baseless", 1), "narrator", "denial"}};
    reject.relations = {{RelationKind::denial_of, 1}};
    Claim& say = claim(Act::accuse, 1, "say", n_[3] + " was behind cyber attacks on public bodies", "general");
    say.source = three(1);
    say.accused = {state(3, 1)};
    say.victim = {other(PartyKind::institution, "public bodies", 1)};
    say.rung = 2;
    Claim& accuse = claim(Act::accuse, 2, "accused", "conducting cyber attacks", "general");
    accuse.source = three(2);
    accuse.accused = {state(3, 2)};
    accuse.rung = 2;
    accuse.relations = {{RelationKind::repeats, 1}};
  }

  void matter_claims() {
    const auto& n = n_;
    Claim& target = claim(Act::accuse, 4, "revealed",
                          "a group called Grey Heron targeted members of the " + n[0] + " assembly", "A");
    target.source = {state(0, 4)};
    target.group = {other(PartyKind::group, "Grey Heron", 4)};
    target.victim = {other(PartyKind::institution, "members of the " + n[0] + " assembly", 4)};
    target.rung = 0;
    target.evaluation = {{"revealed", at("revealed", 4), "narrator", "accusers"}};
    Claim& link = claim(Act::link_sponsor, 4, "working for", "", "A");
    link.span = at("Grey Heron, reportedly working for the " + n[3] + " Office of Signals", 4);
    link.group = {other(PartyKind::group, "Grey Heron", 4)};
    link.sponsor = {other(PartyKind::organ, "the " + n[3] + " Office of Signals", 4)};
    link.hedge = {Hedge::reported, "reportedly", at("reportedly", 4)};
    Claim& attempts = claim(Act::accuse, 5, "claimed",
                            "attempts were made to break into the " + n[0] + " Ballot Authority before a vote", "B");
    attempts.source = {state(0, 4)};
    attempts.source[0].span.reset();
    attempts.outcome = Outcome::attempted;
    attempts.hedge = {Hedge::alleged, "claimed", at("claimed", 5)};
    Claim& thwarted = claim(Act::assess_outcome, 6, "said", "the attempts were thwarted", "B");
    thwarted.source = {other(PartyKind::organ, n[0] + " officials", 6)};
    thwarted.source[0].state = "XA";
    thwarted.outcome = Outcome::thwarted;
    Claim& charge = claim(Act::charge, 3, "charged", "taking part in a hacking campaign of many years", "C");
    charge.source = {other(PartyKind::organ, "The " + n[1] + " Attorney General", 3)};
    charge.source[0].state = "XB";
    charge.accused = {other(PartyKind::person, "four " + n[3] + " nationals", 3)};
    charge.accused[0].name = "nationality: XD";
    charge.count = "four";
    charge.status = Status::charged;
    charge.rung = 5;
    Claim& victim =
        claim(Act::disclose_victimhood, 7, "revealed", "its Hansard Office fell victim to cyber attacks", "D");
    victim.source = {state(2, 7)};
    victim.victim = {other(PartyKind::institution, "its Hansard Office", 7)};
    victim.evaluation = {{"revealed", at("revealed", 7), "narrator", "accusers"}};
    Claim& named = claim(Act::attribute, 8, "attributed", "Blue Otter, a group that it called state-sponsored", "D");
    named.source = {state(2, 7)};
    named.source[0].span.reset();
    named.group = {other(PartyKind::group, "Blue Otter", 8)};
    named.rung = 1;
  }

  void answer_claims() {
    const auto& n = n_;
    Claim& deny = claim(Act::deny, 9, "denied", "any part in cyber attacks", "general");
    deny.source = {state(3, 9)};
    deny.strength = "categorically";
    Claim& dismiss = claim(Act::dismiss, 9, "dismissed", "a political show", "general");
    dismiss.source = {state(3, 9)};
    Claim& embassies = claim(Act::reject, 10, "repudiated", "the claims", "general");
    embassies.source = {other(PartyKind::organ, n[3] + " embassies in three capitals", 10)};
    embassies.source[0].state = "XD";
    Claim& itself = claim(Act::assert_victimhood, 10, "said", n[3] + " is a victim of cyber attacks too", "general");
    itself.source = embassies.source;
    Claim& hard = claim(Act::comment, 11, "hard",
                        "telling who is behind an attack can be hard because of intermediaries", "background");
    hard.source = {other(PartyKind::outlet, "", 11)};
    hard.source[0].name = "narrator";
    hard.source[0].span.reset();
    hard.relations = {{RelationKind::qualifies, 1}};
    Claim& call = claim(Act::call_for, 12, "called for", n[3] + " to be listed as a threat", "other");
    call.source = {other(PartyKind::person, "Some members of the " + n[0] + " assembly", 12)};
    call.target = {state(3, 12)};
  }

  void matters() {
    const auto with = [&](const std::string& letter, const std::string& summary) {
      Matter matter{.letter = letter, .summary = summary, .claims = {}, .answers = {}};
      for (std::size_t i = 0; i < r_.claims.size(); ++i) {
        const Claim& c = r_.claims[i];
        if (c.matter == letter) matter.claims.push_back(i);
        if (c.act == Act::deny) matter.answers.push_back(i);
      }
      r_.matters.push_back(matter);
    };
    with("A", "members of the " + n_[0] + " assembly");
    with("B", n_[0] + " Ballot Authority");
    with("C", "four persons charged");
    with("D", n_[2] + " Hansard Office");
  }

  std::size_t first_of(std::string_view matter) const {
    const auto found =
        std::find_if(r_.claims.begin(), r_.claims.end(), [&](const Claim& c) { return c.matter == matter; });
    return static_cast<std::size_t>(found - r_.claims.begin());
  }

  void ledger() {
    r_.against_ledger = {
        {"A", "firmer", first_of("A"), "L901", "hedge", "no word of likelihood", "\"very likely\"", "verified"},
        {"B", "differs", first_of("B"), "L902", "outcome", "attempts, thwarted", "systems entered and data taken",
         "verified"},
        {"D", "adds", first_of("D"), "L903", "victim", "", "a second victim, the Library; year 2031", "unverified"}};
    const auto entry = [&](const char* id, std::size_t by, const std::string& group, const std::string& victims,
                           const std::string& how, bool verified) {
      LedgerEntry e;
      e.id = id;
      e.accusers = n_[by];
      e.accused_state = n_[3];
      e.named_groups = group;
      e.victims = victims;
      e.instrument = how;
      e.verified = verified;
      e.denial_status = "none";
      return e;
    };
    r_.ledger = {entry("L901", 0, "Grey Heron", "assembly members", "assessment 'very likely'", true),
                 entry("L902", 0, "- (no group named)", "Ballot Authority systems", "assessment", true),
                 entry("L903", 2, "Blue Otter", "Hansard Office; Library", "minister's statement", false)};
    r_.ledger[0].denial_speaker = "Embassy of " + n_[3];
    r_.ledger[0].denial_form = "rejects as invented";
    r_.ledger[0].denial_status = "verified";
    r_.ledger_size = 170;
  }

  Names n_;
  Reading r_;
};

}  // namespace

Reading reading_fixture(const Names& names) { return Builder(names).build(); }

}  // namespace whence::test

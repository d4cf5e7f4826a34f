// What files of observations say, form by form; how they are told, gone on with and survived.
#include "engine/observation_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/gzip.h"
#include "engine/engine.h"
#include "engine/kept_sightings.h"
#include "engine/trace.h"
#include "store/observations.h"

using namespace whence;

namespace {

namespace fs = std::filesystem;

const Data& shipped() {
  static const auto data = open_data({});
  REQUIRE(data);
  return *data;
}

// A folder of its own for each test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("whence-observation-files-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directory(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return file(name);
  }

 private:
  fs::path path_;
};

struct Taken {
  std::vector<std::string> rows;  // "subject relation object from to source"
  std::vector<std::string> odd;   // "line: what"
  ObservationShape shape;
};

std::string day_text(const std::optional<Day>& day) { return day ? to_string(Date{*day, Precision::day}) : "-"; }

Result<Taken> read_in(const std::string& text, const ObservationWishes& wishes = {}, const LinePlace& from = {},
                      std::size_t piece = 1 << 20, bool damaged = false) {
  Taken taken;
  std::size_t at = 0;
  ObservationInput input;
  input.read = [&](char* into, std::size_t size) {
    const std::size_t part = std::min({size, piece, text.size() - at});
    std::copy_n(text.data() + at, part, into);
    at += part;
    return part;
  };
  input.damaged = [&] { return damaged; };
  input.longest = 4000;
  input.from = from;
  ObservationCalls calls;
  calls.take = [&](Observation&& seen, const LinePlace&) {
    taken.rows.push_back(seen.subject + " " + seen.relation + " " + seen.object + " " + day_text(seen.from) + " " +
                         day_text(seen.to) + " " + seen.source);
  };
  calls.odd = [&](std::uint64_t line, std::string_view what) {
    taken.odd.push_back(std::to_string(line) + ": " + std::string(what));
  };
  WHENCE_TRY(const ObservationForms all, observation_forms(shipped()));
  WHENCE_TRY(const ObservationForms forms, all.wished(wishes));
  WHENCE_TRY(taken.shape, read_observations(input, forms, {}, calls));
  return taken;
}

using Texts = std::vector<std::string>;

const std::string zeek_dns =
    "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n"
    "#open\t2026-08-01-00-00-00\n"
    "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tquery\tqtype_name\tanswers\trejected\n"
    "#types\ttime\tstring\taddr\tport\taddr\tport\tstring\tstring\tvector[string]\tbool\n"
    "1785542400.25\tC1\t10.0.0.5\t5353\t10.0.0.1\t53\twww.evil.example\tA\tedge.cdn.example,192.0.2.7\tF\n"
    "1785542401.25\tC2\t10.0.0.5\t5353\t10.0.0.1\t53\tnone.example\tA\t-\tF\n"
    "1785542402.25\tC3\t10.0.0.5\t5353\t10.0.0.1\t53\tevil.example\tNS\tns1.host.example,ns2.host.example\tF\n"
    "#close\t2026-08-01-01-00-00\n";

struct FormRow {
  const char* form;
  std::string text;
  Texts wanted;
};

const std::vector<FormRow>& form_rows() {
  static const std::vector<FormRow> rows = {
      {"observations",
       "subject;relation;object;from\nd.example;A;192.0.2.1;2026-08\n",
       {"d.example A 192.0.2.1 2026-08-01 2026-08-31 "}},
      {"passive-dns",
       R"({"rrname":"d.example.","rrtype":"A","rdata":["192.0.2.1","192.0.2.2"],"time_first":1785542400,"time_last":1785628800,"sensor_id":"s1"})"
       "\n"
       R"({"rrname":"d.example","rrtype":"TXT","rdata":"v=spf1","time_first":1785542400})"
       "\n"
       R"({"rrname":"d.example","rrtype":"MX","rdata":"10 mail.example.","zone_time_first":1785542400})"
       "\n",
       {"d.example resolves-to 192.0.2.1 2026-08-01 2026-08-02 s1",
        "d.example resolves-to 192.0.2.2 2026-08-01 2026-08-02 s1",
        "d.example mail-handled-by mail.example 2026-08-01 2026-08-01 passive DNS"}},
      {"zeek-dns",
       zeek_dns,
       {"www.evil.example alias-of edge.cdn.example 2026-08-01 2026-08-01 Zeek",
        "www.evil.example resolves-to 192.0.2.7 2026-08-01 2026-08-01 Zeek",
        "evil.example delegated-to ns1.host.example 2026-08-01 2026-08-01 Zeek",
        "evil.example delegated-to ns2.host.example 2026-08-01 2026-08-01 Zeek"}},
      {"zeek-dns",
       R"({"ts":1785542400.25,"uid":"C1","id.orig_h":"10.0.0.5","id.resp_h":"10.0.0.1","query":"a.example","qtype_name":"AAAA","answers":["2001:db8::1"],"rejected":false,"_system_name":"sensor 2"})"
       "\n",
       {"a.example resolves-to 2001:db8::1 2026-08-01 2026-08-01 sensor 2"}},
      {"zeek-conn",
       R"({"ts":"2026-08-01T23:30:00.000000Z","uid":"C1","id.orig_h":"10.0.0.5","id.resp_h":"203.0.113.9","conn_state":"SF"})"
       "\n",
       {"10.0.0.5 connects-to 203.0.113.9 2026-08-01 2026-08-01 Zeek"}},
      {"zeek-ssl",
       "#fields\tts\tuid\tid.orig_h\tid.resp_h\tserver_name\testablished\tcert_chain_fps\n"
       "#types\ttime\tstring\taddr\taddr\tstring\tbool\tvector[string]\n"
       "1785542400\tC1\t10.0.0.5\t203.0.113.9\tevil.example\tT\taa11,bb22\n",
       {"10.0.0.5 connects-to 203.0.113.9 2026-08-01 2026-08-01 Zeek",
        "10.0.0.5 connects-to evil.example 2026-08-01 2026-08-01 Zeek",
        "203.0.113.9 serves-certificate aa11 2026-08-01 2026-08-01 Zeek",
        "evil.example serves-certificate aa11 2026-08-01 2026-08-01 Zeek"}},
      {"zeek-x509",
       "#fields\tts\tfingerprint\tcertificate.serial\tsan.dns\n#types\ttime\tstring\tstring\tvector[string]\n"
       "1785542400\taa11\t00FE\ta.example,*.b.example\n",
       {"a.example named-in aa11 2026-08-01 2026-08-01 Zeek", "*.b.example named-in aa11 2026-08-01 2026-08-01 Zeek"}},
      {"zeek-http",
       R"({"ts":1785542400,"uid":"C1","id.orig_h":"10.0.0.5","id.resp_h":"203.0.113.9","trans_depth":1,"host":"evil.example"})"
       "\n",
       {"10.0.0.5 connects-to evil.example 2026-08-01 2026-08-01 Zeek",
        "10.0.0.5 connects-to 203.0.113.9 2026-08-01 2026-08-01 Zeek"}},
      {"zeek-files",
       R"({"ts":1785542400,"fuid":"F1","tx_hosts":["203.0.113.9"],"seen_bytes":10,"md5":"d41d8cd98f00b204e9800998ecf8427e"})"
       "\n",
       {"d41d8cd98f00b204e9800998ecf8427e delivered-by 203.0.113.9 2026-08-01 2026-08-01 Zeek"}},
      {"nfdump",
       "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das\n"
       "2026-08-01 10:00:00,2026-08-02 00:00:01,1,10.0.0.5,203.0.113.9,1,443,TCP,,0,0,1,52,0,0,1,2,0,64500\n"
       "Summary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n1,52,1,0,0,52\n",
       {"10.0.0.5 connects-to 203.0.113.9 2026-08-01 2026-08-02 nfdump",
        "203.0.113.9 in-asn 64500 2026-08-01 2026-08-02 nfdump"}},
      {"nfdump-fields",
       "firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows\n"
       "2026-08-01 10:00:00.123,1.0,TCP,10.0.0.5,1,203.0.113.9,443,1,52,1\n",
       {"10.0.0.5 connects-to 203.0.113.9 2026-08-01 2026-08-01 nfdump"}},
      {"suricata",
       R"({"timestamp":"2026-08-02T00:30:00.1+0100","event_type":"dns","src_ip":"10.0.0.5","dest_ip":"10.0.0.1","host":"ids1","dns":{"type":"answer","rrname":"evil.example","rrtype":"A","answers":[{"rrname":"evil.example","rrtype":"CNAME","ttl":1,"rdata":"other.example"},{"rrname":"other.example","rrtype":"A","rdata":"192.0.2.7"}]}})"
       "\n"
       R"({"timestamp":"2026-08-02T10:30:00+0000","event_type":"tls","src_ip":"10.0.0.5","dest_ip":"203.0.113.9","tls":{"sni":"evil.example","fingerprint":"AA:11"}})"
       "\n"
       R"({"timestamp":"2026-08-02T10:30:00+0000","event_type":"flow","src_ip":"10.0.0.5","dest_ip":"203.0.113.9","flow":{"start":"2026-08-01T10:00:00+0000","end":"2026-08-02T10:00:00+0000"}})"
       "\n"
       R"({"timestamp":"2026-08-02T10:30:00+0000","event_type":"fileinfo","src_ip":"203.0.113.9","dest_ip":"10.0.0.5","http":{"hostname":"evil.example"},"fileinfo":{"filename":"/a","sha256":"ab12"}})"
       "\n"
       R"({"timestamp":"2026-08-02T10:30:00+0000","event_type":"stats","stats":{"uptime":1}})"
       "\n",
       {"evil.example alias-of other.example 2026-08-01 2026-08-01 ids1",
        "other.example resolves-to 192.0.2.7 2026-08-01 2026-08-01 ids1",
        "10.0.0.5 connects-to 203.0.113.9 2026-08-02 2026-08-02 Suricata",
        "10.0.0.5 connects-to evil.example 2026-08-02 2026-08-02 Suricata",
        "203.0.113.9 serves-certificate aa11 2026-08-02 2026-08-02 Suricata",
        "evil.example serves-certificate aa11 2026-08-02 2026-08-02 Suricata",
        "10.0.0.5 connects-to 203.0.113.9 2026-08-01 2026-08-02 Suricata",
        "ab12 delivered-by 203.0.113.9 2026-08-02 2026-08-02 Suricata",
        "ab12 delivered-by evil.example 2026-08-02 2026-08-02 Suricata"}},
      {"sightings",
       R"({"indicator":"evil.example","type":"domain","value":"www.evil.example","file":"a.log","line":3,"offset":9,"field":null,"time":null,"list":"feed.csv","list_line":1,"benign":null,"context":"x"})"
       "\n",
       {"evil.example seen-in a.log - - feed.csv"}},
      {"ct",
       "Common Name,DNS Names,Not Before,Not After,Fingerprint SHA256\n"
       "a.example,\"a.example, b.example\",2026-08-01T00:00:00,2026-11-01T00:00:00,AA:BB\n",
       {"a.example named-in aabb 2026-08-01 2026-08-01 CT log",
        "b.example named-in aabb 2026-08-01 2026-08-01 CT log"}},
  };
  return rows;
}

Result<ObservationImport> import_file(Workspace& workspace, const std::string& path,
                                      const ObservationWishes& wishes = {}, const StreamLimits& limits = {}) {
  WHENCE_TRY(PeekedFile file, PeekedFile::open(path, limits));
  return import_observations(shipped(), workspace, std::move(file), wishes, limits, {}, {});
}

}  // namespace

TEST_CASE("each form is told by its content, and states what its table says") {
  for (const FormRow& row : form_rows()) {
    CAPTURE(row.text);
    const auto taken = read_in(row.text);
    REQUIRE_MESSAGE(taken, taken.error().message);
    Texts found = taken->rows, wanted = row.wanted;
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::sort(wanted.begin(), wanted.end());
    CHECK(found == wanted);
    CHECK(taken->shape.forms.size() == 1);
    CHECK(taken->shape.forms.contains(row.form));
    CHECK(taken->odd == Texts{});
    ObservationWishes forced;
    forced.form = row.form;
    CHECK(read_in(row.text, forced)->rows == taken->rows);
  }
}

TEST_CASE("the bytes may come in any pieces, and a line read before is passed over, wherever one stops") {
  for (const FormRow& row : form_rows()) {
    CAPTURE(row.text);
    const auto whole = read_in(row.text);
    REQUIRE(whole);
    CHECK(read_in(row.text, {}, {}, 3)->rows == whole->rows);
    for (std::size_t end = row.text.find('\n'); end != std::string::npos; end = row.text.find('\n', end + 1)) {
      const auto part = read_in(row.text.substr(0, end + 1));
      REQUIRE(part);
      const auto rest = read_in(row.text, {}, part->shape.reached);
      REQUIRE(rest);
      Texts both = part->rows;
      both.insert(both.end(), rest->rows.begin(), rest->rows.end());
      CHECK(both == whole->rows);
      CHECK(rest->shape.reached == whole->shape.reached);
      std::string other = row.text;
      other[0] = other[0] == '#' ? 'x' : '#';
      const auto changed = read_in(other, {}, part->shape.reached);
      CHECK((!changed && changed.error().code != Code::io));
    }
  }
}

TEST_CASE("bad lines are counted and the file is read on") {
  struct Row {
    std::string text;
    std::size_t rows;
    Texts odd;
  };
  const Row rows[] = {
      {"subject;relation;object\n;A;i\n" + std::string(5000, 'x') + "\n\xFF;A;i\n# remark\n\nd;A;i",
       1,
       {"2: subject, relation or object is empty", "3: the line is too long",
        "4: what would be used of the line is not UTF-8"}},
      {"subject,relation,object,note\nd,A,i,caf\xE9\n", 1, {}},  // what is not used may be in any encoding
      {"{\"rrname\":\"d.example\",\"rrtype\":\"A\",\"rdata\":\"192.0.2.1\",\"note\":\"caf\xE9\"}\n{\"rrname\":\n[1]\n",
       1,
       {"2: the line is no JSON object", "3: the line is no JSON object"}},
      {"{\"rrname\":\"d.example\",\"rrtype\":\"A\",\"rdata\":\"192.0.2.1\"}\n{\"rrname\":\"d.example\",\"rrty",
       1,
       {"2: the file ends in the middle of this line"}},
      {"{\"other\":1}\n", 0, {"1: no form that is known has these keys"}},
      {zeek_dns + "1785542400.25\tC1\t10.0.0.5\n", 4, {"13: fewer cells than columns"}},
      {"subject,relation,object,from\nd,A,i,x\n", 0, {"2: a date is none, so the line is not used; write 2026-08-02"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto taken = read_in(row.text);
    REQUIRE(taken);
    CHECK(taken->rows.size() == row.rows);
    CHECK(taken->odd == row.odd);
  }
  CHECK(read_in("d,A,i\nd,A,i\n").error().code == Code::malformed);
  const auto cut = read_in("subject,relation,object\nd,A,192.0.2.1", {}, {}, 100, true);
  CHECK(cut->odd == Texts{"2: the file ends in the middle of this line"});
}

TEST_CASE("a user's own columns are mapped, by name or by place, and fields can be fixed") {
  ObservationWishes named;
  named.map = {{"subject", "Client IP"}, {"object", "host"}, {"from", "when"}};
  named.fixed = {{"relation", "connects-to"}, {"source", "proxy"}};
  CHECK(read_in("when,client ip,host\n2026-08-01,10.0.0.5,evil.example\n", named)->rows ==
        Texts{"10.0.0.5 connects-to evil.example 2026-08-01 2026-08-01 proxy"});
  CHECK(read_in("when,host\n2026-08-01,evil.example\n", named).error().message.find("client_ip") != std::string::npos);
  ObservationWishes list;
  list.map = {{"subject", "#1"}};
  list.fixed = {{"relation", "is"}, {"object", "Tor exit"}, {"from", "2026-08"}, {"source", "own list"}};
  CHECK(read_in("# exits\n198.51.100.9\n198.51.100.0/28\n", list)->rows ==
        Texts{"198.51.100.9 is Tor exit 2026-08-01 2026-08-31 own list",
              "198.51.100.0/28 is Tor exit 2026-08-01 2026-08-31 own list"});
  list.fixed.erase("object");
  CHECK(read_in("198.51.100.9\n", list).error().code == Code::unsupported);
  named.map["whom"] = "x";
  CHECK(read_in("x\n1\n", named).error().code == Code::unsupported);
}

TEST_CASE("the day of a time is that in UTC") {
  struct Row {
    const char *text, *wanted;
  };
  const Row rows[] = {{"2026-08-02T00:30:00+0100", "2026-08-01"},
                      {"2026-08-01T23:30:00.5-01:00", "2026-08-02"},
                      {"2026-08-02 11:22:33.444", "2026-08-02"},
                      {"1785542400", "2026-08-01"},
                      {"1785542400.999", "2026-08-01"},
                      {"1785542400999", "2026-08-01"},
                      {"17", "-"},
                      {"yesterday", "-"}};
  for (const Row& row : rows) CHECK_MESSAGE(day_text(observed_day(row.text, false)) == row.wanted, row.text);
}

TEST_CASE("importing again adds nothing, goes on where it was, and reads a file that has changed from its start") {
  const Folder folder;
  Workspace workspace = Workspace::open(folder.file("w.db"), Access::write).value();
  const std::string head = "subject,relation,object\na.example,A,192.0.2.1\nb.example,A,192.0.2.2\n";
  const std::string path = folder.file("rows.csv", head);
  const auto first = import_file(workspace, path);
  REQUIRE(first);
  CHECK((first->kept == 2 && first->passed_over == 0));
  const auto again = import_file(workspace, path);
  CHECK((again->kept == 0 && again->known == 0 && again->passed_over == 3));
  folder.file("rows.csv", head + "c.example,A,192.0.2.3\n");
  const auto grown = import_file(workspace, path);
  CHECK((grown->kept == 1 && grown->passed_over == 3 && grown->file.shape.lines == 1));
  folder.file("rows.csv",
              "subject,relation,object\nb.example,A,192.0.2.2\nd.example,A,192.0.2.4\ne.example,A,192.0.2.4\n");
  const auto changed = import_file(workspace, path);
  CHECK((changed->kept == 2 && changed->known == 1 && changed->passed_over == 0));
  folder.file("rows.csv", "subject,relation,object\nf.example,A,192.0.2.4\n");
  CHECK(import_file(workspace, path)->kept == 1);  // shorter than before
  ObservationWishes other;
  other.fixed["source"] = "somebody";
  CHECK(import_file(workspace, path, other)->kept == 1);  // read in another way, from its start
}

TEST_CASE("a run that ended early is gone on with, and the store holds what one run keeps") {
  const Folder folder;
  std::string text = "subject,relation,object,from\n";
  for (int i = 0; i < 250'000; ++i)
    text += "n" + std::to_string(i % 90'000) + ".example,A,10.0." + std::to_string(i % 251) + ".1,2026-08-0" +
            std::to_string(1 + i % 9) + "\n";
  const std::string path = folder.file("rows.csv", text);
  const std::string packed = folder.file("rows.csv.gz", gzip(text));
  Workspace once = Workspace::open(folder.file("once.db"), Access::write).value();
  Workspace twice = Workspace::open(folder.file("twice.db"), Access::write).value();
  const auto whole = import_file(once, packed);
  REQUIRE(whole);
  CHECK(whole->file.packing == "gzip");
  {
    // What a kill leaves: groups that were kept, with the place they reach.
    const std::string start = text.substr(0, text.find('\n', text.size() / 2) + 1);
    folder.file("rows.csv", start);
    REQUIRE(import_file(twice, path));
    folder.file("rows.csv", text);
  }
  const auto rest = import_file(twice, path);
  REQUIRE(rest);
  CHECK(rest->passed_over > 100'000);
  CHECK(observations_in(twice)->count().value() == observations_in(once)->count().value());
  CHECK(whole->kept == observations_in(once)->count().value());
}

TEST_CASE("a bomb, a cut archive and rubbish are told, and what came before is kept") {
  const Folder folder;
  Workspace workspace = Workspace::open(folder.file("w.db"), Access::write).value();
  const std::string head = "subject,relation,object\na.example,A,192.0.2.1\n";
  StreamLimits tight;
  tight.free_bytes = 1 << 20U;
  const auto bomb =
      import_file(workspace, folder.file("bomb.gz", gzip(head + std::string(std::size_t{1} << 24U, 'x'))), {}, tight);
  REQUIRE(bomb);
  CHECK(bomb->kept == 1);
  REQUIRE(bomb->file.problem);
  CHECK(bomb->file.problem->find("bomb") != std::string::npos);
  std::string many = head;
  for (int i = 0; i < 5000; ++i) many += "x" + std::to_string(i * 7919) + ".example,A,192.0.2.1\n";
  std::string cut = gzip(many);
  cut.resize(cut.size() / 2);
  const auto half = import_file(workspace, folder.file("cut.gz", cut));
  REQUIRE(half);
  CHECK(half->kept > 100);
  CHECK(half->file.problem);
  REQUIRE(half->file.oddities.size() == 1);
  CHECK(half->file.oddities[0].what == "the file ends in the middle of this line");
  CHECK_FALSE(import_file(workspace, folder.file("rubbish", std::string(100, '\0'))));
  CHECK(observations_in(workspace)->count().value() == 1 + half->kept);
}

TEST_CASE("a list of intermediaries is kept with its class, date and source") {
  const Folder folder;
  Workspace workspace = Workspace::open(folder.file("w.db"), Access::write).value();
  ObservationWishes wishes;
  wishes.map = {{"subject", "#1"}};
  wishes.fixed = {{"relation", "is"}, {"object", "Tor exit"}, {"from", "2026-11-20"}, {"source", "own list"}};
  REQUIRE(import_file(workspace, folder.file("exits.txt", "198.51.100[.]9\n198.51.100.10\n"), wishes));
  const auto around = observations_in(workspace)->around({"198.51.100.9"}, {});
  REQUIRE(around);
  REQUIRE(around->observations.size() == 2);  // its own class, and who shares it
  CHECK(around->observations[0].object == "Tor exit");
  CHECK(around->observations[0].source == "own list");
  CHECK(day_text(around->observations[0].from) == "2026-11-20");
}

TEST_CASE("sightings are kept once for each indicator and log, with the first and last day that the lines name") {
  const Folder folder;
  Workspace workspace = Workspace::open(folder.file("w.db"), Access::write).value();
  for (int run = 0; run < 2; ++run) {
    KeptSightings kept(workspace, object_names(shipped()).value());
    Sighting sighting;
    sighting.indicator = "www.evil.example";
    for (const char* line : {"1785542400.25\tevil.example", "2026-08-03T10:00:00 GET evil.example", "evil.example"}) {
      ++sighting.line;
      sighting.text = line;
      REQUIRE(kept.take(sighting, "proxy.log", "feed.csv"));
    }
    CHECK(kept.finish().value() == (run == 0 ? 1U : 0U));
  }
  const auto around = observations_in(workspace)->around({"evil.example"}, {});
  REQUIRE(around->observations.size() == 1);
  const Observation& seen = around->observations[0];
  CHECK(seen.relation + " " + seen.object + " " + day_text(seen.from) + " " + day_text(seen.to) + " " + seen.source ==
        "seen-in proxy.log 2026-08-01 2026-08-03 feed.csv");
  CHECK(seen.line == 1);
  CHECK(day_text(day_in_line("10.2026-08-01 v1785542400 id-1785542400")) == "-");
}

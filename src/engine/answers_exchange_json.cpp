// Of answers_json.h: what comes from other systems, and what was found of it.
#include "base/json_lists.h"
#include "engine/answers_json.h"
#include "format/json_oddity.h"

namespace whence {
namespace {

Json list_json(const ListSummary& list) {
  return Json::object()
      .set("name", list.name)
      .set("form", name_of(list.shape.form))
      .set("records", list.shape.records)
      .set("taken", list.taken)
      .set("known", list.known)
      .set("left_out", list.shape.left_out)
      .set("unusable", list.unusable)
      .set("oddities", json_oddities(list.oddities))
      .set("problem", list.problem);
}

Json log_json(const LogSummary& log) {
  return Json::object()
      .set("name", log.name)
      .set("packing", or_null(log.packing))
      .set("lines", log.counts.lines)
      .set("bytes", log.counts.bytes)
      .set("sightings", log.counts.sightings)
      .set("long_lines", log.counts.long_lines)
      .set("not_utf8", log.counts.not_utf8)
      .set("cut", log.counts.cut)
      .set("problem", log.problem);
}

}  // namespace

Json json_import(const ExchangeImport& done) {
  Json types = Json::object();
  for (const auto& [type, count] : done.types) types.set(type, count);
  return Json::object()
      .set("file", done.file)
      .set("form", name_of(done.form))
      .set("spec_version", or_null(done.spec))
      .set("tlp", or_null(done.tlp))
      .set("objects", done.objects)
      .set("kept", done.kept)
      .set("revoked", done.revoked)
      .set("custom", done.custom)
      .set("types", std::move(types))
      .set("documents", done.documents)
      .set("documents_known", done.documents_known)
      .set("claims", done.claims)
      .set("acts", done.acts)
      .set("cases", json_texts(done.cases))
      .set("up_to", or_null(done.up_to))
      .set("oddities", json_oddities(done.oddities));
}

Json json_match(const MatchSummary& summary) {
  const auto count_json = [&](const IndicatorCount& count) {
    return Json::object()
        .set("indicator", count.text)
        .set("kind", name_of(count.kind))
        .set("list", summary.lists[count.list].name)
        .set("list_line", count.list_line)
        .set("lines", count.lines)
        .set("benign", or_null(count.benign));
  };
  return Json::object()
      .set("indicators", summary.indicators)
      .set("sightings", summary.told)
      .set("held_back", summary.held_back)
      .set("lists", json_list(summary.lists, list_json))
      .set("benign_lists", json_list(summary.benign_lists, list_json))
      .set("logs", json_list(summary.logs, log_json))
      .set("counts", json_list(summary.counts, count_json));
}

Json json_packed(const Packed& packed) {
  return Json::object().set("documents", json_texts(packed.documents)).set("left_out", json_texts(packed.left_out));
}

Json json_unpacked(const Unpacked& opened) {
  return Json::object()
      .set("file", or_null(opened.file))
      .set("case", opened.name)
      .set("documents", opened.documents)
      .set("versions", opened.versions)
      .set("log", opened.deeds)
      .set("same_data", opened.same_data);
}

}  // namespace whence

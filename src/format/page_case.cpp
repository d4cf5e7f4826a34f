#include "format/page_case.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/weigh_view.h"
#include "model/posterior.h"

namespace whence {
namespace {

std::string share_text(double share) {
  if (share > 0 && share < 0.005) return "<.01";
  if (share > 0.995 && share < 1) return ">.99";
  std::string text = fmt::format("{:.2f}", share);
  return text.starts_with("0") ? text.substr(1) : text;
}

std::string range_text(double share, double low, double high) {
  return fmt::format("{} ({} - {})", share_text(share), share_text(low), share_text(high));
}

std::string state_of(const Evidence& item) {
  const std::string state = item.checked ? "checked" : "unchecked";
  return item.not_used.empty() ? state : state + " · not used: " + clean(item.not_used);
}

// What the item says, and where and in which words.
std::vector<std::string> item_rows(const Evidence& item, std::size_t columns, bool whole = false) {
  std::vector<std::string> row = hanging(
      " " + padded(item.id.text, 5),
      fmt::format("{} {} · {}{} · origin {} · {}", name_of(item.kind), clean(item.value), item.grade.reliability,
                  item.grade.credibility, item.origin.empty() ? "not stated" : clean(item.origin), state_of(item)),
      columns);
  std::string where = clean(item.document.value_or(""));
  if (!item.note.empty()) where += " " + clean(item.note);
  if (where.empty()) return row;
  const std::string words = whole ? "\"" + clean(item.quote) + "\"" : quotation(item.quote);
  const std::string quote = item.quote.empty() ? "" : ": " + words;
  for (const std::string& line : hanging("      ", where + quote, columns)) row.push_back(line);
  return row;
}

void put(Json& object, const char* key, const std::string& value) {
  object.set(key, value.empty() ? Json() : Json(value));
}

}  // namespace

std::string draft_words(const Case& incident) {
  if (!is_draft(incident))
    return "not a draft: prepared by " + clean(incident.prepared_by) + ", signed by " + clean(incident.second_reader);
  const auto open = std::count_if(incident.evidence.begin(), incident.evidence.end(),
                                  [](const Evidence& item) { return !item.checked; });
  std::vector<std::string> why;
  if (open != 0) why.push_back(counted(static_cast<std::size_t>(open), "item is", "items are") + " unchecked");
  if (incident.prepared_by.empty()) why.emplace_back("nobody is named as prepared_by");
  if (incident.second_reader.empty()) why.emplace_back("no second person has signed it as it stands");
  return "DRAFT: " + join(why, "; ");
}

std::string page_case_check(const Case& incident, const PageOptions& options, const std::vector<Oddity>& not_taken) {
  std::vector<PageBlock> blocks(1);
  blocks[0].separate = false;
  blocks[0].keep = true;
  if (incident.exercise)
    blocks[0].rows.push_back({"EXERCISE: invented incident. No finding about any real actor follows from it."});
  blocks[0].rows.push_back(wrapped(clean(incident.name) + " · " + draft_words(incident), options.columns));
  PageBlock items;
  items.heading = options.all ? "ITEMS" : "UNCHECKED ITEMS";
  for (const Evidence& item : incident.evidence) {
    if (!options.all && item.checked) continue;
    items.rows.push_back(item_rows(item, options.columns));
  }
  if (items.rows.empty()) items.rows.push_back({"none"});
  blocks.push_back(std::move(items));
  PageBlock untaken;
  untaken.heading = "NOT TAKEN: enter by hand what counts";
  for (const Oddity& one : not_taken)
    untaken.rows.push_back(hanging(" ", clean(one.where + " " + one.what), options.columns));
  if (!not_taken.empty()) blocks.push_back(std::move(untaken));
  PageBlock next;
  next.keep = true;
  next.rows.push_back(wrapped(
      "next: --ask · --accept ID · --reject ID --why TEXT · --amend ID=VALUE · --background ID · --incident ID · "
      "--accept all; each with --as NAME",
      options.columns));
  blocks.push_back(std::move(next));
  return page_of(std::move(blocks), options);
}

std::string page_case_item(const Case& incident, std::string_view id, std::size_t number, std::size_t of,
                           const PageOptions& options) {
  const auto item = std::find_if(incident.evidence.begin(), incident.evidence.end(),
                                 [&](const Evidence& one) { return one.id.text == id; });
  WHENCE_CHECK(item != incident.evidence.end());
  std::string text = fmt::format("\n{} of {}\n", number, of);
  for (const std::string& line : item_rows(*item, options.columns, true)) text += line + "\n";
  return text;
}

Json json_case_check(const Case& incident) {
  Json items = Json::array();
  for (const Evidence& item : incident.evidence) {
    Json one = Json::object()
                   .set("id", item.id.text)
                   .set("kind", name_of(item.kind))
                   .set("value", item.value)
                   .set("checked", item.checked);
    put(one, "origin", item.origin);
    put(one, "not_used", item.not_used);
    put(one, "document", item.document.value_or(""));
    put(one, "note", item.note);
    put(one, "quote", item.quote);
    items.push(std::move(one));
  }
  Json log = Json::array();
  for (const CaseEvent& event : incident.log) {
    Json one = Json::object().set("at", event.at).set("by", event.by).set("did", event.did);
    put(one, "item", event.item);
    put(one, "value", event.value);
    put(one, "why", event.why);
    if (event.did == "sign") one.set("holds", event.holds);
    log.push(std::move(one));
  }
  Json json =
      Json::object().set("case", incident.name).set("exercise", incident.exercise).set("draft", is_draft(incident));
  put(json, "prepared_by", incident.prepared_by);
  put(json, "signed_by", incident.second_reader);
  return json.set("items", std::move(items)).set("log", std::move(log));
}

std::string page_case_diff(const CaseDiff& diff, const PageOptions& options) {
  std::vector<PageBlock> blocks(1);
  blocks[0].separate = false;
  blocks[0].keep = true;
  if (diff.exercise)
    blocks[0].rows.push_back({"EXERCISE: invented incident. No finding about any real actor follows from it."});
  blocks[0].rows.push_back(
      wrapped(clean(diff.before) + " → " + clean(diff.after) + " · both with knowledge " + diff.data, options.columns));
  const bool same = diff.headline_before == diff.headline_after;
  blocks[0].rows.push_back(wrapped("WHO?  " + (same ? "as before: " + clean(diff.headline_after)
                                                    : clean(diff.headline_before) + " → " + clean(diff.headline_after)),
                                   options.columns));
  PageBlock changes;
  changes.heading = "CHANGED IN THE CASE";
  for (const CaseChange& change : diff.changes) {
    std::string text = clean(change.what);
    if (!change.effect.empty()) text += " · " + clean(change.effect);
    changes.rows.push_back(hanging(" " + change.sign + " " + padded(change.id, 5), text, options.columns));
  }
  if (changes.rows.empty()) changes.rows.push_back({"nothing"});
  blocks.push_back(std::move(changes));
  PageBlock shares;
  shares.heading = "WHAT MOVED, share (range): before → now";
  for (const ShareChange& change : diff.shares) {
    std::vector<std::string> row =
        hanging(" ",
                clean(change.name) + ": " + range_text(change.before, change.before_low, change.before_high) + " → " +
                    range_text(change.after, change.after_low, change.after_high),
                options.columns);
    for (const std::string& reason : change.reasons) {
      for (const std::string& line : hanging("     ", clean(reason), options.columns)) row.push_back(line);
    }
    shares.rows.push_back(std::move(row));
  }
  if (shares.rows.empty()) shares.rows.push_back({"no figure moved"});
  shares.rows.push_back(
      {fmt::format(" not in the catalogue: {} → {}", share_text(diff.unknown_before), share_text(diff.unknown_after))});
  blocks.push_back(std::move(shares));
  return page_of(std::move(blocks), options);
}

Json json_case_diff(const CaseDiff& diff) {
  Json changes = Json::array(), shares = Json::array();
  for (const CaseChange& change : diff.changes) {
    Json one = Json::object().set("id", change.id).set("sign", change.sign).set("what", change.what);
    put(one, "effect", change.effect);
    changes.push(std::move(one));
  }
  for (const ShareChange& change : diff.shares) {
    Json reasons = Json::array();
    for (const std::string& reason : change.reasons) reasons.push(reason);
    shares.push(
        Json::object()
            .set("name", change.name)
            .set("before",
                 Json::object().set("p", change.before).set("low", change.before_low).set("high", change.before_high))
            .set("after",
                 Json::object().set("p", change.after).set("low", change.after_low).set("high", change.after_high))
            .set("reasons", std::move(reasons)));
  }
  return Json::object()
      .set("exercise", diff.exercise)
      .set("before", diff.before)
      .set("after", diff.after)
      .set("headline", Json::object().set("before", diff.headline_before).set("after", diff.headline_after))
      .set("changes", std::move(changes))
      .set("shares", std::move(shares))
      .set("not_in_catalogue", Json::object().set("before", diff.unknown_before).set("after", diff.unknown_after))
      .set("data", diff.data);
}

}  // namespace whence

#include "format/observation_forms.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

// The form of files that name our own columns. It is told last.
constexpr std::string_view own_form = "observations";
constexpr std::array<std::string_view, 6> field_names = {"subject", "relation", "object", "from", "to", "source"};

Error wrong(const Table& table, std::size_t row, const std::string& what) {
  return {Code::malformed, fmt::format("data/{}.tsv: row '{}': {}", table.name(), table.text(row, 0), what)};
}

std::optional<ValueForm> value_form(std::string_view word) {
  constexpr std::pair<std::string_view, ValueForm> words[] = {
      {"", ValueForm::any},       {"host", ValueForm::host},     {"address", ValueForm::address},
      {"hex", ValueForm::hex},    {"number", ValueForm::number}, {"names", ValueForm::names},
      {"first", ValueForm::first}};
  for (const auto& [name, form] : words) {
    if (word == name) return form;
  }
  return std::nullopt;
}

ObservedField& field_of(ObservationStatement& statement, std::string_view name) {
  const std::array<ObservedField*, 6> fields = {&statement.subject, &statement.relation, &statement.object,
                                                &statement.from,    &statement.to,       &statement.source};
  const auto at =
      static_cast<std::size_t>(std::find(field_names.begin(), field_names.end(), name) - field_names.begin());
  return *fields.at(at);
}

bool within(std::string_view name, std::string_view each) {
  return !each.empty() && name.size() > each.size() && name.starts_with(each) && name[each.size()] == '.';
}

}  // namespace

std::string column_key(std::string_view name) {
  std::string key = lower(trim(name));
  std::replace(key.begin(), key.end(), ' ', '_');
  return key;
}

std::size_t ObservationForms::add(std::string_view name) {
  return names_.try_emplace(std::string(name), names_.size()).first->second;
}

std::optional<std::size_t> ObservationForms::number(std::string_view name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? std::nullopt : std::optional(found->second);
}

// A cell of names; "=text" is the text itself.
ObservedField ObservationForms::field(std::string_view each, const std::vector<std::string_view>& cell,
                                      std::string_view as) {
  ObservedField field;
  field.as = value_form(as).value_or(ValueForm::any);
  for (const std::string_view name : cell) {
    if (name.starts_with('=')) {
      field.text = name.substr(1);
    } else {
      field.names.push_back(add(name));
      field.each = field.each || within(name, each);
    }
  }
  return field;
}

Result<ObservationForms> ObservationForms::from(const Table& forms, const Table& statements, const Table& columns) {
  ObservationForms all;
  WHENCE_TRY(const std::size_t words, forms.column("words"));
  WHENCE_TRY(const std::size_t signs, forms.column("signs"));
  WHENCE_TRY(const std::size_t source, forms.column("source"));
  WHENCE_TRY(const std::size_t stop, forms.column("stop"));
  std::map<std::string, std::string> sources;
  for (std::size_t row = 0; row < forms.rows(); ++row) {
    ObservationForm form{std::string(forms.text(row, 0)),
                         std::string(forms.text(row, words)),
                         std::string(forms.text(row, stop)),
                         {},
                         {}};
    for (const std::string_view sign : forms.list(row, signs)) form.signs.push_back(all.add(sign));
    sources[form.id] = forms.text(row, source);
    all.forms_.push_back(std::move(form));
  }

  constexpr std::array<std::string_view, 10> names = {"each",   "when",      "subject", "subject_as", "relation",
                                                      "object", "object_as", "from",    "to",         "source"};
  std::array<std::size_t, names.size()> at{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    WHENCE_TRY(at[i], statements.column(names[i]));
  }
  for (std::size_t row = 0; row < statements.rows(); ++row) {
    const auto form = std::find_if(all.forms_.begin(), all.forms_.end(),
                                   [&](const ObservationForm& each) { return each.id == statements.text(row, 0); });
    if (form == all.forms_.end()) return wrong(statements, row, "no such form in observation-forms.tsv");
    const auto cell = [&](std::size_t which) { return statements.text(row, at[which]); };
    const auto list = [&](std::size_t which) { return statements.list(row, at[which]); };
    if (!value_form(cell(3)) || !value_form(cell(6)))
      return wrong(statements, row, fmt::format("'{}' or '{}' is no form of a value", cell(3), cell(6)));
    ObservationStatement statement;
    statement.each = cell(0);
    for (const std::string_view condition : list(1)) {
      const std::size_t equals = condition.find('=');
      if (equals == std::string_view::npos) return wrong(statements, row, "a condition is written name=value,value");
      ObservedCondition when{all.add(condition.substr(0, equals)), within(condition, statement.each), {}};
      for (const std::string_view value : split(condition.substr(equals + 1), ',')) when.values.push_back(lower(value));
      statement.when.push_back(std::move(when));
    }
    statement.subject = all.field(statement.each, list(2), cell(3));
    statement.relation.text = cell(4);
    statement.object = all.field(statement.each, list(5), cell(6));
    statement.from = all.field(statement.each, list(7), {});
    statement.to = all.field(statement.each, list(8), {});
    statement.source = all.field(statement.each, list(9), {});
    statement.source.text = sources[form->id];
    form->statements.push_back(std::move(statement));
  }

  ObservationForm own{std::string(own_form), "this program's own columns", {}, {}, {}};
  ObservationStatement statement;
  WHENCE_TRY(const std::size_t meaning, columns.column("meaning"));
  for (std::size_t row = 0; row < columns.rows(); ++row) {
    const std::string_view field = columns.text(row, meaning);
    if (std::find(field_names.begin(), field_names.end(), field) == field_names.end())
      return wrong(columns, row, fmt::format("'{}' is none of {}", field, fmt::join(field_names, ", ")));
    field_of(statement, field).names.push_back(all.add(columns.text(row, 0)));
  }
  for (const std::string_view field : field_names) field_of(statement, field).in_record_order = true;
  own.statements.push_back(std::move(statement));
  all.forms_.push_back(std::move(own));
  return all;
}

Result<ObservationForms> ObservationForms::wished(const ObservationWishes& wishes) const {
  ObservationForms result = *this;
  for (const auto& [field, column] : wishes.map) {
    if (std::find(field_names.begin(), field_names.end(), field) == field_names.end())
      return Error{Code::unsupported,
                   fmt::format("--map {}: no such field; one of {}", field, fmt::join(field_names, ", "))};
  }
  for (const auto& [field, text] : wishes.fixed) {
    if (std::find(field_names.begin(), field_names.end(), field) == field_names.end())
      return Error{Code::unsupported,
                   fmt::format("--set {}: no such field; one of {}", field, fmt::join(field_names, ", "))};
  }
  if (!wishes.map.empty()) {
    ObservationForm form{"map", "as mapped", {}, {}, {ObservationStatement()}};
    for (const auto& [field, column] : wishes.map) {
      field_of(form.statements[0], field).names = {result.add(column_key(column))};
      form.signs.push_back(result.add(column_key(column)));
      result.headless_ = result.headless_ || column.starts_with('#');
    }
    for (const std::string field : {"subject", "relation", "object"}) {
      if (!wishes.map.contains(field) && !wishes.fixed.contains(field))
        return Error{Code::unsupported, fmt::format("a mapping needs {0}: --map {0}=COLUMN or --set {0}=TEXT", field)};
    }
    result.forms_ = {std::move(form)};
  } else if (!wishes.form.empty()) {
    std::erase_if(result.forms_, [&](const ObservationForm& form) { return form.id != wishes.form; });
    if (result.forms_.empty()) {
      std::vector<std::string> known;
      for (const ObservationForm& form : forms_) known.push_back(form.id);
      return Error{Code::unsupported,
                   fmt::format("--form {}: no such form; one of {}", wishes.form, join(known, ", "))};
    }
  }
  for (ObservationForm& form : result.forms_) {
    for (ObservationStatement& statement : form.statements) {
      for (const auto& [field, text] : wishes.fixed) {
        ObservedField fixed;
        fixed.text = text;
        field_of(statement, field) = std::move(fixed);
      }
    }
  }
  return result;
}

const ObservationForm* ObservationForms::told_by(const std::function<bool(std::size_t)>& there) const {
  const ObservationForm* told = nullptr;
  for (const ObservationForm& form : forms_) {
    bool all = true;
    if (form.id == own_form) {
      const ObservationStatement& statement = form.statements[0];
      const auto any = [&](const ObservedField& field) {
        return !field.text.empty() || std::any_of(field.names.begin(), field.names.end(), there);
      };
      all = any(statement.subject) && any(statement.relation) && any(statement.object);
    } else {
      all = std::all_of(form.signs.begin(), form.signs.end(), there);
    }
    if (all && (told == nullptr || form.signs.size() > told->signs.size())) told = &form;
  }
  return told;
}

std::string ObservationForms::lacking(const std::function<bool(std::size_t)>& there) const {
  std::vector<std::string> missing;
  if (forms_.size() != 1) return {};
  for (const std::size_t sign : forms_[0].signs) {
    if (there(sign)) continue;
    for (const auto& [name, number] : names_) {
      if (number == sign) missing.push_back(name);
    }
  }
  return join(missing, ", ");
}

}  // namespace whence

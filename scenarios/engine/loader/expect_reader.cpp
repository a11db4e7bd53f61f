#include "scenarios/engine/loader/expect_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/engine/loader/expect_value.h"
#include "scenarios/engine/loader/format.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/reference_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/value_reader.h"

namespace scenario {
namespace {

const ComparisonKey* find_comparison(std::string_view name) {
  const auto& all = comparison_keys();
  const auto found = std::find_if(all.begin(), all.end(), [&](auto& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

/// "equals, at-most or at-least"
std::string comparison_names(std::string_view last) {
  std::vector<std::string_view> names;
  for (const ComparisonKey& c : comparison_keys()) names.push_back(c.name);
  const std::string_view end = names.back();
  names.pop_back();
  return fmt::format("{} {} {}", fmt::join(names, ", "), last, end);
}

std::vector<std::string_view> known_words() {
  std::vector<std::string_view> words = key_names(Section::expectation);
  for (const Measure& m : measures()) words.push_back(m.name);
  return words;
}

/// One entry of the list, taken apart.
class ExpectReader {
 public:
  ExpectReader(Context& context, const Node& node, std::string path)
      : context_(context), node_(node), path_(std::move(path)), reader_(context, path_, false) {}

  /// Nothing after a mistake.
  std::optional<ExpectSpec> read() {
    const int errors_before = context_.diagnostics.errors();
    read_entry();
    if (context_.diagnostics.errors() != errors_before) return std::nullopt;
    const Mark mark = reader_.measure_entry()->key_mark;
    expect_.text = as_written(node_);
    expect_.where = {context_.diagnostics.source_name(mark.source), mark.line, mark.column};
    return std::move(expect_);
  }

 private:
  void read_entry() {
    if (!node_.map()) {
      context_.error(node_.mark, fmt::format("'{}' must be a map such as {{lost-records: 0, group: NAME}}, not {}",
                                             path_, describe(node_)));
      return;
    }
    const int errors_before = context_.diagnostics.errors();
    report_duplicate_keys(context_, node_, path_);
    sort_keys();
    if (reader_.measure() == nullptr) return report_no_measure(errors_before);
    expect_.measure = reader_.measure()->name;
    reader_.read_subject(reader_.measure_entry()->key_mark, expect_);
    if (name_entry_ != nullptr) read_name();
    // The window is known before the value that may be compared with the same window elsewhere.
    const Node& value = reader_.measure_entry()->value;
    const bool names_statistic = reader_.read_statistic(value, expect_);
    if (!names_statistic) expect_.statistic = reader_.measure()->statistics.front();
    reader_.read_conditions(expect_);
    read_comparison(value, names_statistic);
  }

  void report_no_measure(int errors_before) {
    if (context_.diagnostics.errors() != errors_before) return;
    context_.error(node_.mark, fmt::format("{} says nothing to measure", path_),
                   "such as {lost-records: 0, group: NAME}");
  }

  /// Puts every entry where it belongs and reports what belongs nowhere.
  void sort_keys() {
    for (const Entry& entry : node_.entries) {
      if (find_comparison(entry.key) != nullptr) {
        reader_.take_one(comparison_entry_, entry, fmt::format("only one of {} in an entry", comparison_names("and")));
      } else if (entry.key == "name") {
        name_entry_ = &entry;
      } else if (!reader_.take(entry)) {
        context_.error(entry.key_mark, fmt::format("unknown key '{}' in {}", shorten(entry.key), path_),
                       suggest(entry.key, known_words()));
      }
    }
  }

  void read_name() {
    const std::string* name = expect_scalar(context_, name_entry_->value, "name", "a word, such as nothing-lost");
    if (name != nullptr) expect_.name = *name;
  }

  void read_comparison(const Node& value, bool names_statistic) {
    const Measure& measure = *reader_.measure();
    if (value.scalar() && !value.quoted && value.text == "any") return read_anything(value);
    if (comparison_entry_ != nullptr) {
      if (!names_statistic) {
        context_.error(value.mark,
                       fmt::format("'{}' must name a statistic ({}) when '{}' gives the value", measure.name,
                                   fmt::join(measure.statistics, ", "), comparison_entry_->key));
        return;
      }
      expect_.compare = find_comparison(comparison_entry_->key)->compare;
      read_value(comparison_entry_->value);
    } else if (names_statistic) {
      context_.error(value.mark, fmt::format("what must the {} of '{}' be?", expect_.statistic, measure.name),
                     "add " + comparison_names("or"));
    } else if (!measure.plain_value) {
      context_.error(value.mark,
                     fmt::format("'{}' must name a statistic ({}), not {}", measure.name,
                                 fmt::join(measure.statistics, ", "), describe(value)),
                     fmt::format("such as {{{}: {}, at-most: {}}}", measure.name, measure.statistics.front(),
                                 measure.unit == MeasureUnit::seconds ? "10ms" : "0"));
    } else {
      read_expected(context_, value, measure.name, measure, expect_);
    }
  }

  /// A number, or a map that says with what to compare.
  void read_value(const Node& node) {
    if (!node.map()) return read_expected(context_, node, comparison_entry_->key, *reader_.measure(), expect_);
    if (expect_.compare == ExpectSpec::Compare::between) {
      context_.error(node.mark, "'between' must be a list of two values, not a map",
                     "compare by at-least and at-most in two entries");
      return;
    }
    const bool list = reader_.measure()->unit == MeasureUnit::counts || reader_.measure()->unit == MeasureUnit::brokers;
    if (list && expect_.compare != ExpectSpec::Compare::equal) {
      context_.error(node.mark, "a list can only be compared with equals");
      return;
    }
    expect_.with = read_reference(context_, node, fmt::format("{}.{}", path_, comparison_entry_->key), expect_);
  }

  void read_anything(const Node& value) {
    expect_.compare = ExpectSpec::Compare::anything;
    if (comparison_entry_ != nullptr) {
      context_.error(comparison_entry_->key_mark,
                     fmt::format("'any' expects nothing: '{}' has no place here", comparison_entry_->key));
    } else if (context_.variant.empty()) {
      context_.error(value.mark, "'any' is for variants: it takes back what the scenario expects");
    }
  }

  Context& context_;
  const Node& node_;
  std::string path_;
  ValueReader reader_;
  const Entry* comparison_entry_ = nullptr;
  const Entry* name_entry_ = nullptr;
  ExpectSpec expect_;
};

}  // namespace

void lay_over(std::vector<ExpectSpec>& expectations, std::vector<ExpectSpec> own) {
  std::vector<ExpectSpec> result;
  std::vector<bool> placed(own.size(), false);
  const auto replaces = [](const ExpectSpec& e, const ExpectSpec& old) {
    return (!e.name.empty() && e.name == old.name) ||
           static_cast<const ValueSpec&>(e) == static_cast<const ValueSpec&>(old);
  };
  for (ExpectSpec& old : expectations) {
    bool replaced = false;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (!replaces(own[i], old)) continue;
      replaced = true;
      if (own[i].name.empty()) own[i].name = old.name;
      if (!placed[i]) result.push_back(own[i]);
      placed[i] = true;
    }
    if (!replaced) result.push_back(std::move(old));
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (!placed[i]) result.push_back(std::move(own[i]));
  }
  expectations = std::move(result);
}

std::vector<ExpectSpec> read_expectations(Context& context, const Node* node, std::string_view list) {
  std::vector<ExpectSpec> all;
  if (node == nullptr || !expect_list(context, *node, list)) return all;
  for (std::size_t i = 0; i < node->items.size() && !context.diagnostics.full(); ++i) {
    auto one = ExpectReader(context, node->items[i], fmt::format("{}[{}]", list, i)).read();
    if (!one) {
      context.expectations_unreadable = true;
      continue;
    }
    const auto same = std::find_if(all.begin(), all.end(), [&](const ExpectSpec& e) { return e.name == one->name; });
    if (!one->name.empty() && same != all.end()) {
      context.error(node->items[i].find("name")->mark,
                    fmt::format("'{}' is the name of two expectations", shorten(one->name)),
                    fmt::format("the first is in line {}", same->where.line));
    }
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace scenario

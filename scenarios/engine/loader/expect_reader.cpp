#include "scenarios/engine/loader/expect_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "model/types/error_code.h"
#include "scenarios/engine/loader/expect_value.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/target_reader.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

struct ComparisonKey {
  std::string_view name;
  ExpectSpec::Compare compare;
};
constexpr std::array<ComparisonKey, 4> kComparisons{{{"equals", ExpectSpec::Compare::equal},
                                                     {"at-most", ExpectSpec::Compare::at_most},
                                                     {"at-least", ExpectSpec::Compare::at_least},
                                                     {"between", ExpectSpec::Compare::between}}};
constexpr std::array<SubjectKind, 4> kSubjects{SubjectKind::producer, SubjectKind::group, SubjectKind::topic,
                                               SubjectKind::partition};
constexpr std::array<std::string_view, 5> kConditions{"at", "from", "until", "error", "name"};

const ComparisonKey* find_comparison(std::string_view name) {
  const auto found = std::find_if(kComparisons.begin(), kComparisons.end(), [&](auto& c) { return c.name == name; });
  return found == kComparisons.end() ? nullptr : &*found;
}

std::vector<std::string_view> known_words() {
  std::vector<std::string_view> words;
  for (const Measure& m : measures()) words.push_back(m.name);
  for (const ComparisonKey& c : kComparisons) words.push_back(c.name);
  for (const SubjectKind kind : kSubjects) words.push_back(subject_name(kind));
  words.insert(words.end(), kConditions.begin(), kConditions.end());
  return words;
}

/// One entry of the list, taken apart.
class ExpectReader {
 public:
  ExpectReader(Context& context, const Node& node, std::string path)
      : context_(context), node_(node), path_(std::move(path)) {}

  /// Nothing after a mistake.
  std::optional<ExpectSpec> read() {
    const int errors_before = context_.diagnostics.errors();
    read_entry();
    if (context_.diagnostics.errors() != errors_before) return std::nullopt;
    expect_.measure = measure_->name;
    expect_.text = as_written(node_);
    expect_.where = {context_.diagnostics.source_name(measure_entry_->key_mark.source), measure_entry_->key_mark.line,
                     measure_entry_->key_mark.column};
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
    if (measure_ == nullptr) return report_no_measure(errors_before);
    read_subject();
    read_comparison();
    read_conditions();
  }

  void report_no_measure(int errors_before) {
    if (context_.diagnostics.errors() != errors_before) return;
    context_.error(node_.mark, fmt::format("{} says nothing to measure", path_),
                   "such as {lost-records: 0, group: NAME}");
  }

  /// Puts every entry where it belongs and reports what belongs nowhere.
  void sort_keys() {
    for (const Entry& entry : node_.entries) {
      if (const Measure* measure = find_measure(entry.key)) {
        take(measure_entry_, entry, "only one measure in an entry");
        if (measure_entry_ == &entry) measure_ = measure;
      } else if (find_comparison(entry.key) != nullptr) {
        take(comparison_entry_, entry, "only one of equals, at-most, at-least and between in an entry");
      } else if (is_subject(entry.key)) {
        take(subject_entry_, entry, "only one of producer, group, topic and partition in an entry");
      } else if (std::find(kConditions.begin(), kConditions.end(), entry.key) != kConditions.end()) {
        conditions_.push_back(&entry);
      } else {
        context_.error(entry.key_mark, fmt::format("unknown key '{}' in {}", shorten(entry.key), path_),
                       suggest(entry.key, known_words()));
      }
    }
  }

  static bool is_subject(std::string_view key) {
    return std::any_of(kSubjects.begin(), kSubjects.end(), [&](SubjectKind k) { return subject_name(k) == key; });
  }

  void take(const Entry*& slot, const Entry& entry, std::string_view rule) {
    if (slot == nullptr) {
      slot = &entry;
    } else if (slot->key != entry.key) {
      context_.error(entry.key_mark, fmt::format("'{}' and '{}': {}", slot->key, entry.key, rule));
    }
  }

  void read_subject() {
    if (subject_entry_ == nullptr) {
      if (!measure_->allows(SubjectKind::run)) report_subject(measure_entry_->key_mark);
      return;
    }
    for (const SubjectKind kind : kSubjects) {
      if (subject_name(kind) == subject_entry_->key) expect_.about = kind;
    }
    if (!measure_->allows(expect_.about)) return report_subject(subject_entry_->key_mark);
    const std::string* name = expect_scalar(context_, subject_entry_->value, subject_entry_->key, "a name");
    if (name == nullptr) return;
    if (expect_.about == SubjectKind::partition) {
      read_topic_partition(context_, subject_entry_->value.mark, *name, expect_.subject, expect_.partition);
      return;
    }
    const NameList& names = known_names(expect_.about);
    if (!names.has(*name) && names.complete()) {
      context_.error(subject_entry_->value.mark,
                     fmt::format("no {} is named '{}'", subject_entry_->key, shorten(*name)),
                     suggest(*name, names.names()));
      return;
    }
    expect_.subject = *name;
  }

  void report_subject(Mark where) {
    std::vector<std::string_view> allowed;
    for (const SubjectKind kind : kSubjects) {
      if (measure_->allows(kind)) allowed.push_back(subject_name(kind));
    }
    const std::string names = fmt::format("{}", fmt::join(allowed, " or "));
    context_.error(where,
                   fmt::format("'{}' is about a {}{}", measure_->name, names,
                               measure_->allows(SubjectKind::run) ? " or, without a name, the whole run" : ""),
                   fmt::format("add {}: NAME", allowed.front()));
  }

  [[nodiscard]] const NameList& known_names(SubjectKind kind) const {
    if (kind == SubjectKind::producer) return context_.producers;
    return kind == SubjectKind::group ? context_.groups : context_.topics;
  }

  void read_comparison() {
    const Node& value = measure_entry_->value;
    const bool names_statistic = read_statistic(value);
    if (comparison_entry_ != nullptr) {
      if (!names_statistic) {
        context_.error(value.mark,
                       fmt::format("'{}' must name a statistic ({}) when '{}' gives the value", measure_->name,
                                   fmt::join(measure_->statistics, ", "), comparison_entry_->key));
        return;
      }
      expect_.compare = find_comparison(comparison_entry_->key)->compare;
      read_expected(context_, comparison_entry_->value, comparison_entry_->key, *measure_, expect_);
    } else if (names_statistic) {
      context_.error(value.mark, fmt::format("what must the {} of '{}' be?", expect_.statistic, measure_->name),
                     "add equals, at-most, at-least or between");
    } else if (!measure_->plain_value) {
      context_.error(value.mark,
                     fmt::format("'{}' must name a statistic ({}), not {}", measure_->name,
                                 fmt::join(measure_->statistics, ", "), describe(value)),
                     fmt::format("such as {{{}: {}, at-most: {}}}", measure_->name, measure_->statistics.front(),
                                 measure_->unit == MeasureUnit::seconds ? "10ms" : "0"));
    } else {
      expect_.statistic = measure_->statistics.front();
      read_expected(context_, value, measure_->name, *measure_, expect_);
    }
  }

  bool read_statistic(const Node& value) {
    if (!value.scalar()) return false;
    const auto& all = measure_->statistics;
    if (std::find(all.begin(), all.end(), value.text) == all.end()) return false;
    expect_.statistic = value.text;
    return true;
  }

  /// at, from, until, error: as far as the measure has them.
  void read_conditions() {
    const bool moment = measure_->when == When::state && expect_.statistic == "final";
    for (const Entry* entry : conditions_) {
      if (entry->key == "name") {
        read_name(*entry);
      } else if (entry->key == "error") {
        read_error(*entry);
      } else if (entry->key == "at" ? !moment : moment || measure_->when == When::run) {
        context_.error(entry->key_mark, fmt::format("'{}' has no '{}'", said_measure(), entry->key),
                       other_times(moment));
      } else {
        read_time(*entry);
      }
    }
    const auto until = std::find_if(conditions_.begin(), conditions_.end(), [](auto* e) { return e->key == "until"; });
    if (until != conditions_.end() && expect_.until <= expect_.from) {
      context_.error((*until)->value.mark, "'until' must be later than 'from'");
    }
  }

  [[nodiscard]] std::string said_measure() const {
    const bool one = measure_->statistics.size() == 1 || expect_.statistic.empty();
    return one ? std::string(measure_->name) : fmt::format("{}: {}", measure_->name, expect_.statistic);
  }

  [[nodiscard]] std::string other_times(bool moment) const {
    if (moment) return "it has at: the value at a moment";
    return measure_->when == When::run ? "it is about the whole run" : "it has from and until";
  }

  void read_time(const Entry& entry) {
    const std::string* text = expect_scalar(context_, entry.value, entry.key, "a duration such as 20s");
    if (text == nullptr) return;
    const auto time = parse_duration(*text);
    if (!time.ok()) {
      context_.error(entry.value.mark, fmt::format("'{}' {}", entry.key, time.error));
    } else if (context_.duration > sim::Duration{0} && time.value > context_.duration) {
      context_.error(entry.value.mark, fmt::format("'{}' is after the end of the run", entry.key),
                     fmt::format("the run ends at {}", moment_text(context_.duration)));
    } else if (entry.key == "at") {
      expect_.at = time.value;
    } else {
      (entry.key == "from" ? expect_.from : expect_.until) = time.value;
    }
  }

  void read_name(const Entry& entry) {
    const std::string* name = expect_scalar(context_, entry.value, "name", "a word, such as nothing-lost");
    if (name != nullptr) expect_.name = *name;
  }

  void read_error(const Entry& entry) {
    if (!measure_->by_error) {
      context_.error(entry.key_mark, fmt::format("'{}' has no 'error'", measure_->name));
      return;
    }
    const std::string* name = expect_scalar(context_, entry.value, "error", "an error's or an exception's name");
    if (name == nullptr) return;
    kafka::ErrorCode code{};
    if (!kafka::find_error_code(*name, code) && !name->ends_with("Exception")) {
      context_.error(entry.value.mark, fmt::format("Kafka has no error '{}' here", shorten(*name)),
                     "such as NOT_ENOUGH_REPLICAS or TimeoutException");
    }
    expect_.error = *name;
  }

  Context& context_;
  const Node& node_;
  std::string path_;
  std::vector<const Entry*> conditions_;
  const Measure* measure_ = nullptr;
  const Entry* measure_entry_ = nullptr;
  const Entry* comparison_entry_ = nullptr;
  const Entry* subject_entry_ = nullptr;
  ExpectSpec expect_;
};

}  // namespace

bool same_question(const ExpectSpec& a, const ExpectSpec& b) {
  return a.measure == b.measure && a.about == b.about && a.subject == b.subject && a.partition == b.partition &&
         a.statistic == b.statistic && a.error == b.error && a.at == b.at && a.from == b.from && a.until == b.until;
}

void lay_over(std::vector<ExpectSpec>& expectations, std::vector<ExpectSpec> own) {
  std::vector<ExpectSpec> result;
  std::vector<bool> placed(own.size(), false);
  const auto replaces = [](const ExpectSpec& e, const ExpectSpec& old) {
    return (!e.name.empty() && e.name == old.name) || same_question(e, old);
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

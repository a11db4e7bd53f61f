#include "scenarios/engine/loader/value_reader.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/types/error_code.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/target_reader.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

constexpr std::array<SubjectKind, 4> kSubjects{SubjectKind::producer, SubjectKind::group, SubjectKind::topic,
                                               SubjectKind::partition};
constexpr std::array<std::string_view, 6> kConditions{"at", "from", "until", "during", "after", "error"};

bool is_subject(std::string_view key) {
  return std::any_of(kSubjects.begin(), kSubjects.end(), [&](SubjectKind k) { return subject_name(k) == key; });
}

}  // namespace

void ValueReader::take_one(const Entry*& slot, const Entry& entry, std::string_view rule) {
  if (slot == nullptr) {
    slot = &entry;
  } else if (slot->key != entry.key) {
    context_.error(entry.key_mark, fmt::format("'{}' and '{}': {}", slot->key, entry.key, rule));
  }
}

bool ValueReader::take(const Entry& entry) {
  if (const Measure* measure = find_measure(entry.key)) {
    take_one(measure_entry_, entry, "only one measure in an entry");
    if (measure_entry_ == &entry) measure_ = measure;
  } else if (is_subject(entry.key)) {
    take_one(subject_entry_, entry, "only one of producer, group, topic and partition in an entry");
  } else if (std::find(kConditions.begin(), kConditions.end(), entry.key) != kConditions.end()) {
    conditions_.push_back(&entry);
  } else {
    return false;
  }
  return true;
}

bool ValueReader::names(std::string_view condition) const {
  return std::any_of(conditions_.begin(), conditions_.end(), [&](const Entry* e) { return e->key == condition; });
}

bool ValueReader::names_time() const {
  return std::any_of(conditions_.begin(), conditions_.end(), [](const Entry* e) { return e->key != "error"; });
}

bool ValueReader::read_statistic(const Node& word, ValueSpec& value) {
  if (!word.scalar()) return false;
  const auto& all = measure_->statistics;
  if (std::find(all.begin(), all.end(), word.text) == all.end()) return false;
  value.statistic = word.text;
  return true;
}

void ValueReader::read_subject(Mark mark, ValueSpec& value) {
  if (subject_entry_ == nullptr) {
    if (!measure_->allows(SubjectKind::run)) report_subject(mark);
    return;
  }
  for (const SubjectKind kind : kSubjects) {
    if (subject_name(kind) == subject_entry_->key) value.about = kind;
  }
  if (!measure_->allows(value.about)) return report_subject(subject_entry_->key_mark);
  read_name(value);
}

void ValueReader::read_name(ValueSpec& value) {
  const std::string* name = expect_scalar(context_, subject_entry_->value, subject_entry_->key, "a name");
  if (name == nullptr) return;
  if (value.about == SubjectKind::partition) {
    read_topic_partition(context_, subject_entry_->value.mark, *name, value.subject, value.partition);
    return;
  }
  const NameList& names = known_names(value.about);
  if (!names.has(*name) && names.complete() && !elsewhere_) {
    context_.error(subject_entry_->value.mark, fmt::format("no {} is named '{}'", subject_entry_->key, shorten(*name)),
                   suggest(*name, names.names()));
    return;
  }
  value.subject = *name;
}

void ValueReader::report_subject(Mark where) {
  std::vector<std::string_view> allowed;
  for (const SubjectKind kind : kSubjects) {
    if (measure_->allows(kind)) allowed.push_back(subject_name(kind));
  }
  if (allowed.empty()) {
    context_.error(where, fmt::format("'{}' is about the whole run", measure_->name));
    return;
  }
  const std::string names = fmt::format("{}", fmt::join(allowed, " or "));
  context_.error(where,
                 fmt::format("'{}' is about a {}{}", measure_->name, names,
                             measure_->allows(SubjectKind::run) ? " or, without a name, the whole run" : ""),
                 fmt::format("add {}: NAME", allowed.front()));
}

const NameList& ValueReader::known_names(SubjectKind kind) const {
  if (kind == SubjectKind::producer) return context_.producers;
  return kind == SubjectKind::group ? context_.groups : context_.topics;
}

void ValueReader::read_conditions(ValueSpec& value) {
  const bool moment = measure_->when == When::state && value.statistic == "final";
  for (const Entry* entry : conditions_) {
    if (entry->key == "error") {
      read_error(*entry, value);
    } else if (entry->key == "at" ? !moment : moment || measure_->when == When::run) {
      context_.error(entry->key_mark, fmt::format("'{}' has no '{}'", said_measure(value), entry->key),
                     other_times(moment));
    } else if (entry->key == "during" || entry->key == "after") {
      read_fault_time(*entry, value);
    } else {
      read_time(*entry, value);
    }
  }
  const auto until = std::find_if(conditions_.begin(), conditions_.end(), [](auto* e) { return e->key == "until"; });
  if (until != conditions_.end() && value.until <= value.from) {
    context_.error((*until)->value.mark, "'until' must be later than 'from'");
  }
}

std::string ValueReader::said_measure(const ValueSpec& value) const {
  const bool one = measure_->statistics.size() == 1 || value.statistic.empty();
  return one ? std::string(measure_->name) : fmt::format("{}: {}", measure_->name, value.statistic);
}

std::string ValueReader::other_times(bool moment) const {
  if (moment) return "it has at: the value at a moment";
  return measure_->when == When::run ? "it is about the whole run" : "it has from and until";
}

void ValueReader::read_time(const Entry& entry, ValueSpec& value) {
  const std::string* text = expect_scalar(context_, entry.value, entry.key, "a duration such as 20s");
  if (text == nullptr) return;
  const auto time = parse_duration(*text);
  if (!time.ok()) {
    context_.error(entry.value.mark, fmt::format("'{}' {}", entry.key, time.error));
  } else if (context_.duration > sim::Duration{0} && time.value > context_.duration) {
    context_.error(entry.value.mark, fmt::format("'{}' is after the end of the run", entry.key),
                   fmt::format("the run ends at {}", moment_text(context_.duration)));
  } else if (entry.key == "at") {
    value.at = time.value;
  } else {
    (entry.key == "from" ? value.from : value.until) = time.value;
  }
}

/// `during: crash` is from the fault's beginning to its end, `after: crash` all that follows.
void ValueReader::read_fault_time(const Entry& entry, ValueSpec& value) {
  if (names("from") || names("until") || (entry.key == "after" && names("during"))) {
    context_.error(entry.key_mark, fmt::format("'{}' says from when until when by itself", entry.key));
    return;
  }
  const std::string* name = expect_scalar(context_, entry.value, entry.key, "the name of a fault");
  if (name == nullptr) return;
  const auto fault = context_.faults.find(*name);
  if (fault == context_.faults.end()) {
    std::vector<std::string> names;
    for (const auto& [known, time] : context_.faults) names.push_back(known);
    context_.error(entry.value.mark, fmt::format("no fault is named '{}'", shorten(*name)),
                   names.empty() ? "a fault gets its name by name: NAME" : suggest(*name, names));
    return;
  }
  if (!fault->second.once) {
    context_.error(entry.value.mark, fmt::format("'{}' has no one time: it has every or jitter", shorten(*name)),
                   "use from and until");
    return;
  }
  const bool for_ever = fault->second.end >= context_.duration;
  if (entry.key == "during") {
    value.from = fault->second.begin;
    value.until = for_ever ? sim::kForever : fault->second.end;
  } else if (for_ever) {
    context_.error(entry.value.mark, fmt::format("'{}' lasts until the end of the run", shorten(*name)),
                   "give it a for:");
  } else {
    value.from = fault->second.end;
  }
}

void ValueReader::read_error(const Entry& entry, ValueSpec& value) {
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
  value.error = *name;
}

}  // namespace scenario

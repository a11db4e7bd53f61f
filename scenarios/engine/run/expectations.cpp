#include "scenarios/engine/run/expectations.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/engine/run/quantities.h"
#include "scenarios/engine/run/run_result.h"
#include "sim/core/check.h"

namespace scenario {
namespace {

using Compare = ExpectSpec::Compare;

// ---- words

bool is_list(MeasureUnit unit) { return unit == MeasureUnit::counts || unit == MeasureUnit::brokers; }

std::string list_text(const std::vector<std::int64_t>& list) { return fmt::format("[{}]", fmt::join(list, ", ")); }

std::string value_text(MeasureUnit unit, double value) {
  switch (unit) {
    case MeasureUnit::seconds:
      return duration_text(value);
    case MeasureUnit::per_second:
      return rate_text(value);
    case MeasureUnit::broker:
      return value < 0 ? "none" : std::to_string(std::llround(value));
    case MeasureUnit::records:
    case MeasureUnit::number:
    case MeasureUnit::counts:
    case MeasureUnit::brokers:
      break;
  }
  return count_text(std::llround(value));
}

/// " at 20 s", " from 10 s until 20 s"
std::string when_text(const ValueSpec& e) {
  if (e.at) return " at " + duration_text(sim::to_seconds(*e.at));
  std::string text;
  if (e.from > sim::Duration{0}) text += " from " + duration_text(sim::to_seconds(e.from));
  if (e.until != sim::kForever) text += " until " + duration_text(sim::to_seconds(e.until));
  return text;
}

/// "shop", "orders-0"; "" is the whole run
std::string subject_text(const ValueSpec& e) {
  return e.about == SubjectKind::partition ? fmt::format("{}-{}", e.subject, e.partition) : e.subject;
}

/// "lost records of dashboard", "p99 produce latency of shop from 10 s"
std::string what_text(const ValueSpec& e) {
  std::string words = e.measure;
  // "end-to-end" is one word, "lost-records" are two.
  for (const std::string_view ending : {"-records", "-latency", "-counts", "-lag"})
    if (words.ends_with(ending)) words[words.size() - ending.size()] = ' ';
  const bool two_words = words.find(' ') != std::string::npos || e.measure == "end-to-end-latency";
  if (!two_words) std::replace(words.begin(), words.end(), '-', ' ');
  const bool plain =
      e.statistic.empty() || e.statistic == "total" || e.statistic == "final" || e.measure == "throughput";
  const std::string subject = subject_text(e);
  return (plain ? "" : e.statistic + " ") + words + (e.error.empty() ? "" : fmt::format(" ({})", e.error)) +
         (subject.empty() ? "" : " of " + subject) + when_text(e);
}

std::string variant_text(const std::string& name) {
  return name.empty() ? " in the scenario itself" : " with variant " + name;
}

/// "that of other", "that with variant acks-1", "2 times delivered records of other"
std::string reference_text(const ExpectSpec& e) {
  const ReferenceSpec& with = *e.with;
  const ValueSpec& value = with.value;
  std::string text = with.times == 1 ? "" : fmt::format("{:.6g} times ", with.times);
  if (value.measure != e.measure || value.statistic != e.statistic || value.error != e.error) {
    text += what_text(value);
  } else {
    text += "that";
    if (subject_text(value) != subject_text(e))
      text += value.subject.empty() ? " of all" : " of " + subject_text(value);
    if (value.at != e.at || value.from != e.from || value.until != e.until) {
      const std::string when = when_text(value);
      text += when.empty() ? " of the whole run" : when;
    }
  }
  return text + (with.variant ? variant_text(*with.variant) : "");
}

std::string compared(Compare compare, const std::string& value) {
  switch (compare) {
    case Compare::at_most:
      return "at most " + value;
    case Compare::at_least:
      return "at least " + value;
    case Compare::less_than:
      return "less than " + value;
    case Compare::more_than:
      return "more than " + value;
    case Compare::equal:
    case Compare::between:
    case Compare::anything:
      break;
  }
  return value;
}

/// "at most 5 ms"; with a reference "at most that of other (5 ms)", or without its value where nobody knows it.
std::string expected_text(const ExpectSpec& e, MeasureUnit unit, const Measured* reference) {
  if (!e.with) {
    if (is_list(unit)) return list_text(e.list);
    if (e.compare == Compare::between) return value_text(unit, e.value) + " to " + value_text(unit, e.upper);
    return compared(e.compare, value_text(unit, e.value));
  }
  std::string text = (e.compare == Compare::equal ? "equal to " : "") + reference_text(e);
  if (reference != nullptr && reference->reason.empty()) {
    Measured one = *reference;
    const std::string seen = text_of(one, unit);
    one.value *= e.with->times;
    text += e.with->times == 1 ? fmt::format(" ({})", seen)
                               : fmt::format(" ({:.6g} x {} = {})", e.with->times, seen, text_of(one, unit));
  }
  return compared(e.compare, text);
}

// ---- comparison

bool holds(const ExpectSpec& e, const Measured& seen, const Measured& bound, MeasureUnit unit) {
  if (is_list(unit)) return seen.list == bound.list;
  switch (e.compare) {
    case Compare::equal: {
      const double tolerance = std::max({seen.tolerance, bound.tolerance, 1e-9});
      return std::abs(seen.value - bound.value) <= std::abs(bound.value) * tolerance;
    }
    case Compare::at_most:
      return seen.value <= bound.value;
    case Compare::at_least:
      return seen.value >= bound.value;
    case Compare::less_than:
      return seen.value < bound.value;
    case Compare::more_than:
      return seen.value > bound.value;
    case Compare::between:
      return seen.value >= bound.value && seen.value <= e.upper;
    case Compare::anything:
      return true;
  }
  return false;
}

/// What is compared with: as written, or so many times the reference.
Measured bound_of(const ExpectSpec& e, const Measured* reference) {
  if (e.with) {
    Measured bound = *reference;
    bound.value *= e.with->times;
    return bound;
  }
  Measured bound = Measured::number(e.value);
  bound.list = e.list;
  return bound;
}

}  // namespace

std::string text_of(const Measured& seen, MeasureUnit unit) {
  return is_list(unit) ? list_text(seen.list) : value_text(unit, seen.value);
}

const Judgement* judgement_of(const std::vector<Judgement>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Judgement& j) { return j.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string Judgement::verdict() const { return open() ? "open" : met ? "met" : "NOT MET"; }

std::string Judgement::sentence() const {
  if (!judged) return fmt::format("{}: cannot be judged, {}; expected {}", what, seen, expected);
  if (open()) return fmt::format("{}: {}, expected {}; not compared yet", what, seen, expected);
  if (!met) return fmt::format("{}: {}, expected {}", what, seen, expected);
  // "0, as expected" says all where the value itself was expected.
  if (compare == Compare::equal && !expected.starts_with("equal to"))
    return fmt::format("{}: {}, as expected", what, seen);
  return fmt::format("{}: {}, {} as expected", what, seen,
                     compare == Compare::between ? "within " + expected : expected);
}

Judgement judge(const ExpectSpec& e, const Measured& seen, const Measured* reference) {
  const Measure* measure = find_measure(e.measure);
  SIM_CHECK(measure != nullptr, "an unknown measure");
  Judgement j;
  j.name = e.name;
  j.what = what_text(e);
  j.expected = expected_text(e, measure->unit, reference);
  j.compare = e.compare;
  j.unit = measure->unit;
  j.value = seen;
  j.where = e.where;
  const bool nothing = reference != nullptr && !reference->reason.empty();
  if (!seen.reason.empty() || nothing) {
    j.judged = false;
    j.seen = !seen.reason.empty() ? seen.reason : fmt::format("{}: {}", reference_text(e), reference->reason);
    return j;
  }
  j.seen = text_of(seen, measure->unit);
  if (!seen.remark.empty()) j.seen += " (" + seen.remark + ")";
  if (e.with && reference == nullptr) {
    j.waits_for = e.with->variant->empty() ? std::string(kBaseVariant) : *e.with->variant;
    return j;
  }
  j.bound = bound_of(e, reference);
  j.met = holds(e, seen, *j.bound, measure->unit);
  return j;
}

Judgement judge(const ExpectSpec& e, const RunResult& result) {
  const Measured seen = measure(e, result);
  if (!e.with || e.with->variant) return judge(e, seen, nullptr);
  const Measured reference = measure(e.with->value, result);
  return judge(e, seen, &reference);
}

}  // namespace scenario

#include "scenarios/engine/loader/reference_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/loader/format.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/units.h"
#include "scenarios/engine/loader/value_reader.h"

namespace scenario {
namespace {

bool counts(MeasureUnit unit) { return unit == MeasureUnit::records || unit == MeasureUnit::number; }

class ReferenceReader {
 public:
  ReferenceReader(Context& context, const Node& node, std::string path, const ExpectSpec& expect)
      : context_(context),
        node_(node),
        path_(std::move(path)),
        expect_(expect),
        reader_(context, path_, node.find("variant") != nullptr) {}

  void read(ReferenceSpec& reference) {
    report_duplicate_keys(context_, node_, path_);
    for (const Entry& entry : node_.entries) {
      if (entry.key == "variant") {
        read_variant(entry, reference);
      } else if (entry.key == "times") {
        read_times(entry, reference);
      } else if (!reader_.take(entry)) {
        report_unknown(entry);
      }
    }
    read_measure(reference.value);
    read_whom(reference.value);
    read_when(reference.value);
    if (!reference.variant && reference.value == static_cast<const ValueSpec&>(expect_))
      context_.error(node_.mark, "a value is compared with itself", "name another variant, subject, statistic or time");
  }

 private:
  void report_unknown(const Entry& entry) {
    std::vector<std::string_view> words = key_names(Section::reference);
    for (const Measure& m : measures()) words.push_back(m.name);
    context_.error(entry.key_mark, fmt::format("unknown key '{}' in {}", shorten(entry.key), path_),
                   suggest(entry.key, words));
  }

  void read_variant(const Entry& entry, ReferenceSpec& reference) {
    const std::string* name = expect_scalar(context_, entry.value, "variant", "the name of a variant, or base");
    if (name == nullptr) return;
    const std::string variant = *name == kBaseVariant ? "" : *name;
    if (!variant.empty() && !context_.variants.has(variant)) {
      std::vector<std::string> known = context_.variants.names();
      known.emplace_back(kBaseVariant);
      context_.error(entry.value.mark, fmt::format("the scenario has no variant '{}'", shorten(*name)),
                     suggest(*name, known));
      return;
    }
    // Of the variant that is being read itself, it is a value of the same run.
    if (variant != context_.variant || context_.inherited) reference.variant = variant;
  }

  void read_times(const Entry& entry, ReferenceSpec& reference) {
    const std::string* text = expect_scalar(context_, entry.value, "times", "a number such as 2 or 0.5");
    if (text == nullptr) return;
    const auto times = parse_number(*text);
    if (!times.ok()) {
      context_.error(entry.value.mark, fmt::format("'times' {}", times.error));
    } else if (times.value <= 0) {
      context_.error(entry.value.mark, "'times' must be more than 0");
    } else {
      reference.times = times.value;
    }
  }

  void read_measure(ValueSpec& value) {
    const Measure* own = find_measure(expect_.measure);
    same_measure_ = reader_.measure() == nullptr || reader_.measure() == own;
    if (reader_.measure() == nullptr) {
      reader_.assume(*own);
      value.statistic = expect_.statistic;
    } else {
      read_statistic(reader_.measure_entry()->value, value);
    }
    const Measure& measure = *reader_.measure();
    value.measure = measure.name;
    if (same_measure_) value.error = expect_.error;
    if (measure.unit == own->unit || (counts(measure.unit) && counts(own->unit))) return;
    context_.error(reader_.measure_entry()->key_mark,
                   fmt::format("'{}' cannot be compared with '{}': {} and {}", own->name, measure.name,
                               name_of(own->unit), name_of(measure.unit)));
  }

  void read_statistic(const Node& word, ValueSpec& value) {
    const Measure& measure = *reader_.measure();
    if (word.null()) {
      value.statistic = same_measure_ ? expect_.statistic : std::string(measure.statistics.front());
    } else if (!reader_.read_statistic(word, value)) {
      context_.error(word.mark, fmt::format("'{}' must name a statistic ({}), not {}", measure.name,
                                            fmt::join(measure.statistics, ", "), describe(word)));
    }
  }

  void read_whom(ValueSpec& value) {
    const Measure& measure = *reader_.measure();
    if (!reader_.names_subject() && measure.allows(expect_.about)) {
      value.about = expect_.about;
      value.subject = expect_.subject;
      value.partition = expect_.partition;
      return;
    }
    reader_.read_subject(node_.mark, value);
  }

  void read_when(ValueSpec& value) {
    const Measure& measure = *reader_.measure();
    const bool moment = measure.when == When::state && value.statistic == "final";
    if (!reader_.names_time()) {
      if (moment) value.at = expect_.at;
      if (!moment && measure.when != When::run) {
        value.from = expect_.from;
        value.until = expect_.until;
      }
    }
    reader_.read_conditions(value);
  }

  Context& context_;
  const Node& node_;
  std::string path_;
  const ExpectSpec& expect_;
  ValueReader reader_;
  bool same_measure_ = true;
};

}  // namespace

std::optional<ReferenceSpec> read_reference(Context& context, const Node& node, const std::string& path,
                                            const ExpectSpec& expect) {
  const int errors_before = context.diagnostics.errors();
  ReferenceSpec reference;
  ReferenceReader(context, node, path, expect).read(reference);
  if (context.diagnostics.errors() != errors_before) return std::nullopt;
  return reference;
}

}  // namespace scenario

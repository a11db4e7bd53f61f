#include "scenarios/engine/loader/expect_value.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

std::string_view form_of(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::records:
      return "a number of records";
    case MeasureUnit::seconds:
      return "a duration such as 10ms";
    case MeasureUnit::per_second:
      return "a rate such as 1000/s";
    case MeasureUnit::counts:
      return "a list of numbers, one for each partition";
    case MeasureUnit::number:
      return "a whole number";
    case MeasureUnit::broker:
      return "an id, or none";
    case MeasureUnit::brokers:
      return "a list of broker ids";
  }
  return "";
}

Parsed<double> parse_value(std::string_view text, MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::broker:
      if (text == "none") return {-1, ""};
      [[fallthrough]];
    case MeasureUnit::number:
    case MeasureUnit::records: {
      const auto records = parse_integer(text, 0);
      return {static_cast<double>(records.value), records.error};
    }
    case MeasureUnit::seconds: {
      const auto duration = parse_duration(text);
      return {sim::to_seconds(duration.value), duration.error};
    }
    case MeasureUnit::per_second:
      return parse_rate(text);
    case MeasureUnit::counts:
    case MeasureUnit::brokers:
      break;
  }
  return {0, "must be a list"};
}

bool read_one(Context& context, const Node& node, std::string_view key, MeasureUnit unit, double& out) {
  const std::string* text = expect_scalar(context, node, key, form_of(unit));
  if (text == nullptr) return false;
  auto value = parse_value(*text, unit);
  if (!value.ok()) {
    context.error(node.mark, fmt::format("'{}' {}", key, value.error));
    return false;
  }
  out = value.value;
  return true;
}

void read_list(Context& context, const Node& node, std::string_view key, MeasureUnit unit, ExpectSpec& expect) {
  if (expect.compare != ExpectSpec::Compare::equal) {
    context.error(node.mark, "a list can only be compared with equals");
    return;
  }
  if (!node.sequence()) {
    context.error(node.mark, fmt::format("'{}' must be {}, not {}", key, form_of(unit), describe(node)));
    return;
  }
  for (const Node& item : node.items) {
    double count = 0;
    if (read_one(context, item, key, MeasureUnit::records, count)) {
      expect.list.push_back(static_cast<std::int64_t>(count));
    }
  }
}

/// The length of the list is only checked when the topic's partitions are known.
void check_length(Context& context, const Node& node, const ExpectSpec& expect) {
  if (context.inherited && context.replaced.contains(expect.name)) return;  // it was written for other partitions
  const auto& names = context.topics.names();
  for (std::size_t i = 0; i < names.size() && i < context.partition_counts.size(); ++i) {
    if (names[i] != expect.subject || context.partition_counts[i] < 0) continue;
    if (static_cast<std::size_t>(context.partition_counts[i]) == node.items.size()) return;
    context.error(node.mark, fmt::format("{} counts for the {} partitions of '{}'", node.items.size(),
                                         context.partition_counts[i], expect.subject));
    return;
  }
}

std::string flow(const Node& node) {
  if (node.scalar()) return node.text;
  if (node.null()) return "null";
  std::string out = "[";
  for (const Node& item : node.items) {
    if (out.size() > 1) out += ", ";
    out += flow(item);
  }
  return out + "]";
}

}  // namespace

void read_expected(Context& context, const Node& node, std::string_view key, const Measure& measure,
                   ExpectSpec& expect) {
  if (measure.unit == MeasureUnit::counts || measure.unit == MeasureUnit::brokers) {
    read_list(context, node, key, measure.unit, expect);
    if (measure.unit == MeasureUnit::brokers) {
      std::sort(expect.list.begin(), expect.list.end());
    } else if (node.sequence()) {
      check_length(context, node, expect);
    }
    return;
  }
  if (expect.compare != ExpectSpec::Compare::between) {
    read_one(context, node, key, measure.unit, expect.value);
    return;
  }
  if (!node.sequence() || node.items.size() != 2) {
    context.error(node.mark, fmt::format("'between' must be a list of two values, not {}", describe(node)),
                  "the first is the lowest that is right, the second the highest");
    return;
  }
  const bool lower = read_one(context, node.items[0], key, measure.unit, expect.value);
  const bool upper = read_one(context, node.items[1], key, measure.unit, expect.upper);
  if (lower && upper && expect.value > expect.upper) {
    context.error(node.items[1].mark, "the second value of 'between' must not be below the first");
  }
}

std::string as_written(const Node& entry) {
  std::string out;
  for (const Entry& e : entry.entries) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{}: {}", e.key, flow(e.value));
  }
  return out;
}

}  // namespace scenario

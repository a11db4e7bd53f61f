#include "scenarios/engine/loader/distribution_reader.h"

#include <array>
#include <string>

#include <fmt/format.h>

#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

double seconds(sim::Duration d) { return static_cast<double>(d.count()) * 1e-9; }

/// Reads one value of a pair; reports what is wrong.
template <class T>
bool read_part(Context& context, const Node& node, std::string_view name, Parsed<T> (*parse)(std::string_view),
               T& out) {
  const std::string* text = expect_scalar(context, node, name, "a single value");
  if (text == nullptr) return false;
  const Parsed<T> parsed = parse(*text);
  if (!parsed.ok()) {
    context.error(node.mark, fmt::format("'{}' {}", name, parsed.error));
    return false;
  }
  out = parsed.value;
  return true;
}

/// The two items of a list such as [1ms, 10ms].
template <class A, class B>
bool read_pair(Context& context, const Node& node, std::string_view name, Parsed<A> (*first)(std::string_view), A& a,
               Parsed<B> (*second)(std::string_view), B& b) {
  if (!expect_list(context, node, name)) return false;
  if (node.items.size() != 2) {
    context.error(node.mark, fmt::format("'{}' must have two values, not {}", name, node.items.size()));
    return false;
  }
  const bool one = read_part(context, node.items[0], name, first, a);
  return read_part(context, node.items[1], name, second, b) && one;
}

void read_uniform(Context& context, const Node& node, sim::Distribution& out) {
  sim::Duration least{};
  sim::Duration most{};
  if (!read_pair(context, node, "uniform", parse_duration, least, parse_duration, most)) return;
  if (most <= least) return context.error(node.mark, "'uniform' must begin with the smaller of two durations");
  out = sim::Uniform{.low = seconds(least), .high = seconds(most)};
}

void read_normal(Context& context, const Node& node, sim::Distribution& out) {
  sim::Duration average{};
  sim::Duration deviation{};
  if (!read_pair(context, node, "normal", parse_duration, average, parse_duration, deviation)) return;
  out = sim::Normal{.average = seconds(average), .deviation = seconds(deviation)};
}

void read_log_normal(Context& context, const Node& node, sim::Distribution& out) {
  sim::Duration median{};
  double sigma = 0;
  if (!read_pair(context, node, "log.normal", parse_duration, median, parse_number, sigma)) return;
  if (median <= sim::Duration{0} || sigma < 0 || sigma > 5) {
    context.error(node.mark, "'log.normal' must be a median above 0 and a number from 0 to 5");
    return;
  }
  out = sim::LogNormal{.median = seconds(median), .sigma = sigma};
}

void read_exponential(Context& context, const Node& node, sim::Distribution& out) {
  sim::Duration average{};
  if (!read_part(context, node, "exponential", parse_duration, average)) return;
  if (average <= sim::Duration{0}) return context.error(node.mark, "'exponential' must be longer than 0");
  out = sim::Exponential{.average = seconds(average)};
}

void read_constant(Context& context, const Node& node, sim::Distribution& out) {
  sim::Duration value{};
  if (read_part(context, node, "constant", parse_duration, value)) out = sim::Constant{.value = seconds(value)};
}

struct DistributionKind {
  std::string_view name;
  void (*read)(Context&, const Node&, sim::Distribution&);
};
constexpr std::array<DistributionKind, 5> kDistributions{{{"uniform", read_uniform},
                                                          {"exponential", read_exponential},
                                                          {"normal", read_normal},
                                                          {"log.normal", read_log_normal},
                                                          {"constant", read_constant}}};

}  // namespace

void read_distribution(Context& context, const Node& node, std::string_view name, const std::string& path,
                       sim::Distribution& out) {
  if (node.scalar()) {
    const Parsed<sim::Duration> parsed = parse_duration(node.text);
    if (!parsed.ok()) return context.error(node.mark, fmt::format("'{}' {}", name, parsed.error));
    out = sim::Constant{.value = seconds(parsed.value)};
    return;
  }
  MapReader map(context, node, Section::distribution, path);
  const DistributionKind* chosen = nullptr;
  for (const DistributionKind& kind : kDistributions) {
    const Node* value = map.find(kind.name);
    if (value == nullptr) continue;
    if (chosen != nullptr)
      return context.error(value->mark, fmt::format("'{}' and '{}' exclude each other", chosen->name, kind.name));
    chosen = &kind;
  }
  if (chosen != nullptr) return chosen->read(context, *map.find(chosen->name), out);
  if (map.valid())
    context.error(node.mark, fmt::format("'{}' must be a duration or a map", name),
                  "such as 5ms or {exponential: 5ms}");
}

}  // namespace scenario

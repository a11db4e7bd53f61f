#include "gui/view/journal.h"

#include <fmt/format.h>

namespace view {
namespace {

/// Exact: nanoseconds as "61.234567891s".
std::string time_of(sim::Duration d) {
  const std::int64_t ns = d.count();
  std::string text = fmt::format("{}.{:09}", ns / 1'000'000'000, ns % 1'000'000'000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + "s";
}

std::string list_of(const scenario::Targets& targets) {
  std::string text;
  for (const scenario::TargetSpec& t : targets) text += (text.empty() ? "" : ", ") + t.text;
  return targets.size() == 1 ? text : "[" + text + "]";
}

std::string_view direction_of(scenario::LinkDirection d) {
  return d == scenario::LinkDirection::out ? "out" : d == scenario::LinkDirection::in ? "in" : "both";
}

std::string_view how_of(sim::StopKind how) {
  return how == sim::StopKind::clean ? "clean" : how == sim::StopKind::kill ? "kill" : "power-loss";
}

}  // namespace

std::string yaml_of(const scenario::FaultSpec& fault) {
  const scenario::FaultSpec plain;
  std::string text = fmt::format("{{at: {}, kind: {}", time_of(fault.at), name_of(fault.kind));
  if (!fault.target.empty()) text += ", target: " + list_of(fault.target);
  if (!fault.peers.empty()) text += ", peers: " + list_of(fault.peers);
  if (!fault.groups.empty()) {
    std::string sides;
    for (const scenario::Targets& side : fault.groups) sides += (sides.empty() ? "" : ", ") + list_of(side);
    text += ", groups: [" + sides + "]";
  }
  if (fault.duration != plain.duration) text += ", for: " + time_of(fault.duration);
  if (fault.every != plain.every) text += ", every: " + time_of(fault.every);
  if (fault.repeat != plain.repeat) text += fmt::format(", repeat: {}", fault.repeat);
  if (fault.jitter != plain.jitter) text += ", jitter: " + time_of(fault.jitter);
  if (fault.kind == scenario::FaultKind::restart) text += fmt::format(", how: {}", how_of(fault.how));
  if (fault.direction != plain.direction) text += fmt::format(", direction: {}", direction_of(fault.direction));
  if (fault.latency != plain.latency) text += ", latency: " + time_of(fault.latency);
  if (fault.latency_jitter != plain.latency_jitter) text += ", latency.jitter: " + time_of(fault.latency_jitter);
  if (fault.bandwidth.count() != plain.bandwidth.count())
    text += fmt::format(", bandwidth: {} B/s", fault.bandwidth.count());
  if (fault.ramp != plain.ramp) text += ", ramp: " + time_of(fault.ramp);
  if (fault.probability != plain.probability) text += fmt::format(", probability: {}", fault.probability);
  if (fault.factor != plain.factor) text += fmt::format(", factor: {}", fault.factor);
  return text + "}";
}

}  // namespace view

#include "scenarios/engine/run/outage_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace scenario {
namespace {

std::string phases_text(const OutagePhases& phases) {
  std::string text;
  for (std::size_t i = 0; i < kOutagePhases; ++i) {
    const auto phase = static_cast<OutagePhase>(i);
    if (phases[phase] == sim::Duration{0}) continue;
    std::string name(name_of(phase));
    std::replace(name.begin(), name.end(), '_', ' ');
    text += fmt::format("{}{} {:.3f}", text.empty() ? "" : " + ", name, sim::to_seconds(phases[phase]));
  }
  return text;
}

template <class T>
void add_longest(std::vector<std::string>& lines, const std::vector<T>& all, const Names& names, std::size_t most,
                 std::string_view what) {
  std::vector<const T*> sorted;
  for (const T& t : all) sorted.push_back(&t);
  std::stable_sort(sorted.begin(), sorted.end(), [](const T* a, const T* b) { return a->length() > b->length(); });
  for (std::size_t i = 0; i < sorted.size() && i < most; ++i) lines.push_back(line_of(*sorted[i], names));
  if (sorted.size() > most) lines.push_back(fmt::format("... and {} shorter {}", sorted.size() - most, what));
}

}  // namespace

std::string line_of(const PartitionOutage& o, const Names& names) {
  std::string text =
      fmt::format("{}: no leader for {:.3f} s from {:.3f} s (broker-{}, {}{}) = {}", names.partition(o.tp),
                  sim::to_seconds(o.length()), sim::to_seconds(o.began), o.lost.value(), o.cause,
                  o.controller_died ? ", the controller too" : "", phases_text(o.phases));
  if (!o.finished) text += "; to the end of the run";
  if (o.isr_rejoin.value_or(sim::Duration{0}) > sim::Duration{0})
    text += fmt::format("; all in sync {:.3f} s later", sim::to_seconds(*o.isr_rejoin));
  return text;
}

std::string line_of(const ClientStall& s, const Names& names) {
  std::string text = fmt::format("{} to {}: no acknowledgement for {:.3f} s from {:.3f} s", names.client(s.producer),
                                 names.partition(s.tp), sim::to_seconds(s.length()), sim::to_seconds(s.began));
  if (s.broker != kafka::kNoBroker) text += fmt::format(" (broker-{}, {})", s.broker.value(), s.cause);
  return text + " = " + phases_text(s.phases);
}

std::vector<std::string> outage_lines(const OutageBudget& budget, const Names& names, std::size_t most) {
  std::vector<std::string> lines;
  std::vector<PartitionOutage> users;
  std::size_t internal = 0;
  sim::Duration longest_internal{0};
  for (const PartitionOutage& o : budget.outages()) {
    if (names.topic(o.tp.topic) != kafka::kGroupMetadataTopicName) {
      users.push_back(o);
      continue;
    }
    ++internal;
    longest_internal = std::max(longest_internal, o.length());
  }
  add_longest(lines, users, names, most, "outages");
  if (internal > 0)
    lines.push_back(fmt::format("{}: {} outages, the longest {:.3f} s", kafka::kGroupMetadataTopicName, internal,
                                sim::to_seconds(longest_internal)));
  add_longest(lines, budget.stalls(), names, most, "stalls");
  if (budget.left_out() > 0) lines.push_back(fmt::format("... and {} not kept", budget.left_out()));
  return lines;
}

}  // namespace scenario

#include "cli/record_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/quantities.h"

namespace cli {
namespace {

using scenario::Irregularity;
using scenario::RecordState;

/// To the microsecond.
std::string exact_text(sim::SimTime time) { return fmt::format("{:.6f} s", sim::to_seconds(time)); }

std::string state_text(RecordState state) {
  switch (state) {
    case RecordState::delivered:
      return "delivered";
    case RecordState::aborted:
      return "aborted with its transaction";
    case RecordState::unknown:
      return "unknown";
    case RecordState::skipped:
      return "skipped";
    case RecordState::unread:
      return "not processed yet";
    case RecordState::lost:
      return "lost";
    case RecordState::failed:
      return "failed: given up by its producer, and in no log";
    case RecordState::abandoned:
      return "abandoned: its producer's process ended with it, and it is in no log";
    case RecordState::unfinished:
      return "unfinished: its producer is still at it";
  }
  return "";
}

/// Everything irregular about the record in one group, with its cause.
std::vector<std::string> causes(const scenario::RecordName& name, const scenario::Experiment& experiment,
                                kafka::GroupId group) {
  std::vector<std::string> lines;
  for (const Irregularity& i : experiment.ledger().irregularities(group)) {
    if (i.producer != name.producer || i.tp != name.tp || name.id < i.ids.begin || name.id >= i.ids.end) continue;
    lines.push_back(fmt::format("{}: {}", name_of(i.kind), cause_text(i, experiment.ledger(), experiment.names())));
  }
  return lines;
}

std::string ending(const scenario::RecordStory& story, const scenario::Experiment& experiment, kafka::GroupId group) {
  const scenario::RecordName& name = story.name();
  const RecordState state = experiment.ledger().state(group, name.producer, name.tp, name.id);
  std::string text = fmt::format("  {}: {}", experiment.names().group(group), state_text(state));
  if (state == RecordState::delivered) {
    const std::int32_t times = story.times_processed(group);
    text += times == 1 ? " once" : fmt::format(" {} times", times);
  }
  text += '\n';
  for (const std::string& line : causes(name, experiment, group)) text += "    " + line + '\n';
  return text;
}

}  // namespace

std::string record_text(const scenario::RecordStory& story, const scenario::Experiment& experiment) {
  const scenario::RecordName& name = story.name();
  std::string text =
      fmt::format("Record {} of {} in {} ({}, seed {})\n", name.id, experiment.names().client(name.producer),
                  experiment.names().partition(name.tp), experiment.spec().name, experiment.spec().seed);
  std::size_t width = 0;
  for (const auto& step : story.steps()) width = std::max(width, exact_text(step.time).size());
  for (const auto& step : story.steps()) text += fmt::format("  {:>{}}  {}\n", exact_text(step.time), width, step.what);
  if (story.steps().empty()) text += "  accepted by send(), and never sent\n";
  text += "How it ended\n";
  bool anyone = false;
  for (std::size_t g = 0; g < experiment.spec().groups.size(); ++g) {
    const kafka::GroupId group(static_cast<std::int32_t>(g));
    if (!experiment.ledger().reads(group, name.tp.topic)) continue;
    anyone = true;
    text += ending(story, experiment, group);
  }
  return anyone ? text : text + "  no group reads its topic\n";
}

}  // namespace cli

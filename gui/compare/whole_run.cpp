#include "gui/compare/whole_run.h"

#include <algorithm>

#include "gui/view/live_run.h"
#include "gui/view/scenario_of.h"

namespace comparing {

std::optional<scenario::ScenarioSpec> spec_of(const Side& side, std::string& problem) {
  return view::scenario_of(side.source, problem);
}

WholeRun run_whole(Side side, const std::function<bool(double)>& go_on) {
  constexpr sim::Duration kSlice = std::chrono::milliseconds(500);
  WholeRun whole;
  whole.side = std::move(side);
  const auto spec = spec_of(whole.side, whole.problem);
  if (!spec) return whole;
  view::Journal journal;
  for (const view::JournalEntry& e : whole.side.journal) journal.add(e);
  const auto run = view::LiveRun::start(*spec, journal, {}, whole.problem);
  if (!run) return whole;
  auto record = std::make_shared<view::RunRecord>(view::Grain::of(spec->duration).kept);
  record->begin_run();
  const double end = sim::to_seconds(run->end() - sim::kTimeZero);
  while (!run->finished()) {
    run->advance(std::min(run->end(), run->now() + kSlice));
    record->add(run->take());
    if (!go_on(sim::to_seconds(run->now() - sim::kTimeZero) / end)) break;
  }
  whole.complete = run->finished();
  if (whole.complete) whole.names = run->snapshot()->names;
  whole.record = std::move(record);
  if (whole.complete) whole.result = run->finish();
  return whole;
}

}  // namespace comparing

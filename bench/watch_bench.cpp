// What it costs a run to be watched by the dashboard as fast as it can go: each round goes through a scenario once with
// nobody looking, and once on the dashboard's thread while this one takes what it tells thirty times a second and keeps
// the record, as the window does. `share` is the events/s of the watched run over those of the other, of the median
// round; `thread` the same in processor time of the run alone, on one thread and without the record.

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/rounds.h"
#include "gui/bridge/run_thread.h"
#include "gui/view/live_run.h"
#include "gui/view/run_record.h"

namespace bench {
namespace {

constexpr auto kBetweenLooks = std::chrono::milliseconds(33);
constexpr sim::Duration kPiece = std::chrono::milliseconds(20);

/// Without a second thread: what the run's own has to do.
double watched_alone(const scenario::ScenarioSpec& spec) {
  std::string problem;
  const auto run = view::LiveRun::start(spec, {}, {}, problem);
  const double before = processor_seconds();
  double next = before;
  for (sim::Duration piece = kPiece; !run->finished(); piece *= 2) {
    run->advance(std::min(run->end(), run->now() + piece));
    const double now = processor_seconds();
    if (now < next) continue;
    next = now + std::chrono::duration<double>(kBetweenLooks).count();
    piece = kPiece;
    benchmark::DoNotOptimize(run->snapshot());
    benchmark::DoNotOptimize(run->take());
  }
  return processor_seconds() - before;
}

double watched(const view::RunSource& source) {
  bridge::RunThread thread;
  thread.post([&](view::RunDriver& driver) { return driver.open(source); });
  thread.finish();
  view::RunRecord record;
  const double before = wall_seconds();
  thread.set_pace({bridge::Pace::Kind::fast});
  for (;;) {
    bridge::Update update = thread.take();
    for (view::Told& told : update.told) {
      if (told.begins) record.begin_run();
      record.add(std::move(told.chunk));
    }
    if (update.finished && !update.playing) return wall_seconds() - before;
    std::this_thread::sleep_for(kBetweenLooks);
  }
}

void watching(benchmark::State& state, const std::string& name) {
  const view::RunSource source = source_of(name);
  std::string problem;
  const auto spec = view::scenario_of(source, problem);
  if (!spec) return state.SkipWithError(problem.c_str());
  std::vector<double> of_wall;
  std::vector<double> of_processor;
  for (auto _ : state) {
    const Work bare = alone(*spec);
    of_wall.push_back(bare.wall / watched(source));
    of_processor.push_back(bare.processor / watched_alone(*spec));
  }
  state.counters["share"] = median(of_wall);
  state.counters["thread"] = median(of_processor);
}

BENCHMARK_CAPTURE(watching, trucks_gps, "trucks_gps")->Unit(benchmark::kMillisecond)->Iterations(5)->UseRealTime();
BENCHMARK_CAPTURE(watching, a_rolling_deploy, "a_rolling_deploy")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(3)
    ->UseRealTime();

}  // namespace
}  // namespace bench

BENCHMARK_MAIN();

#pragma once
// Rounds of a scenario with nobody looking, and what two benchmarks of watching share.

#include <algorithm>
#include <chrono>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

#include "gui/view/scenario_of.h"
#include "scenarios/engine/library/scenario_library.h"
#include "scenarios/engine/run/experiment.h"

namespace bench {

/// Of this thread, or of the whole process (CLOCK_PROCESS_CPUTIME_ID).
inline double processor_seconds(clockid_t whose = CLOCK_THREAD_CPUTIME_ID) {
  timespec t{};
  clock_gettime(whose, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

inline double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline double median(std::vector<double> of) {
  std::sort(of.begin(), of.end());
  return of[of.size() / 2];
}

inline view::RunSource source_of(const std::string& name) {
  std::string problem;
  const auto path = scenario::find_scenario(name, problem);
  if (!path) throw std::runtime_error(problem);
  view::RunSource source;
  source.path = *path;
  source.text = scenario::scenario_text(*path);
  return source;
}

/// How far a run has come, and the seconds that it took.
struct Work {
  double events = 0;  ///< of the scheduler
  double wall = 0;
  double processor = 0;  ///< of the run's thread

  friend Work operator-(const Work& a, const Work& b) {
    return {a.events - b.events, a.wall - b.wall, a.processor - b.processor};
  }
};

/// From an instant to the end with nobody looking.
inline Work alone(const scenario::ScenarioSpec& spec, sim::SimTime from = sim::kTimeZero) {
  scenario::Experiment run(spec);
  if (const std::string problem = run.boot(); !problem.empty()) throw std::runtime_error(problem);
  run.start();
  run.advance(from);
  const auto work = [&run] {
    return Work{static_cast<double>(run.scheduler().executed()), wall_seconds(), processor_seconds()};
  };
  const Work before = work();
  run.advance(run.end());
  return work() - before;
}

}  // namespace bench

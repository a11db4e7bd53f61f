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

struct Seconds {
  double wall = 0;
  double processor = 0;
};

/// From one instant to another with nobody looking.
inline Seconds alone(const scenario::ScenarioSpec& spec, sim::SimTime from = sim::kTimeZero,
                     sim::SimTime until = sim::SimTime::max()) {
  scenario::Experiment run(spec);
  if (const std::string problem = run.boot(); !problem.empty()) throw std::runtime_error(problem);
  run.start();
  run.advance(from);
  const Seconds before{wall_seconds(), processor_seconds()};
  run.advance(until);
  return {wall_seconds() - before.wall, processor_seconds() - before.processor};
}

}  // namespace bench

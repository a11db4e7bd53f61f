#include "scenarios/engine/odds/odds.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "scenarios/engine/run/experiment.h"
#include "sim/core/check.h"

namespace scenario {
namespace {

RunFigures run_once(ScenarioSpec spec, std::uint64_t seed) {
  spec.seed = seed;
  Experiment experiment(spec);
  experiment.start();
  experiment.advance(experiment.end());
  return figures_of(experiment.finish());
}

void estimate(OddsRow& row, double confidence) {
  const auto runs = static_cast<std::int64_t>(row.values.size());
  row.runs_with = std::count_if(row.values.begin(), row.values.end(), [](double v) { return v > 0; });
  row.share = sim::estimate_share(row.runs_with, runs, confidence);
  row.mean = sim::estimate_mean(row.values, confidence);
  row.largest = *std::max_element(row.values.begin(), row.values.end());
}

}  // namespace

RunFigures figures_of(const RunResult& result) {
  RunFigures run;
  run.seed = result.seed;
  for (const GroupResult& group : result.groups) {
    run.figures.push_back({"lost records", group.name, static_cast<double>(group.totals.lost())});
    run.figures.push_back({"duplicated records", group.name, static_cast<double>(group.totals.duplicated)});
    run.figures.push_back({"reordered records", group.name, static_cast<double>(group.totals.reordered)});
  }
  for (const ApplicationResult& application : result.applications) {
    run.figures.push_back({"failed records", application.name, static_cast<double>(application.totals.failed)});
    run.figures.push_back({"longest stall, s", application.name, sim::to_seconds(application.longest_stall)});
  }
  // What is compared with another variant would need that one with every seed.
  for (const Judgement& v : result.verdicts)
    if (!v.open()) run.verdicts.push_back({v.what + ": expected " + v.expected, v.met});
  if (!result.kept_promises())
    run.bad = result.contradictions.empty() ? result.promises->violations.front() : result.contradictions.front();
  return run;
}

Odds sum_up(const std::vector<RunFigures>& runs, double confidence) {
  SIM_CHECK(!runs.empty());
  Odds odds;
  odds.confidence = confidence;
  for (const RunFigures::Figure& f : runs.front().figures)
    odds.rows.push_back({.what = f.what, .whom = f.whom, .values = {}, .share = {}, .mean = {}});
  for (const RunFigures::Verdict& v : runs.front().verdicts)
    odds.expectations.push_back({.text = v.text, .met = 0, .share = {}});
  for (const RunFigures& run : runs) {
    SIM_CHECK(run.figures.size() == odds.rows.size() && run.verdicts.size() == odds.expectations.size(),
              "runs of one scenario have the same applications");
    odds.seeds.push_back(run.seed);
    for (std::size_t i = 0; i < run.figures.size(); ++i) odds.rows[i].values.push_back(run.figures[i].value);
    for (std::size_t i = 0; i < run.verdicts.size(); ++i) odds.expectations[i].met += run.verdicts[i].met ? 1 : 0;
    if (!run.bad.empty()) odds.bad.push_back({.seed = run.seed, .what = run.bad});
  }
  for (OddsRow& row : odds.rows) estimate(row, confidence);
  for (ExpectationOdds& e : odds.expectations)
    e.share = sim::estimate_share(e.met, static_cast<std::int64_t>(runs.size()), confidence);
  return odds;
}

std::optional<Odds> run_odds(const ScenarioSpec& spec, const OddsOptions& options,
                             const std::function<bool(std::size_t)>& done) {
  SIM_CHECK(!options.seeds.empty());
  std::vector<std::optional<RunFigures>> results(options.seeds.size());
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stopped{false};
  std::mutex telling;
  std::size_t finished = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < results.size() && !stopped; i = next++) {
      results[i] = run_once(spec, options.seeds[i]);
      const std::lock_guard lock(telling);
      if (!done(++finished)) stopped = true;
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < options.jobs; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();

  std::vector<RunFigures> kept;
  for (auto& result : results)
    if (result) kept.push_back(std::move(*result));
  if (kept.empty()) return std::nullopt;
  Odds odds = sum_up(kept, options.confidence);
  odds.name = spec.name;
  odds.title = spec.title;
  return odds;
}

}  // namespace scenario

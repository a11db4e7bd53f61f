#include "scenarios/engine/suite/comparison.h"

#include <algorithm>
#include <array>

#include "sim/core/check.h"

namespace scenario {
namespace {

struct Asked {
  const char* what;
  const char* measure;
  const char* statistic;
  bool essential = false;
};

constexpr std::array<Asked, 7> kOfTheRun{{{"acknowledged", "acknowledged-records", "total", true},
                                           {"failed", "failed-records", "total"},
                                           {"produce latency, p50", "produce-latency", "p50"},
                                           {"produce latency, p99", "produce-latency", "p99"},
                                           {"end-to-end latency, p50", "end-to-end-latency", "p50"},
                                           {"end-to-end latency, p99", "end-to-end-latency", "p99"},
                                           {"longest time without a leader", "partition-outage", "longest"}}};
constexpr std::array<Asked, 4> kOfAGroup{{{"delivered", "delivered-records", "total", true},
                                           {"lost", "lost-records", "total", true},
                                           {"delivered again", "duplicated-records", "total"},
                                           {"time unread, over all partitions", "unread-partition-time", "total"}}};

ValueSpec value_of(const Asked& figure, const std::string& group) {
  ValueSpec value;
  value.measure = figure.measure;
  value.statistic = figure.statistic;
  value.about = group.empty() ? SubjectKind::run : SubjectKind::group;
  value.subject = group;
  return value;
}

std::vector<std::string> groups_of(const ScenarioSpec& spec) {
  std::vector<std::string> names;
  for (const GroupSpec& g : spec.groups) names.push_back(g.name);
  if (spec.trucks) names.insert(names.end(), {spec.trucks->dashboard_group, spec.trucks->notification_group});
  return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Measured answer_of(const ScenarioSpec& spec, const SuiteRun& run, const ValueSpec& value) {
  if (!run.failed.empty()) return Measured::nothing(run.failed);
  const auto asked = std::find(spec.asked.begin(), spec.asked.end(), value);
  if (asked == spec.asked.end()) return Measured::nothing("it has no such group");
  return run.answers.at(static_cast<std::size_t>(asked - spec.asked.begin()));
}

template <std::size_t N>
void add_figures(Comparison& all, const std::vector<ScenarioSpec>& specs, const std::array<Asked, N>& figures,
                 const std::string& group) {
  for (const Asked& f : figures) {
    const ValueSpec value = value_of(f, group);
    const Measure* measure = find_measure(value.measure);
    SIM_CHECK(measure != nullptr && measure->allows(value.about), "a figure that is no measure");
    ComparedFigure row{group, f.what, f.essential, measure->unit, {}};
    for (std::size_t i = 0; i < specs.size(); ++i) row.seen.push_back(answer_of(specs[i], all.runs[i], value));
    all.figures.push_back(std::move(row));
  }
}

}  // namespace

void ask_for_figures(std::vector<ScenarioSpec>& specs) {
  for (ScenarioSpec& spec : specs) {
    const auto ask = [&](ValueSpec value) {
      if (std::find(spec.asked.begin(), spec.asked.end(), value) == spec.asked.end())
        spec.asked.push_back(std::move(value));
    };
    for (const Asked& f : kOfTheRun) ask(value_of(f, ""));
    for (const std::string& group : groups_of(spec))
      for (const Asked& f : kOfAGroup) ask(value_of(f, group));
  }
}

Comparison compare(const std::vector<ScenarioSpec>& specs, std::vector<SuiteRun> runs) {
  SIM_CHECK(specs.size() == runs.size());
  Comparison all{std::move(runs), {}};
  compare_variants(specs, all.runs);
  add_figures(all, specs, kOfTheRun, "");
  std::vector<std::string> groups;
  for (const ScenarioSpec& spec : specs)
    for (const std::string& name : groups_of(spec))
      if (!has(groups, name)) groups.push_back(name);
  for (const std::string& group : groups) add_figures(all, specs, kOfAGroup, group);
  return all;
}

}  // namespace scenario

#include "tests/chaos/judged_run.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/run/experiment.h"
#include "tests/chaos/cluster_now.h"
#include "tests/chaos/groups_at_rest.h"

namespace chaos {
namespace {

using Wrong = std::vector<std::string>;

void look_at_producers(const scenario::ScenarioSpec& spec, const scenario::RunResult& result, Wrong& wrong) {
  for (const scenario::ApplicationResult& a : result.applications) {
    const bool independent = std::any_of(spec.producers.begin(), spec.producers.end(),
                                         [&](const scenario::ProducerSpec& p) { return p.name == a.name; });
    if (independent && a.produced == 0) wrong.push_back(a.name + " produced nothing");
    if (a.in_flight() != 0) wrong.push_back(fmt::format("{} records of {} have no fate", a.in_flight(), a.name));
  }
}

/// Such an application commits only what it is done with.
bool works_before_it_commits(const scenario::GroupSpec& group) {
  const kafka::ApplicationConfig& a = group.application;
  return a.commit != kafka::CommitMode::before && !a.worker;
}

/// Records lost although Kafka had them and the application commits behind its work.
void look_at_losses(const scenario::Experiment& experiment, kafka::GroupId group, Wrong& wrong) {
  for (const scenario::Irregularity& i : experiment.ledger().irregularities(group)) {
    if (i.kind != scenario::Irregularity::Kind::lost) continue;
    using Kind = scenario::Mishap::Kind;
    const bool by_kafka = i.cause && (i.cause->kind == Kind::cut || i.cause->kind == Kind::never_arrived ||
                                      i.cause->kind == Kind::deleted || i.cause->kind == Kind::refused ||
                                      i.cause->out_of_range);
    if (by_kafka) continue;
    wrong.push_back(fmt::format("{} lost records {} to {} of client {} in {}", experiment.cluster().group_name(group),
                                i.ids.begin, i.ids.end, i.producer.value(), experiment.cluster().topics().name(i.tp)));
  }
}

/// Whoever writes there is idempotent: copies in the input have outputs each.
bool writes_nothing_twice(const scenario::ScenarioSpec& spec, const std::vector<std::string>& topics) {
  return std::all_of(spec.producers.begin(), spec.producers.end(), [&](const scenario::ProducerSpec& p) {
    const bool elsewhere = std::find(topics.begin(), topics.end(), p.workload.topic) == topics.end();
    return elsewhere || p.config.enable_idempotence || !p.config.transactional_id.empty();
  });
}

void look_at_group(const scenario::Experiment& experiment, const scenario::GroupSpec& spec,
                   const scenario::GroupResult& group, kafka::GroupId id, Wrong& wrong) {
  const scenario::GroupTotals& totals = group.totals;
  const bool committed_only = spec.config.isolation_level == kafka::IsolationLevel::READ_COMMITTED;
  if (committed_only && totals.anomalies.aborted_read > 0)
    wrong.push_back(fmt::format("{} read {} aborted records", group.name, totals.anomalies.aborted_read));
  if (totals.unread() > 0) wrong.push_back(fmt::format("{} left {} records unread", group.name, totals.unread()));
  if (works_before_it_commits(spec)) look_at_losses(experiment, id, wrong);
  if (!spec.application.transform || !writes_nothing_twice(experiment.spec(), spec.topics)) return;
  if (totals.transformed_again > 0)
    wrong.push_back(fmt::format("{} transformed {} records again", group.name, totals.transformed_again));
  if (totals.transformed_never > totals.lost())
    wrong.push_back(fmt::format("{} never transformed {} records, and {} are lost", group.name,
                                totals.transformed_never, totals.lost()));
}

}  // namespace

std::vector<std::string> what_is_wrong(const scenario::ScenarioSpec& spec) {
  scenario::Experiment experiment(spec);
  experiment.start();
  experiment.advance(experiment.end() - std::chrono::minutes(1));
  Wrong wrong = what_is_restless(experiment.cluster(), spec);
  experiment.advance(experiment.end());
  experiment.invariants()->check_at_rest(cluster_now(experiment.cluster()), experiment.now());
  const scenario::RunResult result = experiment.finish();
  wrong.insert(wrong.end(), result.promises->violations.begin(), result.promises->violations.end());
  wrong.insert(wrong.end(), result.contradictions.begin(), result.contradictions.end());
  look_at_producers(spec, result, wrong);
  for (std::size_t g = 0; g < spec.groups.size(); ++g)
    look_at_group(experiment, spec.groups[g], result.groups[g], kafka::GroupId(static_cast<std::int32_t>(g)), wrong);
  return wrong;
}

}  // namespace chaos

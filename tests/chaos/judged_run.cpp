#include "tests/chaos/judged_run.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/experiment.h"
#include "tests/chaos/cluster_now.h"
#include "tests/chaos/committed_losses.h"
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

/// A leader that asked for an ISR and was answered INVALID_UPDATE_VERSION waits until the controller speaks to it
/// again; nobody makes it (Kafka: Partition.handleAlterPartitionError). With too few in the ISR nothing is written.
bool waits_for_the_controller(const kafka::ClusterNow& now) {
  for (const kafka::PartitionNow& p : now.partitions)
    for (const kafka::ReplicaNow& r : p.live_replicas)
      if (r.leads && r.waits_for_controller) return true;
  return false;
}

/// Such an application commits only what it is done with.
bool works_before_it_commits(const scenario::GroupSpec& group) {
  const kafka::ApplicationConfig& a = group.application;
  return a.commit != kafka::CommitMode::before && !a.worker;
}

/// Groups of whose members one ended by itself, after an exception.
class MembersThatFailed final : public kafka::EventSink {
 public:
  void on_event(sim::SimTime, sim::HostId, const kafka::Event& event) override {
    if (const auto* e = std::get_if<kafka::ConsumerFailed>(&event)) groups_.insert(e->group);
  }
  [[nodiscard]] bool any_of(kafka::GroupId group) const { return groups_.count(group) > 0; }

 private:
  std::set<kafka::GroupId> groups_;
};

/// A run that is over, and what its judge must know besides.
struct Judged {
  const scenario::Experiment& experiment;
  const CommittedLosses& losses;
  const MembersThatFailed& failed;
  bool stuck;                      ///< a leader waits for its controller
  const std::vector<bool>& whole;  ///< by group: all its processes ran at rest

  [[nodiscard]] bool lost_any(const std::vector<std::string>& topics) const {
    const kafka::TopicTable& known = experiment.cluster().topics();
    return std::any_of(topics.begin(), topics.end(),
                       [&](const std::string& t) { return losses.of_topic(known.find(t)); });
  }
};

/// Records lost although Kafka had them and the application commits behind its work.
void look_at_losses(const Judged& run, kafka::GroupId group, Wrong& wrong) {
  for (const scenario::Irregularity& i : run.experiment.ledger().irregularities(group)) {
    if (i.kind != scenario::Irregularity::Kind::lost || run.losses.of(i.tp)) continue;
    using Kind = scenario::Mishap::Kind;
    const bool by_kafka = i.cause && (i.cause->kind == Kind::cut || i.cause->kind == Kind::never_arrived ||
                                      i.cause->kind == Kind::deleted || i.cause->out_of_range);
    if (by_kafka) continue;
    wrong.push_back(run.experiment.cluster().group_name(group) + ": " +
                    scenario::line_of(i, run.experiment.ledger(), run.experiment.names()));
  }
}

/// Whoever writes there is idempotent: copies in the input have outputs each.
bool writes_nothing_twice(const scenario::ScenarioSpec& spec, const std::vector<std::string>& topics) {
  return std::all_of(spec.producers.begin(), spec.producers.end(), [&](const scenario::ProducerSpec& p) {
    const bool elsewhere = std::find(topics.begin(), topics.end(), p.workload.topic) == topics.end();
    return elsewhere || p.config.enable_idempotence || !p.config.transactional_id.empty();
  });
}

/// Exactly once, as long as Kafka keeps what it was told.
void look_at_transformation(const Judged& run, const scenario::GroupSpec& spec, const scenario::GroupResult& group,
                            Wrong& wrong) {
  std::vector<std::string> topics = spec.topics;
  topics.insert(topics.end(), {spec.application.transform->to, "__consumer_offsets", "__transaction_state"});
  if (!writes_nothing_twice(run.experiment.spec(), spec.topics) || run.lost_any(topics)) return;
  const scenario::GroupTotals& totals = group.totals;
  if (totals.transformed_again > 0)
    wrong.push_back(fmt::format("{} transformed {} records again", group.name, totals.transformed_again));
  if (!run.stuck && totals.transformed_never > totals.lost() + totals.unread())
    wrong.push_back(fmt::format("{} never transformed {} records, and {} are lost", group.name,
                                totals.transformed_never, totals.lost()));
}

void look_at_group(const Judged& run, const scenario::GroupSpec& spec, const scenario::GroupResult& group,
                   kafka::GroupId id, Wrong& wrong) {
  const scenario::GroupTotals& totals = group.totals;
  if (const std::int64_t lost = run.experiment.ledger().lost(id); lost != totals.lost())
    wrong.push_back(fmt::format("{} lost {} records, or {}", group.name, totals.lost(), lost));
  const bool committed_only = spec.config.isolation_level == kafka::IsolationLevel::READ_COMMITTED;
  if (committed_only && totals.anomalies.aborted_read > 0 && !run.lost_any(spec.topics) &&
      !run.lost_any({"__transaction_state"}))
    wrong.push_back(fmt::format("{} read {} aborted records", group.name, totals.anomalies.aborted_read));
  const bool whole = run.whole[static_cast<std::size_t>(id.value())];
  // An id that a coordinator gave out after it was deposed is fenced by its successor (Kafka: FENCED_INSTANCE_ID).
  const bool may_be_fenced = !spec.config.group_instance_id.empty() || run.lost_any({"__consumer_offsets"});
  if (!whole && run.failed.any_of(id) && !may_be_fenced) wrong.push_back(group.name + " lost a member");
  if (whole && !run.stuck && totals.unread() > 0)
    wrong.push_back(fmt::format("{} left {} records unread", group.name, totals.unread()));
  if (works_before_it_commits(spec)) look_at_losses(run, id, wrong);
  if (spec.application.transform) look_at_transformation(run, spec, group, wrong);
}

}  // namespace

std::vector<std::string> what_is_wrong(const scenario::ScenarioSpec& spec) {
  scenario::Experiment experiment(spec);
  CommittedLosses losses;
  experiment.attach(losses);
  MembersThatFailed failed;
  experiment.attach(failed);
  experiment.start();
  experiment.advance(experiment.end() - std::chrono::minutes(1));
  const bool stuck = waits_for_the_controller(cluster_now(experiment.cluster()));
  Wrong wrong;
  if (!stuck) wrong = what_is_restless(experiment.cluster(), spec);
  std::vector<bool> whole;
  for (std::size_t g = 0; g < spec.groups.size(); ++g)
    whole.push_back(
        all_run(experiment.cluster(), kafka::GroupId(static_cast<std::int32_t>(g)), spec.groups[g].members));
  experiment.advance(experiment.end());
  experiment.invariants()->check_at_rest(cluster_now(experiment.cluster()), experiment.now());
  const scenario::RunResult result = experiment.finish();
  wrong.insert(wrong.end(), result.promises->violations.begin(), result.promises->violations.end());
  wrong.insert(wrong.end(), result.contradictions.begin(), result.contradictions.end());
  look_at_producers(spec, result, wrong);
  for (std::size_t g = 0; g < spec.groups.size(); ++g)
    look_at_group({experiment, losses, failed, stuck, whole}, spec.groups[g], result.groups[g],
                  kafka::GroupId(static_cast<std::int32_t>(g)), wrong);
  return wrong;
}

}  // namespace chaos

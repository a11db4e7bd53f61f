#include "scenarios/engine/run/experiment.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/cluster/cluster_view.h"
#include "model/config/config_def.h"
#include "scenarios/engine/run/cluster_names.h"
#include "scenarios/engine/run/invariant_settings.h"
#include "scenarios/engine/run/sum_up.h"
#include "sim/core/check.h"

namespace scenario {
namespace {

const GroupSpec* find_group(const ScenarioSpec& spec, const std::string& name) {
  const auto it =
      std::find_if(spec.groups.begin(), spec.groups.end(), [&](const GroupSpec& g) { return g.name == name; });
  return it == spec.groups.end() ? nullptr : &*it;
}

kafka::GroupId group_id(const ScenarioSpec& spec, const std::string& name) {
  const GroupSpec* const group = find_group(spec, name);
  SIM_CHECK(group != nullptr, "a truck application without its group");
  return kafka::GroupId(static_cast<std::int32_t>(group - spec.groups.data()));
}

/// The trucks' applications read from the beginning in groups of their own unless the scenario describes these groups.
void complete_groups(ScenarioSpec& spec) {
  if (!spec.trucks) return;
  for (const std::string& name : {spec.trucks->dashboard_group, spec.trucks->notification_group}) {
    if (find_group(spec, name) != nullptr) continue;
    GroupSpec group;
    group.name = name;
    group.topics = {spec.trucks->topic};
    group.config = kafka::profile_defaults<kafka::ConsumerConfig>(spec.cluster.profile);
    group.config.auto_offset_reset = kafka::OffsetResetStrategy::earliest;
    spec.groups.push_back(std::move(group));
  }
}

/// Clients may use topics that are created during the run.
void announce_topics(ScenarioSpec& spec) {
  for (const AdminSpec& action : spec.admin)
    if (action.kind == AdminKind::create_topic) spec.cluster.later_topics.push_back(action.topic);
}

std::vector<ProducerSpec> instances_of(const ProducerSpec& spec) {
  std::vector<ProducerSpec> instances(static_cast<std::size_t>(spec.count), spec);
  for (std::size_t i = 0; i < instances.size(); ++i) {
    KeySpec& key = instances[i].workload.key;
    if (key.kind != KeySpec::Kind::instance) continue;
    key.kind = KeySpec::Kind::constant;
    key.constant = format_key(key.format, static_cast<std::int64_t>(i) + 1);
  }
  if (spec.count > 1) {
    for (std::size_t i = 0; i < instances.size(); ++i) {
      instances[i].name = fmt::format("{}-{}", spec.name, i + 1);
      std::string& id = instances[i].config.transactional_id;
      if (!id.empty()) id += fmt::format("-{}", i + 1);
    }
  }
  return instances;
}

}  // namespace

Experiment::Experiment(const ScenarioSpec& spec, ExperimentOptions options)
    : spec_(spec), streams_(spec.seed), end_(sim::kTimeZero + spec.duration), next_sample_(sim::kTimeZero) {
  SIM_CHECK(spec_.duration > sim::Duration::zero() && spec_.sample_every > sim::Duration::zero());
  complete_groups(spec_);
  announce_topics(spec_);
  cluster_ = std::make_unique<kafka::Cluster>(scheduler_, streams_, emitter_, spec_.cluster);
  names_ = std::make_unique<ClusterNames>(*cluster_);
  if (spec_.trucks) trucks_ = std::make_unique<TrucksRun>(*spec_.trucks, streams_);
  add_producers();
  add_groups();
  add_disturbances();
  watch(options);
}

Experiment::~Experiment() = default;

// ---- building

void Experiment::add_producers() {
  for (const ProducerSpec& producer : spec_.producers) add_application(producer.name, instances_of(producer));
  if (!trucks_) return;
  first_truck_ = kafka::ClientId(static_cast<std::int32_t>(cluster_->client_count()));
  add_application(TrucksRun::kApplication, producers_of(*spec_.trucks, trucks_->fleet()));
}

void Experiment::add_application(const std::string& name, const std::vector<ProducerSpec>& instances) {
  roles_.applications.push_back(name);
  for (const ProducerSpec& instance : instances) {
    kafka::ProducerMachine& producer = cluster_->add_producer(instance.name, instance.rack, instance.config);
    enlist(producer.id(), instance.config.acks);
    const kafka::TopicId topic = cluster_->topics().find(instance.workload.topic);
    SIM_CHECK(topic.value() >= 0, "a workload for an unknown topic");
    workloads_.push_back(
        std::make_unique<OpenLoopWorkload>(scheduler_, streams_, producer, instance.name, topic, instance.workload));
  }
}

void Experiment::add_groups() {
  for (const GroupSpec& group : spec_.groups) {
    kafka::ConsumerGroupSpec g;
    g.name = group.name;
    g.topics = group.topics;
    g.members = group.members;
    g.rack = group.rack;
    g.config = group.config;
    g.application = group.application;
    g.producer = group.producer;
    g.start_after = group.start;
    g.start_every = group.start_every;
    const kafka::GroupId id = cluster_->add_group(g);
    SIM_CHECK(static_cast<std::size_t>(id.value()) == roles_.groups.size(), "groups are numbered in order");
    roles_.groups.push_back(group.name);
    if (!group.member_ids.empty()) choose_member_ids(id, group);
    if (group.application.transform) add_transformation(id, group);
  }
  if (!trucks_) return;
  trucks_->connect(first_truck_, group_id(spec_, spec_.trucks->dashboard_group),
                   group_id(spec_, spec_.trucks->notification_group));
}

void Experiment::choose_member_ids(kafka::GroupId id, const GroupSpec& group) {
  if (!member_ids_) {
    member_ids_ = std::make_unique<ChosenMemberIds>(streams_.stream("member-ids"));
    cluster_->set_member_ids(*member_ids_);
  }
  for (std::int32_t i = 0; i < group.members; ++i)
    member_ids_->choose(cluster_->member(id, i).id(), group.member_ids[static_cast<std::size_t>(i)]);
}

/// Its producers count as an application of its name.
void Experiment::add_transformation(kafka::GroupId id, const GroupSpec& group) {
  roles_.applications.push_back(group.name);
  for (std::int32_t i = 0; i < group.members; ++i) enlist(cluster_->member(id, i).spec().producer, group.producer.acks);
}

void Experiment::enlist(kafka::ClientId producer, kafka::Acks acks) {
  const auto client = static_cast<std::size_t>(producer.value());
  if (roles_.application_of.size() <= client) roles_.application_of.resize(client + 1, -1);
  roles_.application_of[client] = static_cast<int>(roles_.applications.size()) - 1;
  acks_.resize(std::max(acks_.size(), client + 1), kafka::Acks::all);
  acks_[client] = acks;
}

void Experiment::add_disturbances() {
  if (!spec_.faults.empty() || !spec_.admin.empty()) build_schedules();
}

void Experiment::build_schedules() {
  faults_ = std::make_unique<FaultSchedule>(scheduler_, streams_, emitter_, *cluster_, spec_.faults);
  admin_ = std::make_unique<AdminSchedule>(scheduler_, emitter_, *cluster_, spec_.admin);
}

/// What sums up sees the run only; histories and fingerprints see how the cluster came up, too.
void Experiment::watch(ExperimentOptions options) {
  std::vector<GroupTerms> terms;
  for (const GroupSpec& group : spec_.groups)
    terms.push_back({group.topics, group.application.sink, group.application.worker});
  ledger_ = std::make_unique<Ledger>(cluster_->topics(), std::move(terms), acks_);
  rebalances_ = std::make_unique<Rebalances>(spec_.groups.size());
  recorder_ = std::make_unique<Recorder>(roles_);
  errors_ = ErrorCounts(roles_);
  stalls_ = std::make_unique<ProducerStalls>(roles_);
  if (!options.watch) return;
  attach_from_zero(*ledger_);
  attach_from_zero(*rebalances_);
  attach_from_zero(*recorder_);
  emitter_.attach(history_);
  attach_from_zero(errors_);
  attach_from_zero(*stalls_);
  emitter_.attach(fault_log_);
  invariants_ = std::make_unique<kafka::Invariants>(invariant_settings(spec_, *cluster_, acks_));
  emitter_.attach(*invariants_);
  emitter_.attach(outages_);
  watch_windows();
  emitter_.attach(fingerprint_);
  if (!trucks_) return;
  emitter_.attach(trucks_->dashboard());
  emitter_.attach(trucks_->notification());
}

void Experiment::attach_from_zero(kafka::EventSink& sink) {
  from_zero_.push_back(std::make_unique<kafka::EventsSince>(sink));
  emitter_.attach(*from_zero_.back());
}

/// One watch for each window in which records are counted. (What is about the cluster is in its history.)
void Experiment::watch_windows() {
  for (const ExpectSpec& e : spec_.expect) {
    watch_window(e);
    if (e.with && !e.with->variant) watch_window(e.with->value);
  }
  for (const ValueSpec& value : spec_.asked) watch_window(value);
}

void Experiment::watch_window(const ValueSpec& value) {
  const Measure* measure = find_measure(value.measure);
  SIM_CHECK(measure != nullptr, "an unknown measure");
  const bool of_records = measure->allows(SubjectKind::producer) || measure->allows(SubjectKind::group);
  if (!of_records || value.whole_run()) return;
  const bool known = std::any_of(windows_.begin(), windows_.end(),
                                 [&](const auto& w) { return w->from() == value.from && w->until() == value.until; });
  if (known) return;
  windows_.push_back(std::make_unique<WindowWatch>(roles_, value.from, value.until));
  attach_from_zero(*windows_.back());
}

void Experiment::write_events(EventLog::Write write, EventLogLimits limits) {
  event_log_ = std::make_unique<EventLog>(*names_, limits, std::move(write));
  emitter_.attach(*event_log_);
}

// ---- running

void Experiment::start() {
  cluster_->start();
  for (const auto& workload : workloads_) workload->start(end_);
  if (faults_) faults_->start();
  if (admin_) admin_->start();
  next_sample_ = scheduler_.now() + spec_.sample_every;
}

void Experiment::start_cold() {
  scheduler_.run_until(sim::kTimeZero);
  next_sample_ = scheduler_.now() + spec_.sample_every;
}

void Experiment::advance(sim::SimTime until) {
  until = std::min(until, end_);
  while (next_sample_ <= until) {
    scheduler_.run_until(next_sample_);
    if (scheduler_.now() < next_sample_) return;  // somebody wants to look
    sample();
    next_sample_ += spec_.sample_every;
  }
  if (scheduler_.now() < until) scheduler_.run_until(until);
}

void Experiment::sample() {
  const kafka::ClusterView view = cluster_->view();
  Gauges gauges;
  gauges.under_replicated_partitions = view.under_replicated_partitions();
  for (const kafka::BrokerId broker : view.brokers())
    gauges.queued_requests += static_cast<std::int64_t>(view.request_queue_size(broker));
  for (std::size_t g = 0; g < spec_.groups.size(); ++g) {
    const kafka::GroupId group(static_cast<std::int32_t>(g));
    std::int64_t lag = 0;
    for (const kafka::TopicPartition tp : view.partitions_of(group)) lag += view.lag(group, tp);
    gauges.lag.push_back(lag);
  }
  const std::vector<double> row = recorder_->sample(scheduler_.now(), gauges);
  if (write_series_) write_series_(row);
}

// ---- by hand

void Experiment::inject(FaultSpec fault) {
  if (!faults_) build_schedules();
  faults_->add(std::move(fault));
}

void Experiment::command(AdminSpec action) {
  if (!admin_) build_schedules();
  admin_->add(std::move(action));
}

// ---- summing up

RunResult Experiment::finish() {
  if (scheduler_.now() != next_sample_ - spec_.sample_every) sample();  // what remains after the last full step
  RunResult result;
  result.name = spec_.name;
  result.title = spec_.title;
  result.variant = spec_.variant;
  result.variant_title = spec_.variant_title;
  result.seed = spec_.seed;
  result.end = scheduler_.now();
  result.statistics = recorder_->of_everyone();
  result.counters = recorder_->counters();
  result.requests = recorder_->requests();
  result.history = history_;
  result.errors = errors_;
  for (const auto& window : windows_) result.windows.push_back(window->result(cluster_->topics().size()));
  result.faults = fault_log_.faults();
  result.commands = fault_log_.commands();
  close_books(result);
  outages_.finish(scheduler_.now());
  result.outages = sum_up_outages(outages_, *names_);
  if (trucks_) result.trucks = trucks_->finish(scheduler_.now());
  if (event_log_) event_log_->finish(scheduler_.now());
  result.executed_events = scheduler_.executed();
  result.observed_events = fingerprint_.events();
  result.fingerprints = {fingerprint_.trajectory(), fingerprint_.protocol(), outcome_hash(result)};
  for (const ExpectSpec& expectation : spec_.expect) {
    if (expectation.compare != ExpectSpec::Compare::anything) result.verdicts.push_back(judge(expectation, result));
  }
  for (const ValueSpec& value : spec_.asked) result.answers.push_back(measure(value, result));
  return result;
}

/// What clients counted themselves completes the ledger.
void Experiment::close_books(RunResult& result) {
  const kafka::ClusterView view = cluster_->view();
  for (int c = 0; c < cluster_->client_count(); ++c) {
    const kafka::ClientId client(c);
    result.client_names.push_back(names_->client(client));
    const kafka::RecordNumbers* const numbers = view.handed_over(client);
    if (!numbers || !invariants_) continue;
    for (const auto& [tp, next] : numbers->all()) ledger_->accepted(client, tp, next);
  }
  const RunWatched run{spec_,    *cluster_,  *names_,  roles_,       workloads_,
                       *ledger_, *recorder_, *stalls_, *rebalances_, scheduler_.now()};
  result.totals = ledger_->of_everyone();
  result.applications = sum_up_producers(run);
  for (const ApplicationResult& a : result.applications) result.produced += a.produced;
  result.topics = sum_up_topics(run);
  result.groups = sum_up_groups(run);
  if (!invariants_) return;  // nobody watched
  invariants_->finish(scheduler_.now());
  result.promises = sum_up_promises(*invariants_);
  result.contradictions = ledger_->contradictions();
  const std::vector<std::string> wrong = compare_books(run);
  result.contradictions.insert(result.contradictions.end(), wrong.begin(), wrong.end());
}

}  // namespace scenario

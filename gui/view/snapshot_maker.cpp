#include "gui/view/snapshot_maker.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/cluster/cluster_view.h"
#include "scenarios/engine/faults/target_resolver.h"

namespace view {
namespace {

Brokers numbers(const std::vector<kafka::BrokerId>& ids) {
  Brokers all;
  for (const kafka::BrokerId id : ids) all.push_back(id.value());
  return all;
}

bool contains(const Brokers& ids, std::int32_t id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

double per_second(std::int64_t count, double seconds) { return seconds > 0 ? static_cast<double>(count) / seconds : 0; }

std::string acks_text(kafka::Acks acks) {
  return acks == kafka::Acks::all ? "all" : acks == kafka::Acks::leader ? "1" : "0";
}

std::optional<double> p99_ms(const sim::Histogram& latency) {
  if (latency.empty()) return std::nullopt;
  return static_cast<double>(latency.value_at_quantile(0.99)) / 1e6;
}

}  // namespace

SnapshotMaker::SnapshotMaker(scenario::Experiment& experiment, const Facts& facts, const FaultWatch& faults,
                             const Traffic& traffic, const Utilisation& utilisation)
    : experiment_(experiment),
      facts_(facts),
      faults_(faults),
      traffic_(traffic),
      utilisation_(utilisation),
      health_(experiment.cluster()) {}

void SnapshotMaker::look_at_names() {
  const kafka::Cluster& cluster = experiment_.cluster();
  if (names_ && !names_->outdated(cluster)) return;
  names_ = std::make_shared<const NameTable>(cluster);
  machines_ = cluster.machines();
}

Snapshot SnapshotMaker::make(const Health& health) {
  look_at_names();
  Snapshot s;
  s.names = names_;
  s.time = experiment_.now();
  s.event = experiment_.fingerprint().events();
  s.executed = experiment_.scheduler().executed();
  add_partitions(s);
  add_brokers(s);
  add_zookeeper(s);
  add_producers(s);
  add_groups(s);
  add_flows(s);
  const sim::Histogram latency = traffic_.recent_latency();
  add_health(s, health, latency);
  add_latency(s, latency);
  add_trucks(s);
  partitions_ = s.partitions.size();
  return s;
}

// ---- brokers and partitions

void SnapshotMaker::add_partitions(Snapshot& s) {
  const kafka::Cluster& cluster = experiment_.cluster();
  const kafka::ClusterView view = cluster.view();
  s.partitions.reserve(partitions_);
  view.for_each_partition([&](kafka::TopicPartition tp, const kafka::PartitionState& state) {
    if (state.replicas.empty()) return;
    PartitionNow p;
    p.tp = tp;
    std::string& name = partition_names_.at(tp);
    if (name.empty()) name = cluster.topics().name(tp);
    p.name = name;
    p.internal = p.name.starts_with("__");
    p.replicas = numbers(state.replicas);
    p.isr = numbers(state.isr);
    p.leader = state.leader.value();
    p.leader_epoch = state.leader_epoch.value();
    const kafka::Partition* leader = view.replica(state.leader, tp);
    p.serving = leader != nullptr && leader->is_leader();
    p.min_isr = view.min_insync_replicas(tp);
    if (leader != nullptr) {
      p.log_start = leader->log().log_start_offset().value();
      p.log_end = leader->log().log_end_offset().value();
      p.high_watermark = leader->log().high_watermark().value();
    }
    s.partitions.push_back(std::move(p));
  });
}

void SnapshotMaker::add_brokers(Snapshot& s) const {
  const Counts& second = traffic_.second();
  const double seconds = traffic_.seconds();
  const kafka::Cluster& cluster = experiment_.cluster();
  const kafka::zk::DataTree* tree = cluster.ensemble().tree();
  for (const kafka::Machine& machine : machines_) {
    if (machine.kind != kafka::MachineKind::broker) continue;
    BrokerNow b;
    const kafka::BrokerId id(machine.number);
    b.id = machine.number;
    b.host = machine.host;
    b.name = machine.name;
    b.rack = machine.rack;
    b.state = cluster.state(machine.host);
    b.controller = cluster.controller() == id;
    b.session_left = session_left(machine.host, b.state);
    b.registered = tree == nullptr || tree->exists("/brokers/ids/" + std::to_string(b.id));
    b.faults = faults_.letters_of(machine.name);
    b.request_queue = static_cast<std::int64_t>(cluster.view().request_queue_size(id));
    if (const auto it = second.brokers.find(id); it != second.brokers.end()) {
      b.bytes_in = per_second(it->second.bytes_in, seconds);
      b.bytes_out = per_second(it->second.bytes_out, seconds);
    }
    const Utilisation::Share share = utilisation_.of(id, cluster.spec().config.num_io_threads);
    b.handlers = share.handlers;
    b.disk = share.disk;
    add_replicas(s, b, b.state == kafka::MachineState::stopped);
    s.brokers.push_back(std::move(b));
  }
}

void SnapshotMaker::add_replicas(Snapshot& s, BrokerNow& broker, bool down) const {
  const kafka::ClusterView view = experiment_.cluster().view();
  const kafka::BrokerId id(broker.id);
  for (const PartitionNow& p : s.partitions) {
    if (!contains(p.replicas, broker.id)) continue;
    if (p.leader == broker.id) ++broker.leaders;
    if (p.internal) continue;
    ReplicaNow r;
    r.tp = p.tp;
    r.listed = contains(p.isr, broker.id);
    const kafka::Partition* replica = view.replica(id, p.tp);
    if (down || replica == nullptr) {
      r.look = ReplicaLook::offline;
    } else {
      r.look = p.leader == broker.id ? ReplicaLook::leader : r.listed ? ReplicaLook::in_sync : ReplicaLook::out_of_sync;
      r.leader_epoch = replica->leader_epoch().value();
      r.log_start = replica->log().log_start_offset().value();
      r.log_end = replica->log().log_end_offset().value();
      r.high_watermark = replica->log().high_watermark().value();
    }
    broker.replicas.push_back(r);
  }
}

/// Told of who cannot touch its session: its process is dead or stands still.
std::optional<sim::Duration> SnapshotMaker::session_left(sim::HostId host, kafka::MachineState state) const {
  if (state != kafka::MachineState::stopped && state != kafka::MachineState::paused) return std::nullopt;
  const auto session = facts_.session_of(host);
  const kafka::zk::ZooKeeperServer* leader = experiment_.cluster().ensemble().leader();
  if (!session || leader == nullptr) return std::nullopt;
  const auto expiry = leader->session_expiry(*session);
  return expiry ? std::optional(std::max(*expiry - experiment_.now(), sim::Duration{0})) : std::nullopt;
}

void SnapshotMaker::add_zookeeper(Snapshot& s) const {
  const kafka::Cluster& cluster = experiment_.cluster();
  for (const kafka::Machine& machine : machines_) {
    if (machine.kind != kafka::MachineKind::zookeeper) continue;
    ZooKeeperNow z;
    z.id = machine.number;
    z.host = machine.host;
    z.name = machine.name;
    z.state = cluster.state(machine.host);
    z.faults = faults_.letters_of(machine.name);
    if (const auto* server = cluster.ensemble().machine(kafka::ServerId(machine.number)).server()) {
      z.role = name_of(server->state());
      z.serving = server->serving();
    }
    s.zookeeper.push_back(std::move(z));
  }
  s.quorum = cluster.zookeeper_leader().has_value();
}

// ---- clients

void SnapshotMaker::add_producers(Snapshot& s) const {
  const Counts& second = traffic_.second();
  const double seconds = traffic_.seconds();
  kafka::Cluster& cluster = experiment_.cluster();
  const kafka::ClusterView view = cluster.view();
  const scenario::Roles& roles = experiment_.recorder().roles();
  for (const std::string& name : roles.applications) {
    ProducerNow p;
    p.name = name;
    p.instances = 0;
    p.running = 0;
    s.producers.push_back(std::move(p));
  }
  const auto describe = [&](const std::string& name, const kafka::ProducerConfig& config, const std::string& topic) {
    const auto it = std::find_if(s.producers.begin(), s.producers.end(), [&](const auto& p) { return p.name == name; });
    if (it == s.producers.end()) return;
    it->acks = acks_text(config.acks);
    it->idempotent = config.enable_idempotence;
    it->topic = topic;
  };
  const scenario::ScenarioSpec& spec = experiment_.spec();
  std::map<std::string, double> memory;
  for (const scenario::ProducerSpec& p : spec.producers) {
    describe(p.name, p.config, p.workload.topic);
    memory[p.name] = static_cast<double>(p.config.buffer_memory.count());
  }
  for (const scenario::GroupSpec& g : spec.groups)
    if (g.application.transform) describe(g.name, g.producer, "");
  if (spec.trucks) {
    describe(scenario::TrucksRun::kApplication, spec.trucks->config, spec.trucks->topic);
    memory[scenario::TrucksRun::kApplication] = static_cast<double>(spec.trucks->config.buffer_memory.count());
  }
  for (const kafka::Machine& machine : machines_) {
    if (machine.kind != kafka::MachineKind::producer) continue;
    const auto client = facts_.client_on(machine.host);
    if (!client) continue;
    const int application = roles.application(*client);
    if (application < 0) continue;
    ProducerNow& p = s.producers[static_cast<std::size_t>(application)];
    ++p.instances;
    if (cluster.state(machine.host) == kafka::MachineState::running) ++p.running;
    p.hosts.push_back(machine.host);
    p.unfinished += view.unfinished_records(*client);
    if (const double whole = memory[p.name]; whole > 0)
      p.buffer = std::max(p.buffer, static_cast<double>(view.buffer_used(*client)) / whole);
  }
  for (const auto& [application, traffic] : second.applications) {
    if (application < 0) continue;
    ProducerNow& p = s.producers[static_cast<std::size_t>(application)];
    p.acknowledged = per_second(traffic.acknowledged, seconds);
    p.failed = per_second(traffic.failed, seconds);
    p.retries = per_second(traffic.retries, seconds);
    p.p99_ms = p99_ms(traffic.latency);
  }
}

void SnapshotMaker::add_groups(Snapshot& s) const {
  const Counts& second = traffic_.second();
  const double seconds = traffic_.seconds();
  kafka::Cluster& cluster = experiment_.cluster();
  const kafka::ClusterView view = cluster.view();
  const std::vector<scenario::GroupSpec>& specs = experiment_.spec().groups;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    GroupNow g;
    g.id = kafka::GroupId(static_cast<std::int32_t>(i));
    g.name = specs[i].name;
    const Facts::Group& known = facts_.group(g.id);
    g.state = known.state;
    g.generation = known.generation;
    g.coordinator = known.coordinator;
    g.protocol = known.protocol;
    g.coordinator_up = known.coordinator >= 0 && view.running(kafka::BrokerId(known.coordinator));
    if (const auto it = second.groups.find(g.id); it != second.groups.end())
      g.processed = per_second(it->second.processed, seconds);
    for (const kafka::TopicPartition tp : view.partitions_of(g.id)) {
      ReadingNow r;
      r.tp = tp;
      const kafka::Offset committed = view.committed(g.id, tp);
      const kafka::Offset position = view.position(g.id, tp);
      r.committed = committed.value();
      r.position = position.value();
      r.lag = view.lag(tp, committed, position);
      g.lag += r.lag;
      g.readings.push_back(r);
    }
    for (std::int32_t m = 0; m < specs[i].members; ++m) {
      const kafka::ConsumerMachine& machine = std::as_const(cluster).member(g.id, m);
      g.members.push_back(member(machine, g));
    }
    for (const MemberNow& m : g.members)
      for (ReadingNow& r : g.readings)
        if (std::find(m.partitions.begin(), m.partitions.end(), r.tp) != m.partitions.end()) r.owner = m.client;
    s.groups.push_back(std::move(g));
  }
}

MemberNow SnapshotMaker::member(const kafka::ConsumerMachine& machine, const GroupNow& group) const {
  MemberNow m;
  m.client = machine.id();
  m.host = machine.host().id();
  m.name = machine.name();
  m.state = machine.state();
  m.phase = facts_.phase(m.client);
  m.faults = faults_.letters_of(m.name);
  m.partitions = facts_.owned(m.client);
  for (const ReadingNow& r : group.readings)
    if (std::find(m.partitions.begin(), m.partitions.end(), r.tp) != m.partitions.end()) m.lag += r.lag;
  return m;
}

void SnapshotMaker::add_flows(Snapshot& s) const {
  const Counts& second = traffic_.second();
  const double seconds = traffic_.seconds();
  s.flows.reserve(second.flows.size());
  for (const auto& [key, batches] : second.flows)
    s.flows.push_back({key.kind(), key.from(), key.to(), key.tp(), per_second(batches, seconds)});
}

// ---- health

void SnapshotMaker::add_health(Snapshot& s, const Health& health, const sim::Histogram& latency) const {
  s.truth = health.truth;
  s.operators = health.operators;
  HealthNow& h = s.truth;
  for (const BrokerNow& b : s.brokers) h.bytes_in += b.bytes_in;
  for (const GroupNow& g : s.groups) {
    h.lag += g.lag;
    h.lost += experiment_.ledger().lost(g.id);
  }
  h.unclean_elections = facts_.unclean_elections();
  h.produce_p99_ms = p99_ms(latency);
  s.operators.bytes_in = h.bytes_in;
  s.operators.lag = h.lag;
  s.operators.unclean_elections = h.unclean_elections;
  s.operators.produce_p99_ms = h.produce_p99_ms;
}

void SnapshotMaker::add_latency(Snapshot& s, const sim::Histogram& latency) {
  for (const sim::Histogram::Bucket& b : latency.buckets()) {
    const double ms = static_cast<double>(b.low + (b.high - b.low) / 2) / 1e6;
    const double place =
        std::log2(std::max(ms, LatencyBars::kFirstMs) / LatencyBars::kFirstMs) * LatencyBars::kPerOctave;
    const auto bar = std::min(static_cast<std::size_t>(place), s.latency.records.size() - 1);
    s.latency.records[bar] += static_cast<float>(b.count);
  }
}

// ---- trucks

void SnapshotMaker::add_trucks(Snapshot& s) const {
  scenario::TrucksRun* const trucks = experiment_.trucks();
  if (trucks == nullptr) return;
  TrucksNow& now = s.trucks.emplace();
  const std::vector<scenario::LocationDashboard::Look> looks = trucks->dashboard().looks(s.time);
  now.trucks.reserve(looks.size());
  for (const scenario::LocationDashboard::Look& look : looks) {
    TruckNow& t = now.trucks.emplace_back();
    t.truck = static_cast<int>(now.trucks.size());
    t.real = look.real.at;
    t.heading = look.real.heading;
    if (look.shown == nullptr) continue;
    t.shown = {look.shown->report.latitude, look.shown->report.longitude};
    t.age_s = sim::to_seconds(look.age);
    t.error_km = look.error_km;
    t.partition = look.shown->tp.partition.value();
    t.offset = look.shown->offset.value();
  }
  now.dashboard = trucks->dashboard().state_of(looks);
  now.notification = trucks->notification().summary();
}

}  // namespace view

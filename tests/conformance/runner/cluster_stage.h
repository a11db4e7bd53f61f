#pragma once
/// A whole cluster on which an incident is played: brokers, three ZooKeeper servers, a network of half a millisecond
/// from machine to machine, disks that sync in 2 ms, one producer with one topic. Its spec can be changed until open().
///
/// The broker with the smallest number starts first and is controller from the start.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/net/rules.h"
#include "tests/conformance/runner/cases.h"
#include "tests/support/cluster_fixture.h"

namespace conformance {

class ClusterStage {
 public:
  ClusterStage(std::vector<int> brokers, std::uint64_t seed)
      : f_(seed), rng_(sim::Streams(seed).stream("conformance")) {
    for (const int id : brokers) f_.spec.brokers.push_back({.id = kafka::BrokerId(id), .rack = ""});
    f_.spec.hardware.network.latency = std::chrono::microseconds(500);
    f_.spec.hardware.disk.fsync = std::chrono::milliseconds(2);
  }

  // ---- before open()

  kafka::ClusterSpec& spec() { return f_.spec; }
  kafka::ProducerConfig producer;
  /// Replicas of each partition, the preferred leader first.
  kafka::TopicSpec& topic(const std::vector<std::vector<int>>& replicas) {
    kafka::TopicSpec topic;
    topic.name = "t";
    for (const std::vector<int>& list : replicas) topic.assignment.push_back(ids(list));
    topic.partitions = static_cast<std::int32_t>(replicas.size());
    topic.replication_factor = static_cast<std::int32_t>(replicas.front().size());
    f_.spec.topics.push_back(std::move(topic));
    return f_.spec.topics.back();
  }
  void open() {
    f_.build();
    app_ = std::make_unique<kafka::testing::TestApplication>(cluster().add_producer("producer", "", producer));
    cluster().start();
  }

  // ---- who and what

  kafka::Cluster& cluster() { return f_.cluster(); }
  [[nodiscard]] kafka::ClusterView view() const { return f_.view(); }
  const kafka::testing::RecordingSink& events() const { return f_.events; }
  static std::vector<kafka::BrokerId> ids(const std::vector<int>& numbers) {
    std::vector<kafka::BrokerId> list;
    for (const int n : numbers) list.push_back(kafka::BrokerId(n));
    return list;
  }
  sim::HostId host(int broker) { return cluster().host(kafka::BrokerId(broker)); }
  std::vector<sim::HostId> hosts(const std::vector<int>& brokers) {
    std::vector<sim::HostId> list;
    for (const int id : brokers) list.push_back(host(id));
    return list;
  }
  sim::HostId zookeeper(int server) { return zookeepers().at(static_cast<std::size_t>(server - 1)); }
  std::vector<sim::HostId> zookeepers() {
    std::vector<sim::HostId> list;
    for (const kafka::Machine& m : cluster().machines())
      if (m.kind == kafka::MachineKind::zookeeper) list.push_back(m.host);
    return list;
  }
  [[nodiscard]] kafka::TopicPartition tp(int partition = 0) const { return f_.tp("t", partition); }
  [[nodiscard]] const kafka::PartitionState& stored(int partition = 0) const { return view().state(tp(partition)); }
  /// nullptr: the broker is down or has none.
  [[nodiscard]] const kafka::Partition* replica(int broker, int partition = 0) const {
    return view().replica(kafka::BrokerId(broker), tp(partition));
  }
  sim::Rng& rng() { return rng_; }

  // ---- time

  [[nodiscard]] sim::SimTime now() const { return f_.scheduler.now(); }
  void run(sim::Duration time) { f_.run_for(time); }
  /// A moment that is as likely as any other in [least, most].
  void run_between(sim::Duration least, sim::Duration most) {
    run(sim::Duration(rng_.between(least.count(), most.count())));
  }
  /// Runs until the first event of kind E that `is_it`, and a little of what follows at that instant; nothing if there
  /// is none within `limit`.
  template <class E, class P>
  std::optional<sim::SimTime> await(sim::Duration limit, P is_it) {
    const sim::SimTime end = f_.scheduler.from_now(limit);
    for (std::size_t next = f_.events.seen.size(); now() <= end; f_.scheduler.step())
      for (; next < f_.events.seen.size(); ++next)
        if (const E* e = std::get_if<E>(&f_.events.seen[next].event); e && is_it(*e)) return f_.events.seen[next].time;
    return std::nullopt;
  }
  /// The same of something that is needed to go on.
  template <class E, class P>
  sim::SimTime expect(const char* what, sim::Duration limit, P is_it) {
    if (const auto time = await<E>(limit, is_it)) return *time;
    throw CaseError(std::string("the play does not get on: ") + what);
  }
  /// Runs until something is so.
  template <class P>
  void until(const char* what, sim::Duration limit, P is_so) {
    const sim::SimTime end = f_.scheduler.from_now(limit);
    while (!is_so()) {
      if (now() > end) throw CaseError(std::string("the play does not get on: ") + what);
      f_.scheduler.step();
    }
  }
  /// Events of kind E at `since` or later that `is_it`.
  template <class E, class P>
  std::int64_t count(sim::SimTime since, P is_it) const {
    std::int64_t number = 0;
    for (const auto& [time, e] : f_.events.all<E>()) number += time >= since && is_it(e) ? 1 : 0;
    return number;
  }
  template <class E>
  std::int64_t count(sim::SimTime since) const {
    return count<E>(since, [](const E&) { return true; });
  }
  /// Records that the producer has been told of.
  [[nodiscard]] std::int64_t acknowledged() const {
    std::int64_t records = 0;
    for (const auto& [time, e] : f_.events.all<kafka::RecordsAcknowledged>()) records += e.count;
    return records;
  }

  // ---- what happens

  void send(std::int64_t records) { app_->send({.topic = tp().topic, .value_size = 100}, records); }
  /// A record now and then, from now on.
  void send_every(sim::Duration pause) {
    send(1);
    f_.scheduler.after(pause, sim::kWorld, [this, pause] { send_every(pause); });
  }
  void stop(int broker, sim::StopKind how) { cluster().stop(host(broker), how); }
  /// Until the guard goes.
  [[nodiscard]] sim::RuleGuard cut(const std::vector<sim::HostId>& a, const std::vector<sim::HostId>& b,
                                   sim::Direction direction = sim::Direction::both_ways) {
    return cluster().network().add_rule(std::make_unique<sim::Partition>(a, b, direction));
  }
  [[nodiscard]] sim::RuleGuard add_rule(std::unique_ptr<sim::Rule> rule) {
    return cluster().network().add_rule(std::move(rule));
  }

 private:
  kafka::testing::ClusterFixture f_;
  sim::Rng rng_;
  std::unique_ptr<kafka::testing::TestApplication> app_;
};

}  // namespace conformance

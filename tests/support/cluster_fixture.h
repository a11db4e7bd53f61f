#pragma once
/// A small cluster for tests: brokers 101.., an ideal network with a given delay, a sink that keeps every event.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/cluster/cluster.h"
#include "model/cluster/cluster_view.h"
#include "model/observe/events_since.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

/// Sends records one after the other; the thread that a send blocks goes on by itself.
class TestApplication final : public ProducerApplication {
 public:
  explicit TestApplication(ProducerMachine& machine) { machine.set_application(*this); }

  /// Hands `count` records over as fast as send() returns.
  void send(const ProducerRecord& record, std::int64_t count = 1) {
    record_ = record;
    left_ += count;
    go_on();
  }
  [[nodiscard]] std::int64_t left() const { return left_; }
  /// nullptr while the process is down.
  [[nodiscard]] Producer* producer() const { return producer_; }

  void on_started(Producer& producer, sim::LifeId) override { producer_ = &producer; }
  void on_closing() override { left_ = 0; }
  void on_stopped() override {
    producer_ = nullptr;
    left_ = 0;
  }
  void on_send_unblocked() override { go_on(); }

 private:
  void go_on() {
    if (left_ == 0 || producer_->blocked()) return;
    const std::int64_t done = producer_->send(record_, left_);
    left_ -= done + (producer_->blocked() ? 1 : 0);  // the one it blocks with goes on by itself
  }

  Producer* producer_ = nullptr;
  ProducerRecord record_;
  std::int64_t left_ = 0;
};

class ClusterFixture {
 public:
  /// Groups do not wait for more members, as in the server.properties that Kafka ships.
  explicit ClusterFixture(std::uint64_t seed = 1) : streams_(seed) {
    emitter_.attach(from_zero_);
    spec.config.group_initial_rebalance_delay_ms = sim::Duration{0};
  }

  ClusterSpec spec;
  RecordingSink events;  ///< from time zero on

  /// Brokers 101, 102, ...; Kafka's own topics have no more replicas than there are brokers.
  void brokers(int count) {
    for (int i = 0; i < count; ++i) spec.brokers.push_back({.id = BrokerId(101 + i), .rack = ""});
    BrokerConfig& config = spec.config;
    config.offsets_topic_replication_factor = std::min(config.offsets_topic_replication_factor, count);
    config.transaction_state_log_replication_factor = std::min(config.transaction_state_log_replication_factor, count);
    config.transaction_state_log_min_isr = std::min(config.transaction_state_log_min_isr, count);
  }
  void topic(const std::string& name, int partitions, int replication_factor) {
    TopicSpec t;
    t.name = name;
    t.partitions = partitions;
    t.replication_factor = replication_factor;
    spec.topics.push_back(std::move(t));
  }
  Cluster& build() {
    cluster_ = std::make_unique<Cluster>(scheduler, streams_, emitter_, spec);
    return *cluster_;
  }
  Cluster& cluster() { return *cluster_; }
  /// Sees everything from the first event on. Before start().
  void attach(EventSink& sink) { emitter_.attach(sink); }
  /// The first of its kind.
  [[nodiscard]] sim::HostId machine(MachineKind kind) const {
    for (const Machine& m : cluster_->machines())
      if (m.kind == kind) return m.host;
    SIM_CHECK(false, "no such machine");
    __builtin_unreachable();
  }
  [[nodiscard]] ClusterView view() const { return cluster_->view(); }
  TopicPartition tp(const std::string& topic, int partition) const {
    return {cluster_->topics().find(topic), PartitionId(partition)};
  }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }

  sim::Scheduler scheduler{Cluster::kBootTime};

 private:
  sim::Streams streams_;
  EventsSince from_zero_{events};
  Emitter emitter_;
  std::unique_ptr<Cluster> cluster_;
};

}  // namespace kafka::testing

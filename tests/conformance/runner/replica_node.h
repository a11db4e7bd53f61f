#pragma once
/// The replicas of one broker with nothing around them: a real ReplicaManager on a real disk whose fetcher asks only
/// when the case says so, and whose process can die and begin again.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "model/broker/replica_manager.h"

namespace conformance {

/// What the nodes of one case share.
struct ReplicaWorld {
  explicit ReplicaWorld(kafka::ReplicationProtocol protocol);

  kafka::Behaviour behaviour;
  sim::Scheduler scheduler;
  kafka::TopicTable topics;
  kafka::TopicPartition tp;
  kafka::TopicConfig topic;
  kafka::BrokerConfig config;
  kafka::BrokerCosts costs;  ///< none: every step happens at one instant
  kafka::Emitter emitter;
  std::vector<kafka::BrokerId> replicas;  ///< of the partition; all are taken to be alive

  /// Time for what is due, and for what happened before to be long ago.
  void pass_time();
  template <class E>
  void emit(kafka::BrokerId at, E event) const {
    emitter.emit(scheduler.now(), sim::HostId(at.value()), [&] { return event; });
  }
};

/// A generation's switches, so far as replicas of one partition can see them.
kafka::Behaviour behaviour_of(kafka::ReplicationProtocol protocol);

/// Appends a batch that was there before the case begins.
void preset(kafka::Log& log, kafka::BrokerDisk& disk, const kafka::BatchPtr& batch, kafka::LeaderEpoch epoch,
            sim::SimTime now);

class ReplicaNode {
 public:
  ReplicaNode(ReplicaWorld& world, kafka::BrokerId id, kafka::IsrChannel& isr_channel);
  ~ReplicaNode();
  ReplicaNode(const ReplicaNode&) = delete;
  ReplicaNode& operator=(const ReplicaNode&) = delete;

  [[nodiscard]] kafka::BrokerId id() const { return id_; }
  [[nodiscard]] bool up() const { return life_ != nullptr; }
  void start();
  /// The process dies. `keep`: with its machine, whose disk had written so many records.
  void crash(std::optional<std::int64_t> keep);

  /// As it is on the disk, which has one from the first use on.
  [[nodiscard]] kafka::Log& log();
  /// A batch that was there before the case begins.
  void preset(const kafka::BatchPtr& batch, kafka::LeaderEpoch epoch);

  // While it is up.
  [[nodiscard]] kafka::ReplicaManager& replicas();
  kafka::Partition& partition();  ///< made when first asked for
  void leader_and_isr(const kafka::PartitionState& state);
  [[nodiscard]] bool leads() { return up() && partition().is_leader(); }
  /// nullptr if it follows nobody, or was fenced.
  [[nodiscard]] kafka::FetchedPartition* fetched();
  void stop_fetching();

 private:
  struct Life;

  ReplicaWorld& world_;
  kafka::BrokerId id_;
  kafka::IsrChannel& isr_channel_;
  kafka::BrokerDisk disk_;
  std::unique_ptr<Life> life_;
};

/// Nobody hears of what the leader would change.
class NoIsrChanges final : public kafka::IsrChannel {
  void submit(kafka::BrokerId, const kafka::IsrChange&) override {}
};

}  // namespace conformance

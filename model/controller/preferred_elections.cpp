#include "model/controller/preferred_elections.h"

#include <utility>

#include "model/controller/auto_rebalance.h"

namespace kafka {

// ---- the tool's wish

void PreferredElections::put_process_wish() {
  parts_.put("ReplicaLeaderElection", [this](Next next) { process_wish(std::move(next)); });
}

void PreferredElections::process_wish(Next done) {
  // Looked for first: a node that does not exist can be watched only so.
  reads_.exists(zk_data::kPreferredElectionPath, [this, done = std::move(done)](bool there) {
    if (!there) return done();
    process_pending(done);
  });
}

void PreferredElections::process_pending(Next done) {
  reads_.preferred_election([this, done = std::move(done)](const std::vector<TopicPartition>& wished) {
    elect_and_remove_wish(electable(wished), done);
  });
}

/// Known, not to be deleted, and led by another broker than the preferred one.
std::vector<TopicPartition> PreferredElections::electable(const std::vector<TopicPartition>& partitions) const {
  std::vector<TopicPartition> found;
  for (const TopicPartition tp : partitions) {
    const std::vector<BrokerId>& replicas = parts_.context.replicas(tp);
    const PartitionState* leadership = parts_.context.leadership(tp);
    if (replicas.empty() || !leadership || parts_.context.is_queued_for_deletion(tp.topic)) continue;
    if (leadership->leader != replicas.front()) found.push_back(tp);
  }
  return found;
}

void PreferredElections::elect_and_remove_wish(const std::vector<TopicPartition>& partitions, Next done) {
  elect(partitions, [this, done = std::move(done)] {
    parts_.zk.write({zk::Delete{zk_data::kPreferredElectionPath}}, [this, done](const auto&) {
      put_process_wish();  // the next wish makes the node anew: look for it
      done();
    });
  });
}

void PreferredElections::elect(const std::vector<TopicPartition>& partitions, Next done) {
  parts_.partitions.to_online(partitions, ElectionStrategy::preferred,
                              [done = std::move(done)](const std::vector<TopicPartition>&) { done(); });
}

// ---- by itself

void PreferredElections::rebalance(Next done) {
  const auto due =
      preferred_elections_due(parts_.context, parts_.services.config.leader_imbalance_per_broker_percentage,
                              parts_.services.behaviour.rebalance_during_reassignment);
  std::vector<std::vector<TopicPartition>> by_broker;
  for (const auto& [broker, partitions] : due) by_broker.push_back(partitions);
  for_each_in_turn(
      std::move(by_broker), [this](const auto& partitions, Next next) { elect(partitions, std::move(next)); },
      std::move(done));
}

}  // namespace kafka

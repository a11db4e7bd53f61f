#include "model/controller/auto_rebalance.h"

#include "model/controller/election.h"

namespace kafka {

namespace {

struct Preferred {
  std::int64_t partitions = 0;
  std::vector<TopicPartition> led_by_others;
};

std::map<BrokerId, Preferred> by_preferred_leader(const ControllerContext& context) {
  std::map<BrokerId, Preferred> brokers;
  for (const auto& [tp, assignment] : context.assignments()) {
    if (context.is_queued_for_deletion(tp.topic) || assignment.replicas.empty()) continue;
    const BrokerId broker = assignment.replicas.front();
    Preferred& preferred = brokers[broker];
    ++preferred.partitions;
    const PartitionState* state = context.leadership(tp);
    if (state != nullptr && state->leader != broker) preferred.led_by_others.push_back(tp);
  }
  return brokers;
}

/// Source: KafkaController.canPreferredReplicaBeLeader. Needs a leadership.
bool can_lead(const ControllerContext& context, TopicPartition tp) {
  const std::vector<BrokerId>& isr = context.leadership(tp)->isr;
  return preferred_leader(context.replicas(tp), isr, context.online_replicas(tp)) != kNoBroker;
}

}  // namespace

std::map<BrokerId, std::vector<TopicPartition>> preferred_elections_due(const ControllerContext& context,
                                                                        std::int32_t percentage,
                                                                        bool during_reassignment) {
  std::map<BrokerId, std::vector<TopicPartition>> due;
  if (!during_reassignment && !context.being_reassigned.empty()) return due;
  for (const auto& [broker, preferred] : by_preferred_leader(context)) {
    const auto others = static_cast<std::int64_t>(preferred.led_by_others.size());
    if (others * 100 <= preferred.partitions * percentage) continue;
    for (const TopicPartition tp : preferred.led_by_others)
      if (context.topics.contains(tp.topic) && can_lead(context, tp)) due[broker].push_back(tp);
  }
  return due;
}

}  // namespace kafka

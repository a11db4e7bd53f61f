#pragma once
/// All partitions of all topics are dealt to the members in turn (Kafka: RoundRobinAssignor).

#include "model/consumer/assignor.h"

namespace kafka {

/// One pointer goes round the members, by topic name and partition, and is never set back: it passes by those who have
/// not subscribed to the topic. With equal subscriptions everybody gets as many, give or take one; with unequal ones
/// some may get nothing. Cost: partitions x members x topics of a member at worst.
class RoundRobinAssignor final : public Assignor {
 public:
  explicit RoundRobinAssignor(AssignorRules rules = {}) : rules_(rules) {}

  [[nodiscard]] std::string_view name() const override { return "roundrobin"; }
  [[nodiscard]] GroupAssignment assign(std::span<const AssignorTopic> topics,
                                       std::span<const AssignorMember> members) const override;

 private:
  AssignorRules rules_;
};

}  // namespace kafka

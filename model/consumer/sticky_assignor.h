#pragma once
/// Balanced, and otherwise as it was (Kafka: StickyAssignor).

#include "model/consumer/assignor.h"

namespace kafka {

/// An eager assignor: all is given up in every rebalance, but most of it comes back. What a member had it remembers
/// itself. The caller fills in, for each member:
///   owned        the last assignment it got from this assignor, as it got it: it stays what it is when the partitions
///                are revoked, when the member leaves or is thrown out and even when it subscribes to something else
///   generation   the generation of that assignment; none before the first
/// Kafka's leader takes both from the user data of the subscription (Kafka: StickyAssignor.onAssignment,
/// subscriptionUserData). In one comparison it takes the generation from the subscription itself, a later one if the
/// member has missed an assignment in between; here it is the user data's in all of them.
///
/// Cost: about partitions x log(members) with equal subscriptions; with others, and in 2.3 always, up to
/// (partitions + members x topics) for each partition tried, several times over.
class StickyAssignor final : public Assignor {
 public:
  explicit StickyAssignor(AssignorRules rules = {}) : rules_(rules) {}

  [[nodiscard]] std::string_view name() const override { return "sticky"; }
  [[nodiscard]] SubscriptionUserData user_data() const override { return SubscriptionUserData::assignment; }
  [[nodiscard]] GroupAssignment assign(std::span<const AssignorTopic> topics,
                                       std::span<const AssignorMember> members) const override;

 private:
  AssignorRules rules_;
};

}  // namespace kafka

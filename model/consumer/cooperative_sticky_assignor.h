#pragma once
/// The sticky assignor for rebalances that do not stop the world (KIP-429; Kafka: CooperativeStickyAssignor).

#include "model/consumer/assignor.h"

namespace kafka {

/// Assigns as StickyAssignor does, but leaves out what changes hands: the old owner loses it in this rebalance, and the
/// next one, for which the member that lost something rejoins at once, gives it to the new owner. The caller fills in,
/// for each member:
///   owned        the partitions it has when it joins: what its last assignment left it and gave it, without topics
///                it does not subscribe to any more; nothing under the eager protocol, and nothing once they are lost
///                because its member id or generation was reset
///   generation   that of its last JoinGroup response, whether an assignment followed or not; if it was reset since,
///                that of its last assignment; none before the first
/// Kafka's leader takes both from the fields of the subscription, and the generation from the user data if the field
/// is unset (Kafka: CooperativeStickyAssignor.memberData).
///
/// Cost: as StickyAssignor.
class CooperativeStickyAssignor final : public Assignor {
 public:
  explicit CooperativeStickyAssignor(AssignorRules rules = {}) : rules_(rules) {}

  [[nodiscard]] std::string_view name() const override { return "cooperative-sticky"; }
  [[nodiscard]] std::vector<RebalanceProtocol> supported_protocols() const override {
    return {RebalanceProtocol::COOPERATIVE, RebalanceProtocol::EAGER};
  }
  [[nodiscard]] SubscriptionUserData user_data() const override { return SubscriptionUserData::generation; }
  [[nodiscard]] GroupAssignment assign(std::span<const AssignorTopic> topics,
                                       std::span<const AssignorMember> members) const override;

 private:
  AssignorRules rules_;
};

}  // namespace kafka

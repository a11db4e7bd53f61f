#pragma once
/// Topic by topic, each member gets a run of consecutive partitions (Kafka: RangeAssignor).

#include "model/consumer/assignor.h"

namespace kafka {

/// The first members in order get one partition more where a topic does not divide evenly: of every topic anew, which
/// is why they fill up when there are many topics. Where racks are known on both sides, and not every partition is in
/// every rack, partitions first go to members of their racks within the same quotas; topics with equal subscribers and
/// partition counts stay aligned (KIP-881). Cost: members x partitions per topic, more with racks.
class RangeAssignor final : public Assignor {
 public:
  explicit RangeAssignor(AssignorRules rules = {}) : rules_(rules) {}

  [[nodiscard]] std::string_view name() const override { return "range"; }
  [[nodiscard]] GroupAssignment assign(std::span<const AssignorTopic> topics,
                                       std::span<const AssignorMember> members) const override;

 private:
  AssignorRules rules_;
};

}  // namespace kafka

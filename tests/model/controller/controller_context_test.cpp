#include "model/controller/controller_context.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

TEST(ControllerContext, APreferredReplicaBeingAddedIsMissedOnceItIsInSync) {
  constexpr TopicPartition kPartition{TopicId(0), PartitionId(0)};
  ControllerContext context;
  context.set_assignment(kPartition, {.replicas = {BrokerId(3), BrokerId(1)}, .adding = {BrokerId(3)}});
  PartitionState state;
  state.leader = BrokerId(1);
  state.isr = {BrokerId(1)};
  context.set_leadership(kPartition, state);
  EXPECT_EQ(context.preferred_replica_imbalance_count(), 0);
  state.isr = {BrokerId(1), BrokerId(3)};
  context.set_leadership(kPartition, state);
  EXPECT_EQ(context.preferred_replica_imbalance_count(), 1);
}

}  // namespace
}  // namespace kafka

/// reassignment: where replicas go, and who counts as missing or as led by the wrong broker meanwhile.
#include <map>

#include <gtest/gtest.h>

#include "model/controller/auto_rebalance.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replica_node.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::ReplicaAssignment;

ReplicaAssignment read_assignment(Fields& f) {
  return {.replicas = brokers(f.integers("replicas")),
          .adding = brokers(f.integers("adding")),
          .removing = brokers(f.integers("removing"))};
}

void check_reassign_to(Fields& fields, Fields& expected) {
  const ReplicaAssignment before = read_assignment(fields.map("assignment"));
  const ReplicaAssignment after = before.reassign_to(brokers(fields.integers("target")));
  EXPECT_EQ(numbers(after.replicas), expected.integers("replicas"));
  EXPECT_EQ(numbers(after.adding), expected.integers("adding"));
  EXPECT_EQ(numbers(after.removing), expected.integers("removing"));
  EXPECT_EQ(after.being_reassigned(), expected.flag("being_reassigned"));
}

void check_target_replicas(Fields& fields, Fields& expected) {
  const ReplicaAssignment assignment = read_assignment(fields.map("assignment"));
  EXPECT_EQ(numbers(assignment.target()), expected.integers("target"));
  EXPECT_EQ(assignment.being_reassigned(), expected.flag("being_reassigned"));
}

void check_under_replicated(Fields& fields, Fields& expected) {
  constexpr BrokerId kItsLeader{0};
  const ReplicaAssignment assignment = read_assignment(fields);
  kafka::PartitionState state;
  state.leader = kItsLeader;
  state.isr = brokers(fields.integers("isr"));
  // A controller names those being added among the replicas; Kafka's own test of the arithmetic does not.
  state.replicas = difference(assignment.adding, assignment.replicas);
  state.replicas.insert(state.replicas.end(), assignment.replicas.begin(), assignment.replicas.end());
  state.adding = assignment.adding;
  state.removing = assignment.removing;
  ReplicaWorld world(kafka::ReplicationProtocol::v39);
  world.replicas = state.replicas;
  NoIsrChanges isr_channel;
  ReplicaNode node(world, kItsLeader, isr_channel);
  node.leader_and_isr(state);
  ASSERT_TRUE(node.leads());
  EXPECT_EQ(node.partition().under_replicated(), expected.flag("under_replicated"));
}

/// Partitions by name, such as A-0, as the controller knows them.
class NamedPartitions {
 public:
  void step(Fields& f) {
    if (f.has("assign")) {
      Fields& assign = f.map("assign");
      context_.set_assignment(named(assign), {.replicas = brokers(assign.integers("replicas"))});
    } else if (f.has("leader")) {
      Fields& leader = f.map("leader");
      const kafka::TopicPartition tp = named(leader);
      kafka::PartitionState state;
      state.leader = BrokerId(leader.int32("leader"));
      state.isr = context_.replicas(tp);
      context_.set_leadership(tp, state);
    } else if (f.has("queue_topic_deletion")) {
      context_.to_be_deleted.insert(find(f, f.text("queue_topic_deletion")).topic);
    } else {
      throw f.error("is no step this runner knows");
    }
    EXPECT_EQ(context_.preferred_replica_imbalance_count(), f.integer("expect_imbalance")) << f.where();
  }

 private:
  kafka::TopicPartition named(Fields& f) { return find(f, f.text("partition")); }
  kafka::TopicPartition find(const Fields& f, const std::string& name) {
    const std::size_t dash = name.rfind('-');
    if (dash == std::string::npos) throw f.error("names no partition: " + name);
    const kafka::TopicId next(static_cast<std::int32_t>(topics_.size()));
    const kafka::TopicId topic = topics_.try_emplace(name.substr(0, dash), next).first->second;
    const std::int64_t partition = to_integer(YAML::Node(name.substr(dash + 1)), f.where());
    return {topic, kafka::PartitionId(static_cast<std::int32_t>(partition))};
  }

  std::map<std::string, kafka::TopicId> topics_;
  kafka::ControllerContext context_;
};

void check_auto_rebalance(Fields& fields, Fields& expected) {
  constexpr BrokerId kPreferred{1};
  constexpr BrokerId kNotPreferred{2};
  const std::int32_t not_led = fields.int32("not_led");
  kafka::ControllerContext context;
  context.topics = {kafka::TopicId(0)};
  for (const BrokerId broker : {kPreferred, kNotPreferred}) context.add_live_broker(broker, {});
  for (std::int32_t p = 0; p < fields.int32("preferred_leader_of"); ++p) {
    const kafka::TopicPartition tp{kafka::TopicId(0), kafka::PartitionId(p)};
    context.set_assignment(tp, {.replicas = {kPreferred, kNotPreferred}});
    kafka::PartitionState state;
    state.leader = p < not_led ? kNotPreferred : kPreferred;
    state.isr = {kPreferred, kNotPreferred};
    context.set_leadership(tp, state);
  }
  const auto due = preferred_elections_due(context, fields.int32("leader_imbalance_per_broker_percentage"));
  ASSERT_EQ(due.contains(kPreferred), expected.flag("trigger"));
  EXPECT_FALSE(due.contains(kNotPreferred));
  if (due.contains(kPreferred)) {
    EXPECT_EQ(due.at(kPreferred).size(), static_cast<std::size_t>(not_led));
  }
}

}  // namespace

void run_reassignment(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "preferred_imbalance") {
    NamedPartitions partitions;
    for (Fields* step : fields.maps("steps")) partitions.step(*step);
    return;
  }
  Fields& expected = fields.map("expected");
  if (check == "reassign_to") return check_reassign_to(fields, expected);
  if (check == "target_replicas") return check_target_replicas(fields, expected);
  if (check == "under_replicated") return check_under_replicated(fields, expected);
  if (check == "auto_rebalance") return check_auto_rebalance(fields, expected);
  unknown(fields, "check", check);
}

}  // namespace conformance

/// alter_partition: a leader's change of its ISR, as the controller knows the partition -> accepted, or why not.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replicas.h"
#include "tests/support/controller_bench.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::ErrorCode;
using kafka::PartitionState;
using kafka::testing::ControllerBench;

constexpr int kAskedController = 1000;

/// How a broker that is not live came to be so.
enum class Gone { dead, shutting_down };

kafka::LeaderRecoveryState recovery_of(Fields& f) {
  const std::string name = f.text("recovery");
  if (name == "RECOVERED") return kafka::LeaderRecoveryState::RECOVERED;
  if (name == "RECOVERING") return kafka::LeaderRecoveryState::RECOVERING;
  unknown(f, "recovery", name);
}

/// By broker. Epochs of cases are numbers of their own: what counts is whether the leader's is the one that is known.
using Epochs = std::map<int, std::int64_t>;
Epochs read_epochs(Fields& f) {
  Epochs epochs;
  for (const std::string& id : f.keys()) epochs[std::stoi(id)] = f.integer(id);
  return epochs;
}

class AlterPartitionCase {
 public:
  AlterPartitionCase(Fields& view, const Epochs& epochs, Fields& request, Gone gone)
      : bench_(setup_of(epochs)), tp_(bench_.tp("t")) {
    if (view.flag("partition_known")) store(view, epochs);
    bench_.start(kAskedController);
    take_away(brokers(view.integers("live_brokers")), gone);
    before_ = bench_.stored(tp_);
    ask(epochs, request);
  }

  void expect(Fields& expected) {
    if (expected.has("top_level_error")) {
      EXPECT_EQ(kafka::name_of(answer_.error), expected.text("top_level_error"));
      EXPECT_TRUE(answer_.partitions.empty());
      return expect_unchanged();
    }
    EXPECT_EQ(answer_.error, ErrorCode::NONE);
    ASSERT_EQ(answer_.partitions.size(), 1U);
    const kafka::AlterPartitionResponse::Partition& partition = answer_.partitions[0];
    EXPECT_EQ(partition.tp, tp_);
    EXPECT_EQ(kafka::name_of(partition.error), expected.text("partition_error"));
    if (partition.error == ErrorCode::NONE) return expect_state(expected, partition);
    expect_unchanged();
  }

 private:
  static ControllerBench::Setup setup_of(const Epochs& epochs) {
    ControllerBench::Setup setup{.controllers = {kAskedController}, .brokers = {}, .behaviour = {}, .config = {}};
    setup.config.auto_leader_rebalance_enable = false;
    for (const auto& [id, epoch] : epochs) setup.brokers.push_back(id);
    return setup;
  }
  void store(Fields& view, const Epochs& epochs) {
    std::vector<int> assigned;
    for (const auto& [id, epoch] : epochs) assigned.push_back(id);
    bench_.create_topic("t", {assigned});
    PartitionState state;
    state.leader = BrokerId(view.int32("leader"));
    state.leader_epoch = kafka::LeaderEpoch(view.int32("leader_epoch"));
    state.partition_epoch = kafka::PartitionEpoch(view.int32("partition_epoch"));
    state.isr = brokers(view.integers("isr"));
    state.recovery = recovery_of(view);
    bench_.store(tp_, state);
  }
  void take_away(const std::vector<BrokerId>& live, Gone gone) {
    const kafka::ControllerContext& context = bench_.controller(kAskedController).context();
    for (const BrokerId id : context.live_or_shutting_down_ids()) {
      if (id == BrokerId(kAskedController) || std::find(live.begin(), live.end(), id) != live.end()) continue;
      if (gone == Gone::dead) {
        bench_.expire_sessions({id});
      } else {
        bench_.shut_down(id.value(), bench_.broker(id.value()).epoch(), kAskedController);
      }
      ASSERT_FALSE(context.is_live(id));
    }
  }
  void ask(const Epochs& epochs, Fields& request) {
    const BrokerId id(request.int32("broker"));
    const std::int64_t difference = request.integer("broker_epoch") - epochs.at(id.value());
    kafka::AlterPartitionRequest asked;
    asked.broker = id;
    asked.broker_epoch = kafka::BrokerEpoch(bench_.broker(id.value()).epoch().value() + difference);
    asked.version = static_cast<std::int16_t>(request.integer("version"));
    asked.partitions = {{.tp = tp_,
                         .leader_epoch = kafka::LeaderEpoch(request.int32("leader_epoch")),
                         .partition_epoch = kafka::PartitionEpoch(request.int32("partition_epoch")),
                         .new_isr = brokers(request.integers("isr")),
                         .recovery = recovery_of(request)}};
    answer_ = bench_.alter_partition(asked, kAskedController);
  }

  void expect_unchanged() { EXPECT_EQ(bench_.stored(tp_), before_); }
  void expect_state(Fields& expected, const kafka::AlterPartitionResponse::Partition& answered) {
    EXPECT_EQ(numbers(answered.isr), expected.integers("isr"));
    EXPECT_EQ(answered.partition_epoch.value(), expected.integer("partition_epoch"));
    EXPECT_EQ(answered.leader_epoch.value(), expected.integer("leader_epoch"));
    const std::optional<PartitionState> stored = bench_.stored(tp_);
    ASSERT_TRUE(stored.has_value());
    EXPECT_EQ(answered.leader, stored->leader);
    EXPECT_EQ(answered.isr, stored->isr);
    EXPECT_EQ(answered.partition_epoch, stored->partition_epoch);
    EXPECT_EQ(answered.leader_epoch, stored->leader_epoch);
    EXPECT_EQ(answered.recovery, stored->recovery);
    EXPECT_EQ(stored != before_, expected.flag_or("state_written", true));
  }

  ControllerBench bench_;
  kafka::TopicPartition tp_;
  std::optional<PartitionState> before_;
  kafka::AlterPartitionResponse answer_;
};

}  // namespace

void run_alter_partition(Fields& fields) {
  read_origin(fields);
  Fields& view = fields.map("controller_view");
  const Epochs epochs = read_epochs(view.map("broker_epochs"));
  Fields& request = fields.map("request");
  Fields& expected = fields.map("expected");
  for (const std::string_view field : {"leader", "leader_epoch", "partition_epoch", "isr", "recovery"})
    view.ignore(field);  // of a partition that is not known
  for (const Gone gone : {Gone::dead, Gone::shutting_down}) {
    SCOPED_TRACE(gone == Gone::dead ? "not live: dead" : "not live: shutting down");
    AlterPartitionCase(view, epochs, request, gone).expect(expected);
  }
}

}  // namespace conformance

/// controller_sequences: what is stored of one partition after each of a row of events, by the whole controller.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replicas.h"
#include "tests/support/controller_bench.h"

namespace conformance {

namespace {

using kafka::ErrorCode;
using kafka::testing::ControllerBench;

constexpr int kController = 1000;

ControllerBench::Setup setup_of(Fields& f) {
  ControllerBench::Setup setup;
  setup.controllers = {kController};
  setup.brokers.clear();
  for (const std::int64_t id : f.integers("brokers")) setup.brokers.push_back(static_cast<int>(id));
  setup.config.auto_leader_rebalance_enable = false;  // elections are events of the cases
  return setup;
}

class Sequence {
 public:
  explicit Sequence(Fields& f) : bench_(setup_of(f)), unclean_(f.flag("unclean_leader_election")), tp_(bench_.tp("t")) {
    for (const std::int64_t id : f.integers("assignment")) assignment_.push_back(static_cast<int>(id));
    bench_.start(kController);
    if (!f.has("live_at_creation")) return;
    const std::vector<std::int64_t> live = f.integers("live_at_creation");
    for (const std::int64_t id : f.integers("brokers"))
      if (std::find(live.begin(), live.end(), id) == live.end()) bench_.expire_sessions(brokers({id}));
  }

  void step(Fields& f) {
    SCOPED_TRACE(f.where());
    still_led_ = -1;
    happen(f, f.text("event"));
    expect(f.map("expect"));
  }

 private:
  void happen(Fields& f, const std::string& event) {
    if (event == "topic_created") return create_topic();
    if (event == "reassignment_submitted") return reassign(brokers(f.integers("target")));
    if (event == "preferred_leader_election") return elect_preferred();
    if (event == "alter_partition_accepted") return propose(brokers(f.integers("isr")));
    const std::vector<kafka::BrokerId> which = brokers(f.integers("brokers"));
    if (event == "broker_session_expired" || event == "broker_process_ended_after_shutdown") {
      bench_.expire_sessions(which);
    } else if (event == "broker_registered") {
      bench_.register_again(which);
    } else if (event == "broker_bounced_within_one_notification") {
      for (const kafka::BrokerId id : which) bench_.bounce(id.value(), kController);
    } else if (event == "controlled_shutdown_request") {
      for (const kafka::BrokerId id : which) shut_down(id);
    } else {
      unknown(f, "event", event);
    }
  }

  void create_topic() {
    bench_.create_topic("t", {assignment_});
    if (unclean_) bench_.set_topic_config("t", {{"unclean.leader.election.enable", "true"}});
    bench_.run();
  }
  /// A node that is there is not looked at again: one wish supplants another when a new controller reads it.
  void reassign(const std::vector<kafka::BrokerId>& target) {
    const bool under_way = bench_.exists(kafka::zk_data::kReassignPartitionsPath);
    if (under_way) bench_.zookeeper.write(kafka::zk::Delete{kafka::zk_data::kReassignPartitionsPath});
    if (under_way) bench_.run();
    bench_.reassign(tp_, target);
    if (under_way) bench_.expire_sessions({kafka::BrokerId(kController)});
    bench_.run();
  }
  void elect_preferred() {
    bench_.elect_preferred(tp_);
    bench_.run();
    EXPECT_FALSE(bench_.exists(kafka::zk_data::kPreferredElectionPath));
  }
  void propose(const std::vector<kafka::BrokerId>& isr) {
    const kafka::AlterPartitionResponse answer = bench_.propose_isr(tp_, isr, kController);
    EXPECT_EQ(answer.error, ErrorCode::NONE);
    ASSERT_EQ(answer.partitions.size(), 1U);
    EXPECT_EQ(answer.partitions[0].error, ErrorCode::NONE);
  }
  void shut_down(kafka::BrokerId id) {
    const auto answer = bench_.shut_down(id.value(), bench_.broker(id.value()).epoch(), kController);
    EXPECT_EQ(answer.error, ErrorCode::NONE);
    still_led_ = static_cast<std::int64_t>(answer.remaining.size());
  }

  void expect(Fields& wanted) {
    const std::optional<kafka::PartitionState> stored = bench_.stored(tp_);
    ASSERT_TRUE(stored.has_value());
    EXPECT_EQ(stored->leader.value(), is_none(wanted.node("leader")) ? -1 : wanted.integer("leader"));
    EXPECT_EQ(numbers(stored->isr), wanted.integers("isr"));
    EXPECT_EQ(stored->leader_epoch.value(), wanted.integer("leader_epoch"));
    EXPECT_EQ(stored->partition_epoch.value(), wanted.integer("partition_epoch"));
    EXPECT_EQ(numbers(bench_.assignment(tp_).replicas), wanted.integers("assignment"));
    const std::string recovery = wanted.text_or("recovery", "RECOVERED");
    if (recovery != "RECOVERED" && recovery != "RECOVERING") unknown(wanted, "recovery", recovery);
    EXPECT_EQ(stored->recovery == kafka::LeaderRecoveryState::RECOVERING, recovery == "RECOVERING");
    if (wanted.has("partitions_still_led")) {
      EXPECT_EQ(still_led_, wanted.integer("partitions_still_led"));
    }
    expect_known(*stored);
  }
  /// The controller knows what is stored.
  void expect_known(const kafka::PartitionState& stored) {
    const kafka::ControllerContext& context = bench_.controller(kController).context();
    EXPECT_EQ(context.replicas(tp_), bench_.assignment(tp_).replicas);
    const kafka::PartitionState* known = context.leadership(tp_);
    ASSERT_NE(known, nullptr);
    EXPECT_EQ(*known, stored);
  }

  ControllerBench bench_;
  bool unclean_;
  std::vector<int> assignment_;
  kafka::TopicPartition tp_;
  std::int64_t still_led_ = -1;
};

}  // namespace

void run_controller_sequences(Fields& fields) {
  read_origin(fields);
  Sequence sequence(fields);
  for (Fields* step : fields.maps("steps")) sequence.step(*step);
}

}  // namespace conformance

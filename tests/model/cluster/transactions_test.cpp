// Transactions on a whole cluster: a transactional producer, its coordinator, leaders with their followers, and
// read-committed consumers. One way takes 1 ms, so that faults can be placed between any two steps.

#include <algorithm>
#include <memory>
#include <optional>

#include <gtest/gtest.h>

#include "tests/support/cluster_fixture.h"
#include "tests/support/transactional_application.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using Step = TransactionalApplication::Step;

constexpr std::string_view kId = "transfers";

class TransactionsOnACluster : public ::testing::Test {
 protected:
  /// `before`: changes to what the cluster is made of.
  void build(const std::function<void(ClusterSpec&)>& before = {}, sim::Duration timeout = 60s) {
    f.brokers(3);
    f.topic("orders", 2, 3);
    f.topic("payments", 1, 3);
    f.spec.hardware.network.latency = 1ms;
    f.spec.config.transaction_state_log_num_partitions = 1;
    f.spec.config.offsets_topic_num_partitions = 1;
    f.spec.zookeeper.servers = 1;
    if (before) before(f.spec);
    f.build();
    config.transactional_id = kId;
    config.transaction_timeout_ms = timeout;
    app = add_producer("producer");
    read_committed = add_readers("committed", IsolationLevel::READ_COMMITTED);
    read_all = add_readers("everything", IsolationLevel::READ_UNCOMMITTED);
  }
  std::unique_ptr<TransactionalApplication> add_producer(const std::string& name) {
    ProducerMachine& machine = f.cluster().add_producer(name, "", config);
    machines.push_back(&machine);
    return std::make_unique<TransactionalApplication>(f.scheduler, machine);
  }
  GroupId add_readers(const std::string& name, IsolationLevel isolation) {
    ConsumerGroupSpec group;
    group.name = name;
    group.topics = {"orders", "payments"};
    group.config.auto_offset_reset = OffsetResetStrategy::earliest;
    group.config.isolation_level = isolation;
    return f.cluster().add_group(group);
  }

  std::vector<TopicPartition> all() const { return {f.tp("orders", 0), f.tp("orders", 1), f.tp("payments", 0)}; }
  TopicPartition states() { return {f.cluster().topics().find(kTransactionStateTopicName), PartitionId(0)}; }
  BrokerId coordinator() { return f.cluster().leader_of(states()); }
  void kill(BrokerId broker) { f.cluster().stop(f.cluster().host(broker), sim::StopKind::kill); }
  void restart(BrokerId broker) { f.cluster().start(f.cluster().host(broker)); }
  /// Whatever was killed comes back, and everybody who still writes comes to an end.
  void settle(sim::Duration time = 3min) {
    for (const BrokerId broker : f.view().brokers())
      if (!f.view().running(broker)) restart(broker);
    f.run_for(time);
  }

  /// All records of this producer that this group was given, each of them once.
  std::set<RecordName> delivered(GroupId group, std::size_t producer = 0) {
    std::set<RecordName> records;
    for (const auto& [time, e] : f.events.all<RecordsDelivered>()) {
      if (e.group != group || e.producer != machines[producer]->id()) continue;
      for (std::int32_t i = 0; i < e.count; ++i)
        EXPECT_TRUE(records.insert({e.tp, e.first_id + i}).second) << "read twice";
    }
    return records;
  }
  /// What was said to be committed has been read, what was not has not; of what nobody has told, all or nothing.
  void expect_all_or_nothing(const TransactionalApplication& application, std::size_t producer = 0) {
    const std::set<RecordName> seen = delivered(read_committed, producer);
    for (const auto& transaction : application.written()) {
      std::size_t read = 0;
      for (const RecordName& record : transaction.records) read += seen.contains(record) ? 1 : 0;
      if (transaction.outcome == "committed") {
        EXPECT_EQ(read, transaction.records.size());
      } else if (transaction.outcome == "aborted") {
        EXPECT_EQ(read, 0U);
      } else {
        EXPECT_TRUE(read == 0 || read == transaction.records.size()) << transaction.outcome << ": " << read;
      }
    }
  }
  /// Nothing is open anywhere, at any replica.
  void expect_all_closed() {
    for (const TopicPartition tp : all()) {
      for (const BrokerId broker : f.cluster().replicas_of(tp)) {
        const Log& log = f.view().replica(broker, tp)->log();
        EXPECT_TRUE(log.producers().ongoing_transactions().empty());
        EXPECT_EQ(log.last_stable_offset(), log.log_end_offset());
      }
    }
    for (const BrokerId broker : f.view().brokers()) {
      const auto& transactions = f.view().server(broker)->broker().transactions();
      EXPECT_EQ(transactions.markers().transactions_with_pending_markers(), 0U);
    }
  }
  std::vector<std::string> state_changes() {
    std::vector<std::string> changes;
    for (const auto& [time, e] : f.events.all<TransactionStateChanged>()) changes.emplace_back(e.to);
    return changes;
  }
  /// Runs until the id has come to this state for the `nth` time.
  void run_until_state(std::string_view state, int nth = 1) {
    for (int i = 0; i < 1'000'000; ++i) {
      int seen = 0;
      for (const std::string& change : state_changes()) seen += change == state ? 1 : 0;
      if (seen >= nth) return;
      f.run_for(250us);
    }
    FAIL() << "it never came to " << state;
  }
  /// Control batches in the leader's log.
  std::vector<ControlRecordType> markers(TopicPartition tp) {
    std::vector<ControlRecordType> found;
    const LogEntries& entries = f.view().replica(f.view().leader(tp), tp)->log().entries();
    for (LogEntries::Index i = entries.begin_index(); i != entries.end_index(); ++i)
      if (entries[i].batch->is_control()) found.push_back(entries[i].batch->control);
    return found;
  }

  ClusterFixture f;
  ProducerConfig config;
  std::vector<ProducerMachine*> machines;
  std::unique_ptr<TransactionalApplication> app;
  GroupId read_committed, read_all;
};

// ---- without faults

TEST_F(TransactionsOnACluster, CommittedOnesAreReadAndAbortedOnesAreNot) {
  build();
  f.cluster().start();
  app->plan({.partitions = all()});
  app->plan({.partitions = all(), .commit = false});
  app->plan({.partitions = all()});
  f.run_for(30s);
  ASSERT_TRUE(app->idle());
  ASSERT_EQ(app->written().size(), 3U);
  EXPECT_EQ(app->written()[0].outcome, "committed");
  EXPECT_EQ(app->written()[1].outcome, "aborted");
  EXPECT_EQ(delivered(read_committed).size(), 6U);
  std::size_t written = 0;  // an abort takes back what was not sent yet
  for (const auto& [time, e] : f.events.all<RecordsAppended>())
    if (e.as_leader && e.transactional && e.producer == machines[0]->id()) written += static_cast<std::size_t>(e.count);
  EXPECT_EQ(delivered(read_all).size(), written) << "read_uncommitted sees everything";
  expect_all_or_nothing(*app);
  expect_all_closed();
  using enum ControlRecordType;
  for (const TopicPartition tp : all()) EXPECT_EQ(markers(tp), (std::vector{COMMIT, ABORT, COMMIT}));
  // How many requests name the partitions of a transaction is a matter of time.
  std::vector<std::string> changes = state_changes();
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
  EXPECT_EQ(changes,
            (std::vector<std::string>{"Empty", "Ongoing", "PrepareCommit", "CompleteCommit", "Ongoing", "PrepareAbort",
                                      "CompleteAbort", "Ongoing", "PrepareCommit", "CompleteCommit"}));
}

TEST_F(TransactionsOnACluster, WhileOneIsOpenNothingBehindItIsRead) {
  build();
  f.cluster().start();
  app->plan({.partitions = all(), .open_for = 20s});
  f.run_for(10s);
  EXPECT_EQ(delivered(read_all).size(), 3U);
  EXPECT_TRUE(delivered(read_committed).empty());
  for (const TopicPartition tp : all()) {
    const Log& log = f.view().replica(f.view().leader(tp), tp)->log();
    EXPECT_EQ(log.high_watermark(), Offset(1));
    EXPECT_EQ(log.last_stable_offset(), Offset(0));
  }
  f.run_for(20s);
  EXPECT_EQ(delivered(read_committed).size(), 3U);
  expect_all_closed();
}

TEST_F(TransactionsOnACluster, TheTopicIsCreatedAtTheFirstLookForACoordinator) {
  build();
  ASSERT_EQ(f.cluster().boot(), "");
  EXPECT_FALSE(f.view().server(BrokerId(101))->broker().metadata().contains(states().topic));
  f.cluster().start();
  f.run_for(10s);
  EXPECT_EQ(f.cluster().replicas_of(states()).size(), 3U);
  EXPECT_EQ(f.view().server(coordinator())->broker().transactions().states().find(std::string(kId)).metadata->state(),
            TransactionState::Empty);
}

TEST_F(TransactionsOnACluster, ProducerIdsOfThreeBrokersNeverMeet) {
  build();
  config.transactional_id = "";
  std::vector<std::unique_ptr<TestApplication>> others;
  for (int i = 0; i < 12; ++i)
    others.push_back(
        std::make_unique<TestApplication>(f.cluster().add_producer("idempotent-" + std::to_string(i), "", config)));
  f.cluster().start();
  for (const auto& other : others) other->send({.topic = f.tp("orders", 0).topic, .value_size = 10});
  f.run_for(10s);
  std::set<ProducerId> ids;
  for (const auto& [time, e] : f.events.all<ProducerIdAssigned>()) EXPECT_TRUE(ids.insert(e.producer_id).second);
  EXPECT_EQ(ids.size(), 13U);
}

// ---- the coordinator dies

/// Where in a transaction's life it happens: after the change of state, or after its records or markers are written.
struct Moment {
  std::string name;
  std::string state;
  bool data_written = false;
  bool markers_written = false;
};

class CoordinatorDies : public TransactionsOnACluster, public ::testing::WithParamInterface<std::tuple<int, bool>> {
 protected:
  static std::vector<Moment> moments() {
    return {{"initialized", "Empty"},
            {"partitions added", "Ongoing"},
            {"records written", "Ongoing", true},
            {"decided", "Prepare"},
            {"markers written", "Prepare", false, true},
            {"complete", "Complete"}};
  }
};

TEST_P(CoordinatorDies, AndTheOutcomeIsOneAndTheSame) {
  const auto [index, commit] = GetParam();
  const Moment moment = moments()[static_cast<std::size_t>(index)];
  SCOPED_TRACE(moment.name);
  build();
  f.cluster().start();
  f.run_for(10s);  // initialized, the readers know their partitions
  ASSERT_TRUE(app->idle());
  app->plan({.partitions = all(), .commit = commit, .open_for = 50ms});
  app->plan({.partitions = all()});
  if (moment.state == "Ongoing") run_until_state("Ongoing");
  if (moment.data_written) f.run_for(30ms);
  if (moment.state == "Prepare") run_until_state(commit ? "PrepareCommit" : "PrepareAbort");
  if (moment.markers_written)
    while (markers(all()[0]).empty()) f.run_for(250us);
  if (moment.state == "Complete") run_until_state(commit ? "CompleteCommit" : "CompleteAbort");
  const BrokerId dead = coordinator();
  kill(dead);
  f.run_for(40s);  // ZooKeeper's session ends, another replica leads and reads the log
  EXPECT_NE(coordinator(), dead);
  settle();
  ASSERT_TRUE(app->idle()) << app->fatal();
  EXPECT_EQ(app->written()[0].outcome, commit ? "committed" : "aborted");
  EXPECT_EQ(app->written()[1].outcome, "committed");
  expect_all_or_nothing(*app);
  expect_all_closed();
}

INSTANTIATE_TEST_SUITE_P(BetweenAnyTwoSteps, CoordinatorDies,
                         ::testing::Combine(::testing::Range(0, 6), ::testing::Bool()));

// ---- the producer dies

TEST_F(TransactionsOnACluster, AProducerThatDiesIsFencedByItsSuccessorAtOnce) {
  build();
  f.cluster().start();
  f.run_for(10s);
  app->plan({.partitions = all(), .open_for = 1h});
  f.run_for(1s);
  EXPECT_TRUE(delivered(read_committed).empty());
  f.cluster().stop(machines[0]->host().id(), sim::StopKind::kill);
  app->plan({.partitions = all()});
  f.cluster().start(machines[0]->host().id());
  f.run_for(5s);
  ASSERT_TRUE(app->idle());
  EXPECT_EQ(app->written()[0].outcome, "") << "nobody has told";
  EXPECT_EQ(app->written()[1].outcome, "committed");
  EXPECT_EQ(delivered(read_committed), app->written()[1].records) << "the first one was taken back";
  expect_all_closed();
  // Epoch 0; 1 to fence; 2 for the successor.
  EXPECT_EQ(f.events.all<ProducerIdAssigned>().back().second.producer_epoch, ProducerEpoch(2));
}

TEST_F(TransactionsOnACluster, AZombieCannotCommitNorWrite) {
  build();
  const std::unique_ptr<TransactionalApplication> successor = add_producer("successor");
  f.cluster().start();
  f.run_for(5s);  // both have asked for the id; one of them is the second
  const bool first_is_second = app->producer()->producer_id().epoch > successor->producer()->producer_id().epoch;
  TransactionalApplication& zombie = first_is_second ? *successor : *app;
  TransactionalApplication& owner = first_is_second ? *app : *successor;
  owner.plan({.partitions = all()});
  zombie.plan({.partitions = all()});
  f.run_for(10s);
  EXPECT_EQ(owner.written().at(0).outcome, "committed");
  EXPECT_EQ(zombie.fatal(), "ProducerFencedException");
  EXPECT_EQ(delivered(read_committed, first_is_second ? 1 : 0).size(), 0U);
  EXPECT_EQ(delivered(read_committed, first_is_second ? 0 : 1).size(), 3U);
  expect_all_closed();
}

TEST_F(TransactionsOnACluster, AProducerThatNeverComesBackIsTakenBackAfterItsTimeout) {
  build({}, 15s);
  f.cluster().start();
  f.run_for(10s);
  app->plan({.partitions = all(), .open_for = 1h});
  f.run_for(1s);
  f.cluster().stop(machines[0]->host().id(), sim::StopKind::kill);
  f.run_for(13s);
  for (const TopicPartition tp : all())
    EXPECT_EQ(f.view().replica(f.view().leader(tp), tp)->log().last_stable_offset(), Offset(0));
  f.run_for(12s);  // looked for every 10 s
  EXPECT_EQ(state_changes().back(), "CompleteAbort");
  for (const TopicPartition tp : all()) EXPECT_EQ(markers(tp), std::vector{ControlRecordType::ABORT});
  f.run_for(2s);
  EXPECT_TRUE(delivered(read_committed).empty());
  expect_all_closed();
}

TEST_F(TransactionsOnACluster, AProducerThatIsTooSlowIsFencedByTheTimeout) {
  build({}, 15s);
  f.cluster().start();
  f.run_for(10s);
  app->plan({.partitions = all(), .open_for = 40s});
  f.run_for(1min);
  EXPECT_EQ(app->fatal(), "ProducerFencedException");
  EXPECT_TRUE(delivered(read_committed).empty());
  expect_all_closed();
}

// ---- leaders die

TEST_F(TransactionsOnACluster, MarkersReachTheNextLeaderOfAPartition) {
  build();
  f.cluster().start();
  f.run_for(10s);
  app->plan({.partitions = all(), .open_for = 2s});
  f.run_for(1s);
  BrokerId victim = kNoBroker;  // leads a partition and coordinates nothing
  for (const TopicPartition tp : all())
    if (f.view().leader(tp) != coordinator()) victim = f.view().leader(tp);
  ASSERT_NE(victim, kNoBroker);
  kill(victim);
  f.run_for(5s);
  const std::string state = state_changes().back();
  EXPECT_TRUE(state == "PrepareCommit" || state == "Ongoing") << state;
  settle();
  ASSERT_TRUE(app->idle()) << app->fatal();
  EXPECT_EQ(app->written()[0].outcome, "committed");
  expect_all_or_nothing(*app);
  expect_all_closed();
}

TEST_F(TransactionsOnACluster, APartitionDeletedDuringATransactionHoldsNobodyUp) {
  build();
  f.cluster().start();
  f.run_for(10s);
  app->plan({.partitions = {f.tp("orders", 0), f.tp("payments", 0)}, .open_for = 30s});
  f.run_for(1s);
  f.cluster().delete_topic("payments", {});
  f.run_for(1min);
  EXPECT_EQ(state_changes().back(), "CompleteCommit");
  EXPECT_EQ(app->written()[0].outcome, "committed");
  EXPECT_EQ(markers(f.tp("orders", 0)).size(), 1U);
}

// ---- release 2.3

TEST_F(TransactionsOnACluster, Release23CommitsAndAbortsToo) {
  build([](ClusterSpec& spec) {
    spec.profile = Profile::v2_3;
    spec.behaviour = behaviour_of(Profile::v2_3);
  });
  f.cluster().start();
  app->plan({.partitions = all()});
  app->plan({.partitions = all(), .commit = false});
  f.run_for(30s);
  ASSERT_TRUE(app->idle()) << app->fatal();
  EXPECT_EQ(delivered(read_committed), app->written()[0].records);
  expect_all_closed();
  EXPECT_EQ(f.events.all<ProducerIdAssigned>().front().second.producer_id.value() % 1000, 0)
      << "a block for each broker";
}

}  // namespace
}  // namespace kafka::testing

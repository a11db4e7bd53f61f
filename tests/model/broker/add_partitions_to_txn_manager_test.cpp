// What leaders ask of transaction coordinators. Cases of Kafka's AddPartitionsToTxnManagerTest. One way takes 1 ms.

#include "model/broker/add_partitions_to_txn_manager.h"

#include <optional>

#include <gtest/gtest.h>

#include "sim/net/topology_builders.h"
#include "sim/random/streams.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Broker 2: answers what the test wants, or nothing.
class PlayedCoordinator final : public RequestReceiver {
 public:
  PlayedCoordinator(sim::Network& network, sim::HostId host) : network_(network), host_(host) {}
  void on_request(sim::ConnectionId connection, const RequestPtr& request) override {
    const auto& asked = std::get<AddPartitionsToTxnRequest>(request->body);
    EXPECT_TRUE(asked.verify_only);
    requests.push_back(asked.verified);
    if (silent) return;
    AddPartitionsToTxnResponse response;
    for (const auto& transaction : asked.verified) {
      response.verified.emplace_back();
      for (const TopicPartition tp : transaction.partitions)
        response.verified.back().push_back({.tp = tp, .error = tp == refused ? error : ErrorCode::NONE});
    }
    request->answer = std::move(response);
    network_.send(connection, host_, sim::Bytes(100), [r = RequestPtr(request)] { r->client->on_answer(r); });
  }

  std::vector<std::vector<AddPartitionsToTxnManager::Transaction>> requests;
  TopicPartition refused{TopicId(-1), PartitionId(0)};
  ErrorCode error = ErrorCode::NONE;
  bool silent = false;

 private:
  sim::Network& network_;
  sim::HostId host_;
};

class AddPartitionsToTxnManagerTest : public ::testing::Test {
 protected:
  AddPartitionsToTxnManagerTest() : network(scheduler, map) {
    const auto places = sim::build_uniform(map, {"broker-1", "broker-2"}, 1ms);
    for (int i = 1; i <= 2; ++i)
      brokers.add(BrokerId(i),
                  network.add_host("broker-" + std::to_string(i), places[static_cast<std::size_t>(i - 1)]));
    life = scheduler.begin_life();
    other_life = scheduler.begin_life();
    network.on_host_started(brokers.host(BrokerId(1)), life);
    network.on_host_started(brokers.host(BrokerId(2)), other_life);
    network.listen(brokers.host(BrokerId(2)), other_life);
    coordinator.emplace(network, brokers.host(BrokerId(2)));
    brokers.set_receiver(BrokerId(2), &*coordinator);
    sender.emplace(scheduler, network, brokers, emitter, brokers.host(BrokerId(1)), life, 30s, streams.stream("s"));
    manager.emplace([this](const std::string&) { return where; }, *sender);
  }

  void verify(const std::string& id, int epoch = 0, std::vector<TopicPartition> partitions = {kT0, kT1}) {
    manager->verify_transaction(
        {id, ProducerId(7), ProducerEpoch(static_cast<std::int16_t>(epoch)), std::move(partitions)},
        [this, id, epoch](const AddPartitionsToTxnManager::Partitions& answered) {
          std::string text = id + "/" + std::to_string(epoch) + ":";
          for (const auto& p : answered) text += " " + std::string(name_of(p.error));
          answers.push_back(text);
        });
  }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }

  static constexpr TopicPartition kT0{TopicId(0), PartitionId(0)};
  static constexpr TopicPartition kT1{TopicId(0), PartitionId(1)};
  using Texts = std::vector<std::string>;

  sim::Scheduler scheduler;
  sim::Topology map;
  sim::Network network;
  BrokerDirectory brokers;
  Emitter emitter;
  sim::Streams streams{1};
  sim::LifeId life, other_life;
  BrokerId where{2};
  std::optional<PlayedCoordinator> coordinator;
  std::optional<InterBrokerSendThread> sender;
  std::optional<AddPartitionsToTxnManager> manager;
  Texts answers;
};

// testTransactionCoordinatorResolution
TEST_F(AddPartitionsToTxnManagerTest, WithoutACoordinatorItSaysSoAtOnce) {
  where = kNoBroker;
  verify("a");
  EXPECT_EQ(answers, Texts{"a/0: COORDINATOR_NOT_AVAILABLE COORDINATOR_NOT_AVAILABLE"});
}

// testGenerateRequests
TEST_F(AddPartitionsToTxnManagerTest, OneRequestAtATimeWithAllThatWaits) {
  verify("a");
  verify("b");
  verify("c");
  run_for(4ms);
  EXPECT_EQ(answers, Texts{"a/0: NONE NONE"});
  run_for(2ms);
  EXPECT_EQ(answers, (Texts{"a/0: NONE NONE", "b/0: NONE NONE", "c/0: NONE NONE"}));
  ASSERT_EQ(coordinator->requests.size(), 2U);
  EXPECT_EQ(coordinator->requests[1].size(), 2U);
}

// testAddTxnData
TEST_F(AddPartitionsToTxnManagerTest, OfTwoQuestionsAboutOneIdThatWaitOneIsAsked) {
  verify("first");  // in flight: the others wait
  verify("same", 0);
  verify("same", 0);
  EXPECT_EQ(answers, Texts{"same/0: NETWORK_EXCEPTION NETWORK_EXCEPTION"}) << "the client is trying again";
  verify("same", 1);
  EXPECT_EQ(answers.back(), "same/0: INVALID_PRODUCER_EPOCH INVALID_PRODUCER_EPOCH") << "it is fenced";
  verify("same", 0);
  EXPECT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers.back(), "same/0: INVALID_PRODUCER_EPOCH INVALID_PRODUCER_EPOCH");
  run_for(10ms);
  EXPECT_EQ(answers.back(), "same/1: NONE NONE");
  EXPECT_EQ(coordinator->requests.at(1).size(), 1U);
}

// testAddPartitionsToTxnHandlerErrorHandling
TEST_F(AddPartitionsToTxnManagerTest, ErrorsAreEachPartitionsOwnAndProducersUnderstandThem) {
  coordinator->refused = kT1;
  const std::vector<std::pair<ErrorCode, std::string>> cases = {
      {ErrorCode::TRANSACTION_ABORTABLE, "TRANSACTION_ABORTABLE"},
      {ErrorCode::PRODUCER_FENCED, "INVALID_PRODUCER_EPOCH"},
      {ErrorCode::NOT_COORDINATOR, "NOT_COORDINATOR"}};
  for (const auto& [error, told] : cases) {
    coordinator->error = error;
    verify("a");
    run_for(10ms);
    EXPECT_EQ(answers.back(), "a/0: NONE " + told);
  }
}

TEST_F(AddPartitionsToTxnManagerTest, WithoutAnAnswerItIsANetworkException) {
  coordinator->silent = true;
  verify("a");
  run_for(10ms);
  verify("b");
  run_for(29s);
  EXPECT_TRUE(answers.empty());
  run_for(2s);  // request.timeout.ms 30000; the connection is closed, and b's question finds it so
  EXPECT_EQ(answers, (Texts{"a/0: NETWORK_EXCEPTION NETWORK_EXCEPTION", "b/0: NETWORK_EXCEPTION NETWORK_EXCEPTION"}));
  coordinator->silent = false;
  verify("c");
  run_for(1s);
  EXPECT_EQ(answers.back(), "c/0: NONE NONE");
}

TEST_F(AddPartitionsToTxnManagerTest, ADeadCoordinatorIsANetworkException) {
  verify("a");
  run_for(10ms);
  scheduler.end_life(other_life);
  network.on_host_stopped(brokers.host(BrokerId(2)), other_life, sim::StopKind::kill);
  run_for(10ms);
  verify("b");
  run_for(100ms);
  EXPECT_EQ(answers, (Texts{"a/0: NONE NONE", "b/0: NETWORK_EXCEPTION NETWORK_EXCEPTION"}));
}

}  // namespace
}  // namespace kafka::testing

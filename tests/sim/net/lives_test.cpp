#include "sim/net/rules.h"
#include "tests/sim/net/net_fixture.h"

namespace sim {
namespace {

class LivesTest : public NetFixture {};

TEST_F(LivesTest, NobodyListensIsRefusedAfterARoundTrip) {
  build(2);
  network_->stop_listening(host(1));
  const auto id = ask(0, 1);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{2ms, "refused"}}));
  EXPECT_FALSE(network_->is_open(id, host(0)));
  EXPECT_EQ(network_->connections_open(), 0u);
}

TEST_F(LivesTest, AKilledProcessRefusesADeadMachineDoesNotAnswer) {
  build(3);
  stop(1, StopKind::kill);
  stop(2, StopKind::power_loss);
  ask(0, 1);
  ask(0, 2);
  run_for(10s);
  EXPECT_EQ(log_, (Log{{2ms, "refused"}}));
  start(2);  // the attempt was retransmitted all the time
  run_for(10s);
  EXPECT_EQ(log_, (Log{{2ms, "refused"}, {10'001ms, "opened by 0"}, {10'002ms, "established"}}));
}

TEST_F(LivesTest, CloseArrivesBehindWhatWasSent) {
  build(2, {.egress = kGigabit, .ingress = {}});
  const auto id = connected(0, 1);
  send(id, 0, Bytes(125'000), 1);  // 2 + 1 + 1
  send(id, 1, Bytes(1'000), 2);    // to the one that closes: vanishes
  network_->close(id, host(0));
  EXPECT_FALSE(network_->is_open(id, host(0)));
  EXPECT_TRUE(network_->is_open(id, host(1))) << "not told yet";
  EXPECT_FALSE(send(id, 0, Bytes(1), 3));
  EXPECT_TRUE(send(id, 1, Bytes(1), 4)) << "it cannot know that nobody reads";
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{4ms, "m1"}, {4ms, "closed"}}));
  EXPECT_FALSE(send(id, 1, Bytes(1), 5));
  EXPECT_EQ(network_->bytes_in_flight(host(1)), Bytes(0));
}

TEST_F(LivesTest, BothCloseAtOnceAndNobodyIsTold) {
  build(2);
  const auto id = connected(0, 1);
  network_->close(id, host(0));
  network_->close(id, host(1));
  network_->close(id, host(0));
  run_for(10ms);
  EXPECT_TRUE(log_.empty());
  EXPECT_EQ(scheduler_.pending_count(), 0u);
}

TEST_F(LivesTest, AKilledProcessHasSentWhatItSentAndItsPeerIsTold) {
  build(2);
  const auto id = connected(0, 1);
  send(id, 0, Bytes(1), 1);
  send(id, 1, Bytes(1), 2);
  stop(0, StopKind::kill);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{3ms, "m1"}, {3ms, "closed"}}));
}

TEST_F(LivesTest, AnAnswerToAFormerLifeReachesNobody) {
  build(2);
  const auto id = connected(0, 1);
  send(id, 1, Bytes(1), 1);
  run_for(500us);
  stop(0, StopKind::kill);
  start(0);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{3'500us, "closed"}})) << "told at the other end only";
  EXPECT_FALSE(network_->is_open(id, host(0)));
}

TEST_F(LivesTest, APowerLossTellsNobodyUntilTheMachineIsBack) {
  build(2);
  const auto id = connected(0, 1);
  send(id, 0, Bytes(1), 1);  // under way when the power goes
  stop(1, StopKind::power_loss);
  run_for(1s);
  EXPECT_TRUE(log_.empty());
  EXPECT_TRUE(send(id, 0, Bytes(1), 2));
  EXPECT_TRUE(network_->is_open(id, host(0)));
  run_for(1s);
  EXPECT_TRUE(log_.empty());
  start(1);  // 2.002 s: the retransmission finds it up at 2.003, the reset is back at 2.004
  run_for(1s);
  EXPECT_EQ(log_, (Log{{2'004ms, "closed"}}));
  EXPECT_EQ(network_->bytes_in_flight(host(0)), Bytes(0));
  EXPECT_EQ(network_->connections_open(), 0u);
}

TEST_F(LivesTest, APeerThatSendsNothingNeverHearsOfThePowerLoss) {
  build(2);
  const auto id = connected(0, 1);
  stop(1, StopKind::power_loss);
  run_for(1s);
  start(1);
  run_for(1min);
  EXPECT_TRUE(log_.empty());
  EXPECT_TRUE(network_->is_open(id, host(0)));
  send(id, 0, Bytes(1), 1);
  run_for(2ms);
  EXPECT_EQ(log_, (Log{{61'004ms, "closed"}}));
}

/// 125,000 bytes a millisecond: at 3.5 ms the first of three has left, half of the second has.
TEST_F(LivesTest, APowerLossTakesWhatHasNotLeftTheNic) {
  build(2, {.egress = kGigabit, .ingress = {}});
  const auto id = connected(0, 1);
  for (int i = 1; i <= 3; ++i) send(id, 0, Bytes(125'000), i);
  run_for(1'500us);
  stop(0, StopKind::power_loss);
  run_for(1s);
  EXPECT_EQ(log_, (Log{{4ms, "m1"}}));
  EXPECT_EQ(network_->bytes_in_flight(host(0)), Bytes(0));
}

TEST_F(LivesTest, ARestartedMachinesNicIsEmpty) {
  build(2, {.egress = kGigabit, .ingress = kGigabit});
  const auto id = connected(0, 1);
  send(id, 0, Bytes(125'000'000), 1);  // a second's worth
  stop(0, StopKind::power_loss);
  start(0);
  ask(0, 1);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{3ms, "opened by 0"}, {4ms, "established"}}));
}

TEST_F(LivesTest, AKillBehindAPartitionIsToldWhenItHeals) {
  build(2);
  const auto id = connected(0, 1);
  auto partition = network_->add_rule(std::make_unique<Partition>(std::vector{host(0)}, std::vector{host(1)}));
  send(id, 0, Bytes(1), 1);
  stop(0, StopKind::kill);
  run_for(100ms);
  EXPECT_TRUE(log_.empty());
  partition.remove();
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{103ms, "m1"}, {103ms, "closed"}}));
  EXPECT_FALSE(network_->is_open(id, host(1)));
}

TEST_F(LivesTest, APausedProcessIsConnectedToButReadsLater) {
  build(2);
  const auto id = connected(0, 1);
  scheduler_.pause_life(life(1));
  send(id, 0, Bytes(1), 1);
  send(id, 0, Bytes(1), 2);
  ask(0, 1);
  run_for(100ms);
  EXPECT_EQ(log_, (Log{{4ms, "established"}})) << "its kernel answers";
  scheduler_.resume_life(life(1));
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{4ms, "established"}, {102ms, "m1"}, {102ms, "opened by 0"}, {102ms, "m2"}}));
}

TEST_F(LivesTest, AReceiverMayCloseOrStopInsideADelivery) {
  build(2);
  const auto id = connected(0, 1);
  network_->send(id, host(0), Bytes(1), [this, id] {
    note("closing");
    network_->close(id, host(1));
  });
  send(id, 0, Bytes(1), 1);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{3ms, "closing"}, {4ms, "closed"}}));
  const auto again = connected(0, 1);
  network_->send(again, host(0), Bytes(1), [this] { stop(1, StopKind::kill); });
  send(again, 0, Bytes(1), 1);
  const Duration sent = now();
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{sent + 2ms, "closed"}}));
}

TEST_F(LivesTest, IdsAreNotReused) {
  build(2);
  const auto first = connected(0, 1);
  network_->close(first, host(0));
  run_for(10ms);
  const auto second = connected(0, 1);
  EXPECT_NE(first, second);
  EXPECT_FALSE(network_->is_open(first, host(0)));
  EXPECT_FALSE(send(first, 0, Bytes(1), 1));
  network_->close(first, host(0));
  EXPECT_TRUE(network_->is_open(second, host(0)));
}

TEST_F(LivesTest, AnAttemptDiesWithItsProcess) {
  build(2);
  ask(0, 1);
  run_for(1'500us);  // accepted, the answer is on its way
  stop(0, StopKind::kill);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{1ms, "opened by 0"}, {2'500us, "closed"}}));
  EXPECT_EQ(network_->connections_open(), 0u);
}

}  // namespace
}  // namespace sim

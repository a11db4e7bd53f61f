#include "sim/net/rules.h"
#include "tests/sim/net/net_fixture.h"

namespace sim {
namespace {

class TimingTest : public NetFixture {};

TEST_F(TimingTest, ConnectingTakesOneRoundTrip) {
  build(2);
  ask(0, 1);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{1ms, "opened by 0"}, {2ms, "established"}}));
  EXPECT_EQ(network_->connections_open(), 1u);
}

/// 1 MiB = 1,048,576 bytes at 125,000,000 bytes/s is 8.388608 ms; with 1 ms of path 9.388608 ms. Cut-through: the
/// receiver's NIC of the same rate adds nothing.
TEST_F(TimingTest, AMebibyteAtAGigabit) {
  build(2, {.egress = kGigabit, .ingress = kGigabit});
  const auto id = connected(0, 1);  // at 2 ms
  const std::uint64_t events = scheduler_.executed();
  EXPECT_TRUE(send(id, 0, MiB(1), 1));
  EXPECT_EQ(network_->bytes_in_flight(host(0)), MiB(1));
  EXPECT_EQ(network_->egress_backlog(host(0)), 8'388'608ns);
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{11'388'608ns, "m1"}}));
  EXPECT_EQ(scheduler_.executed() - events, 1u) << "an idle network needs one event for a message";
  EXPECT_EQ(network_->bytes_in_flight(host(0)), Bytes(0));
  EXPECT_EQ(network_->bytes_delivered(), MiB(1));
}

TEST_F(TimingTest, WithoutRatesOnlyTheDelayIsLeft) {
  build(2);
  const auto id = connected(0, 1);
  send(id, 0, GiB(1), 1);
  send(id, 1, GiB(1), 2);
  run_for(5ms);
  EXPECT_EQ(log_, (Log{{3ms, "m1"}, {3ms, "m2"}}));
}

/// 125,000 bytes take 1 ms on the NIC. Three messages to two receivers leave one after the other.
TEST_F(TimingTest, TheSendersNicServesAllConnectionsInOrder) {
  build(3, {.egress = kGigabit, .ingress = kGigabit});
  const auto to1 = connected(0, 1);
  const auto to2 = connected(0, 2);  // 4 ms
  send(to1, 0, Bytes(125'000), 1);   // leaves at 5, arrives at 6
  send(to2, 0, Bytes(125'000), 2);   // 6, 7
  send(to1, 0, Bytes(125'000), 3);   // 7, 8
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{6ms, "m1"}, {7ms, "m2"}, {8ms, "m3"}}));
}

/// Two senders at once to one receiver: both last bytes come at 4 + 1 + 1 = 6 ms, but the NIC takes 1 ms for each.
TEST_F(TimingTest, TheReceiversNicIsSharedByItsSenders) {
  build(3, {.egress = kGigabit, .ingress = kGigabit});
  const auto from0 = connected(0, 2);
  const auto from1 = connected(1, 2);
  const std::uint64_t events = scheduler_.executed();
  send(from0, 0, Bytes(125'000), 1);
  send(from1, 1, Bytes(125'000), 2);
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{6ms, "m1"}, {7ms, "m2"}}));
  EXPECT_EQ(scheduler_.executed() - events, 3u) << "the one that waits needs a second event";
}

/// Two senders of 10 messages each, all at once: the receiver's NIC is busy for 20 ms from 5 ms (first byte) on, and
/// the two take turns.
TEST_F(TimingTest, ASharedReceiverLosesNoTime) {
  build(3, {.egress = kGigabit, .ingress = kGigabit});
  const auto from0 = connected(0, 2);
  const auto from1 = connected(1, 2);
  for (int i = 0; i < 10; ++i) {
    send(from0, 0, Bytes(125'000), 0);
    send(from1, 1, Bytes(125'000), 1);
  }
  run_for(100ms);
  ASSERT_EQ(log_.size(), 20u);
  for (std::size_t i = 0; i < log_.size(); ++i) {
    EXPECT_EQ(log_[i].first, 6ms + 1ms * static_cast<int>(i));
    EXPECT_EQ(log_[i].second, i % 2 == 0 ? "m0" : "m1");
  }
}

TEST_F(TimingTest, ASlowReceiverIsTheLimitEvenWhenIdle) {
  build(2);
  network_->set_nic(host(1), {.egress = {}, .ingress = BytesPerSecond(1'000'000)});
  const auto id = connected(0, 1);
  const std::uint64_t events = scheduler_.executed();
  send(id, 0, Bytes(5'000), 1);  // 5 ms at 1 MB/s: 2 + 1 + 5
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{8ms, "m1"}}));
  EXPECT_EQ(scheduler_.executed() - events, 1u);
}

TEST_F(TimingTest, AHostReachesItselfAtOnce) {
  build(1, {.egress = BytesPerSecond(1), .ingress = BytesPerSecond(1)});
  const auto id = ask(0, 0);
  run_for(0ms);
  EXPECT_EQ(log_, (Log{{0ms, "opened by 0"}, {0ms, "established"}}));
  send(id, 0, GiB(1), 1);
  run_for(0ms);
  EXPECT_EQ(log_.back(), (std::pair<Duration, std::string>{0ms, "m1"}));
}

TEST_F(TimingTest, MoveOnlyMessagesAreDeliveredOrDestroyed) {
  build(2);
  const auto id = connected(0, 1);
  int value = 0;
  network_->send(id, host(0), Bytes(1), [p = std::make_unique<int>(5), &value] { value = *p; });
  run_for(5ms);
  EXPECT_EQ(value, 5);
  network_->send(id, host(0), Bytes(1), [p = std::make_unique<int>(6), &value] { value = *p; });
  network_->close(id, host(1));
  run_for(5ms);
  EXPECT_EQ(value, 5);  // the leak checker sees to the rest
}

/// Two racks behind uplinks of 50 MB/s: 50,000 bytes take 1 ms there, 0.4 ms at the hosts' gigabit links.
class UplinkTest : public NetFixture {
 protected:
  void SetUp() override {
    const auto places = build_racks(
        map_, {{"rack-a", {"a0", "a1"}}, {"rack-b", {"b0", "b1"}}, {"rack-c", {"c0"}}},
        {.within_rack = 100us, .between_racks = 1ms, .host_rate = kGigabit, .uplink_rate = BytesPerSecond(50'000'000)});
    network_ = std::make_unique<Network>(scheduler_, map_);
    for (const NodeId place : places) {
      hosts_.push_back(network_->add_host(map_.name(place), place, {.egress = kGigabit, .ingress = kGigabit}));
      lives_.push_back(scheduler_.begin_life());
      network_->listen(hosts_.back(), lives_.back());
    }
  }
};

TEST_F(UplinkTest, AnIdlePathTakesItsSlowestPartOnce) {
  const auto id = connected(0, 2);  // 2 ms
  const std::uint64_t events = scheduler_.executed();
  send(id, 0, Bytes(50'000), 1);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{4ms, "m1"}}));  // 2 + 1 (uplink) + 1 (delay)
  EXPECT_EQ(scheduler_.executed() - events, 1u);
}

TEST_F(UplinkTest, HostsOfARackShareTheUplinkButNotTheRack) {
  const auto far0 = connected(0, 2);
  const auto far1 = connected(1, 3);
  const auto near = connected(0, 1);  // 6 ms
  send(far0, 0, Bytes(50'000), 1);    // uplink 6 .. 7, arrives at 8
  send(far1, 1, Bytes(50'000), 2);    // uplink 7 .. 8, arrives at 9
  send(near, 0, Bytes(50'000), 3);    // waits for its NIC until 6.4 only: 6.8 + 0.1
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{6'900us, "m3"}, {8ms, "m1"}, {9ms, "m2"}}));
}

/// A backlog in one host's NIC must not keep the shared uplink from others: its messages take their turn there when
/// they get there.
TEST_F(UplinkTest, AMessageBehindItsNicDoesNotBookTheUplink) {
  const auto near = connected(0, 1);
  const auto far0 = connected(0, 2);
  const auto far1 = connected(1, 3);   // 6 ms
  send(near, 0, Bytes(1'250'000), 1);  // NIC 6 .. 16, arrives at 16.1
  send(far0, 0, Bytes(50'000), 2);     // NIC 16 .. 16.4, uplink 16 .. 17, arrives at 18
  send(far1, 1, Bytes(50'000), 3);     // uplink 6 .. 7, arrives at 8
  run_for(40ms);
  EXPECT_EQ(log_, (Log{{8ms, "m3"}, {16'100us, "m1"}, {18ms, "m2"}}));
}

/// The way back crosses the links in the opposite order: b0's message waits at its own rack's uplink, where b1 is
/// sending for 10 ms, and must not book rack a's before.
TEST_F(UplinkTest, TheWayBackIsTheWayThereReversed) {
  const auto slow = connected(3, 4);
  const auto back = connected(0, 2);
  const auto quick = connected(4, 1);  // 6 ms
  send(slow, 3, Bytes(500'000), 1);    // uplink b 6 .. 16, arrives at 17
  send(back, 2, Bytes(50'000), 2);     // uplink b 16 .. 17, uplink a as well, arrives at 18
  send(quick, 4, Bytes(50'000), 3);    // uplinks c and a 6 .. 7, arrives at 8
  run_for(40ms);
  EXPECT_EQ(log_, (Log{{8ms, "m3"}, {17ms, "m1"}, {18ms, "m2"}}));
}

/// What is held goes through the NIC again, behind what was queued there meanwhile, and its former turn is forgotten.
TEST_F(UplinkTest, WhatIsHeldQueuesAgain) {
  const auto far = connected(0, 2);
  const auto near = connected(0, 1);   // 4 ms
  send(far, 0, Bytes(50'000), 1);      // uplink 4 .. 5, due at 6
  send(near, 0, Bytes(1'250'000), 2);  // NIC 4.4 .. 14.4, arrives at 14.5
  send(far, 0, Bytes(50'000), 3);      // NIC 14.4 .. 14.8
  run_for(1ms);
  auto partition = network_->add_rule(std::make_unique<Partition>(std::vector{host(0)}, std::vector{host(2)}));
  run_for(2ms);
  partition.remove();  // 7 ms. m1: NIC 14.8 .. 15.2, uplink 14.8 .. 15.8; m3: NIC 15.2 .. 15.6, uplink 15.8 .. 16.8
  run_for(40ms);
  EXPECT_EQ(log_, (Log{{14'500us, "m2"}, {16'800us, "m1"}, {17'800us, "m3"}}));
}

TEST_F(UplinkTest, ALinkThatChangesTakesEffectOnTheNextMessage) {
  const auto id = connected(0, 2);
  const LinkId uplink = *map_.find_link(*map_.find("rack-a-switch"), *map_.find("site"));
  map_.set_link(uplink, {9ms, BytesPerSecond(50'000'000)});
  send(id, 0, Bytes(50'000), 1);
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{13ms, "m1"}}));  // 2 + 1 + 1 + 9
}

}  // namespace
}  // namespace sim

#include "sim/net/rules.h"

#include "sim/random/streams.h"
#include "tests/sim/net/net_fixture.h"

namespace sim {
namespace {

/// Adds what it is told to.
class Extra : public Rule {
 public:
  explicit Extra(const Duration& extra) : extra_(extra) {}
  Verdict judge(HostId, HostId, SimTime, Bytes) override { return Verdict::delay(extra_); }

 private:
  const Duration& extra_;
};

class Always : public Rule {
 public:
  explicit Always(const Verdict& verdict) : verdict_(verdict) {}
  Verdict judge(HostId, HostId, SimTime, Bytes) override { return verdict_; }

 private:
  const Verdict& verdict_;
};

/// Counts how often it is asked.
class Counting : public Rule {
 public:
  explicit Counting(int& asked) : asked_(asked) {}
  Verdict judge(HostId, HostId, SimTime, Bytes) override {
    ++asked_;
    return Verdict::pass();
  }

 private:
  int& asked_;
};

class RulesTest : public NetFixture {
 protected:
  RuleGuard cut(int a, int b, Direction direction = Direction::both_ways) {
    return network_->add_rule(std::make_unique<Partition>(std::vector{host(a)}, std::vector{host(b)}, direction));
  }
};

TEST_F(RulesTest, DelaysAddUp) {
  build(2);
  const auto id = connected(0, 1);
  const Duration three = 3ms;
  const Duration five = 5ms;
  const auto first = network_->add_rule(std::make_unique<Extra>(three));
  {
    const auto second = network_->add_rule(std::make_unique<Extra>(five));
    send(id, 0, Bytes(1), 1);  // 2 + 1 + 3 + 5
  }
  run_for(20ms);
  send(id, 0, Bytes(1), 2);  // 22 + 1 + 3
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{11ms, "m1"}, {26ms, "m2"}}));
}

TEST_F(RulesTest, ALaterMessageNeverOvertakesOneThatIsLate) {
  build(2);
  const auto id = connected(0, 1);
  Duration extra = 10ms;
  const auto rule = network_->add_rule(std::make_unique<Extra>(extra));
  send(id, 0, Bytes(1), 1);  // due at 2 + 1 + 10
  extra = 0ms;
  send(id, 0, Bytes(1), 2);  // would be due at 3
  run_for(1ms);
  extra = 20ms;
  send(id, 0, Bytes(1), 3);  // due at 3 + 1 + 20
  run_for(40ms);
  EXPECT_EQ(log_, (Log{{13ms, "m1"}, {13ms, "m2"}, {24ms, "m3"}}));
}

TEST_F(RulesTest, TheFirstHoldOrBreakDecides) {
  build(2);
  auto id = connected(0, 1);
  Verdict first = Verdict::hold();
  Verdict second = Verdict::reset();
  const auto one = network_->add_rule(std::make_unique<Always>(first));
  const auto two = network_->add_rule(std::make_unique<Always>(second));
  send(id, 0, Bytes(1), 1);
  run_for(10ms);
  EXPECT_TRUE(log_.empty());
  EXPECT_EQ(network_->held(), 1u);
  first = Verdict::pass();
  network_->rules_changed();  // now the second decides
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{12ms, "closed"}, {13ms, "closed"}}));
  EXPECT_FALSE(send(id, 0, Bytes(1), 2));
  EXPECT_EQ(network_->connections_open(), 0u);
}

TEST_F(RulesTest, APartitionHoldsAndHealingReleasesInOrder) {
  build(3);
  const auto id = connected(0, 1);
  const auto other = connected(0, 2);  // 4 ms
  auto partition = cut(0, 1);
  send(id, 0, Bytes(10), 1);
  send(id, 0, Bytes(10), 2);
  send(id, 1, Bytes(10), 3);
  send(other, 0, Bytes(10), 4);
  run_for(100ms);
  EXPECT_EQ(log_, (Log{{5ms, "m4"}})) << "others do not notice";
  EXPECT_EQ(network_->held(), 2u) << "both directions";
  EXPECT_EQ(network_->bytes_in_flight(host(0)), Bytes(20));
  partition.remove();
  EXPECT_FALSE(partition.active());
  send(id, 0, Bytes(10), 5);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{5ms, "m4"}, {105ms, "m1"}, {105ms, "m3"}, {105ms, "m2"}, {105ms, "m5"}}));
  EXPECT_EQ(network_->held(), 0u);
}

TEST_F(RulesTest, APartitionCatchesWhatIsUnderWay) {
  build(2);
  const auto id = connected(0, 1);
  send(id, 0, Bytes(1), 1);
  run_for(500us);
  auto partition = cut(0, 1);
  send(id, 0, Bytes(1), 2);
  run_for(10ms);
  EXPECT_TRUE(log_.empty());
  partition.remove();  // at 12.5
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{13'500us, "m1"}, {13'500us, "m2"}}));
}

TEST_F(RulesTest, EachRuleIsAskedOnceForAMessage) {
  build(2);
  const auto id = connected(0, 1);
  int before = 0;
  int meanwhile = 0;
  const auto first = network_->add_rule(std::make_unique<Counting>(before));
  send(id, 0, Bytes(1), 1);
  run_for(500us);
  const auto second = network_->add_rule(std::make_unique<Counting>(meanwhile));
  run_for(10ms);
  EXPECT_EQ(log_.size(), 1u);
  EXPECT_EQ(before, 1) << "when it was sent";
  EXPECT_EQ(meanwhile, 1) << "when it arrived";
}

TEST_F(RulesTest, APartitionThatIsOverBeforeTheArrivalHurtsNobody) {
  build(2);
  const auto id = connected(0, 1);
  send(id, 0, Bytes(1), 1);
  {
    const auto partition = cut(0, 1);
    run_for(500us);
  }
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{3ms, "m1"}}));
}

TEST_F(RulesTest, OneWayLetsTheOtherWayPass) {
  build(2);
  const auto id = connected(0, 1);
  const auto partition = cut(0, 1, Direction::one_way);
  send(id, 0, Bytes(1), 1);
  send(id, 1, Bytes(1), 2);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{3ms, "m2"}}));
  ask(1, 0);  // the question passes, the answer does not
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{3ms, "m2"}, {13ms, "opened by 1"}}));
}

TEST_F(RulesTest, OneGroupAgainstTheRest) {
  build(4);
  const auto inside = connected(0, 1);
  const auto across = connected(1, 2);
  const auto outside = connected(2, 3);  // 6 ms
  const auto partition =
      network_->add_rule(std::make_unique<Partition>(std::vector{host(0), host(1)}, std::vector<HostId>{}));
  send(inside, 0, Bytes(1), 1);
  send(across, 1, Bytes(1), 2);
  send(outside, 2, Bytes(1), 3);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{7ms, "m1"}, {7ms, "m3"}}));
}

TEST_F(RulesTest, AttemptsToConnectAreHeldToo) {
  build(2);
  auto partition = cut(0, 1);
  ask(0, 1);
  const auto given_up = ask(0, 1);
  run_for(10ms);
  network_->close(given_up, host(0));
  partition.remove();
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{11ms, "opened by 0"}, {12ms, "established"}}));
}

TEST_F(RulesTest, APathWithoutLinksHoldsAsAPartitionDoes) {
  build(2);
  const auto id = connected(0, 1);
  const LinkId leg = *map_.find_link(*map_.find("h1"), *map_.find("switch"));
  send(id, 0, Bytes(1), 1);
  map_.set_link_up(leg, false);
  send(id, 0, Bytes(1), 2);
  run_for(8ms);
  EXPECT_TRUE(log_.empty());
  map_.set_link_up(leg, true);
  run_for(8ms);
  EXPECT_EQ(log_, (Log{{11ms, "m1"}, {11ms, "m2"}}));
}

/// Linux's first retransmission comes 200 ms after the loss, the next ones after 400, 800, 1600 ms: 0.2, 0.6, 1.4,
/// 3.0 s after it. Healed 1.5 s after the first loss, the data goes out at 3.0 s.
TEST_F(RulesTest, RetransmissionBacksOff) {
  build(2, {}, {.rto_min = 200ms, .rto_max = 120s});
  const auto id = connected(0, 1);
  auto partition = cut(0, 1);
  send(id, 0, Bytes(1), 1);  // lost at 2 ms
  run_for(1s);
  send(id, 0, Bytes(1), 2);
  run_for(500ms);
  partition.remove();
  run_for(10s);
  EXPECT_EQ(log_, (Log{{3003ms, "m1"}, {3003ms, "m2"}}));
}

TEST_F(RulesTest, SlowLinkDelaysByDelayRateAndJitter) {
  build(3);
  const auto id = connected(0, 1);
  const auto other = connected(2, 1);  // 4 ms
  const SlowLinkConfig config{.delay = 2ms, .jitter = 0ms, .rate = BytesPerSecond(1'000'000)};
  auto slow = network_->add_rule(
      std::make_unique<SlowLink>(std::vector{host(0)}, std::vector<HostId>{}, config, Streams(1).stream("slow")));
  send(id, 0, Bytes(3000), 1);     // 3 ms at 1 MB/s + 2 + 1: 10
  send(id, 0, Bytes(1000), 2);     // behind it: 11
  send(id, 1, Bytes(1000), 3);     // the other direction has its own queue: 4 + 1 + 2 + 1
  send(other, 2, Bytes(1000), 4);  // not concerned
  run_for(20ms);
  EXPECT_EQ(log_, (Log{{5ms, "m4"}, {8ms, "m3"}, {10ms, "m1"}, {11ms, "m2"}}));
}

TEST_F(RulesTest, JitterStaysInItsBoundsAndRepeats) {
  build(2);
  const auto id = connected(0, 1);
  const SlowLinkConfig config{.delay = 1ms, .jitter = 4ms, .rate = {}};
  auto slow = network_->add_rule(
      std::make_unique<SlowLink>(std::vector{host(0)}, std::vector{host(1)}, config, Streams(3).stream("slow")));
  Duration least = 1h;
  Duration most{};
  for (int i = 0; i < 500; ++i) {
    const Duration sent = now();
    send(id, 0, Bytes(1), i);
    run_for(10ms);
    least = std::min(least, log_.back().first - sent);
    most = std::max(most, log_.back().first - sent);
  }
  EXPECT_GE(least, 2ms);
  EXPECT_LE(most, 6ms);
  // The chance that none of 500 falls within 5 % of an end is 0.95^500 < 1e-11.
  EXPECT_LT(least, 2'200us);
  EXPECT_GT(most, 5'800us);
}

TEST_F(RulesTest, ARampGrowsFromNothingToAllOfTheDelay) {
  build(2);
  const auto id = connected(0, 1);
  const SimTime begin = kTimeZero + now();
  const SlowLinkConfig config{.delay = 100ms, .jitter = 0ms, .rate = {}, .ramp = 1s, .begin = begin};
  auto slow = network_->add_rule(
      std::make_unique<SlowLink>(std::vector{host(0)}, std::vector{host(1)}, config, Streams(3).stream("slow")));
  std::vector<Duration> delays;
  for (int i = 0; i < 6; ++i) {
    const Duration sent = now();
    send(id, 0, Bytes(1), i);
    run_for(250ms);
    delays.push_back(log_.back().first - sent);
  }
  EXPECT_EQ(delays, (std::vector<Duration>{1ms, 26ms, 51ms, 76ms, 101ms, 101ms}));
}

TEST_F(RulesTest, FlakyLinkBreaksAtItsRate) {
  build(2);
  const auto flaky = network_->add_rule(
      std::make_unique<FlakyLink>(std::vector{host(0)}, std::vector{host(1)}, 0.02, Streams(5).stream("flaky")));
  int sent = 0;
  int broken = 0;
  ConnectionId id = ask(0, 1);
  while (sent < 20'000) {
    run_for(10ms);
    if (!network_->is_open(id, host(0))) {
      id = ask(0, 1);
    } else if (++sent; send(id, 0, Bytes(1), 0) && !network_->is_open(id, host(0))) {
      ADD_FAILURE() << "the sender is told by an event, not within its call";
    } else {
      run_for(10ms);
      if (!network_->is_open(id, host(0))) ++broken;
    }
  }
  // 20,000 x 0.02 = 400, deviation sqrt(20000 x 0.02 x 0.98) = 19.8; within four of them.
  EXPECT_NEAR(broken, 400, 80);
}

TEST_F(RulesTest, ABreakDropsWhatIsUnderWayAndTellsBothEnds) {
  build(2);
  const auto id = connected(0, 1);
  send(id, 0, Bytes(1), 1);
  send(id, 1, Bytes(1), 2);
  const Verdict reset = Verdict::reset();
  auto rule = network_->add_rule(std::make_unique<Always>(reset));
  send(id, 0, Bytes(1), 3);
  EXPECT_EQ(network_->bytes_in_flight(host(0)), Bytes(0));
  EXPECT_EQ(network_->bytes_in_flight(host(1)), Bytes(0));
  rule.remove();
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{2ms, "closed"}, {3ms, "closed"}}));
}

TEST_F(RulesTest, TheSenderOfABreakIsToldEvenBehindAPartition) {
  build(2);
  const auto id = connected(0, 1);
  const Verdict reset = Verdict::reset();
  auto rule = network_->add_rule(std::make_unique<Always>(reset));
  send(id, 0, Bytes(1), 1);
  rule.remove();
  auto partition = cut(0, 1);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{2ms, "closed"}}));
  partition.remove();  // at 12 ms the reset gets through to the other end
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{2ms, "closed"}, {13ms, "closed"}}));
}

TEST_F(RulesTest, AnAttemptThatIsResetCountsAsRefused) {
  build(2);
  const Verdict reset = Verdict::reset();
  const auto rule = network_->add_rule(std::make_unique<Always>(reset));
  ask(0, 1);
  run_for(10ms);
  EXPECT_EQ(log_, (Log{{0ms, "refused"}}));
}

}  // namespace
}  // namespace sim

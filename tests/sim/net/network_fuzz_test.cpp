#include <algorithm>

#include "sim/net/rules.h"
#include "sim/random/streams.h"
#include "tests/sim/net/net_fixture.h"

namespace sim {
namespace {

/// Random traffic under random faults: what each end of each connection receives must be exactly what the other end
/// sent, in order, up to where it ended; and nothing may be left when all is over.
class NetworkFuzzTest : public NetFixture {
 protected:
  static constexpr int kHosts = 5;

  struct Stream {
    int sent = 0;
    int received = 0;
  };
  struct Link {
    ConnectionId id;
    int ends[2];
    LifeId lives[2];
    Stream streams[2];  // i: sent by end i
  };

  void connect_someone(Rng& rng) {
    const int from = pick(rng);
    const int to = pick(rng);
    if (from == to || !up_[from]) return;
    links_.push_back(Link{ask(from, to), {from, to}, {life(from), {}}, {}});
  }

  void send_something(Rng& rng) {
    if (links_.empty()) return;
    const std::size_t i = links_.size() - 1 - rng.below(std::min<std::size_t>(links_.size(), 20));
    Link& link = links_[i];
    const std::size_t side = rng.below(2);
    const int from = link.ends[side];
    if (!up_[from] || !network_->is_open(link.id, host(from))) return;
    const int number = link.streams[side].sent;
    const bool accepted = network_->send(link.id, host(from), Bytes(rng.between(0, 200'000)),
                                         [this, i = static_cast<int>(i), side = static_cast<int>(side), number] {
                                           const Link& at = links_[static_cast<std::size_t>(i)];
                                           Stream& stream = links_[static_cast<std::size_t>(i)].streams[side];
                                           ASSERT_TRUE(network_->is_open(at.id, host(at.ends[1 - side])));
                                           ASSERT_EQ(stream.received, number) << "lost or out of order";
                                           ++stream.received;
                                         });
    if (accepted) ++link.streams[side].sent;
  }

  void meddle(Rng& rng) {
    const int victim = pick(rng);
    switch (rng.below(8)) {
      case 0:
        if (up_[victim]) {
          constexpr StopKind kKinds[] = {StopKind::clean, StopKind::kill, StopKind::power_loss};
          stop(victim, kKinds[rng.below(3)]);
          up_[victim] = paused_[victim] = false;
        }
        return;
      case 1:
        if (!up_[victim]) start(victim);
        up_[victim] = true;
        return;
      case 2:
        if (!up_[victim] || std::exchange(paused_[victim], !paused_[victim])) {
          scheduler_.resume_life(life(victim));
        } else {
          scheduler_.pause_life(life(victim));
        }
        return;
      case 3:
        guards_.push_back(network_->add_rule(
            std::make_unique<Partition>(std::vector{host(victim)}, std::vector<HostId>{},
                                        rng.chance(0.5) ? Direction::both_ways : Direction::one_way)));
        return;
      case 4:
        guards_.push_back(network_->add_rule(std::make_unique<SlowLink>(
            std::vector{host(victim)}, std::vector<HostId>{},
            SlowLinkConfig{.delay = 1ms, .jitter = 20ms, .rate = kGigabit}, Rng(rng.next()))));
        return;
      case 5:
        guards_.push_back(network_->add_rule(
            std::make_unique<FlakyLink>(std::vector{host(victim)}, std::vector<HostId>{}, 0.05, Rng(rng.next()))));
        return;
      case 6:
        map_.set_link_up(LinkId(victim), !map_.link_up(LinkId(victim)));
        return;
      default:
        if (!guards_.empty()) guards_.erase(guards_.begin() + static_cast<std::ptrdiff_t>(rng.below(guards_.size())));
    }
  }

  void heal_everything() {
    guards_.clear();
    for (int i = 0; i < kHosts; ++i) {
      map_.set_link_up(LinkId(i), true);
      scheduler_.resume_life(life(i));
      if (!std::exchange(up_[i], true)) start(i);
      paused_[i] = false;
    }
  }

  /// One run; returns what must repeat.
  std::string run(std::uint64_t seed) {
    build(kHosts, {.egress = kGigabit, .ingress = kGigabit},
          seed % 2 == 0 ? TcpConfig{} : TcpConfig{.rto_min = 5ms, .rto_max = 100ms},
          seed % 3 == 0 ? BytesPerSecond(40'000'000) : BytesPerSecond{});
    Rng rng(seed);
    for (int step = 0; step < 3000; ++step) {
      if (rng.chance(0.05)) connect_someone(rng);
      for (int i = 0; i < 3; ++i) send_something(rng);
      if (step % 100 < 50 && rng.chance(0.1)) meddle(rng);
      if (step % 100 == 60) heal_everything();
      if (rng.chance(0.01) && !links_.empty()) {
        const Link& link = links_[rng.below(links_.size())];
        network_->close(link.id, host(link.ends[rng.below(2)]));
      }
      run_for(Duration(rng.between(0, 2'000'000)));
    }
    heal_everything();
    run_for(10s);
    std::string result;
    for (const Link& link : links_)
      for (std::size_t side = 0; side < 2; ++side) {
        const Stream& stream = link.streams[side];
        if (network_->is_open(link.id, host(link.ends[0])) && network_->is_open(link.id, host(link.ends[1]))) {
          EXPECT_EQ(stream.received, stream.sent) << "a healthy connection delivers everything";
        }
        result += std::to_string(stream.received) + "/" + std::to_string(stream.sent) + " ";
      }
    for (const Link& link : links_)
      for (const int end : link.ends) network_->close(link.id, host(end));
    run_for(10s);
    for (int i = 0; i < kHosts; ++i) EXPECT_EQ(network_->bytes_in_flight(host(i)), Bytes(0));
    EXPECT_EQ(network_->connections_open(), 0u);
    EXPECT_EQ(network_->held(), 0u);
    EXPECT_EQ(scheduler_.pending_count(), 0u);
    return result + std::to_string(scheduler_.executed());
  }

  int pick(Rng& rng) { return static_cast<int>(rng.below(kHosts)); }

  std::vector<Link> links_;
  std::vector<RuleGuard> guards_;
  bool up_[kHosts] = {true, true, true, true, true};
  bool paused_[kHosts] = {};
};

class NetworkFuzz : public NetworkFuzzTest, public testing::WithParamInterface<int> {};

TEST_P(NetworkFuzz, OrderAndCompletenessSurviveAnything) {
  const auto seed = static_cast<std::uint64_t>(GetParam());
  run(seed);
  EXPECT_GT(network_->messages_delivered(), 1000u) << "the run must have done something";
}

TEST(NetworkRepeats, TheSameSeedGivesTheSameRun) {
  struct Run : NetworkFuzzTest {
    using NetworkFuzzTest::run;
    void TestBody() override {}
  };
  Run first;
  Run again;
  Run other;
  const std::string result = first.run(3);
  EXPECT_EQ(result, again.run(3));
  EXPECT_NE(result, other.run(4));
}

INSTANTIATE_TEST_SUITE_P(Seeds, NetworkFuzz, testing::Range(1, 21));

}  // namespace
}  // namespace sim

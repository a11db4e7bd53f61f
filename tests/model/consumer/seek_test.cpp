// seek(), seekToBeginning() and seekToEnd() of a consumer whose log is [100, 500).

#include <gtest/gtest.h>

#include "tests/support/one_broker.h"
#include "tests/support/recording_application.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class Seek : public ::testing::Test {
 protected:
  void SetUp() override {
    world.start();
    Partition& p = world.lead("orders", {}, {1}, {1});
    p.log().truncate_fully_and_start_at(Offset(100), world.scheduler.now());
    for (int i = 0; i < 4; ++i) world.append(1000, 100);
    consumer = world.consumer(world.add_group("g"), config(), application);
    application.on_started(*consumer, sim::kWorld);
    consumer->assign({world.tp()});
    world.run_for(1s);
  }
  void poll() {
    consumer->poll();
    world.run_for(1s);
  }
  static ConsumerConfig config() {
    ConsumerConfig c;
    c.auto_offset_reset = OffsetResetStrategy::latest;
    return c;
  }
  std::int64_t delivered_from() const {
    const auto all = world.events.all<RecordsDelivered>();
    return all.empty() ? -1 : all.front().second.base_offset.value();
  }

  OneBroker world;
  RecordingApplication application{world.scheduler};
  std::unique_ptr<Consumer> consumer;
};

TEST_F(Seek, ToAnOffsetWithinABatch) {
  consumer->seek(world.tp(), Offset(350));
  poll();
  EXPECT_EQ(delivered_from(), 350);
  EXPECT_EQ(consumer->position(world.tp()), Offset(500));
}

TEST_F(Seek, ToTheBeginningAgainstThePolicy) {
  consumer->seek_to(world.tp(), OffsetResetStrategy::earliest);
  poll();
  EXPECT_EQ(delivered_from(), 100);
}

TEST_F(Seek, ToTheEnd) {
  consumer->seek_to(world.tp(), OffsetResetStrategy::latest);
  poll();
  EXPECT_EQ(delivered_from(), -1);
  EXPECT_EQ(consumer->position(world.tp()), Offset(500));
}

TEST_F(Seek, OutsideTheLogThePolicyDecides) {
  consumer->seek(world.tp(), Offset(50));
  poll();
  EXPECT_EQ(world.events.count<FetchFailed>(), 1u);
  EXPECT_EQ(consumer->position(world.tp()), Offset(500));
}

TEST_F(Seek, BackwardsDropsWhatWasFetched) {
  application.polls_on = false;
  consumer->seek_to(world.tp(), OffsetResetStrategy::earliest);
  poll();
  ASSERT_EQ(consumer->position(world.tp()), Offset(500));
  world.events.clear();
  world.append(1000, 100);  // fetched ahead of the next poll()
  world.run_for(1s);
  consumer->seek(world.tp(), Offset(200));
  poll();
  EXPECT_EQ(delivered_from(), 200);
  EXPECT_EQ(consumer->position(world.tp()), Offset(600));
}

TEST_F(Seek, TellsWhereItWent) {
  consumer->seek(world.tp(), Offset(350));
  const auto set = world.events.all<PositionSet>();
  ASSERT_EQ(set.size(), 1u);
  EXPECT_EQ(set[0].second.source, PositionSource::seek);
  EXPECT_EQ(set[0].second.position, Offset(350));
}

TEST_F(Seek, WithoutOneThePolicyDecides) {
  poll();
  EXPECT_EQ(consumer->position(world.tp()), Offset(500));
}

}  // namespace
}  // namespace kafka::testing

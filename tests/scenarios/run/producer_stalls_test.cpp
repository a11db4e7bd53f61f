#include "scenarios/engine/run/producer_stalls.h"

#include <gtest/gtest.h>

#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;

/// Clients 0 and 1 are application 0, client 2 is application 1.
class Stalls : public ::testing::Test {
 protected:
  void sent(std::int64_t ms, std::int64_t id, std::int32_t count = 1) {
    feed_.now = at_ms(ms);
    feed_.sent(id, count);
  }
  void acknowledged(std::int64_t ms, std::int64_t id, std::int32_t count = 1) {
    feed_.now = at_ms(ms);
    feed_.acknowledged(id, count);
  }
  void failed(std::int64_t ms, std::int64_t id) {
    feed_.now = at_ms(ms);
    feed_.failed(id, 1);
  }
  sim::Duration longest(int application = -1) { return stalls_.longest(application, at_ms(10'000)); }

  ProducerStalls stalls_{Roles{{"a", "b"}, {0, 0, 1}, {}}};
  Feed feed_{stalls_};
};

TEST_F(Stalls, AnApplicationThatHasNothingUnderWayDoesNotWait) {
  sent(1000, 0);
  acknowledged(1004, 0);
  sent(5000, 1);
  acknowledged(5003, 1);
  EXPECT_EQ(longest(), 4ms);
}

TEST_F(Stalls, AcknowledgementsEndAWaitAndBeginTheNext) {
  sent(1000, 0);
  sent(1001, 1);
  acknowledged(1010, 0);
  acknowledged(1030, 1);
  EXPECT_EQ(longest(), 20ms);
}

TEST_F(Stalls, ABatchThatIsSentAgainWaitsOn) {
  sent(1000, 0);
  sent(3000, 0);
  acknowledged(3004, 0);
  EXPECT_EQ(longest(), 2004ms);
}

TEST_F(Stalls, WhatIsNotOverAtTheEndCounts) {
  sent(4000, 0);
  EXPECT_EQ(longest(), 6s);
}

TEST_F(Stalls, WhatIsGivenUpEndsTheWait) {
  sent(1000, 0);
  failed(3000, 0);
  sent(9000, 1);
  acknowledged(9001, 1);
  EXPECT_EQ(longest(), 2s);
}

// Given up without having left: it was never under way.
TEST_F(Stalls, WhatNeverLeftIsNotCounted) {
  sent(1000, 0);
  acknowledged(1002, 0);
  failed(3000, 1);
  sent(3000, 2);
  acknowledged(3002, 2);
  EXPECT_EQ(longest(), 2ms);
}

TEST_F(Stalls, ApplicationsWaitForThemselves) {
  sent(1000, 0);
  feed_.producer = 2;
  sent(1000, 0);
  acknowledged(1100, 0);
  feed_.producer = 1;
  sent(1000, 0);
  acknowledged(1005, 0);
  feed_.producer = 0;
  acknowledged(1011, 0);
  EXPECT_EQ(longest(0), 6ms);
  EXPECT_EQ(longest(1), 100ms);
  EXPECT_EQ(longest(), 100ms);
}

}  // namespace
}  // namespace scenario

#include "sim/host/callback.h"

#include <memory>

#include <gtest/gtest.h>

#include "sim/host/ring.h"

namespace sim {
namespace {

struct Counted {
  int* alive;
  explicit Counted(int* counter) : alive(counter) { ++*alive; }
  Counted(Counted&& other) noexcept : alive(other.alive) { ++*alive; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --*alive; }
};

TEST(Callback, RunsWhatItHolds) {
  int runs = 0;
  Callback<24, int> callback = [&runs](int by) { runs += by; };
  callback(2);
  callback(3);
  EXPECT_EQ(runs, 5);
}

TEST(Callback, MovesAMoveOnlyCaptureAndLeavesNothingBehind) {
  int result = 0;
  Callback<24> first = [p = std::make_unique<int>(7), &result] { result = *p; };
  Callback<24> second = std::move(first);
  EXPECT_FALSE(first);
  ASSERT_TRUE(second);
  second();
  EXPECT_EQ(result, 7);
}

TEST(Callback, DestroysWhatNeverRan) {
  int alive = 0;
  {
    Callback<24> dropped = [c = Counted(&alive)] {};
    EXPECT_EQ(alive, 1);
    Callback<24> replaced = [c = Counted(&alive)] {};
    EXPECT_EQ(alive, 2);
    replaced = std::move(dropped);
    EXPECT_EQ(alive, 1);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Ring, IsFirstInFirstOutAcrossGrowthAndWrapping) {
  Ring<int> ring;
  int in = 0;
  int out = 0;
  for (int round = 0; round < 50; ++round) {
    for (int i = 0; i < 7; ++i) ring.push(in++);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(ring.pop(), out++);
  }
  EXPECT_EQ(ring.size(), 100u);  // 50 rounds, 7 in, 5 out
  EXPECT_EQ(ring.front(), out);
  EXPECT_EQ(ring.back(), in - 1);
  while (!ring.empty()) EXPECT_EQ(ring.pop(), out++);
  EXPECT_EQ(out, in);
}

}  // namespace
}  // namespace sim

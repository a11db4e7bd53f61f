#include "model/log/leader_epoch_cache.h"

#include <map>

#include <gtest/gtest.h>

namespace kafka {
namespace {

// Kafka's own cases run in tests/conformance (epoch_cache.yaml); here the class is compared with a naive map.

/// Every epoch up to 9 with its start.
struct NaiveCache {
  std::map<int, int> start;

  void assign(int epoch, int offset) {
    if (!start.empty() && start.rbegin()->first == epoch && start.rbegin()->second <= offset) return;
    while (!start.empty() && (start.rbegin()->first >= epoch || start.rbegin()->second >= offset))
      start.erase(start.rbegin()->first);
    start[epoch] = offset;
  }
  void truncate_from_end(int offset) {
    std::erase_if(start, [&](const auto& e) { return e.second >= offset; });
  }
  void truncate_from_start(int offset) {
    int last = -1;
    for (const auto& [epoch, begin] : start)
      if (begin <= offset) last = epoch;
    if (last < 0) return;
    std::erase_if(start, [&](const auto& e) { return e.first < last; });
    start[last] = offset;
  }
  std::pair<int, int> end_offset_for(int epoch, int log_end) const {
    int below = -1;
    int above = -1;
    for (const auto& [e, begin] : start) {
      if (e <= epoch) below = e;
      if (e > epoch && above < 0) above = e;
    }
    if (epoch < 0) return {-1, -1};
    if (above < 0) return below == epoch ? std::pair{epoch, log_end} : std::pair{-1, -1};
    return {below < 0 ? epoch : below, start.at(above)};
  }
};

TEST(LeaderEpochCache, AgreesWithANaiveOneOnRandomHistories) {
  std::uint64_t state = 20240601;
  const auto draw = [&](int bound) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int>((state >> 33) % static_cast<std::uint64_t>(bound));
  };
  for (int history = 0; history < 300; ++history) {
    LeaderEpochCache cache;
    NaiveCache naive;
    for (int step = 0; step < 40; ++step) {
      const int epoch = draw(10);
      const int offset = draw(50);
      switch (draw(6)) {
        case 0:
          cache.truncate_from_end(Offset(offset));
          naive.truncate_from_end(offset);
          break;
        case 1:
          cache.truncate_from_start(Offset(offset));
          naive.truncate_from_start(offset);
          break;
        default:
          cache.assign(LeaderEpoch(epoch), Offset(offset));
          naive.assign(epoch, offset);
      }
      ASSERT_EQ(cache.entries().size(), naive.start.size());
      for (int e = -1; e < 11; ++e) {
        const EpochEndOffset got = cache.end_offset_for(LeaderEpoch(e), Offset(60));
        const auto [epoch_found, end] = naive.end_offset_for(e, 60);
        ASSERT_EQ(got.epoch, LeaderEpoch(epoch_found)) << "history " << history << " step " << step << " epoch " << e;
        ASSERT_EQ(got.end_offset, Offset(end));
      }
    }
  }
}

TEST(LeaderEpochCache, KnowsTheEpochOfAnOffsetAndItsNeighbours) {
  LeaderEpochCache cache;
  EXPECT_EQ(cache.latest_epoch(), kNoEpoch);
  EXPECT_EQ(cache.next_epoch(LeaderEpoch(0)), kNoEpoch);
  cache.assign(LeaderEpoch(2), Offset(10));
  cache.assign(LeaderEpoch(5), Offset(20));
  EXPECT_EQ(cache.epoch_for_offset(Offset(9)), kNoEpoch);
  EXPECT_EQ(cache.epoch_for_offset(Offset(19)), LeaderEpoch(2));
  EXPECT_EQ(cache.epoch_for_offset(Offset(20)), LeaderEpoch(5));
  EXPECT_EQ(cache.previous_epoch(LeaderEpoch(5)), LeaderEpoch(2));
  EXPECT_EQ(cache.previous_epoch(LeaderEpoch(2)), kNoEpoch);
  EXPECT_EQ(cache.next_epoch(LeaderEpoch(2)), LeaderEpoch(5));
  EXPECT_EQ(cache.next_epoch(LeaderEpoch(5)), kNoEpoch);
  cache.truncate_from_end(kUnknownOffset);
  EXPECT_EQ(cache.entries().size(), 2u) << "an unknown end cuts nothing";
}

}  // namespace
}  // namespace kafka

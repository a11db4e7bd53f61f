#include "scenarios/engine/run/written_log.h"

#include <vector>

#include <gtest/gtest.h>

namespace scenario {
namespace {

constexpr kafka::ClientId kA{1};
constexpr kafka::ClientId kB{2};

std::vector<std::int64_t> ids(const WrittenLog& log, std::int64_t begin, std::int64_t end) {
  std::vector<std::int64_t> result;
  log.for_range(begin, end, [&](const WrittenRun& run) {
    for (std::int64_t i = 0; i < run.count; ++i) result.push_back(run.producer.value() * 1000 + run.first_id + i);
  });
  return result;
}

TEST(WrittenLog, JoinsOneProducersRecords) {
  WrittenLog log;
  log.append({0, 10, kA, 0});
  log.append({10, 5, kA, 10});
  EXPECT_EQ(log.kept(), 1u);
  log.append({15, 1, kB, 0});
  log.append({16, 1, kA, 15});
  EXPECT_EQ(log.kept(), 3u);
  EXPECT_EQ(ids(log, 14, 17), (std::vector<std::int64_t>{1014, 2000, 1015}));
}

TEST(WrittenLog, ForgetsWhatEverybodyHasRead) {
  WrittenLog log;
  log.append({0, 10, kA, 0});
  log.append({10, 10, kB, 0});
  log.forget_below(13);
  EXPECT_EQ(ids(log, 0, 100), (std::vector<std::int64_t>{2003, 2004, 2005, 2006, 2007, 2008, 2009}));
  log.forget_below(20);
  EXPECT_EQ(log.kept(), 0u);
  EXPECT_EQ(log.end(), 20);
}

TEST(WrittenLog, ANewLeaderWithAShorterLogReplacesTheTail) {
  WrittenLog log;
  log.append({0, 10, kA, 0});
  log.append({10, 10, kA, 10});
  log.append({7, 2, kB, 0});  // the new leader had only 0..6
  EXPECT_EQ(ids(log, 0, 100), (std::vector<std::int64_t>{1000, 1001, 1002, 1003, 1004, 1005, 1006, 2000, 2001}));
  EXPECT_EQ(log.end(), 9);
}

}  // namespace
}  // namespace scenario

#include "model/producer/partitioner.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "model/producer/murmur2.h"
#include "model/producer/partition_load.h"

namespace kafka {
namespace {

RecordKey key_of(std::string_view key) { return {static_cast<std::int32_t>(key.size()), to_positive(murmur2(key))}; }

std::vector<PartitionId> partitions(std::initializer_list<std::int32_t> ids) {
  std::vector<PartitionId> list;
  for (const std::int32_t id : ids) list.emplace_back(id);
  return list;
}

class PartitionerTest : public ::testing::Test {
 protected:
  void make(std::string_view name, Profile profile = Profile::v3_9, std::uint64_t seed = 1) {
    settings_.profile = profile;
    made_ = make_partitioner(name, settings_, sim::Rng(seed));
    ASSERT_NE(made_, nullptr);
  }
  PartitionInput input(RecordKey key = {}) { return {TopicId(0), count_, available_, key}; }
  std::int32_t next(RecordKey key = {}) { return made_->partition(input(key)).value(); }

  PartitionerSettings settings_;
  std::int32_t count_ = 3;
  std::vector<PartitionId> available_ = partitions({0, 1, 2});
  std::unique_ptr<Partitioner> made_;
};

TEST_F(PartitionerTest, NamesAreThoseOfTheRelease) {
  const sim::Rng rng(1);
  settings_.profile = Profile::v2_3;
  EXPECT_NE(make_partitioner("org.apache.kafka.clients.producer.internals.DefaultPartitioner", settings_, rng),
            nullptr);
  EXPECT_EQ(make_partitioner("RoundRobinPartitioner", settings_, rng), nullptr) << "came with 2.4";
  settings_.profile = Profile::v3_9;
  EXPECT_NE(make_partitioner("org.apache.kafka.clients.producer.RoundRobinPartitioner", settings_, rng), nullptr);
  EXPECT_EQ(make_partitioner("org.apache.RoundRobinPartitioner", settings_, rng), nullptr);
  for (const std::string_view name : partitioner_names(Profile::v3_9))
    EXPECT_NE(make_partitioner(name, settings_, rng), nullptr) << name;
}

TEST_F(PartitionerTest, AKeyDecidesWhereverThePartitionsAre) {
  available_ = partitions({1});
  for (const Profile profile : {Profile::v2_3, Profile::v3_9}) {
    make("", profile);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(next(key_of("user1")), 0);  // vectors k2p-user1-of-3
    EXPECT_FALSE(made_->on_new_batch(input(key_of("user1")), PartitionId(0)));
  }
}

TEST_F(PartitionerTest, RoundRobinOf23CountsPastTheLargestInteger) {
  settings_.counter_start = 2147483646;
  make("", Profile::v2_3);
  // 2147483646 is divisible by 3. The counter then wraps to -2147483648, which is 0 without its sign bit.
  EXPECT_EQ(next(), 0);
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 0);
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 2);
}

TEST_F(PartitionerTest, RoundRobinOf23HasAStartForEachTopic) {
  std::set<std::int32_t> starts;
  make("", Profile::v2_3);
  for (std::int32_t topic = 0; topic < 40; ++topic)
    starts.insert(made_->partition({TopicId(topic), 3, available_, {}}).value());
  EXPECT_EQ(starts.size(), 3u);  // all alike by chance: 3 * (1/3)^40
}

TEST_F(PartitionerTest, RoundRobinSkipsAPartitionWithEveryBatch) {
  make("RoundRobinPartitioner");
  std::vector<std::int32_t> visited;
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(made_->on_new_batch(input(), PartitionId(next(key_of("ignored")))));
    visited.push_back(next());
  }
  EXPECT_EQ(visited, (std::vector<std::int32_t>{1, 0, 2, 1, 0, 2}));  // counters 1, 3, 5, 7, 9, 11 modulo 3
}

TEST_F(PartitionerTest, StickyMovesToAnotherPartitionWithEachBatch) {
  make("DefaultPartitioner");
  std::int32_t last = next();
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(next(), last) << "it stays until a batch is opened";
    ASSERT_TRUE(made_->on_new_batch(input(), PartitionId(last)));
    EXPECT_NE(next(), last);
    last = next();
  }
  // A keyed record's batch elsewhere leaves it alone.
  EXPECT_TRUE(made_->on_new_batch(input(key_of("x")), PartitionId((last + 1) % 3)));
  EXPECT_EQ(next(), last);
}

TEST_F(PartitionerTest, StickyWithOnePartitionOrNoneAvailable) {
  make("DefaultPartitioner");
  available_ = partitions({2});
  ASSERT_TRUE(made_->on_new_batch(input(), PartitionId(next())));
  EXPECT_EQ(next(), 2);
  ASSERT_TRUE(made_->on_new_batch(input(), PartitionId(2)));
  EXPECT_EQ(next(), 2);
  available_.clear();
  std::set<std::int32_t> seen;
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(made_->on_new_batch(input(), PartitionId(next())));
    seen.insert(next());
  }
  EXPECT_EQ(seen.size(), 3u);
}

TEST_F(PartitionerTest, BuiltInSwitchesAtBatchSizeWhenNothingIsIncomplete) {
  settings_.batch_size = 1000;
  make("");
  const PartitionId at = made_->partition(input());
  EXPECT_FALSE(made_->update_partition_info(input(), at, 999, true));
  EXPECT_FALSE(made_->update_partition_info(input(), at, 1, false)) << "1000 bytes, but a batch is incomplete";
  EXPECT_TRUE(made_->update_partition_info(input(), at, 0, true));
  const PartitionId then = made_->partition(input());
  EXPECT_FALSE(made_->update_partition_info(input(), then, 999, true)) << "counted anew";
}

TEST_F(PartitionerTest, BuiltInSwitchesAtTwiceBatchSizeInAnyCase) {
  settings_.batch_size = 1000;
  make("");
  const PartitionId at = made_->partition(input());
  EXPECT_FALSE(made_->update_partition_info(input(), at, 1999, false));
  EXPECT_TRUE(made_->update_partition_info(input(), at, 1, false));
}

TEST_F(PartitionerTest, BuiltInDoesNotCountKeyedRecords) {
  settings_.batch_size = 10;
  make("");
  const PartitionId at = made_->partition(input());
  EXPECT_FALSE(made_->update_partition_info(input(key_of("k")), at, 100000, true));
  EXPECT_FALSE(made_->update_partition_info(input(), PartitionId((at.value() + 1) % 3), 100000, true));
  EXPECT_EQ(made_->partition(input()), at);
}

TEST_F(PartitionerTest, BuiltInPrefersShortQueues) {
  settings_.batch_size = 1;
  make("");
  const std::array sizes{0, 3, 1};
  made_->update_load(TopicId(0), {sizes, available_, 3});
  std::map<std::int32_t, int> drawn;
  PartitionId at = made_->partition(input());
  constexpr int kDraws = 8000;
  for (int i = 0; i < kDraws; ++i) {
    ASSERT_TRUE(made_->update_partition_info(input(), at, 1, true));
    at = made_->partition(input());
    ++drawn[at.value()];
  }
  // Weights 4, 1 and 3 of 8: 4000, 1000 and 3000 expected; five standard deviations are 224, 148 and 217.
  EXPECT_NEAR(drawn[0], 4000, 224);
  EXPECT_NEAR(drawn[1], 1000, 148);
  EXPECT_NEAR(drawn[2], 3000, 217);
}

TEST_F(PartitionerTest, BuiltInLeavesLoadAloneWhenItMayNotAdapt) {
  settings_.batch_size = 1;
  settings_.adaptive = false;
  make("");
  EXPECT_FALSE(made_->wants_load());
  const std::array sizes{1000000, 0, 1000000};
  made_->update_load(TopicId(0), {sizes, available_, 3});
  std::set<std::int32_t> seen;
  PartitionId at = made_->partition(input());
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(made_->update_partition_info(input(), at, 1, true));
    at = made_->partition(input());
    seen.insert(at.value());
  }
  EXPECT_EQ(seen.size(), 3u);
}

TEST(PartitionLoad, IsUniformWithoutADifference) {
  PartitionLoad load;
  const auto two = partitions({0, 1});
  const std::array different{1, 2};
  const std::array equal{2, 2};
  load.update({different, two, 2});
  EXPECT_FALSE(load.uniform());
  load.update({equal, two, 2});
  EXPECT_TRUE(load.uniform());
  load.update({equal, two, 3});
  EXPECT_FALSE(load.uniform()) << "equal, but one was left out: it must not be drawn";
  load.update({});
  EXPECT_TRUE(load.uniform());
}

TEST(PartitionLoad, OnePartitionLeftTakesAll) {
  PartitionLoad load;
  const auto one = partitions({4});
  const std::array size{7};
  load.update({size, one, 3});
  ASSERT_EQ(load.cumulative_frequency().size(), 1u);
  EXPECT_EQ(load.at(0), PartitionId(4));
  load.update({size, one, 1});
  EXPECT_TRUE(load.uniform()) << "a topic of one partition";
}

}  // namespace
}  // namespace kafka

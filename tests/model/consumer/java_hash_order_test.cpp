#include "model/consumer/java_hash_order.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

class HashOrderTest : public ::testing::Test {
 protected:
  std::vector<TopicPartition> all(std::string_view topic, std::int32_t partitions) {
    std::vector<TopicPartition> list;
    for (std::int32_t p = 0; p < partitions; ++p) list.push_back({topics_.intern(topic), PartitionId(p)});
    return list;
  }
  std::vector<std::string> names(const std::vector<TopicPartition>& list) {
    std::vector<std::string> names;
    for (const TopicPartition& tp : list) names.push_back(topics_.name(tp));
    return names;
  }

  TopicTable topics_;
};

TEST_F(HashOrderTest, AFetchOf39FollowsAHashSet) {
  // vectors/java_hash_order: jo-trucks_gps-3 and jo-first_topic-6, a table of 16.
  EXPECT_EQ(names(fetch_order(topics_, all("trucks_gps", 3))),
            (std::vector<std::string>{"trucks_gps-2", "trucks_gps-1", "trucks_gps-0"}));
  EXPECT_EQ(names(fetch_order(topics_, all("first_topic", 6))),
            (std::vector<std::string>{"first_topic-0", "first_topic-1", "first_topic-4", "first_topic-5",
                                      "first_topic-2", "first_topic-3"}));
}

TEST_F(HashOrderTest, AnAssignmentFollowsAMapMadeForItsSize) {
  // Hash of "t" is 116: its partitions 0, 1, 2 hash to 1077, 1108, 1139; in a table of 4 these are buckets 1, 0, 3,
  // in one of 16 buckets 5, 4, 3.
  EXPECT_EQ(names(assignment_order(topics_, all("t", 3))), (std::vector<std::string>{"t-1", "t-0", "t-2"}));
  EXPECT_EQ(names(fetch_order(topics_, all("t", 3))), (std::vector<std::string>{"t-2", "t-1", "t-0"}));
}

TEST_F(HashOrderTest, AnAssignmentIsGroupedByTopic) {
  std::vector<TopicPartition> assigned = all("t", 3);
  const std::vector<TopicPartition> more = all("u", 3);
  assigned.insert(assigned.end(), more.begin(), more.end());
  const std::vector<TopicPartition> ordered = assignment_order(topics_, assigned);
  ASSERT_EQ(ordered.size(), 6u);
  for (std::size_t i = 1; i < 3; ++i) {
    EXPECT_EQ(ordered[i].topic, ordered[0].topic);
    EXPECT_EQ(ordered[i + 3].topic, ordered[3].topic);
  }
  EXPECT_NE(ordered[0].topic, ordered[3].topic);
}

}  // namespace
}  // namespace kafka

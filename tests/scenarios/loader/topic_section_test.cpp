#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using test::load_yaml;
using Found = std::vector<std::string>;

std::string topics(const std::string& list) {
  return "title: t\nduration: 1m\ncluster: { brokers: 3, config: { num.partitions: 5, min.insync.replicas: 1 } "
         "}\ntopics:\n" +
         list;
}

TEST(TopicSection, DefaultsComeFromTheCluster) {
  const auto loaded = load_yaml(topics("  - { name: a, config: { retention.ms: 2d } }\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const kafka::TopicSpec& topic = loaded.spec->cluster.topics[0];
  EXPECT_EQ(topic.partitions, 5);
  EXPECT_EQ(topic.replication_factor, 1);
  EXPECT_EQ(topic.config.retention_ms, 48h);
  EXPECT_EQ(topic.config.segment_bytes, sim::GiB(1));
}

TEST(TopicSection, AnAssignmentSaysPartitionsAndReplicas) {
  const auto loaded = load_yaml(topics("  - { name: a, assignment: { 1: [103, 101], 0: [101, 102] } }\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const kafka::TopicSpec& topic = loaded.spec->cluster.topics[0];
  EXPECT_EQ(topic.partitions, 2);
  EXPECT_EQ(topic.replication_factor, 2);
  EXPECT_EQ(topic.assignment[0], (std::vector{kafka::BrokerId{101}, kafka::BrokerId{102}}));
  EXPECT_EQ(topic.assignment[1], (std::vector{kafka::BrokerId{103}, kafka::BrokerId{101}}));
}

TEST(TopicSection, WrongAssignmentsAreLocated) {
  EXPECT_EQ(load_yaml(topics("  - { name: a, assignment: { 0: [101, 109] } }\n")).found,
            Found{"5:39 no broker 109 is in the cluster"});
  EXPECT_EQ(load_yaml(topics("  - { name: a, assignment: { 0: [101, 101] } }\n")).found,
            Found{"5:39 broker 101 is there twice: a broker holds one replica of a partition"});
  EXPECT_EQ(load_yaml(topics("  - { name: a, assignment: { 0: [101, 102], 1: [103] } }\n")).found,
            Found{"5:48 partition 1 has 1 replicas here, the replication factor is 2"});
  EXPECT_EQ(load_yaml(topics("  - { name: a, assignment: { 0: [101], 2: [103] } }\n")).found,
            Found{"5:40 a partition's number must be at most 1, not 2"});
  EXPECT_EQ(load_yaml(topics("  - { name: a, partitions: 3, assignment: { 0: [101] } }\n")).found,
            Found{"5:43 'assignment' has 1 partitions, the topic 3"});
  EXPECT_EQ(load_yaml(topics("  - { name: a, assignment: { 0: 101 } }\n")).found,
            Found{"5:33 the replicas of a partition must be a list such as [101, 102], not '101'"});
}

TEST(TopicSection, NamesFollowKafkasRules) {
  const auto found = load_yaml(topics("  - { name: a b }\n  - { name: a_b }\n  - { name: a.b }\n  - { name: a_b }\n"
                                      "  - { name: __consumer_offsets }\n  - { partitions: 3 }\n"))
                         .found;
  ASSERT_EQ(found.size(), 5u);
  EXPECT_TRUE(found[0].starts_with("5:13 'a b' cannot be a topic's name: ")) << found[0];
  EXPECT_EQ(found[1], "7:13 'a.b' collides with another topic's name: metrics do not tell '.' from '_'");
  EXPECT_EQ(found[2], "8:13 a topic named 'a_b' is there already");
  EXPECT_EQ(found[3], "9:13 '__consumer_offsets' is Kafka's own topic: it is there without being named");
  EXPECT_EQ(found[4], "10:5 'name' is missing in topics[5] (the topic's name)");
}

TEST(TopicSection, ReplicasNeedBrokers) {
  EXPECT_EQ(load_yaml(topics("  - { name: a, replication.factor: 4 }\n")).found,
            Found{"5:36 replication factor 4 is larger than the number of brokers, 3"});
}

TEST(TopicSection, TooManyInSyncReplicasAreAWarning) {
  const auto loaded = load_yaml(topics("  - { name: a, replication.factor: 2, config: { min.insync.replicas: 3 } }\n"));
  EXPECT_TRUE(loaded.spec);
  EXPECT_EQ(loaded.diagnostics.warnings(), 1);
  EXPECT_EQ(loaded.found, Found{"5:70 min.insync.replicas 3 is more than the replication factor 2: every send with "
                                "acks=all will fail"});
}

TEST(TopicSection, PartitionsAreLimitedTogether) {
  EXPECT_EQ(load_yaml(topics("  - { name: a, partitions: 60000 }\n  - { name: b, partitions: 60000 }\n")).found,
            Found{"6:28 with this topic the cluster has more than 100000 partitions"});
  EXPECT_EQ(load_yaml(topics("  - { name: a, partitions: 1000000 }\n")).found,
            Found{"5:28 'partitions' must be at most 100000, not 1000000"});
}

}  // namespace
}  // namespace scenario

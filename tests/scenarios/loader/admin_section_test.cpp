#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using test::load_yaml;
using Found = std::vector<std::string>;

/// Entries begin in line 6.
test::Loaded admin(const std::string& entries) { return load_yaml(test::with_basics("admin:\n" + entries)); }

TEST(AdminSection, ATopicTakesTheClustersDefaults) {
  const auto loaded = admin("  - { kind: create-topic, topic: fresh, at: 5s, config: { min.insync.replicas: 2 } }\n");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const AdminSpec& a = loaded.spec->admin.at(0);
  EXPECT_EQ(a.at, 5s);
  EXPECT_EQ(a.new_topic.name, "fresh");
  EXPECT_EQ(a.new_topic.partitions, 1);
  EXPECT_EQ(a.new_topic.replication_factor, 1);
  EXPECT_EQ(a.new_topic.config.min_insync_replicas, 2);
  EXPECT_EQ(a.new_topic.config.retention_ms, 168h);
}

TEST(AdminSection, ClientsMayUseTopicsThatComeLater) {
  const auto loaded = load_yaml(test::with_basics(
      "admin: [{ kind: create-topic, topic: fresh, partitions: 2, at: 5s }]\n"
      "producers: [{ name: p, workload: { topic: fresh, partition: 1, rate: 1/s } }]\n"
      "groups: [{ name: g, topics: [fresh] }]\nexpect: [{ partition-counts: [0, 60], topic: fresh }]\n"));
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
}

TEST(AdminSection, SettingsAreCheckedAndKeptAsKafkaWritesThem) {
  const auto loaded =
      admin("  - { kind: change-config, topic: orders, config: { retention.ms: 7d }, remove: [segment.ms], at: 1s }\n");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  EXPECT_EQ(loaded.spec->admin.at(0).settings,
            (std::map<std::string, std::string>{{"retention.ms", "604800000"}, {"segment.ms", ""}}));
}

TEST(AdminSection, BrokersAreKnownFromTheMomentTheyComeOn) {
  EXPECT_EQ(admin("  - { kind: add-broker, id: 104, at: 5s }\n"
                  "  - { kind: reassign, topic: orders, assignment: { 0: [104, 105] }, at: 4s }\n"
                  "  - { kind: reassign, topic: orders, assignment: { 0: [104] }, at: 5s }\n")
                .found,
            (Found{"7:56 broker 104 is added only at 5s", "7:61 no broker 105 is in the cluster"}));
}

TEST(AdminSection, AllMistakesInOnePass) {
  const auto found = admin(R"(  - { kind: make-topic, topic: a, at: 1s }
  - { kind: create-topic, topic: "a b", at: 1s }
  - { kind: create-topic, topic: b, partitions: 3, assignment: { 0: [101], 2: [102] }, at: 1s }
  - { kind: create-topic, topic: c, partitions: 3, assignment: { 0: [101], 1: [102] }, at: 1s }
  - { kind: delete-topic, topic: order, at: 1s }
  - { kind: delete-topic, at: 1s }
  - { kind: add-partitions, topic: orders, at: 1s }
  - { kind: add-partitions, topic: orders, partitions: 6, assignment: { 4: [101] }, at: 1s }
  - { kind: add-broker, id: 101, at: 1s }
  - { kind: add-broker, at: 1s, topic: orders, rack: a }
  - { kind: reassign, topic: orders, assignment: { 0: [104], 7: [101], 1: [101, 101] }, at: 1s }
  - { kind: elect-preferred-leaders, partitions: [0], at: 1s }
  - { kind: elect-preferred-leaders, topic: orders, partitions: [9, x], at: 1s }
  - { kind: change-config, topic: orders, at: 1s }
  - { kind: change-config, topic: orders, config: { retention.m: 1 }, remove: [acks], at: 2m }
)")
                         .found;
  const Found expected{"6:13 no action is called 'make-topic' (did you mean 'create-topic'?)",
                       "7:34 'a b' cannot be a topic's name: ",
                       "8:64 'assignment' has no partition 1",
                       "9:64 'assignment' has 2 partitions, the topic 3",
                       "10:34 no topic is named 'order' (did you mean 'orders'?)",
                       "11:5 'topic' is missing in admin[5] (which topic)",
                       "12:5 'partitions' is missing in admin[6] ",
                       "13:71 'assignment' must name exactly the partitions that are added (the last 1 of 6)",
                       "14:29 broker 101 is in the cluster already",
                       "15:5 'id' is missing in admin[9] (add-broker: broker.id)",
                       "15:33 'topic' does not belong to add-broker (it has id, rack)",
                       "16:62 topic 'orders' has no partition 7: it has 6",
                       "16:81 broker 101 is there twice: a broker holds one replica of a partition",
                       "17:50 'partitions' needs 'topic'",
                       "18:66 topic 'orders' has no partition 9: it has 6",
                       "18:69 a partition's number must be a whole number, not 'x'",
                       "19:5 admin[13] changes nothing (add config or remove)",
                       "20:53 unknown key 'retention.m' in admin[14].config (did you mean 'retention.ms'?)",
                       "20:80 topics have no setting 'acks'",
                       "20:91 'at' is after the end of the run: it would never happen (the run ends at 60s)"};
  ASSERT_EQ(found.size(), expected.size()) << ::testing::PrintToString(found);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_TRUE(found[i].starts_with(expected[i])) << found[i];
}

}  // namespace
}  // namespace scenario

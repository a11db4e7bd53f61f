// Settings of topics: read from ZooKeeper when asked for, followed when they change.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/zk/zk_data.h"
#include "tests/support/controlled_broker.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class DynamicConfigTest : public ::testing::Test {
 protected:
  DynamicConfigTest() {
    for (const char* path :
         {"/config", zk_data::kTopicConfigsPath, zk_data::kConfigChangesPath, "/brokers", zk_data::kTopicsPath})
      broker.zookeeper.write(zk::Create{.path = path, .data = ""});
    for (const std::string name : {"orders", "plain"})
      broker.zookeeper.write(zk::Create{.path = zk_data::topic_path(name), .data = ""});
  }

  /// What an administrator writes: the settings, then the note of their change.
  void change(const std::string& topic, const zk_data::Overrides& overrides) {
    const std::string path = zk_data::topic_config_path(topic);
    broker.zookeeper.write(zk::Create{.path = path, .data = ""});
    broker.zookeeper.write(zk::SetData{.path = path, .data = zk_data::encode_config(overrides)});
    note_change("topics/" + topic);
  }
  void note_change(const std::string& entity) {
    broker.zookeeper.write(zk::Create{.path = zk_data::config_change_path(),
                                      .data = zk_data::encode_config_change(entity),
                                      .mode = zk::CreateMode::persistent_sequential});
  }
  const TopicConfig& config(const std::string& topic) { return broker.configs.get(broker.topics.intern(topic)); }
  /// How often the topic's settings were read.
  std::size_t reads(const std::string& topic) {
    std::size_t count = 0;
    for (const zk::Request& request : broker.zookeeper.requests())
      if (const auto* read = std::get_if<zk::GetData>(&request))
        count += read->path == zk_data::topic_config_path(topic) ? 1 : 0;
    return count;
  }

  ControlledBroker broker;
};

TEST_F(DynamicConfigTest, WithoutANodeTheBrokersDefaultsCount) {
  change("orders", {{"min.insync.replicas", "2"}, {"no.such.setting", "x"}, {"max.message.bytes", "many"}});
  int done = 0;
  broker.dynamic_config.fetch({broker.topics.intern("plain"), broker.topics.intern("orders")},
                              [&](bool ok) { done += ok ? 1 : 0; });
  EXPECT_EQ(done, 0);
  broker.run_for(10ms);
  EXPECT_EQ(done, 1);
  EXPECT_EQ(config("orders").min_insync_replicas, 2);
  EXPECT_EQ(config("orders").max_message_bytes, broker.configs.defaults().max_message_bytes)
      << "what Kafka would refuse is left out";
  EXPECT_EQ(config("plain").min_insync_replicas, 1);
}

TEST_F(DynamicConfigTest, AllMeansEveryTopicOfTheCluster) {
  change("orders", {{"min.insync.replicas", "2"}});
  change("plain", {{"min.insync.replicas", "3"}});
  bool done = false;
  broker.dynamic_config.fetch_all([&](bool ok) { done = ok; });
  broker.run_for(10ms);
  EXPECT_TRUE(done);
  EXPECT_EQ(config("orders").min_insync_replicas, 2);
  EXPECT_EQ(config("plain").min_insync_replicas, 3);
}

TEST_F(DynamicConfigTest, AnExpiredSessionIsReportedAndChangesNothing) {
  change("orders", {{"min.insync.replicas", "2"}});
  broker.dynamic_config.fetch({broker.topics.intern("orders")}, [](bool) {});
  broker.run_for(10ms);
  std::vector<bool> told;
  broker.dynamic_config.fetch({broker.topics.intern("orders")}, [&](bool ok) { told.push_back(ok); });
  broker.dynamic_config.fetch_all([&](bool ok) { told.push_back(ok); });
  broker.zookeeper.expire(broker.zookeeper.last_session());
  broker.run_for(10ms);
  EXPECT_EQ(told, (std::vector<bool>{false, false}));
  EXPECT_EQ(config("orders").min_insync_replicas, 2);
}

TEST_F(DynamicConfigTest, ChangesAreAppliedOnceEachInOrderThoseNotedBeforeToo) {
  change("orders", {{"min.insync.replicas", "2"}});
  broker.dynamic_config.start();
  broker.run_for(10ms);
  EXPECT_EQ(config("orders").min_insync_replicas, 2);
  change("orders", {{"min.insync.replicas", "3"}});
  broker.run_for(10ms);
  EXPECT_EQ(config("orders").min_insync_replicas, 3);
  change("plain", {{"min.insync.replicas", "2"}});
  note_change("brokers/1");
  broker.run_for(10ms);
  EXPECT_EQ(config("plain").min_insync_replicas, 2);
  EXPECT_EQ(reads("orders"), 2U);
  EXPECT_EQ(reads("plain"), 1U);
}

TEST_F(DynamicConfigTest, ANewSessionFollowsTheChangesToo) {
  broker.dynamic_config.start();
  broker.run_for(10ms);
  broker.zookeeper.expire(broker.zookeeper.last_session());
  broker.run_for(10ms);
  change("orders", {{"min.insync.replicas", "2"}});
  broker.run_for(10ms);
  EXPECT_EQ(config("orders").min_insync_replicas, 2);
}

TEST_F(DynamicConfigTest, AChangeWhoseNoteWasNotReadIsAppliedInTheNextSession) {
  broker.dynamic_config.start();
  broker.run_for(10ms);
  change("orders", {{"min.insync.replicas", "2"}});
  change("plain", {{"min.insync.replicas", "3"}});
  broker.run_for(1500us);  // the names are read after 1 ms, the notes would be after 2 ms
  broker.zookeeper.expire(broker.zookeeper.last_session());
  broker.run_for(10ms);
  EXPECT_EQ(config("orders").min_insync_replicas, 2);
  EXPECT_EQ(config("plain").min_insync_replicas, 3);
}

TEST_F(DynamicConfigTest, OnlyAnOverrideCallsForAnUncleanElection) {
  broker.dynamic_config.start();
  change("orders", {{"unclean.leader.election.enable", "false"}});
  change("plain", {{"unclean.leader.election.enable", "true"}});
  broker.run_for(10ms);
  EXPECT_EQ(broker.unclean_elections, std::vector<TopicId>{broker.topics.intern("plain")});
}

TEST_F(DynamicConfigTest, ABrokersOwnSettingsComeBeforeThoseOfAllBrokersAndATopicsBeforeBoth) {
  const auto set = [&](const std::string& entity, const zk_data::Overrides& settings) {
    const std::string path = zk_data::entity_config_path(entity);
    broker.zookeeper.write(zk::Create{.path = path, .data = ""});
    broker.zookeeper.write(zk::SetData{.path = path, .data = zk_data::encode_config(settings)});
    note_change(entity);
  };
  broker.zookeeper.write(zk::Create{.path = zk_data::kBrokerConfigsPath, .data = ""});
  change("orders", {{"min.insync.replicas", "4"}});
  broker.dynamic_config.start();
  set("brokers/<default>", {{"min.insync.replicas", "2"}, {"log.retention.ms", "1000"}});
  broker.run_for(10ms);
  EXPECT_EQ(config("plain").min_insync_replicas, 2);
  EXPECT_EQ(config("plain").retention_ms, 1s);
  set("brokers/1", {{"min.insync.replicas", "3"}, {"delete.topic.enable", "false"}});
  set("brokers/2", {{"min.insync.replicas", "9"}});
  broker.run_for(10ms);
  EXPECT_EQ(config("plain").min_insync_replicas, 3);
  EXPECT_EQ(config("orders").min_insync_replicas, 4);
  EXPECT_FALSE(broker.broker_config.of_broker().contains("delete.topic.enable")) << "no setting that may change";
  set("brokers/1", {});
  broker.run_for(10ms);
  EXPECT_EQ(config("plain").min_insync_replicas, 2);
}

TEST_F(DynamicConfigTest, UncleanElectionsByDefaultAreReportedOnceWhenTheyBegin) {
  broker.zookeeper.write(zk::Create{.path = zk_data::kBrokerConfigsPath, .data = ""});
  const std::string path = zk_data::entity_config_path("brokers/<default>");
  broker.zookeeper.write(
      zk::Create{.path = path, .data = zk_data::encode_config({{"unclean.leader.election.enable", "true"}})});
  broker.dynamic_config.start();
  note_change("brokers/<default>");
  note_change("brokers/<default>");
  broker.run_for(10ms);
  EXPECT_EQ(broker.unclean_by_default, 1);
}

TEST(DynamicConfigDefaultsTest, ABrokerThatElectsUncleanlyByDefaultNeedsNoCall) {
  BrokerConfig unclean;
  unclean.unclean_leader_election_enable = true;
  ControlledBroker broker(BrokerId(1), unclean);
  for (const char* path : {"/config", zk_data::kTopicConfigsPath, zk_data::kConfigChangesPath})
    broker.zookeeper.write(zk::Create{.path = path, .data = ""});
  broker.zookeeper.write(zk::Create{.path = zk_data::topic_config_path("orders"),
                                    .data = zk_data::encode_config({{"min.insync.replicas", "2"}})});
  broker.zookeeper.write(zk::Create{.path = zk_data::config_change_path(),
                                    .data = zk_data::encode_config_change("topics/orders"),
                                    .mode = zk::CreateMode::persistent_sequential});
  broker.dynamic_config.start();
  broker.run_for(10ms);
  EXPECT_EQ(broker.configs.get(broker.topics.intern("orders")).min_insync_replicas, 2);
  EXPECT_TRUE(broker.configs.get(broker.topics.intern("orders")).unclean_leader_election_enable);
  EXPECT_TRUE(broker.unclean_elections.empty());
}

}  // namespace
}  // namespace kafka::testing

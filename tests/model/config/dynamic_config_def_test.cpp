// What may be set while a broker runs. Sentences are those of Kafka's ConfigException.

#include "model/config/dynamic_config_def.h"

#include <limits>

#include <gtest/gtest.h>

#include "model/config/config_def.h"
#include "model/config/throttled_replica_list.h"

namespace kafka {
namespace {

const BrokerConfig kBroker = profile_defaults<BrokerConfig>(Profile::v3_9);

std::string refused(const std::string& name, const std::string& value, bool per_broker = true) {
  return refused_dynamic_settings({{name, value}}, per_broker, kBroker);
}

TEST(DynamicConfigDef, OnlySomeSettingsMayChange) {
  EXPECT_EQ(refused("log.retention.ms", "1000"), "");
  EXPECT_EQ(refused("leader.replication.throttled.rate", "1000000"), "");
  EXPECT_EQ(refused("background.threads", "4"), "") << "known to Kafka, and not honoured here";
  EXPECT_EQ(refused("my.plugin.colour", "blue"), "") << "nobody knows it: it may be a plugin's";
  EXPECT_EQ(refused("zookeeper.session.timeout.ms", "1"),
            "Cannot update these configs dynamically: Set(zookeeper.session.timeout.ms)");
  EXPECT_EQ(refused("log.retention.hours", "1"), "Cannot update these configs dynamically: Set(log.retention.hours)");
}

TEST(DynamicConfigDef, ValuesAreLookedAt) {
  EXPECT_EQ(refused("log.retention.ms", "week"),
            "Invalid value week for configuration log.retention.ms: Not a number of type LONG");
  EXPECT_EQ(refused("follower.replication.throttled.rate", "-1"),
            "Invalid value -1 for configuration follower.replication.throttled.rate: Value must be at least 0");
  EXPECT_EQ(refused("min.insync.replicas", "0"),
            "Invalid value 0 for configuration min.insync.replicas: Value must be at least 1");
}

TEST(DynamicConfigDef, ThreadsAtMostDouble) {
  EXPECT_EQ(refused("num.io.threads", "16"), "");
  EXPECT_EQ(refused("num.io.threads", "4"), "");
  EXPECT_EQ(
      refused("num.io.threads", "17"),
      "Invalid value org.apache.kafka.common.config.ConfigException: Dynamic thread count update validation failed "
      "for num.io.threads=17, value should not be greater than double the current value 8 for configuration Invalid "
      "dynamic configuration");
}

TEST(DynamicConfigDef, SomeAreOneBrokersOnly) {
  EXPECT_EQ(refused("listeners", "PLAINTEXT://:9093"), "");
  EXPECT_EQ(refused("listeners", "PLAINTEXT://:9093", false),
            "Cannot update these configs at default cluster level, broker id must be specified: Set(listeners)");
}

TEST(DynamicConfigDef, ARateThatIsNotSetIsNoLimit) {
  EXPECT_EQ(rate_of({{"leader.replication.throttled.rate", "5"}}, kLeaderReplicationThrottledRate), 5);
  EXPECT_EQ(rate_of({}, kLeaderReplicationThrottledRate), std::numeric_limits<std::int64_t>::max());
}

TEST(ThrottledReplicaList, NamesPartitionsAndBrokers) {
  const auto here = throttled_partitions("0:101, 1:102,3:101", BrokerId(101));
  ASSERT_TRUE(here);
  EXPECT_TRUE(here->contains(PartitionId(0)));
  EXPECT_FALSE(here->contains(PartitionId(1)));
  EXPECT_TRUE(here->contains(PartitionId(3)));
  EXPECT_TRUE(throttled_partitions("*", BrokerId(101))->contains(PartitionId(7)));
  EXPECT_FALSE(throttled_partitions("", BrokerId(101))->contains(PartitionId(0)));
  EXPECT_EQ(refused_throttled_replicas("leader.replication.throttled.replicas", "0:101"), "");
  EXPECT_EQ(
      refused_throttled_replicas("leader.replication.throttled.replicas", "0:101,x"),
      "Invalid value [0:101, x] for configuration leader.replication.throttled.replicas: "
      "leader.replication.throttled.replicas must be the literal '*' or a list of replicas in the following format: "
      "[partitionId]:[brokerId],[partitionId]:[brokerId],...");
}

}  // namespace
}  // namespace kafka

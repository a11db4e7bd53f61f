#include "model/config/config_def.h"

#include <set>

#include <gtest/gtest.h>

#include "model/config/known_settings.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;
using Error = SetResult::Error;

template <class C>
class EveryConfig : public ::testing::Test {};
using Configs = ::testing::Types<ProducerConfig, ConsumerConfig, BrokerConfig, TopicConfig>;
TYPED_TEST_SUITE(EveryConfig, Configs);

TYPED_TEST(EveryConfig, NamesAreUniqueAndSayWhatTheyMean) {
  std::set<std::string_view> names;
  for (const auto& field : fields<TypeParam>()) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    EXPECT_FALSE(field.meaning.empty()) << field.name;
    EXPECT_EQ(find_known_setting(config_class<TypeParam>(), field.name), nullptr)
        << field.name << " is modelled and listed as not modelled";
  }
}

TYPED_TEST(EveryConfig, AStructStartsWithTheDefaultsOf39) {
  const TypeParam fresh;
  const auto defaults = profile_defaults<TypeParam>(Profile::v3_9);
  for (const auto& field : fields<TypeParam>())
    EXPECT_EQ(get(fresh, field.name), get(defaults, field.name)) << field.name;
}

TYPED_TEST(EveryConfig, DefaultsReadAsTheyAreWritten) {
  for (const Profile profile : {Profile::v2_3, Profile::v3_9}) {
    const auto defaults = profile_defaults<TypeParam>(profile);
    for (const auto& field : fields<TypeParam>())
      EXPECT_EQ(get(defaults, field.name), std::string(field.defaults.of(profile))) << field.name;
  }
}

TYPED_TEST(EveryConfig, ARefusedValueChangesNothing) {
  for (const auto& field : fields<TypeParam>()) {
    TypeParam config;
    const SetResult result = set(config, field.name, "12x");
    if (!result.ok()) {
      EXPECT_EQ(get(config, field.name), get(TypeParam{}, field.name)) << field.name;
    }
  }
}

TEST(ProfileDefaults, DifferWhereTheReleasesDo) {
  // The defaults that changed between 2.3 and 3.9.
  EXPECT_EQ(profile_defaults<ProducerConfig>(Profile::v2_3).acks, Acks::leader);
  EXPECT_EQ(profile_defaults<ProducerConfig>(Profile::v3_9).acks, Acks::all);
  EXPECT_EQ(profile_defaults<ProducerConfig>(Profile::v2_3).retry_backoff_max_ms, sim::Duration(100ms));
  EXPECT_EQ(profile_defaults<BrokerConfig>(Profile::v2_3).replica_lag_time_max_ms, sim::Duration(10s));
  EXPECT_EQ(profile_defaults<BrokerConfig>(Profile::v3_9).replica_lag_time_max_ms, sim::Duration(30s));
  EXPECT_EQ(profile_defaults<BrokerConfig>(Profile::v2_3).message_max_bytes, sim::Bytes(1000012));
}

TEST(SetConfig, PutsNumbersIntoTheirUnits) {
  ProducerConfig producer;
  EXPECT_TRUE(set(producer, "linger.ms", " 5 ").ok());
  EXPECT_EQ(producer.linger_ms, sim::Duration(5ms));
  EXPECT_TRUE(set(producer, "batch.size", "+32768").ok());
  EXPECT_EQ(producer.batch_size, sim::KiB(32));
  BrokerConfig broker;
  EXPECT_TRUE(set(broker, "log.retention.hours", "2").ok());
  EXPECT_EQ(broker.log_retention_hours, sim::Duration(2h));
  EXPECT_TRUE(set(broker, "log.retention.minutes", "3").ok());
  EXPECT_EQ(broker.log_retention_minutes, sim::Duration(3min));
  EXPECT_EQ(get(broker, "log.retention.minutes"), "3");
  EXPECT_EQ(get(broker, "log.retention.ms"), "");
}

TEST(SetConfig, ReadsWords) {
  ProducerConfig producer;
  for (const auto& [text, acks] :
       {std::pair{"all", Acks::all}, {"-1", Acks::all}, {"0", Acks::none}, {"1", Acks::leader}}) {
    EXPECT_TRUE(set(producer, "acks", text).ok());
    EXPECT_EQ(producer.acks, acks);
  }
  EXPECT_TRUE(set(producer, "partitioner.ignore.keys", "TRUE").ok());
  EXPECT_TRUE(producer.partitioner_ignore_keys);
  EXPECT_TRUE(set(producer, "bootstrap.servers", "broker-1:9092, broker-2:9092").ok());
  EXPECT_EQ(producer.bootstrap_servers, (std::vector<std::string>{"broker-1:9092", "broker-2:9092"}));
  ConsumerConfig consumer;
  EXPECT_TRUE(set(consumer, "auto.offset.reset", "earliest").ok());
  EXPECT_EQ(consumer.auto_offset_reset, OffsetResetStrategy::earliest);
  TopicConfig topic;
  EXPECT_TRUE(set(topic, "cleanup.policy", "compact, delete").ok());
  EXPECT_EQ(topic.cleanup_policy, "compact,delete");
}

TEST(SetConfig, KnowsThatRetentionMayBeUnlimited) {
  TopicConfig topic;
  EXPECT_TRUE(set(topic, "retention.ms", "-1").ok());
  EXPECT_EQ(topic.retention_ms, sim::kForever);
  EXPECT_EQ(get(topic, "retention.ms"), "-1");
  // Long.MAX_VALUE ms is more than simulated time can hold: it means forever, too.
  EXPECT_TRUE(set(topic, "retention.ms", "9223372036854775807").ok());
  EXPECT_EQ(topic.retention_ms, sim::kForever);
  EXPECT_EQ(set(topic, "retention.ms", "-2").error, Error::out_of_range);
}

TEST(SetConfig, RefusesInKafkasWords) {
  ProducerConfig producer;
  SetResult result = set(producer, "batch.size", "-5");
  EXPECT_EQ(result.error, Error::out_of_range);
  EXPECT_EQ(result.message, "Invalid value -5 for configuration batch.size: Value must be at least 0");
  result = set(producer, "batch.size", "16k");
  EXPECT_EQ(result.error, Error::not_a_number);
  EXPECT_EQ(result.message, "Invalid value 16k for configuration batch.size: Not a number of type INT");
  result = set(producer, "batch.size", "2147483648");
  EXPECT_EQ(result.error, Error::not_a_number);
  result = set(producer, "buffer.memory", "2147483648");
  EXPECT_TRUE(result.ok()) << "a LONG";
  result = set(producer, "acks", "2");
  EXPECT_EQ(result.error, Error::not_a_choice);
  EXPECT_EQ(result.message, "Invalid value 2 for configuration acks: String must be one of: all, -1, 0, 1");
  result = set(producer, "partitioner.ignore.keys", "yes");
  EXPECT_EQ(result.error, Error::not_a_boolean);
  EXPECT_EQ(result.message,
            "Invalid value yes for configuration partitioner.ignore.keys: Expected value to be either true or false");
  BrokerConfig broker;
  EXPECT_EQ(set(broker, "offsets.topic.replication.factor", "32768").error, Error::not_a_number) << "a SHORT";
}

TEST(SetConfig, TellsAMistypedNameFromOneThatIsNotModelled) {
  ProducerConfig producer;
  SetResult result = set(producer, "linger.sm", "5");
  EXPECT_EQ(result.error, Error::unknown_name);
  ASSERT_FALSE(result.nearest.empty());
  EXPECT_EQ(result.nearest.front(), "linger.ms");
  result = set(producer, "send.buffer.bytes", "lz4");
  EXPECT_EQ(result.error, Error::not_modelled);
  EXPECT_EQ(result.message, "'send.buffer.bytes' is known to Kafka, not modelled here");
  EXPECT_EQ(set(producer, "ssl.keystore.location", "x").error, Error::not_modelled);
  BrokerConfig broker;
  EXPECT_EQ(set(broker, "zookeeper.set.acl", "true").error, Error::not_modelled);
  EXPECT_EQ(set(broker, "linger.ms", "6000").error, Error::unknown_name);
}

TEST(ConfigUnits, AreThoseOfTheName) {
  EXPECT_EQ(unit_of(*find_field<BrokerConfig>("log.retention.hours")), sim::Duration(1h));
  EXPECT_EQ(unit_of(*find_field<BrokerConfig>("log.retention.minutes")), sim::Duration(1min));
  EXPECT_EQ(unit_of(*find_field<BrokerConfig>("log.retention.ms")), sim::Duration(1ms));
  EXPECT_EQ(unit_of(*find_field<BrokerConfig>("num.io.threads")), sim::Duration(0));
  EXPECT_TRUE(is_bytes(*find_field<BrokerConfig>("log.segment.bytes")));
  EXPECT_FALSE(is_bytes(*find_field<BrokerConfig>("num.io.threads")));
}

}  // namespace
}  // namespace kafka

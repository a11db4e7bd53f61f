#include "model/config/config_rules.h"

#include <gtest/gtest.h>

#include "model/config/default_topic_config.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> check(auto& config, std::vector<std::string_view> given, Profile profile = Profile::v3_9) {
  return validate(config, ConfigOrigin{profile, given});
}

TEST(ConfigRules, DefaultsAreValid) {
  for (const Profile profile : {Profile::v2_3, Profile::v3_9}) {
    auto producer = profile_defaults<ProducerConfig>(profile);
    auto consumer = profile_defaults<ConsumerConfig>(profile);
    auto broker = profile_defaults<BrokerConfig>(profile);
    EXPECT_TRUE(check(producer, {}, profile).empty());
    EXPECT_TRUE(check(consumer, {}, profile).empty());
    EXPECT_TRUE(check(broker, {}, profile).empty());
  }
}

TEST(ConfigRules, AnExplicitDeliveryTimeoutMustCoverLingerAndRequest) {
  ProducerConfig config;
  config.linger_ms = 5s;
  config.delivery_timeout_ms = 34s;  // 5 s + 30 s = 35 s is the least
  EXPECT_EQ(
      check(config, {"delivery.timeout.ms"}),
      std::vector<std::string>{"delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms"});
  config.delivery_timeout_ms = 35s;
  EXPECT_TRUE(check(config, {"delivery.timeout.ms"}).empty());
}

TEST(ConfigRules, ADefaultDeliveryTimeoutIsRaised) {
  ProducerConfig config;
  config.request_timeout_ms = 150s;
  config.linger_ms = 1s;
  EXPECT_TRUE(check(config, {"request.timeout.ms", "linger.ms"}).empty());
  EXPECT_EQ(config.delivery_timeout_ms, sim::Duration(151s));
}

TEST(ConfigRules, AnEndlessLingerDoesNotOverflow) {
  ProducerConfig config;
  ASSERT_TRUE(set(config, "linger.ms", "9223372036854775807").ok());
  EXPECT_TRUE(check(config, {"linger.ms"}).empty());
  EXPECT_EQ(config.delivery_timeout_ms, sim::Duration(2147483647ms));
}

TEST(ConfigRules, AReconnectBackoffAloneStopsTheDoubling) {
  ConsumerConfig config;
  config.reconnect_backoff_ms = 200ms;
  EXPECT_TRUE(check(config, {"reconnect.backoff.ms"}).empty());
  EXPECT_EQ(config.reconnect_backoff_max_ms, sim::Duration(200ms));
  ConsumerConfig untouched;
  EXPECT_TRUE(check(untouched, {}).empty());
  EXPECT_EQ(untouched.reconnect_backoff_max_ms, sim::Duration(1s));
}

TEST(ConfigRules, RetriesOf23WaitAlwaysTheSame) {
  auto config = profile_defaults<ProducerConfig>(Profile::v2_3);
  config.retry_backoff_ms = 700ms;
  EXPECT_TRUE(check(config, {"retry.backoff.ms"}, Profile::v2_3).empty());
  EXPECT_EQ(config.retry_backoff_max_ms, sim::Duration(700ms));
}

TEST(ConfigRules, APartitionerMustExistInTheRelease) {
  ProducerConfig config;
  config.partitioner_class = "RoundRobinPartitioner";
  EXPECT_TRUE(check(config, {"partitioner.class"}, Profile::v3_9).empty());
  EXPECT_EQ(check(config, {"partitioner.class"}, Profile::v2_3).size(), 1u);
}

TEST(ConfigRules, ExplicitIdempotenceContradictsWhatItCannotLiveWith) {
  const auto problem = [](auto change) {
    ProducerConfig config;
    change(config);
    const auto problems = check(config, {"enable.idempotence"});
    return problems.empty() ? std::string() : problems.front();
  };
  EXPECT_EQ(problem([](ProducerConfig& c) { c.acks = Acks::leader; }),
            "Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.");
  EXPECT_EQ(problem([](ProducerConfig& c) { c.retries = 0; }),
            "Must set retries to non-zero when using the idempotent producer.");
  EXPECT_EQ(problem([](ProducerConfig& c) { c.max_in_flight_requests_per_connection = 6; }),
            "Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.");
  EXPECT_EQ(problem([](ProducerConfig& c) { c.transactional_id = "t"; }), "");
  EXPECT_EQ(problem([](ProducerConfig& c) {
              c.transactional_id = "t";
              c.enable_idempotence = false;
            }),
            "Cannot set a transactional.id without also enabling idempotence.");
}

TEST(ConfigRules, DefaultIdempotenceIsSwitchedOffBySettingsItCannotLiveWith) {
  ProducerConfig config;
  config.acks = Acks::leader;
  EXPECT_TRUE(check(config, {"acks"}).empty());
  EXPECT_FALSE(config.enable_idempotence);
  ProducerConfig transactional;
  transactional.transactional_id = "t";
  transactional.max_in_flight_requests_per_connection = 6;
  EXPECT_EQ(check(transactional, {"transactional.id"}).size(), 1u);
}

TEST(ConfigRules, IdempotenceOf23BringsItsOwnDefaults) {
  auto config = profile_defaults<ProducerConfig>(Profile::v2_3);
  config.transactional_id = "t";
  EXPECT_TRUE(check(config, {"transactional.id"}, Profile::v2_3).empty());
  EXPECT_TRUE(config.enable_idempotence);
  EXPECT_EQ(config.acks, Acks::all);
  auto contradiction = profile_defaults<ProducerConfig>(Profile::v2_3);
  contradiction.enable_idempotence = true;
  EXPECT_EQ(check(contradiction, {"enable.idempotence", "acks"}, Profile::v2_3).size(), 1u) << "acks=1 by hand";
  auto off = profile_defaults<ProducerConfig>(Profile::v2_3);
  off.transactional_id = "t";
  EXPECT_EQ(check(off, {"enable.idempotence", "transactional.id"}, Profile::v2_3).size(), 1u);
}

TEST(ConfigRules, AFollowersFetchMayNotOutwaitItsTimeouts) {
  BrokerConfig config;
  config.replica_fetch_wait_max_ms = 31s;  // both limits are 30 s
  EXPECT_EQ(check(config, {"replica.fetch.wait.max.ms"}).size(), 2u);
  config.replica_lag_time_max_ms = 31s;
  EXPECT_EQ(check(config, {"replica.fetch.wait.max.ms"}).size(), 1u);
}

TEST(ConfigRules, RetentionIsUnlimitedOrPositive) {
  BrokerConfig config;
  config.log_retention_ms = 0ms;
  EXPECT_EQ(check(config, {"log.retention.ms"}).size(), 1u);
  ASSERT_TRUE(set(config, "log.retention.ms", "-1").ok());
  EXPECT_TRUE(check(config, {"log.retention.ms"}).empty());
}

TEST(DefaultTopicConfig, TheFinerUnitWins) {
  BrokerConfig broker;
  EXPECT_EQ(default_topic_config(broker).retention_ms, sim::Duration(168h));
  ASSERT_TRUE(set(broker, "log.retention.minutes", "90").ok());
  EXPECT_EQ(default_topic_config(broker).retention_ms, sim::Duration(90min));
  ASSERT_TRUE(set(broker, "log.retention.ms", "500").ok());
  ASSERT_TRUE(set(broker, "log.retention.hours", "1").ok()) << "set last, still behind the others";
  EXPECT_EQ(default_topic_config(broker).retention_ms, sim::Duration(500ms));
  ASSERT_TRUE(set(broker, "log.roll.hours", "2").ok());
  EXPECT_EQ(default_topic_config(broker).segment_ms, sim::Duration(2h));
  ASSERT_TRUE(set(broker, "log.roll.ms", "7").ok());
  EXPECT_EQ(default_topic_config(broker).segment_ms, sim::Duration(7ms));
  ASSERT_TRUE(set(broker, "log.retention.ms", "").ok()) << "null: as if never set";
  EXPECT_EQ(default_topic_config(broker).retention_ms, sim::Duration(90min));
}

TEST(DefaultTopicConfig, OfDefaultBrokersIsTheTopicsOwnDefault) {
  for (const Profile profile : {Profile::v2_3, Profile::v3_9}) {
    const TopicConfig resolved = default_topic_config(profile_defaults<BrokerConfig>(profile));
    const TopicConfig expected = profile_defaults<TopicConfig>(profile);
    for (const auto& field : fields<TopicConfig>())
      EXPECT_EQ(get(resolved, field.name), get(expected, field.name)) << field.name;
  }
}

}  // namespace
}  // namespace kafka

// Settings that administrators change while brokers run: what a broker takes, what it refuses, and what then counts.

#include "model/broker/config_admin_manager.h"

#include <gtest/gtest.h>

#include "tests/support/asking_client.h"
#include "tests/support/server_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using Type = ConfigResource::Type;
using Op = AlterConfigOp::OpType;

const ConfigResource kOrders{Type::TOPIC, "orders"};
const ConfigResource kBrokerOne{Type::BROKER, "1"};
const ConfigResource kAllBrokers{Type::BROKER, ""};

class ConfigAdminManagerTest : public ::testing::Test, protected ServerFixture {
 protected:
  void SetUp() override {
    start();
    tp = create_topic("orders", {{1, 2, 3}}).front();
  }

  template <class Response, class Request>
  Response ask(int broker, Request request) {
    const auto answer = client.ask<AdminResponse>(broker, admin_request({std::move(request)}));
    SIM_CHECK(answer.has_value(), "it is answered");
    run_for(1s);  // until every broker has read the change
    return std::get<Response>(answer->reply->body);
  }
  AdminError change(int broker, const ConfigResource& resource, const std::vector<AlterConfigOp>& ops) {
    return ask<IncrementalAlterConfigsResponse>(broker, IncrementalAlterConfigsRequest{{{resource, ops}}}).errors.at(0);
  }
  AdminError replace(int broker, const ConfigResource& resource, const std::map<std::string, std::string>& configs) {
    return ask<AlterConfigsResponse>(broker, AlterConfigsRequest{{{resource, configs}}}).errors.at(0);
  }
  DescribeConfigsResponse::Resource described(int broker, const ConfigResource& resource) {
    return ask<DescribeConfigsResponse>(broker, DescribeConfigsRequest{{resource}}).resources.at(0);
  }
  DescribeConfigsResponse::Entry entry(int broker, const ConfigResource& resource, const std::string& name) {
    for (const auto& e : described(broker, resource).entries)
      if (e.name == name) return e;
    return {};
  }
  const TopicConfig& config_at(int broker) { return server(broker).broker().replicas().find(tp)->log().config(); }

  AskingClient client{*this};
  TopicPartition tp;
};

TEST_F(ConfigAdminManagerTest, AnyBrokerChangesSomeOfATopicsSettings) {
  EXPECT_TRUE(change(2, kOrders, {{Op::SET, "min.insync.replicas", "2"}, {Op::SET, "retention.ms", "1000"}}).ok());
  EXPECT_TRUE(change(3, kOrders, {{Op::DELETE, "retention.ms"}}).ok());
  for (int broker = 1; broker <= kBrokers; ++broker) {
    EXPECT_EQ(config_at(broker).min_insync_replicas, 2);
    EXPECT_EQ(config_at(broker).retention_ms, 168h);
  }
  const auto e = entry(1, kOrders, "min.insync.replicas");
  EXPECT_EQ(e.value, "2");
  EXPECT_EQ(e.source(), ConfigSource::DYNAMIC_TOPIC_CONFIG);
  ASSERT_EQ(e.synonyms.size(), 2U);
  EXPECT_EQ(e.synonyms[1].source, ConfigSource::DEFAULT_CONFIG);
  EXPECT_EQ(e.synonyms[1].value, "1");
}

TEST_F(ConfigAdminManagerTest, ListsGrowAndShrink) {
  EXPECT_TRUE(change(1, kOrders, {{Op::APPEND, "cleanup.policy", "compact"}}).ok());
  EXPECT_EQ(entry(1, kOrders, "cleanup.policy").value, "delete,compact");
  EXPECT_TRUE(change(1, kOrders, {{Op::SUBTRACT, "cleanup.policy", "delete"}}).ok());
  EXPECT_EQ(entry(1, kOrders, "cleanup.policy").value, "compact");
  const AdminError no_list = change(1, kOrders, {{Op::APPEND, "retention.ms", "5"}});
  EXPECT_EQ(no_list.error, ErrorCode::INVALID_CONFIG);
  EXPECT_EQ(no_list.message, "Config value append is not allowed for config key: retention.ms");
}

TEST_F(ConfigAdminManagerTest, WhatIsWrongIsRefusedAndChangesNothing) {
  const AdminError value = change(1, kOrders, {{Op::SET, "retention.ms", "week"}});
  EXPECT_EQ(value.error, ErrorCode::INVALID_CONFIG);
  EXPECT_EQ(value.message,
            "Invalid config value for resource ConfigResource(type=TOPIC, name='orders'): Invalid value week for "
            "configuration retention.ms: Not a number of type LONG");
  EXPECT_EQ(change(1, kOrders, {{Op::SET, "colour", "blue"}}).message, "Unknown topic config name: colour");
  EXPECT_EQ(change(1, kOrders, {{Op::SET, "retention.ms", "1"}, {Op::DELETE, "retention.ms"}}).message,
            "Error due to duplicate config keys");
  const AdminError unknown = change(1, {Type::TOPIC, "order"}, {{Op::SET, "retention.ms", "1"}});
  EXPECT_EQ(unknown.error, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
  EXPECT_EQ(unknown.message, "The topic 'order' does not exist.");
  EXPECT_EQ(change(1, {Type::TOPIC, ""}, {}).message, "Default topic resources are not allowed.");
  EXPECT_EQ(described(1, {Type::TOPIC, "order"}).error.error, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
  const auto twice = ask<IncrementalAlterConfigsResponse>(
      1, IncrementalAlterConfigsRequest{{{kOrders, {{Op::SET, "retention.ms", "1"}}}, {kOrders, {}}}});
  ASSERT_EQ(twice.errors.size(), 2U);
  EXPECT_EQ(twice.errors[1].message, "Each resource must appear at most once.");
  EXPECT_EQ(config_at(1).retention_ms, 168h);
}

TEST_F(ConfigAdminManagerTest, ABrokersSettingsAreItsOwnBusiness) {
  const AdminError other = change(2, kBrokerOne, {{Op::SET, "log.retention.ms", "1000"}});
  EXPECT_EQ(other.error, ErrorCode::INVALID_REQUEST);
  EXPECT_EQ(other.message, "Unexpected broker id, expected 2, but received 1");
  EXPECT_EQ(change(1, {Type::BROKER, "one"}, {}).message, "Node id must be an integer, but it is: one");
  EXPECT_EQ(described(2, kBrokerOne).error.message, "Unexpected broker id, expected 2 or empty string, but received 1");
  EXPECT_EQ(change(1, kBrokerOne, {{Op::SET, "zookeeper.session.timeout.ms", "1"}}).message,
            "Cannot update these configs dynamically: Set(zookeeper.session.timeout.ms)");
  EXPECT_TRUE(change(1, kBrokerOne, {{Op::SET, "log.retention.ms", "1000"}}).ok());
  EXPECT_EQ(config_at(1).retention_ms, 1s);
  EXPECT_EQ(config_at(2).retention_ms, 168h);
  EXPECT_EQ(entry(1, kBrokerOne, "log.retention.ms").source(), ConfigSource::DYNAMIC_BROKER_CONFIG);
}

TEST_F(ConfigAdminManagerTest, WhatIsSetForAllBrokersHoldsForTheNextLifeToo) {
  EXPECT_TRUE(replace(2, kAllBrokers, {{"min.insync.replicas", "2"}, {"log.retention.ms", "5000"}}).ok());
  for (int broker = 1; broker <= kBrokers; ++broker) EXPECT_EQ(config_at(broker).min_insync_replicas, 2);
  machine(3).stop(sim::StopKind::kill);
  run_for(30s);
  machine(3).start();
  run_for(10s);
  EXPECT_EQ(config_at(3).min_insync_replicas, 2);
  const auto all = described(3, kAllBrokers).entries;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name, "log.retention.ms");
  EXPECT_EQ(all[0].source(), ConfigSource::DYNAMIC_DEFAULT_BROKER_CONFIG);
  EXPECT_TRUE(replace(1, kAllBrokers, {{"log.retention.ms", "5000"}}).ok()) << "the whole of them";
  EXPECT_EQ(config_at(3).min_insync_replicas, 1);
  EXPECT_EQ(config_at(3).retention_ms, 5s);
}

}  // namespace
}  // namespace kafka::testing

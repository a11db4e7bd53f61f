#include "model/consumer/assignor.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

TEST(Assignors, AreFoundByBothNames) {
  const std::vector<std::pair<std::string, std::string>> names{{"range", "RangeAssignor"},
                                                               {"roundrobin", "RoundRobinAssignor"},
                                                               {"sticky", "StickyAssignor"},
                                                               {"cooperative-sticky", "CooperativeStickyAssignor"}};
  std::vector<std::string_view> wire_names;
  for (const auto& [wire, simple] : names) {
    wire_names.push_back(wire);
    const auto by_class = make_assignor("org.apache.kafka.clients.consumer." + simple);
    ASSERT_NE(make_assignor(wire), nullptr);
    ASSERT_NE(by_class, nullptr);
    EXPECT_EQ(by_class->name(), wire);
    EXPECT_EQ(make_assignor(simple), nullptr);
  }
  EXPECT_EQ(assignor_names(), wire_names);
}

TEST(Assignors, Kafka23HasNoCooperativeOne) {
  const AssignorRules rules = assignor_rules(Profile::v2_3);
  EXPECT_EQ(make_assignor("cooperative-sticky", rules), nullptr);
  EXPECT_NE(make_assignor("sticky", rules), nullptr);
}

TEST(Assignors, OnlyTheCooperativeOneIsNotEager) {
  for (const std::string_view name : assignor_names()) {
    const auto protocols = make_assignor(name)->supported_protocols();
    EXPECT_EQ(protocols.back(), RebalanceProtocol::EAGER) << name;
    EXPECT_EQ(protocols.size() == 1, name != "cooperative-sticky") << name;
  }
}

TEST(Assignors, OnlyStickyOnesSendUserData) {
  EXPECT_EQ(make_assignor("range")->user_data(), SubscriptionUserData::none);
  EXPECT_EQ(make_assignor("roundrobin")->user_data(), SubscriptionUserData::none);
  EXPECT_EQ(make_assignor("sticky")->user_data(), SubscriptionUserData::assignment);
  EXPECT_EQ(make_assignor("cooperative-sticky")->user_data(), SubscriptionUserData::generation);
}

}  // namespace
}  // namespace kafka

#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using test::load_yaml;
using Found = std::vector<std::string>;

/// `rest` begins in line 5, column 1.
test::Loaded zookeeper_cluster(const std::string& rest) {
  return load_yaml("title: t\nduration: 1m\ncluster:\n  brokers: 1\n" + rest);
}

TEST(ZooKeeperSection, ThreeServersAreTheDefault) {
  const auto loaded = zookeeper_cluster("");
  ASSERT_TRUE(loaded.spec);
  EXPECT_EQ(loaded.spec->cluster.zookeeper.servers, 3);
  EXPECT_EQ(loaded.spec->cluster.zookeeper.config.tick_time, 2s);
}

TEST(ZooKeeperSection, EverySettingHasItsOwnName) {
  const auto loaded = zookeeper_cluster(
      "  zookeeper: { servers: 5, tickTime: 500, initLimit: 20, syncLimit: 2, minSessionTimeout: 1s, "
      "maxSessionTimeout: 40000, forceSync: no }\n");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const kafka::ZooKeeperSpec& z = loaded.spec->cluster.zookeeper;
  EXPECT_EQ(z.servers, 5);
  EXPECT_TRUE(z.racks.empty());
  EXPECT_EQ(z.config.tick_time, 500ms);
  EXPECT_EQ(z.config.init_limit, 20);
  EXPECT_EQ(z.config.sync_limit, 2);
  EXPECT_EQ(z.config.least_session_timeout(), 1s);
  EXPECT_EQ(z.config.most_session_timeout(), 40s);
  EXPECT_FALSE(z.config.force_sync);
}

TEST(ZooKeeperSection, ServersMayStandInRacks) {
  const auto loaded = zookeeper_cluster("  zookeeper: { servers: [{ rack: a }, {}, { rack: b }, { rack: b }] }\n");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  EXPECT_EQ(loaded.spec->cluster.zookeeper.servers, 4);
  EXPECT_EQ(loaded.spec->cluster.zookeeper.racks, (std::vector<std::string>{"a", "", "b", "b"}));
}

TEST(ZooKeeperSection, WrongSettingsAreLocated) {
  EXPECT_EQ(zookeeper_cluster(
                "  zookeeper:\n    servers: 0\n    ticktime: 2000\n    initLimit: 0\n    minSessionTimeout: 1m\n"
                "    forceSync: maybe\n    tickTime: soon\n")
                .found,
            (Found{"6:14 'servers' must be at least 1, not 0 (a number or a list of {rack})",
                   "7:5 unknown key 'ticktime' in cluster.zookeeper (did you mean 'tickTime'?)",
                   "8:16 'initLimit' must be at least 1, not 0",
                   "9:24 'minSessionTimeout' must not be above 'maxSessionTimeout'",
                   "10:16 'forceSync' must be yes or no, not 'maybe'",
                   "11:15 'tickTime' must be a duration such as 20s, 5ms or 1h 30m, not 'soon'"}));
  EXPECT_EQ(zookeeper_cluster("  zookeeper: { tickTime: 0 }\n").found,
            Found{"5:26 'tickTime' must be from 1 ms to a day, not 0"});
}

TEST(BehaviourSection, TheProfileSetsTheSwitches) {
  EXPECT_TRUE(zookeeper_cluster("").spec->cluster.behaviour.alter_partition);
  const auto old = load_yaml("title: t\nduration: 1m\nprofile: 2.3\ncluster: { brokers: 1 }\n");
  EXPECT_FALSE(old.spec->cluster.behaviour.alter_partition);
  EXPECT_EQ(old.spec->cluster.behaviour.protocol, kafka::ReplicationProtocol::kip320);
}

TEST(BehaviourSection, SingleSwitchesAndTheProtocolCanBeSet) {
  const auto loaded =
      zookeeper_cluster("  protocol: kip101\n  behaviour: { alter-partition: false, retain-remote-offsets: false }\n");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const kafka::Behaviour& b = loaded.spec->cluster.behaviour;
  EXPECT_EQ(b.protocol, kafka::ReplicationProtocol::kip101);
  EXPECT_FALSE(b.alter_partition);
  EXPECT_FALSE(b.retain_remote_offsets);
  EXPECT_TRUE(b.broker_epochs);
}

TEST(BehaviourSection, EverySwitchIsKnownByItsName) {
  for (const std::string_view name : kafka::switch_names())
    EXPECT_TRUE(zookeeper_cluster("  behaviour: { " + std::string(name) + ": true }\n").spec) << name;
  for (const std::string_view name : kafka::protocol_names())
    EXPECT_TRUE(zookeeper_cluster("  protocol: " + std::string(name) + "\n").spec) << name;
}

TEST(BehaviourSection, WrongSwitchesAreLocated) {
  EXPECT_EQ(zookeeper_cluster("  protocol: kip102\n  behaviour: { alter-partitions: true, broker-epochs: 1 }\n").found,
            (Found{"5:13 no protocol is called 'kip102' (known are: hw, kip101, kip279, v201, kip320, v28, v39)",
                   "6:16 unknown key 'alter-partitions' in cluster.behaviour (did you mean 'alter-partition'?)",
                   "6:55 'broker-epochs' must be true or false, not '1'"}));
}

}  // namespace
}  // namespace scenario

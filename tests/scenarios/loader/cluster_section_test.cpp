#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using test::load_yaml;
using Found = std::vector<std::string>;

std::string cluster(const std::string& rest) { return "title: t\nduration: 1m\ncluster:\n" + rest; }

TEST(ClusterSection, ANumberOfBrokersCountsFrom101) {
  const auto loaded = load_yaml(cluster("  brokers: 3\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  ASSERT_EQ(loaded.spec->cluster.brokers.size(), 3u);
  EXPECT_EQ(loaded.spec->cluster.brokers[0].id, kafka::BrokerId{101});
  EXPECT_EQ(loaded.spec->cluster.brokers[2].id, kafka::BrokerId{103});
}

TEST(ClusterSection, BrokersMayBeListedWithRacks) {
  const auto loaded = load_yaml(cluster("  brokers: [7, { id: 5, rack: a }]\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  EXPECT_EQ(loaded.spec->cluster.brokers[0].id, kafka::BrokerId{7});
  EXPECT_EQ(loaded.spec->cluster.brokers[0].rack, "");
  EXPECT_EQ(loaded.spec->cluster.brokers[1].id, kafka::BrokerId{5});
  EXPECT_EQ(loaded.spec->cluster.brokers[1].rack, "a");
}

TEST(ClusterSection, WrongBrokersAreLocated) {
  EXPECT_EQ(load_yaml(cluster("  brokers: [1, 2, 1]\n")).found, Found{"4:19 broker 1 is there twice"});
  EXPECT_EQ(load_yaml(cluster("  brokers: []\n")).found, Found{"4:12 a cluster needs at least one broker"});
  EXPECT_EQ(load_yaml(cluster("  brokers: [-1]\n")).found, Found{"4:13 a broker id must be at least 0, not -1"});
  EXPECT_EQ(load_yaml(cluster("  brokers: 1001\n")).found,
            Found{"4:12 'brokers' must be at most 1000, not 1001 (a number, a list of ids or a list of {id, rack})"});
  EXPECT_EQ(load_yaml(cluster("  brokers: [{ rack: a }]\n")).found,
            Found{"4:13 'id' is missing in cluster.brokers[0] (broker.id)"});
}

TEST(ClusterSection, SettingsTakeKafkasUnitsOrWrittenOnes) {
  const auto loaded = load_yaml(
      cluster("  brokers: 1\n  config:\n    replica.lag.time.max.ms: 12s\n    log.segment.bytes: 1MiB\n"
              "    log.retention.hours: 7d\n    message.max.bytes: 2_000_000\n    replica.fetch.wait.max.ms: 250\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const kafka::BrokerConfig& config = loaded.spec->cluster.config;
  EXPECT_EQ(config.replica_lag_time_max_ms, 12s);
  EXPECT_EQ(config.log_segment_bytes, sim::MiB(1));
  EXPECT_EQ(config.log_retention_hours, 168h);
  EXPECT_EQ(config.message_max_bytes, sim::Bytes{2'000'000});
  EXPECT_EQ(config.replica_fetch_wait_max_ms, 250ms);
}

TEST(ClusterSection, TheProfileSetsTheDefaults) {
  // replica.lag.time.max.ms: 10 s up to 2.4, 30 s since 2.5 (KIP-537).
  EXPECT_EQ(load_yaml("profile: 2.3\n" + cluster("  brokers: 1\n")).spec->cluster.config.replica_lag_time_max_ms, 10s);
  EXPECT_EQ(load_yaml("profile: \"3.9\"\n" + cluster("  brokers: 1\n")).spec->cluster.config.replica_lag_time_max_ms,
            30s);
  EXPECT_EQ(load_yaml(cluster("  brokers: 1\n")).spec->cluster.profile, kafka::Profile::v3_9);
  EXPECT_EQ(load_yaml("profile: 2.4\n" + cluster("  brokers: 1\n")).found,
            Found{"1:10 'profile' must be 2.3 or 3.9, not '2.4'"});
}

TEST(ClusterSection, WrongSettingsAreLocated) {
  const auto found =
      load_yaml(cluster("  brokers: 1\n  config:\n    num.io.threads: 0\n    acks: 1\n    linger: 5\n"
                        "    log.retention.hours: 90m\n    zookeeper.connect:\n    num.network.threads: [1, 2]\n"))
          .found;
  ASSERT_EQ(found.size(), 6u);
  EXPECT_EQ(found[0], "6:21 'num.io.threads' must be at least 1, not 0");
  EXPECT_EQ(found[1], "7:5 unknown key 'acks' in cluster.config (that is a setting of producers)");
  EXPECT_EQ(found[2].substr(0, 44), "8:5 unknown key 'linger' in cluster.config");
  EXPECT_EQ(found[3], "9:26 'log.retention.hours' must be a whole number of hours, not '90m'");
  EXPECT_EQ(found[4], "10:5 'zookeeper.connect' must have a value, not nothing");
  EXPECT_EQ(found[5], "11:26 'num.network.threads' must be a whole number, not '1,2'");
}

TEST(ClusterSection, WhatKafkaKnowsAndWeDoNotIsSaid) {
  const auto found = load_yaml(cluster("  brokers: 1\n  config: { ssl.keystore.location: x }\n")).found;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with("5:13 'ssl.keystore.location' is known to Kafka, not modelled here")) << found[0];
}

TEST(ClusterSection, SettingsThatContradictEachOtherAreLocated) {
  const auto found = load_yaml(cluster("  brokers: 1\n  config: { replica.lag.time.max.ms: 100 }\n")).found;
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].substr(0, 5), "5:38 ");
}

TEST(ClusterSection, HardwareBeginsWithAPreset) {
  const auto ideal = load_yaml(cluster("  brokers: 1\n  hardware: { preset: ideal, latency: 1ms }\n"));
  ASSERT_TRUE(ideal.spec) << ideal.diagnostics.render();
  EXPECT_EQ(ideal.spec->cluster.hardware.network.latency, 1ms);
  EXPECT_TRUE(ideal.spec->cluster.hardware.network.broker_nic.unlimited());
  EXPECT_EQ(ideal.spec->cluster.hardware.costs.io_thread_per_request, 0ms);
  // lan is the default: 10 Gbit/s.
  const auto lan = load_yaml(cluster("  brokers: 1\n"));
  EXPECT_EQ(lan.spec->cluster.hardware.network.broker_nic, sim::BytesPerSecond{1'250'000'000});
  EXPECT_EQ(lan.spec->cluster.hardware.network.latency, 100us);
}

TEST(ClusterSection, EveryKeyOfHardwareIsRead) {
  const auto loaded =
      load_yaml(cluster("  brokers: 1\n  hardware:\n    preset: zones\n    latency: 1us\n    rack.latency: 2us\n"
                        "    broker.nic: 8bit/s\n    client.nic: 16bit/s\n    disk.read: 3B/s\n    disk.write: 4B/s\n"
                        "    disk.fsync: 5us\n    page.cache: 6B\n    costs: { network.thread.per.request: 7us, "
                        "network.thread.per.kib: 8us, io.thread.per.request: 9us, io.thread.per.partition: 10us, "
                        "io.thread.per.kib: 11us }\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const kafka::HardwareConfig& h = loaded.spec->cluster.hardware;
  EXPECT_EQ(h.network.latency, 1us);
  EXPECT_EQ(h.network.rack_latency, 2us);
  EXPECT_EQ(h.network.broker_nic, sim::BytesPerSecond{1});
  EXPECT_EQ(h.network.client_nic, sim::BytesPerSecond{2});
  EXPECT_EQ(h.disk.read_rate, sim::BytesPerSecond{3});
  EXPECT_EQ(h.disk.write_rate, sim::BytesPerSecond{4});
  EXPECT_EQ(h.disk.fsync, 5us);
  EXPECT_EQ(h.disk.page_cache, sim::Bytes{6});
  EXPECT_EQ(h.costs.network_thread_per_request, 7us);
  EXPECT_EQ(h.costs.network_thread_per_kib, 8us);
  EXPECT_EQ(h.costs.io_thread_per_request, 9us);
  EXPECT_EQ(h.costs.io_thread_per_partition, 10us);
  EXPECT_EQ(h.costs.io_thread_per_kib, 11us);
}

TEST(ClusterSection, UnknownPresetsAreToldTheKnownOnes) {
  EXPECT_EQ(load_yaml(cluster("  brokers: 1\n  hardware: { preset: wlan }\n")).found,
            Found{"5:23 no hardware preset is called 'wlan' (did you mean 'lan'?)"});
}

TEST(RootSection, WhatIsMissingIsNamed) {
  EXPECT_EQ(load_yaml("seed: 1\n").found,
            (Found{"1:1 'title' is missing in the scenario (one line: what happens here)",
                   "1:1 'duration' is missing in the scenario (simulated time until the end of the run)",
                   "1:1 'cluster' is missing in the scenario (brokers, their settings, their hardware)"}));
  EXPECT_EQ(load_yaml("just text\n").found, Found{"1:1 a scenario must be a map of keys and values, not 'just text'"});
}

TEST(RootSection, TimesHaveLimits) {
  EXPECT_EQ(load_yaml("title: t\nduration: 0\ncluster: { brokers: 1 }\n").found,
            Found{"2:11 'duration' must be longer than 0"});
  EXPECT_EQ(load_yaml("title: t\nduration: 4000d\ncluster: { brokers: 1 }\n").found,
            Found{"2:11 'duration' must be at most 10 years"});
  EXPECT_EQ(load_yaml("title: t\nduration: 1d\ncluster: { brokers: 1 }\nsample.every: 1ms\n").found,
            Found{"4:15 that would be more than 10000000 samples"});
  EXPECT_EQ(load_yaml("title: t\nduration: 1m\ncluster: { brokers: 1 }\nsample.every: 5s\n").spec->sample_every, 5s);
}

TEST(RootSection, SeedsAreWholeNumbers) {
  EXPECT_EQ(load_yaml("seed: 42\n" + cluster("  brokers: 1\n")).spec->seed, 42u);
  EXPECT_EQ(load_yaml(cluster("  brokers: 1\n")).spec->seed, 1u);
  EXPECT_EQ(load_yaml("seed: -1\n" + cluster("  brokers: 1\n")).found, Found{"1:7 'seed' must be at least 0, not -1"});
}

}  // namespace
}  // namespace scenario

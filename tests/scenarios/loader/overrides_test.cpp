#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using test::load_yaml;

const std::string kBase = test::with_basics(
    "producers: [{ name: shop.web, workload: { topic: orders, rate: 1/s } }]\n"
    "groups: [{ name: dashboard, topics: [orders] }]\ntrucks: { topic: orders }\nexpect: [{ final-lag: 0 }]\n");

ScenarioSpec with(const std::string& set) {
  auto loaded = load_yaml(kBase, {set});
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
  return loaded.spec ? *loaded.spec : ScenarioSpec{};
}

TEST(Overrides, ReachEverySection) {
  EXPECT_EQ(with("duration=10m").duration, 10min);
  EXPECT_EQ(with("seed=9").seed, 9u);
  EXPECT_EQ(with("trucks.fleet=200").trucks->fleet, 200);
  EXPECT_EQ(with("cluster.config.num.io.threads=4").cluster.config.num_io_threads, 4);
  EXPECT_EQ(with("cluster.hardware.latency=3ms").cluster.hardware.network.latency, 3ms);
  EXPECT_EQ(with("cluster.hardware.costs.io.thread.per.kib=7us").cluster.hardware.costs.io_thread_per_kib, 7us);
  EXPECT_EQ(with("topics.orders.config.min.insync.replicas=2").cluster.topics[0].config.min_insync_replicas, 2);
  EXPECT_EQ(with("topics.0.partitions=8").cluster.topics[0].partitions, 8);
  EXPECT_EQ(with("producers.shop.web.config.acks=1").producers[0].config.acks, kafka::Acks::leader);
  EXPECT_EQ(with("producers.shop.web.workload.key.uniform=5").producers[0].workload.key.count, 5);
  EXPECT_EQ(with("groups.dashboard.members=3").groups[0].members, 3);
  EXPECT_EQ(with("sample.every=5s").sample_every, 5s);
  EXPECT_DOUBLE_EQ(with("expect.0.final-lag=7").expect[0].value, 7);
}

TEST(Overrides, ValuesAreYaml) {
  EXPECT_EQ(with("cluster.brokers=[101, 102, 103, 7]").cluster.brokers[3].id, kafka::BrokerId{7});
  EXPECT_EQ(with("trucks={ topic: orders, fleet: 3 }").trucks->fleet, 3);
  EXPECT_EQ(with("title=\"a=b\"").title, "a=b");
}

TEST(Overrides, BrokersGoByTheirIds) {
  const auto loaded =
      load_yaml("title: t\nduration: 1m\ncluster: { brokers: [{ id: 5 }, { id: 7 }] }\n", {"cluster.brokers.7.rack=b"});
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  EXPECT_EQ(loaded.spec->cluster.brokers[1].rack, "b");
}

TEST(Overrides, LaterOnesWin) {
  const auto loaded = load_yaml(kBase, {"duration=1s", "duration=2s"});
  EXPECT_EQ(loaded.spec->duration, 2s);
}

TEST(Overrides, TheSeedOptionWinsOverTheFile) {
  Diagnostics diagnostics;
  const auto spec = load_text("test.yaml", kBase, {77, {}, ""}, diagnostics);
  ASSERT_TRUE(spec);
  EXPECT_EQ(spec->seed, 77u);
}

TEST(Overrides, MistakesAreLocatedInTheOverride) {
  const auto rendered = [](const std::string& set) { return load_yaml(kBase, {set}).diagnostics.render(); };
  EXPECT_EQ(rendered("trucks.flet=200"),
            "--set trucks.flet:1:8: error: unknown key 'flet' in trucks (did you mean 'fleet'?)\n"
            "trucks.flet=200\n"
            "       ^\n"
            "1 error\n");
  EXPECT_EQ(rendered("duration=ten"),
            "--set duration:1:10: error: 'duration' must be a duration such as 20s, 5ms or 1h 30m, not 'ten'\n"
            "duration=ten\n"
            "         ^\n"
            "1 error\n");
  EXPECT_EQ(
      rendered("cluster.config.num.io.thread=4"),
      "--set cluster.config.num.io.thread:1:16: error: unknown key 'num.io.thread' in cluster.config (did you mean "
      "'num.io.threads'?)\n"
      "cluster.config.num.io.thread=4\n"
      "               ^\n"
      "1 error\n");
}

TEST(Overrides, WrongPathsSayWhy) {
  const auto found = [](const std::string& set) {
    const auto loaded = load_yaml(kBase, {set});
    return loaded.found.empty() ? std::string() : loaded.found.front();
  };
  EXPECT_EQ(found("topics.order.partitions=1"), "1:8 topics has no entry 'order' (did you mean 'orders'?)");
  EXPECT_EQ(found("sample.evry=1s"), "1:1 unknown key 'sample.evry' (did you mean 'sample.every'?)");
  EXPECT_EQ(found("truck.fleet=1"), "1:1 unknown key 'truck.fleet' (did you mean 'trucks'?)");
  EXPECT_EQ(found("title.x=1"), "1:1 'title' is a single value: nothing can follow its name");
  EXPECT_EQ(found("cluster.brokers.101.rack=a"), "1:17 'brokers' has no entries in the file to choose from");
  EXPECT_EQ(found("duration"), "1:1 an override is written path=value (such as duration=10m)");
  EXPECT_EQ(found("=1"), "1:1 an override is written path=value (such as duration=10m)");
  EXPECT_EQ(found("seed="), "1:6 'seed' must be a whole number, not nothing");
  EXPECT_EQ(found("title=[1"),
            "1:7 a key must be a word or text, not a list, a map or nothing (is a bracket not closed?)");
}

}  // namespace
}  // namespace scenario

#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using namespace std::chrono_literals;
using test::load_yaml;
using test::with_basics;
using Found = std::vector<std::string>;

/// One producer whose workload is `workload`, which begins in line 6, column 15.
std::string workload(const std::string& text) {
  return with_basics("producers:\n  - name: shop\n    workload: " + text + "\n");
}

const WorkloadSpec& workload_of(const test::Loaded& loaded) { return loaded.spec->producers.at(0).workload; }

TEST(ProducerSection, EveryKeyIsRead) {
  const auto loaded = load_yaml(with_basics(
      "producers:\n  - name: shop\n    count: 2\n    rack: a\n    config: { acks: 1, linger.ms: 5, batch.size: 32KiB, "
      "bootstrap.servers: [103, 101] }\n    workload: { topic: orders, rate: 6/m, arrivals: poisson, value.size: 1KiB, "
      "records: 9_000, start: 1s, stop: 30s, batch: 4, partition: 3 }\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const ProducerSpec& producer = loaded.spec->producers.at(0);
  EXPECT_EQ(producer.name, "shop");
  EXPECT_EQ(producer.count, 2);
  EXPECT_EQ(producer.rack, "a");
  EXPECT_EQ(producer.config.acks, kafka::Acks::leader);
  EXPECT_EQ(producer.config.linger_ms, 5ms);
  EXPECT_EQ(producer.config.batch_size, sim::KiB(32));
  EXPECT_EQ(producer.config.bootstrap_servers, (std::vector<std::string>{"103", "101"}));
  const WorkloadSpec& w = producer.workload;
  EXPECT_EQ(w.topic, "orders");
  EXPECT_DOUBLE_EQ(w.rate, 0.1);
  EXPECT_EQ(w.arrivals, Arrivals::poisson);
  EXPECT_EQ(w.value_size, 1024);
  EXPECT_EQ(w.records, 9000);
  EXPECT_EQ(w.start, 1s);
  EXPECT_EQ(w.stop, 30s);
  EXPECT_EQ(w.batch, 4);
  EXPECT_EQ(w.partition, 3);
}

TEST(ProducerSection, KeysHaveFiveForms) {
  const auto key = [](const std::string& text) {
    const auto loaded = load_yaml(workload("{ topic: orders, rate: 1/s, key: " + text + " }"));
    EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
    return loaded.spec ? workload_of(loaded).key : KeySpec{};
  };
  EXPECT_EQ(key("null").kind, KeySpec::Kind::null);
  EXPECT_EQ(key("truck-1").kind, KeySpec::Kind::constant);
  EXPECT_EQ(key("truck-1").constant, "truck-1");
  EXPECT_EQ(key("\"null\"").constant, "null");
  const KeySpec uniform = key("{ uniform: 1000, format: \"user-%04d\" }");
  EXPECT_EQ(uniform.kind, KeySpec::Kind::uniform);
  EXPECT_EQ(uniform.count, 1000);
  EXPECT_EQ(uniform.format, "user-%04d");
  const KeySpec zipf = key("{ zipf: 50, exponent: 1.5 }");
  EXPECT_EQ(zipf.kind, KeySpec::Kind::zipf);
  EXPECT_EQ(zipf.count, 50);
  EXPECT_DOUBLE_EQ(zipf.exponent, 1.5);
  EXPECT_EQ(key("{ sequence: 7 }").kind, KeySpec::Kind::sequence);
}

TEST(ProducerSection, WrongKeysAreLocated) {
  const auto found = [](const std::string& text) {
    return load_yaml(workload("{ topic: orders, rate: 1/s, key: " + text + " }")).found;
  };
  EXPECT_EQ(found("{ uniform: 0 }"), Found{"7:59 'uniform' must be at least 1, not 0"});
  EXPECT_EQ(found("{ uniform: 1, zipf: 2 }"), Found{"7:68 'uniform', 'zipf', 'sequence' and 'instance' exclude each other"});
  EXPECT_EQ(found("{ format: x }"),
            (Found{"7:48 producers.shop.workload.key needs one of uniform, zipf, sequence and instance (such as {uniform: 1000})",
                   "7:58 'format' must hold one %d (or %05d, with leading zeros), not 'x'"}));
  EXPECT_EQ(found("{ uniform: 3, exponent: 2 }"), Found{"7:72 'exponent' belongs to zipf"});
  for (const char* format : {"%s", "%d%d", "%n", "%", "%-5d", "%0999d", "%5d"}) {
    EXPECT_EQ(found("{ uniform: 3, format: \"" + std::string(format) + "\" }").size(), 1u) << format;
  }
}

TEST(ProducerSection, PhasesReplaceTheRate) {
  const auto loaded =
      load_yaml(workload("{ topic: orders, phases: [{ for: 10s, rate: 100/s }, { for: 1m, rate: 0 }] }"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  ASSERT_EQ(workload_of(loaded).phases.size(), 2u);
  EXPECT_EQ(workload_of(loaded).phases[0].duration, 10s);
  EXPECT_DOUBLE_EQ(workload_of(loaded).phases[0].rate, 100);
  EXPECT_DOUBLE_EQ(workload_of(loaded).phases[1].rate, 0);
  EXPECT_EQ(load_yaml(workload("{ topic: orders, rate: 1/s, phases: [{ for: 1s, rate: 1/s }] }")).found,
            Found{"7:38 'rate' and 'phases' exclude each other"});
  EXPECT_EQ(load_yaml(workload("{ topic: orders, phases: [{ for: 1s, rate: 0 }] }")).found,
            Found{"7:40 at least one phase needs a rate above 0"});
  EXPECT_EQ(load_yaml(workload("{ topic: orders, phases: [{ for: 0s, rate: 1/s }] }")).found,
            Found{"7:48 'for' must be longer than 0"});
}

TEST(ProducerSection, AWorkloadNeedsAPace) {
  EXPECT_EQ(load_yaml(workload("{ topic: orders }")).found,
            Found{"7:15 'rate' is missing in producers.shop.workload (without a rate, records says how many to send as "
                  "fast as possible)"});
  EXPECT_TRUE(load_yaml(workload("{ topic: orders, records: 5 }")).spec);
  EXPECT_EQ(load_yaml(workload("{ topic: orders, rate: 0/s }")).found,
            Found{"7:38 'rate' must be more than 0 (a pause is a phase with rate 0)"});
  EXPECT_EQ(load_yaml(workload("{ topic: orders, rate: 2000M/s }")).found,
            Found{"7:38 'rate' must be at most 1000000000/s"});
}

TEST(ProducerSection, TimesMustFit) {
  EXPECT_EQ(load_yaml(workload("{ topic: orders, rate: 1/s, start: 9s, stop: 9s }")).found,
            Found{"7:60 'stop' must be later than 'start'"});
  const auto late = load_yaml(workload("{ topic: orders, rate: 1/s, start: 1m }"));
  EXPECT_TRUE(late.spec);
  EXPECT_EQ(late.found, Found{"7:50 this starts after the end of the run: nothing will be sent"});
}

TEST(ProducerSection, NamesMustBeKnown) {
  EXPECT_EQ(load_yaml(workload("{ topic: order, rate: 1/s }")).found,
            Found{"7:24 no topic is named 'order' (did you mean 'orders'?)"});
  EXPECT_EQ(load_yaml(workload("{ topic: orders, rate: 1/s, partition: 4 }")).found,
            Found{"7:54 topic 'orders' has no partition 4: it has 4"});
  EXPECT_EQ(load_yaml(with_basics("producers:\n  - { name: a, config: { bootstrap.servers: [101, 9] }, workload: { "
                                  "topic: orders, rate: 1/s } }\n"))
                .found,
            Found{"6:51 no broker '9' is in the cluster (bootstrap.servers are broker ids here, such as [101, 102])"});
}

TEST(ProducerSection, InstancesKeepTheirNamesToThemselves) {
  const auto two = [](const std::string& other) {
    return load_yaml(with_basics(
                         "producers:\n  - { name: a, count: 2, workload: { topic: orders, rate: 1/s } }\n  - { name: " +
                         other + ", workload: { topic: orders, rate: 1/s } }\n"))
        .found;
  };
  EXPECT_EQ(two("a-2"), Found{"7:13 'a-2' is already the name of an instance of 'a'"});
  EXPECT_EQ(two("a-3"), Found{});
}

TEST(ProducerSection, OneMistakeIsToldOnce) {
  // The topic's name is unreadable: nobody is blamed for using it.
  const auto found = load_yaml(
                         "title: t\nduration: 1m\ncluster: { brokers: 1 }\ntopics: [{ name: [] }]\n"
                         "groups: [{ name: g, topics: [orders] }]\n")
                         .found;
  EXPECT_EQ(found, Found{"4:18 'name' must be a text, not a list"});
}

TEST(GroupSection, EveryKeyIsRead) {
  const auto loaded = load_yaml(with_basics(
      "groups:\n  - { name: dashboard, topics: [orders], members: 3, rack: b, processing: 1ms, start: 10s,\n"
      "      config: { auto.offset.reset: earliest, max.poll.records: 100, enable.auto.commit: false } }\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const GroupSpec& group = loaded.spec->groups.at(0);
  EXPECT_EQ(group.name, "dashboard");
  EXPECT_EQ(group.topics, std::vector<std::string>{"orders"});
  EXPECT_EQ(group.members, 3);
  EXPECT_EQ(group.rack, "b");
  EXPECT_EQ(std::get<sim::Constant>(group.application.processing).value, 0.001);
  EXPECT_EQ(group.start, 10s);
  EXPECT_EQ(group.config.auto_offset_reset, kafka::OffsetResetStrategy::earliest);
  EXPECT_EQ(group.config.max_poll_records, 100);
  EXPECT_FALSE(group.config.enable_auto_commit);
}

TEST(GroupSection, MistakesAreLocated) {
  EXPECT_EQ(
      load_yaml(with_basics("groups:\n  - { name: g, topics: [orders, orders, x] }\n  - { name: g, topics: [] }\n"
                            "  - { name: h, members: 0, topics: [orders], config: { auto.offset.reset: first } }\n"))
          .found,
      (Found{"6:33 topic 'orders' is there twice", "6:41 no topic is named 'x' (there is only 'orders')",
             "7:13 a group named 'g' is there already", "7:24 a group needs at least one topic to read",
             "8:25 'members' must be at least 1, not 0",
             "8:75 'auto.offset.reset' must be one of latest, earliest, none, not 'first'"}));
}

TEST(GroupSection, AllClientsTogetherAreLimited) {
  const auto found = load_yaml(with_basics("groups:\n  - { name: a, topics: [orders], members: 6000 }\n"
                                           "  - { name: b, topics: [orders], members: 6000 }\n"))
                         .found;
  EXPECT_EQ(found, Found{"6:3 12000 producers and group members are more than 10000"});
}

TEST(TrucksSection, EveryKeyIsRead) {
  const auto loaded = load_yaml(
      with_basics("trucks: { fleet: 7, topic: orders, every: 10s, key: \"truck-%d\", value.size: 64B, stop: 30s,\n"
                  "  config: { acks: all }, dashboard: d, notification: n }\n"));
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const TrucksSpec& trucks = *loaded.spec->trucks;
  EXPECT_EQ(trucks.fleet, 7);
  EXPECT_EQ(trucks.topic, "orders");
  EXPECT_EQ(trucks.every, 10s);
  EXPECT_EQ(trucks.key_format, "truck-%d");
  EXPECT_EQ(trucks.value_size, 64);
  EXPECT_EQ(trucks.stop, 30s);
  EXPECT_EQ(trucks.config.acks, kafka::Acks::all);
  EXPECT_EQ(trucks.dashboard_group, "d");
  EXPECT_EQ(trucks.notification_group, "n");
}

TEST(TrucksSection, MistakesAreLocated) {
  EXPECT_EQ(load_yaml(with_basics("trucks: { fleet: 100001, every: 0s, stop: 0 }\n")).found,
            (Found{"5:9 no topic is named 'trucks_gps' (there is only 'orders')",
                   "5:18 'fleet' must be at most 100000, not 100001", "5:33 'every' must be at least 1ms",
                   "5:43 'stop' must be later than 0"}));
  EXPECT_EQ(load_yaml(with_basics("groups: [{ name: d, topics: [orders] }]\ntrucks: { topic: orders, dashboard: d }\n"))
                .found,
            Found{"6:37 a group named 'd' is there already (the trucks bring their dashboard group along)"});
}

}  // namespace
}  // namespace scenario

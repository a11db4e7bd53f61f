#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario::test {
namespace {

using namespace std::chrono_literals;
using Found = std::vector<std::string>;

/// A group of these keys, from column 34 of line 6 on.
Loaded load_group(const std::string& keys) {
  return load_yaml(with_basics("groups:\n  - { name: g, topics: [orders], " + keys + " }\n"));
}
GroupSpec group(const std::string& keys) {
  const Loaded loaded = load_group(keys);
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
  return loaded.spec ? loaded.spec->groups.at(0) : GroupSpec{};
}
/// With a second topic to write to.
Loaded load_transformation(const std::string& keys, const std::string& profile = "3.9") {
  return load_yaml("title: t\nduration: 1m\nprofile: \"" + profile +
                   "\"\ncluster: { brokers: 3 }\ntopics: [{ name: orders }, { name: bills }]\n"
                   "groups: [{ name: g, topics: [orders], " +
                   keys + " }]\n");
}

TEST(ApplicationKeys, ProcessingIsATimeOrADistribution) {
  EXPECT_EQ(std::get<sim::Constant>(group("processing: 5ms").application.processing).value, 0.005);
  EXPECT_EQ(std::get<sim::Constant>(group("processing: { constant: 2s }").application.processing).value, 2);
  const auto uniform = std::get<sim::Uniform>(group("processing: { uniform: [1ms, 10ms] }").application.processing);
  EXPECT_EQ(uniform.low, 0.001);
  EXPECT_EQ(uniform.high, 0.010);
  const auto exponential = std::get<sim::Exponential>(group("processing: { exponential: 4ms }").application.processing);
  EXPECT_EQ(exponential.average, 0.004);
  const auto normal = std::get<sim::Normal>(group("processing: { normal: [10ms, 2ms] }").application.processing);
  EXPECT_EQ(normal.average, 0.010);
  EXPECT_EQ(normal.deviation, 0.002);
  const auto skewed = std::get<sim::LogNormal>(group("processing: { log.normal: [3ms, 0.5] }").application.processing);
  EXPECT_EQ(skewed.median, 0.003);
  EXPECT_EQ(skewed.sigma, 0.5);
}

TEST(ApplicationKeys, AWrongDistributionIsLocated) {
  EXPECT_EQ(load_group("processing: soon").found,
            Found{"6:46 'processing' must be a duration such as 20s, 5ms or 1h 30m, not 'soon'"});
  EXPECT_EQ(load_group("processing: { uniform: [10ms, 1ms] }").found,
            Found{"6:57 'uniform' must begin with the smaller of two durations"});
  EXPECT_EQ(load_group("processing: { uniform: [1ms] }").found, Found{"6:57 'uniform' must have two values, not 1"});
  EXPECT_EQ(load_group("processing: { exponential: 0s }").found, Found{"6:61 'exponential' must be longer than 0"});
  EXPECT_EQ(load_group("processing: { log.normal: [1ms, 9] }").found,
            Found{"6:60 'log.normal' must be a median above 0 and a number from 0 to 5"});
  EXPECT_EQ(load_group("processing: { constant: 1ms, uniform: [1ms, 2ms] }").found,
            Found{"6:58 'uniform' and 'constant' exclude each other"});
  EXPECT_EQ(load_group("processing: {}").found,
            Found{"6:46 'processing' must be a duration or a map (such as 5ms or {exponential: 5ms})"});
}

TEST(ApplicationKeys, CommitSinkWorkerAndRestartAreRead) {
  EXPECT_EQ(group("members: 1").application.commit, kafka::CommitMode::automatic);
  EXPECT_TRUE(group("members: 1").config.enable_auto_commit);
  EXPECT_EQ(group("commit: before").application.commit, kafka::CommitMode::before);
  EXPECT_EQ(group("commit: after").application.commit, kafka::CommitMode::after);
  EXPECT_EQ(group("commit: after-async").application.commit, kafka::CommitMode::after_async);
  EXPECT_FALSE(group("commit: after").config.enable_auto_commit);  // it commits itself
  EXPECT_EQ(group("sink: idempotent").application.sink, kafka::SinkKind::idempotent);
  EXPECT_EQ(group("sink: transactional").application.sink, kafka::SinkKind::transactional);
  EXPECT_FALSE(group("sink: transactional").config.enable_auto_commit);  // the sink keeps the offsets
  EXPECT_TRUE(group("worker: true").application.worker);
  EXPECT_EQ(group("restart.after: 90s").application.restart_after, 90s);
  EXPECT_EQ(group("members: 1").application.restart_after, 5s);
}

TEST(ApplicationKeys, WrongWordsAreLocated) {
  EXPECT_EQ(load_group("commit: never").found,
            Found{"6:42 'commit' must be automatic or before or after or after-async, not 'never'"});
  EXPECT_EQ(load_group("sink: magic").found,
            Found{"6:40 'sink' must be plain or idempotent or transactional, not 'magic'"});
  EXPECT_EQ(load_group("worker: maybe").found, Found{"6:42 'worker' must be true or false, not 'maybe'"});
  EXPECT_EQ(load_group("restart.after: never").found,
            Found{"6:49 'restart.after' must be a duration such as 20s, 5ms or 1h 30m, not 'never'"});
}

TEST(ApplicationKeys, WhatExcludesEachOtherIsSaid) {
  EXPECT_EQ(load_group("sink: transactional, commit: after").found,
            Found{"6:63 'commit' cannot be given here: a transactional sink keeps the offsets itself"});
  EXPECT_EQ(load_group("sink: transactional, worker: true").found,
            Found{"6:63 'worker' cannot be given here: a transactional sink stores effect and offset together"});
  EXPECT_EQ(load_group("commit: after, config: { enable.auto.commit: true }").found,
            Found{"6:79 'enable.auto.commit' must be false here: the application commits itself"});
}

TEST(ApplicationKeys, PoisonRecordsAreRead) {
  const GroupSpec g = group("poison: [{ offset: 7 }, { topic: orders, partition: 2, offset: 9, action: skip }]");
  ASSERT_EQ(g.application.poison.size(), 2u);
  EXPECT_EQ(g.application.poison[0].topic, "orders");  // the only one it reads
  EXPECT_EQ(g.application.poison[0].partition, 0);
  EXPECT_EQ(g.application.poison[0].offset, 7);
  EXPECT_EQ(g.application.poison[0].action, kafka::PoisonAction::crash);
  EXPECT_EQ(g.application.poison[1].partition, 2);
  EXPECT_EQ(g.application.poison[1].action, kafka::PoisonAction::skip);
}

TEST(ApplicationKeys, WrongPoisonIsLocated) {
  EXPECT_EQ(load_group("poison: [{ partition: 1 }]").found,
            Found{"6:43 'offset' is missing in groups.g.poison[0] (of the record)"});
  EXPECT_EQ(load_group("poison: [{ offset: -1 }]").found, Found{"6:53 'offset' must be at least 0, not -1"});
  EXPECT_EQ(load_group("poison: [{ offset: 1, action: explode }]").found,
            Found{"6:64 'action' must be crash or skip, not 'explode'"});
  EXPECT_EQ(load_group("poison: [{ offset: 1, topic: order }]").found,
            Found{"6:63 the group does not read topic 'order' (did you mean 'orders'?)"});
}

TEST(ApplicationKeys, MembersAreNamedOneByOneAndStartOneAfterTheOther) {
  const GroupSpec g = group("members: 2, member.ids: [a, b], start: 3s, start.every: 20s");
  EXPECT_EQ(g.member_ids, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(g.start, 3s);
  EXPECT_EQ(g.start_every, 20s);
  EXPECT_EQ(load_group("members: 3, member.ids: [a, b]").found.size(), 1u);
  EXPECT_EQ(load_group("members: 2, member.ids: [a, a]").found, Found{"6:62 member id 'a' is there twice"});
  EXPECT_EQ(load_group("start.every: -1s").found.size(), 1u);
}

TEST(ApplicationKeys, ATransformationBringsTheSettingsOfStreams) {
  const Loaded loaded = load_transformation(
      "transform: { to: bills, guarantee: exactly_once_v2, value.size: 2KiB, config: { linger.ms: 7 } }");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const GroupSpec& g = loaded.spec->groups.at(0);
  ASSERT_TRUE(g.application.transform);
  EXPECT_EQ(g.application.transform->to, "bills");
  EXPECT_EQ(g.application.transform->guarantee, kafka::ProcessingGuarantee::exactly_once_v2);
  EXPECT_EQ(g.application.transform->commit_interval, 100ms);
  EXPECT_EQ(g.application.transform->value_size, 2048);
  EXPECT_EQ(g.producer.transactional_id, "g");
  EXPECT_EQ(g.producer.transaction_timeout_ms, 10s);
  EXPECT_EQ(g.producer.linger_ms, 7ms);
  EXPECT_EQ(g.config.isolation_level, kafka::IsolationLevel::READ_COMMITTED);
  EXPECT_EQ(g.config.max_poll_records, 1000);
  EXPECT_FALSE(g.config.enable_auto_commit);

  const Loaded plain = load_transformation("transform: { to: bills }");
  ASSERT_TRUE(plain.spec) << plain.diagnostics.render();
  EXPECT_EQ(plain.spec->groups.at(0).application.transform->commit_interval, 30s);
  EXPECT_EQ(plain.spec->groups.at(0).producer.transactional_id, "");
  EXPECT_EQ(plain.spec->groups.at(0).producer.linger_ms, 100ms);
}

TEST(ApplicationKeys, WrongTransformationsAreLocated) {
  EXPECT_EQ(load_transformation("transform: {}").found,
            Found{"6:50 'to' is missing in groups.g.transform (the topic it writes to)"});
  EXPECT_EQ(load_transformation("transform: { to: bill }").found.size(), 1u);
  EXPECT_EQ(load_transformation("transform: { to: orders }").found,
            Found{"6:56 the group reads 'orders' itself: this would never end"});
  EXPECT_EQ(load_transformation("transform: { to: bills, commit.interval: 0s }").found,
            Found{"6:80 'commit.interval' must be longer than 0"});
  EXPECT_EQ(load_transformation("transform: { to: bills, value.size: 1GiB }").found,
            Found{"6:75 'value.size' must be at most 16MiB"});
  EXPECT_EQ(load_transformation("transform: { to: bills, guarantee: exactly_once_v2 }", "2.3").found.back(),
            "6:74 exactly_once_v2 came with Kafka 2.5 (KIP-447): use profile \"3.9\"");
  EXPECT_EQ(load_transformation("transform: { to: bills }, commit: after").found,
            Found{"6:73 'commit' cannot be given here: a transformation commits every commit.interval"});
}

}  // namespace
}  // namespace scenario::test

#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using test::load_yaml;
using Compare = ExpectSpec::Compare;
using Found = std::vector<std::string>;

/// One entry, which begins in line 8, column 5.
test::Loaded expectation(const std::string& entry) {
  return load_yaml(
      test::with_basics("producers: [{ name: shop, workload: { topic: orders, rate: 1/s } }]\n"
                        "groups: [{ name: dashboard, topics: [orders] }]\nexpect:\n  - " +
                        entry + "\n"));
}

ExpectSpec read_expectation(const std::string& entry) {
  const auto loaded = expectation(entry);
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
  return loaded.spec ? loaded.spec->expect.at(0) : ExpectSpec{};
}

TEST(ExpectSection, APlainValueMeansExactly) {
  const ExpectSpec e = read_expectation("{ lost-records: 0, group: dashboard }");
  EXPECT_EQ(e.measure, "lost-records");
  EXPECT_EQ(e.about, SubjectKind::group);
  EXPECT_EQ(e.subject, "dashboard");
  EXPECT_EQ(e.statistic, "total");
  EXPECT_EQ(e.compare, Compare::equal);
  EXPECT_DOUBLE_EQ(e.value, 0);
  EXPECT_EQ(e.text, "lost-records: 0, group: dashboard");
  EXPECT_EQ(e.where.file, "test.yaml");
  EXPECT_EQ(e.where.line, 8);
  EXPECT_EQ(e.where.column, 7);
}

TEST(ExpectSection, LatenciesNameAStatistic) {
  const ExpectSpec e = read_expectation("{ produce-latency: p99.9, at-most: 10ms, producer: shop }");
  EXPECT_EQ(e.about, SubjectKind::producer);
  EXPECT_EQ(e.statistic, "p99.9");
  EXPECT_EQ(e.compare, Compare::at_most);
  EXPECT_DOUBLE_EQ(e.value, 0.01);
}

TEST(ExpectSection, EveryComparisonIsRead) {
  EXPECT_EQ(read_expectation("{ produced-records: total, equals: 5 }").compare, Compare::equal);
  const ExpectSpec at_least = read_expectation("{ throughput: mean, at-least: 1k/s }");
  EXPECT_EQ(at_least.compare, Compare::at_least);
  EXPECT_DOUBLE_EQ(at_least.value, 1000);
  const ExpectSpec between = read_expectation("{ end-to-end-latency: p50, between: [2ms, 4ms], group: dashboard }");
  EXPECT_EQ(between.compare, Compare::between);
  EXPECT_DOUBLE_EQ(between.value, 0.002);
  EXPECT_DOUBLE_EQ(between.upper, 0.004);
  EXPECT_EQ(between.text, "end-to-end-latency: p50, between: [2ms, 4ms], group: dashboard");
}

TEST(ExpectSection, CountsAreAListForEachPartition) {
  const ExpectSpec e = read_expectation("{ partition-counts: [1, 2, 3, 4], topic: orders }");
  EXPECT_EQ(e.list, (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(e.about, SubjectKind::topic);
  EXPECT_EQ(expectation("{ partition-counts: [1, 2], topic: orders }").found,
            Found{"8:25 2 counts for the 4 partitions of 'orders'"});
  EXPECT_EQ(expectation("{ partition-counts: 5, topic: orders }").found,
            Found{"8:25 'partition-counts' must be a list of numbers, one for each partition, not '5'"});
}

TEST(ExpectSection, EveryMeasureCanBeWritten) {
  for (const Measure& measure : measures()) {
    std::string entry = "{ " + std::string(measure.name) + ": ";
    if (measure.unit == MeasureUnit::seconds) entry += std::string(measure.statistics[0]) + ", at-most: 1s";
    const bool named = measure.statistics.size() > 1 && measure.statistics[0] == "lost-write";  // it has no default
    if (named) entry += "lost-write, equals: 7";
    if (!named && (measure.unit == MeasureUnit::number || measure.unit == MeasureUnit::broker)) entry += "7";
    if (measure.unit == MeasureUnit::brokers) entry += "[101, 102]";
    if (measure.unit == MeasureUnit::records) entry += "7";
    if (measure.unit == MeasureUnit::per_second) entry += "7/s";
    if (measure.unit == MeasureUnit::counts) entry += "[1, 2, 3, 4]";
    if (measure.allows(SubjectKind::group)) {
      entry += ", group: dashboard";
    } else if (measure.allows(SubjectKind::topic)) {
      entry += ", topic: orders";
    } else if (measure.allows(SubjectKind::partition)) {
      entry += ", partition: orders-0";
    }
    EXPECT_EQ(read_expectation(entry + " }").measure, measure.name);
  }
}

TEST(ExpectSection, WrongEntriesAreLocated) {
  const auto found = [](const std::string& entry) { return expectation(entry).found; };
  EXPECT_EQ(found("{ lost-record: 0, group: dashboard }"),
            Found{"8:7 unknown key 'lost-record' in expect[0] (did you mean 'lost-records'?)"});
  EXPECT_EQ(found("{ lost-records: 0, group: dashbord }"),
            Found{"8:31 no group is named 'dashbord' (did you mean 'dashboard'?)"});
  EXPECT_EQ(found("{ lost-records: 0 }"), Found{"8:7 'lost-records' is about a group (add group: NAME)"});
  EXPECT_EQ(found("{ lost-records: 0, topic: orders }"),
            Found{"8:24 'lost-records' is about a group (add group: NAME)"});
  EXPECT_EQ(found("{ lost-records: 0, failed-records: 0, group: dashboard }"),
            Found{"8:24 'lost-records' and 'failed-records': only one measure in an entry"});
  EXPECT_EQ(found("{ final-lag: total, at-most: 1, at-least: 0 }"),
            Found{"8:37 'at-most' and 'at-least': only one of equals, at-most, at-least, between, less-than and "
                  "more-than in an entry"});
  EXPECT_EQ(
      found("{ produce-latency: 10ms }"),
      Found{"8:24 'produce-latency' must name a statistic (p50, p90, p95, p99, p99.9, p99.99, min, max, mean), not "
            "'10ms' (such as {produce-latency: p50, at-most: 10ms})"});
  EXPECT_EQ(found("{ produce-latency: p99 }"), Found{"8:24 what must the p99 of 'produce-latency' be? (add equals, "
                                                     "at-most, at-least, between, less-than or more-than)"});
  EXPECT_EQ(found("{ final-lag: 3, at-most: 1 }"),
            Found{"8:18 'final-lag' must name a statistic (total) when 'at-most' gives the value"});
  EXPECT_EQ(found("{ produce-latency: p99, between: 3ms }"),
            Found{"8:38 'between' must be a list of two values, not '3ms' (the first is the lowest that is right, the "
                  "second the highest)"});
  EXPECT_EQ(found("{ produce-latency: p99, between: [3ms, 2ms] }"),
            Found{"8:44 the second value of 'between' must not be below the first"});
  EXPECT_EQ(found("{ group: dashboard }"),
            Found{"8:5 expect[0] says nothing to measure (such as {lost-records: 0, group: NAME})"});
  EXPECT_EQ(found("lost-records"),
            Found{"8:5 'expect[0]' must be a map such as {lost-records: 0, group: NAME}, not 'lost-records'"});
  EXPECT_EQ(found("{ final-lag: -1 }"), Found{"8:18 'final-lag' must be at least 0, not -1"});
}

TEST(ExpectSection, TheFleetAndItsGroupsAreKnown) {
  const auto loaded = load_yaml(test::with_basics(
      "trucks: { topic: orders }\nexpect:\n  - { produced-records: 1, producer: trucks }\n"
      "  - { lost-records: 0, group: location-dashboard }\n  - { lost-records: 0, group: notification-service }\n"));
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
}

TEST(ExpectSection, PartitionsAreNamedAsKafkaPrintsThem) {
  const ExpectSpec e = read_expectation("{ leader: 101, partition: orders-2, at: 20s }");
  EXPECT_EQ(e.about, SubjectKind::partition);
  EXPECT_EQ(e.subject, "orders");
  EXPECT_EQ(e.partition, 2);
  EXPECT_EQ(e.statistic, "final");
  EXPECT_EQ(e.at, std::chrono::seconds(20));
  EXPECT_DOUBLE_EQ(read_expectation("{ leader: none, partition: orders-0 }").value, -1);
  EXPECT_EQ(read_expectation("{ isr: [103, 101], partition: orders-0 }").list, (std::vector<std::int64_t>{101, 103}));
  EXPECT_DOUBLE_EQ(read_expectation("{ isr-size: min, at-least: 2, partition: orders-0, from: 1s }").value, 2);
}

TEST(ExpectSection, WindowsAndErrors) {
  const ExpectSpec e =
      read_expectation("{ failed-records: 0, producer: shop, from: 10s, until: 20s, error: NOT_ENOUGH_REPLICAS }");
  EXPECT_EQ(e.from, std::chrono::seconds(10));
  EXPECT_EQ(e.until, std::chrono::seconds(20));
  EXPECT_EQ(e.error, "NOT_ENOUGH_REPLICAS");
  EXPECT_EQ(read_expectation("{ produce-errors: 0, error: TimeoutException }").error, "TimeoutException");
  EXPECT_DOUBLE_EQ(read_expectation("{ partition-outage: longest, at-most: 6s }").value, 6);
}

TEST(ExpectSection, WrongConditionsAreLocated) {
  EXPECT_EQ(expectation("{ leader: 101, partition: orders-9 }").found,
            Found{"8:31 topic 'orders' has no partition 9: it has 4"});
  EXPECT_EQ(expectation("{ leader: 101, topic: orders }").found,
            Found{"8:20 'leader' is about a partition (add partition: NAME)"});
  EXPECT_EQ(expectation("{ leader: 101, partition: orders-0, from: 1s }").found,
            Found{"8:41 'leader' has no 'from' (it has at: the value at a moment)"});
  EXPECT_EQ(expectation("{ isr-size: min, equals: 2, partition: orders-0, at: 1s }").found,
            Found{"8:54 'isr-size: min' has no 'at' (it has from and until)"});
  EXPECT_EQ(expectation("{ lost-records: 0, group: dashboard, until: 1s }").found,
            Found{"8:42 'lost-records' has no 'until' (it is about the whole run)"});
  EXPECT_EQ(expectation("{ failed-records: 0, from: 20s, until: 20s }").found,
            Found{"8:44 'until' must be later than 'from'"});
  EXPECT_EQ(expectation("{ failed-records: 0, from: 2m }").found,
            Found{"8:32 'from' is after the end of the run (the run ends at 60s)"});
  EXPECT_EQ(expectation("{ failed-records: 0, error: NOT_ENOUGH }").found,
            Found{"8:33 Kafka has no error 'NOT_ENOUGH' here (such as NOT_ENOUGH_REPLICAS or TimeoutException)"});
  EXPECT_EQ(expectation("{ leader-elections: 0, error: TimeoutException }").found,
            Found{"8:28 'leader-elections' has no 'error'"});
  EXPECT_EQ(expectation("{ isr: 101, partition: orders-0 }").found,
            Found{"8:12 'isr' must be a list of broker ids, not '101'"});
}

}  // namespace
}  // namespace scenario

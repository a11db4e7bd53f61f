#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using Found = std::vector<std::string>;
using Compare = ExpectSpec::Compare;

/// One entry, which begins in line 11, column 5; `variants` follow.
std::string shop_with(const std::string& entry, const std::string& variants = "") {
  return test::with_basics(
             "producers: [{ name: shop, workload: { topic: orders, rate: 1/s } }]\n"
             "groups: [{ name: a, topics: [orders] }, { name: b, topics: [orders] }]\n"
             "faults:\n  - { name: crash, kind: kill, target: broker-101, at: 10s, for: 5s }\n"
             "  - { name: again, kind: pause, target: broker-101, at: 10s, for: 1s, every: 10s }\nexpect:\n  - ") +
         entry + "\n" + variants;
}

ExpectSpec read_comparison(const std::string& entry, const std::string& variants = "") {
  const auto loaded = test::load_yaml(shop_with(entry, variants));
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
  return loaded.spec ? loaded.spec->expect.at(0) : ExpectSpec{};
}

Found found(const std::string& entry, const std::string& variants = "") {
  return test::load_yaml(shop_with(entry, variants)).found;
}

const std::string kVariants = "variants: { fast: { title: F, set: { producers.shop.config.acks: 0 } } }\n";

TEST(Comparison, AnotherSubjectIsNamed) {
  const ExpectSpec e = read_comparison("{ final-lag: total, group: a, at-most: { group: b } }");
  ASSERT_TRUE(e.with);
  EXPECT_FALSE(e.with->variant);
  EXPECT_EQ(e.with->value.measure, "final-lag");
  EXPECT_EQ(e.with->value.subject, "b");
  EXPECT_EQ(e.with->value.statistic, "total");
  EXPECT_DOUBLE_EQ(e.with->times, 1);
  EXPECT_EQ(e.compare, Compare::at_most);
}

TEST(Comparison, AnotherVariantIsAskedForTheSame) {
  const ExpectSpec e = read_comparison(
      "{ produce-latency: p99, producer: shop, from: 5s, more-than: { variant: fast, times: 2 } }", kVariants);
  ASSERT_TRUE(e.with);
  EXPECT_EQ(e.with->variant, "fast");
  EXPECT_EQ(e.with->value, static_cast<const ValueSpec&>(e));
  EXPECT_DOUBLE_EQ(e.with->times, 2);
  EXPECT_EQ(e.compare, Compare::more_than);
}

TEST(Comparison, AnotherMeasureStatisticOrTimeIsNamed) {
  EXPECT_EQ(
      read_comparison("{ delivered-records: total, group: a, equals: { acknowledged-records: } }").with->value.about,
      SubjectKind::run);
  const ExpectSpec tail = read_comparison("{ produce-latency: p99, at-most: { produce-latency: p50, times: 3 } }");
  EXPECT_EQ(tail.with->value.statistic, "p50");
  const ExpectSpec later = read_comparison("{ throughput: mean, until: 10s, at-least: { from: 20s } }");
  EXPECT_EQ(later.with->value.from, std::chrono::seconds(20));
  EXPECT_EQ(later.with->value.until, sim::kForever);
}

TEST(Comparison, AWindowMayBeThatOfAFault) {
  const ExpectSpec during = read_comparison("{ failed-records: 0, during: crash }");
  EXPECT_EQ(during.from, std::chrono::seconds(10));
  EXPECT_EQ(during.until, std::chrono::seconds(15));
  EXPECT_EQ(read_comparison("{ failed-records: 0, after: crash }").from, std::chrono::seconds(15));
  EXPECT_EQ(found("{ failed-records: 0, during: crush }"),
            Found{"11:34 no fault is named 'crush' (did you mean 'crash'?)"});
  EXPECT_EQ(found("{ failed-records: 0, during: again }"),
            Found{"11:34 'again' has no one time: it has every or jitter (use from and until)"});
  EXPECT_EQ(found("{ failed-records: 0, during: crash, from: 1s }"),
            Found{"11:26 'during' says from when until when by itself"});
}

TEST(Comparison, MistakesAreToldAtTheirPlace) {
  EXPECT_EQ(found("{ final-lag: total, group: a, at-most: { group: c } }"),
            Found{"11:53 no group is named 'c' (did you mean 'a'?)"});
  EXPECT_EQ(found("{ final-lag: total, group: a, at-most: { variant: fats } }", kVariants),
            Found{"11:55 the scenario has no variant 'fats' (did you mean 'fast'?)"});
  EXPECT_EQ(found("{ final-lag: total, group: a, at-most: { group: a } }"),
            Found{"11:44 a value is compared with itself (name another variant, subject, statistic or time)"});
  EXPECT_EQ(found("{ final-lag: total, group: a, at-most: { produce-latency: p50 } }"),
            Found{"11:46 'final-lag' cannot be compared with 'produce-latency': records and seconds"});
  EXPECT_EQ(found("{ final-lag: total, group: a, at-most: { grup: b } }"),
            Found{"11:46 unknown key 'grup' in expect[0].at-most (did you mean 'group'?)"});
  EXPECT_EQ(found("{ final-lag: total, group: a, at-most: { group: b, times: 0 } }"),
            Found{"11:63 'times' must be more than 0"});
  EXPECT_EQ(found("{ final-lag: any, group: a }"),
            Found{"11:18 'any' is for variants: it takes back what the scenario expects"});
  EXPECT_EQ(found("{ produce-latency: p99, between: { variant: fast } }", kVariants),
            Found{"11:38 'between' must be a list of two values, not a map (compare by at-least and at-most in two "
                  "entries)"});
}

std::vector<ScenarioSpec> load_variants(const std::string& entry, const std::string& expect, Diagnostics& diagnostics) {
  return load_all_text("test.yaml", shop_with(entry, "variants: { fast: { title: F, expect: [" + expect + "] } }\n"),
                       diagnostics);
}

TEST(Comparison, AVariantIsAskedForWhatOthersCompareWithIt) {
  Diagnostics diagnostics;
  const auto all = load_variants("{ final-lag: total, group: a, at-most: { variant: fast } }",
                                 "{ final-lag: total, group: b, more-than: { variant: base, group: a } }", diagnostics);
  ASSERT_EQ(all.size(), 2u) << diagnostics.render();
  ASSERT_EQ(all[1].asked.size(), 1u);
  EXPECT_EQ(all[1].asked[0].subject, "a");
  ASSERT_EQ(all[0].asked.size(), 1u);
  EXPECT_EQ(all[0].asked[0].subject, "a");
  // How the scenario compares with the variant is no word about the variant.
  ASSERT_EQ(all[1].expect.size(), 1u);
  EXPECT_EQ(all[1].expect[0].subject, "b");
  EXPECT_EQ(all[1].expect[0].with->variant, "");
}

TEST(Comparison, AnyTakesBackWhatTheScenarioExpects) {
  Diagnostics diagnostics;
  const auto all = load_variants("{ final-lag: 0, group: a }", "{ final-lag: any, group: a }", diagnostics);
  ASSERT_EQ(all.size(), 2u) << diagnostics.render();
  ASSERT_EQ(all[1].expect.size(), 1u);
  EXPECT_EQ(all[1].expect[0].compare, Compare::anything);
}

TEST(Comparison, WhatTheOtherVariantLacksIsReported) {
  Diagnostics diagnostics;
  const auto all = load_all_text(
      "test.yaml",
      shop_with("{ final-lag: total, group: a, at-most: { variant: one } }",
                "variants: { one: { title: O, without: [groups.a], expect: [{ final-lag: any, group: b }] } }\n"),
      diagnostics);
  EXPECT_TRUE(all.empty());
  EXPECT_NE(diagnostics.render().find("no group is named 'a'"), std::string::npos) << diagnostics.render();
}

}  // namespace
}  // namespace scenario

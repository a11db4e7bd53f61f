#include "scenarios/engine/suite/suite.h"

#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/suite/suite_junit.h"

namespace scenario {
namespace {

/// 100 records, in the variant 50; the reader is there from the beginning.
constexpr const char* kLittle = R"(title: A little run
duration: 20s
cluster: { brokers: 1, config: { offsets.topic.replication.factor: 1 } }
topics: [{ name: orders, partitions: 1, replication.factor: 1 }]
producers: [{ name: shop, workload: { topic: orders, rate: 10/s, records: 100 } }]
groups: [{ name: readers, topics: [orders], config: { auto.offset.reset: earliest } }]
steps:
  - { at: 1s, say: The shop begins., question: How many?, choices: [few, many], answer: many, proof: all }
expect:
  - { name: all, produced-records: 100 }
  - { produced-records: total, more-than: { variant: half } }
  - { produced-records: total, equals: { variant: half, times: 2 } }
  - { delivered-records: total, group: readers, equals: { acknowledged-records: } }
variants:
  half:
    title: Half of it
    set: { producers.shop.workload.records: 50 }
    expect:
      - { produced-records: 50 }
      - { delivered-records: total, group: readers, at-least: { variant: base } }
)";

std::vector<ScenarioSpec> load_little(std::string text = kLittle) {
  text.replace(text.find("How many?"), 9, "\"How many?\"");
  Diagnostics diagnostics;
  auto all = load_all_text("little.yaml", text, diagnostics);
  EXPECT_EQ(all.size(), 2u) << diagnostics.render();
  return all;
}

TEST(Suite, JudgesEveryVariantAndComparesThem) {
  const auto specs = load_little();
  for (const unsigned jobs : {1u, 2u}) {
    const auto runs = run_suite(specs, {jobs, {}});
    ASSERT_EQ(runs.size(), 2u);
    const auto& base = runs[0].verdicts;
    ASSERT_EQ(base.size(), 4u);
    EXPECT_EQ(base[0].sentence(), "produced records: 100, as expected");
    EXPECT_EQ(base[1].sentence(), "produced records: 100, more than that with variant half (50) as expected");
    EXPECT_EQ(base[2].sentence(),
              "produced records: 100, equal to 2 times that with variant half (2 x 50 = 100) as expected");
    EXPECT_EQ(base[3].sentence(), "delivered records of readers: 100, equal to acknowledged records (100) as expected");
    EXPECT_TRUE(runs[0].passed());
    EXPECT_EQ(runs[1].variant, "half");
    const auto& half = runs[1].verdicts;
    ASSERT_EQ(half.size(), 2u) << "comparisons with variants are not inherited, the same value is replaced";
    EXPECT_EQ(half[0].sentence(), "produced records: 50, as expected");
    EXPECT_EQ(half[1].sentence(),
              "delivered records of readers: 50, expected at least that in the scenario itself (100)");
    EXPECT_EQ(runs[1].missed(), 1u);
    EXPECT_FALSE(runs[1].passed());
  }
}

TEST(Suite, TellsWhetherAnAnswerIsProven) {
  auto specs = load_little();
  auto runs = run_suite(specs, {1, {}});
  ASSERT_EQ(runs[0].proofs.size(), 1u);
  EXPECT_EQ(runs[0].proofs[0].answer, "many");
  EXPECT_TRUE(runs[0].proofs[0].proven);
  EXPECT_TRUE(runs[1].proofs.empty()) << "steps tell what the scenario itself shows";
  specs[0].expect[0].value = 99;
  runs = run_suite(specs, {1, {}});
  EXPECT_FALSE(runs[0].proofs[0].proven);
}

TEST(Suite, WritesJUnit) {
  const auto runs = run_suite(load_little(), {2, {}});
  const std::string xml = suite_junit(runs, {0.5, 0.25}, {{"broken", "broken.yaml:1:1: error: no"}});
  EXPECT_NE(xml.find(R"(classname="little.half")"), std::string::npos) << xml;
  EXPECT_NE(xml.find("expected at least that in the scenario itself (100)"), std::string::npos) << xml;
  EXPECT_NE(xml.find("broken.yaml:1:1: error: no"), std::string::npos) << xml;
}

TEST(Suite, StopsWhenItIsTold) {
  const auto runs = run_suite(load_little(), {1, [](std::size_t, bool over) { return !over; }});
  EXPECT_TRUE(runs[0].failed.empty());
  EXPECT_EQ(runs[1].failed, "it was not run");
}

}  // namespace
}  // namespace scenario

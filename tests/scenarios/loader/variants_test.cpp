#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using Found = std::vector<std::string>;

/// A scenario with one crash and a group; `variants` begins in line 9.
std::string shop_of(const std::string& variants) {
  return test::with_basics(
             "producers: [{ name: shop, config: { acks: all }, workload: { topic: orders, rate: 10/s } }]\n"
             "groups: [{ name: dashboard, topics: [orders] }]\n"
             "faults: [{ name: crash, kind: kill, target: broker-101, at: 10s }, { name: nap, kind: pause, target: "
             "broker-102, at: 20s, for: 1s }]\n"
             "expect: [{ name: kept, lost-records: 0, group: dashboard }, { leader-elections: total, at-least: 1 "
             "}]\n") +
         variants;
}

struct Read {
  std::optional<ScenarioSpec> spec;
  Found found;
};

Read variant(const std::string& yaml, const std::string& name, const std::vector<std::string>& set = {}) {
  Diagnostics diagnostics;
  Read read;
  read.spec = load_text("test.yaml", shop_of(yaml), {std::nullopt, set, name}, diagnostics);
  for (const Diagnostic& d : diagnostics.sorted()) {
    read.found.push_back(std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.message +
                         (d.hint.empty() ? "" : " (" + d.hint + ")"));
  }
  return read;
}

TEST(Variants, TheScenarioItselfIsUntouchedByThem) {
  const auto base =
      test::load_yaml(shop_of("variants: { fast: { title: Fast, set: { producers.shop.config.acks: 1 } } }\n"));
  ASSERT_TRUE(base.spec) << base.diagnostics.render();
  EXPECT_EQ(base.spec->producers.at(0).config.acks, kafka::Acks::all);
  EXPECT_EQ(base.spec->variant, "");
  ASSERT_EQ(base.spec->variants.size(), 1u);
  EXPECT_EQ(base.spec->variants[0].name, "fast");
  EXPECT_EQ(base.spec->variants[0].title, "Fast");
}

TEST(Variants, SetChangesAValueByItsPathAndTheCommandLineHasTheLastWord) {
  const std::string yaml =
      "variants: { fast: { title: Fast, set: { producers.shop.config.acks: 1, duration: 2m } } }\n";
  const Read read = variant(yaml, "fast", {"duration=3m"});
  ASSERT_TRUE(read.spec);
  EXPECT_EQ(read.spec->producers.at(0).config.acks, kafka::Acks::leader);
  EXPECT_EQ(read.spec->duration, std::chrono::minutes(3));
  EXPECT_EQ(read.spec->variant, "fast");
  EXPECT_EQ(read.spec->variant_title, "Fast");
  EXPECT_EQ(read.spec->title, "t");
}

TEST(Variants, MapsAreMergedAndEntriesOfOneName) {
  const Read read = variant(
      "variants:\n  wide:\n    title: W\n    cluster: { config: { num.io.threads: 3 } }\n"
      "    groups: [{ name: dashboard, members: 3 }, { name: second, topics: [orders] }]\n",
      "wide");
  ASSERT_TRUE(read.spec);
  EXPECT_EQ(read.spec->cluster.brokers.size(), 3u);
  EXPECT_EQ(read.spec->cluster.config.num_io_threads, 3);
  ASSERT_EQ(read.spec->groups.size(), 2u);
  EXPECT_EQ(read.spec->groups[0].members, 3);
  EXPECT_EQ(read.spec->groups[0].topics, std::vector<std::string>{"orders"});
  EXPECT_EQ(read.spec->groups[1].name, "second");
}

TEST(Variants, AListWithoutNamesReplaces) {
  const Read read =
      variant("variants: { other: { title: O, faults: [{ kind: kill, target: broker-103, at: 5s }] } }\n", "other");
  ASSERT_TRUE(read.spec);
  ASSERT_EQ(read.spec->faults.size(), 1u);
  EXPECT_EQ(read.spec->faults[0].target.at(0).number, 103);
}

TEST(Variants, WithoutLeavesOut) {
  const Read read =
      variant("variants: { calm: { title: C, without: [faults.crash, producers.shop.config] } }\n", "calm");
  ASSERT_TRUE(read.spec);
  ASSERT_EQ(read.spec->faults.size(), 1u);
  EXPECT_EQ(read.spec->faults[0].kind, FaultKind::pause);
}

TEST(Variants, TheSameQuestionReplacesAnotherOneIsAdded) {
  const Read read = variant(
      "variants: { v: { title: V, expect: [{ lost-records: total, group: dashboard, at-least: 1 }, { final-lag: 0 }] } "
      "}\n",
      "v");
  ASSERT_TRUE(read.spec);
  const auto& all = read.spec->expect;
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].text, "lost-records: total, group: dashboard, at-least: 1");
  EXPECT_EQ(all[0].name, "kept");
  EXPECT_EQ(all[1].measure, "leader-elections");
  EXPECT_EQ(all[2].measure, "final-lag");
}

TEST(Variants, ExpectOnlyForgetsTheScenarios) {
  const Read read = variant("variants: { v: { title: V, expect.only: [{ final-lag: 0 }] } }\n", "v");
  ASSERT_TRUE(read.spec);
  ASSERT_EQ(read.spec->expect.size(), 1u);
  EXPECT_EQ(read.spec->expect[0].measure, "final-lag");
}

TEST(Variants, AnUnknownOneIsToldWithTheNearest) {
  EXPECT_EQ(variant("variants: { acks-1: { title: V } }\n", "ack-1").found,
            Found{"1:1 the scenario has no variant 'ack-1' (did you mean 'acks-1'?)"});
  EXPECT_EQ(variant("", "acks-1").found, Found{"1:1 the scenario has no variants"});
}

TEST(Variants, MistakesAreLocatedInTheVariantAndNameIt) {
  EXPECT_EQ(test::load_yaml(shop_of("variants:\n  v:\n    titel: V\n")).found,
            (Found{"11:5 unknown key 'titel' in variants.v (did you mean 'title'?)",
                   "11:5 'title' is missing in variants.v (one line: what happens here)"}));
  EXPECT_EQ(variant("variants:\n  v:\n    title: V\n    set: { producers.shopp.config.acks: 1 }\n", "v").found,
            Found{"12:22 in variant v: producers has no entry 'shopp' (did you mean 'shop'?)"});
  EXPECT_EQ(variant("variants:\n  v:\n    title: V\n    without: [faults.crush]\n", "v").found,
            Found{"12:22 in variant v: faults has no entry 'crush' (did you mean 'crash'?)"});
  EXPECT_EQ(variant("variants:\n  v:\n    title: V\n    groups: [{ name: dashboard, members: many }]\n", "v").found,
            Found{"12:42 in variant v: 'members' must be a whole number, not 'many'"});
  EXPECT_EQ(test::load_yaml(shop_of("variants:\n  a/b: { title: V }\n")).found,
            Found{"10:3 'a/b' cannot be the name of a variant (letters, digits, '-', '_' and '.', such as acks-1)"});
  EXPECT_EQ(test::load_yaml(shop_of(""), {"variants.v.title=x"}).found,
            Found{"1:1 'variants' cannot be changed by a path (change the file, or choose one by --variant NAME)"});
}

TEST(Variants, ANamedListThatIsReplacedNeedNotFitTheVariantsPartitions) {
  const auto of_one_partition = [](const std::string& name) {
    Diagnostics diagnostics;
    Read read;
    read.spec = load_text("test.yaml",
                          test::with_basics("expect: [{ " + name +
                                            "partition-counts: [1, 1, 1, 1], topic: orders }]\n"
                                            "variants: { one: { title: One, set: { topics.orders.partitions: 1 }, "
                                            "expect: [{ name: even, partition-counts: [4], topic: orders }] } }\n"),
                          {std::nullopt, {}, "one"}, diagnostics);
    for (const Diagnostic& d : diagnostics.sorted()) read.found.push_back(d.message);
    return read;
  };
  const Read named = of_one_partition("name: even, ");
  ASSERT_TRUE(named.spec) << named.found.at(0);
  ASSERT_EQ(named.spec->expect.size(), 1u);
  EXPECT_EQ(named.spec->expect[0].list, std::vector<std::int64_t>{4});
  EXPECT_EQ(of_one_partition("").found, Found{"in variant one: 4 counts for the 1 partitions of 'orders'"});
}

}  // namespace
}  // namespace scenario

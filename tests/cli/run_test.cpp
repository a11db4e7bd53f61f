#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <signal.h>

#include "tests/cli/program.h"

namespace cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Run : ProgramTest {
  Ran run_small(std::vector<std::string> more = {}, const std::string& expect = "") const {
    write("small.yaml", small_scenario(expect));
    std::vector<std::string> arguments{"run", "small.yaml"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

TEST_F(Run, SaysWhatCameOutAndWhereItIs) {
  const Ran ran = run_small({}, "  - { lost-records: 0, group: readers }\n");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("A little run\nsmall, seed 1: 20 s simulated in "));
  EXPECT_THAT(ran.out, HasSubstr("  met      lost records of readers: 0, as expected\n"));
  EXPECT_THAT(ran.out, HasSubstr("Results in results/small\n"));
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_EQ(results(), (std::vector<std::string>{"small", "small/events.jsonl", "small/manifest.json",
                                                 "small/series.csv", "small/summary.json"}));
}

TEST_F(Run, FindsShippedScenariosByName) {
  const Ran ran = run({"run", "offsets_count_per_partition"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_TRUE(exists("results/offsets_count_per_partition/summary.json"));
}

TEST_F(Run, EndsWithOneIfAnExpectationIsNotMet) {
  const Ran ran = run_small({}, "  - { produced-records: 99 }\n  - { produced-records: 100 }\n");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("  NOT MET  produced records: 100, expected 99\n"));
  EXPECT_THAT(ran.out, HasSubstr("  met      produced records: 100, as expected\n"));
  EXPECT_TRUE(exists("results/small/summary.json"));  // a finished run, whatever it shows
}

TEST_F(Run, EndsWithTwoIfTheScenarioIsWrongAndWritesNothing) {
  write("wrong.yaml", "title: Wrong\nduration: soon\ncluster: { brokers: 3 }\n");
  const Ran ran = run({"run", "wrong.yaml"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("wrong.yaml:2:11"));
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_FALSE(exists("results"));
}

TEST_F(Run, SuggestsTheNearestName) {
  const Ran ran = run({"run", "truck_gps"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("there is no scenario 'truck_gps'; did you mean 'trucks_gps'?"));
  EXPECT_EQ(run({"run", "no/such/file.yaml"}).code, 2);
  EXPECT_EQ(run({"run", "."}).code, 2);
}

TEST_F(Run, TheSameRunGivesTheSameBytes) {
  run_small({"--out", "a"});
  run_small({"--out", "b"});
  for (const char* file : {"manifest.json", "summary.json", "series.csv", "events.jsonl"}) {
    const std::string first = read(std::string("a/") + file);
    EXPECT_FALSE(first.empty()) << file;
    EXPECT_EQ(first, read(std::string("b/") + file)) << file;
  }
}

TEST_F(Run, JsonIsTheSummaryAndNothingElse) {
  const Ran ran = run_small({"--json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_EQ(ran.out, read("results/small/summary.json"));
  const json summary = json::parse(ran.out, nullptr, false);
  ASSERT_FALSE(summary.is_discarded());
  EXPECT_EQ(summary["producers"][0]["acknowledged_records"], 100);
  EXPECT_EQ(summary["groups"][0]["lost_records"], 0);
}

TEST_F(Run, QuietSaysNothing) {
  const Ran ran = run_small({"--quiet"}, "  - { produced-records: 99 }\n");
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out + ran.err, IsEmpty());
}

TEST_F(Run, SeedOverridesAndEndAreInTheManifest) {
  const Ran ran = run_small({"--seed", "7", "--set", "producers.shop.workload.rate=20/s", "--until", "5s"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const json manifest = json::parse(read("results/small/manifest.json"));
  EXPECT_EQ(manifest["seed"], 7);
  EXPECT_EQ(manifest["overrides"], json::array({"producers.shop.workload.rate=20/s"}));
  EXPECT_EQ(manifest["until"], "5s");
  EXPECT_EQ(manifest["scenario_text"], small_scenario());
  EXPECT_EQ(manifest["fingerprints"]["trajectory"].get<std::string>().size(), 16u);
  const json summary = json::parse(read("results/small/summary.json"));
  EXPECT_EQ(summary["simulated_s"], 5);
  EXPECT_EQ(summary["production"]["produced_records"], 100);  // 20/s for 5 s
}

TEST_F(Run, RefusesAWrongEndOrOverride) {
  EXPECT_EQ(run_small({"--until", "tomorrow"}).code, 2);
  EXPECT_EQ(run_small({"--until", "0s"}).code, 2);
  EXPECT_EQ(run_small({"--set", "producers.nobody.rate=1"}).code, 2);
  EXPECT_EQ(run_small({"--seed", "many"}).code, 2);
  EXPECT_FALSE(exists("results"));
}

TEST_F(Run, NeverReplacesAFolderThatIsNoResult) {
  std::filesystem::create_directories(folder() / "thesis");
  write("thesis/chapter1.tex", "work");
  const Ran ran = run_small({"--out", "thesis"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("not replaced"));
  EXPECT_EQ(read("thesis/chapter1.tex"), "work");
}

TEST_F(Run, ReplacesAnEarlierResult) {
  run_small({"--seed", "1"});
  run_small({"--seed", "2"});
  EXPECT_EQ(json::parse(read("results/small/manifest.json"))["seed"], 2);
}

TEST_F(Run, ASignalLeavesNothingBehind) {
  write("long.yaml", small_scenario() + "sample.every: 1h\n");
  for (const int signal : {SIGINT, SIGTERM}) {
    const Ran ran = run_and_signal(
        {"run", "long.yaml", "--set", "duration=3000d", "--set", "producers.shop.workload.stop=3000d"}, signal);
    EXPECT_EQ(ran.code, 128 + signal);
    EXPECT_THAT(ran.err, HasSubstr("kafkasim: stopped at "));
    EXPECT_THAT(results(), IsEmpty());
  }
}

TEST_F(Run, ACrashLeavesNothingHalfWrittenAndTheNextRunCleansUp) {
  write("long.yaml", small_scenario());
  const Ran killed = run_and_signal(
      {"run", "long.yaml", "--set", "duration=3000d", "--set", "producers.shop.workload.stop=3000d"}, SIGKILL);
  EXPECT_EQ(killed.code, 128 + SIGKILL);
  EXPECT_FALSE(exists("results/long"));
  EXPECT_EQ(run({"run", "long.yaml"}).code, 0);
  for (const std::string& file : results()) EXPECT_THAT(file, Not(HasSubstr(".part-")));
}

TEST_F(Run, WritesTheTrucksTables) {
  const Ran ran = run({"run", "trucks_gps", "--until", "2m", "--quiet"});
  EXPECT_EQ(ran.code, 1);  // after two minutes the hour's numbers are not there
  EXPECT_THAT(read("results/trucks_gps/positions.csv"), HasSubstr("time_s,truck,latitude,longitude"));
  EXPECT_THAT(read("results/trucks_gps/alerts.csv"), HasSubstr("time_s,truck,change,region"));
}

}  // namespace
}  // namespace cli

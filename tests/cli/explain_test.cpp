#include <gmock/gmock.h>

#include "tests/cli/program.h"

namespace cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Records without a key: in which of the two partitions one is depends on the partitioner, so tests name a partition.
struct Explain : ProgramTest {
  /// With its one partition given by number.
  static std::string scenario() {
    std::string text = small_scenario();
    const std::string workload = "topic: orders, ";
    return text.replace(text.find(workload), workload.size(), "topic: orders, partition: 1, ");
  }
};

TEST_F(Explain, TellsARecordOfAFinishedRun) {
  write("small.yaml", scenario());
  ASSERT_EQ(run({"run", "small.yaml", "--seed", "7", "--until", "15s"}).code, 0);
  std::filesystem::remove(folder() / "small.yaml");  // the results say all that is needed
  const Ran ran = run({"explain", "results/small", "--record", "shop:3"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_THAT(ran.out, HasSubstr("Record 3 of shop in orders-1 (small, seed 7)\n"));
  EXPECT_THAT(ran.out, HasSubstr(" s  shop creates it\n"));
  EXPECT_THAT(ran.out, HasSubstr("as leader in epoch 0: offset 3\n"));
  EXPECT_THAT(ran.out, HasSubstr("consumers may read it\n"));
  EXPECT_THAT(ran.out, HasSubstr("acknowledged at offset 3\n"));
  EXPECT_THAT(ran.out, HasSubstr("of readers\n"));
  EXPECT_THAT(ran.out, HasSubstr("How it ended\n  readers: delivered once\n"));
}

TEST_F(Explain, TellsWhatLayAtAnOffsetOfAScenario) {
  write("small.yaml", scenario());
  const Ran by_offset = run({"explain", "small.yaml", "--partition", "orders-1", "--offset", "3"});
  EXPECT_EQ(by_offset.code, 0) << by_offset.err;
  EXPECT_EQ(by_offset.out, run({"explain", "small.yaml", "--record", "shop:3"}).out);
}

TEST_F(Explain, SaysWhichRecordsThereAre) {
  write("small.yaml", scenario());
  const Ran record = run({"explain", "small.yaml", "--record", "shop:100"});
  EXPECT_EQ(record.code, 2);
  EXPECT_THAT(record.out, IsEmpty());
  EXPECT_THAT(record.err, HasSubstr("shop has no record 100 there; it has: orders-1 0 to 99"));
  EXPECT_THAT(run({"explain", "small.yaml", "--record", "shop:0", "--partition", "orders-0"}).err,
              HasSubstr("shop has no record 0 there; it has: orders-1 0 to 99"));
  EXPECT_THAT(run({"explain", "small.yaml", "--partition", "orders-1", "--offset", "100"}).err,
              HasSubstr("orders-1 has offsets 0 to 99, and no record at 100"));
  EXPECT_THAT(run({"explain", "small.yaml", "--partition", "orders-0", "--offset", "0"}).err,
              HasSubstr("nothing was ever written to orders-0"));
}

TEST_F(Explain, AsksForThePartitionWhereThereAreSeveral) {
  write("keyed.yaml", small_scenario() + "profile: \"2.3\"\n");  // one after the other
  const Ran ran = run({"explain", "keyed.yaml", "--record", "shop:3"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("shop has a record 3 in each of orders-0, orders-1: say which with --partition"));
  EXPECT_EQ(run({"explain", "keyed.yaml", "--record", "shop:3", "--partition", "orders-0"}).code, 0);
}

TEST_F(Explain, SuggestsTheNearestName) {
  write("small.yaml", scenario());
  EXPECT_THAT(run({"explain", "small.yaml", "--record", "shup:0"}).err,
              HasSubstr("there is no producer 'shup'; did you mean 'shop'?"));
  EXPECT_THAT(run({"explain", "small.yaml", "--record", "shop:0", "--partition", "order-0"}).err,
              HasSubstr("there is no topic 'order'; did you mean 'orders'?"));
  EXPECT_THAT(run({"explain", "truck_gps", "--record", "truck-1:0"}).err,
              HasSubstr("there is no scenario 'truck_gps'; did you mean 'trucks_gps'?"));
}

TEST_F(Explain, WrongUsageIsTwo) {
  write("small.yaml", scenario());
  std::filesystem::create_directories(folder() / "empty");
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"explain"},
           {"explain", "small.yaml"},
           {"explain", "small.yaml", "--record", "shop"},
           {"explain", "small.yaml", "--record", "shop:three"},
           {"explain", "small.yaml", "--offset", "3"},
           {"explain", "small.yaml", "--record", "shop:0", "--partition", "orders"},
           {"explain", "small.yaml", "--record", "shop:0", "--partition", "orders-1", "--offset", "3"},
           {"explain", "empty", "--record", "shop:0"}}) {
    const Ran ran = run(wrong);
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_FALSE(ran.err.empty());
  }
}

TEST_F(Explain, AFinishedRunKeepsItsSeed) {
  write("small.yaml", scenario());
  ASSERT_EQ(run({"run", "small.yaml", "--quiet"}).code, 0);
  const Ran ran = run({"explain", "results/small", "--record", "shop:3", "--seed", "2"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("results/small is a finished run: --variant, --seed, --set and --until are its own"));
}

TEST_F(Explain, ATornManifestIsNoResult) {
  write("small.yaml", scenario());
  ASSERT_EQ(run({"run", "small.yaml", "--quiet"}).code, 0);
  write("results/small/manifest.json", "{ \"seed\": 1");
  EXPECT_THAT(run({"explain", "results/small", "--record", "shop:3"}).err,
              HasSubstr("results/small/manifest.json is not the manifest of a run"));
}

}  // namespace
}  // namespace cli

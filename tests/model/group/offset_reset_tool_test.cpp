#include "model/group/offset_reset_tool.h"

#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace kafka {
namespace {

ResetOptions reset_options(const std::string& line) {
  std::istringstream words(line);
  std::vector<std::string> arguments;
  for (std::string word; words >> word;) arguments.push_back(word);
  return parse_reset_options(arguments);
}

/// The log is [100, 500), 300 is committed; from instant 1000 ms on there are records from offset 400.
ResetPlan plan(const std::string& line, std::int64_t committed = 300, std::int64_t now = 0) {
  const ResetOptions options = reset_options(line);
  EXPECT_EQ(options.error, "");
  ResetPartition p;
  p.name = "orders-0";
  p.log_start = Offset(100);
  p.log_end = Offset(500);
  p.committed = Offset(committed);
  p.offset_for_time = [](std::int64_t ms) { return ms <= 1000 ? Offset(400) : kUnknownOffset; };
  return prepare_offsets_to_reset(options, {&p, 1}, now);
}
std::int64_t offset(const std::string& line, std::int64_t committed = 300, std::int64_t now = 0) {
  const ResetPlan made = plan(line, committed, now);
  return made.offsets.empty() ? -1 : made.offsets[0].offset.value();
}

TEST(OffsetResetTool, Scenarios) {
  EXPECT_EQ(offset("--to-earliest"), 100);
  EXPECT_EQ(offset("--to-latest"), 500);
  EXPECT_EQ(offset("--to-offset 250"), 250);
  EXPECT_EQ(offset("--shift-by -50"), 250);
  EXPECT_EQ(offset("--shift-by 50"), 350);
  EXPECT_EQ(offset("--to-current"), 300);
}

TEST(OffsetResetTool, WithoutACommit) {
  EXPECT_EQ(offset("--to-current", -1), 500);
  EXPECT_EQ(plan("--shift-by 1", -1).error,
            "Cannot shift offset for partition orders-0 since there is no current committed offset");
}

TEST(OffsetResetTool, KeepsWithinTheLogAndWarns) {
  EXPECT_EQ(offset("--to-offset 50"), 100);
  EXPECT_EQ(plan("--to-offset 50").warnings.at(0),
            "New offset (50) is lower than earliest offset for topic partition orders-0. Value will be set to 100");
  EXPECT_EQ(offset("--shift-by 1000"), 500);
  EXPECT_EQ(plan("--shift-by 1000").warnings.at(0),
            "New offset (1300) is higher than latest offset for topic partition orders-0. Value will be set to 500");
  EXPECT_TRUE(plan("--to-offset 100").warnings.empty());
  EXPECT_TRUE(plan("--to-offset 500").warnings.empty());
}

TEST(OffsetResetTool, ReadsInstants) {
  EXPECT_EQ(reset_options("--to-datetime 1970-01-01T00:00:01.000").number, 1000);
  EXPECT_EQ(reset_options("--to-datetime 1970-01-01T01:00:01.000+01:00").number, 1000);
  EXPECT_EQ(reset_options("--to-datetime 2000-03-01T00:00:00.000Z").number, 951868800000);  // date -u -d 2000-03-01 +%s
  EXPECT_EQ(offset("--to-datetime 1970-01-01T00:00:01.000"), 400);
  EXPECT_EQ(offset("--to-datetime 1970-01-01T00:00:02.000"), 500) << "nothing is that new: the end";
  EXPECT_NE(reset_options("--to-datetime 2000-02-30T00:00:00.000").error, "");
  EXPECT_NE(reset_options("--to-datetime yesterday").error, "");
}

TEST(OffsetResetTool, ReadsDurations) {
  EXPECT_EQ(reset_options("--by-duration P1DT2H3M4S").number, (((24 + 2) * 60 + 3) * 60 + 4) * 1000);
  EXPECT_EQ(reset_options("--by-duration PT5M").number, 300000);
  EXPECT_EQ(reset_options("--by-duration P2D").number, 2 * 86400000);
  EXPECT_EQ(offset("--by-duration PT5S", 300, 6000), 400);
  for (const char* wrong : {"P", "PT", "5M", "P5M", "PT5D", "PT1S2M", "PTxS"})
    EXPECT_NE(reset_options(std::string("--by-duration ") + wrong).error, "") << wrong;
}

TEST(OffsetResetTool, OptionsMustAgree) {
  EXPECT_TRUE(reset_options("--reset-offsets --group g --topic t:0,1 --to-latest --execute").execute);
  EXPECT_FALSE(reset_options("--to-latest --dry-run").execute);
  EXPECT_NE(reset_options("--group g --execute").error, "");
  EXPECT_NE(reset_options("--to-latest --to-earliest").error, "");
  EXPECT_NE(reset_options("--to-latest --execute --dry-run").error, "");
  EXPECT_EQ(reset_options("--to-latests").error, "to-latests is not a recognized option");
  EXPECT_EQ(reset_options("--to-offset").error, "Option to-offset requires an argument");
  EXPECT_NE(reset_options("--to-offset x").error, "");
}

TEST(OffsetResetTool, OnlyAnIdleGroupIsReset) {
  EXPECT_EQ(check_group_state("g", "Empty"), "");
  EXPECT_EQ(check_group_state("g", "Dead"), "");
  EXPECT_EQ(check_group_state("g", "Stable"),
            "Error: Assignments can only be reset if the group 'g' is inactive, but the current state is Stable.");
}

}  // namespace
}  // namespace kafka

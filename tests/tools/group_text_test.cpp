#include "tools/kafka/group_text.h"

#include <gtest/gtest.h>

namespace tools {
namespace {

GroupDescription group() {
  return {.group = "dashboard",
          .state = "Stable",
          .assignment_strategy = "range",
          .coordinator = "localhost:9092",
          .coordinator_id = 0,
          .members = {{.consumer_id = "a-1",
                       .group_instance_id = "",
                       .host = "/127.0.0.1",
                       .client_id = "a",
                       .partitions = {{"trucks", 0}}},
                      {.consumer_id = "b-1",
                       .group_instance_id = "",
                       .host = "/127.0.0.1",
                       .client_id = "b",
                       .partitions = {{"trucks", 2}, {"trucks", 1}}}}};
}

TEST(GroupText, MembersWithMorePartitionsComeFirstThenWhatIsNobodys) {
  const auto rows = partition_rows(group(), {{{"trucks", 0}, 5}, {{"trucks", 3}, 7}}, {{{"trucks", 0}, 9}});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].consumer_id, "b-1");
  EXPECT_EQ(rows[0].partition, 1);
  EXPECT_EQ(rows[1].partition, 2);
  EXPECT_EQ(rows[2].consumer_id, "a-1");
  EXPECT_EQ(rows[2].log_end_offset, 9);
  EXPECT_EQ(rows[3].consumer_id, "-");
  EXPECT_EQ(rows[3].offset, 7);
}

TEST(GroupText, LagIsUnknownWithoutACommit) {
  const auto text = offsets_text(group(), partition_rows(group(), {}, {{{"trucks", 0}, 9}}), ToolsRelease::v2_3);
  EXPECT_NE(text.out.find("trucks          0          -               9               -               a-1"),
            std::string::npos)
      << text.out;
}

TEST(GroupText, Release39BeginsEachRowWithANewlineAndEndsWithNone) {
  const auto rows = partition_rows(group(), {}, {});
  const std::string old_text = offsets_text(group(), rows, ToolsRelease::v2_3).out;
  const std::string new_text = offsets_text(group(), rows, ToolsRelease::v3_9).out;
  EXPECT_EQ(old_text, new_text + "\n");
}

TEST(GroupText, VerboseMembersNameTheirPartitionsByTopic) {
  const std::string text = members_text(group(), true, ToolsRelease::v2_3).out;
  EXPECT_NE(text.find("2               trucks(1,2)\n"), std::string::npos) << text;
  // 3.9 leaves the topic's name out.
  EXPECT_NE(members_text(group(), true, ToolsRelease::v3_9).out.find("2               (1,2)\n"), std::string::npos);
}

TEST(GroupText, AGroupWithoutMembersIsSaidToBeSoOnStderr) {
  GroupDescription empty;
  empty.group = "dashboard";
  empty.state = "Empty";
  const auto text = offsets_text(empty, {}, ToolsRelease::v2_3);
  EXPECT_EQ(text.err, "\nConsumer group 'dashboard' has no active members.\n");
  EXPECT_EQ(text.out, "");
}

TEST(GroupText, ExportsWhatFromFileReads) {
  EXPECT_EQ(reset_csv({{"g", {{{"trucks", 0}, 5}, {{"trucks", 1}, 6}}}}, false), "trucks,0,5\ntrucks,1,6\n");
  EXPECT_EQ(reset_csv({{"g", {{{"trucks", 0}, 5}}}}, true), "g,trucks,0,5\n");
}

}  // namespace
}  // namespace tools

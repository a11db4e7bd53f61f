#include "tests/docs/console_block.h"

#include <gtest/gtest.h>

namespace docs {
namespace {

using Lines = std::vector<std::string>;

TEST(ConsoleBlock, CommandsAndTheirOutput) {
  const auto commands = shown_commands(
      "text\n$ not this\n```console\n$ first --flag   # why\none\ntwo\n$ second\n```\n```bash\n$ nor this\n```\n"
      "```console\n$ third\nthree\n```\n");
  ASSERT_EQ(commands.size(), 3u);
  EXPECT_EQ(commands[0].command, "first --flag");
  EXPECT_EQ(commands[0].output, (Lines{"one", "two"}));
  EXPECT_EQ(commands[1].command, "second");
  EXPECT_TRUE(commands[1].output.empty());
  EXPECT_EQ(commands[2].output, (Lines{"three"}));
}

TEST(ConsoleBlock, LinesMatchExactly) {
  EXPECT_TRUE(matches({"a", "b"}, {"a", "b"}));
  EXPECT_FALSE(matches({"a", "b"}, {"a", "c"}));
  EXPECT_FALSE(matches({"a"}, {"a", "b"}));
  EXPECT_FALSE(matches({"a", "b"}, {"a"}));
}

TEST(ConsoleBlock, DotsStandForAnythingWithinALine) {
  EXPECT_TRUE(matches({"took ... s, ... events"}, {"took 1.2 s, 30 events"}));
  EXPECT_FALSE(matches({"took ... s"}, {"took 1.2 minutes"}));
  EXPECT_FALSE(matches({"took ... s"}, {"it took 1 s"}));
  EXPECT_TRUE(matches({"a ..."}, {"a "}));
}

TEST(ConsoleBlock, DotsAloneStandForAnyNumberOfLines) {
  EXPECT_TRUE(matches({"a", "...", "z"}, {"a", "z"}));
  EXPECT_TRUE(matches({"a", "...", "z"}, {"a", "b", "c", "z"}));
  EXPECT_FALSE(matches({"a", "...", "z"}, {"a", "b", "c"}));
  EXPECT_FALSE(matches({"...", "z"}, {"z", "b"}));
  EXPECT_TRUE(matches({"..."}, {}));
}

}  // namespace
}  // namespace docs

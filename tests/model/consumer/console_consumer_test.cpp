#include "model/consumer/console_consumer.h"

#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace kafka {
namespace {

ConsoleConsumerOptions parse(const std::string& line, Profile profile = Profile::v2_3) {
  std::istringstream words(line);
  std::vector<std::string> arguments;
  for (std::string word; words >> word;) arguments.push_back(word);
  return parse_console_consumer(arguments, profile);
}

TEST(ConsoleConsumer, AloneItReadsWhatIsNewAndCommitsNothing) {
  const auto o = parse("--bootstrap-server localhost:9092 --topic t");
  EXPECT_EQ(o.error, "");
  EXPECT_EQ(o.start, ConsoleStart::subscribe);
  EXPECT_EQ(o.auto_offset_reset, OffsetResetStrategy::latest);
  EXPECT_EQ(o.group, "");
  EXPECT_FALSE(o.enable_auto_commit);
  EXPECT_EQ(o.max_messages, -1);
}

TEST(ConsoleConsumer, AGroupCommits) {
  EXPECT_TRUE(parse("--topic t --group g").enable_auto_commit);
  EXPECT_TRUE(parse("--topic t --consumer-property group.id=g").enable_auto_commit);
  EXPECT_FALSE(parse("--topic t --group g --consumer-property enable.auto.commit=false").enable_auto_commit);
}

TEST(ConsoleConsumer, OffsetsOfOnePartition) {
  EXPECT_EQ(parse("--topic t --partition 2").start, ConsoleStart::seek_to_end);
  EXPECT_EQ(parse("--topic t --partition 2 --from-beginning").start, ConsoleStart::seek_to_beginning);
  EXPECT_EQ(parse("--topic t --partition 2 --offset earliest").start, ConsoleStart::seek_to_beginning);
  EXPECT_EQ(parse("--topic t --partition 2 --offset LATEST").start, ConsoleStart::seek_to_end);
  const auto o = parse("--topic t --partition=2 --offset=7 --max-messages 3");
  EXPECT_EQ(o.start, ConsoleStart::seek);
  EXPECT_EQ(o.partition, 2);
  EXPECT_EQ(o.offset, Offset(7));
  EXPECT_EQ(o.max_messages, 3);
}

TEST(ConsoleConsumer, RefusesWhatContradictsItself) {
  EXPECT_EQ(parse("--topic t --offset 7").error, "The partition is required when offset is specified.");
  EXPECT_EQ(parse("--whitelist t.* --partition 1").error, "The topic is required when partition is specified.");
  EXPECT_EQ(parse("--topic t --partition 1 --group g").error,
            "Options group and partition cannot be specified together.");
  EXPECT_EQ(parse("--topic t --partition 1 --offset 7 --from-beginning").error,
            "The options from-beginning and offset cannot be specified together.");
  EXPECT_NE(parse("--topic t --partition 1 --offset -7").error.find("'-7' is incorrect"), std::string::npos);
  EXPECT_EQ(parse("--topic t --whitelist u").error, "Exactly one of whitelist/topic is required.");
  EXPECT_EQ(parse("").error, "Exactly one of whitelist/topic is required.");
  EXPECT_EQ(parse("--topic t --zookeeper z").error, "zookeeper is not a recognized option");
  EXPECT_EQ(parse("--topic").error, "Option topic requires an argument");
}

TEST(ConsoleConsumer, TheWholePolicyIsAProperty) {
  EXPECT_EQ(parse("--topic t --consumer-property auto.offset.reset=none").auto_offset_reset, OffsetResetStrategy::none);
  const auto o = parse("--topic t --from-beginning --consumer-property auto.offset.reset=latest");
  EXPECT_NE(o.error.find("'auto.offset.reset=latest'"), std::string::npos);
  EXPECT_FALSE(o.usage);
}

TEST(ConsoleConsumer, IncludeCameWith30) {
  EXPECT_EQ(parse("--include t.*", Profile::v3_9).include, "t.*");
  EXPECT_EQ(parse("--include t.*", Profile::v2_3).error, "include is not a recognized option");
}

}  // namespace
}  // namespace kafka

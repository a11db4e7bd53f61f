// kafkasim shell: what is typed, and what stands on the screen then.

#include <array>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/support/checkout.h"

namespace cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

using Shell = ProgramTest;

/// Whether the parts stand in the text one behind the other.
testing::AssertionResult in_order(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t at = 0;
  for (const std::string& part : parts) {
    at = text.find(part, at);
    if (at == std::string::npos)
      return testing::AssertionFailure() << "no '" << part << "' where it should be in\n" << text;
    at += part.size();
  }
  return testing::AssertionSuccess();
}

TEST_F(Shell, TypesAWholeTutorial) {
  // The seed under which producers begin at the recorded partitions and members come in the recorded order.
  const Ran ran = run({"shell", "--script", kafka::testing::in_checkout("docs/tutorial.sh"), "--seed", "12548"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(in_order(ran.out,
                       {"[KafkaServer id=0] started (kafka.server.KafkaServer)",
                        "QuorumPeerMain",
                        "Kafka",
                        "Jps",
                        "Error while executing topic command : Replication factor: 2 larger than available brokers: 1.",
                        "$ echo $?\n1\n",
                        "Created topic first_topic.",
                        "first_topic\n",
                        "Topic:first_topic\tPartitionCount:3\tReplicationFactor:1\tConfigs:\n",
                        "\tTopic: first_topic\tPartition: 2\tLeader: 0\tReplicas: 0\tIsr: 0\n",
                        "Topic 'second_topic' does not exist as expected",
                        "Created topic second_topic.",
                        "Topic second_topic is marked for deletion.",
                        ">Hello Priyanka\n>It's a good day..!!\n",
                        "Processed a total of 0 messages",
                        "Processed a total of 11 messages",
                        "Topic 'first_topic' already exists.",
                        "[C1] M1\n",
                        "[C1] M2\n",
                        "[C1] M3\n",
                        "my-first-application"}));
  EXPECT_THAT(ran.out, HasSubstr("How are you?\nToday is Thursday\nGood day\nHello Priyanka\nI am good here.\n"
                                 "We are going on a trip next Wednesday\nhello\nIt's a good day..!!\nHello\n"
                                 "hi Priyanka\njj\n"));
  constexpr std::array kReader{1, 1, 1, 1, 1, 2, 1, 3, 2, 1, 4, 3, 1, 4, 3, 1, 3, 2, 1};
  for (std::size_t m = 0; m < kReader.size(); ++m)
    EXPECT_THAT(ran.out, HasSubstr(fmt::format("[C{}] M{}\n", kReader[m], m + 1)));
}

TEST_F(Shell, ABrokerWithoutZooKeeperGivesUp) {
  write("script", "kafka-server-start.sh config/server.properties\necho $?\njps\n");
  const Ran ran = run({"shell", "--script", "script"});
  EXPECT_TRUE(in_order(ran.out, {"Timed out waiting for connection while in state: CONNECTING", "$ echo $?\n1\n"}));
  EXPECT_THAT(ran.out, testing::Not(HasSubstr(" Kafka\n")));
}

TEST_F(Shell, KeepsAShellsRules) {
  write(
      "script",
      "echo 'a  b' \"c $?\" # not this\nfalse && echo no || echo yes ; echo then\necho one two > f; cat f | grep two\n"
      "nonsense\necho $?\necho 'open\n");
  const Ran ran = run({"shell", "--script", "script"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_TRUE(in_order(ran.out, {"a  b c 0\n", "yes\nthen\n", "one two\n", "bash: nonsense: command not found\n",
                                 "$ echo $?\n127\n", "unexpected EOF while looking for matching `''"}));
}

TEST_F(Shell, AKilledBrokerIsTold) {
  write("script",
        "run-kafka_zookeeper_server.sh -s start\nrun-kafka_server.sh -s start\nadvance 5s\ninject kill broker-0\n"
        "advance 10s\nwhy\nzookeeper-shell.sh 127.0.0.1:2181 ls /brokers/ids\ninject kil broker-0\n");
  const Ran ran = run({"shell", "--script", "script"});
  EXPECT_TRUE(in_order(
      ran.out, {"broker-0 is dead: its process was killed", "gives up the session of broker-0", "[]\n", "kafkasim: "}));
  EXPECT_EQ(ran.code, 2);
}

TEST_F(Shell, JobsRunBesideEachOther) {
  write("script", "sleep 5 &\njobs\nadvance 6s\nsleep 30 &\nkill -STOP %1\njobs\nkill -9 %1\nfg\necho $?\n");
  const Ran ran = run({"shell", "--script", "script"});
  EXPECT_TRUE(in_order(ran.out, {"[1] ", "[1]+  Running", "sleep 5 &\n", "[1]+  Done", "[1]+  Stopped", "[1]+  Killed",
                                 "fg: no such job", "$ echo $?\n1\n"}))
      << ran.err;
}

TEST_F(Shell, StandsBesideAScenarioInWhoseClusterEverythingRuns) {
  write("small.yaml", small_scenario());
  write("script", "jps | grep Kafka | wc\nzkServer.sh status\nadvance 1s\nnow\n");
  const Ran ran = run({"shell", "small.yaml", "--script", "script"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(in_order(ran.out, {"\n3\n", "Mode: ", "1."})) << ran.out;
}

}  // namespace
}  // namespace cli

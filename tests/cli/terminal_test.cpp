// kafkasim shell at a keyboard: keys go in, and what a student sees comes out.

#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/pseudo_terminal.h"

namespace cli {
namespace {

constexpr const char* kPrompt = R"(^\$ ?$)";
constexpr const char* kUp = "\033[A";
constexpr const char* kLeft = "\033[D";
constexpr const char* kConsumer =
    "kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092 --topic trucks --from-beginning";
constexpr const char* kProducer = "kafka-console-producer.sh --broker-list 127.0.0.1:9092 --topic trucks";

struct TerminalTest : ProgramTest {
  TerminalTest() { EXPECT_TRUE(terminal.shows(kPrompt)); }

  /// Types a line and waits for the next prompt.
  void command(const std::string& line) {
    terminal.type(line + "\r");
    EXPECT_TRUE(terminal.shows(kPrompt)) << line;
  }
  void start_cluster() {
    command("run-kafka_zookeeper_server.sh -s start");
    command("run-kafka_server.sh -s start");
    command("kafka-topics.sh --zookeeper 127.0.0.1:2181 --create --topic trucks --partitions 3 --replication-factor 1");
  }
  void produce(const std::string& text) {
    terminal.type(std::string(kProducer) + "\r");
    EXPECT_TRUE(terminal.shows("^>"));
    terminal.type(text + "\r");
    EXPECT_TRUE(terminal.shows("^>"));
    terminal.type("\004");
    EXPECT_TRUE(terminal.shows(kPrompt));
  }

  PseudoTerminal terminal{{"shell"}, folder()};
};

TEST_F(TerminalTest, TabCompletesProgramsOptionsAddressesAndTopics) {
  start_cluster();
  terminal.type("kafka-top\t");
  EXPECT_TRUE(terminal.shows(R"(kafka-topics\.sh$)"));
  terminal.type("--zoo\t");
  EXPECT_TRUE(terminal.shows("--zookeeper$"));
  terminal.type("1\t");
  EXPECT_TRUE(terminal.shows(R"(127\.0\.0\.1:2181$)"));
  terminal.type("--desc\t--topic tr\t\r");
  EXPECT_TRUE(terminal.shows("--describe --topic trucks$"));
  EXPECT_TRUE(terminal.shows("^Topic:trucks\tPartitionCount:3|^Topic:trucks +PartitionCount:3"));
  EXPECT_TRUE(terminal.shows(kPrompt));
}

TEST_F(TerminalTest, TabShowsWhatIsPossibleAndKeepsTheLine) {
  terminal.type("kafka-console-\t");
  EXPECT_TRUE(terminal.shows(R"(^kafka-console-consumer\.sh +kafka-console-producer\.sh$)"));
  EXPECT_TRUE(terminal.shows(R"(^\$ kafka-console-$)"));
  terminal.type("p\t");
  EXPECT_TRUE(terminal.shows(R"(producer\.sh$)"));
  terminal.type("\003");  // the line is given up
  EXPECT_TRUE(terminal.shows(R"(\^C$)"));
  EXPECT_TRUE(terminal.shows(kPrompt));
}

TEST_F(TerminalTest, ArrowUpBringsBackEarlierLinesToBeChanged) {
  command("echo first");
  command("echo second");
  terminal.type(std::string(kUp) + kUp);
  EXPECT_TRUE(terminal.shows(R"(echo first$)"));
  terminal.type(std::string(kLeft) + kLeft + "\b\b\brea\r");  // over "fir"
  EXPECT_TRUE(terminal.shows("^reast$"));
  EXPECT_TRUE(terminal.shows(kPrompt));
}

TEST_F(TerminalTest, LettersOfAllAlphabetsCanBeTypedAndDeleted) {
  terminal.type("echo Grüße от груп\177\177\177\177Z\r");
  EXPECT_TRUE(terminal.shows("^Grüße от Z$"));
}

TEST_F(TerminalTest, InterruptStopsAConsumerWhichTellsHowMuchItRead) {
  start_cluster();
  produce("hello");
  terminal.type(std::string(kConsumer) + "\r");
  EXPECT_TRUE(terminal.shows("^hello$"));
  terminal.type("\003");
  EXPECT_TRUE(terminal.shows(R"(^\^CProcessed a total of 1 messages$)"));
  EXPECT_TRUE(terminal.shows(kPrompt));
  command("echo code $?");
  EXPECT_NE(terminal.screen().find("\ncode 130\n"), std::string::npos) << terminal.screen();
}

TEST_F(TerminalTest, InterruptEndsALongAdvance) {
  terminal.type("advance 3650d\r");
  EXPECT_TRUE(terminal.shows("advance 3650d\n"));
  terminal.type("\003");
  EXPECT_TRUE(terminal.shows(kPrompt));
  command("echo code $?");
  EXPECT_NE(terminal.screen().find("\ncode 130\n"), std::string::npos) << terminal.screen();
}

TEST_F(TerminalTest, SuspendStopsTheSimulatedJobAndNotTheProgram) {
  start_cluster();
  terminal.type(std::string(kConsumer) + "\r");
  EXPECT_TRUE(terminal.shows("from-beginning\n"));
  terminal.type("\032");
  EXPECT_TRUE(terminal.shows(R"(^\[1\]\+  Stopped +kafka-console-consumer\.sh)"));
  EXPECT_TRUE(terminal.shows(kPrompt));
  EXPECT_FALSE(terminal.process_stopped());

  produce("while it sleeps");
  command("jobs");
  EXPECT_EQ(terminal.screen().find("\nwhile it sleeps\n"), std::string::npos) << terminal.screen();
  terminal.type("fg\r");
  EXPECT_TRUE(terminal.shows(R"(^kafka-console-consumer\.sh)"));
  EXPECT_TRUE(terminal.shows("^while it sleeps$"));

  terminal.type("\032");
  EXPECT_TRUE(terminal.shows("Stopped"));
  command("bg");
  produce("in the background");
  const auto told = [&] {
    const std::string screen = terminal.screen();
    return screen.find("in the background") != screen.rfind("in the background");
  };
  EXPECT_TRUE(told() || terminal.shows("in the background$"));
  EXPECT_FALSE(terminal.process_stopped());
}

TEST_F(TerminalTest, SuspendWithNothingInTheForegroundDoesNothing) {
  terminal.type("\032");
  command("echo still here");
  EXPECT_FALSE(terminal.process_stopped());
  EXPECT_NE(terminal.screen().find("\nstill here\n"), std::string::npos) << terminal.screen();
}

TEST_F(TerminalTest, TimePassesAsFastAsThePaceSays) {
  command("pace 1000x");
  terminal.type("sleep 600 & sleep 50000 &\r");
  EXPECT_TRUE(terminal.shows(R"(^\[1\] \d+\n\[2\] \d+$)"));
  command("at 1000s echo a quarter of an hour");
  EXPECT_TRUE(terminal.shows(R"(^\[at 1000s\] a quarter of an hour\n\$ ?$)"));
  command("");  // whose prompt tells what is over
  EXPECT_NE(terminal.screen().find("[1]-  Done                    sleep 600"), std::string::npos) << terminal.screen();
  command("pace off");
  command("now");
  const auto last_time = [&] {
    const std::string text = terminal.screen();
    return text.substr(text.rfind(" s  [") - 12, 12);
  };
  const std::string before = last_time();
  command("now");
  EXPECT_EQ(last_time(), before);
}

TEST_F(TerminalTest, JobsRunBesideEachOtherAndComeToTheForeground) {
  command("pace off");
  command("sleep 20 &");
  command("sleep 40 &");
  terminal.type("jobs\r");
  EXPECT_TRUE(terminal.shows(R"(^\[1\]-  Running +sleep 20 &\n\[2\]\+  Running +sleep 40 &\n\$)"));
  terminal.type("fg %1\r");
  EXPECT_TRUE(terminal.shows("^sleep 20\n"));
  EXPECT_TRUE(terminal.shows(kPrompt));  // it ends: time runs while somebody waits
  terminal.type("now\r");
  EXPECT_TRUE(terminal.shows(R"(^2\d\.\d+ s)"));
}

TEST_F(TerminalTest, WhatComesWhileOneTypesLeavesTheLineWhole) {
  command("pace 10x");
  command("at 20s echo time is up");
  terminal.type("echo half");
  EXPECT_TRUE(terminal.shows("echo half$"));
  EXPECT_TRUE(terminal.shows(R"(^\[at 20s\] time is up\n\$ echo half$)"));
  terminal.type(" done\r");
  EXPECT_TRUE(terminal.shows("^half done$"));
}

TEST_F(TerminalTest, ExitEndsWithItsCodeAndEndOfInputWithTheLast) {
  terminal.type("exit 3\r");
  EXPECT_EQ(terminal.exit_code(), 3);
  PseudoTerminal other({"shell"}, folder());
  EXPECT_TRUE(other.shows(kPrompt));
  other.type("false\r");
  EXPECT_TRUE(other.shows(kPrompt));
  other.type("\004");
  EXPECT_EQ(other.exit_code(), 1);
}

}  // namespace
}  // namespace cli

/// transcripts_zookeeper: zookeeper-shell, zkServer, four-letter words, jps -> what they print and how they end.
#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/transcript_match.h"
#include "tests/conformance/runner/transcript_run.h"
#include "tools/kafka/zookeeper_shell.h"
#include "tools/shell/four_letter_words.h"
#include "tools/shell/session.h"

namespace conformance {

using namespace std::chrono_literals;

namespace {

/// What a program printed, stream by stream.
struct Printed final : tools::Console {
  std::string out_text;
  std::string err_text;
  std::optional<int> code;
  void out(std::string_view text) override { out_text += text; }
  void err(std::string_view text) override { err_text += text; }
};

void expect_printed(Fields& fields, const Printed& printed) {
  const std::vector<std::string> out = lines_of(printed.out_text);
  const std::vector<std::string> err = lines_of(printed.err_text);
  EXPECT_TRUE(lines_match(fields.texts("stdout"), out)) << "stdout:\n" << printed.out_text;
  EXPECT_TRUE(lines_match(fields.texts("stderr"), err)) << "stderr:\n" << printed.err_text;
  EXPECT_EQ(printed.code, fields.int32("exit"));
  if (fields.has("stdout_final_newline")) {
    EXPECT_EQ(fields.flag("stdout_final_newline"), printed.out_text.ends_with('\n'));
  }
}

// ---- zkServer.sh: a real ensemble, and the server that plays the part

void run_zk_server(Fields& fields) {
  Fields& setup = fields.map("setup");
  const std::string role = setup.text("role");
  sim::Scheduler scheduler{kafka::Cluster::kBootTime};
  const sim::Streams streams{1};
  const kafka::Emitter emitter;
  kafka::ClusterSpec spec;
  spec.profile = kafka::Profile::v2_3;
  spec.brokers.push_back({kafka::BrokerId(0)});
  spec.zookeeper.servers = setup.int32("ensemble");
  kafka::Cluster cluster(scheduler, streams, emitter, spec);
  tools::World world({scheduler, streams, emitter, cluster});
  ASSERT_EQ(cluster.boot(), "");
  const auto leader = cluster.zookeeper_leader();
  ASSERT_TRUE(leader.has_value());
  if (role == "down") cluster.stop(cluster.ensemble().directory().host(*leader), sim::StopKind::kill);
  Printed printed;
  const sim::LifeId life = scheduler.begin_life();
  const auto tool = tools::make_zk_server({.world = world,
                                           .args = {"status", "zookeeper-" + std::to_string(leader->value())},
                                           .console = printed,
                                           .life = life,
                                           .host = world.host(),
                                           .name = "zkServer-1",
                                           .exit = [&](int code) { printed.code = code; }});
  tool->start();
  scheduler.run_until(scheduler.from_now(10s));
  scheduler.end_life(life);
  expect_printed(fields, printed);
}

// ---- four-letter words: from a live server, or from given facts

std::string word_in(const std::string& command) {
  const std::size_t begin = command.find(' ') + 1;
  return command.substr(begin, command.find(' ', begin) - begin);
}

tools::ZooKeeperFacts facts_in(Fields& setup) {
  tools::ZooKeeperFacts facts;
  facts.serving = !setup.has("role") || setup.text("role") != "no quorum";
  if (setup.has("ensemble")) setup.ignore("ensemble");
  facts.mode = facts.serving && setup.has("role") ? setup.text("role") : "standalone";
  if (!setup.has("stats")) return facts;
  Fields& stats = setup.map("stats");
  facts.least_latency = stats.integer("min");
  facts.mean_latency = stats.integer("avg");
  facts.most_latency = stats.integer("max");
  facts.received = stats.integer("received");
  facts.sent = stats.integer("sent");
  facts.connections = stats.integer("connections");
  facts.outstanding = stats.integer("outstanding");
  facts.zxid = std::stoll(stats.text("zxid"), nullptr, 0);
  facts.nodes = stats.integer("nodes");
  return facts;
}

/// Asked over the network, whatever the facts are.
void run_word(Fields& fields) {
  Fields& setup = fields.map("setup");
  const std::string word = word_in(fields.text("command"));
  Printed printed;
  if (!setup.has("brokers")) {
    printed.out_text = tools::answer_to(word, facts_in(setup), true);
    printed.code = 0;
    return expect_printed(fields, printed);
  }
  TranscriptStage stage(setup, kafka::Profile::v2_3);
  const sim::LifeId life = stage.scheduler().begin_life();
  const auto tool = tools::make_nc({.world = stage.world(),
                                    .args = {"127.0.0.1", "2181"},
                                    .console = printed,
                                    .life = life,
                                    .host = stage.world().host(),
                                    .name = "nc-1",
                                    .exit = [&](int code) { printed.code = code; }});
  tool->start();
  tool->line(word);
  tool->end_of_input();
  stage.run_for(10s);
  stage.scheduler().end_life(life);
  expect_printed(fields, printed);
}

// ---- jps: a session at which both servers are started

void run_jps(Fields& fields) {
  Fields& setup = fields.map("setup");
  setup.ignore("brokers");
  if (setup.has("topics")) setup.ignore("topics");
  const auto simulation = tools::Simulation::empty(kafka::Profile::v2_3, 1);
  Printed printed;
  tools::Screen screen([&](std::string_view text) { printed.out(text); });
  tools::Session session(*simulation, screen);
  session.enter("bash run-kafka_zookeeper_server.sh -s start");
  session.enter("bash run-kafka_server.sh -s start");
  printed.out_text.clear();
  session.enter(fields.text("command"));
  printed.code = session.exit_code();
  expect_printed(fields, printed);
}

// ---- zookeeper-shell.sh: what a case says of a node's birth is what it is here

/// The expected lines, with the zxid, the times and the session that the node has in this run.
std::vector<std::string> with_facts(std::vector<std::string> lines, TranscriptStage& stage, const std::string& path) {
  const kafka::zk::DataTree* const tree = stage.cluster().ensemble().tree();
  if (!tree || !tree->exists(path)) return lines;
  const std::vector<std::string> real = lines_of(tools::stat_lines(tree->stat(path)));
  for (std::string& line : lines) {
    for (const std::string_view key :
         {"cZxid = ", "ctime = ", "mZxid = ", "mtime = ", "pZxid = ", "ephemeralOwner = "}) {
      if (!line.starts_with(key)) continue;
      for (const std::string& r : real)
        if (r.starts_with(key)) line = r;
    }
  }
  return lines;
}

/// JSON of Kafka's nodes: the time in it is the run's.
void run_shell(Fields& fields) {
  const bool old = fields.text_or("profile", "2.3") == "2.3";
  Fields& setup = fields.map("setup");
  if (setup.has("znode")) setup.ignore("znode");
  TranscriptStage stage(setup, old ? kafka::Profile::v2_3 : kafka::Profile::v3_9);
  const std::string command = fields.text("command");
  const std::string path = command.substr(command.rfind(' ') + 1);
  TranscriptRun run(stage, false);
  ASSERT_TRUE(run.play(command, {}));
  std::vector<std::string> out = lines_of(run.stdout_text());
  for (std::string& line : out) {
    const std::size_t at = line.find("\"timestamp\":\"");
    if (at != std::string::npos) line.replace(at + 13, 13, "1700000000000");
  }
  EXPECT_TRUE(lines_match(fields.texts("stdout"), out)) << run.stdout_text();
  EXPECT_TRUE(lines_match(with_facts(fields.texts("stderr"), stage, path), lines_of(run.stderr_text())))
      << run.stderr_text();
  EXPECT_EQ(run.exit_code(), fields.int32("exit"));
}

}  // namespace

void run_transcripts_zookeeper(Fields& fields) {
  const std::string command = fields.text("command");
  if (command.starts_with("zookeeper-shell.sh")) return run_shell(fields);
  if (command.starts_with("zkServer.sh")) return run_zk_server(fields);
  if (command.starts_with("echo ")) return run_word(fields);
  if (command == "jps") return run_jps(fields);
  throw fields.error("another program: " + command);
}

}  // namespace conformance

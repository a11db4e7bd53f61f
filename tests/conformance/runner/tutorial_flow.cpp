/// tutorial_flow: the tutorial's session on a real cluster of release 2.3: who reads what while members come and one
/// crashes, where lines without a key go, and what a reader from the beginning prints.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "model/consumer/console_consumer.h"
#include "model/group/member_ids.h"
#include "model/producer/partitioner.h"
#include "tests/conformance/runner/cases.h"
#include "tests/support/cluster_fixture.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using namespace kafka;

/// Each member gets the id that the case knows it by.
class GivenMemberIds final : public MemberIds {
 public:
  std::map<ClientId, std::string> ids;
  std::string uuid(ClientId client) override { return ids.at(client); }
};

/// One broker, as in the tutorial; a network of a millisecond.
class TutorialStage {
 public:
  /// Seeds are tried until every producer's counter begins as it is to (modulo the partitions; -1: anyhow).
  TutorialStage(int partitions, const std::vector<std::int64_t>& counter_starts)
      : f_(seed_for(partitions, counter_starts)) {
    f_.brokers(1);
    f_.topic("first_topic", partitions, 1);
    f_.spec.profile = Profile::v2_3;
    f_.spec.behaviour = behaviour_of(Profile::v2_3);
    f_.spec.config.offsets_topic_num_partitions = 1;
    f_.spec.hardware.network.latency = 1ms;
    f_.build();
    for (std::size_t i = 0; i < counter_starts.size(); ++i)
      producers_.push_back(
          std::make_unique<kafka::testing::TestApplication>(cluster().add_producer(name(i), "", producer())));
  }

  Cluster& cluster() { return f_.cluster(); }
  kafka::testing::ClusterFixture& f() { return f_; }
  TopicId topic() { return f_.tp("first_topic", 0).topic; }
  /// One line; where it went.
  TopicPartition say(std::size_t session) {
    const std::size_t before = f_.events.count<RecordsAcknowledged>();
    producers_[session]->send({.topic = topic(), .value_size = 5});
    f_.run_for(2s);
    const auto acknowledged = f_.events.all<RecordsAcknowledged>();
    if (acknowledged.size() != before + 1) throw CaseError("a line was not taken");
    return acknowledged.back().second.tp;
  }

 private:
  static std::string name(std::size_t session) { return "session-" + std::to_string(session + 1); }
  static ProducerConfig producer() {
    ProducerConfig config;
    config.acks = Acks::leader;
    config.enable_idempotence = false;
    return config;
  }
  /// What kafka-console-producer's partitioner of 2.3 chooses first depends on the luck of its process.
  static std::int64_t first_choice(std::uint64_t seed, std::size_t session, int partitions) {
    const auto partitioner = make_partitioner("DefaultPartitioner", {.profile = Profile::v2_3, .counter_start = {}},
                                              sim::Streams(seed).stream("producer/" + name(session) + "/partitioner"));
    std::vector<PartitionId> available;
    for (int p = 0; p < partitions; ++p) available.push_back(PartitionId(p));
    return partitioner->partition({.topic = TopicId(0), .partitions = partitions, .available = available, .key = {}})
        .value();
  }
  static std::uint64_t seed_for(int partitions, const std::vector<std::int64_t>& starts) {
    for (std::uint64_t seed = 1; seed < 10000; ++seed) {
      bool fits = true;
      for (std::size_t i = 0; i < starts.size(); ++i)
        fits = fits && (starts[i] < 0 || first_choice(seed, i, partitions) == starts[i] % partitions);
      if (fits) return seed;
    }
    throw CaseError("no seed makes the counters begin like this");
  }

  kafka::testing::ClusterFixture f_;
  std::vector<std::unique_ptr<kafka::testing::TestApplication>> producers_;
};

// ---- members come and go

class GroupFlow {
 public:
  GroupFlow(Fields& given, Fields& expected)
      : given_(given),
        expected_(expected),
        stage_(given.int32("num_partitions"), {given.integer_or("producer_counter_start_mod_3", -1)}) {
    if (given.text_or("topic", "first_topic") != "first_topic") throw given.error("another topic");
    given.ignore("profile");
    if (given.has("one_producer_session")) {
      EXPECT_TRUE(given.flag("one_producer_session"));
    }
    ConsumerGroupSpec group;
    group.name = "first_app";
    group.topics = {"first_topic"};
    group.config.partition_assignment_strategy = {given.text_or("assignor", "range")};
    group.config.session_timeout_ms = 10s;
    group.start_after = std::chrono::hours(100000);  // members are started by hand
    read_members(group);
  }

  void run() {
    stage_.cluster().start();
    if (expected_.has("phases")) {
      for (Fields* phase : expected_.maps("phases")) play(*phase);
      return compare_recorded();
    }
    go_to(given_.texts("live_members"));
    const std::set<std::string> idle = idle_members();
    if (expected_.has("idle_count")) {
      EXPECT_EQ(static_cast<std::int64_t>(idle.size()), expected_.integer("idle_count"));
    }
    if (expected_.has("idle")) {
      EXPECT_EQ(idle, as_set(expected_.texts("idle")));
    }
  }

 private:
  static std::set<std::string> as_set(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }
  /// The members of the tutorial, unless the case names them.
  void read_members(ConsumerGroupSpec& group) {
    const std::map<std::string, std::string> tutorial{{"C1", "consumer-1-1b0f4c52-0000-4000-8000-000000000001"},
                                                      {"C2", "consumer-1-e9d24c52-0000-4000-8000-000000000002"},
                                                      {"C3", "consumer-1-8c774c52-0000-4000-8000-000000000003"},
                                                      {"C4", "consumer-1-47aa4c52-0000-4000-8000-000000000004"}};
    std::map<std::string, std::string> named = tutorial;
    if (given_.has("member_ids")) {
      named.clear();
      Fields& ids = given_.map("member_ids");
      for (const std::string& name : ids.keys()) named[name] = ids.text(name);
    }
    group.members = static_cast<std::int32_t>(named.size());
    id_ = stage_.cluster().add_group(group);
    std::int32_t index = 0;
    for (const auto& [name, member_id] : named) {
      constexpr std::string_view kClientId = "consumer-1-";
      if (!member_id.starts_with(kClientId)) throw given_.error("another client.id");
      member_ids_.ids[stage_.cluster().member(id_, index).id()] = member_id.substr(kClientId.size());
      index_[name] = index++;
    }
    stage_.cluster().set_member_ids(member_ids_);
  }
  ConsumerMachine& member(const std::string& name) { return stage_.cluster().member(id_, index_.at(name)); }

  /// Who is to live and does not is started, one after another; who lives and is not to is killed.
  void go_to(const std::vector<std::string>& live) {
    for (const std::string& name : live) {
      if (member(name).consumer()) continue;
      stage_.cluster().start(member(name).host().id());
      stage_.f().run_for(15s);
    }
    for (const auto& [name, index] : index_) {
      if (!member(name).consumer() || std::find(live.begin(), live.end(), name) != live.end()) continue;
      stage_.cluster().stop(member(name).host().id(), sim::StopKind::kill);
      stage_.f().run_for(20s);
    }
  }
  void play(Fields& phase) {
    SCOPED_TRACE(phase.where());
    go_to(phase.texts("live_members"));
    Fields& assignment = phase.map("assignment");
    for (const std::string& tp : assignment.keys()) EXPECT_EQ(owner(tp), assignment.text(tp)) << tp;
    EXPECT_EQ(idle_members(), as_set(phase.texts("idle")));
    Fields& messages = phase.map("messages");
    for (const std::string& name : messages.keys()) {
      Fields& message = messages.map(name);
      const std::size_t before = stage_.f().events.count<RecordsDelivered>();
      const TopicPartition tp = stage_.say(0);
      EXPECT_EQ(tp.partition.value(), message.int32("partition")) << name;
      const auto delivered = stage_.f().events.all<RecordsDelivered>();
      ASSERT_EQ(delivered.size(), before + 1) << name;
      readers_[name] = name_of(delivered.back().second.member);
      EXPECT_EQ(readers_[name], message.text("consumer")) << name;
    }
  }
  void compare_recorded() {
    if (!expected_.has("recorded")) return;
    Fields& recorded = expected_.map("recorded");
    for (const std::string& name : recorded.keys()) EXPECT_EQ(readers_[name], recorded.text(name)) << name;
  }
  std::string owner(const std::string& partition) {
    for (const auto& [name, index] : index_)
      if (const Consumer* consumer = member(name).consumer())
        for (const TopicPartition tp : consumer->assignment())
          if (stage_.cluster().topics().name(tp) == partition) return name;
    return "nobody";
  }
  std::set<std::string> idle_members() {
    std::set<std::string> idle;
    for (const auto& [name, index] : index_)
      if (const Consumer* consumer = member(name).consumer(); consumer && consumer->assignment().empty())
        idle.insert(name);
    return idle;
  }
  std::string name_of(ClientId client) {
    for (const auto& [name, index] : index_)
      if (member(name).id() == client) return name;
    return "nobody";
  }

  Fields& given_;
  Fields& expected_;
  TutorialStage stage_;
  GivenMemberIds member_ids_;
  GroupId id_{0};
  std::map<std::string, std::int32_t> index_;
  std::map<std::string, std::string> readers_;
};

// ---- lines without a key

void run_sessions(Fields& given, Fields& expected) {
  given.ignore("profile");
  const std::vector<Fields*> sessions = given.maps("sessions");
  std::vector<std::int64_t> starts;
  for (Fields* session : sessions) starts.push_back(session->integer("counter_start"));
  TutorialStage stage(given.int32("num_partitions"), starts);
  stage.cluster().start();
  std::map<std::string, std::vector<std::string>> log;
  for (std::size_t i = 0; i < sessions.size(); ++i)
    for (const std::string& line : sessions[i]->texts("lines"))
      log[stage.cluster().topics().name(stage.say(i))].push_back(line);
  Fields& wanted = expected.map("log");
  for (const std::string& partition : wanted.keys()) {
    EXPECT_EQ(log[partition], wanted.texts(partition)) << partition;
    log.erase(partition);
  }
  for (const auto& [partition, lines] : log) EXPECT_TRUE(lines.empty()) << partition;
}

// ---- from the beginning

void run_from_beginning(Fields& given, Fields& expected) {
  given.ignore("profile");
  const std::string command = given.text("command");
  if (command.find("kafka-console-consumer") == std::string::npos) throw given.error("another command");
  const std::vector<std::string> arguments{"--topic", "first_topic", "--from-beginning"};
  const ConsoleConsumerOptions options = parse_console_consumer(arguments, Profile::v2_3);
  Fields& log = given.map("log");
  const std::vector<std::string> partitions = log.keys();
  TutorialStage stage(static_cast<int>(partitions.size()), {-1});
  ConsumerGroupSpec console;
  console.name = console_consumer_group(12345);
  console.topics = {"first_topic"};
  console.config.auto_offset_reset = options.auto_offset_reset;
  console.config.enable_auto_commit = options.enable_auto_commit;
  console.start_after = 10s;
  stage.cluster().add_group(console);
  kafka::testing::TestApplication writer(stage.cluster().add_producer("writer", "", {}));
  stage.cluster().start();
  std::map<TopicPartition, std::vector<std::string>> lines;
  for (const std::string& name : partitions) {
    const TopicPartition tp = stage.f().tp("first_topic", std::stoi(name.substr(name.rfind('-') + 1)));
    lines[tp] = log.texts(name);
    writer.send({.topic = tp.topic, .partition = tp.partition, .value_size = 5},
                static_cast<std::int64_t>(lines[tp].size()));
    stage.f().run_for(2s);  // the first send() waits for metadata
  }
  stage.f().run_for(60s);
  std::vector<std::string> printed;
  for (const auto& [at, e] : stage.f().events.all<RecordsDelivered>())
    for (std::int32_t i = 0; i < e.count; ++i)
      printed.push_back(lines[e.tp].at(static_cast<std::size_t>(e.base_offset.value() + i)));
  EXPECT_EQ(printed, expected.texts("printed"));
}

}  // namespace

void run_tutorial_flow(Fields& fields) {
  Fields& given = fields.map("given");
  Fields& expected = fields.map("expect");
  if (given.has("sessions")) return run_sessions(given, expected);
  if (given.has("log")) return run_from_beginning(given, expected);
  GroupFlow(given, expected).run();
}

}  // namespace conformance

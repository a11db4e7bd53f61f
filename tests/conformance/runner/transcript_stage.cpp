#include "tests/conformance/runner/transcript_stage.h"

#include <algorithm>
#include <deque>
#include <utility>

#include <gtest/gtest.h>

#include "model/config/config_def.h"
#include "model/config/default_topic_config.h"
#include "tests/support/recording_application.h"

namespace conformance {

using namespace std::chrono_literals;
using namespace kafka;

std::string NamedMemberIds::uuid(ClientId client) {
  const auto it = ids.find(client);
  if (it != ids.end()) return it->second;
  const std::string number = std::to_string(++others_);
  return "00000000-0000-4000-9000-" + std::string(12 - number.size(), '0') + number;
}

/// Writes records with text, each where it is to go.
class TranscriptStage::Writer final : public ProducerApplication {
 public:
  Writer(ProducerMachine& machine, tools::RecordTexts& texts) : texts_(texts) { machine.set_application(*this); }

  void write(TopicPartition tp, std::optional<std::string> key, std::string value) {
    queue_.push_back({tp, {std::move(key), std::move(value)}});
    if (queue_.size() == 1 && producer_) go_on();
  }
  [[nodiscard]] bool done() const { return queue_.empty() && producer_ && producer_->unfinished_records() == 0; }

  void on_started(Producer& producer, sim::LifeId) override {
    producer_ = &producer;
    go_on();
  }
  void on_closing() override {}
  void on_stopped() override { producer_ = nullptr; }
  void on_send_unblocked() override {
    taken();
    go_on();
  }

 private:
  struct Line {
    TopicPartition tp;
    tools::RecordText text;
  };

  void go_on() {
    while (!queue_.empty()) {
      const Line& line = queue_.front();
      ProducerRecord record;
      record.topic = line.tp.topic;
      record.partition = line.tp.partition;
      record.value_size = static_cast<std::int32_t>(line.text.value.size());
      if (line.text.key) record.key = {static_cast<std::int32_t>(line.text.key->size()), 0};
      if (!producer_->send(record)) return;
      taken();
    }
  }
  void taken() {
    const auto& address = producer_->last_record();
    if (!address) throw CaseError("the log could not be written");
    texts_.put(producer_->id(), address->tp, address->id, std::move(queue_.front().text));
    queue_.pop_front();
  }

  tools::RecordTexts& texts_;
  Producer* producer_ = nullptr;
  std::deque<Line> queue_;
};

/// A member of the group: subscribes and polls, and commits only what it is told to.
class TranscriptStage::Reader final : public kafka::testing::RecordingApplication {
 public:
  using RecordingApplication::RecordingApplication;
};

// ---- what `setup` says

TranscriptStage::TranscriptStage(Fields& setup, Profile profile) : setup_(setup) {
  spec_.profile = profile;
  spec_.behaviour = behaviour_of(profile);
  spec_.config = profile_defaults<BrokerConfig>(profile);
  spec_.config.group_initial_rebalance_delay_ms = sim::Duration{0};
  spec_.config.auto_create_topics_enable = true;  // as Kafka's brokers have it
  spec_.hardware.network.latency = 1ms;
  spec_.zookeeper.servers = 1;
  read_brokers(setup);
  read_topics(setup);
  emitter_.attach(events);
  cluster_ = std::make_unique<Cluster>(scheduler_, streams_, emitter_, spec_);
  cluster_->set_member_ids(member_ids_);
  world_ = std::make_unique<tools::World>(tools::WorldParts{scheduler_, streams_, emitter_, *cluster_});
  cluster_->start();
  run_for(1s);
  for (const auto& [topic, settings] : late_configs_)
    cluster_->change_topic_config(topic, settings, [](const std::string& exception) { EXPECT_EQ(exception, ""); });
  if (!late_configs_.empty()) run_for(1s);
  write_logs(setup);
  settle_leaders();
  read_group(setup);
  write_files(setup);
  begin_reassignments(setup);
  stop_brokers();
}

/// What a case calls move.json and does not show moves the only partition of t to broker 1.
void TranscriptStage::write_files(Fields& setup) {
  world_->files().write("move.json", R"({"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1]}]})");
  if (!setup.has("files")) return;
  Fields& files = setup.map("files");
  for (const std::string& name : files.keys()) world_->files().write(name, files.text(name));
}

/// To the last broker, which has just died: they do not end.
void TranscriptStage::begin_reassignments(Fields& setup) {
  if (!setup.has("reassigning")) return;
  const BrokerId target = spec_.brokers.back().id;
  cluster_->stop(cluster_->host(target), sim::StopKind::kill);
  for (const std::string& name : setup.texts("reassigning"))
    cluster_->reassign(name.substr(0, name.rfind('-')), {{tp(name).partition.value(), {target}}},
                       [](const std::string& exception) { EXPECT_EQ(exception, ""); });
  run_for(1s);
}

TranscriptStage::~TranscriptStage() = default;

TopicPartition TranscriptStage::tp(const std::string& name) const {
  const std::size_t dash = name.rfind('-');
  if (dash == std::string::npos) throw setup_.error("a partition is called topic-number: " + name);
  return {cluster_->topics().find(name.substr(0, dash)), PartitionId(std::stoi(name.substr(dash + 1)))};
}

std::int64_t TranscriptStage::committed(std::size_t partition) {
  const TopicPartition partition_name = tp(topic_names_.front() + "-" + std::to_string(partition));
  return view().committed(cluster_->group(group_), partition_name).value();
}

/// Without any broker there was one, and it is down: topics need one to be made.
void TranscriptStage::read_brokers(Fields& setup) {
  if (setup.has("brokers"))
    for (const std::int64_t id : setup.integers("brokers"))
      spec_.brokers.push_back({BrokerId(static_cast<std::int32_t>(id)), ""});
  if (spec_.brokers.empty()) {
    spec_.brokers.push_back({BrokerId(0), ""});
    down_.push_back(BrokerId(0));
  }
  if (spec_.brokers.size() == 1) spec_.brokers.front().host = "localhost";
  if (setup.has("down"))
    for (const std::int64_t id : setup.integers("down")) down_.emplace_back(static_cast<std::int32_t>(id));
  const auto count = static_cast<std::int32_t>(spec_.brokers.size());
  BrokerConfig& config = spec_.config;
  config.offsets_topic_replication_factor = std::min(config.offsets_topic_replication_factor, count);
  config.transaction_state_log_replication_factor = std::min(config.transaction_state_log_replication_factor, count);
  config.transaction_state_log_min_isr = std::min(config.transaction_state_log_min_isr, count);
  if (!setup.has("broker_config")) return;
  Fields& given = setup.map("broker_config");
  for (const std::string& name : given.keys())
    if (const SetResult set = kafka::set(config, name, given.text(name)); !set.ok()) throw given.error(set.message);
}

void TranscriptStage::read_topics(Fields& setup) {
  if (!setup.has("topics") && setup.has("reassigning"))
    for (const std::string& name : setup.texts("reassigning")) {
      TopicSpec made;
      made.name = name.substr(0, name.rfind('-'));
      made.config = default_topic_config(spec_.config);
      made.partitions = 1;
      made.assignment = {{spec_.brokers.front().id}};
      topic_names_.push_back(made.name);
      spec_.topics.push_back(made);
    }
  if (!setup.has("topics")) return;
  if (setup.node("topics").IsSequence()) {
    for (const std::string& name : setup.texts("topics")) {
      topic_names_.push_back(name);
      spec_.topics.push_back({.name = name, .partitions = 1, .replication_factor = 1, .assignment = {}, .config = {}});
      spec_.topics.back().config = default_topic_config(spec_.config);
    }
  } else {
    Fields& topics = setup.map("topics");
    for (const std::string& name : topics.keys()) read_topic(name, topics.map(name));
  }
  if (!setup.has("configs")) return;
  Fields& configs = setup.map("configs");
  for (const std::string& topic : configs.keys()) {
    Fields& settings = configs.map(topic);
    for (const std::string& name : settings.keys()) late_configs_[topic][name] = settings.text(name);
  }
}

void TranscriptStage::read_topic(const std::string& name, Fields& topic) {
  topic_names_.push_back(name);
  TopicSpec made;
  made.name = name;
  made.config = default_topic_config(spec_.config);
  made.partitions = static_cast<std::int32_t>(topic.integer_or("partitions", 1));
  made.replication_factor = static_cast<std::int32_t>(topic.integer_or("replication_factor", 1));
  if (topic.has("assignment")) {
    for (const YAML::Node& replicas : topic.node("assignment")) {
      made.assignment.emplace_back();
      for (const YAML::Node& id : replicas) made.assignment.back().emplace_back(id.as<std::int32_t>());
    }
    made.partitions = static_cast<std::int32_t>(made.assignment.size());
    made.replication_factor = static_cast<std::int32_t>(made.assignment.front().size());
  }
  if (topic.has("leaders")) leaders_[name] = topic.integers("leaders");
  spec_.topics.push_back(made);
}

// ---- what is in the logs

void TranscriptStage::write_logs(Fields& setup) {
  if (!setup.has("log") && !setup.has("log_end")) return;
  ProducerConfig config;
  config.enable_idempotence = false;
  ProducerMachine& machine = cluster_->add_producer("transcript-writer", "", config);
  Writer writer(machine, world_->texts());
  machine.start();
  if (setup.has("log")) {
    Fields& logs = setup.map("log");
    for (const std::string& partition : logs.keys())
      for (const YAML::Node& record : logs.node(partition)) write(writer, tp(partition), record);
  }
  if (setup.has("log_end")) {
    if (topic_names_.size() != 1) throw setup.error("log_end is of one topic");
    const std::vector<std::int64_t> ends = setup.integers("log_end");
    for (std::size_t p = 0; p < ends.size(); ++p)
      for (std::int64_t i = 0; i < ends[p]; ++i)
        writer.write(tp(topic_names_.front() + "-" + std::to_string(p)), {}, "record " + std::to_string(i));
  }
  if (setup.has("log_start"))
    for (const std::int64_t start : setup.integers("log_start"))
      if (start != 0) throw setup.error("a log that does not begin at 0");
  for (int i = 0; i < 100 && !writer.done(); ++i) run_for(1s);
  if (!writer.done()) throw setup.error("the log could not be written");
  machine.stop(sim::StopKind::kill);
}

/// A value, or a map with `key` and `value`.
void TranscriptStage::write(Writer& writer, TopicPartition tp, const YAML::Node& record) {
  if (record.IsMap())
    return writer.write(tp, is_none(record["key"]) ? std::nullopt : std::optional(record["key"].as<std::string>()),
                        record["value"].as<std::string>());
  writer.write(tp, {}, record.as<std::string>());
}

// ---- who leads, who is down

/// The preferred leader goes and comes back as a follower.
void TranscriptStage::settle_leaders() {
  for (const auto& [topic, leaders] : leaders_)
    for (std::size_t p = 0; p < leaders.size(); ++p) {
      const TopicPartition partition = tp(topic + "-" + std::to_string(p));
      const BrokerId wanted(static_cast<std::int32_t>(leaders[p]));
      const BrokerId preferred = cluster_->replicas_of(partition).front();
      if (cluster_->leader_of(partition) == wanted) continue;
      cluster_->stop(cluster_->host(preferred), sim::StopKind::kill);
      run_for(20s);
      cluster_->start(cluster_->host(preferred));
      run_for(20s);
      EXPECT_EQ(cluster_->leader_of(partition), wanted) << topic << "-" << p;
    }
}

void TranscriptStage::stop_brokers() {
  for (const BrokerId broker : down_) cluster_->stop(cluster_->host(broker), sim::StopKind::kill);
  if (!down_.empty()) run_for(30s);
}

// ---- groups

void TranscriptStage::read_group(Fields& setup) {
  client_id_ = setup.text_or("client_id", "");
  if (setup.has("committed")) committed_ = setup.integers("committed");
  if (!setup.has("group")) return;
  if (!setup.node("group").IsMap()) {
    group_ = setup.text("group");
  } else {
    Fields& group = setup.map("group");
    group_ = group.text("id");
    group.ignore("state");
    if (group.has("committed")) committed_ = group.integers("committed");
    if (group.has("members"))
      for (Fields* member : group.maps("members")) members_.push_back({member->text("id"), member->texts("assigned")});
  }
  commit_offsets();
  start_members();
}

ConsumerMachine& TranscriptStage::add_member(const std::string& name) {
  ConsumerGroupSpec spec;
  spec.name = group_;
  spec.topics = topic_names_;
  spec.config = profile_defaults<ConsumerConfig>(spec_.profile);
  spec.config.enable_auto_commit = false;
  spec.config.client_id = client_id_;
  ConsumerMachine& machine = cluster_->add_consumer(name, spec);
  applications_.push_back(std::make_unique<Reader>(scheduler_));
  machine.set_application(*applications_.back());
  return machine;
}

/// By a consumer that is no member: it has its partitions assigned.
void TranscriptStage::commit_offsets() {
  if (committed_.empty()) return;
  ConsumerMachine& machine = add_member("transcript-committer");
  Reader& reader = *applications_.back();
  machine.start();
  run_for(1s);
  std::vector<PartitionOffset> offsets;
  std::vector<TopicPartition> partitions;
  for (std::size_t p = 0; p < committed_.size(); ++p) {
    if (committed_[p] < 0) continue;
    partitions.push_back(tp(topic_names_.front() + "-" + std::to_string(p)));
    offsets.push_back({.tp = partitions.back(), .offset = Offset(committed_[p])});
  }
  reader.consumer->assign(partitions);
  std::string answer = "none";
  reader.consumer->commit_sync(offsets, [&](std::string_view exception) { answer = exception; });
  run_for(30s);
  EXPECT_EQ(answer, "") << "the offsets could not be committed";
  machine.stop(sim::StopKind::kill);
}

/// They join in the order of the case, and are given what it says.
void TranscriptStage::start_members() {
  std::vector<ConsumerMachine*> machines;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    ConsumerMachine& machine = add_member("transcript-member-" + std::to_string(i + 1));
    for (const std::string& topic : topic_names_) applications_.back()->topics.push_back(cluster_->topic(topic));
    const std::string& id = members_[i].id;
    member_ids_.ids[machine.id()] = id.size() > 36 ? id.substr(id.size() - 36) : id;
    machine.start();
    run_for(1s);
    machines.push_back(&machine);
  }
  if (members_.empty()) return;
  run_for(30s);
  for (std::size_t i = 0; i < members_.size(); ++i) {
    std::vector<std::string> assigned;
    for (const TopicPartition partition : machines[i]->consumer()->assignment())
      assigned.push_back(cluster_->topics().name(partition));
    EXPECT_EQ(assigned, members_[i].assigned) << members_[i].id;
  }
}

}  // namespace conformance

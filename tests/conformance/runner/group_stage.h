#pragma once
/// A cluster of one broker on which members of a group come and go, with nothing that takes time but the protocol's own
/// clocks: "network and processing latency 0". Its settings can be changed until open().

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/conformance/runner/cases.h"
#include "tests/support/cluster_fixture.h"
#include "tests/support/recording_application.h"

namespace conformance {

class GroupStage {
 public:
  explicit GroupStage(kafka::Profile profile, int brokers = 1) {
    f_.brokers(brokers);
    f_.spec.profile = profile;
    f_.spec.behaviour = kafka::behaviour_of(profile);
    f_.spec.config.offsets_topic_num_partitions = 1;
    group.name = "g";
    group.topics = {"t"};
    group.config.enable_auto_commit = false;
    group.config.auto_offset_reset = kafka::OffsetResetStrategy::earliest;
    group.config.partition_assignment_strategy = {"range"};
    if (profile == kafka::Profile::v2_3) group.config.session_timeout_ms = std::chrono::seconds(10);
    group.start_after = std::chrono::hours(100000);  // members are started by hand
  }

  // ---- before open()

  kafka::ClusterSpec& spec() { return f_.spec; }
  kafka::ConsumerGroupSpec group;
  kafka::ProducerConfig producer;
  int partitions = 6;
  /// Kafka's own topic exists and is led when this returns: another group has met before.
  void open() {
    f_.topic("t", partitions, 1);
    kafka::ConsumerGroupSpec first;
    first.name = "warm-up";
    first.topics = {"t"};
    f_.build();
    app_ = std::make_unique<kafka::testing::TestApplication>(cluster().add_producer("producer", "", producer));
    id_ = cluster().add_group(group);
    cluster().add_group(first);
    for (int i = 0; i < group.members; ++i) {
      members_.push_back(std::make_unique<kafka::testing::RecordingApplication>(f_.scheduler));
      members_.back()->topics = {f_.cluster().topics().find("t")};
      member(i).set_application(*members_.back());
    }
    cluster().start();
    run(std::chrono::minutes(1));
    begin();
  }
  /// Instants count from now.
  void begin() { zero_ = f_.scheduler.now(); }

  // ---- who and what

  kafka::Cluster& cluster() { return f_.cluster(); }
  kafka::testing::ClusterFixture& fixture() { return f_; }
  [[nodiscard]] kafka::GroupId id() const { return id_; }
  kafka::ConsumerMachine& member(int i) { return cluster().member(id_, i); }
  kafka::testing::RecordingApplication& app(int i) { return *members_[static_cast<std::size_t>(i)]; }
  kafka::ClientId client(int i) { return member(i).id(); }
  [[nodiscard]] kafka::TopicPartition tp(int partition) const { return f_.tp("t", partition); }

  // ---- time

  void run(sim::Duration time) { f_.run_for(time); }
  /// Until this many milliseconds after the beginning; what is due then has happened.
  void run_to(std::int64_t ms) { f_.scheduler.run_until(zero_ + std::chrono::milliseconds(ms)); }
  [[nodiscard]] std::int64_t ms(sim::SimTime at) const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(at - zero_).count();
  }
  /// The first event of kind E since the beginning that `is_it`; -1: none so far.
  template <class E, class P>
  [[nodiscard]] std::int64_t first(P is_it, std::int64_t not_before = 0) const {
    for (const auto& [at, e] : f_.events.all<E>())
      if (at >= zero_ + std::chrono::milliseconds(not_before) && is_it(e)) return ms(at);
    return -1;
  }
  template <class E, class P>
  [[nodiscard]] std::int64_t count(P is_it) const {
    std::int64_t n = 0;
    for (const auto& [at, e] : f_.events.all<E>()) n += at >= zero_ && is_it(e) ? 1 : 0;
    return n;
  }
  /// The last generation of the group so far.
  [[nodiscard]] kafka::GenerationStarted generation() const {
    kafka::GenerationStarted last{};
    for (const auto& [at, e] : f_.events.all<kafka::GenerationStarted>())
      if (e.group == id_) last = e;
    return last;
  }
  /// The group's generation since the beginning, from 1.
  [[nodiscard]] std::int64_t generation_at(int number, kafka::Generation before = kafka::Generation(0)) const {
    return first<kafka::GenerationStarted>(
        [&](const auto& e) { return e.group == id_ && e.generation == before + number; });
  }

  // ---- what happens

  void join(int i) { cluster().start(member(i).host().id()); }
  void close(int i) {
    cluster().shutdown(member(i).host().id(), [] {});
  }
  void kill(int i) { cluster().stop(member(i).host().id(), sim::StopKind::kill); }
  void send(int partition, std::int64_t records = 1) {
    app_->send({.topic = tp(0).topic, .partition = kafka::PartitionId(partition), .value_size = 100}, records);
  }
  void send_anywhere() { app_->send({.topic = tp(0).topic, .value_size = 100}, 1); }
  /// These members join together and settle; instants count from a heartbeat of theirs.
  void gather(int members) {
    for (int i = 0; i < members; ++i) join(i);
    run(std::chrono::seconds(20));
    sim::SimTime beat{};
    for (const auto& [at, e] : f_.events.all<kafka::GenerationStarted>())
      if (e.group == id_) beat = at;
    if (beat == sim::SimTime{}) throw CaseError("the members did not come together");
    while (beat < f_.scheduler.now()) beat += group.config.heartbeat_interval_ms;
    f_.scheduler.run_until(beat);
    begin();
  }

 private:
  kafka::testing::ClusterFixture f_;
  std::unique_ptr<kafka::testing::TestApplication> app_;
  std::vector<std::unique_ptr<kafka::testing::RecordingApplication>> members_;
  kafka::GroupId id_{0};
  sim::SimTime zero_{};
};

}  // namespace conformance

#pragma once
/// The world before a transcript's command: a cluster as its `setup` describes it.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/cluster/cluster.h"
#include "model/cluster/cluster_view.h"
#include "model/group/member_ids.h"
#include "tests/conformance/runner/fields.h"
#include "tests/support/recording_sink.h"
#include "tools/kafka/world.h"

namespace conformance {

/// Each member gets the id that the case knows it by; others get one of their own.
class NamedMemberIds final : public kafka::MemberIds {
 public:
  std::map<kafka::ClientId, std::string> ids;
  std::string uuid(kafka::ClientId client) override;

 private:
  int others_ = 0;
};

class TranscriptStage {
 public:
  /// Builds it, lets it come up and become what `setup` says. Reads the fields of `setup` it knows.
  TranscriptStage(Fields& setup, kafka::Profile profile);
  ~TranscriptStage();
  TranscriptStage(const TranscriptStage&) = delete;
  TranscriptStage& operator=(const TranscriptStage&) = delete;

  [[nodiscard]] sim::Scheduler& scheduler() { return scheduler_; }
  [[nodiscard]] kafka::Cluster& cluster() { return *cluster_; }
  [[nodiscard]] kafka::ClusterView view() const { return cluster_->view(); }
  [[nodiscard]] tools::World& world() { return *world_; }
  [[nodiscard]] kafka::TopicPartition tp(const std::string& name) const;
  /// Of the case's group and topic; -1: nothing.
  [[nodiscard]] std::int64_t committed(std::size_t partition);
  void run_for(sim::Duration time) { scheduler_.run_until(scheduler_.from_now(time)); }

  kafka::testing::RecordingSink events;

 private:
  class Writer;
  class Reader;

  void read_brokers(Fields& setup);
  void read_topics(Fields& setup);
  void read_topic(const std::string& name, Fields& topic);
  void read_group(Fields& setup);
  void write_logs(Fields& setup);
  void write_files(Fields& setup);
  void begin_reassignments(Fields& setup);
  void settle_leaders();
  void stop_brokers();
  void commit_offsets();
  void start_members();
  static void write(Writer& writer, kafka::TopicPartition tp, const YAML::Node& record);
  kafka::ConsumerMachine& add_member(const std::string& name);

  Fields& setup_;
  kafka::ClusterSpec spec_;
  std::vector<kafka::BrokerId> down_;
  std::vector<std::string> topic_names_;
  std::map<std::string, std::vector<std::int64_t>> leaders_;  ///< where they are not the preferred ones
  std::map<std::string, std::map<std::string, std::string>> late_configs_;

  struct Member {
    std::string id;
    std::vector<std::string> assigned;
  };
  std::string group_;
  std::string client_id_;
  std::vector<Member> members_;
  std::vector<std::int64_t> committed_;

  sim::Scheduler scheduler_{kafka::Cluster::kBootTime};
  sim::Streams streams_{1};
  kafka::Emitter emitter_;
  NamedMemberIds member_ids_;
  std::unique_ptr<kafka::Cluster> cluster_;
  std::unique_ptr<tools::World> world_;
  std::vector<std::unique_ptr<Reader>> applications_;
};

}  // namespace conformance

#pragma once
/// One record's way through a run, in sentences.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/observe/event.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

/// Which record. Its number counts within what its producer sent to the partition.
struct RecordName {
  kafka::ClientId producer;
  kafka::TopicPartition tp;
  std::int64_t id = 0;
};

class RecordStory {
 public:
  struct Step {
    sim::SimTime time;
    std::string what;
  };
  /// `groups`: those that read its topic. Names outlive it.
  RecordStory(const RecordName& name, std::vector<kafka::GroupId> groups, const Names& names);

  template <class E>
  void tell(sim::SimTime now, const E& event) {
    now_ = now;
    on(event);
  }

  [[nodiscard]] const RecordName& name() const { return name_; }
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  /// How often the group's application has processed it.
  [[nodiscard]] std::int32_t times_processed(kafka::GroupId group) const { return progress_.at(group).processed; }

 private:
  /// How far a group is with it.
  struct Progress {
    std::map<kafka::ClientId, bool> in_hand;  ///< by member
    std::int64_t committed = -1;
    bool polled = false;
    std::int32_t processed = 0;
  };

  // ---- its producer: record_story.cpp
  void on(const kafka::BatchSent& e);
  void on(const kafka::BatchRetried& e);
  void on(const kafka::RecordsAcknowledged& e);
  void on(const kafka::RecordsFailed& e);
  void on(const kafka::RecordsAbandoned& e);
  void on(const kafka::ClientStopped& e);
  void on(const kafka::TransactionEnded& e);
  void on(const kafka::ConnectionLost& e);

  // ---- brokers: record_story_logs.cpp
  void on(const kafka::RecordsAppended& e);
  void on(const kafka::DuplicateAnswered& e);
  void on(const kafka::HighWatermarkAdvanced& e);
  void on(const kafka::LastStableOffsetAdvanced& e);
  void on(const kafka::BecameLeader& e);
  void on(const kafka::LogTruncated& e);
  void on(const kafka::ReplicaStopped& e);
  void on(const kafka::SegmentsDeleted& e);
  void on(const kafka::BrokerStopped& e);
  void on(const kafka::BrokerStarted& e);
  void on(const kafka::FaultBegan& e);
  void on(const kafka::PartitionStateChanged& e);
  void on(const kafka::TopicDeleted& e);

  // ---- groups: record_story_groups.cpp
  void on(const kafka::PositionSet& e);
  void on(const kafka::RecordsDelivered& e);
  void on(const kafka::RecordsProcessed& e);
  void on(const kafka::OffsetCommitted& e);
  void on(const kafka::PoisonRecordMet& e);
  void on(const kafka::RecordsTransformed& e);
  void member_stopped(const kafka::ClientStopped& e);
  template <class Other>
  void on(const Other&) {}

  /// Whether an event about records of one producer concerns this one.
  template <class E>
  [[nodiscard]] bool is_in(const E& e) const {
    return e.producer == name_.producer && e.tp == name_.tp && has(e.first_id, e.count);
  }
  [[nodiscard]] bool has(kafka::RecordId first, std::int32_t count) const {
    return first.value() <= name_.id && name_.id < first.value() + count;
  }
  [[nodiscard]] std::int64_t offset_in(kafka::Offset base, kafka::RecordId first) const {
    return base.value() + (name_.id - first.value());
  }
  void say(std::string what) { say_at(now_, std::move(what)); }
  void say_at(sim::SimTime time, std::string what);
  /// What befalls the cluster matters until every group has the record.
  void say_turn(std::string what);
  [[nodiscard]] bool over() const;
  [[nodiscard]] Progress& progress(kafka::GroupId group) { return progress_[group]; }
  [[nodiscard]] std::string member(kafka::ClientId client, kafka::GroupId group) const;

  RecordName name_;
  std::vector<kafka::GroupId> groups_;
  const Names& names_;
  sim::SimTime now_;
  std::vector<Step> steps_;
  std::size_t turns_ = 0;

  std::int32_t sends_ = 0;
  kafka::BrokerId sent_to_ = kafka::kNoBroker;
  bool connection_lost_ = false;  ///< since it was sent last
  bool acknowledged_ = false;
  bool finished_ = false;                           ///< acknowledged or given up
  std::map<kafka::BrokerId, std::int64_t> copies_;  ///< offset by replica
  std::optional<std::int64_t> offset_;              ///< in the log that counts
  kafka::BrokerId leader_ = kafka::kNoBroker;
  kafka::LeaderEpoch epoch_ = kafka::kNoEpoch;
  kafka::ProducerId producer_id_ = kafka::kNoProducerId;
  bool in_transaction_ = false;  ///< its marker is not written yet
  bool readable_ = false;        ///< below the high watermark
  bool stable_ = false;          ///< below the last stable offset
  std::vector<kafka::BrokerId> isr_;
  std::map<kafka::GroupId, Progress> progress_;
};

}  // namespace scenario

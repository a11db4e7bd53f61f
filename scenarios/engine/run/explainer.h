#pragma once
/// Watches a run for one record: by its producer and number, or for all that lay at one offset.

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/record_story.h"

namespace scenario {

/// Tells the way of record `id` of a producer, in one partition or in each that has it.
class Explainer final : public kafka::EventSink {
 public:
  /// By topic: which groups read it.
  using Readers = std::function<std::vector<kafka::GroupId>(kafka::TopicId)>;

  Explainer(kafka::ClientId producer, std::int64_t id, std::optional<kafka::TopicPartition> tp, const Names& names,
            Readers readers);

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// By partition. One without steps: the record was never sent there.
  [[nodiscard]] const std::map<kafka::TopicPartition, RecordStory>& stories() const { return stories_; }

 private:
  void meet(kafka::TopicPartition tp);

  kafka::ClientId producer_;
  std::int64_t id_;
  std::optional<kafka::TopicPartition> only_;
  const Names& names_;
  Readers readers_;
  std::map<kafka::TopicPartition, RecordStory> stories_;
};

/// Finds what leaders wrote at one offset of a partition.
class OffsetFinder final : public kafka::EventSink {
 public:
  OffsetFinder(kafka::TopicPartition tp, std::int64_t offset) : tp_(tp), offset_(offset) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Each once, in the order in which they came there.
  [[nodiscard]] const std::vector<RecordName>& records() const { return records_; }
  /// What ended a transaction there; none if nothing did.
  [[nodiscard]] kafka::ControlRecordType marker() const { return marker_; }
  /// One more than the largest offset written.
  [[nodiscard]] std::int64_t end() const { return end_; }

 private:
  kafka::TopicPartition tp_;
  std::int64_t offset_;
  std::vector<RecordName> records_;
  kafka::ControlRecordType marker_ = kafka::ControlRecordType::none;
  std::int64_t end_ = 0;
};

}  // namespace scenario

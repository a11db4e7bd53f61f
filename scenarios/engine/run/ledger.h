#pragma once
/// The account of every single record: who sent it, who acknowledged it, who read it, how often and in which order.
///
/// A record is a number within what one producer sent to one partition (RecordId); the account is kept as intervals, so
/// a well-behaved run of any length costs a handful of them per producer and partition. Built on events alone.
///
/// At any instant, for each group and the topics it reads:
///   acknowledged = delivered (of those) + unread + skipped + lost
/// unread: at or above the group's position, or still on its way to the broker (acks=0). skipped: below the position at
/// which the group began (auto.offset.reset). lost: acknowledged, and the group passed by without getting it.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/interval_set.h"
#include "scenarios/engine/run/written_log.h"

namespace scenario {

/// What producers achieved, in records.
struct ProducerTotals {
  std::int64_t sent = 0;          ///< left in at least one Produce request
  std::int64_t acknowledged = 0;  ///< the future completed without an error
  std::int64_t failed = 0;        ///< the future completed with an error
  std::int64_t rejected = 0;      ///< send() itself failed: never accepted
  std::int64_t retries = 0;       ///< batches sent again
  std::int64_t abandoned = 0;     ///< accepted, and not finished when the producer's process ended; not known by topic

  /// Accepted records that have a fate.
  [[nodiscard]] std::int64_t finished() const { return acknowledged + failed + abandoned; }
  ProducerTotals& operator+=(const ProducerTotals& other);
};

/// What a group got, in records.
struct GroupTotals {
  std::int64_t delivered = 0;     ///< each as often as it came
  std::int64_t distinct = 0;      ///< each once
  std::int64_t duplicated = 0;    ///< repetitions: delivered - distinct
  std::int64_t out_of_order = 0;  ///< came for the first time after a later record of its producer and partition
  std::int64_t acknowledged = 0;  ///< by the producers, in the partitions of the group's topics
  std::int64_t lost = 0;
  std::int64_t unread = 0;
  std::int64_t skipped = 0;

  GroupTotals& operator+=(const GroupTotals& other);
};

/// Records that a group will never get.
struct LostRecords {
  kafka::ClientId producer;
  kafka::TopicPartition tp;
  Interval ids;
};

class Ledger final : public kafka::EventSink {
 public:
  /// `subscriptions`: the topic names of each group, by GroupId. `topics` grows during the run.
  Ledger(const kafka::TopicTable& topics, std::vector<std::vector<std::string>> subscriptions);

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] ProducerTotals of_everyone() const;
  [[nodiscard]] ProducerTotals of_producer(kafka::ClientId producer) const;
  [[nodiscard]] ProducerTotals of_topic(kafka::TopicId topic) const;
  [[nodiscard]] ProducerTotals of_partition(kafka::TopicPartition tp) const;
  [[nodiscard]] GroupTotals of_group(kafka::GroupId group) const;
  /// By partition, every partition in which something was sent.
  [[nodiscard]] std::map<kafka::TopicPartition, GroupTotals> by_partition(kafka::GroupId group) const;
  /// Which records the group lost, in the order of partition, producer, id.
  [[nodiscard]] std::vector<LostRecords> lost(kafka::GroupId group) const;

  /// What cannot be: an acknowledged or delivered record that was never sent, and the like. Empty unless the model is
  /// wrong.
  [[nodiscard]] const std::vector<std::string>& contradictions() const { return contradictions_; }
  /// Intervals and runs kept: what the account costs.
  [[nodiscard]] std::size_t kept() const;

 private:
  /// One group's view of one stream.
  struct Reading {
    IntervalSet delivered;
    IntervalSet skipped;
    std::int64_t deliveries = 0;
    std::int64_t out_of_order = 0;
  };
  /// What one producer sends to one partition.
  struct Stream {
    IntervalSet sent;
    IntervalSet acknowledged;
    IntervalSet failed;
    std::int64_t retries = 0;
    std::int64_t appended_end = 0;  ///< one more than the largest id that a leader wrote
    std::int64_t sure_end = 0;      ///< below this nothing can still be on its way
    kafka::BrokerId last_to = kafka::kNoBroker;
    std::vector<Reading> readings;  ///< by GroupId
  };
  struct StreamKey {
    kafka::TopicPartition tp;
    kafka::ClientId producer;
    friend auto operator<=>(const StreamKey&, const StreamKey&) = default;
  };
  struct Partition {
    WrittenLog written;
    std::vector<std::optional<std::int64_t>> positions;  ///< by GroupId
  };
  /// How the acknowledged records of a stream fare with a group.
  struct Fate {
    IntervalSet unread;
    IntervalSet skipped;
    IntervalSet lost;
  };

  void on(const kafka::BatchSent& e);
  void on(const kafka::RecordsAcknowledged& e);
  void on(const kafka::RecordsFailed& e);
  void on(const kafka::ClientStopped& e) { abandoned_[e.client] += e.unfinished; }
  void on(const kafka::BatchRetried& e);
  void on(const kafka::SendFailed& e);
  void on(const kafka::ConnectionLost& e);
  void on(const kafka::RecordsAppended& e);
  void on(const kafka::PositionSet& e);
  void on(const kafka::RecordsDelivered& e);
  template <class Other>
  void on(const Other&) {}

  Stream& stream(kafka::TopicPartition tp, kafka::ClientId producer) { return streams_[StreamKey{tp, producer}]; }
  Reading& reading(Stream& of, kafka::GroupId group);
  Partition& partition(kafka::TopicPartition tp);
  bool reads(std::size_t group, kafka::TopicId topic) const;
  void moved_to(Partition& in, kafka::TopicPartition tp, kafka::GroupId group, std::int64_t position);
  void contradiction(const char* what, kafka::ClientId producer, kafka::TopicPartition tp, Interval ids);
  ProducerTotals totals(const Stream& of) const;
  Fate fate(const StreamKey& key, const Stream& of, std::size_t group) const;
  GroupTotals totals(const StreamKey& key, const Stream& of, std::size_t group) const;

  const kafka::TopicTable& topics_;
  std::vector<std::vector<std::string>> subscriptions_;
  mutable std::vector<std::vector<bool>> reads_;  ///< by TopicId, GroupId; filled when a topic is first met
  std::map<StreamKey, Stream> streams_;
  std::map<kafka::TopicPartition, Partition> partitions_;
  std::map<std::pair<kafka::ClientId, kafka::TopicId>, std::int64_t> rejected_;
  std::map<kafka::ClientId, std::int64_t> abandoned_;
  std::vector<std::string> contradictions_;
};

}  // namespace scenario

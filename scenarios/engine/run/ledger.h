#pragma once
/// The account of every single record: who sent it, who acknowledged it, who processed it, how often and in which
/// order, and how it ended. Built on events alone.
///
/// A record is a number within what one producer sent to one partition (RecordId); the account is kept as intervals, so
/// a well-behaved run of any length costs a handful of them per producer and partition. For each group and each
/// partition of its topics every record that send() accepted is in exactly one RecordState at any instant, so
///   produced = delivered + aborted + unknown + skipped + unread + lost + failed + abandoned + unfinished
/// Who begins (stream_book.h), where a record lies (partition_log.h) and how far a group is (group_reading.h) are kept
/// apart; why records were lost, repeated or reordered is told from mishaps (mishap.h).

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/config/application_config.h"
#include "model/observe/event_sink.h"
#include "model/types/acks.h"
#include "scenarios/engine/run/fates.h"
#include "scenarios/engine/run/group_reading.h"
#include "scenarios/engine/run/ledger_totals.h"
#include "scenarios/engine/run/mishap.h"
#include "scenarios/engine/run/open_transactions.h"
#include "scenarios/engine/run/partition_log.h"
#include "scenarios/engine/run/stream_book.h"
#include "scenarios/engine/run/transforms.h"
#include "scenarios/engine/run/turns.h"

namespace scenario {

/// What the ledger has to know of a group.
struct GroupTerms {
  std::vector<std::string> topics;
  kafka::SinkKind sink = kafka::SinkKind::plain;
  bool worker = false;  ///< another thread than the polling one does the work
};

/// Some of a group's records with whom something is not as it should be.
struct Irregularity {
  enum class Kind { lost, skipped, undecided, given_up, duplicated, reordered };
  Kind kind = Kind::lost;
  kafka::ClientId producer;
  kafka::TopicPartition tp;
  Interval ids;
  const Mishap* cause = nullptr;    ///< nullptr: none was seen
  const Mishap* earlier = nullptr;  ///< what had happened to them before that
};
inline constexpr std::size_t kIrregularities = 6;

class Ledger final : public kafka::EventSink {
 public:
  /// `groups` by GroupId, `acks` by ClientId. `topics` grows during the run.
  Ledger(const kafka::TopicTable& topics, std::vector<GroupTerms> groups, std::vector<kafka::Acks> acks = {});

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  /// From the producer itself, at the end: what send() has accepted for the partition.
  void accepted(kafka::ClientId producer, kafka::TopicPartition tp, kafka::RecordId next);

  [[nodiscard]] ProducerTotals of_everyone() const;
  [[nodiscard]] ProducerTotals of_producer(kafka::ClientId producer) const;
  [[nodiscard]] ProducerTotals of_topic(kafka::TopicId topic) const;
  [[nodiscard]] ProducerTotals of_partition(kafka::TopicPartition tp) const;
  [[nodiscard]] GroupTotals of_group(kafka::GroupId group) const;
  /// of_group(group).lost(), for who asks often: a producer all of whose records were processed costs nothing.
  [[nodiscard]] std::int64_t lost(kafka::GroupId group) const;
  /// By partition, every partition in which something was sent.
  [[nodiscard]] std::map<kafka::TopicPartition, GroupTotals> by_partition(kafka::GroupId group) const;

  /// Which records were lost, skipped, repeated, reordered, and why: in the order of kind, partition, producer, id.
  [[nodiscard]] std::vector<Irregularity> irregularities(kafka::GroupId group) const;
  /// Of one record. Requires: send() accepted it.
  [[nodiscard]] RecordState state(kafka::GroupId group, kafka::ClientId producer, kafka::TopicPartition tp,
                                  std::int64_t id) const;
  /// One more than the largest record that send() is known to have accepted; 0 if there is none.
  [[nodiscard]] std::int64_t accepted_end(kafka::ClientId producer, kafka::TopicPartition tp) const;
  [[nodiscard]] bool reads(kafka::GroupId group, kafka::TopicId topic) const;
  [[nodiscard]] kafka::Acks acks(kafka::ClientId producer) const;

  /// What cannot be: an acknowledged or processed record that was never sent, and the like. Empty unless the model is
  /// wrong.
  [[nodiscard]] const std::vector<std::string>& contradictions() const { return contradictions_; }
  /// Intervals and runs kept: what the account costs.
  [[nodiscard]] std::size_t kept() const;

 private:
  struct Partition {
    PartitionLog log;
    OpenTransactions transactions;
    std::map<kafka::ClientId, StreamBook> streams;
    std::vector<GroupReading> groups;  ///< by GroupId
    std::int64_t int_send_skips = 0;
    std::int64_t int_backward_sends = 0;
  };
  struct Owner {
    kafka::GroupId group;
    kafka::TopicPartition tp;
    friend auto operator<=>(const Owner&, const Owner&) = default;
  };
  /// Intervals of one producer's records in one partition with one cause.
  struct Caused {
    kafka::TopicPartition tp;
    kafka::ClientId producer;
    std::size_t mishap;
    friend auto operator<=>(const Caused&, const Caused&) = default;
  };
  using CausedRecords = std::map<Caused, IntervalSet>;
  struct GroupBook {
    CausedRecords repeated;
    CausedRecords reordered;
  };

  // ---- producers and brokers: ledger.cpp, ledger_logs.cpp
  void on(const kafka::BatchSent& e);
  void on(const kafka::RecordsAcknowledged& e);
  void on(const kafka::RecordsFailed& e);
  void on(const kafka::RecordsAbandoned& e);
  void on(const kafka::BatchRetried& e);
  void on(const kafka::SendFailed& e) { ++rejected_[{e.producer, e.topic}]; }
  void on(const kafka::ConnectionLost& e);
  void on(const kafka::ClientStopped& e);
  void on(const kafka::RecordsAppended& e);
  void on(const kafka::BecameLeader& e);
  void on(const kafka::SegmentsDeleted& e);
  void on(const kafka::TopicDeleted& e);
  void on(const kafka::LogTruncated& e);
  void on(const kafka::FaultBegan& e) { turns_.on(now_, e); }
  void on(const kafka::FaultEnded& e) { turns_.on(now_, e); }
  void on(const kafka::BrokerStopped& e);
  void on(const kafka::BrokerStarted& e);
  void on(const kafka::PartitionStateChanged& e) { turns_.on(now_, e); }

  // ---- groups: ledger_groups.cpp
  void on(const kafka::PositionSet& e);
  void on(const kafka::RecordsDelivered& e);
  void on(const kafka::RecordsProcessed& e);
  void on(const kafka::RecordsTransformed& e) { transforms_.on(e); }
  void on(const kafka::PollProcessed& e);
  void on(const kafka::OffsetCommitted& e);
  void on(const kafka::OffsetsExpired& e);
  void on(const kafka::PartitionsRevoked& e) { gave_up(e.group, e.member, e.partitions, "revoked"); }
  void on(const kafka::PartitionsLost& e) { gave_up(e.group, e.member, e.partitions, "lost"); }
  void on(const kafka::ConsumerFailed& e);
  void on(const kafka::FetchFailed& e);
  void on(const kafka::PoisonRecordMet& e);
  template <class Other>
  void on(const Other&) {}

  Partition& partition(kafka::TopicPartition tp);
  StreamBook& stream(kafka::TopicPartition tp, kafka::ClientId producer);
  GroupReading& reading(kafka::TopicPartition tp, kafka::GroupId group);
  void contradiction(const char* what, kafka::ClientId producer, kafka::TopicPartition tp, Interval ids);

  void write(Partition& in, kafka::TopicPartition tp, const kafka::RecordsAppended& e, const WrittenRun& run);
  void note_resent(kafka::TopicPartition tp, const kafka::RecordsAppended& e, Interval ids, Mishap::Kind kind);
  void decide(Partition& in, kafka::TopicPartition tp, const kafka::RecordsAppended& marker);
  void take_out(Partition& in, kafka::TopicPartition tp, const std::vector<WrittenRun>& runs);
  void cut_off(Partition& in, kafka::TopicPartition tp, const std::vector<WrittenRun>& runs, kafka::BrokerId old_leader,
               kafka::LeaderEpoch epoch);
  void forget(Partition& in, kafka::TopicPartition tp);

  void pass_over(const Partition& in, const kafka::PositionSet& e, const GroupReading& r);
  void rewind(const kafka::PositionSet& e, const GroupReading& r, kafka::ClientId other);
  void gave_up(kafka::GroupId group, kafka::ClientId member, const std::vector<kafka::TopicPartition>& partitions,
               std::string_view how);
  void member_ended(kafka::ClientId member, std::string_view how);
  /// What lies below `offset` and is neither processed, in hand nor skipped.
  [[nodiscard]] static RecordsByProducer open_below(const Partition& in, const GroupReading& r, std::int64_t offset);
  [[nodiscard]] std::size_t cause_of_repetition(kafka::TopicPartition tp, kafka::GroupId group,
                                                kafka::ClientId producer, Interval ids);

  [[nodiscard]] ProducerTotals totals(const StreamBook& of) const;
  [[nodiscard]] Fates fates(const Partition& in, kafka::ClientId producer, const StreamBook& of,
                            std::size_t group) const;
  [[nodiscard]] IntervalSet records_of(Irregularity::Kind kind, const Partition& in, kafka::ClientId producer,
                                       const StreamBook& of, std::size_t group) const;
  void add_totals(GroupTotals& sum, kafka::TopicPartition tp, const Partition& in, std::size_t group) const;
  void never_arrived(StreamBook& of, kafka::TopicPartition tp, kafka::ClientId producer, kafka::BrokerId broker,
                     std::string_view why);
  void refused(kafka::TopicPartition tp, kafka::GroupId group, kafka::ClientId member,
               const std::vector<WrittenRun>& runs);
  void add_transformed(GroupTotals& sum, kafka::TopicPartition tp, kafka::ClientId producer, const StreamBook& of,
                       std::size_t group) const;
  void add_causes(std::vector<Irregularity>& list, Irregularity::Kind kind, kafka::GroupId group,
                  kafka::TopicPartition tp, kafka::ClientId producer, const IntervalSet& ids) const;
  void add_causes(std::vector<Irregularity>& list, Irregularity::Kind kind, const CausedRecords& all) const;
  [[nodiscard]] const Mishap* earlier(std::size_t later, Irregularity::Kind kind, kafka::GroupId group,
                                      kafka::ClientId producer, Interval ids) const;

  const kafka::TopicTable& topics_;
  std::vector<GroupTerms> groups_;
  std::vector<kafka::Acks> acks_;
  mutable std::vector<std::vector<bool>> reads_;  ///< by TopicId, GroupId; filled when a topic is first met
  sim::SimTime now_;

  std::map<kafka::TopicPartition, Partition> partitions_;
  std::map<kafka::ClientId, std::set<kafka::TopicPartition>> sends_to_;  ///< by producer
  std::map<kafka::ClientId, std::set<Owner>> reads_from_;                ///< by member
  std::map<kafka::ClientId, std::int64_t> polls_;                        ///< finished ones, by member
  std::set<kafka::ClientId> crashing_;  ///< members that met a record they cannot process
  std::map<std::pair<kafka::ClientId, kafka::TopicId>, std::int64_t> rejected_;
  std::set<Owner> out_of_range_;  ///< whose next position follows OFFSET_OUT_OF_RANGE
  std::vector<GroupBook> books_;  ///< by GroupId
  Transforms transforms_;
  Turns turns_;
  std::map<kafka::BrokerId, sim::SimTime> without_power_;  ///< since when
  Mishaps mishaps_;
  std::vector<std::string> contradictions_;
};

}  // namespace scenario

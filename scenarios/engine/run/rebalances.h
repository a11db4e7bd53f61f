#pragma once
/// The rebalances of groups, as they went: what started each, which member waited in which phase and for whom, who
/// owned what, which partitions nobody read meanwhile, and what it cost. Built on events alone.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/group_lag.h"
#include "scenarios/engine/run/interval_set.h"
#include "scenarios/engine/run/partition_owners.h"

namespace scenario {

/// A member on its way into a generation.
struct MemberPart {
  kafka::ClientId member = kafka::kNoClient;
  std::optional<sim::SimTime> joining;   ///< its (first) JoinGroup went out
  std::optional<sim::SimTime> joined;    ///< and was answered: the join phase
  std::optional<sim::SimTime> syncing;   ///< its SyncGroup went out
  std::optional<sim::SimTime> assigned;  ///< and was answered, and onPartitionsRevoked is behind: the sync phase
  std::int32_t partitions = 0;           ///< that it then owns
};

struct Rebalance {
  kafka::Generation before;                             ///< the generation that ends
  kafka::Generation generation = kafka::kNoGeneration;  ///< the one that begins; none: it came to nothing
  kafka::BrokerId coordinator;
  std::string reason;                            ///< as the coordinator states it
  kafka::ClientId caused_by = kafka::kNoClient;  ///< kNoClient: nobody in particular
  sim::SimTime started;
  std::optional<sim::SimTime> joined;  ///< at the coordinator: the join phase is over
  std::optional<sim::SimTime> synced;  ///< ... the assignment is stored
  std::optional<sim::SimTime> ended;   ///< the last member has its partitions
  std::string protocol;                ///< the assignor
  kafka::ClientId leader = kafka::kNoClient;
  std::vector<kafka::ClientId> expected;  ///< members of the new generation
  std::vector<MemberPart> members;        ///< in the order in which they were let in
  std::vector<kafka::ClientId> missing;   ///< removed, because they did not come back in time
  std::int64_t reread = 0;                ///< records returned again until the next rebalance
  std::int64_t lag_peak = 0;              ///< until the next rebalance

  /// Whom the others waited for: one that did not come back, else the last to come. kNoClient: not known.
  [[nodiscard]] kafka::ClientId waited_for() const;
};

/// All of one group.
struct GroupRebalances {
  static constexpr std::size_t kMost = 10'000;

  std::vector<Rebalance> rebalances;
  PartitionOwners owners;
  std::int64_t lag_peak = 0;            ///< of the whole run
  std::int64_t committed_lag_peak = 0;  ///< the same by committed offsets, as tools show it

  /// Generations with members that began in [from, until).
  [[nodiscard]] std::int64_t completed(sim::SimTime from, sim::SimTime until) const;
  /// Partition-time without a reader that ended with this rebalance.
  [[nodiscard]] sim::Duration unread_until(const Rebalance& r, sim::SimTime end) const;
};

class Rebalances final : public kafka::EventSink {
 public:
  explicit Rebalances(std::size_t groups) : groups_(groups) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] const GroupRebalances& of(kafka::GroupId group) const { return book(group).record; }

 private:
  struct Reading {
    IntervalSet returned;  ///< offsets that poll() has returned, or passed over because nothing visible is there
    std::map<kafka::ClientId, std::int64_t> positions;
  };
  struct Book {
    GroupRebalances record;
    std::map<kafka::ClientId, MemberPart> parts;  ///< of members on their way
    std::map<kafka::TopicPartition, Reading> readings;
    GroupLag lag;
    GroupLag committed_lag;
  };

  void on(const kafka::OffsetCommitted& e);
  void on(const kafka::RebalanceStarted& e);
  void on(const kafka::GenerationStarted& e);
  void on(const kafka::GroupAssigned& e);
  void on(const kafka::GroupMemberRemoved& e);
  void on(const kafka::MemberJoining& e);
  void on(const kafka::MemberJoined& e);
  void on(const kafka::MemberSyncing& e);
  void on(const kafka::PartitionsAssigned& e);
  void on(const kafka::PartitionsRevoked& e) { owners(e.group).gave_up(now_, e.member, e.partitions, "revoked"); }
  void on(const kafka::PartitionsLost& e) { owners(e.group).gave_up(now_, e.member, e.partitions, "lost"); }
  void on(const kafka::MemberLeft& e) { owners(e.group).left(now_, e.member, "left"); }
  void on(const kafka::ConsumerFailed& e) { owners(e.group).left(now_, e.member, e.exception); }
  void on(const kafka::ClientStopped& e);
  void on(const kafka::PositionSet& e);
  void on(const kafka::RecordsDelivered& e);
  void on(const kafka::HighWatermarkAdvanced& e);
  void on(const kafka::BecameLeader& e) { high_watermark(e.tp, e.high_watermark.value()); }
  template <class Other>
  void on(const Other&) {}

  [[nodiscard]] Book& book(kafka::GroupId group) { return groups_.at(static_cast<std::size_t>(group.value())); }
  [[nodiscard]] const Book& book(kafka::GroupId group) const {
    return groups_.at(static_cast<std::size_t>(group.value()));
  }
  PartitionOwners& owners(kafka::GroupId group) { return book(group).record.owners; }
  /// nullptr if it was not seen, or there were too many.
  static Rebalance* find(Book& in, kafka::Generation generation);
  /// The last one, unless it has its generation already; nullptr if there is none.
  static Rebalance* collecting(Book& in);
  void high_watermark(kafka::TopicPartition tp, std::int64_t offset);
  static void watch_lag(Book& in);

  sim::SimTime now_;
  std::vector<Book> groups_;
  std::map<kafka::TopicPartition, std::int64_t> high_watermarks_;
};

}  // namespace scenario

#pragma once
/// Who of a group owns which partition, and when nobody reads it.
///
/// A member owns a partition from PartitionsAssigned on until it gives it up (PartitionsRevoked, PartitionsLost,
/// MemberLeft) or its process ends (ClientStopped, ConsumerFailed). That is the member's own view: one that the
/// coordinator has given up for dead and that does not know it yet still reads. An owner serves the partition from the
/// moment it has a position in it (PositionSet); one that keeps the partition keeps its position.
///
/// A partition is unread while no member serves it, from the first time on that one did. So the time in which a group
/// forms is not counted, a stop-the-world rebalance is, and so is the time until a dead member is missed.

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "model/observe/event.h"

namespace scenario {

/// A member owned a partition.
struct Ownership {
  kafka::TopicPartition tp;
  kafka::ClientId member;
  kafka::Generation generation;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;  ///< nothing: to the end of the run
};

/// Nobody read a partition.
struct UnreadTime {
  kafka::TopicPartition tp;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;                      ///< nothing: to the end of the run
  kafka::ClientId given_up_by;                          ///< who served it last
  std::string_view how;                                 ///< revoked, lost, left, kill, clean, power_loss, an exception
  kafka::ClientId taken_by = kafka::kNoClient;          ///< who serves it next
  kafka::Generation generation = kafka::kNoGeneration;  ///< in which that one got it

  [[nodiscard]] sim::Duration within(sim::SimTime from, sim::SimTime until) const;
};

/// Of one group.
class PartitionOwners {
 public:
  static constexpr std::size_t kMost = 100'000;  ///< of either list

  void assigned(sim::SimTime now, const kafka::PartitionsAssigned& e);
  void position(sim::SimTime now, kafka::ClientId member, kafka::TopicPartition tp);
  void gave_up(sim::SimTime now, kafka::ClientId member, const std::vector<kafka::TopicPartition>& partitions,
               std::string_view how);
  /// All that it owns.
  void left(sim::SimTime now, kafka::ClientId member, std::string_view how);

  [[nodiscard]] const std::vector<Ownership>& ownerships() const { return ownerships_; }
  [[nodiscard]] const std::vector<UnreadTime>& unread() const { return unread_; }
  /// Partition-time without a reader in [from, until), and the longest piece of it in one partition.
  [[nodiscard]] sim::Duration total_unread(sim::SimTime from, sim::SimTime until) const;
  [[nodiscard]] sim::Duration longest_unread(sim::SimTime from, sim::SimTime until) const;

 private:
  struct Owner {
    kafka::ClientId member;
    kafka::Generation generation;
    bool serves = false;
    std::size_t ownership;  ///< its place in the list
  };
  struct Partition {
    std::vector<Owner> owners;
    bool served = false;  ///< ever
    std::optional<std::size_t> unread;
  };
  static bool anybody_serves(const Partition& p);

  std::map<kafka::TopicPartition, Partition> partitions_;
  std::vector<Ownership> ownerships_;
  std::vector<UnreadTime> unread_;
};

}  // namespace scenario

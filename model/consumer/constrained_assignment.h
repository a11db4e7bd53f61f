#pragma once
/// The sticky assignment of a group whose members all subscribe to the same topics.
/// Kafka: AbstractStickyAssignor.ConstrainedAssignmentBuilder.

#include <map>

#include "model/consumer/rack_info.h"
#include "model/consumer/sticky_claims.h"

namespace kafka {

/// Everybody gets the quota, the number of partitions by members, or one more where it does not divide evenly.
/// First everybody keeps what it had, up to its quota; the rest goes round among those with less, by member id.
/// With racks only what is in the member's rack is kept, and the rest first goes to members of its racks.
class ConstrainedAssignment {
 public:
  ConstrainedAssignment(const StickyGroup& group, const RackInfo& racks, const StickyClaims& claims);

  /// Requires at least one consumer. Once.
  StickyLists build();
  /// After build(): new consumers of partitions that somebody else had, or may have had, until now.
  [[nodiscard]] const std::map<std::size_t, std::size_t>& transferring() const { return transferring_; }

 private:
  void keep_owned(std::size_t consumer);
  [[nodiscard]] std::vector<std::size_t> unassigned() const;
  void deal_by_rack(std::vector<std::size_t>& partitions);
  std::size_t take_below_quota(std::size_t at);
  std::size_t take_at_quota(std::size_t at);
  void deal(const std::vector<std::size_t>& partitions);
  std::size_t give(std::size_t partition, std::size_t consumer);
  void count_extra();

  const StickyGroup& group_;
  const RackInfo& racks_;
  const StickyClaims& claims_;
  std::size_t quota_;       // Kafka: minQuota
  std::size_t most_;        // Kafka: maxQuota; one more than the quota unless it divides evenly
  std::size_t extra_left_;  // consumers that may still get one more than the quota
  StickyLists lists_;
  std::vector<std::size_t> below_quota_;         // consumers with less than the quota
  std::vector<std::size_t> at_quota_;            // consumers with the quota that may get one more
  std::size_t next_ = 0;                         // deal_by_rack: index into below_quota_
  std::map<std::size_t, std::size_t> given_up_;  // partitions with the consumer that had them
  std::map<std::size_t, std::size_t> transferring_;
};

}  // namespace kafka

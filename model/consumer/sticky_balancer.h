#pragma once
/// Completes a sticky assignment and moves partitions until it is balanced, whoever subscribes to what.
/// Kafka: AbstractStickyAssignor.GeneralAssignmentBuilder.balance; StickyAssignor.balance in 2.3.

#include <set>
#include <utility>

#include "model/consumer/partition_movements.h"
#include "model/consumer/rack_info.h"

namespace kafka {

/// How the algorithm is run; the defaults are 3.9's.
struct StickyRules {
  /// Partitions that were not kept are moved before those that were. 2.6 and later, unless somebody lost something.
  bool new_partitions_first = true;
  /// How many more than a member another one must have for the assignment to count as unbalanced; 2.3: one is enough,
  /// although nothing is moved for one.
  std::size_t tolerance = 1;
};

/// Balanced: loads differ by one at most, or nobody could take a partition from somebody with two more. The lightest
/// subscriber always takes, ties by member id.
class StickyBalancer {
 public:
  /// `kept`: what the consumers start with. `previous`: by partition, a consumer to give it back to rather than to
  /// anybody else, or kNobody.
  StickyBalancer(const StickyGroup& group, const RackInfo& racks, StickyRules rules, StickyLists kept,
                 std::vector<std::size_t> previous);

  /// Deals `unassigned`, then balances by trying all partitions in the order of `all`. Once.
  StickyLists balance(std::vector<std::size_t> all, std::vector<std::size_t> unassigned);

 private:
  void assign(const std::vector<std::size_t>& partitions);
  bool assign(std::size_t partition, bool only_matching_racks);
  [[nodiscard]] bool can_be_moved(std::size_t partition) const { return group_.subscribers(topic_of(partition)) >= 2; }
  [[nodiscard]] bool takes_part(std::size_t consumer) const;
  void set_aside_fixed();
  [[nodiscard]] bool balanced() const;
  [[nodiscard]] std::vector<std::size_t> heaviest_owners() const;
  bool reassign(const std::vector<std::size_t>& partitions);
  bool reassign_once(const std::vector<std::size_t>& partitions);
  bool reassign(std::size_t partition);
  void move(std::size_t partition, std::size_t to);
  [[nodiscard]] std::size_t lightest_subscriber(std::size_t topic) const;
  [[nodiscard]] std::int64_t score(const StickyLists& lists) const;

  [[nodiscard]] std::size_t topic_of(std::size_t partition) const { return group_.topic_of(partition); }
  [[nodiscard]] std::size_t load(std::size_t consumer) const { return lists_[consumer].size(); }
  [[nodiscard]] bool fixed(std::size_t consumer) const { return !by_load_.contains({load(consumer), consumer}); }

  const StickyGroup& group_;
  const RackInfo& racks_;
  const StickyRules rules_;
  StickyLists lists_;
  std::vector<std::size_t> owner_;     // by partition
  std::vector<std::size_t> previous_;  // by partition
  std::vector<std::size_t> most_;      // by consumer: partitions of all its topics (Kafka: getMaxAssignmentSize)
  // Consumers that take part, the lightest first; ties by member id.
  std::set<std::pair<std::size_t, std::size_t>> by_load_;
  PartitionMovements movements_;
};

}  // namespace kafka

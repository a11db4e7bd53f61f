#pragma once
/// One partition's log as it stands: what its leaders wrote, through every change of leader. The leader of the latest
/// epoch decides what is in it. What its log lacks is cut off, and comes back if a replica that still has it is
/// elected later. Built on what brokers tell; only offsets that somebody has still to read are kept.

#include <map>
#include <set>
#include <vector>

#include "scenarios/engine/run/interval_set.h"
#include "scenarios/engine/run/written_log.h"

namespace scenario {

class PartitionLog {
 public:
  /// What became of the log.
  struct Change {
    bool deposed = false;          ///< written by a leader that another one has succeeded: not in the log
    std::vector<WrittenRun> cut;   ///< no longer in the log
    std::vector<WrittenRun> back;  ///< in it again
  };

  /// `leader` appended; run.epoch is its term.
  Change append(const WrittenRun& run, kafka::BrokerId leader);
  /// A follower appended at `base` what a leader of this epoch wrote.
  void copied(kafka::BrokerId follower, kafka::LeaderEpoch epoch, std::int64_t base);
  /// `broker` leads from now on; its log ends at `log_end`.
  Change lead(kafka::BrokerId broker, kafka::LeaderEpoch epoch, std::int64_t log_end);

  /// Offsets [begin, end) hold nothing that anybody waits for.
  void remove(std::int64_t begin, std::int64_t end) {
    log_.remove(begin, end);
    behind_.remove(begin, end);
  }
  /// Reading has come to `offset`. What lies below is forgotten, but for what nobody has processed: `open(run)` says
  /// which ids these are.
  template <class Open>
  void read_up_to(std::int64_t offset, Open open) {
    log_.for_range(0, offset, [&](const WrittenRun& run) {
      const auto still_open = open(run);
      for (const Interval& ids : still_open.intervals())
        behind_.append(run.part(run.base + (ids.begin - run.first_id), run.base + (ids.end - run.first_id)));
    });
    log_.forget_below(offset);
  }
  /// The log begins at `offset` now.
  void delete_below(std::int64_t offset);

  /// Calls visit(run) for what lies in offsets [begin, end), as far as it is kept.
  template <class Visit>
  void for_range(std::int64_t begin, std::int64_t end, Visit visit) const {
    behind_.for_range(begin, end, visit);
    log_.for_range(begin, end, visit);
  }
  [[nodiscard]] bool any_in(std::int64_t begin, std::int64_t end) const {
    return log_.any_in(begin, end) || behind_.any_in(begin, end);
  }
  /// kNoBroker before anybody wrote.
  [[nodiscard]] kafka::BrokerId leader() const { return leader_; }
  [[nodiscard]] kafka::LeaderEpoch epoch() const { return epoch_; }
  [[nodiscard]] std::size_t kept() const;

 private:
  struct Branch {
    WrittenLog log;
    std::set<kafka::BrokerId> left;  ///< replicas that have other records there since
  };
  void keep_aside(const std::vector<WrittenRun>& runs);
  /// Takes out the branch in which the replica's last batch lies, as far as the replica has it.
  std::vector<WrittenRun> take_branch(kafka::BrokerId replica, std::int64_t log_end);

  /// The end of the log from `offset` on.
  std::vector<WrittenRun> cut(std::int64_t offset);

  WrittenLog log_;     ///< from where somebody has still to read
  WrittenLog behind_;  ///< below that, what reading has left behind
  kafka::BrokerId leader_ = kafka::kNoBroker;
  kafka::LeaderEpoch epoch_ = kafka::kNoEpoch;
  std::map<kafka::BrokerId, kafka::LeaderEpoch> last_epoch_;  ///< of the last batch in each replica
  std::vector<Branch> branches_;                              ///< cut off; few and short
};

}  // namespace scenario

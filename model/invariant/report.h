#pragma once
/// Collects what the checkers find: the same at one place is one finding, however often it is seen; what settings and
/// faults excuse is kept apart.

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/invariant/settings.h"
#include "model/invariant/shadow.h"
#include "model/invariant/violation.h"

namespace kafka {

/// Turning points as sentences, for chains of causes.
class Chronicle {
 public:
  void note(sim::SimTime time, std::string what);
  void note(sim::SimTime time, TopicPartition tp, std::string what);
  void note(sim::SimTime time, BrokerId broker, std::string what);

  /// What happened from `since` on that concerns the partition, one of its brokers, or everybody. The most recent
  /// ones, if they are too many.
  [[nodiscard]] std::vector<Cause> since(sim::SimTime since, TopicPartition tp,
                                         const std::vector<BrokerId>& brokers) const;

 private:
  enum class About { everybody, partition, broker };
  struct Entry {
    Cause cause;
    About about = About::everybody;
    TopicPartition tp;
    BrokerId broker = kNoBroker;
  };
  void add(Entry entry);

  std::deque<Entry> entries_;
};

/// What was found, and with which excuse. `broker` and `epoch` say which findings are the same.
struct Finding {
  std::string_view name;
  std::string_view statement;
  TopicPartition tp{TopicId(-1), PartitionId(-1)};
  BrokerId broker = kNoBroker;
  std::int64_t epoch = -1;
  std::string excuse;
};

class Report {
 public:
  explicit Report(InvariantSettings settings) : settings_(std::move(settings)) {}

  /// what(violation) writes the text: only called for what is new.
  template <class What>
  void found(sim::SimTime now, const Finding& finding, What what) {
    if (Violation* fresh = place(now, finding)) what(*fresh);
  }
  void add(AllowedLoss loss) { losses_.push_back(std::move(loss)); }
  void add(Violation violation) { violations_.push_back(std::move(violation)); }
  /// Truncations of records that are already counted as lost end their chain.
  void on_truncated(sim::SimTime now, const LogTruncated& e);

  [[nodiscard]] const std::vector<Violation>& violations() const { return violations_; }
  [[nodiscard]] const std::vector<Violation>& excused() const { return excused_; }
  [[nodiscard]] const std::vector<AllowedLoss>& losses() const { return losses_; }
  [[nodiscard]] const InvariantSettings& settings() const { return settings_; }
  [[nodiscard]] InvariantSettings& settings() { return settings_; }
  [[nodiscard]] Chronicle& chronicle() { return chronicle_; }

 private:
  using Key = std::tuple<std::string_view, TopicPartition, BrokerId, std::int64_t, bool>;
  Violation* place(sim::SimTime now, const Finding& finding);

  InvariantSettings settings_;
  Chronicle chronicle_;
  std::vector<Violation> violations_;
  std::vector<Violation> excused_;
  std::vector<AllowedLoss> losses_;
  std::map<Key, std::size_t> known_;
};

// ---- excuses: "" where there is none

/// A generation of the replication protocol that is older than `since`.
std::string older_protocol(const InvariantSettings& settings, ReplicationProtocol since);
/// Breaks of agreement that must not be from KIP-320 on without KAFKA-13141 and KAFKA-14704.
std::string defective_protocol(const InvariantSettings& settings);
/// ... or that follow from an unclean election, from lost hardware, or from progress kept across epochs.
/// `leader`: with whom a replica disagrees.
std::string excuse_for_agreement(const InvariantSettings& settings, const PartitionShadow& partition,
                                 const ReplicaShadow& leader);

}  // namespace kafka

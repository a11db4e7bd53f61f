#pragma once
/// What is recorded of one partition's logs, put in order: what each replica held at any instant, how its end and the
/// high watermark moved, who read and committed what. No Qt.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gui/view/run_record.h"

namespace logs {

/// Records of one batch that a replica holds.
struct Piece {
  std::int64_t base = 0;
  std::int64_t end = 0;  ///< behind its last one
  std::int32_t epoch = 0;
  kafka::ClientId producer = kafka::kNoClient;
  std::int64_t first_id = 0;
  sim::SimTime appended;
  bool control = false;
};

/// A replica's log at one instant, as far as it is recorded.
struct ReplicaLog {
  std::vector<Piece> pieces;  ///< by offset
  std::vector<Piece> lost;    ///< cut off, latest last
  std::vector<view::LogCut> cuts;
  [[nodiscard]] std::int64_t end() const { return pieces.empty() ? -1 : pieces.back().end; }
  /// nullptr: not recorded.
  [[nodiscard]] const Piece* at(std::int64_t offset) const;
};

class LogIndex {
 public:
  /// Takes what the record has got since the last call; everything anew for another partition or run.
  void update(const view::RunRecord& record, kafka::TopicPartition tp);
  /// The next update() begins anew: another run, or another branch of it.
  void forget() { tp_.reset(); }

  /// Going on from the instant of the last call costs little.
  const ReplicaLog& log(std::int32_t broker, sim::SimTime now);
  /// nullptr: nothing is recorded.
  [[nodiscard]] const view::Pyramid* log_end(std::int32_t broker) const;
  [[nodiscard]] const view::Pyramid& high_watermark() const { return high_watermark_; }
  /// The replica that appended offset `base` of that epoch first, so led then; -1: not recorded.
  [[nodiscard]] std::int32_t leader_of(std::int32_t epoch) const;

  /// A thing that happened to a record.
  struct Step {
    enum class Kind : std::uint8_t { sent, appended, replicated, cut, committed, read, offset_committed };
    Kind kind = Kind::sent;
    sim::SimTime time;
    std::int32_t broker = -1;
    kafka::GroupId group{-1};
    kafka::ClientId client = kafka::kNoClient;
  };
  /// The life of the record at `offset`, as the log of `broker` had it at `now`: what is recorded up to then.
  [[nodiscard]] std::vector<Step> life(std::int64_t offset, std::int32_t broker, sim::SimTime now);

 private:
  struct Change {  // an append, or a cut
    Piece piece;
    std::optional<view::LogCut> cut;
  };
  struct Replica {
    std::vector<Change> history;
    view::Pyramid end;
    // What log() has come to:
    ReplicaLog state;
    std::size_t applied = 0;
    sim::SimTime applied_until;
  };
  void take_changes(const view::RunRecord& record);
  static void apply(ReplicaLog& log, const Change& change);

  std::optional<kafka::TopicPartition> tp_;
  sim::SimTime seen_;
  std::map<std::int32_t, Replica> replicas_;
  std::map<std::int32_t, std::pair<sim::SimTime, std::int32_t>> leaders_;  // by epoch: first append, broker
  std::vector<view::LogMark> marks_;
  std::vector<view::Hop> sent_;
  view::Pyramid high_watermark_;
};

}  // namespace logs

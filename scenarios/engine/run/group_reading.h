#pragma once
/// One group's view of one partition: who reads it from where on, what its members have in hand, what poll() returned
/// and what the application has processed.
///
/// A reader is a process with a position. What poll() returned to it stays in its hand until it is processed or the
/// process ends; giving the partition up ends the position, not the work at hand. Where reading goes on: at the lowest
/// position of a reader, without one at the committed offset, without that where the last reader stood.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "scenarios/engine/run/anomalies.h"
#include "scenarios/engine/run/interval_set.h"
#include "scenarios/engine/run/partition_log.h"
#include "sim/core/time.h"

namespace scenario {

/// Records of one partition, by producer.
using RecordsByProducer = std::map<kafka::ClientId, IntervalSet>;

class GroupReading {
 public:
  struct Reader {
    kafka::ClientId member;
    std::int64_t position = 0;
    bool active = true;              ///< false: it gave the partition up and still has work in hand
    std::int64_t processed_end = 0;  ///< one more than the last offset it has processed; where it began before that
    WrittenLog hand;                 ///< returned by poll(), not processed
  };
  struct Commit {
    std::int64_t offset = 0;
    sim::SimTime time;
    kafka::ClientId member;
  };
  /// The last reader that went.
  struct Gone {
    kafka::ClientId member = kafka::kNoClient;
    sim::SimTime time;
    std::string_view how;  ///< clean, kill, power_loss; revoked, lost; the exception's name
  };
  /// The log lost its end.
  struct Cut {
    sim::SimTime time;
    std::int64_t to = 0;  ///< where it ended then
  };
  /// What the group has of one producer's records.
  struct Stream {
    IntervalSet polled;
    IntervalSet processed;
    IntervalSet skipped;
    IntervalSet passed;  ///< reading went on behind them, and has not gone back since
    std::int64_t deliveries = 0;
    std::int64_t reordered = 0;
  };
  /// What processing some records amounted to.
  struct Processed {
    bool was_polled = true;       ///< false: poll() never returned all of them
    std::vector<Interval> again;  ///< ids that had been processed before
    IntervalSet late;             ///< ids processed for the first time, behind one that was sent later
  };

  /// The member knows where to start, or goes on elsewhere.
  void start(kafka::ClientId member, std::int64_t position);
  /// poll() number `poll` of the member returned `run`. `log` says what lies between.
  void polled(sim::SimTime now, kafka::ClientId member, std::int64_t poll, const WrittenRun& run,
              const PartitionLog& log);
  Processed processed(kafka::ClientId member, const WrittenRun& run);
  void committed(const Commit& commit);
  void offsets_expired() { commits_.clear(); }
  /// Its offsets begin anew.
  void topic_deleted();
  /// Reading goes back to `offset`: what it has passed may come again.
  void goes_back(std::int64_t offset);
  void log_cut(const Cut& cut) {
    if (polled_end() > cut.to) cut_ = cut;
  }
  /// The application puts the record aside. The record, if the member has it in hand.
  std::optional<WrittenRun> put_aside(kafka::ClientId member, std::int64_t offset);
  /// The partition is no longer the member's.
  void gave_up(sim::SimTime now, kafka::ClientId member, std::string_view how);
  /// It is done with all that it has in hand, processed or not. Returns that.
  std::vector<WrittenRun> let_go(kafka::ClientId member);
  /// The process ended. Returns what it had in hand.
  std::vector<WrittenRun> ended(sim::SimTime now, kafka::ClientId member, std::string_view how);

  [[nodiscard]] bool begun() const { return begun_; }
  [[nodiscard]] std::int64_t next() const;
  /// Below it nobody in the group has anything left to do.
  [[nodiscard]] std::int64_t needed() const;
  /// One more than the largest offset that poll() returned.
  [[nodiscard]] std::int64_t polled_end() const { return polled_offsets_.end(); }
  [[nodiscard]] IntervalSet in_hand(kafka::ClientId producer) const;
  [[nodiscard]] const std::vector<Reader>& readers() const { return readers_; }
  /// Who else has a position; kNoClient if nobody has.
  [[nodiscard]] kafka::ClientId another_reader(kafka::ClientId than) const;
  /// Ids of the run that are neither processed nor skipped.
  [[nodiscard]] IntervalSet unfinished(const WrittenRun& run) const;
  /// The same, and what is skipped but not acknowledged: how it ends depends on whether it is in the log.
  [[nodiscard]] IntervalSet undecided(const WrittenRun& run, const IntervalSet& acknowledged) const;
  /// The last one below what had been read, and reading has not gone back there; nothing if there is none.
  [[nodiscard]] std::optional<Cut> cut() const { return cut_; }
  [[nodiscard]] const Gone& last_gone() const { return gone_; }
  [[nodiscard]] std::optional<Commit> last_commit() const;
  /// The first of the recent commits that covers the offset.
  [[nodiscard]] std::optional<Commit> commit_over(std::int64_t offset) const;

  [[nodiscard]] Stream& stream(kafka::ClientId producer) { return streams_[producer]; }
  /// nullptr: it has nothing of this producer.
  [[nodiscard]] const Stream* find(kafka::ClientId producer) const;
  [[nodiscard]] const Anomalies& anomalies() const { return anomalies_; }
  [[nodiscard]] std::int64_t polled_records() const { return polled_records_; }
  [[nodiscard]] std::int64_t reread() const { return reread_; }
  /// Distinct offsets processed.
  [[nodiscard]] std::int64_t processed_offsets() const { return processed_count_; }
  [[nodiscard]] std::int64_t reordered_in_log() const { return reordered_in_log_; }
  [[nodiscard]] std::size_t kept() const;

 private:
  /// Where one process stands in what Jepsen looks at.
  struct LastPoll {
    std::int64_t poll = 0;
    sim::SimTime time;
    std::int64_t end = 0;
  };
  Reader& reader(kafka::ClientId member, std::int64_t position);
  void compare_with_last_poll(const LastPoll& now, kafka::ClientId member, std::int64_t base, const PartitionLog& log);
  void note_processed_offsets(Reader* by, const WrittenRun& run);

  bool begun_ = false;
  std::vector<Reader> readers_;
  std::int64_t held_ = 0;  ///< where reading stood when the last reader went
  std::deque<Commit> commits_;
  Gone gone_;
  std::optional<Cut> cut_;
  std::map<kafka::ClientId, Stream> streams_;
  std::map<kafka::ClientId, LastPoll> last_polls_;
  IntervalSet polled_offsets_;     ///< those without visible records between them belong to it
  IntervalSet processed_offsets_;  ///< likewise
  std::int64_t polled_records_ = 0;
  std::int64_t reread_ = 0;
  std::int64_t processed_count_ = 0;
  std::int64_t reordered_in_log_ = 0;
  Anomalies anomalies_;
};

}  // namespace scenario

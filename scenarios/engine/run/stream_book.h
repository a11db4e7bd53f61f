#pragma once
/// The producer's side of the account: what became of the records that one producer handed over for one partition.

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>

#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "scenarios/engine/run/interval_set.h"
#include "sim/core/time.h"

namespace scenario {

/// When records were acknowledged, and by whom.
struct AckSpan {
  Interval ids;
  sim::SimTime first;
  sim::SimTime last;
  kafka::BrokerId by;

  /// Both together.
  void add(const AckSpan& other);
};

/// The acknowledgements of the last half minute or so: what may still be lost by a change of leader.
class RecentAcks {
 public:
  void add(const AckSpan& ack);
  /// Of those records that are in it; nothing if none are.
  [[nodiscard]] std::optional<AckSpan> of(Interval ids) const;

 private:
  std::deque<AckSpan> spans_;  // each about a second
};

/// Why a batch was sent once more.
struct Resent {
  Interval ids;
  sim::SimTime time;
  std::string_view connection;  ///< why the connection was lost; "" = an answer with `error`
  kafka::ErrorCode error = kafka::ErrorCode::NONE;
  kafka::BrokerId broker;
};

struct StreamBook {
  IntervalSet sent;
  IntervalSet acknowledged;
  IntervalSet failed;
  IntervalSet abandoned;
  IntervalSet written;         ///< in the partition's log
  IntervalSet written_again;   ///< at a second offset, too
  IntervalSet written_late;    ///< behind a record that was sent later
  IntervalSet cut;             ///< were in the log, and are not any more
  IntervalSet aborted;         ///< their transaction ended so
  bool transactional = false;  ///< its last batch was
  std::int64_t retries = 0;
  std::int64_t accepted_end = 0;  ///< one more than the largest id that send() is known to have given out
  std::int64_t appended_end = 0;  ///< one more than the largest id that a leader wrote
  std::int64_t sure_end = 0;      ///< below this nothing can still be on its way
  kafka::BrokerId last_to = kafka::kNoBroker;
  /// acks=0: handed to the connection to that broker, which has not broken since.
  std::map<kafka::BrokerId, IntervalSet> entrusted;
  RecentAcks acks;
  std::deque<Resent> resents;  ///< the last few

  void note_resent(const Resent& resent);
  /// Why these records were first sent again; nothing if that is not known.
  [[nodiscard]] std::optional<Resent> first_resent(Interval ids) const;
  void accept(std::int64_t end) { accepted_end = std::max(accepted_end, end); }
  /// Accepted, neither acknowledged nor given up, and its process lives.
  [[nodiscard]] IntervalSet unfinished() const;
  /// Intervals kept: what it costs.
  [[nodiscard]] std::size_t kept() const;
};

}  // namespace scenario

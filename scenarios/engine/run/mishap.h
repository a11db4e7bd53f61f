#pragma once
/// Things that happen to records and may cost or repeat some of them. The ledger writes one down for each such moment,
/// with the records concerned as intervals and with what led to it; whether it cost anything is known at the end.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "model/observe/event.h"
#include "scenarios/engine/run/group_reading.h"
#include "scenarios/engine/run/stream_book.h"
#include "scenarios/engine/run/turns.h"

namespace scenario {

struct Mishap {
  enum class Kind {
    cut,            ///< a new leader's log lacks them; or a deposed leader wrote them
    never_arrived,  ///< acks=0: handed to a connection that broke
    deleted,        ///< retention, or the topic was deleted, before the group came to them
    dropped,        ///< a process ended that had them in hand
    passed,         ///< the group's reading goes on behind them
    rewound,        ///< the group's reading goes on before them, although it had them, or by two members at once
    began,          ///< the group began to read behind them
    sought,         ///< the application moved on by seek()
    put_aside,      ///< a record that the application cannot process
    refused,        ///< a database had effects of these offsets: other records lay there before the log was cut
    written_again,  ///< sent once more although the first attempt had been written
    written_late,   ///< sent once more, behind later records
  };
  Kind kind = Kind::cut;
  sim::SimTime time;
  kafka::TopicPartition tp;
  std::optional<kafka::GroupId> group = {};       ///< nothing: any group's business
  RecordsByProducer records = {};                 ///< rewound: none, all from offset `to` on
  std::map<kafka::ClientId, AckSpan> acks = {};   ///< cut, never_arrived
  kafka::ClientId member = kafka::kNoClient;      ///< who reads on, had them in hand, put them aside
  kafka::ClientId other = kafka::kNoClient;       ///< rewound: who still reads it, too
  kafka::BrokerId broker = kafka::kNoBroker;      ///< cut: who leads now; written_*: who wrote
  kafka::BrokerId old_leader = kafka::kNoBroker;  ///< cut
  kafka::LeaderEpoch epoch = kafka::kNoEpoch;     ///< cut: of the new leader
  std::int64_t from = 0;                          ///< passed, rewound: where reading stood; written_again: first offset
  std::int64_t to = 0;  ///< ... and where it goes on; cut, deleted: where the log ends, begins
  kafka::PositionSource source = kafka::PositionSource::committed_offset;
  std::string_view how = {};                         ///< dropped: how the process ended; put_aside: what was done
  bool out_of_range = false;                         ///< passed: after OFFSET_OUT_OF_RANGE
  std::optional<GroupReading::Commit> commit = {};   ///< dropped: the first that covers them; rewound: the last
  std::optional<GroupReading::Gone> gone = {};       ///< rewound: who had them before
  std::optional<Resent> resent = {};                 ///< written_*
  std::optional<GroupReading::Cut> cut_before = {};  ///< passed: the log had been cut below what was read of it
  std::vector<Turn> turns = {};                      ///< cut: what led to it and what followed

  [[nodiscard]] bool touches(kafka::ClientId producer, Interval ids) const {
    const auto found = records.find(producer);
    return found != records.end() && found->second.count_in(ids.begin, ids.end) > 0;
  }
};

/// All of them, in order.
class Mishaps {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  static constexpr std::size_t kMost = 20'000;

  /// The number of it; kNone if there are too many.
  std::size_t add(Mishap mishap);
  [[nodiscard]] const Mishap& operator[](std::size_t i) const { return all_[i]; }
  [[nodiscard]] std::size_t size() const { return all_.size(); }

  /// The last one in the partition that `fits`; kNone if there is none.
  template <class Fits>
  [[nodiscard]] std::size_t last_number(kafka::TopicPartition tp, Fits fits) const {
    const std::vector<std::size_t>& all = in(tp);
    for (auto it = all.rbegin(); it != all.rend(); ++it)
      if (fits(all_[*it])) return *it;
    return kNone;
  }
  /// The same; nullptr if there is none.
  template <class Fits>
  [[nodiscard]] Mishap* last(kafka::TopicPartition tp, Fits fits) {
    const std::size_t number = last_number(tp, fits);
    return number == kNone ? nullptr : &all_[number];
  }
  /// Numbers of those in the partition, in order.
  [[nodiscard]] const std::vector<std::size_t>& in(kafka::TopicPartition tp) const;

 private:
  std::deque<Mishap> all_;
  std::map<kafka::TopicPartition, std::vector<std::size_t>> by_partition_;
};

}  // namespace scenario

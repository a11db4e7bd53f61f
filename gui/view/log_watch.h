#pragma once
/// What the processes of a run write into their logs, as far as Kafka, ZooKeeper and the clients print it: what an
/// operator reads. A process that is killed or stands still prints nothing.

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gui/view/chunk.h"
#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"

namespace view {

class LogWatch final : public kafka::EventSink {
 public:
  explicit LogWatch(const scenario::Names& names) : names_(names) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Events up to there are known already: their lines are told.
  void known_until(std::uint64_t number) { known_ = number; }
  std::vector<LogLine> take() { return std::exchange(lines_, {}); }

 private:
  const scenario::Names& names_;
  std::uint64_t number_ = 0;
  std::uint64_t known_ = 0;
  std::map<std::int64_t, sim::Duration> sessions_;  // their timeouts, by id
  // What a process has said: once more only after a second.
  std::map<std::pair<std::string, std::string>, sim::SimTime> said_;
  std::vector<LogLine> lines_;
};

}  // namespace view

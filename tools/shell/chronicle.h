#pragma once
/// What has happened that somebody may ask about: servers that come and go, elections, members of groups, faults. For
/// `why`.

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"
#include "scenarios/engine/run/news.h"

namespace tools {

struct ChronicleEntry {
  sim::SimTime time;
  std::string what;
  bool trouble = false;    ///< something is not as it should be
  std::string words = {};  ///< of news: without its subject
  std::int64_t more = 0;   ///< of news: to how many more it happened at the same instant

  /// "broker-1 leads first_topic-0, because the old one is gone (and 2 more)"
  [[nodiscard]] std::string text() const;
};

/// Keeps the last few hundred. What a whole cluster does at one instant (50 partitions that lose their leader) is told
/// once.
class Chronicle final : public kafka::EventSink {
 public:
  explicit Chronicle(const scenario::Names& names) : names_(names) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// The last trouble with what led to it, oldest first: at most `most` entries up to it, and what has followed.
  /// Empty: there was none.
  [[nodiscard]] std::vector<ChronicleEntry> last_chain(std::size_t most = 12) const;
  /// The last entries, trouble or not.
  [[nodiscard]] std::vector<ChronicleEntry> latest(std::size_t most = 6) const;

 private:
  void add(std::string what, bool trouble = false);
  void add(const scenario::News& news);

  template <class Other>
  void on(const Other&) {}
  void on(const kafka::BrokerStarted& e);
  void on(const kafka::BrokerStopped& e);
  void on(const kafka::ZooKeeperServerStarted& e);
  void on(const kafka::ZooKeeperServerStopped& e);
  void on(const kafka::RebalanceStarted& e);
  void on(const kafka::GenerationStarted& e);
  void on(const kafka::GroupMemberRemoved& e);
  void on(const kafka::FaultBegan& e);
  void on(const kafka::FaultEnded& e);
  void on(const kafka::FaultFoundNoTarget& e);

  const scenario::Names& names_;
  sim::SimTime now_;
  std::deque<ChronicleEntry> entries_;
};

}  // namespace tools

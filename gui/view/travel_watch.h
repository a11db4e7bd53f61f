#pragma once
/// Batches on their way and in the logs: what the animated cluster and the page of a partition's log show.

#include <cstdint>
#include <deque>
#include <map>
#include <utility>
#include <vector>

#include "gui/view/chunk.h"
#include "model/cluster/cluster.h"
#include "model/observe/event_sink.h"

namespace view {

class TravelWatch final : public kafka::EventSink {
 public:
  /// Of hops in one chunk; more are left out, evenly enough: those after the first ones.
  static constexpr std::size_t kMostHops = 2'000;

  explicit TravelWatch(const kafka::Cluster& cluster) : cluster_(cluster) {}

  /// Nobody asks what came before.
  void deaf_until(sim::SimTime time) { deaf_until_ = time; }
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  std::vector<Hop> take_hops() { return std::exchange(hops_, {}); }
  std::vector<LogBatch> take_batches() { return std::exchange(batches_, {}); }
  std::vector<LogCut> take_cuts() { return std::exchange(cuts_, {}); }
  std::vector<LogMark> take_marks() { return std::exchange(marks_, {}); }

 private:
  struct Sent {
    std::int64_t first_id;
    sim::SimTime when;
    sim::HostId from;
  };
  using Stream = std::pair<kafka::ClientId, kafka::TopicPartition>;

  void on(sim::SimTime now, sim::HostId host, const kafka::BatchSent& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::HighWatermarkAdvanced& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::OffsetCommitted& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::LogTruncated& e);
  template <class Other>
  void on(sim::SimTime, sim::HostId, const Other&) {}
  void add(Hop hop) {
    if (hops_.size() < kMostHops) hops_.push_back(hop);
  }

  const kafka::Cluster& cluster_;
  sim::SimTime deaf_until_ = sim::SimTime::min();
  std::map<Stream, std::vector<Sent>> sent_;  // not yet appended: a few
  std::map<kafka::TopicPartition, std::deque<std::pair<std::int64_t, sim::SimTime>>> appended_;  // by leaders, offsets
  std::map<kafka::TopicPartition, sim::SimTime> committed_;
  std::vector<Hop> hops_;
  std::vector<LogBatch> batches_;
  std::vector<LogCut> cuts_;
  std::vector<LogMark> marks_;
};

}  // namespace view

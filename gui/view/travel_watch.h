#pragma once
/// Batches on their way and in the logs: what the animated cluster and the page of a partition's log show.

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "gui/view/chunk.h"
#include "model/cluster/cluster.h"
#include "model/observe/event.h"
#include "model/types/by_partition.h"

namespace view {

class TravelWatch {
 public:
  /// Of hops in one chunk; more are left out, evenly enough: those after the first ones.
  static constexpr std::size_t kMostHops = 2'000;

  explicit TravelWatch(const kafka::Cluster& cluster) : cluster_(cluster) {}

  /// Nobody asks what came before.
  void deaf_until(sim::SimTime time) { deaf_until_ = time; }
  template <class Kind>
  void tell(sim::SimTime now, sim::HostId host, const Kind& e) {
    if (now >= deaf_until_) on(now, host, e);
  }

  std::vector<Hop> take_hops() { return taken(hops_); }
  std::vector<LogBatch> take_batches() { return taken(batches_); }
  std::vector<LogCut> take_cuts() { return taken(cuts_); }
  std::vector<LogMark> take_marks() { return taken(marks_); }

 private:
  struct Sent {
    kafka::ClientId producer;
    std::int64_t first_id;
    sim::SimTime when;
    sim::HostId from;
  };
  /// On their way to one partition, and in it.
  struct Traveller {
    std::vector<Sent> sent;                                    // not yet appended: a few
    std::deque<std::pair<std::int64_t, sim::SimTime>> leader;  // what it appended last: offsets and when
    std::optional<sim::SimTime> committed;                     // when the high watermark moved last
  };

  void on(sim::SimTime now, sim::HostId host, const kafka::BatchSent& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::RecordsDelivered& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::HighWatermarkAdvanced& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::OffsetCommitted& e);
  void on(sim::SimTime now, sim::HostId host, const kafka::LogTruncated& e);
  template <class Other>
  void on(sim::SimTime, sim::HostId, const Other&) {}
  /// As many will come again.
  template <class T>
  static std::vector<T> taken(std::vector<T>& all) {
    std::vector<T> more;
    more.reserve(all.size());
    all.swap(more);
    return more;
  }
  void arrive(Traveller& partition, sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e);
  void copy(const Traveller& partition, sim::SimTime now, sim::HostId host, const kafka::RecordsAppended& e);
  void add(Hop hop) {
    if (hops_.size() < kMostHops) hops_.push_back(hop);
  }

  const kafka::Cluster& cluster_;
  sim::SimTime deaf_until_ = sim::SimTime::min();
  kafka::ByPartition<Traveller> partitions_;
  std::vector<Hop> hops_;
  std::vector<LogBatch> batches_;
  std::vector<LogCut> cuts_;
  std::vector<LogMark> marks_;
};

}  // namespace view

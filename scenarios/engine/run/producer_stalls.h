#pragma once
/// How long applications waited for an acknowledgement while they had records on the way. Built on events alone.

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/roles.h"

namespace scenario {

/// An application waits from the creation of the first record that is under way (it has left in a request and is
/// neither acknowledged nor given up), or from the last acknowledgement if that is later. A process that ends waits for
/// nothing any more.
class ProducerStalls final : public kafka::EventSink {
 public:
  explicit ProducerStalls(Roles roles) : roles_(std::move(roles)), waits_(roles_.applications.size()) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// One that is not over at `end` counts too. -1: of any application.
  [[nodiscard]] sim::Duration longest(int application, sim::SimTime end) const;

 private:
  struct Wait {
    std::int64_t under_way = 0;  // records
    sim::SimTime since;
    sim::Duration longest{0};
  };

  void on(sim::SimTime now, const kafka::BatchSent& e);
  void on(sim::SimTime now, const kafka::RecordsAcknowledged& e);
  void on(sim::SimTime now, const kafka::RecordsFailed& e);
  void on(sim::SimTime now, const kafka::ClientStopped& e);
  template <class Other>
  void on(sim::SimTime, const Other&) {}
  void arrived(sim::SimTime now, Wait& wait, kafka::ClientId producer, std::int64_t records);
  Wait* wait_of(kafka::ClientId producer);

  Roles roles_;
  std::vector<Wait> waits_;  // by application
  std::map<kafka::ClientId, std::int64_t> under_way_;
  /// By producer and partition: one more than the largest record that ever left.
  std::map<std::pair<kafka::ClientId, kafka::TopicPartition>, kafka::RecordId> sent_end_;
};

}  // namespace scenario

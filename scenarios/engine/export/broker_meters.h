#pragma once
/// What a broker's own meters and a group's coordinator would have counted since time zero. Built on events alone.

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/observe/event_sink.h"
#include "sim/stats/histogram.h"

namespace scenario {

/// Where a request's time goes, by the names of Kafka's RequestMetrics; the first is the sum of the others.
inline constexpr std::array<std::string_view, 6> kRequestTimes{
    "TotalTimeMs", "RequestQueueTimeMs", "LocalTimeMs", "RemoteTimeMs", "ResponseQueueTimeMs", "ResponseSendTimeMs"};

class BrokerMeters final : public kafka::EventSink {
 public:
  struct TopicMeter {
    std::int64_t messages_in = 0;
    std::int64_t bytes_in = 0;
  };
  using RequestTimes = std::array<sim::Histogram, kRequestTimes.size()>;  ///< ns
  struct Broker {
    std::map<kafka::TopicId, TopicMeter> topics;   ///< appended as leader
    std::map<std::string, RequestTimes> requests;  ///< by Kafka's name: Produce, FetchConsumer ...
    std::int64_t isr_shrinks = 0;
    std::int64_t isr_expands = 0;
  };

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  [[nodiscard]] const std::map<sim::HostId, Broker>& brokers() const { return brokers_; }
  [[nodiscard]] std::size_t members(kafka::GroupId group) const;

 private:
  void on(sim::HostId host, const kafka::RecordsAppended& e);
  void on(sim::HostId host, const kafka::RequestCompleted& e);
  void on(sim::HostId host, const kafka::IsrShrunk&) { ++brokers_[host].isr_shrinks; }
  void on(sim::HostId host, const kafka::IsrExpanded&) { ++brokers_[host].isr_expands; }
  void on(sim::HostId, const kafka::GroupMemberAdded& e) { members_[e.group].insert(e.member_id); }
  void on(sim::HostId, const kafka::GroupMemberRemoved& e) { members_[e.group].erase(e.member_id); }
  template <class Other>
  void on(sim::HostId, const Other&) {}

  std::map<sim::HostId, Broker> brokers_;
  std::map<kafka::GroupId, std::set<std::string>> members_;
};

}  // namespace scenario

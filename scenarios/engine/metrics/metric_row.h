#pragma once
/// One value as a monitoring system would scrape it.

#include <string>

namespace scenario {

struct MetricRow {
  std::string process;    ///< "broker-101", "truck-7", "zookeeper-1"
  std::string mbean;      ///< "kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec"
  std::string attribute;  ///< "Count", "OneMinuteRate", "Value"
  double value = 0;

  friend bool operator==(const MetricRow&, const MetricRow&) = default;
};

}  // namespace scenario

#pragma once
/// What an administrator does during a run: one entry of `admin:` as plain data.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/config/cluster_spec.h"
#include "scenarios/engine/spec/location.h"
#include "sim/core/time.h"

namespace scenario {

enum class AdminKind : std::uint8_t {
  create_topic,
  delete_topic,
  add_partitions,
  add_broker,
  reassign,
  elect_preferred_leaders,
  change_config,
};

struct AdminKindInfo {
  AdminKind kind;
  std::string_view name;
  std::string_view meaning;
  std::vector<std::string_view> keys;  ///< beside kind and at
};

/// In the order of the enum.
const std::vector<AdminKindInfo>& admin_kinds();
std::string_view name_of(AdminKind kind);

struct AdminSpec {
  AdminKind kind = AdminKind::create_topic;
  sim::Duration at{0};
  std::string topic;                                              ///< "": elect_preferred_leaders for all
  kafka::TopicSpec new_topic;                                     ///< create_topic
  std::int32_t partitions = 0;                                    ///< add_partitions: how many then
  std::map<std::int32_t, std::vector<kafka::BrokerId>> replicas;  ///< reassign, add_partitions: by partition
  std::vector<std::int32_t> elect;                                ///< elect_preferred_leaders: partitions; empty: all
  std::map<std::string, std::string> settings;                    ///< change_config: "" removes the override
  kafka::BrokerSpec broker;                                       ///< add_broker
  Location where;
};

}  // namespace scenario

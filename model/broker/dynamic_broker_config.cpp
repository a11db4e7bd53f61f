#include "model/broker/dynamic_broker_config.h"

namespace kafka {

void DynamicBrokerConfig::update_defaults(const DynamicSettings& settings) {
  defaults_ = valid(settings, false);
  update();
}

void DynamicBrokerConfig::update_broker(const DynamicSettings& settings) {
  broker_ = valid(settings, true);
  update();
}

std::int64_t DynamicBrokerConfig::rate(std::string_view name) const {
  return rate_of(broker_.contains(std::string(name)) ? broker_ : defaults_, name);
}

/// Source: DynamicBrokerConfig.fromPersistentProps.
DynamicSettings DynamicBrokerConfig::valid(const DynamicSettings& settings, bool per_broker) const {
  DynamicSettings kept;
  for (const auto& [name, value] : settings)
    if (refused({{name, value}}, per_broker).empty()) kept[name] = value;
  return kept;
}

/// Source: DynamicBrokerConfig.updateCurrentConfig, DynamicLogConfig.reconfigure.
void DynamicBrokerConfig::update() {
  const bool unclean_before = current_.unclean_leader_election_enable;
  BrokerConfig config = properties_;
  apply_dynamic_settings(config, defaults_);
  apply_dynamic_settings(config, broker_);
  current_ = config;
  topics_.set_defaults(current_);
  if (current_.unclean_leader_election_enable && !unclean_before) on_unclean_leader_election_();
}

}  // namespace kafka

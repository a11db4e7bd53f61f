#pragma once
/// Settings that Kafka has and this simulator does not honour: named, so that nobody takes them for typing mistakes or
/// believes they had an effect.

#include <span>
#include <string_view>

namespace kafka {

struct KnownSetting {
  std::string_view name;
  std::string_view instead = {};  ///< what to use here; "" = nothing
};

/// Those of a class by config_class<C>(): "ProducerConfig", "ConsumerConfig", "KafkaConfig" or "TopicConfig".
std::span<const KnownSetting> known_settings(std::string_view config_class);

/// Null if Kafka has no such setting, or if it is one this simulator honours. `ssl.*` and `sasl.*` are all known.
const KnownSetting* find_known_setting(std::string_view config_class, std::string_view name);

}  // namespace kafka

#pragma once
/// The table of settings: Kafka's exact names, the members they set, defaults by release and limits. It feeds the
/// loader, the documentation and the screens. Kafka: ConfigDef, with ProducerConfig, ConsumerConfig, KafkaConfig and
/// LogConfig.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/config/broker_config.h"
#include "model/config/consumer_config.h"
#include "model/config/producer_config.h"
#include "model/config/profile.h"
#include "model/config/topic_config.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// What Kafka parses a setting's text as (ConfigDef.Type).
enum class ConfigType { BOOLEAN, SHORT, INT, LONG, DOUBLE, STRING, CLASS, LIST };

/// Where the value goes; a duration is in Kafka's unit in the text, and simulated time in the member.
template <class C>
using Member = std::variant<bool C::*, std::int32_t C::*, sim::Duration C::*, std::optional<sim::Duration> C::*,
                            sim::Bytes C::*, std::string C::*, std::vector<std::string> C::*, double C::*, Acks C::*,
                            OffsetResetStrategy C::*, IsolationLevel C::*, CompressionType C::*>;

/// Defaults as text. "" is Kafka's null or empty; a setting that 2.3 did not have yet has the value that behaves alike.
struct ConfigDefaults {
  std::string_view v2_3;
  std::string_view v3_9;

  [[nodiscard]] constexpr std::string_view of(Profile profile) const { return profile == Profile::v2_3 ? v2_3 : v3_9; }
};
/// The same in both releases.
constexpr ConfigDefaults always(std::string_view text) { return {text, text}; }

inline constexpr std::int64_t kNoLeast = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kNoMost = std::numeric_limits<std::int64_t>::max();

/// One setting of the config struct C.
template <class C>
struct Field {
  std::string_view name;
  Member<C> member;
  ConfigType type = ConfigType::INT;
  ConfigDefaults defaults;
  std::string_view meaning;            ///< one line, for the documentation
  std::int64_t least = kNoLeast;       ///< of the number as written
  std::int64_t most = kNoMost;         ///< of the number as written
  std::string_view choices = {};       ///< allowed words, with ", " between them; "" = any
  std::string_view since = {};         ///< the release that brought it, if after 2.3
  bool negative_is_unlimited = false;  ///< a duration below zero is kForever
};

/// All settings of C in the order of the documentation. C is one of the four config structs.
template <class C>
std::span<const Field<C>> fields();
template <>
std::span<const Field<ProducerConfig>> fields<ProducerConfig>();
template <>
std::span<const Field<ConsumerConfig>> fields<ConsumerConfig>();
template <>
std::span<const Field<BrokerConfig>> fields<BrokerConfig>();
template <>
std::span<const Field<TopicConfig>> fields<TopicConfig>();

/// The Kafka class that defines C's settings, such as "ProducerConfig".
template <class C>
std::string_view config_class();
template <>
std::string_view config_class<ProducerConfig>();
template <>
std::string_view config_class<ConsumerConfig>();
template <>
std::string_view config_class<BrokerConfig>();
template <>
std::string_view config_class<TopicConfig>();

/// The field of that name; null if the table has none.
template <class C>
const Field<C>* find_field(std::string_view name);

/// What one unit of the setting's number is: 1 ms, or what the name's ending says (`.seconds`, `.minutes`, `.hours`);
/// zero if it is no duration.
template <class C>
sim::Duration unit_of(const Field<C>& field);
/// Is its number an amount of bytes?
template <class C>
bool is_bytes(const Field<C>& field);

/// How setting a value went.
struct SetResult {
  enum class Error {
    none,
    unknown_name,  ///< `nearest` may help
    not_modelled,  ///< Kafka has it, this simulator does not honour it
    not_a_number,
    not_a_boolean,
    out_of_range,
    not_a_choice,
  };
  Error error = Error::none;
  std::string message;                    ///< in Kafka's words where it has some; "" without error
  std::vector<std::string_view> nearest;  ///< names of C it may have meant

  [[nodiscard]] bool ok() const { return error == Error::none; }
};

/// Sets `name` from text as in a properties file. An error leaves `config` as it was.
template <class C>
SetResult set(C& config, std::string_view name, std::string_view text);

/// The value as Kafka would print it; "" for null. Nothing if the table has no such name.
template <class C>
std::optional<std::string> get(const C& config, std::string_view name);

/// The defaults of a release.
template <class C>
C profile_defaults(Profile profile);

}  // namespace kafka

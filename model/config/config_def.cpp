#include "model/config/config_def.h"

#include <algorithm>
#include <charconv>

#include "model/config/known_settings.h"
#include "model/config/nearest.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

using Error = SetResult::Error;

/// As Java's String.trim.
std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  if (trim(text).empty()) return parts;
  for (std::size_t at = 0; at != std::string_view::npos;) {
    const std::size_t end = text.find(separator, at);
    parts.emplace_back(trim(text.substr(at, end == std::string_view::npos ? end : end - at)));
    at = end == std::string_view::npos ? end : end + separator.size();
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

std::string_view type_name(ConfigType type) {
  constexpr std::string_view kNames[] = {"BOOLEAN", "SHORT", "INT", "LONG", "DOUBLE", "STRING", "CLASS", "LIST"};
  return kNames[static_cast<std::size_t>(type)];
}

std::int64_t largest_of(ConfigType type) {
  if (type == ConfigType::SHORT) return std::numeric_limits<std::int16_t>::max();
  if (type == ConfigType::INT) return std::numeric_limits<std::int32_t>::max();
  return std::numeric_limits<std::int64_t>::max();
}

/// As Java's parseInt and parseLong: digits with an optional sign, nothing else.
std::optional<std::int64_t> parse_number(std::string_view text, ConfigType type) {
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const std::int64_t most = largest_of(type);
  if (value > most || value < -most - 1) return std::nullopt;
  return value;
}

std::optional<bool> parse_boolean(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (lower == "true") return true;
  if (lower == "false") return false;
  return std::nullopt;
}

/// Kafka: ConfigException(name, value, message).
SetResult invalid(Error error, std::string_view name, std::string_view value, const std::string& why) {
  SetResult result;
  result.error = error;
  result.message = "Invalid value " + std::string(value) + " for configuration " + std::string(name) + ": " + why;
  return result;
}

sim::Duration to_duration(std::int64_t number, sim::Duration unit) {
  const std::int64_t limit = sim::kForever.count() / unit.count();
  return number > limit ? sim::kForever : sim::Duration(std::max(number, -limit) * unit.count());
}

/// Turns one text into the value of one field.
template <class C>
class Setter {
 public:
  Setter(C& config, const Field<C>& field, std::string_view text) : config_(config), field_(field), text_(trim(text)) {}

  SetResult run() {
    return std::visit([this](auto member) { return assign(config_.*member); }, field_.member);
  }

 private:
  SetResult assign(bool& value) {
    const std::optional<bool> parsed = parse_boolean(text_);
    if (!parsed) return refuse(Error::not_a_boolean, "Expected value to be either true or false");
    value = *parsed;
    return {};
  }
  SetResult assign(std::int32_t& value) {
    return with_number([&](std::int64_t number) { value = static_cast<std::int32_t>(number); });
  }
  SetResult assign(sim::Bytes& value) {
    return with_number([&](std::int64_t number) { value = sim::Bytes(number); });
  }
  SetResult assign(sim::Duration& value) {
    return with_number([&](std::int64_t number) {
      const bool unlimited = field_.negative_is_unlimited && number < 0;
      value = unlimited ? sim::kForever : to_duration(number, unit_of(field_));
    });
  }
  SetResult assign(std::optional<sim::Duration>& value) {
    if (text_.empty()) {
      value.reset();
      return {};
    }
    sim::Duration parsed{};
    SetResult result = assign(parsed);
    if (result.ok()) value = parsed;
    return result;
  }
  SetResult assign(std::string& value) {
    const bool list = field_.type == ConfigType::LIST;
    const std::vector<std::string> words = list ? split(text_, ",") : std::vector<std::string>{std::string(text_)};
    for (const std::string& word : words)
      if (!is_choice(word)) return refuse_choice(word);
    value = list ? join(words) : std::string(text_);
    return {};
  }
  SetResult assign(std::vector<std::string>& value) {
    std::vector<std::string> words = split(text_, ",");
    for (const std::string& word : words)
      if (!is_choice(word)) return refuse_choice(word);
    value = std::move(words);
    return {};
  }
  SetResult assign(double& value) {
    double parsed = 0;
    const auto [end, code] = std::from_chars(text_.data(), text_.data() + text_.size(), parsed);
    if (text_.empty() || code != std::errc() || end != text_.data() + text_.size())
      return refuse(Error::not_a_number, "Not a number of type DOUBLE");
    if (parsed < static_cast<double>(field_.least))
      return refuse(Error::out_of_range, "Value must be at least " + std::to_string(field_.least));
    if (parsed > static_cast<double>(field_.most))
      return refuse(Error::out_of_range, "Value must be no more than " + std::to_string(field_.most));
    value = parsed;
    return {};
  }
  SetResult assign(Acks& value) {
    if (!is_choice(text_)) return refuse_choice(text_);
    value = text_ == "0" ? Acks::none : text_ == "1" ? Acks::leader : Acks::all;
    return {};
  }
  SetResult assign(OffsetResetStrategy& value) {
    if (!is_choice(text_)) return refuse_choice(text_);
    value = text_ == "earliest" ? OffsetResetStrategy::earliest
            : text_ == "none"   ? OffsetResetStrategy::none
                                : OffsetResetStrategy::latest;
    return {};
  }
  SetResult assign(IsolationLevel& value) {
    if (!is_choice(text_)) return refuse_choice(text_);
    value = text_ == "read_committed" ? IsolationLevel::READ_COMMITTED : IsolationLevel::READ_UNCOMMITTED;
    return {};
  }
  SetResult assign(CompressionType& value) {
    if (!is_choice(text_)) return refuse_choice(text_);
    for (std::int8_t id = 0; id <= static_cast<std::int8_t>(CompressionType::zstd); ++id)
      if (name_of(CompressionType{id}) == text_) value = CompressionType{id};
    return {};
  }

  template <class Store>
  SetResult with_number(Store store) {
    const std::optional<std::int64_t> number = parse_number(text_, field_.type);
    if (!number) return refuse(Error::not_a_number, "Not a number of type " + std::string(type_name(field_.type)));
    if (*number < field_.least)
      return refuse(Error::out_of_range, "Value must be at least " + std::to_string(field_.least));
    if (*number > field_.most)
      return refuse(Error::out_of_range, "Value must be no more than " + std::to_string(field_.most));
    store(*number);
    return {};
  }

  [[nodiscard]] bool is_choice(std::string_view word) const {
    if (field_.choices.empty()) return true;
    const std::vector<std::string> choices = split(field_.choices, ", ");
    return std::find(choices.begin(), choices.end(), word) != choices.end() ||
           (word.empty() && field_.type == ConfigType::CLASS);
  }
  SetResult refuse_choice(std::string_view word) const {
    std::string why = "String must be one of: " + std::string(field_.choices);
    if (field_.type == ConfigType::CLASS)
      why = "Class " + std::string(word) + " could not be found. Known here: " + std::string(field_.choices);
    return invalid(Error::not_a_choice, field_.name, word, why);
  }
  SetResult refuse(Error error, const std::string& why) const { return invalid(error, field_.name, text_, why); }

  C& config_;
  const Field<C>& field_;
  std::string_view text_;
};

/// Turns the value of one field into text.
struct Printer {
  sim::Duration unit;
  bool negative_is_unlimited;

  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int32_t value) const { return std::to_string(value); }
  std::string operator()(sim::Bytes value) const { return std::to_string(value.count()); }
  std::string operator()(sim::Duration value) const {
    if (value != sim::kForever) return std::to_string(value.count() / unit.count());
    return negative_is_unlimited ? "-1" : std::to_string(std::numeric_limits<std::int64_t>::max());
  }
  std::string operator()(const std::optional<sim::Duration>& value) const { return value ? (*this)(*value) : ""; }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const std::vector<std::string>& value) const { return join(value); }
  std::string operator()(double value) const {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
  }
  std::string operator()(IsolationLevel value) const {
    return value == IsolationLevel::READ_COMMITTED ? "read_committed" : "read_uncommitted";
  }
  std::string operator()(CompressionType value) const { return std::string(name_of(value)); }
  std::string operator()(Acks value) const {
    return value == Acks::all ? "all" : std::to_string(static_cast<std::int32_t>(value));
  }
  std::string operator()(OffsetResetStrategy value) const {
    constexpr std::string_view kNames[] = {"latest", "earliest", "none"};
    return std::string(kNames[static_cast<std::size_t>(value)]);
  }
};

template <class C>
SetResult no_such_field(std::string_view name) {
  SetResult result;
  const std::string quoted = "'" + std::string(name) + "'";
  if (const KnownSetting* known = find_known_setting(config_class<C>(), name); known != nullptr) {
    result.error = Error::not_modelled;
    result.message = quoted + " is known to Kafka, not modelled here";
    if (!known->instead.empty()) result.message += ": " + std::string(known->instead);
    return result;
  }
  result.error = Error::unknown_name;
  result.message = quoted + " is no setting of " + std::string(config_class<C>());
  std::vector<std::string_view> names;
  for (const Field<C>& field : fields<C>()) names.push_back(field.name);
  result.nearest = nearest_names(name, names);
  return result;
}

}  // namespace

template <class C>
const Field<C>* find_field(std::string_view name) {
  for (const Field<C>& field : fields<C>())
    if (field.name == name) return &field;
  return nullptr;
}

template <class C>
sim::Duration unit_of(const Field<C>& field) {
  const bool duration = std::holds_alternative<sim::Duration C::*>(field.member) ||
                        std::holds_alternative<std::optional<sim::Duration> C::*>(field.member);
  if (!duration) return sim::Duration{0};
  if (field.name.ends_with(".hours")) return std::chrono::hours(1);
  if (field.name.ends_with(".minutes")) return std::chrono::minutes(1);
  if (field.name.ends_with(".seconds")) return std::chrono::seconds(1);
  return std::chrono::milliseconds(1);
}

template <class C>
bool is_bytes(const Field<C>& field) {
  return std::holds_alternative<sim::Bytes C::*>(field.member);
}

template <class C>
SetResult set(C& config, std::string_view name, std::string_view text) {
  const Field<C>* field = find_field<C>(name);
  return field != nullptr ? Setter<C>(config, *field, text).run() : no_such_field<C>(name);
}

template <class C>
std::optional<std::string> get(const C& config, std::string_view name) {
  const Field<C>* field = find_field<C>(name);
  if (field == nullptr) return std::nullopt;
  const Printer print{unit_of(*field), field->negative_is_unlimited};
  return std::visit([&](auto member) { return print(config.*member); }, field->member);
}

template <class C>
C profile_defaults(Profile profile) {
  C config;
  for (const Field<C>& field : fields<C>()) {
    const SetResult result = set(config, field.name, field.defaults.of(profile));
    SIM_CHECK(result.ok(), "a default that the table itself refuses");
  }
  return config;
}

template <>
std::string_view config_class<ProducerConfig>() {
  return "ProducerConfig";
}
template <>
std::string_view config_class<ConsumerConfig>() {
  return "ConsumerConfig";
}
template <>
std::string_view config_class<BrokerConfig>() {
  return "KafkaConfig";
}
template <>
std::string_view config_class<TopicConfig>() {
  return "TopicConfig";
}

#define INSTANTIATE(C)                                                    \
  template const Field<C>* find_field<C>(std::string_view);               \
  template sim::Duration unit_of<C>(const Field<C>&);                     \
  template bool is_bytes<C>(const Field<C>&);                             \
  template SetResult set<C>(C&, std::string_view, std::string_view);      \
  template std::optional<std::string> get<C>(const C&, std::string_view); \
  template C profile_defaults<C>(Profile);
INSTANTIATE(ProducerConfig)
INSTANTIATE(ConsumerConfig)
INSTANTIATE(BrokerConfig)
INSTANTIATE(TopicConfig)
#undef INSTANTIATE

}  // namespace kafka

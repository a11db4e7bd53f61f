#include "model/group/offset_reset_tool.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace kafka {

namespace {

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Takes a text apart from the left.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// Digits; exactly `width` of them unless 0.
  std::optional<std::int64_t> digits(std::size_t width = 0) {
    std::size_t n = 0;
    while (n < text_.size() && text_[n] >= '0' && text_[n] <= '9' && (width == 0 || n < width)) ++n;
    if (n == 0 || n > 15 || (width != 0 && n != width)) return std::nullopt;
    const auto value = to_number(text_.substr(0, n));
    text_.remove_prefix(n);
    return value;
  }
  [[nodiscard]] bool at_end() const { return text_.empty(); }

 private:
  std::string_view text_;
};

/// "", "Z", "+hh:mm" or "-hh:mm", in minutes. Without a zone it is UTC.
std::optional<std::int64_t> read_zone(Cursor& in) {
  if (in.at_end() || in.take('Z')) return in.at_end() ? std::optional<std::int64_t>(0) : std::nullopt;
  const bool east = in.take('+');
  if (!east && !in.take('-')) return std::nullopt;
  const auto hours = in.digits(2);
  in.take(':');
  const auto minutes = in.at_end() ? std::optional<std::int64_t>(0) : in.digits(2);
  if (!hours || !minutes || !in.at_end()) return std::nullopt;
  return (east ? 1 : -1) * (*hours * 60 + *minutes);
}

/// 2019-12-08T23:59:59.999 with an optional zone, in ms since 1970.
std::optional<std::int64_t> parse_datetime(std::string_view text) {
  Cursor in(text);
  std::array<std::int64_t, 6> field{};
  constexpr std::string_view kAfter = "--T::.";
  for (std::size_t i = 0; i < field.size(); ++i) {
    const auto value = in.digits(i == 0 ? 4 : 2);
    if (!value || !in.take(kAfter[i])) return std::nullopt;
    field[i] = *value;
  }
  const auto millis = in.digits(3);
  const auto zone = millis ? read_zone(in) : std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(field[0])),
                                         std::chrono::month(static_cast<unsigned>(field[1])),
                                         std::chrono::day(static_cast<unsigned>(field[2]))};
  if (!zone || !date.ok() || field[3] > 23 || field[4] > 59 || field[5] > 59) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t minutes = (days * 24 + field[3]) * 60 + field[4] - *zone;
  return (minutes * 60 + field[5]) * 1000 + *millis;
}

/// PnDTnHnMnS, at least one part, in ms. Source: java.time.Duration.parse.
std::optional<std::int64_t> parse_duration(std::string_view text) {
  Cursor in(text);
  if (!in.take('P')) return std::nullopt;
  std::int64_t total = 0;
  bool any = false;
  std::string_view units = "DHMS";
  constexpr std::string_view kAll = "DHMS";
  constexpr std::array<std::int64_t, 4> kMillis{86400000, 3600000, 60000, 1000};
  bool in_time = false;
  while (!in.at_end()) {
    if (!in_time && in.take('T')) {
      in_time = true;
      units = units.substr(std::min(units.find('H'), units.size()));
      if (in.at_end()) return std::nullopt;
    }
    const auto value = in.digits();
    if (!value) return std::nullopt;
    std::size_t unit = 0;
    while (unit < units.size() && !in.take(units[unit])) ++unit;
    if (unit == units.size() || in_time != (units[unit] != 'D')) return std::nullopt;
    total += *value * kMillis[kAll.find(units[unit])];
    units = units.substr(unit + 1);
    any = true;
  }
  return any ? std::optional<std::int64_t>(total) : std::nullopt;
}

struct ScenarioOption {
  std::string_view name;
  ResetScenario scenario;
  std::optional<std::int64_t> (*read)(std::string_view);  ///< null: no value
};
constexpr std::array kScenarios = std::to_array<ScenarioOption>({
    {"--to-earliest", ResetScenario::to_earliest, nullptr},
    {"--to-latest", ResetScenario::to_latest, nullptr},
    {"--to-current", ResetScenario::to_current, nullptr},
    {"--to-offset", ResetScenario::to_offset, to_number},
    {"--shift-by", ResetScenario::shift_by, to_number},
    {"--to-datetime", ResetScenario::to_datetime, parse_datetime},
    {"--by-duration", ResetScenario::by_duration, parse_duration},
});
constexpr std::array<std::string_view, 4> kFlags{"--reset-offsets", "--execute", "--dry-run", "--all-topics"};
constexpr std::array<std::string_view, 4> kValues{"--group", "--topic", "--bootstrap-server", "--command-config"};

/// Reads the arguments in order; the first thing wrong ends it.
class Parser {
 public:
  explicit Parser(std::span<const std::string> arguments) : arguments_(arguments) {}

  ResetOptions run() {
    while (next_ < arguments_.size() && out_.error.empty()) read();
    if (out_.error.empty() && !scenario_)
      out_.error = "Option \"[reset-offsets]\" needs a scenario such as --to-earliest";
    if (out_.error.empty() && out_.execute && dry_run_)
      out_.error = "Option \"[execute]\" can't be used with option \"[dry-run]\"";
    return out_;
  }

 private:
  void read() {
    const std::string argument = arguments_[next_++];
    const auto scenario =
        std::find_if(kScenarios.begin(), kScenarios.end(), [&](const ScenarioOption& o) { return o.name == argument; });
    if (scenario != kScenarios.end()) return read_scenario(*scenario);
    if (std::find(kFlags.begin(), kFlags.end(), argument) != kFlags.end()) {
      out_.execute = out_.execute || argument == "--execute";
      dry_run_ = dry_run_ || argument == "--dry-run";
      return;
    }
    if (std::find(kValues.begin(), kValues.end(), argument) == kValues.end()) {
      out_.error =
          argument.substr(std::min(argument.find_first_not_of('-'), argument.size())) + " is not a recognized option";
      return;
    }
    const std::string value = read_value(argument);
    if (argument == "--group") out_.group = value;
    if (argument == "--topic") out_.topics.push_back(value);
  }
  std::string read_value(std::string_view option) {
    if (next_ < arguments_.size()) return arguments_[next_++];
    out_.error = "Option " + std::string(option.substr(2)) + " requires an argument";
    return {};
  }
  void read_scenario(const ScenarioOption& option) {
    if (scenario_)
      out_.error = "Option \"[" + std::string(scenario_->name.substr(2)) + "]\" can't be used with option \"[" +
                   std::string(option.name.substr(2)) + "]\"";
    scenario_ = &option;
    out_.scenario = option.scenario;
    if (!option.read) return;
    const std::string value = read_value(option.name);
    const auto number = option.read(value);
    if (!number && out_.error.empty())
      out_.error = "Cannot parse argument '" + value + "' of option " + std::string(option.name.substr(2));
    out_.number = number.value_or(0);
  }

  std::span<const std::string> arguments_;
  std::size_t next_ = 0;
  const ScenarioOption* scenario_ = nullptr;
  bool dry_run_ = false;
  ResetOptions out_;
};

/// Into [log start, log end].
Offset clamp(const ResetPartition& p, Offset wanted, std::vector<std::string>& warnings) {
  const Offset value = std::clamp(wanted, p.log_start, p.log_end);
  if (value != wanted)
    warnings.push_back("New offset (" + std::to_string(wanted.value()) + ") is " +
                       (wanted > value ? "higher than latest" : "lower than earliest") +
                       " offset for topic partition " + p.name + ". Value will be set to " +
                       std::to_string(value.value()));
  return value;
}

Offset at_time(const ResetPartition& p, std::int64_t millis) {
  const Offset found = p.offset_for_time ? p.offset_for_time(millis) : kUnknownOffset;
  return found == kUnknownOffset ? p.log_end : found;
}

}  // namespace

ResetOptions parse_reset_options(std::span<const std::string> arguments) { return Parser(arguments).run(); }

ResetPlan prepare_offsets_to_reset(const ResetOptions& options, std::span<const ResetPartition> partitions,
                                   std::int64_t now_ms) {
  ResetPlan plan;
  for (const ResetPartition& p : partitions) {
    Offset offset = p.log_start;
    switch (options.scenario) {
      case ResetScenario::to_earliest:
        break;
      case ResetScenario::to_latest:
        offset = p.log_end;
        break;
      case ResetScenario::to_current:
        offset = p.committed == kUnknownOffset ? p.log_end : p.committed;
        break;
      case ResetScenario::to_offset:
        offset = clamp(p, Offset(options.number), plan.warnings);
        break;
      case ResetScenario::shift_by:
        if (p.committed == kUnknownOffset)
          return {
              .error = "Cannot shift offset for partition " + p.name + " since there is no current committed offset",
              .offsets = {},
              .warnings = {}};
        offset = clamp(p, p.committed + options.number, plan.warnings);
        break;
      case ResetScenario::to_datetime:
        offset = at_time(p, options.number);
        break;
      case ResetScenario::by_duration:
        offset = at_time(p, now_ms - options.number);
        break;
    }
    plan.offsets.push_back({.tp = p.tp, .offset = offset});
  }
  return plan;
}

std::string check_group_state(std::string_view group, std::string_view state) {
  if (state == "Empty" || state == "Dead") return {};
  return "Error: Assignments can only be reset if the group '" + std::string(group) +
         "' is inactive, but the current state is " + std::string(state) + ".";
}

}  // namespace kafka

#include "model/consumer/console_consumer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

namespace kafka {

namespace {

/// An option of the tool; those without a member have no effect on what is read.
struct Option {
  std::string_view name;
  bool has_value;
  bool only_since_3_0 = false;
};
constexpr std::array kOptions = std::to_array<Option>({
    {"--bootstrap-server", true},
    {"--consumer-property", true},
    {"--consumer.config", true},
    {"--enable-systest-events", false},
    {"--formatter", true},
    {"--formatter-config", true, true},
    {"--from-beginning", false},
    {"--group", true},
    {"--include", true, true},
    {"--isolation-level", true},
    {"--key-deserializer", true},
    {"--max-messages", true},
    {"--offset", true},
    {"--partition", true},
    {"--property", true},
    {"--skip-message-on-error", false},
    {"--timeout-ms", true},
    {"--topic", true},
    {"--value-deserializer", true},
    {"--whitelist", true},
});

struct Argument {
  std::string_view option;
  std::string value;
};

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// Reads the arguments into one ConsoleConsumerOptions; the first thing wrong ends it.
class Parser {
 public:
  Parser(std::span<const std::string> arguments, Profile profile) : profile_(profile) { split(arguments); }

  ConsoleConsumerOptions run() {
    if (failed()) return out_;
    read_plain_options();
    read_topic();
    read_start();
    read_group();
    read_reset();
    return out_;
  }

 private:
  [[nodiscard]] bool failed() const { return !out_.error.empty(); }
  void fail(std::string message) {
    if (!failed()) out_.error = std::move(message);
  }

  void split(std::span<const std::string> arguments) {
    for (std::size_t i = 0; i < arguments.size() && !failed(); ++i) {
      const std::string& argument = arguments[i];
      const std::size_t equals = argument.starts_with("--") ? argument.find('=') : std::string::npos;
      const std::string_view name = std::string_view(argument).substr(0, equals);
      const auto option = std::find_if(kOptions.begin(), kOptions.end(), [&](const Option& o) {
        return o.name == name && !(o.only_since_3_0 && profile_ == Profile::v2_3);
      });
      if (option == kOptions.end()) {
        fail(std::string(name.substr(std::min(name.find_first_not_of('-'), name.size()))) +
             " is not a recognized option");
      } else if (!option->has_value) {
        arguments_.push_back({option->name, ""});
      } else if (equals != std::string::npos) {
        arguments_.push_back({option->name, argument.substr(equals + 1)});
      } else if (i + 1 == arguments.size()) {
        fail("Option " + std::string(option->name.substr(2)) + " requires an argument");
      } else {
        arguments_.push_back({option->name, arguments[++i]});
      }
    }
  }

  [[nodiscard]] const std::string* find(std::string_view option) const {
    for (const Argument& a : arguments_)
      if (a.option == option) return &a.value;
    return nullptr;
  }
  [[nodiscard]] bool has(std::string_view option) const { return find(option) != nullptr; }
  [[nodiscard]] std::string text(std::string_view option, std::string fallback = "") const {
    const std::string* value = find(option);
    return value ? *value : std::move(fallback);
  }
  /// The last `--consumer-property key=value` for a key.
  [[nodiscard]] std::optional<std::string> property(std::string_view key) const {
    std::optional<std::string> found;
    for (const Argument& a : arguments_) {
      const std::size_t equals = a.value.find('=');
      if (a.option == "--consumer-property" && a.value.substr(0, equals) == key)
        found = equals == std::string::npos ? "" : a.value.substr(equals + 1);
    }
    return found;
  }
  std::optional<std::int64_t> number(std::string_view option) {
    const std::string* value = find(option);
    if (!value) return std::nullopt;
    const auto parsed = to_number(*value);
    if (!parsed) fail("Cannot parse argument '" + *value + "' of option " + std::string(option.substr(2)));
    return parsed;
  }

  void read_plain_options() {
    out_.bootstrap_server = text("--bootstrap-server");
    out_.isolation_level = text("--isolation-level", property("isolation.level").value_or("read_uncommitted"));
    out_.max_messages = number("--max-messages").value_or(-1);
    out_.timeout_ms = number("--timeout-ms");
  }

  void read_topic() {
    out_.topic = text("--topic");
    out_.include = text("--include", text("--whitelist"));
    const bool include = has("--include") || has("--whitelist");
    if (has("--topic") == include)
      fail(profile_ == Profile::v2_3 ? "Exactly one of whitelist/topic is required."
                                     : "Exactly one of --include/--topic is required. ");
  }

  void read_start() {
    if (has("--partition") && !has("--topic")) fail("The topic is required when partition is specified.");
    if (has("--offset") && !has("--partition")) fail("The partition is required when offset is specified.");
    if (has("--from-beginning") && has("--offset"))
      fail("The options from-beginning and offset cannot be specified together.");
    out_.partition = static_cast<std::int32_t>(number("--partition").value_or(0));
    if (!has("--partition")) return;
    out_.start = has("--from-beginning") ? ConsoleStart::seek_to_beginning : ConsoleStart::seek_to_end;
    if (!has("--offset")) return;
    const std::string where = lower(text("--offset"));
    if (where == "earliest") {
      out_.start = ConsoleStart::seek_to_beginning;
    } else if (where != "latest") {
      const std::int64_t offset = to_number(where).value_or(-1);
      if (offset < 0)
        fail("The provided offset value '" + text("--offset") +
             "' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long.");
      out_.start = ConsoleStart::seek;
      out_.offset = Offset(offset);
    }
  }

  void read_group() {
    const auto from_property = property("group.id");
    out_.group = text("--group", from_property.value_or(""));
    if (has("--group") && from_property && *from_property != out_.group)
      fail(
          "The group ids provided in different places (directly using '--group', via '--consumer-property', or via "
          "'--consumer.config') do not match. Detected group ids: '" +
          out_.group + "', '" + *from_property + "'");
    const bool passed = has("--group") || from_property;
    if (passed && has("--partition")) fail("Options group and partition cannot be specified together.");
    const auto commit = property("enable.auto.commit");
    out_.enable_auto_commit = commit ? lower(*commit) == "true" : passed;  // a generated group is not used again
  }

  void read_reset() {
    const bool beginning = has("--from-beginning");
    const auto policy = property("auto.offset.reset");
    if (policy && beginning && *policy != "earliest") {
      if (!failed()) out_.usage = false;
      return fail("Can't simultaneously specify --from-beginning and 'auto.offset.reset=" + *policy +
                  "', please remove one option");
    }
    out_.auto_offset_reset = beginning || policy == "earliest" ? OffsetResetStrategy::earliest
                             : policy == "none"                ? OffsetResetStrategy::none
                                                               : OffsetResetStrategy::latest;
  }

  Profile profile_;
  std::vector<Argument> arguments_;
  ConsoleConsumerOptions out_;
};

}  // namespace

ConsoleConsumerOptions parse_console_consumer(std::span<const std::string> arguments, Profile profile) {
  return Parser(arguments, profile).run();
}

std::string console_consumer_group(std::int32_t draw) { return "console-consumer-" + std::to_string(draw); }

}  // namespace kafka

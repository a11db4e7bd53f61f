#include "gui/view/stop_condition.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gui/view/event_filter.h"
#include "gui/view/live_run.h"

namespace view {
namespace {

constexpr sim::Duration kLooked = std::chrono::milliseconds(100);  // between two looks whether it is so
constexpr sim::Duration kAsked = std::chrono::milliseconds(500);   // between two questions whether to go on
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// A quantity of a snapshot. `name`: which one of several; "" = all together.
using Quantity = double (*)(const Snapshot&, const HealthNow&, const std::string& name);

double lag(const Snapshot& s, const HealthNow& h, const std::string& name) {
  if (name.empty()) return static_cast<double>(h.lag);
  for (const GroupNow& g : s.groups)
    if (g.name == name) return static_cast<double>(g.lag);
  return kUnknown;
}

double queue(const Snapshot& s, const HealthNow&, const std::string& name) {
  double most = name.empty() ? 0 : kUnknown;
  for (const BrokerNow& b : s.brokers) {
    if (name.empty()) most = std::max(most, static_cast<double>(b.request_queue));
    if (b.name == name) return static_cast<double>(b.request_queue);
  }
  return most;
}

struct Entry {
  std::string_view name;
  bool of_one;  ///< a name may follow
  Quantity value;
};

const std::vector<Entry>& table() {
  static const std::vector<Entry> kAll{
      {"urp", false,
       [](const auto&, const HealthNow& h, const auto&) { return static_cast<double>(h.under_replicated); }},
      {"offline", false, [](const auto&, const HealthNow& h, const auto&) { return static_cast<double>(h.offline); }},
      {"under-min-isr", false,
       [](const auto&, const HealthNow& h, const auto&) { return static_cast<double>(h.under_min_isr); }},
      {"unclean", false,
       [](const auto&, const HealthNow& h, const auto&) { return static_cast<double>(h.unclean_elections); }},
      {"brokers", false,
       [](const auto&, const HealthNow& h, const auto&) { return static_cast<double>(h.brokers_online); }},
      {"controllers", false,
       [](const auto&, const HealthNow& h, const auto&) { return static_cast<double>(h.controllers); }},
      {"lag", true, lag},
      {"lost", false, [](const auto&, const HealthNow& h, const auto&) { return static_cast<double>(h.lost); }},
      {"p99", false, [](const auto&, const HealthNow& h, const auto&) { return h.produce_p99_ms.value_or(kUnknown); }},
      {"bytes-in", false, [](const auto&, const HealthNow& h, const auto&) { return h.bytes_in; }},
      {"queue", true, queue},
  };
  return kAll;
}

// ---- reading

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

std::optional<double> number_of(std::string_view s) {
  double value = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (error != std::errc{} || end != s.data() + s.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// "66.2", "1:06.2", "1:00:00", with or without an "s" behind.
std::optional<double> time_of(std::string_view s) {
  if (s.ends_with('s')) s.remove_suffix(1);
  double seconds = 0;
  for (int parts = 0; parts < 3; ++parts) {
    const std::size_t colon = s.find(':');
    const auto value = number_of(s.substr(0, colon));
    if (!value || *value < 0) return std::nullopt;
    seconds = 60 * seconds + *value;
    if (colon == std::string_view::npos) return seconds;
    s.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

const Entry* entry_of(std::string_view word) {
  for (const Entry& e : table())
    if (e.name == word) return &e;
  return nullptr;
}

struct Comparison {
  const Entry* quantity;
  std::string name;
  std::string op;
  double value;

  [[nodiscard]] bool holds(const Snapshot& s, bool operators) const {
    const double now = quantity->value(s, operators ? s.operators : s.truth, name);
    if (std::isnan(now)) return false;
    return op == ">"    ? now > value
           : op == "<"  ? now < value
           : op == ">=" ? now >= value
           : op == "<=" ? now <= value
           : op == "!=" ? now != value
                        : now == value;
  }
};

/// "lag shop > 1000"; nullopt: `problem`.
std::optional<Comparison> read_comparison(std::string_view text, std::string& problem) {
  const std::size_t at = text.find_first_of("<>=!");
  const std::string_view left = trimmed(text.substr(0, at));
  const std::string_view word = left.substr(0, left.find(' '));
  Comparison c{entry_of(word), std::string(trimmed(left.substr(word.size()))), "", 0};
  if (c.quantity == nullptr) {
    problem = fmt::format("'{}' is no quantity: {}", word, fmt::join(condition_quantities(), ", "));
    return std::nullopt;
  }
  if (at == std::string_view::npos) {
    problem = fmt::format("after '{}' a comparison is expected: {} > 0", left, left);
    return std::nullopt;
  }
  if (!c.name.empty() && !c.quantity->of_one) {
    problem = fmt::format("'{}' is of the whole cluster: no name may follow it", word);
    return std::nullopt;
  }
  const std::size_t end = std::min(text.find_first_not_of("<>=!", at), text.size());
  c.op = text.substr(at, end - at);
  if (c.op != ">" && c.op != "<" && c.op != ">=" && c.op != "<=" && c.op != "=" && c.op != "==" && c.op != "!=") {
    problem = fmt::format("'{}' is no comparison: >, >=, <, <=, = or !=", c.op);
    return std::nullopt;
  }
  const auto value = number_of(trimmed(text.substr(end)));
  if (!value) {
    problem = fmt::format("a number is expected after '{} {}'", left, c.op);
    return std::nullopt;
  }
  c.value = *value;
  return c;
}

std::optional<StopCondition> read_comparisons(std::string_view text, bool operators, std::string& problem) {
  constexpr std::string_view kAnd = " and ";
  std::vector<Comparison> all;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(kAnd, at), text.size());
    const auto one = read_comparison(trimmed(text.substr(at, end - at)), problem);
    if (!one) return std::nullopt;
    all.push_back(*one);
    at = end + kAnd.size();
  }
  StopCondition condition;
  condition.holds = [all, operators](const Snapshot& s) {
    return std::all_of(all.begin(), all.end(), [&](const Comparison& c) { return c.holds(s, operators); });
  };
  return condition;
}

std::optional<StopCondition> read_event_number(std::string_view text, std::string& problem) {
  const auto number = number_of(trimmed(text));
  if (!number || *number < 1 || *number != std::floor(*number)) {
    problem = "the number of an event is expected after 'event'";
    return std::nullopt;
  }
  StopCondition condition;
  condition.event = static_cast<std::uint64_t>(*number);
  return condition;
}

// ---- running

std::string run_to_match(RunDriver& driver, const StopCondition& condition, const RunDriver::GoOn& go_on) {
  // What is known is not told again: whoever has the record looks there first.
  driver.seek_event(driver.known().event, go_on);
  LiveRun& run = driver.run();
  run.stop_at(condition.matches);
  while (!run.finished() && run.matched() == 0) {
    run.advance(std::min(run.end(), run.now() + kAsked));
    if (go_on && !go_on()) break;
  }
  run.stop_at({});
  if (run.matched() == 0) return run.finished() ? "no such event happens until the end of the run" : "";
  if (run.event() > run.matched()) driver.seek_event(run.matched(), go_on);
  return "";
}

std::string run_to_state(RunDriver& driver, const StopCondition& condition, const RunDriver::GoOn& go_on) {
  bool before = condition.holds(*driver.run().snapshot());
  sim::SimTime asked = driver.run().now();
  while (!driver.run().finished()) {
    LiveRun& run = driver.run();
    const auto step = (run.now() - sim::kTimeZero) / kLooked;
    run.advance(sim::kTimeZero + (step + 1) * kLooked);
    const bool now = condition.holds(*run.snapshot());
    if (now && !before) return "";
    before = now;
    if (run.now() - asked < kAsked) continue;
    asked = run.now();
    if (go_on && !go_on()) return "";
  }
  return before ? "it is so already, and stays so until the end of the run"
                : "it does not become so until the end of the run";
}

}  // namespace

const std::vector<std::string_view>& condition_quantities() {
  static const std::vector<std::string_view> kAll = [] {
    std::vector<std::string_view> names;
    for (const Entry& e : table()) names.push_back(e.name);
    return names;
  }();
  return kAll;
}

std::optional<StopCondition> read_condition(std::string_view text, bool operators, std::string& problem) {
  text = trimmed(text);
  if (text.empty()) {
    problem = "a time, an event, a filter or a comparison is expected";
    return std::nullopt;
  }
  if (const auto seconds = time_of(text)) {
    StopCondition condition;
    condition.time = sim::kTimeZero + sim::Duration(std::llround(*seconds * 1e9));
    return condition;
  }
  const std::string_view word = text.substr(0, text.find_first_of(" <>=!"));
  if (word == "event" && text.find_first_of("0123456789") != std::string_view::npos)
    return read_event_number(text.substr(word.size()), problem);
  if (entry_of(word) != nullptr) return read_comparisons(text, operators, problem);
  EventFilter::Mistake mistake;
  const auto filter = EventFilter::read(text, mistake);
  if (!filter) {
    problem = fmt::format("{} (at character {})", mistake.what, mistake.at + 1);
    return std::nullopt;
  }
  StopCondition condition;
  condition.matches = [filter = *filter](const EventRow& row) { return filter.matches(row); };
  return condition;
}

std::string run_until(RunDriver& driver, const StopCondition& condition, const RunDriver::GoOn& go_on) {
  if (condition.time) {
    driver.seek(*condition.time, go_on);
    return *condition.time > driver.run().end() ? "the run is over before that" : "";
  }
  if (condition.event) {
    driver.seek_event(*condition.event, go_on);
    return driver.run().finished() && driver.run().event() < *condition.event
               ? fmt::format("the run has only {} events", driver.run().event())
               : "";
  }
  return condition.matches ? run_to_match(driver, condition, go_on) : run_to_state(driver, condition, go_on);
}

void run_to_turn(RunDriver& driver, sim::SimTime no_later, const RunDriver::GoOn& go_on) {
  LiveRun& run = driver.run();
  no_later = std::min(no_later, run.end());
  run.stop_at_turns(true);
  const std::uint64_t from = run.event();
  while (run.now() < no_later && run.last_turn() <= from) {
    run.advance(std::min(no_later, run.now() + kAsked));
    if (go_on && !go_on()) break;
  }
  run.stop_at_turns(false);
}

}  // namespace view

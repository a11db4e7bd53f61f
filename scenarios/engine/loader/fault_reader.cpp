#include "scenarios/engine/loader/fault_reader.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/engine/loader/event_entry.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/target_reader.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

constexpr double kLargestFactor = 1e6;

std::vector<std::string_view> kind_names() {
  std::vector<std::string_view> names;
  for (const FaultKindInfo& k : fault_kinds()) names.push_back(k.name);
  return names;
}

bool for_servers_only(FaultKind kind) { return kind == FaultKind::slow_disk || kind == FaultKind::full_disk; }

bool names_clients(const TargetSpec& target) {
  using Kind = TargetSpec::Kind;
  return target.kind == Kind::producer || target.kind == Kind::consumer || target.kind == Kind::clients ||
         target.kind == Kind::any_producer || target.kind == Kind::any_consumer;
}

class FaultReader {
 public:
  FaultReader(Context& context, ScenarioSpec& spec) : context_(context), spec_(spec) {}

  void read(const Node& node, std::size_t index) {
    MapReader map(context_, node, Section::fault, item_path("faults", node, index));
    if (!map.valid()) return;
    const std::string kind = read_kind(context_, map, "kind of fault", kind_names());
    std::string name;
    map.text("name", name);
    FaultSpec fault;
    fault.where = location_of(context_, node.mark);
    for (const FaultKindInfo& info : fault_kinds()) {
      if (info.name != kind) continue;
      fault.kind = info.kind;
      report_foreign_keys(context_, node, Section::fault, kind, info.keys,
                          {"kind", "at", "for", "every", "repeat", "jitter", "name"});
    }
    read_times(map, fault);
    if (!name.empty()) {
      const sim::Duration end = fault.duration == sim::kForever ? sim::kForever : fault.at + fault.duration;
      context_.faults.insert(
          {name, {fault.at, end, fault.every == sim::Duration{0} && fault.jitter == sim::Duration{0}}});
    }
    read_whom(map, fault, kind.empty());
    if (kind.empty()) return;
    read_details(map, fault);
    spec_.faults.push_back(std::move(fault));
  }

 private:
  void read_times(MapReader& map, FaultSpec& fault) {
    read_moment(context_, map, "at", fault.at);
    if (fault.kind == FaultKind::restart) fault.duration = sim::Duration{0};
    if (map.duration("for", fault.duration) && fault.duration <= sim::Duration{0} && fault.kind != FaultKind::restart) {
      context_.error(map.find("for")->mark, "'for' must be longer than 0");
    }
    map.duration("jitter", fault.jitter);
    const Node* every = map.find("every");
    const Node* repeat = map.find("repeat");
    map.whole("repeat", fault.repeat, 1, kMostFaults);
    if (repeat != nullptr && every == nullptr) context_.error(repeat->mark, "'repeat' needs 'every'");
    if (!map.duration("every", fault.every)) return;
    if (fault.every <= sim::Duration{0}) {
      context_.error(every->mark, "'every' must be longer than 0");
      fault.every = sim::Duration{0};
    } else if (fault.repeat < 0 && (context_.duration - fault.at) / fault.every > kMostFaults) {
      context_.error(every->mark, fmt::format("it would happen more than {} times", kMostFaults));
    }
  }

  void read_whom(MapReader& map, FaultSpec& fault, bool any_kind) {
    const Node* groups = map.find("groups");
    const Node* target = map.find("target");
    if (const Node* peers = map.find("peers")) {
      read_targets(context_, *peers, "peers", spec_, fault.at, fault.peers);
    }
    if (groups != nullptr) return read_groups(map, *groups, fault);
    if (map.require("target") == nullptr) return;
    read_targets(context_, *target, "target", spec_, fault.at, fault.target);
    if (any_kind || !for_servers_only(fault.kind)) return;
    for (const TargetSpec& t : fault.target) {
      if (!names_clients(t)) continue;
      context_.error(target->mark, fmt::format("'{}' has no disk here: {} is for brokers and ZooKeeper servers", t.text,
                                               name_of(fault.kind)));
    }
  }

  void read_groups(MapReader& map, const Node& groups, FaultSpec& fault) {
    for (const std::string_view other : {"target", "peers", "direction"}) {
      const Node* value = map.find(other);
      if (value != nullptr) context_.error(value->mark, fmt::format("'{}' and 'groups' exclude each other", other));
    }
    if (!expect_list(context_, groups, "groups")) return;
    if (groups.items.size() < 2) {
      context_.error(groups.mark, "'groups' needs at least two lists of targets");
    }
    for (const Node& item : groups.items) {
      read_targets(context_, item, "groups", spec_, fault.at, fault.groups.emplace_back());
    }
  }

  void read_details(MapReader& map, FaultSpec& fault) {
    switch (fault.kind) {
      case FaultKind::restart:
        return read_how(map, fault);
      case FaultKind::partition:
        return read_direction(map, fault);
      case FaultKind::slow_link:
        read_direction(map, fault);
        return read_slow_link(map, fault);
      case FaultKind::flaky_link:
        return read_probability(map, fault);
      case FaultKind::slow_disk:
      case FaultKind::slow_host:
        return read_factor(map, fault);
      case FaultKind::stop:
      case FaultKind::kill:
      case FaultKind::power_loss:
      case FaultKind::pause:
      case FaultKind::full_disk:
        return;
    }
  }

  void read_how(MapReader& map, FaultSpec& fault) {
    static constexpr std::array<std::string_view, 3> kHow{"clean", "kill", "power-loss"};
    static constexpr std::array<sim::StopKind, 3> kStops{sim::StopKind::clean, sim::StopKind::kill,
                                                         sim::StopKind::power_loss};
    std::size_t how = 0;
    if (map.choice("how", kHow, how)) fault.how = kStops[how];
  }

  void read_direction(MapReader& map, FaultSpec& fault) {
    static constexpr std::array<std::string_view, 3> kDirections{"both", "out", "in"};
    std::size_t direction = 0;
    if (map.choice("direction", kDirections, direction)) fault.direction = static_cast<LinkDirection>(direction);
  }

  void read_slow_link(MapReader& map, FaultSpec& fault) {
    map.duration("latency", fault.latency);
    map.duration("latency.jitter", fault.latency_jitter);
    map.bandwidth("bandwidth", fault.bandwidth);
    map.duration("ramp", fault.ramp);
    for (const std::string_view key : {"latency", "latency.jitter", "ramp"}) check_day(map, key);
    if (map.find("latency") == nullptr && map.find("latency.jitter") == nullptr && map.find("bandwidth") == nullptr) {
      context_.error(map.mark(), fmt::format("{} changes nothing", map.path()),
                     "add latency, latency.jitter or bandwidth");
    }
    if (map.find("ramp") != nullptr && fault.latency + fault.latency_jitter == sim::Duration{0}) {
      context_.error(map.find("ramp")->mark, "'ramp' needs 'latency'");
    }
  }

  void check_day(MapReader& map, std::string_view key) {
    const Node* value = map.find(key);
    if (value == nullptr || !value->scalar()) return;
    const auto duration = parse_duration(value->text);
    if (duration.ok() && duration.value > sim::Duration{std::chrono::hours(24)}) {
      context_.error(value->mark, fmt::format("'{}' must be at most a day", key));
    }
  }

  void read_probability(MapReader& map, FaultSpec& fault) {
    const Node* value = map.require("probability");
    const std::string* text =
        value != nullptr ? expect_scalar(context_, *value, "probability", "a part such as 0.1%") : nullptr;
    if (text == nullptr) return;
    const auto part = parse_part(*text);
    if (part.ok() && part.value > 0) {
      fault.probability = part.value;
    } else {
      context_.error(value->mark,
                     part.ok() ? "'probability' must be more than 0" : fmt::format("'probability' {}", part.error));
    }
  }

  void read_factor(MapReader& map, FaultSpec& fault) {
    const Node* value = map.require("factor");
    if (!map.number("factor", fault.factor)) return;
    if (fault.factor > 1 && fault.factor <= kLargestFactor) return;
    context_.error(value->mark, fmt::format("'factor' must be more than 1 and at most {:.0f}", kLargestFactor));
  }

  Context& context_;
  ScenarioSpec& spec_;
};

}  // namespace

void read_faults(Context& context, const Node* node, ScenarioSpec& spec) {
  if (node == nullptr || !expect_list(context, *node, "faults")) return;
  FaultReader reader(context, spec);
  for (std::size_t i = 0; i < node->items.size() && !context.diagnostics.full(); ++i) reader.read(node->items[i], i);
}

}  // namespace scenario

#include "scenarios/engine/loader/target_reader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "scenarios/engine/loader/client_reader.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

using TargetKind = TargetSpec::Kind;

struct TargetWord {
  std::string_view name;
  TargetKind kind;
};
constexpr std::array<TargetWord, 11> kTargetWords{{{"controller", TargetKind::controller},
                                                   {"zookeeper-leader", TargetKind::zookeeper_leader},
                                                   {"zookeeper-followers", TargetKind::zookeeper_followers},
                                                   {"brokers", TargetKind::brokers},
                                                   {"zookeeper", TargetKind::zookeepers},
                                                   {"clients", TargetKind::clients},
                                                   {"any-broker", TargetKind::any_broker},
                                                   {"any-zookeeper", TargetKind::any_zookeeper},
                                                   {"any-producer", TargetKind::any_producer},
                                                   {"any-consumer", TargetKind::any_consumer},
                                                   {"random", TargetKind::random}}};
/// With something behind them.
constexpr std::array<TargetWord, 5> kPrefixes{{{"leader-of", TargetKind::leader_of},
                                               {"followers-of", TargetKind::followers_of},
                                               {"any-follower-of", TargetKind::any_follower_of},
                                               {"producer", TargetKind::producer},
                                               {"consumer", TargetKind::consumer}}};

template <std::size_t N>
const TargetWord* find(const std::array<TargetWord, N>& words, std::string_view name) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const TargetWord& w) { return w.name == name; });
  return found == words.end() ? nullptr : &*found;
}

/// "shop" or, if there are several, "shop-1" to "shop-COUNT".
bool names_instance(std::string_view text, std::string_view name, std::int64_t count) {
  if (text == name) return true;
  if (text.size() <= name.size() + 1 || !text.starts_with(name) || text[name.size()] != '-') return false;
  return parse_integer(text.substr(name.size() + 1), 1, count).ok();
}

class TargetReader {
 public:
  TargetReader(Context& context, const ScenarioSpec& spec, sim::Duration at)
      : context_(context), spec_(spec), at_(at) {}

  void read(const Node& node, std::string_view key, Targets& targets) {
    const std::string* text = expect_scalar(context_, node, key, "a target such as broker-101, or a list of targets");
    if (text == nullptr) return;
    where_ = node.mark;
    target_ = {};
    target_.text = *text;
    if (parse(*text)) targets.push_back(target_);
  }

 private:
  bool parse(std::string_view text) {
    if (const TargetWord* word = find(kTargetWords, text)) return is(word->kind);
    const std::size_t space = text.find(' ');
    if (space != std::string_view::npos) {
      const std::string_view rest = text.substr(text.find_first_not_of(' ', space));
      if (const TargetWord* prefix = find(kPrefixes, text.substr(0, space))) return is(prefix->kind) && read_rest(rest);
    }
    if (text.starts_with("broker-")) return read_broker(text.substr(7));
    if (text.starts_with("zookeeper-")) return read_server(text.substr(10));
    if (text.starts_with("rack-")) return read_rack(text);
    return unknown(text);
  }

  bool is(TargetKind kind) {
    target_.kind = kind;
    return true;
  }

  bool read_rest(std::string_view rest) {
    if (target_.kind == TargetKind::producer) return read_producer(std::string(rest));
    if (target_.kind == TargetKind::consumer) return read_consumer(std::string(rest));
    return read_topic_partition(context_, where_, rest, target_.name, target_.number) &&
           check_topic_at(context_, where_, target_.name, at_);
  }

  bool read_broker(std::string_view digits) {
    const auto id = parse_integer(digits, 0, std::numeric_limits<std::int32_t>::max());
    if (!id.ok()) return unknown(target_.text);
    target_.kind = TargetKind::broker;
    target_.number = static_cast<std::int32_t>(id.value);
    const kafka::BrokerId broker(target_.number);
    if (!context_.brokers_known || std::count(context_.brokers.begin(), context_.brokers.end(), broker) > 0) {
      return true;
    }
    const auto later = context_.later_brokers.find(broker);
    if (later == context_.later_brokers.end()) return missing("broker", digits, broker_names());
    if (later->second <= at_) return true;
    context_.error(where_, fmt::format("broker {} is added only at {}", target_.number, moment_text(later->second)));
    return false;
  }

  bool read_server(std::string_view digits) {
    const auto id = parse_integer(digits, 1, spec_.cluster.zookeeper.servers);
    if (!id.ok()) return unknown(target_.text);
    target_.kind = TargetKind::zookeeper;
    target_.number = static_cast<std::int32_t>(id.value);
    return true;
  }

  bool read_rack(std::string_view text) {
    target_.kind = TargetKind::rack;
    const std::set<std::string> racks = all_racks();
    for (const std::string_view name : {text.substr(5), text}) {
      if (racks.count(std::string(name)) == 0) continue;
      target_.name = name;
      return true;
    }
    std::vector<std::string> names;
    for (const std::string& rack : racks) names.push_back("rack-" + rack);
    return missing("rack", text.substr(5), names);
  }

  bool read_producer(const std::string& name) {
    target_.name = name;
    if (!context_.producers.complete()) return true;
    for (const ProducerSpec& p : spec_.producers) {
      if (names_instance(name, p.name, p.count > 1 ? p.count : 0)) return true;
    }
    if (spec_.trucks && (name == "trucks" || (name != "truck" && names_instance(name, "truck", spec_.trucks->fleet)))) {
      return true;
    }
    return missing("producer", name, context_.producers.names());
  }

  bool read_consumer(const std::string& name) {
    target_.name = name;
    if (!context_.groups.complete()) return true;
    std::vector<std::string> names = context_.groups.names();
    for (const std::string& group : names) {
      if (names_instance(name, group, 1)) return true;
    }
    for (const GroupSpec& g : spec_.groups) {
      if (names_instance(name, g.name, g.members)) return true;
      const std::string& id = g.config.client_id;
      if (!id.empty() && names_instance(name, id, g.members > 1 ? g.members : 0)) return true;
      for (std::int32_t i = 1; i <= std::min(g.members, 20); ++i) names.push_back(fmt::format("{}-{}", g.name, i));
    }
    return missing("consumer", name, names);
  }

  bool missing(std::string_view kind, std::string_view name, const std::vector<std::string>& known) {
    context_.error(where_, fmt::format("no {} is named '{}'", kind, shorten(name)), suggest(name, known));
    return false;
  }

  bool unknown(std::string_view text) {
    std::vector<std::string> known = broker_names();
    for (std::int32_t i = 1; i <= spec_.cluster.zookeeper.servers; ++i) known.push_back(fmt::format("zookeeper-{}", i));
    for (const std::string& rack : all_racks()) known.push_back("rack-" + rack);
    for (const TargetWord& w : kTargetWords) known.emplace_back(w.name);
    for (const TargetWord& w : kPrefixes) known.emplace_back(w.name);
    std::string hint = suggest(text, known);
    if (!hint.starts_with("did you mean")) {
      hint = suggest(text.substr(0, text.find(' ')), known);
      if (!hint.starts_with("did you mean")) hint = "such as broker-101, leader-of orders-0, controller or any-broker";
    }
    context_.error(where_, fmt::format("'{}' is no target", shorten(text)), hint);
    return false;
  }

  [[nodiscard]] std::vector<std::string> broker_names() const {
    std::vector<std::string> names;
    for (const kafka::BrokerId id : context_.brokers) names.push_back(fmt::format("broker-{}", id.value()));
    for (const auto& [id, at] : context_.later_brokers) names.push_back(fmt::format("broker-{}", id.value()));
    return names;
  }

  [[nodiscard]] std::set<std::string> all_racks() const {
    std::set<std::string> racks(spec_.cluster.zookeeper.racks.begin(), spec_.cluster.zookeeper.racks.end());
    for (const kafka::BrokerSpec& b : spec_.cluster.brokers) racks.insert(b.rack);
    for (const AdminSpec& a : spec_.admin) racks.insert(a.broker.rack);
    for (const ProducerSpec& p : spec_.producers) racks.insert(p.rack);
    for (const GroupSpec& g : spec_.groups) racks.insert(g.rack);
    racks.erase("");
    return racks;
  }

  Context& context_;
  const ScenarioSpec& spec_;
  sim::Duration at_;
  Mark where_;
  TargetSpec target_;
};

}  // namespace

std::string moment_text(sim::Duration at) { return fmt::format("{:.9g}s", sim::to_seconds(at)); }

void read_targets(Context& context, const Node& node, std::string_view key, const ScenarioSpec& spec, sim::Duration at,
                  Targets& targets) {
  TargetReader reader(context, spec, at);
  if (!node.sequence()) return reader.read(node, key, targets);
  if (node.items.empty()) context.error(node.mark, fmt::format("'{}' must name at least one machine", key));
  for (const Node& item : node.items) reader.read(item, key, targets);
}

bool read_topic_partition(Context& context, Mark where, std::string_view text, std::string& topic,
                          std::int32_t& partition) {
  const std::size_t dash = text.rfind('-');
  const auto number = dash == std::string_view::npos || dash == 0
                          ? Parsed<std::int64_t>{0, "none"}
                          : parse_integer(text.substr(dash + 1), 0, std::numeric_limits<std::int32_t>::max());
  if (!number.ok()) {
    context.error(where, fmt::format("'{}' is no partition", shorten(text)), "topic and number, such as orders-0");
    return false;
  }
  topic = text.substr(0, dash);
  partition = static_cast<std::int32_t>(number.value);
  if (!check_topic(context, where, topic)) return false;
  const auto& names = context.topics.names();
  for (std::size_t i = 0; i < names.size() && i < context.partition_counts.size(); ++i) {
    const int count = context.partition_counts[i];
    if (names[i] != topic || count < 0 || partition < count) continue;
    context.error(where, fmt::format("topic '{}' has no partition {}: it has {}", topic, partition, count));
    return false;
  }
  return true;
}

bool check_topic_at(Context& context, Mark where, const std::string& name, sim::Duration at) {
  if (!check_topic(context, where, name)) return false;
  const auto later = context.later_topics.find(name);
  if (later == context.later_topics.end() || later->second <= at) return true;
  context.error(where, fmt::format("topic '{}' is created only at {}", shorten(name), moment_text(later->second)));
  return false;
}

}  // namespace scenario

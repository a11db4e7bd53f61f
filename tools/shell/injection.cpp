#include "tools/shell/injection.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "scenarios/engine/loader/scenario_loader.h"

namespace tools {
namespace {

constexpr std::array<std::string_view, 13> kKeys{
    "for",     "every",  "repeat",         "jitter",    "how",  "peers",       "direction",
    "latency", "factor", "latency.jitter", "bandwidth", "ramp", "probability",
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(' ', at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// "kill A, B for 10s" as "{kind: kill, target: [A, B], for: 10s}".
std::string entry_of(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  if (words.empty()) return "{}";
  std::string entry = "{at: 0s, kind: " + words.front();
  std::string key = "target";
  std::vector<std::string> value;
  const auto finish = [&] {
    if (value.empty()) return;
    const bool list = key == "target" || key == "peers";
    entry += list ? fmt::format(", {}: [{}]", key, joined(value)) : fmt::format(", {}: {}", key, joined(value));
    value.clear();
  };
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::string word = words[i];
    if (word.ends_with(':') || word.ends_with('=')) word.pop_back();
    if (std::find(kKeys.begin(), kKeys.end(), word) == kKeys.end()) {
      value.push_back(words[i]);
      continue;
    }
    finish();
    key = word;
  }
  finish();
  return entry + "}";
}

std::string whole_entry(std::string_view text) {
  const std::size_t brace = text.find('{');
  const std::string entry(text.substr(brace));
  return entry.find("at:") == std::string::npos ? "{at: 0s, " + entry.substr(1) : entry;
}

/// A scenario with all that a target may name.
std::string scenario_around(const std::string& entry, const kafka::Cluster& cluster) {
  std::string brokers;
  std::string topics;
  std::string producers;
  std::set<std::string> groups;
  int zookeepers = 0;
  std::string topic;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(cluster.topics().size()); ++i) {
    const kafka::TopicId id(i);
    const std::int32_t partitions = cluster.partition_count(id);
    if (partitions == 0 || cluster.topics().name(id).starts_with("__")) continue;
    topic = cluster.topics().name(id);
    topics += fmt::format("  - {{name: {}, partitions: {}, replication.factor: 1}}\n", topic, partitions);
  }
  if (topic.empty()) topics = fmt::format("  - {{name: {}, partitions: 1, replication.factor: 1}}\n", topic = "none");
  for (const kafka::Machine& m : cluster.machines()) {
    if (m.kind == kafka::MachineKind::broker)
      brokers += fmt::format("{}{{id: {}{}}}", brokers.empty() ? "" : ", ", m.number,
                             m.rack.empty() ? "" : fmt::format(", rack: \"{}\"", m.rack));
    if (m.kind == kafka::MachineKind::zookeeper) ++zookeepers;
    if (m.kind == kafka::MachineKind::producer)
      producers += fmt::format("  - {{name: \"{}\", workload: {{topic: {}, rate: 1}}}}\n", m.name, topic);
    if (m.kind == kafka::MachineKind::consumer) groups.insert(m.name);
  }
  std::string text = fmt::format(
      "title: t\nduration: 3650d\nsample.every: 1h\ncluster: {{brokers: [{}], zookeeper: {{servers: {}}}}}\n", brokers,
      zookeepers);
  text += "topics:\n" + topics;
  if (!producers.empty()) text += "producers:\n" + producers;
  if (!groups.empty()) text += "groups:\n";
  for (const std::string& group : groups)
    text += fmt::format("  - {{name: \"{}\", topics: [{}], members: 100}}\n", group, topic);
  return text + "faults:\n  - " + entry + "\n";
}

}  // namespace

std::optional<scenario::FaultSpec> read_injection(std::string_view text, const kafka::Cluster& cluster,
                                                  std::string& problem) {
  const std::size_t first = text.find_first_not_of(' ');
  const bool whole = first != std::string_view::npos && text[first] == '{';
  const std::string entry = whole ? whole_entry(text) : entry_of(text);
  scenario::Diagnostics diagnostics;
  const auto spec = scenario::load_text("inject", scenario_around(entry, cluster), {}, diagnostics);
  if (spec && spec->faults.size() == 1) return spec->faults.front();
  problem.clear();
  for (const scenario::Diagnostic& d : diagnostics.sorted()) {
    if (d.severity != scenario::Severity::error) continue;
    problem += (problem.empty() ? "" : "; ") + d.message + (d.hint.empty() ? "" : " (" + d.hint + ")");
  }
  if (problem.empty()) problem = "that is no fault";
  return std::nullopt;
}

}  // namespace tools

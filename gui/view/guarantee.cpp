#include "gui/view/guarantee.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace view {
namespace {

bool lives(const Snapshot& s, std::int32_t broker) {
  return std::any_of(s.brokers.begin(), s.brokers.end(), [&](const BrokerNow& b) {
    return b.id == broker && (b.state == kafka::MachineState::running || b.state == kafka::MachineState::stopping);
  });
}

std::string count_of(std::int32_t n) {
  constexpr std::array<const char*, 6> kWords{"no", "one", "two", "three", "four", "five"};
  return n < 6 ? kWords[static_cast<std::size_t>(n)] : std::to_string(n);
}

std::string brokers(std::int32_t n) { return fmt::format("{} more broker{}", count_of(n), n == 1 ? "" : "s"); }

}  // namespace

std::vector<Guarantee> guarantees(const Snapshot& s) {
  std::map<std::string, Guarantee> topics;
  for (const PartitionNow& p : s.partitions) {
    if (p.internal) continue;
    const std::string topic = p.name.substr(0, p.name.rfind('-'));
    const auto in_sync =
        static_cast<std::int32_t>(std::count_if(p.isr.begin(), p.isr.end(), [&](auto id) { return lives(s, id); }));
    const std::int32_t writes = std::max(in_sync - p.min_isr + 1, 0);
    const auto [it, added] = topics.try_emplace(topic, Guarantee{topic, writes, in_sync, true});
    if (added) continue;
    it->second.until_writes_stop = std::min(it->second.until_writes_stop, writes);
    it->second.until_data_is_lost = std::min(it->second.until_data_is_lost, in_sync);
  }
  std::vector<Guarantee> all;
  for (auto& [name, g] : topics) {
    for (const ProducerNow& p : s.producers)
      if (p.topic == name && p.acks != "all") g.acks_all = false;
    all.push_back(std::move(g));
  }
  return all;
}

std::string sentence_of(const Guarantee& g) {
  std::string text = g.until_writes_stop == 0 ? "Writes with acks=all have stopped, "
                                              : brokers(g.until_writes_stop) + " until writes stop, ";
  text += g.until_data_is_lost == 0 ? "and no replica with every acknowledged record lives."
                                    : fmt::format("{} until data is at risk.", count_of(g.until_data_is_lost));
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (!g.acks_all) text += " Some producer does not wait for all replicas: its records are at risk at every failure.";
  return text;
}

}  // namespace view

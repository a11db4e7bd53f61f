#pragma once
/// What all sentences are made of.

#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gui/view/sentences.h"
#include "model/types/error_code.h"

namespace view {

struct Words {
  const scenario::Names& names;
  sim::HostId host;

  [[nodiscard]] static std::string broker(kafka::BrokerId id) {
    return id == kafka::kNoBroker ? "nobody" : fmt::format("broker-{}", id.value());
  }
  [[nodiscard]] static std::string zookeeper(kafka::ServerId id) { return fmt::format("zookeeper-{}", id.value()); }
  [[nodiscard]] std::string here() const { return host == kafka::kNoHost ? "cluster" : names.host(host); }
  [[nodiscard]] std::string client(kafka::ClientId id) const {
    return id == kafka::kNoClient ? "nobody" : names.client(id);
  }
  [[nodiscard]] std::string group(kafka::GroupId id) const { return "group " + names.group(id); }
  [[nodiscard]] std::string partition(kafka::TopicPartition tp) const { return names.partition(tp); }

  /// "{101, 103}"
  [[nodiscard]] static std::string set(const std::vector<kafka::BrokerId>& ids) {
    std::vector<std::int32_t> numbers;
    for (const kafka::BrokerId id : ids) numbers.push_back(id.value());
    return fmt::format("{{{}}}", fmt::join(numbers, ", "));
  }
  /// "broker-101 and broker-103"
  [[nodiscard]] static std::string brokers(const std::vector<kafka::BrokerId>& ids) {
    std::string text;
    for (std::size_t i = 0; i < ids.size(); ++i)
      text += (i == 0 ? "" : i + 1 == ids.size() ? " and " : ", ") + broker(ids[i]);
    return text;
  }
  [[nodiscard]] static std::string count(std::int64_t n, std::string_view one) {
    return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
  }
  [[nodiscard]] static std::string records(std::int64_t n) { return count(n, "record"); }
  [[nodiscard]] static double seconds(sim::Duration d) { return sim::to_seconds(d); }
  /// "orders-0, orders-3"; of many only how many.
  [[nodiscard]] std::string partitions(const std::vector<kafka::TopicPartition>& tps) const {
    constexpr std::size_t kMost = 6;
    if (tps.empty()) return "no partition";
    if (tps.size() > kMost) return count(static_cast<std::int64_t>(tps.size()), "partition");
    std::vector<std::string> all;
    for (const kafka::TopicPartition tp : tps) all.push_back(partition(tp));
    return fmt::format("{}", fmt::join(all, ", "));
  }
  /// "is dead: its process was killed"
  [[nodiscard]] static std::string_view ending(std::string_view how) {
    if (how == "clean") return "has shut down";
    if (how == "kill") return "is dead: its process was killed";
    if (how == "power_loss") return "is dead: it lost power";
    if (how == "pause") return "stands still";
    return "has stopped";
  }
};

}  // namespace view

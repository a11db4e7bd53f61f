#pragma once
/// A machine on which a member of a consumer group runs.

#include <optional>
#include <vector>

#include "model/cluster/client_machine.h"
#include "model/consumer/consumer.h"

namespace kafka {

/// A group's assignment does not change: what a stopped member owns rests until it is back, and goes on at what was
/// committed.
///
///   volatile   the Consumer
class ConsumerMachine final : public ClientMachine {
 public:
  ConsumerMachine(const ClientParts& parts, ClientId id, const std::string& name, const std::string& rack,
                  sim::HostId host, GroupId group, const ConsumerConfig& config, sim::Duration processing,
                  std::vector<BrokerId> bootstrap);

  /// Before the first start.
  void assign(std::vector<TopicPartition> partitions) { partitions_ = std::move(partitions); }
  [[nodiscard]] const std::vector<TopicPartition>& partitions() const { return partitions_; }
  /// nullptr while the process is down.
  [[nodiscard]] Consumer* consumer() { return consumer_ ? &*consumer_ : nullptr; }
  [[nodiscard]] const Consumer* consumer() const { return consumer_ ? &*consumer_ : nullptr; }

  void set_slowdown(double factor) override;

 private:
  // ClientMachine
  void begin(sim::LifeId life) override;
  void close() override;
  std::int64_t end() override;

  GroupId group_;
  ConsumerConfig config_;
  sim::Duration processing_;
  std::vector<BrokerId> bootstrap_;
  std::vector<TopicPartition> partitions_;
  double slowdown_ = 1;
  std::optional<Consumer> consumer_;
};

}  // namespace kafka

#pragma once
/// A machine on which an application produces.

#include <optional>
#include <vector>

#include "model/cluster/client_machine.h"
#include "model/producer/producer.h"

namespace kafka {

///   durable    how many records it has handed over (to number them; no notion of Kafka's)
///   volatile   the Producer: what is not acknowledged is lost with it
class ProducerMachine final : public ClientMachine {
 public:
  ProducerMachine(const ClientParts& parts, ClientId id, const std::string& name, const std::string& rack,
                  sim::HostId host, const ProducerConfig& config, std::vector<BrokerId> bootstrap);

  /// Told at once if the process runs.
  void set_application(ProducerApplication& application);
  /// nullptr while the process is down.
  [[nodiscard]] Producer* producer() { return producer_ ? &*producer_ : nullptr; }
  [[nodiscard]] const Producer* producer() const { return producer_ ? &*producer_ : nullptr; }

  [[nodiscard]] const ProducerConfig& config() const { return config_; }
  /// How many records it has handed over, in all its lives.
  [[nodiscard]] const RecordNumbers& numbers() const { return numbers_; }

  /// Of a producer's work only compression takes time here.
  void set_slowdown(double factor) override;

 private:
  // ClientMachine
  void begin(sim::LifeId life) override;
  void close() override;
  std::int64_t end() override;

  ProducerConfig config_;
  std::vector<BrokerId> bootstrap_;
  RecordNumbers numbers_;
  double slowdown_ = 1;
  ProducerApplication* application_ = nullptr;
  std::optional<Producer> producer_;
};

}  // namespace kafka

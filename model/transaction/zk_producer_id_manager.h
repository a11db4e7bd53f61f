#pragma once
/// Producer ids in blocks of 1000, each block claimed in ZooKeeper by a conditional write. Kafka: ZkProducerIdManager;
/// RPCProducerIdManager since 3.0 (KIP-730), whose controller claims the block for the broker: here every broker writes
/// for itself.

#include <deque>
#include <functional>
#include <optional>

#include "model/config/behaviour.h"
#include "model/transaction/producer_id_manager.h"
#include "model/zk/kafka_zk_client.h"
#include "model/zk/zk_data.h"

namespace kafka {

///   durable    /latest_producer_id_block
///   volatile   the rest of the block, and the next one; a broker that stops loses them, and nobody else gets them
///   sends      reads and conditional writes of that node
class ZkProducerIdManager final : public ProducerIdManager {
 public:
  ZkProducerIdManager(const sim::Scheduler& scheduler, BrokerId broker, const Behaviour& behaviour, KafkaZkClient& zk);

  /// Up to 2.8 a broker claims its first block before it serves; since 3.0 it waits for somebody to ask for an id.
  void start(std::function<void(bool ok)> done);

  /// Up to 2.8 whoever finds the block used up waits for the next. Since 3.0 the next one is claimed when nine tenths
  /// are gone, and who comes too early is told COORDINATOR_LOAD_IN_PROGRESS.
  void generate(Done done) override;

 private:
  using Block = zk_data::ProducerIdBlock;
  using Claimed = std::function<void(std::optional<Block>)>;

  [[nodiscard]] std::optional<ProducerId> next_id();
  void generate_ahead(const Done& done);
  void maybe_request_next_block();
  void wait_for_block(Done done);
  void serve_waiting(std::optional<Block> block);

  void claim(Claimed done);
  void write(const Block& block, std::int32_t version, Claimed done);
  void look_who_wrote(const Block& block, Claimed done);

  const sim::Scheduler& scheduler_;
  BrokerId broker_;
  bool ahead_;
  KafkaZkClient& zk_;
  std::optional<Block> current_;
  ProducerId next_ = kNoProducerId;
  // since 3.0
  std::optional<Block> next_block_;
  bool requested_ = false;
  sim::SimTime retry_at_ = sim::SimTime::min();
  // up to 2.8
  std::deque<Done> waiting_;
};

}  // namespace kafka

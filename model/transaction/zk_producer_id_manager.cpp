#include "model/transaction/zk_producer_id_manager.h"

#include <cstdint>
#include <utility>

namespace kafka {

namespace {

constexpr std::int64_t kBlockSize = 1000;                               // ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE
constexpr std::int64_t kPrefetchAt = kBlockSize * 9 / 10;               // PidPrefetchThreshold
constexpr sim::Duration kRetryBackoff = std::chrono::milliseconds(50);  // RetryBackoffMs

}  // namespace

ZkProducerIdManager::ZkProducerIdManager(const sim::Scheduler& scheduler, BrokerId broker, const Behaviour& behaviour,
                                         KafkaZkClient& zk)
    : scheduler_(scheduler), broker_(broker), ahead_(behaviour.producer_ids_ahead), zk_(zk) {}

void ZkProducerIdManager::start(std::function<void(bool ok)> done) {
  if (ahead_) return done(true);
  claim([this, done = std::move(done)](std::optional<Block> block) {
    serve_waiting(block);
    done(block.has_value());
  });
}

void ZkProducerIdManager::generate(Done done) {
  if (ahead_) return generate_ahead(done);
  if (const auto id = next_id()) return done(ErrorCode::NONE, *id);
  wait_for_block(std::move(done));
}

std::optional<ProducerId> ZkProducerIdManager::next_id() {
  if (!current_ || next_ > current_->last) return std::nullopt;
  const ProducerId id = next_;
  ++next_;
  return id;
}

// ---- since 3.0. Source: RPCProducerIdManager.generateProducerId

void ZkProducerIdManager::generate_ahead(const Done& done) {
  std::optional<ProducerId> id = next_id();
  if (!id && next_block_) {
    current_ = std::exchange(next_block_, std::nullopt);
    next_ = current_->first;
    id = next_id();
  }
  if (!id || id->value() == current_->first.value() + kPrefetchAt) maybe_request_next_block();
  if (!id) return done(ErrorCode::COORDINATOR_LOAD_IN_PROGRESS, kNoProducerId);
  done(ErrorCode::NONE, *id);
}

void ZkProducerIdManager::maybe_request_next_block() {
  if (requested_ || next_block_ || scheduler_.now() < retry_at_) return;
  requested_ = true;
  claim([this](std::optional<Block> block) {
    requested_ = false;
    next_block_ = block;
    if (!block) retry_at_ = scheduler_.from_now(kRetryBackoff);
  });
}

// ---- up to 2.8. Source: ZkProducerIdManager.generateProducerId, which holds up everybody who wants an id

void ZkProducerIdManager::wait_for_block(Done done) {
  waiting_.push_back(std::move(done));
  if (waiting_.size() == 1) claim([this](std::optional<Block> block) { serve_waiting(block); });
}

void ZkProducerIdManager::serve_waiting(std::optional<Block> block) {
  if (block) {
    current_ = block;
    next_ = block->first;
  }
  for (const Done& done : std::exchange(waiting_, {})) {
    if (block) {
      generate(done);
    } else {
      done(ErrorCode::UNKNOWN_SERVER_ERROR, kNoProducerId);
    }
  }
}

// ---- ZooKeeper. Source: ZkProducerIdManager.getNewProducerIdBlock

/// Nothing if the session is over, or if all ids are used up.
void ZkProducerIdManager::claim(Claimed done) {
  zk_.send(zk::GetData{zk_data::kProducerIdBlockPath}, [this, done = std::move(done)](const zk::Response& response) {
    if (response.error != zk::Error::Ok) return done(std::nullopt);
    const auto latest = zk_data::decode_producer_id_block(response.data);
    if (latest && latest->last.value() > INT64_MAX - kBlockSize) return done(std::nullopt);
    const ProducerId first = latest ? latest->last + 1 : ProducerId(0);
    write({broker_, first, first + (kBlockSize - 1)}, response.stat.version, done);
  });
}

void ZkProducerIdManager::write(const Block& block, std::int32_t version, Claimed done) {
  zk::SetData update{zk_data::kProducerIdBlockPath, zk_data::encode_producer_id_block(block), version};
  zk_.send(std::move(update), [this, block, done = std::move(done)](const zk::Response& response) {
    if (response.error == zk::Error::Ok) return done(block);
    if (response.error != zk::Error::BadVersion) return done(std::nullopt);
    if (ahead_) return claim(done);
    look_who_wrote(block, done);
  });
}

/// The write may have met itself, after an answer was lost. Source: ProducerIdManager.checkProducerIdBlockZkData (2.x);
/// later releases leave such a block unused.
void ZkProducerIdManager::look_who_wrote(const Block& block, Claimed done) {
  zk_.send(zk::GetData{zk_data::kProducerIdBlockPath}, [this, block, done = std::move(done)](const zk::Response& read) {
    if (read.error == zk::Error::Ok && zk_data::decode_producer_id_block(read.data) == block) return done(block);
    if (read.error == zk::Error::SessionExpired) return done(std::nullopt);
    claim(done);
  });
}

}  // namespace kafka

#include "model/broker/zk_isr_writer.h"

#include <utility>

#include "model/zk/zk_data.h"

namespace kafka {

namespace {

// Source: ReplicaManager.IsrChangePropagationBlackOut, IsrChangePropagationInterval.
constexpr sim::Duration kCheckInterval = std::chrono::milliseconds(2500);
constexpr sim::Duration kLinger = std::chrono::milliseconds(5000);
constexpr sim::Duration kMaxDelay = std::chrono::milliseconds(60000);

PartitionState state_of(BrokerId leader, const IsrChange& change) {
  PartitionState state;
  state.leader = leader;
  state.leader_epoch = change.leader_epoch;
  state.isr = change.isr;
  state.controller_epoch = change.controller_epoch;
  state.recovery = change.recovery;
  return state;
}

}  // namespace

ZkIsrWriter::ZkIsrWriter(const BrokerContext& context, KafkaZkClient& zk, IsrChangeListener& listener)
    : context_(context),
      zk_(zk),
      listener_(listener),
      last_change_(context.scheduler.now()),
      last_propagation_(context.scheduler.now()),
      propagation_(context.scheduler, context.life, [this] { propagate(); }) {}

void ZkIsrWriter::start() { propagation_.arm(kCheckInterval); }

void ZkIsrWriter::shutdown() {
  closed_ = true;
  queue_.clear();
  propagation_.disarm();
}

void ZkIsrWriter::submit(BrokerId leader, const IsrChange& change) {
  if (closed_) return;
  context_.emit([&] { return proposal_of(leader, change); });
  queue_.push_back(change);
  write_next();
}

void ZkIsrWriter::write_next() {
  if (writing_ || queue_.empty()) return;
  writing_ = true;
  IsrChange change = std::move(queue_.front());
  queue_.pop_front();
  const PartitionState state = state_of(context_.id, change);
  zk::SetData write;
  write.path = zk_data::partition_state_path(context_.topics.name(change.tp.topic), change.tp.partition);
  write.data = zk_data::encode_partition_state(state);
  write.version =
      context_.behaviour.mutated(Mutation::skip_version_check) ? zk::kAnyVersion : change.partition_epoch.value();
  zk_.send(std::move(write),
           [this, change = std::move(change)](const zk::Response& response) { on_written(change, response); });
}

void ZkIsrWriter::on_written(const IsrChange& change, const zk::Response& response) {
  if (response.error == zk::Error::Ok) return accepted(change, PartitionEpoch(response.stat.version));
  if (response.error == zk::Error::BadVersion) return look_who_wrote(change);
  refused(change);
}

/// The write may have met itself, after an answer was lost. Source: ReplicationUtils.checkLeaderAndIsrZkData
/// (KAFKA-1382; what it does not heal is KAFKA-2729).
void ZkIsrWriter::look_who_wrote(const IsrChange& change) {
  zk::GetData read;
  read.path = zk_data::partition_state_path(context_.topics.name(change.tp.topic), change.tp.partition);
  zk_.send(std::move(read), [this, change](const zk::Response& response) {
    if (response.error != zk::Error::Ok) return refused(change);
    const auto stored = zk_data::decode_partition_state(response.data, response.stat);
    PartitionState wanted = state_of(context_.id, change);
    wanted.partition_epoch = PartitionEpoch(response.stat.version);
    if (!stored || *stored != wanted) return refused(change);
    accepted(change, wanted.partition_epoch);
  });
}

void ZkIsrWriter::accepted(const IsrChange& change, PartitionEpoch partition_epoch) {
  changed_.insert(change.tp);
  last_change_ = context_.scheduler.now();
  AlterPartitionResponse::Partition answer;
  answer.tp = change.tp;
  answer.leader = context_.id;
  answer.leader_epoch = change.leader_epoch;
  answer.partition_epoch = partition_epoch;
  answer.isr = change.isr;
  answer.recovery = change.recovery;
  writing_ = false;
  listener_.on_isr_answer(change, answer);
  write_next();
}

/// The leader keeps the set it knew and will ask again at its next check.
void ZkIsrWriter::refused(const IsrChange& change) {
  context_.emit([&] {
    return IsrChangeFailed{.leader = context_.id, .tp = change.tp, .error = ErrorCode::INVALID_UPDATE_VERSION};
  });
  AlterPartitionResponse::Partition answer;
  answer.tp = change.tp;
  answer.error = ErrorCode::OPERATION_NOT_ATTEMPTED;
  writing_ = false;
  listener_.on_isr_answer(change, answer);
  write_next();
}

// ---- telling the controller

void ZkIsrWriter::propagate() {
  propagation_.arm(kCheckInterval);
  const sim::SimTime now = context_.scheduler.now();
  if (changed_.empty()) return;
  if (last_change_ + kLinger < now || last_propagation_ + kMaxDelay < now) tell_controller();
}

/// What the end of a session swallows is told at the next look.
void ZkIsrWriter::tell_controller() {
  std::vector<zk_data::PartitionName> names;
  for (const TopicPartition tp : changed_) names.push_back({context_.topics.name(tp.topic), tp.partition});
  zk_.send(
      zk::Create{zk_data::isr_change_path(), zk_data::encode_isr_change(names), zk::CreateMode::persistent_sequential},
      [this, told = std::exchange(changed_, {}), now = context_.scheduler.now()](const zk::Response& response) mutable {
        if (response.error == zk::Error::Ok) {
          last_propagation_ = now;
        } else {
          changed_.merge(told);
        }
      });
}

}  // namespace kafka

#include "model/consumer/committed_offset_fetcher.h"

namespace kafka {

CommittedOffsetFetcher::CommittedOffsetFetcher(const CoordinatorContext& context, AbstractCoordinator& member)
    : context_(context),
      member_(member),
      backoff_(context.config.retry_backoff_ms,
               context.profile == Profile::v2_3 ? context.config.retry_backoff_ms : context.config.retry_backoff_max_ms,
               context.rng),
      retry_(context.scheduler, context.life, [this] { context_.thread.wake(); }) {}

std::optional<std::vector<PartitionOffset>> CommittedOffsetFetcher::fetch(
    const std::vector<TopicPartition>& partitions) {
  const bool stable = member_.state() == MemberState::STABLE;
  const MemberGeneration generation = stable ? member_.generation() : MemberGeneration{};
  if (pending_ && (pending_->partitions != partitions || !(pending_->generation == generation))) pending_.reset();
  if (pending_ && pending_->offsets) {
    attempts_ = 0;
    return std::exchange(pending_, std::nullopt)->offsets;
  }
  if (!pending_ && !retry_.armed() && member_.lookup().ensure_ready()) send(partitions, generation);
  return std::nullopt;
}

/// Releases since 2.5 always ask for stable offsets; older brokers cannot be asked. Source:
/// ConsumerCoordinator.sendOffsetFetchRequest.
void CommittedOffsetFetcher::send(const std::vector<TopicPartition>& partitions, const MemberGeneration& generation) {
  pending_ = Pending{.partitions = partitions, .generation = generation, .number = ++sent_, .offsets = {}};
  context_.client.send(member_.lookup().node(),
                       OffsetFetchRequest{.group = context_.group,
                                          .partitions = partitions,
                                          .require_stable = context_.behaviour.group_metadata_fencing},
                       [this, number = sent_](const Request& answered) { on_answer(answered, number); });
}

void CommittedOffsetFetcher::on_answer(const Request& answered, std::uint64_t number) {
  if (!answered.answer) member_.lookup().mark_unknown("disconnected", true);
  if (!pending_ || pending_->number != number) return;  // other partitions are wanted now
  if (!answered.answer) return react(ErrorCode::NETWORK_EXCEPTION);
  const auto& response = std::get<OffsetFetchResponse>(*answered.answer);
  if (response.error != ErrorCode::NONE) return react(response.error);
  pending_->offsets = response.offsets;
}

/// Source: ConsumerCoordinator.OffsetFetchResponseHandler.
void CommittedOffsetFetcher::react(ErrorCode error) {
  pending_.reset();
  if (error == ErrorCode::COORDINATOR_NOT_AVAILABLE || error == ErrorCode::NOT_COORDINATOR)
    member_.lookup().mark_unknown(name_of(error));
  if (!is_retriable(error)) {
    exception_ = "KafkaException";
    return;
  }
  retry_.arm(backoff_.backoff(attempts_++));
}

}  // namespace kafka

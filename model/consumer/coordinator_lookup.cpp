#include "model/consumer/coordinator_lookup.h"

#include <utility>

namespace kafka {

CoordinatorLookup::CoordinatorLookup(sim::Scheduler& scheduler, sim::LifeId life, GroupId group,
                                     const ConsumerConfig& config, Profile profile, ConsumerNetworkClient& client,
                                     ClientMetadata& metadata, sim::Rng rng)
    : scheduler_(scheduler),
      group_(group),
      profile_(profile),
      client_(client),
      metadata_(metadata),
      backoff_(config.retry_backoff_ms,
               profile == Profile::v2_3 ? config.retry_backoff_ms : config.retry_backoff_max_ms, rng),
      retry_(scheduler, life, [this] {
        metadata_.request_update();
        progress_();
      }) {}

/// Source: AbstractCoordinator.checkAndGetCoordinator. One that was named and cannot be reached is not asked for again
/// at once: the answer would be the same.
bool CoordinatorLookup::known() {
  if (coordinator_ == kNoBroker) return false;
  if (client_.unavailable(node())) {
    mark_unknown("coordinator unavailable", true);
    if (!reached_) retry_.arm(backoff_.backoff(attempts_++));
    return false;
  }
  if (client_.network().connected(node())) {
    reached_ = true;
    attempts_ = 0;
  }
  return true;
}

bool CoordinatorLookup::ensure_ready() {
  if (known()) return true;
  if (asking_ || retry_.armed()) return false;
  if (waits_for_metadata_ && metadata_.version() == metadata_version_) return false;
  waits_for_metadata_ = false;
  const BrokerId to = metadata_.any_broker();
  if (to == kNoBroker) {
    fail();
    return false;
  }
  asking_ = true;
  client_.send(to, FindCoordinatorRequest{.group = group_, .type = CoordinatorType::GROUP, .transactional_id = ""},
               [this](const Request& request) { on_answer(request); });
  return false;
}

void CoordinatorLookup::on_answer(const Request& request) {
  asking_ = false;
  const auto* found = request.answer ? &std::get<FindCoordinatorResponse>(*request.answer) : nullptr;
  if (!found || found->error != ErrorCode::NONE) return fail();
  coordinator_ = found->coordinator;
  reached_ = false;
  client_.emit([&] { return CoordinatorFound{.client = client_.id(), .coordinator = coordinator_}; });
  client_.network().ready(node());  // Kafka: tryConnect
  found_();
  progress_();
}

/// A failed search waits, and then for fresh metadata: who is alive may have changed. Source:
/// AbstractCoordinator.ensureCoordinatorReady. 2.3 waits for metadata alone, which keeps its own distance.
void CoordinatorLookup::fail() {
  waits_for_metadata_ = true;
  metadata_version_ = metadata_.version();
  retry_.arm(profile_ == Profile::v2_3 ? kLeastBackoff : backoff_.backoff(attempts_++));
  failed_();
}

void CoordinatorLookup::mark_unknown(std::string_view why, bool disconnected) {
  if (coordinator_ == kNoBroker) return;
  const BrokerId old = std::exchange(coordinator_, kNoBroker);
  client_.emit([&] { return CoordinatorLost{.client = client_.id(), .coordinator = old, .why = why}; });
  if (!disconnected) client_.disconnect(coordinator_node(old));
}

}  // namespace kafka

#pragma once
/// Who coordinates the group, as far as a member knows. Kafka: AbstractCoordinator (ensureCoordinatorReady,
/// lookupCoordinator, markCoordinatorUnknown).

#include <cstdint>
#include <functional>
#include <string_view>

#include "model/config/consumer_config.h"
#include "model/config/profile.h"
#include "model/consumer/consumer_network_client.h"
#include "model/net/exponential_backoff.h"

namespace kafka {

///   volatile   the coordinator's address
///   sends      FindCoordinator
///   receives   its answers
///   timers     retry_   after a failure
class CoordinatorLookup {
 public:
  CoordinatorLookup(sim::Scheduler& scheduler, sim::LifeId life, GroupId group, const ConsumerConfig& config,
                    Profile profile, ConsumerNetworkClient& client, ClientMetadata& metadata, sim::Rng rng);

  /// It was found, or may be asked for again.
  void on_progress(std::function<void()> told) { progress_ = std::move(told); }
  /// It was found.
  void on_found(std::function<void()> told) { found_ = std::move(told); }
  /// A question for it failed.
  void on_failed(std::function<void()> told) { failed_ = std::move(told); }

  /// A coordinator is known and not out of reach.
  bool known();
  /// Its node, with a connection of its own; needs known().
  [[nodiscard]] BrokerId node() const { return coordinator_node(coordinator_); }
  /// known(); else does what leads there, one step at a time, and on_progress() tells.
  bool ensure_ready();
  /// A new attempt to reach it begins: it waits as long as the first time.
  void forget_attempts() { attempts_ = 0; }
  /// An answer that a search may have waited for.
  void on_metadata() {
    if (waits_for_metadata_) progress_();
  }
  /// Kafka: markCoordinatorUnknown. `disconnected`: the connection is closed already.
  void mark_unknown(std::string_view why, bool disconnected = false);

 private:
  void on_answer(const Request& request);
  void fail();

  sim::Scheduler& scheduler_;
  GroupId group_;
  Profile profile_;
  ConsumerNetworkClient& client_;
  ClientMetadata& metadata_;
  ExponentialBackoff backoff_;
  std::function<void()> progress_ = [] {};
  std::function<void()> found_ = [] {};
  std::function<void()> failed_ = [] {};
  BrokerId coordinator_ = kNoBroker;
  bool reached_ = false;  // there was a connection since it was found
  bool asking_ = false;
  std::int32_t attempts_ = 0;
  bool waits_for_metadata_ = false;
  std::uint64_t metadata_version_ = 0;  // an answer after this one is waited for
  sim::Timer retry_;
};

}  // namespace kafka

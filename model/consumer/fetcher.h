#pragma once
/// Fetches ahead of the application and hands records over partition by partition.
/// Kafka: Fetcher (2.3), AbstractFetch, FetchBuffer and FetchCollector (3.x).

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

#include "model/config/consumer_config.h"
#include "model/config/profile.h"
#include "model/consumer/completed_fetch.h"
#include "model/consumer/consumer_network_client.h"
#include "model/consumer/subscription_state.h"

namespace kafka {

/// What poll() gets. Kafka: Fetch.
struct Fetch {
  std::vector<FetchedRecords> records;
  bool position_advanced = false;  ///< over records, or over what is not returned: markers, aborted batches
  std::string_view exception;      ///< not "": poll() throws it
};

///   volatile   completed fetches not yet returned, fetches under way
///   sends      Fetch, at most one to each broker at a time
///   receives   its answers
class Fetcher {
 public:
  /// `group`: for what it tells.
  Fetcher(const sim::Scheduler& scheduler, const ConsumerConfig& config, Profile profile, GroupId group,
          const TopicTable& topics, SubscriptionState& subscriptions, ConsumerNetworkClient& client,
          ClientMetadata& metadata, bool validate_positions);

  /// Asks every leader, or the replica it named (KIP-392), without an outstanding fetch for the partitions that have a
  /// position and no buffered records.
  void send_fetches();
  /// The leaders choose anew for partitions that were to be read from `node`.
  void on_connect_failed(BrokerId node);

  /// Takes up to `max_records` out of what has been fetched; positions advance. An error of a partition is met here.
  /// Source: FetchCollector.collectFetch (2.3: Fetcher.fetchedRecords).
  Fetch collect();

  /// The last fetch was answered in no time, in this instant: asking again would never end.
  [[nodiscard]] bool out_of_breath() const { return answered_at_once_ == scheduler_.now(); }

 private:
  [[nodiscard]] bool buffered(TopicPartition tp) const;
  [[nodiscard]] std::vector<TopicPartition> order_of_asking() const;
  [[nodiscard]] BrokerId replica_to_read(TopicPartitionState& p);
  [[nodiscard]] FetchRequest new_request() const;
  void on_answer(const Request& request);
  void adopt(const FetchResponse::Partition& answer, Offset asked);
  bool initialize(const CompletedFetch& completed, Fetch& fetch);
  void on_error(const CompletedFetch& completed, TopicPartitionState& p, Fetch& fetch);
  void drain(CompletedFetch& completed, std::int32_t max, Fetch& fetch);
  void retire(CompletedFetch& completed);

  const sim::Scheduler& scheduler_;
  const ConsumerConfig& config_;
  Profile profile_;
  GroupId group_;
  const TopicTable& topics_;
  SubscriptionState& subscriptions_;
  ConsumerNetworkClient& client_;
  ClientMetadata& metadata_;
  bool validate_positions_;
  std::deque<CompletedFetch> completed_;
  bool next_in_line_ = false;      // the first of them has been looked at
  std::vector<BrokerId> pending_;  // brokers with a fetch under way
  sim::SimTime answered_at_once_ = sim::SimTime::min();
};

}  // namespace kafka

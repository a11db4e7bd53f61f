#include "model/broker/replica_fetcher.h"

#include <algorithm>
#include <utility>

namespace kafka {

namespace {

NetworkClientConfig network_config(const BrokerConfig& c) {
  // Source: BrokerBlockingSender: one request at a time, replica.socket.timeout.ms, reconnect at the fetch backoff.
  return {.max_in_flight = 1,
          .request_timeout = c.replica_socket_timeout_ms,
          .reconnect_backoff = sim::Duration{0},
          .reconnect_backoff_max = sim::Duration{0},
          .connection_setup_timeout = c.replica_socket_timeout_ms,
          .api_versions = false};
}

}  // namespace

ReplicaFetcher::ReplicaFetcher(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers,
                               sim::Rng rng, BrokerId leader, ReplicaManager& replicas)
    : context_(context),
      leader_(leader),
      replicas_(replicas),
      client_(context.scheduler, network, brokers, context.emitter, context.host, context.life, kNoClient,
              network_config(context.config), rng, *this),
      backoff_(context.scheduler, context.life, [this] { run(); }) {}

void ReplicaFetcher::add(TopicPartition tp) { partitions_.push_back(Fetched{.tp = tp}); }

ReplicaFetcher::Fetched* ReplicaFetcher::find(TopicPartition tp) {
  const auto it = std::find_if(partitions_.begin(), partitions_.end(), [&](const Fetched& f) { return f.tp == tp; });
  return it == partitions_.end() ? nullptr : &*it;
}

void ReplicaFetcher::run() {
  if (in_flight_ || partitions_.empty()) return;
  if (!client_.ready(leader_)) return;  // connecting: on_node_ready or on_connect_failed goes on
  sim::SimTime next_try = sim::SimTime::max();
  FetchRequest request = build_request(next_try);
  if (request.partitions.empty()) return backoff_.arm_at(next_try);
  in_flight_ = true;
  client_.send(leader_, std::move(request));
}

/// 2.8 and later find divergence while fetching; what came before is not modelled (docs/not-modelled.md).
LeaderEpoch ReplicaFetcher::latest_epoch(const Partition& p) const {
  return context_.profile == Profile::v3_9 ? p.log().epochs().latest_epoch() : kNoEpoch;
}

FetchRequest ReplicaFetcher::build_request(sim::SimTime& next_try) {
  const BrokerConfig& c = context_.config;
  FetchRequest request;
  request.replica = context_.id;
  request.max_wait = c.replica_fetch_wait_max_ms;
  request.min_bytes = c.replica_fetch_min_bytes;
  request.max_bytes = c.replica_fetch_response_max_bytes;
  request.partitions.reserve(partitions_.size());
  for (Fetched& f : partitions_) {
    if (f.not_before > context_.scheduler.now()) {
      next_try = std::min(next_try, f.not_before);
      continue;
    }
    const Partition& p = *replicas_.find(f.tp);
    const Offset end = p.log().log_end_offset();
    request.partitions.push_back({.tp = f.tp,
                                  .fetch_offset = end,
                                  .log_start_offset = p.log().log_start_offset(),
                                  .current_leader_epoch = p.leader_epoch(),
                                  .last_fetched_epoch = latest_epoch(p),
                                  .max_bytes = c.replica_fetch_max_bytes,
                                  .known_high_watermark = f.known_high_watermark,
                                  .known_log_start = f.known_log_start});
    if (f.asked != end) ++request.changed;
    f.asked = end;
  }
  return request;
}

void ReplicaFetcher::on_response(const Request& request) {
  in_flight_ = false;
  if (const auto* asked = std::get_if<FetchRequest>(&request.body)) {
    on_fetch(*asked, std::get<FetchResponse>(*request.answer));
  } else {
    on_earliest(std::get<ListOffsetsResponse>(*request.answer));
  }
  // Answered in no time (replica.fetch.wait.max.ms=0, no latency): asking again at once would never end.
  if (request.sent == context_.scheduler.now()) return backoff_.arm(kLeastBackoff);
  run();
}

void ReplicaFetcher::on_fetch(const FetchRequest& asked, const FetchResponse& response) {
  for (const FetchResponse::Partition& answer : response.partitions) {
    const auto it = std::find_if(asked.partitions.begin(), asked.partitions.end(),
                                 [&](const FetchRequest::Partition& p) { return p.tp == answer.tp; });
    Fetched* fetched = find(answer.tp);
    if (it != asked.partitions.end() && fetched) process(*fetched, *it, answer);
  }
}

void ReplicaFetcher::process(Fetched& fetched, const FetchRequest::Partition& asked,
                             const FetchResponse::Partition& answer) {
  Partition& p = *replicas_.find(fetched.tp);
  const bool unchanged =
      p.log().log_end_offset() == asked.fetch_offset && p.leader_epoch() == asked.current_leader_epoch;
  if (!unchanged) return;  // asked under conditions that no longer hold
  if (answer.error == ErrorCode::OFFSET_OUT_OF_RANGE) return ask_earliest(fetched.tp);
  if (answer.error != ErrorCode::NONE) return hold_back(fetched);
  if (answer.diverging) return replicas_.truncate_to_divergence(p, *answer.diverging);
  replicas_.append_from_leader(p, answer);
  fetched.known_high_watermark = answer.high_watermark;
  fetched.known_log_start = answer.log_start_offset;
  if (answer.records.empty()) return;
  const auto at =
      std::find_if(partitions_.begin(), partitions_.end(), [&](const Fetched& f) { return f.tp == answer.tp; });
  std::rotate(at, at + 1, partitions_.end());  // who had data asks last next time
}

/// Source: AbstractFetcherThread.fetchOffsetAndTruncate, the case in which the leader's log starts above our end.
void ReplicaFetcher::ask_earliest(TopicPartition tp) {
  hold_back(*find(tp));
  if (in_flight_) return;
  in_flight_ = true;
  client_.send(leader_, ListOffsetsRequest{.partitions = {{.tp = tp, .spec = OffsetSpec::earliest}}});
}

void ReplicaFetcher::on_earliest(const ListOffsetsResponse& response) {
  for (const ListOffsetsResponse::Partition& answer : response.partitions) {
    Fetched* fetched = find(answer.tp);
    if (!fetched || answer.error != ErrorCode::NONE) continue;
    Log& log = replicas_.find(answer.tp)->log();
    if (answer.offset > log.log_end_offset()) log.truncate_fully_and_start_at(answer.offset, context_.scheduler.now());
    fetched->not_before = context_.scheduler.now();
  }
}

void ReplicaFetcher::on_request_failed(const Request&, RequestFailure) {
  in_flight_ = false;
  hold_back_all();
}

void ReplicaFetcher::hold_back(Fetched& fetched) {
  fetched.not_before = context_.scheduler.from_now(context_.config.replica_fetch_backoff_ms);
}

void ReplicaFetcher::hold_back_all() {
  for (Fetched& f : partitions_) hold_back(f);
  backoff_.arm(context_.config.replica_fetch_backoff_ms);
}

}  // namespace kafka

#include "model/broker/replica_fetcher.h"

#include <algorithm>
#include <utility>

#include "model/protocol/in_order.h"

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
                               sim::Rng rng, BrokerId leader, FollowerReplicas& replicas, FailedPartitions& failed)
    : context_(context),
      leader_(leader),
      replicas_(replicas),
      failed_(failed),
      client_(context.scheduler, network, brokers, context.emitter, context.host, context.life, kNoClient,
              network_config(context.config), rng, *this),
      wake_(context.scheduler, context.life, [this] { run(); }) {}

// ---- partitions

void ReplicaFetcher::add(Partition& partition) {
  partitions_.push_back(Fetched{.state = FetchedPartition(partition, replicas_)});
  if (started_) wake_.arm(sim::Duration{0});
}

void ReplicaFetcher::remove(TopicPartition tp) {
  std::erase_if(partitions_, [&](const Fetched& f) { return f.state.tp() == tp; });
}

const FetchedPartition* ReplicaFetcher::find(TopicPartition tp) const {
  const auto it =
      std::find_if(partitions_.begin(), partitions_.end(), [&](const Fetched& f) { return f.state.tp() == tp; });
  return it == partitions_.end() ? nullptr : &it->state;
}

void ReplicaFetcher::start() {
  started_ = true;
  run();
}

void ReplicaFetcher::hang_up() {
  client_.disconnect(leader_);
  in_flight_ = false;
  wake_.disarm();
}

// ---- asking

void ReplicaFetcher::run() {
  if (!started_ || in_flight_ || partitions_.empty()) return;
  if (!client_.ready(leader_)) {
    // Connecting: on_node_ready or on_connect_failed goes on. Otherwise it is too early to connect again.
    if (!client_.connecting(leader_))
      wake_.arm_at(std::max(client_.retry_at(leader_), context_.scheduler.from_now(kLeastBackoff)));
    return;
  }
  sim::SimTime next_try = sim::SimTime::max();
  std::optional<RequestBody> request = next_request(next_try);
  if (!request) return wake_.arm_at(next_try);
  in_flight_ = true;
  client_.send(leader_, std::move(*request));
}

bool ReplicaFetcher::held_back(const Fetched& fetched) const { return fetched.not_before > context_.scheduler.now(); }

std::optional<RequestBody> ReplicaFetcher::next_request(sim::SimTime& next_try) {
  ListOffsetsRequest bounds{.partitions = {}, .replica = context_.id};
  OffsetForLeaderEpochRequest epochs{.replica = context_.id, .partitions = {}};
  for (Fetched& f : partitions_) {
    if (f.state.phase() == Phase::fetching || held_back(f)) continue;
    if (f.state.phase() != Phase::truncating) {
      bounds.partitions.push_back(f.state.bound_question());
    } else if (f.state.has_epoch_question()) {
      epochs.partitions.push_back(f.state.epoch_question());
    } else {
      f.state.truncate_without_question();
    }
  }
  if (!bounds.partitions.empty()) return bounds;
  if (!epochs.partitions.empty()) return epochs;
  FetchRequest fetch = build_fetch(next_try);
  if (fetch.partitions.empty()) return std::nullopt;
  return fetch;
}

FetchRequest ReplicaFetcher::build_fetch(sim::SimTime& next_try) {
  const BrokerConfig& c = context_.config;
  FetchRequest request;
  request.replica = context_.id;
  request.max_wait = c.replica_fetch_wait_max_ms;
  request.min_bytes = c.replica_fetch_min_bytes;
  request.max_bytes = c.replica_fetch_response_max_bytes;
  request.partitions.reserve(partitions_.size());
  for (Fetched& f : partitions_) {
    if (held_back(f)) {
      next_try = std::min(next_try, f.not_before);
      continue;
    }
    FetchRequest::Partition& wanted = request.partitions.emplace_back(f.state.fetch(c.replica_fetch_max_bytes));
    wanted.known_high_watermark = f.known_high_watermark;
    wanted.known_log_start = f.known_log_start;
    if (f.asked != wanted.fetch_offset) ++request.changed;
    f.asked = wanted.fetch_offset;
  }
  return request;
}

// ---- answers

void ReplicaFetcher::on_response(const Request& request) {
  in_flight_ = false;
  bool progress = true;
  if (const auto* fetch = std::get_if<FetchRequest>(&request.body)) {
    progress = on_fetch(*fetch, std::get<FetchResponse>(*request.answer));
  } else if (const auto* epochs = std::get_if<OffsetForLeaderEpochRequest>(&request.body)) {
    on_epoch_ends(*epochs, std::get<OffsetForLeaderEpochResponse>(*request.answer));
  } else {
    on_bounds(std::get<ListOffsetsRequest>(request.body), std::get<ListOffsetsResponse>(*request.answer));
  }
  drop_failed();
  // Nothing came, in no time (replica.fetch.wait.max.ms=0, no latency): asking again at once would never end.
  if (!progress && request.sent == context_.scheduler.now()) return wake_.arm(kLeastBackoff);
  run();
}

/// f(fetched, question, answer) for each answer to what was asked, unless the partition is no longer fetched here.
template <class Asked, class Response, class F>
void ReplicaFetcher::for_each_answer(const Asked& asked, const Response& response, F f) {
  InOrder questions(asked.partitions, [](const auto& p) { return p.tp; });
  InOrder mine(partitions_, [](const Fetched& p) { return p.state.tp(); });
  for (const auto& answer : response.partitions) {
    const auto* question = questions.find(answer.tp);
    Fetched* fetched = mine.find(answer.tp);
    if (question && fetched) f(*fetched, *question, answer);
  }
}

/// True if it brought records.
bool ReplicaFetcher::on_fetch(const FetchRequest& asked, const FetchResponse& response) {
  bool records = false;
  for_each_answer(asked, response, [&](Fetched& fetched, const auto& question, const auto& answer) {
    const Reaction reaction = fetched.state.on_fetched(question, answer);
    react(fetched, reaction);
    if (reaction != Reaction::go_on || answer.error != ErrorCode::NONE || answer.diverging) return;
    fetched.known_high_watermark = answer.high_watermark;
    fetched.known_log_start = answer.log_start_offset;
    fetched.to_the_end = !answer.records.empty();
    records = records || fetched.to_the_end;
  });
  if (records) move_to_the_end();
  return records;
}

/// Who had data asks last next time.
void ReplicaFetcher::move_to_the_end() {
  std::stable_partition(partitions_.begin(), partitions_.end(), [](const Fetched& f) { return !f.to_the_end; });
  for (auto it = partitions_.rbegin(); it != partitions_.rend() && it->to_the_end; ++it) it->to_the_end = false;
}

void ReplicaFetcher::on_epoch_ends(const OffsetForLeaderEpochRequest& asked,
                                   const OffsetForLeaderEpochResponse& response) {
  for_each_answer(asked, response, [&](Fetched& fetched, const auto& question, const auto& answer) {
    react(fetched, fetched.state.on_epoch_end(question, answer));
  });
}

void ReplicaFetcher::on_bounds(const ListOffsetsRequest& asked, const ListOffsetsResponse& response) {
  for_each_answer(asked, response, [&](Fetched& fetched, const auto& question, const auto& answer) {
    react(fetched, fetched.state.on_bound(question, answer));
  });
}

void ReplicaFetcher::react(Fetched& fetched, Reaction reaction) {
  if (reaction == Reaction::retry) hold_back(fetched);
  if (reaction != Reaction::failed) return;
  fetched.failed = any_failed_ = true;
}

void ReplicaFetcher::drop_failed() {
  if (!std::exchange(any_failed_, false)) return;
  for (const Fetched& f : partitions_)
    if (f.failed) failed_.on_partition_failed(f.state.tp());
  std::erase_if(partitions_, [](const Fetched& f) { return f.failed; });
}

void ReplicaFetcher::on_request_failed(const Request&, RequestFailure) {
  in_flight_ = false;
  hold_back_all();
}

sim::Duration ReplicaFetcher::backoff() const {
  return std::max(context_.config.replica_fetch_backoff_ms, kLeastBackoff);
}

void ReplicaFetcher::hold_back(Fetched& fetched) { fetched.not_before = context_.scheduler.from_now(backoff()); }

void ReplicaFetcher::hold_back_all() {
  for (Fetched& f : partitions_) hold_back(f);
  wake_.arm(backoff());
}

}  // namespace kafka

#include "model/broker/control_requests.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kafka {

namespace {

struct Header {
  template <class R>
  const ControlHeader* operator()(const R& request) const {
    if constexpr (requires { request.header; }) {
      return &request.header;
    } else {
      return nullptr;
    }
  }
};

/// The answer to a request that is refused as a whole.
struct Refusal {
  ErrorCode error;
  ResponseBody operator()(const LeaderAndIsrRequest&) const { return LeaderAndIsrResponse{error, {}}; }
  ResponseBody operator()(const UpdateMetadataRequest&) const { return UpdateMetadataResponse{error}; }
  template <class R>
  ResponseBody operator()(const R&) const {
    return StopReplicaResponse{error, {}};
  }
};

std::string_view api_name(const RequestBody& request) {
  if (std::holds_alternative<LeaderAndIsrRequest>(request)) return "LeaderAndIsr";
  if (std::holds_alternative<UpdateMetadataRequest>(request)) return "UpdateMetadata";
  return "StopReplica";
}

}  // namespace

ControlRequests::ControlRequests(const BrokerContext& context, MetadataCache& metadata, ReplicaManager& replicas,
                                 TopicConfigs& configs, DynamicConfig& dynamic_config, GroupCoordinator& groups)
    : context_(context),
      metadata_(metadata),
      replicas_(replicas),
      configs_(configs),
      dynamic_config_(dynamic_config),
      groups_(groups) {}

/// A request that does not name a registration (before 2.2) is never stale.
void ControlRequests::handle(const RequestBody& request, Done done) {
  const ControlHeader* header = std::visit(Header{}, request);
  SIM_CHECK(header != nullptr, "a control request");
  if (header->broker_epoch != kNoBrokerEpoch && header->broker_epoch < broker_epoch_) {
    tell(api_name(request), *header, ErrorCode::STALE_BROKER_EPOCH);
    return done(std::visit(Refusal{ErrorCode::STALE_BROKER_EPOCH}, request));
  }
  queue_.push_back({&request, std::move(done)});
  run();
}

void ControlRequests::run() {
  while (!busy_ && !queue_.empty()) {
    const Waiting next = std::move(queue_.front());
    queue_.pop_front();
    const RequestBody& request = *next.request;
    const ErrorCode error = accept(api_name(request), *std::visit(Header{}, request));
    if (error != ErrorCode::NONE) {
      next.done(std::visit(Refusal{error}, request));
    } else if (const auto* leader_and_isr = std::get_if<LeaderAndIsrRequest>(&request)) {
      process(*leader_and_isr, next.done);
    } else if (const auto* metadata = std::get_if<UpdateMetadataRequest>(&request)) {
      process(*metadata, next.done);
    } else {
      process(std::get<StopReplicaRequest>(request), next.done);
    }
  }
}

ErrorCode ControlRequests::accept(std::string_view api, const ControlHeader& header) {
  const bool stale =
      header.controller_epoch < controller_epoch_ && !context_.behaviour.mutated(Mutation::accept_stale_controller);
  const ErrorCode error = stale ? ErrorCode::STALE_CONTROLLER_EPOCH : ErrorCode::NONE;
  tell(api, header, error);
  if (!stale) controller_epoch_ = header.controller_epoch;
  return error;
}

void ControlRequests::tell(std::string_view api, const ControlHeader& header, ErrorCode error) {
  context_.emit([&] {
    return ControlRequestHandled{.broker = context_.id,
                                 .api = api,
                                 .controller = header.controller,
                                 .controller_epoch = header.controller_epoch,
                                 .known_controller_epoch = controller_epoch_,
                                 .broker_epoch = header.broker_epoch,
                                 .own_broker_epoch = broker_epoch_,
                                 .error = error};
  });
}

// ---- LeaderAndIsr

/// A log that is on the disk has its settings since the start.
std::vector<TopicId> ControlRequests::topics_of_new_logs(const LeaderAndIsrRequest& request) const {
  std::set<TopicId> topics;
  for (const auto& p : request.partitions)
    if (context_.storage.find(p.tp) == nullptr) topics.insert(p.tp.topic);
  return {topics.begin(), topics.end()};
}

void ControlRequests::process(const LeaderAndIsrRequest& request, const Done& done) {
  const std::vector<TopicId> topics = topics_of_new_logs(request);
  if (topics.empty()) return become_leader_or_follower(request, done);
  busy_ = true;
  dynamic_config_.fetch(topics, [this, &request, done](bool ok) {
    if (ok) {
      become_leader_or_follower(request, done);
    } else {  // the exception reaches KafkaApis; the new registration brings everything anew
      done(LeaderAndIsrResponse{ErrorCode::UNKNOWN_SERVER_ERROR, {}});
    }
    busy_ = false;
    run();
  });
}

/// Leaders first, then followers, as Kafka does.
void ControlRequests::become_leader_or_follower(const LeaderAndIsrRequest& request, const Done& done) {
  LeaderAndIsrResponse response;
  for (const auto& p : request.partitions) response.partitions.push_back({p.tp, ErrorCode::NONE});
  for (const bool leaders : {true, false})
    for (std::size_t i = 0; i < request.partitions.size(); ++i)
      if ((request.partitions[i].state.leader == context_.id) == leaders)
        response.partitions[i].error = become(request.partitions[i]);
  replicas_.control_request_done();
  done(std::move(response));
}

/// Source: ReplicaManager.becomeLeaderOrFollower, makeFollowers. Of an unknown leader only the log is made: role and
/// epoch stay as they were.
ErrorCode ControlRequests::become(const LeaderAndIsrRequest::Partition& partition) {
  const TopicPartition tp = partition.tp;
  const PartitionState& state = partition.state;
  const Partition* known = replicas_.find(tp);
  const LeaderEpoch current = known ? known->leader_epoch() : kNoEpoch;
  const bool assigned = std::find(state.replicas.begin(), state.replicas.end(), context_.id) != state.replicas.end();
  if (state.leader_epoch > current && !assigned) return ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  if (!known) replicas_.create_partition(tp, &configs_.get(tp.topic));
  const bool follows_nobody = state.leader != context_.id && !metadata_.is_alive(state.leader);
  if (state.leader_epoch > current && follows_nobody) return ErrorCode::NONE;
  return replicas_.become_leader_or_follower(tp, state);
}

// ---- UpdateMetadata, StopReplica

void ControlRequests::process(const UpdateMetadataRequest& request, const Done& done) {
  std::vector<TopicPartition> deleted;
  for (const auto& p : request.partitions)
    if (p.state.leader == kLeaderDuringDelete && metadata_.find(p.tp)) deleted.push_back(p.tp);
  metadata_.update(request);
  if (!deleted.empty()) groups_.on_partitions_deleted(deleted);
  done(UpdateMetadataResponse{ErrorCode::NONE});
}

void ControlRequests::process(const StopReplicaRequest& request, const Done& done) {
  StopReplicaResponse response;
  for (const auto& p : request.partitions)
    response.partitions.push_back({p.tp, replicas_.stop_replica(p.tp, p.leader_epoch, p.delete_partition)});
  replicas_.control_request_done();
  done(std::move(response));
}

}  // namespace kafka

#include "model/broker/admin_requests.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/types/topic_name.h"
#include "model/types/wall_clock.h"
#include "sim/core/check.h"

namespace kafka {

bool AdminRequests::for_controller(const AdminQuestion& question) {
  return std::holds_alternative<CreateTopicsRequest>(question.body) ||
         std::holds_alternative<DeleteTopicsRequest>(question.body) ||
         std::holds_alternative<CreatePartitionsRequest>(question.body) ||
         std::holds_alternative<DescribeConfigsRequest>(question.body) ||
         std::holds_alternative<AlterConfigsRequest>(question.body) ||
         std::holds_alternative<IncrementalAlterConfigsRequest>(question.body) ||
         std::holds_alternative<ElectLeadersRequest>(question.body) ||
         std::holds_alternative<AlterPartitionReassignmentsRequest>(question.body) ||
         std::holds_alternative<ListPartitionReassignmentsRequest>(question.body);
}

AdminReply AdminRequests::answer(const AdminQuestion& question) {
  return std::visit([this](const auto& request) { return on(request); }, question.body);
}

template <class Other>
AdminReply AdminRequests::on(const Other&) const {
  SIM_CHECK(false, "a question for the controller");
}

// ---- metadata

/// Source: KafkaApis.handleTopicMetadataRequest, ZkMetadataCache.getPartitionMetadata.
TopicMetadataResponse::Topic AdminRequests::topic(const std::string& name) const {
  TopicMetadataResponse::Topic answer{.name = name};
  metadata_.for_each(context_.topics.find(name), [&](TopicPartition tp, const PartitionState& state) {
    const bool led = metadata_.is_alive(state.leader);
    answer.partitions.push_back({.partition = tp.partition,
                                 .error = led ? ErrorCode::NONE : ErrorCode::LEADER_NOT_AVAILABLE,
                                 .leader = led ? state.leader : kNoBroker,
                                 .leader_epoch = state.leader_epoch,
                                 .replicas = state.replicas,
                                 .isr = state.isr});
  });
  if (answer.partitions.empty()) answer.error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  if (!invalid_topic_name(name).empty()) answer.error = ErrorCode::INVALID_TOPIC_EXCEPTION;
  return answer;
}

AdminReply AdminRequests::on(const TopicMetadataRequest& request) const {
  TopicMetadataResponse response{.brokers = {}, .controller = metadata_.controller(), .topics = {}};
  for (const BrokerId id : metadata_.alive()) response.brokers.push_back({id, metadata_.rack(id)});
  std::vector<std::string> names = request.topics;
  if (request.all) {
    names.clear();
    for (const TopicId id : metadata_.topics()) names.push_back(context_.topics.name(id));
    std::sort(names.begin(), names.end());
  }
  for (const std::string& name : names) response.topics.push_back(topic(name));
  return {response};
}

// ---- groups

/// Source: KafkaApis.handleDescribeGroupsRequest.
AdminReply AdminRequests::on(const DescribeGroupsRequest& request) const {
  DescribeGroupsResponse response;
  for (const GroupId id : request.groups) {
    const GroupSummary summary = groups_.describe_group(id);
    DescribeGroupsResponse::Group& group = response.groups.emplace_back();
    group.group = id;
    group.error = summary.error;
    if (summary.error != ErrorCode::NONE) continue;
    group.state = name_of(summary.state);
    group.protocol_type = summary.protocol_type;
    group.protocol = summary.protocol;
    for (const MemberSummary& m : summary.members)
      group.members.push_back({.member_id = m.member_id,
                               .group_instance_id = m.group_instance_id,
                               .client_id = m.client_id,
                               .client = m.client,
                               .assignment = m.assignment});
  }
  return {response};
}

AdminReply AdminRequests::on(const ListGroupsRequest&) const { return {groups_.list_groups()}; }

AdminReply AdminRequests::on(const DeleteGroupsRequest& request) const {
  return {DeleteGroupsResponse{.errors = groups_.delete_groups(request.groups)}};
}

AdminReply AdminRequests::on(const GroupOffsetsRequest& request) const {
  GroupOffsetsResponse response;
  response.error = groups_.fetch_all_offsets(request.group, response.offsets);
  return {response};
}

AdminReply AdminRequests::on(const OffsetDeleteRequest& request) const {
  OffsetDeleteResponse response;
  response.error = groups_.delete_offsets(request.group, request.partitions, response.errors);
  // Partitions that nobody has heard of are not asked for. Source: KafkaApis.handleOffsetDeleteRequest.
  if (response.error == ErrorCode::NONE)
    for (std::size_t i = 0; i < request.partitions.size(); ++i)
      if (!metadata_.find(request.partitions[i])) response.errors[i] = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  return {response};
}

// ---- logs

/// Source: ReplicaManager.fetchOffsetForTimestamp, Partition.fetchOffsetForTimestamp.
ErrorCode AdminRequests::offset_for_time(TopicPartition tp, std::int64_t timestamp_ms, Offset& offset) const {
  const Partition* const p = replicas_.find(tp);
  if (!p) return replicas_.error_of_missing(tp);
  if (const ErrorCode error = p->check_leader(); error != ErrorCode::NONE) return error;
  const sim::SimTime at = sim::kTimeZero + (std::chrono::milliseconds(timestamp_ms) - kTimeZeroSinceEpoch);
  const Offset found = p->log().offset_for_timestamp(at);
  offset = found < p->log().high_watermark() ? found : kUnknownOffset;
  return ErrorCode::NONE;
}

AdminReply AdminRequests::on(const OffsetsForTimesRequest& request) const {
  OffsetsForTimesResponse response;
  for (const TopicPartition tp : request.partitions) {
    OffsetsForTimesResponse::Partition& answer = response.partitions.emplace_back();
    answer.tp = tp;
    answer.error = offset_for_time(tp, request.timestamp_ms, answer.offset);
  }
  return {response};
}

/// Source: ReplicaManager.describeLogDirs, getLogEndOffsetLag: how far the log's end is behind the high watermark.
AdminReply AdminRequests::on(const DescribeLogDirsRequest& request) const {
  DescribeLogDirsResponse response;
  const std::set<std::string> wanted =
      request.topics ? std::set<std::string>(request.topics->begin(), request.topics->end()) : std::set<std::string>();
  replicas_.for_each([&](const Partition& p) {
    if (request.topics && !wanted.contains(context_.topics.name(p.tp().topic))) return;
    const std::int64_t lag =
        std::max<std::int64_t>(0, p.log().high_watermark().value() - p.log().log_end_offset().value());
    response.replicas.push_back({.tp = p.tp(), .size = p.log().size().count(), .offset_lag = lag});
  });
  return {response};
}

}  // namespace kafka

#include "model/protocol/admin_messages.h"

#include <array>
#include <utility>

#include "model/protocol/message_size.h"

namespace kafka {

namespace {

constexpr std::int64_t kPerDescribedMember = 112;
constexpr std::int64_t kPerGroup = 48;
constexpr std::int64_t kPerTopic = 48;
constexpr std::int64_t kPerConfig = 40;

/// In the order of AdminQuestion.
constexpr std::array kApis{ApiKey::METADATA,
                           ApiKey::DESCRIBE_GROUPS,
                           ApiKey::LIST_GROUPS,
                           ApiKey::DELETE_GROUPS,
                           ApiKey::OFFSET_FETCH,
                           ApiKey::OFFSET_DELETE,
                           ApiKey::LIST_OFFSETS,
                           ApiKey::DESCRIBE_LOG_DIRS,
                           ApiKey::ELECT_LEADERS,
                           ApiKey::ALTER_PARTITION_REASSIGNMENTS,
                           ApiKey::LIST_PARTITION_REASSIGNMENTS,
                           ApiKey::CREATE_TOPICS,
                           ApiKey::DELETE_TOPICS,
                           ApiKey::CREATE_PARTITIONS,
                           ApiKey::DESCRIBE_CONFIGS,
                           ApiKey::ALTER_CONFIGS,
                           ApiKey::INCREMENTAL_ALTER_CONFIGS};
static_assert(kApis.size() == std::variant_size_v<decltype(AdminQuestion::body)>);

struct QuestionSize {
  std::int64_t operator()(const TopicMetadataRequest& r) const { return count(r.topics.size()) * kPerPartition; }
  std::int64_t operator()(const DescribeGroupsRequest& r) const { return count(r.groups.size()) * kPerGroup; }
  std::int64_t operator()(const ListGroupsRequest&) const { return 0; }
  std::int64_t operator()(const DeleteGroupsRequest& r) const { return count(r.groups.size()) * kPerGroup; }
  std::int64_t operator()(const GroupOffsetsRequest&) const { return kPerGroup; }
  std::int64_t operator()(const OffsetDeleteRequest& r) const {
    return kPerGroup + count(r.partitions.size()) * kPerPartition;
  }
  std::int64_t operator()(const OffsetsForTimesRequest& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const DescribeLogDirsRequest&) const { return kPerPartition; }
  std::int64_t operator()(const ElectLeadersRequest& r) const {
    return r.partitions ? count(r.partitions->size()) * kPerPartition : 0;
  }
  std::int64_t operator()(const AlterPartitionReassignmentsRequest& r) const {
    return count(r.partitions.size()) * kPerPartition;
  }
  std::int64_t operator()(const ListPartitionReassignmentsRequest& r) const {
    return r.partitions ? count(r.partitions->size()) * kPerPartition : 0;
  }
  std::int64_t operator()(const CreateTopicsRequest& r) const {
    std::int64_t total = 0;
    for (const auto& topic : r.topics)
      total += kPerTopic + count(topic.assignment.size()) * kPerPartition + count(topic.configs.size()) * kPerConfig;
    return total;
  }
  std::int64_t operator()(const DeleteTopicsRequest& r) const { return count(r.topics.size()) * kPerTopic; }
  std::int64_t operator()(const CreatePartitionsRequest& r) const {
    std::int64_t total = 0;
    for (const auto& topic : r.topics)
      total += kPerTopic + (topic.assignment ? count(topic.assignment->size()) * kPerPartition : 0);
    return total;
  }
  std::int64_t operator()(const DescribeConfigsRequest& r) const { return count(r.resources.size()) * kPerTopic; }
  std::int64_t operator()(const AlterConfigsRequest& r) const {
    std::int64_t total = 0;
    for (const auto& resource : r.resources) total += kPerTopic + count(resource.configs.size()) * kPerConfig;
    return total;
  }
  std::int64_t operator()(const IncrementalAlterConfigsRequest& r) const {
    std::int64_t total = 0;
    for (const auto& resource : r.resources) total += kPerTopic + count(resource.ops.size()) * kPerConfig;
    return total;
  }
};

struct ReplySize {
  std::int64_t operator()(const TopicMetadataResponse& r) const {
    std::int64_t total = count(r.brokers.size()) * kPerPartition;
    for (const auto& topic : r.topics) total += kPerPartition + count(topic.partitions.size()) * kPerState;
    return total;
  }
  std::int64_t operator()(const DescribeGroupsResponse& r) const {
    std::int64_t total = 0;
    for (const auto& group : r.groups) {
      total += kPerGroup;
      for (const auto& m : group.members) total += kPerDescribedMember + 4 * count(m.assignment.partitions.size());
    }
    return total;
  }
  std::int64_t operator()(const ListGroupsResponse& r) const { return count(r.groups.size()) * kPerGroup; }
  std::int64_t operator()(const DeleteGroupsResponse& r) const { return count(r.errors.size()) * kPerGroup; }
  std::int64_t operator()(const GroupOffsetsResponse& r) const { return count(r.offsets.size()) * kPerPartition; }
  std::int64_t operator()(const OffsetDeleteResponse& r) const { return count(r.errors.size()) * kPerPartition; }
  std::int64_t operator()(const OffsetsForTimesResponse& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const DescribeLogDirsResponse& r) const { return count(r.replicas.size()) * kPerPartition; }
  std::int64_t operator()(const ElectLeadersResponse& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const AlterPartitionReassignmentsResponse& r) const {
    return count(r.errors.size()) * kPerPartition;
  }
  std::int64_t operator()(const ListPartitionReassignmentsResponse& r) const {
    return count(r.partitions.size()) * kPerState;
  }
  std::int64_t operator()(const CreateTopicsResponse& r) const { return count(r.errors.size()) * kPerTopic; }
  std::int64_t operator()(const DeleteTopicsResponse& r) const { return count(r.errors.size()) * kPerTopic; }
  std::int64_t operator()(const CreatePartitionsResponse& r) const { return count(r.errors.size()) * kPerTopic; }
  std::int64_t operator()(const DescribeConfigsResponse& r) const {
    std::int64_t total = 0;
    for (const auto& resource : r.resources) total += kPerTopic + count(resource.entries.size()) * kPerConfig;
    return total;
  }
  std::int64_t operator()(const AlterConfigsResponse& r) const { return count(r.errors.size()) * kPerTopic; }
  std::int64_t operator()(const IncrementalAlterConfigsResponse& r) const { return count(r.errors.size()) * kPerTopic; }
};

}  // namespace

AdminRequest admin_request(AdminQuestion question) {
  const ApiKey api = kApis[question.body.index()];
  const std::int64_t size = std::visit(QuestionSize{}, question.body);
  return {.api = api, .size = size, .question = std::make_shared<const AdminQuestion>(std::move(question))};
}

AdminResponse admin_response(AdminReply reply) {
  const std::int64_t size = std::visit(ReplySize{}, reply.body);
  return {.size = size, .reply = std::make_shared<const AdminReply>(std::move(reply))};
}

}  // namespace kafka

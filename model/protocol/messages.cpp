#include "model/protocol/messages.h"

#include "model/protocol/message_size.h"

namespace kafka {

namespace {

constexpr std::int64_t kRequestHeader = 40;  // with a short client id
constexpr std::int64_t kResponseHeader = 12;
constexpr std::int64_t kPerBroker = 30;
constexpr std::int64_t kPerMember = 48;  // a member id: client id and UUID

std::int64_t size_of(const Subscription& s) { return 16 * count(s.topics.size()) + 4 * count(s.owned.size()); }
std::int64_t size_of(const Assignment& a) { return 4 * count(a.partitions.size()); }

struct Sizer {
  std::int64_t operator()(const ProduceRequest& r) const {
    std::int64_t total = 0;
    for (const auto& p : r.partitions) total += kPerPartition + p.batch->size.count();
    return total;
  }
  std::int64_t operator()(const FetchRequest& r) const { return r.changed * kPerPartition; }
  std::int64_t operator()(const ListOffsetsRequest& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const MetadataRequest& r) const { return count(r.topics.size()) * kPerPartition; }
  std::int64_t operator()(const FindCoordinatorRequest&) const { return kPerPartition; }
  std::int64_t operator()(const OffsetCommitRequest& r) const { return count(r.offsets.size()) * kPerPartition; }
  std::int64_t operator()(const OffsetFetchRequest& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const ApiVersionsRequest&) const { return 0; }
  std::int64_t operator()(const LeaderAndIsrRequest& r) const { return count(r.partitions.size()) * kPerState; }
  std::int64_t operator()(const StopReplicaRequest& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const UpdateMetadataRequest& r) const {
    return count(r.partitions.size()) * kPerState + count(r.live_brokers.size()) * kPerBroker;
  }
  std::int64_t operator()(const ControlledShutdownRequest&) const { return kPerPartition; }
  std::int64_t operator()(const OffsetForLeaderEpochRequest& r) const {
    return count(r.partitions.size()) * kPerPartition;
  }
  std::int64_t operator()(const AlterPartitionRequest& r) const { return count(r.partitions.size()) * kPerState; }
  std::int64_t operator()(const JoinGroupRequest& r) const {
    std::int64_t total = 2 * kPerMember;
    for (const JoinGroupProtocol& p : r.protocols) total += size_of(p.subscription);
    return total;
  }
  std::int64_t operator()(const SyncGroupRequest& r) const {
    std::int64_t total = kPerMember;
    for (const auto& a : r.assignments) total += kPerMember + size_of(a.assignment);
    return total;
  }
  std::int64_t operator()(const HeartbeatRequest&) const { return kPerMember; }
  std::int64_t operator()(const LeaveGroupRequest&) const { return 2 * kPerMember; }
  std::int64_t operator()(const InitProducerIdRequest&) const { return kPerPartition; }
  std::int64_t operator()(const AddPartitionsToTxnRequest& r) const {
    std::int64_t total = kPerPartition * (1 + count(r.partitions.size()));
    for (const auto& t : r.verified) total += kPerPartition * (1 + count(t.partitions.size()));
    return total;
  }
  std::int64_t operator()(const AddOffsetsToTxnRequest&) const { return 2 * kPerPartition; }
  std::int64_t operator()(const TxnOffsetCommitRequest& r) const {
    return kPerMember + count(r.offsets.size()) * kPerPartition;
  }
  std::int64_t operator()(const EndTxnRequest&) const { return kPerPartition; }
  std::int64_t operator()(const WriteTxnMarkersRequest& r) const {
    std::int64_t total = 0;
    for (const auto& m : r.markers) total += kPerPartition * (1 + count(m.partitions.size()));
    return total;
  }
  std::int64_t operator()(const AdminRequest& r) const { return r.size; }

  std::int64_t operator()(const ProduceResponse& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const FetchResponse& r) const {
    std::int64_t total = 0;
    for (const auto& p : r.partitions) {
      total += kPerPartition + 16 * count(p.aborted.size());
      for (const auto& batch : p.records) total += batch.batch->size.count();
    }
    return total;
  }
  std::int64_t operator()(const ListOffsetsResponse& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const MetadataResponse& r) const {
    return count(r.brokers.size()) * kPerBroker + count(r.partitions.size()) * kPerPartition;
  }
  std::int64_t operator()(const FindCoordinatorResponse&) const { return kPerBroker; }
  std::int64_t operator()(const OffsetCommitResponse&) const { return kPerPartition; }
  std::int64_t operator()(const OffsetFetchResponse& r) const { return count(r.offsets.size()) * kPerPartition; }
  std::int64_t operator()(const ApiVersionsResponse&) const { return 0; }
  std::int64_t operator()(const LeaderAndIsrResponse& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const StopReplicaResponse& r) const { return count(r.partitions.size()) * kPerPartition; }
  std::int64_t operator()(const UpdateMetadataResponse&) const { return 0; }
  std::int64_t operator()(const ControlledShutdownResponse& r) const {
    return count(r.remaining.size()) * kPerPartition;
  }
  std::int64_t operator()(const OffsetForLeaderEpochResponse& r) const {
    return count(r.partitions.size()) * kPerPartition;
  }
  std::int64_t operator()(const AlterPartitionResponse& r) const { return count(r.partitions.size()) * kPerState; }
  std::int64_t operator()(const JoinGroupResponse& r) const {
    std::int64_t total = 2 * kPerMember;
    for (const auto& m : r.members) total += kPerMember + size_of(m.subscription);
    return total;
  }
  std::int64_t operator()(const SyncGroupResponse& r) const { return kPerMember + size_of(r.assignment); }
  std::int64_t operator()(const HeartbeatResponse&) const { return 0; }
  std::int64_t operator()(const LeaveGroupResponse&) const { return kPerMember; }
  std::int64_t operator()(const InitProducerIdResponse&) const { return kPerPartition; }
  std::int64_t operator()(const AddPartitionsToTxnResponse& r) const {
    std::int64_t total = kPerPartition;
    for (const auto& partitions : r.verified) total += kPerPartition * (1 + count(partitions.size()));
    return total;
  }
  std::int64_t operator()(const AddOffsetsToTxnResponse&) const { return 0; }
  std::int64_t operator()(const TxnOffsetCommitResponse&) const { return kPerPartition; }
  std::int64_t operator()(const EndTxnResponse&) const { return 0; }
  std::int64_t operator()(const WriteTxnMarkersResponse& r) const {
    std::int64_t total = 0;
    for (const auto& m : r.markers) total += kPerPartition * (1 + count(m.partitions.size()));
    return total;
  }
  std::int64_t operator()(const AdminResponse& r) const { return r.size; }
};

}  // namespace

sim::Bytes size_of(const RequestBody& body) { return sim::Bytes(kRequestHeader + std::visit(Sizer{}, body)); }
sim::Bytes size_of(const ResponseBody& body) { return sim::Bytes(kResponseHeader + std::visit(Sizer{}, body)); }

}  // namespace kafka

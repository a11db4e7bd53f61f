#include "tests/support/trace_text.h"

#include <variant>

namespace kafka::testing {

namespace {

struct Teller {
  const Cluster& cluster;

  std::string tp(TopicPartition p) const { return cluster.topics().name(p); }
  static std::string range(std::int64_t first, std::int32_t count) {
    return "[" + std::to_string(first) + ".." + std::to_string(first + count) + ")";
  }
  static std::string list(const std::vector<BrokerId>& ids) {
    std::string text = "[";
    for (const BrokerId id : ids) text += (text.size() > 1 ? " " : "") + std::to_string(id.value());
    return text + "]";
  }
  static std::string of(Offset offset) { return std::to_string(offset.value()); }
  static std::string of(BrokerId id) { return std::to_string(id.value()); }

  template <class E>
  std::string operator()(const E&) const {
    return "";
  }
  std::string operator()(const BrokerStopped& e) const { return "stopped " + std::string(e.how); }
  std::string operator()(const PartitionStateChanged& e) const {
    return "state " + tp(e.tp) + " leader=" + of(e.leader) + " isr=" + list(e.isr) +
           " leader_epoch=" + std::to_string(e.leader_epoch.value()) +
           " version=" + std::to_string(e.partition_epoch.value());
  }
  std::string operator()(const IsrShrunk& e) const { return "shrinks ISR of " + tp(e.tp) + " to " + list(e.isr); }
  std::string operator()(const IsrExpanded& e) const { return "expands ISR of " + tp(e.tp) + " to " + list(e.isr); }
  std::string operator()(const RecordsAppended& e) const {
    return std::string(e.as_leader ? "appends " : "copies ") + tp(e.tp) + " " + range(e.base_offset.value(), e.count);
  }
  std::string operator()(const HighWatermarkAdvanced& e) const {
    return "high watermark of " + tp(e.tp) + " is " + of(e.high_watermark) + (e.as_leader ? "" : " (follower)");
  }
  std::string operator()(const SegmentRolled& e) const { return "rolls " + tp(e.tp) + " at " + of(e.base_offset); }
  std::string operator()(const SegmentsDeleted& e) const {
    return "deletes " + std::to_string(e.segments) + " segments of " + tp(e.tp) + ", log start " +
           of(e.log_start_offset);
  }
  std::string operator()(const ConnectionOpened& e) const { return "connects to " + of(e.broker); }
  std::string operator()(const ConnectionLost& e) const { return "loses " + of(e.broker) + ": " + std::string(e.why); }
  std::string operator()(const MetadataUpdated& e) const {
    return "metadata from " + of(e.from) + ": " + std::to_string(e.brokers) + " brokers";
  }
  std::string operator()(const BatchSent& e) const {
    return "sends " + tp(e.tp) + " ids " + range(e.first_id.value(), e.count) + " to " + of(e.to) +
           (e.attempt > 1 ? " attempt " + std::to_string(e.attempt) : "");
  }
  std::string operator()(const RecordsAcknowledged& e) const {
    return "acknowledged " + tp(e.tp) + " ids " + range(e.first_id.value(), e.count) + " at offset " +
           of(e.base_offset);
  }
  std::string operator()(const RecordsFailed& e) const {
    return "failed " + tp(e.tp) + " ids " + range(e.first_id.value(), e.count) + ": " + std::string(e.exception);
  }
  std::string operator()(const BatchRetried& e) const {
    return "will retry " + tp(e.tp) + " ids " + range(e.first_id.value(), e.count) + ": " +
           std::string(name_of(e.error));
  }
  std::string operator()(const SendBlocked& e) const {
    return e.on == BlockedOn::metadata ? "send blocks on metadata" : "send blocks on buffer.memory";
  }
  std::string operator()(const SendUnblocked&) const { return "send goes on"; }
  std::string operator()(const SendFailed& e) const { return "send failed: " + std::string(e.exception); }
  std::string operator()(const PartitionsAssigned& e) const {
    std::string text = "assigned";
    for (const TopicPartition p : e.partitions) text += " " + tp(p);
    return text;
  }
  std::string operator()(const PositionSet& e) const {
    const char* source = e.source == PositionSource::committed_offset ? "committed"
                         : e.source == PositionSource::reset_earliest ? "earliest"
                                                                      : "latest";
    return "position of " + tp(e.tp) + " is " + of(e.position) + " (" + source + ")";
  }
  std::string operator()(const FetchFailed& e) const {
    return "fetch of " + tp(e.tp) + " at " + of(e.position) + ": " + std::string(name_of(e.error));
  }
  std::string operator()(const RecordsDelivered& e) const {
    return "reads " + tp(e.tp) + " " + range(e.base_offset.value(), e.count);
  }
  std::string operator()(const OffsetCommitted& e) const { return "committed " + tp(e.tp) + " at " + of(e.offset); }
  std::string operator()(const CommitFailed& e) const { return "commit failed: " + std::string(name_of(e.error)); }
  std::string operator()(const ConsumerFailed& e) const { return "ended: " + std::string(e.exception); }
};

}  // namespace

std::string trace_text(const Cluster& cluster, const Event& event) { return std::visit(Teller{cluster}, event); }

}  // namespace kafka::testing

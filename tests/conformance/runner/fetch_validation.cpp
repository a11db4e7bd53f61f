/// fetch_validation: how a broker answers a fetch: fenced, diverging, out of range, or served.
#include <memory>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/epochs.h"
#include "tests/conformance/runner/replica_node.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::LeaderEpoch;
using kafka::Offset;

constexpr BrokerId kAsked{1};
constexpr BrokerId kAsking{2};
constexpr BrokerId kOther{3};

class AskedBroker {
 public:
  explicit AskedBroker(Fields& leader) : node_(made(world_), kAsked, isr_channel_) {
    const Offset start(leader.integer("log_start"));
    const Offset end(leader.integer("leo"));
    fill(start, end);
    kafka::PartitionState state;
    leads_ = leader.flag("is_leader");
    state.leader = leads_ ? kAsked : kOther;
    state.leader_epoch = LeaderEpoch(leader.int32("leader_epoch"));
    state.replicas = world_.replicas;
    state.isr = world_.replicas;
    node_.leader_and_isr(state);
    node_.log().epochs().clear();
    const EpochEntries given = read_epoch_entries(leader.node("epoch_cache"), leader.where());
    for (const auto& [epoch, begin] : given)
      node_.log().epochs().assign(LeaderEpoch(static_cast<std::int32_t>(epoch)), Offset(begin));
    if (epoch_entries(node_.log().epochs()) != given) throw leader.error("has an epoch cache that cannot be");
  }

  void ask(Fields& f) {
    kafka::FetchRequest request;
    consumer_ = !f.flag("leader_only");
    request.replica = consumer_ ? kafka::kNoBroker : kAsking;
    request.min_bytes = sim::Bytes(1);
    request.max_bytes = sim::MiB(50);
    offset_ = Offset(f.integer("fetch_offset"));
    request.partitions = {{.tp = world_.tp,
                           .fetch_offset = offset_,
                           .log_start_offset = Offset(f.integer_or("log_start", 0)),
                           .current_leader_epoch = epoch_or_absent(f, "current_leader_epoch"),
                           .last_fetched_epoch = epoch_or_absent(f, "last_fetched_epoch"),
                           .max_bytes = sim::MiB(1)}};
    node_.replicas().fetch(request, [this](kafka::FetchResponse&& response) { response_ = std::move(response); });
    ASSERT_EQ(response_.partitions.size(), 1u);
  }

  void expect(Fields& f) {
    const kafka::FetchResponse::Partition& answer = response_.partitions.front();
    const bool ok = f.has("ok");
    if (!ok && !f.has("error") && !f.has("diverging_epoch")) throw f.error("expects nothing this runner knows");
    if (ok && !f.flag("ok")) throw f.error("must say what is wrong");
    expect_error(f, answer.error);
    ASSERT_EQ(answer.diverging.has_value(), f.has("diverging_epoch"));
    if (answer.diverging) {
      Fields& diverging = f.map("diverging_epoch");
      EXPECT_EQ(answer.diverging->epoch.value(), diverging.integer("epoch"));
      EXPECT_EQ(answer.diverging->end_offset.value(), diverging.integer("end_offset"));
    }
    if (!ok) {
      EXPECT_TRUE(answer.records.empty());
    }
    if (f.has("records")) {
      EXPECT_EQ(answer.records.empty(), is_none(f.node("records")));
    }
    const bool updates = f.has("leader_updates_follower_state") ? f.flag("leader_updates_follower_state") : ok;
    if (!leads_ || consumer_) return;
    EXPECT_EQ(node_.partition().remote(kAsking)->log_end_offset == offset_, updates) << "the leader's view of it";
  }

 private:
  static ReplicaWorld& made(ReplicaWorld& world) {
    world.replicas = {kAsked, kAsking, kOther};
    return world;
  }
  /// Records of any epoch: the case says what the cache knows.
  void fill(Offset start, Offset end) {
    node_.log().truncate_fully_and_start_at(start, {});
    while (node_.log().log_end_offset() < end) node_.preset(batch_of(1), LeaderEpoch(0));
    node_.log().update_high_watermark(end);
  }
  static LeaderEpoch epoch_or_absent(Fields& f, std::string_view key) {
    const YAML::Node node = f.node(key);
    if (node.IsScalar() && node.Scalar() == "absent") return kafka::kNoEpoch;
    return LeaderEpoch(f.int32(key));
  }
  static void expect_error(Fields& f, kafka::ErrorCode seen) {
    kafka::ErrorCode wanted = kafka::ErrorCode::NONE;
    if (f.has("error") && !kafka::find_error_code(f.text("error"), wanted)) unknown(f, "error", f.text("error"));
    EXPECT_EQ(kafka::name_of(seen), kafka::name_of(wanted));
  }

  ReplicaWorld world_{kafka::ReplicationProtocol::v39};
  NoIsrChanges isr_channel_;
  ReplicaNode node_;
  kafka::FetchResponse response_;
  Offset offset_;
  bool leads_ = false;
  bool consumer_ = false;
};

}  // namespace

void run_fetch_validation(Fields& fields) {
  read_origin(fields);
  AskedBroker broker(fields.map("leader"));
  broker.ask(fields.map("request"));
  if (::testing::Test::HasFatalFailure()) return;
  broker.expect(fields.map("expected"));
}

}  // namespace conformance

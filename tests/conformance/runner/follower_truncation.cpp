/// follower_truncation: how far a follower cuts its log when the leader says where an epoch ended there.
#include "tests/conformance/runner/follower_truncation.h"

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replica_node.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::EpochEndOffset;
using kafka::LeaderEpoch;
using kafka::Offset;
using Phase = kafka::FetchedPartition::Phase;

constexpr BrokerId kNewLeader{1};
constexpr BrokerId kTruncating{2};

LeaderEpoch to_epoch(std::int64_t epoch) { return LeaderEpoch(static_cast<std::int32_t>(epoch)); }

// ---- truncation_step

/// The case's own table: where an epoch ended in the follower's log.
EpochEndOffset own_end(Fields& table, LeaderEpoch epoch) {
  EpochEndOffset found;
  for (const std::string& key : table.keys()) {
    const std::vector<std::int64_t> end = table.integers(key);
    if (end.size() != 2) throw table.error("an end is [epoch, offset]");
    if (std::stoll(key) == epoch.value()) found = {.epoch = to_epoch(end[0]), .end_offset = Offset(end[1])};
  }
  return found;
}

void check_truncation_step(Fields& fields) {
  const std::string mode = fields.text("mode");
  if (mode != "epoch_request" && mode != "diverging_fetch") unknown(fields, "mode", mode);
  Fields& follower = fields.map("follower");
  Fields& answer = fields.map("leader_answer");
  Fields& expected = fields.map("expected");
  const Offset end(follower.integer("leo"));
  const Offset high_watermark(follower.integer("high_watermark"));
  const EpochEndOffset leader{.epoch = to_epoch(answer.integer("epoch")),
                              .end_offset = Offset(answer.integer("end_offset"))};
  const EpochEndOffset own = own_end(follower.map("end_offset_for_epoch"), leader.epoch);
  const bool asked = mode == "epoch_request";
  const kafka::OffsetTruncation cut = kafka::truncation_after(leader, own, end, asked ? high_watermark : end);
  EXPECT_EQ(cut.offset.value(), expected.integer("truncate_to"));
  EXPECT_EQ(cut.completed, expected.flag("done"));
}

// ---- reconcile

/// A leader and a follower whose records carry given epochs; the leader has just begun a larger one.
class TwoReplicas final : public kafka::IsrChannel {
 public:
  TwoReplicas(Fields& fields, kafka::ReplicationProtocol protocol)
      : world_(protocol), leader_(made(world_), kNewLeader, *this), follower_(world_, kTruncating, *this) {
    const std::vector<std::int64_t> leaders = fields.integers("leader_log_epochs");
    const std::vector<std::int64_t> followers = fields.integers("follower_log_epochs");
    for (const std::int64_t epoch : leaders) leader_.preset(batch_of(1), to_epoch(epoch));
    for (const std::int64_t epoch : followers) follower_.preset(batch_of(1), to_epoch(epoch));
    follower_.log().update_high_watermark(Offset(fields.integer("follower_high_watermark")));
    std::int64_t latest = -1;
    for (const auto* epochs : {&leaders, &followers})
      for (const std::int64_t epoch : *epochs) latest = std::max(latest, epoch);
    const kafka::PartitionState state{.leader = kNewLeader,
                                      .leader_epoch = to_epoch(latest + 1),
                                      .replicas = world_.replicas,
                                      .isr = world_.replicas};
    leader_.leader_and_isr(state);
    follower_.leader_and_isr(state);
  }

  void expect_round(Fields& round) {
    SCOPED_TRACE(round.where());
    kafka::FetchedPartition& fetched = *follower_.fetched();
    ASSERT_EQ(fetched.phase(), Phase::truncating) << "it has no further question";
    if (is_none(round.node("ask"))) {
      ASSERT_FALSE(fetched.has_epoch_question());
      fetched.truncate_without_question();
    } else {
      ASSERT_TRUE(fetched.has_epoch_question());
      ask(fetched, round);
    }
    EXPECT_EQ(follower_.log().log_end_offset().value(), round.integer("truncate_to"));
  }
  void expect_agreement(std::int64_t common_prefix) {
    EXPECT_EQ(follower_.fetched()->phase(), Phase::fetching) << "it has more questions";
    EXPECT_EQ(follower_.log().log_end_offset().value(), common_prefix);
    for (std::int64_t o = 0; o < common_prefix; ++o)
      EXPECT_EQ(epoch_at(follower_, o), epoch_at(leader_, o)) << "offset " << o;
  }

  // IsrChannel
  void submit(BrokerId, const kafka::IsrChange&) override {}

 private:
  static ReplicaWorld& made(ReplicaWorld& world) {
    world.replicas = {kNewLeader, kTruncating};
    return world;
  }
  void ask(kafka::FetchedPartition& fetched, Fields& round) {
    const kafka::OffsetForLeaderEpochRequest request{.replica = kTruncating, .partitions = {fetched.epoch_question()}};
    EXPECT_EQ(request.partitions.front().leader_epoch.value(), round.integer("ask"));
    const auto response = leader_.replicas().offsets_for_leader_epoch(request);
    const auto& answer = response.partitions.at(0);
    EXPECT_EQ((std::vector<std::int64_t>{answer.leader_epoch.value(), answer.end_offset.value()}),
              round.integers("answer"));
    fetched.on_epoch_end(request.partitions.front(), answer);
  }
  static std::int64_t epoch_at(ReplicaNode& node, std::int64_t offset) {
    const kafka::LogEntries& entries = node.log().entries();
    return entries[entries.find(Offset(offset))].epoch.value();
  }

  ReplicaWorld world_;
  ReplicaNode leader_;
  ReplicaNode follower_;
};

void check_reconcile(Fields& fields) {
  TwoReplicas replicas(fields, kafka::ReplicationProtocol::kip320);
  Fields& expected = fields.map("expected");
  for (Fields* round : expected.maps("epoch_rounds")) {
    replicas.expect_round(*round);
    if (::testing::Test::HasFatalFailure()) return;
  }
  replicas.expect_agreement(expected.integer("common_prefix"));
}

// ---- out_of_range

class LostFollower final : public kafka::IsrChannel {
 public:
  explicit LostFollower(Fields& follower) : node_(made(world_), kTruncating, *this) {
    const Offset start(follower.integer("log_start"));
    const Offset end(follower.integer("leo"));
    node_.log().truncate_fully_and_start_at(start, {});
    while (node_.log().log_end_offset() < end) node_.preset(batch_of(1), LeaderEpoch(0));
    node_.leader_and_isr(
        {.leader = kNewLeader, .leader_epoch = LeaderEpoch(1), .replicas = world_.replicas, .isr = world_.replicas});
    if (node_.fetched()->phase() == Phase::truncating) node_.fetched()->truncate_without_question();
  }

  void run(Offset leader_start, Offset leader_end) {
    kafka::FetchedPartition& fetched = *node_.fetched();
    const auto asked = fetched.fetch(sim::MiB(1));
    fetched.on_fetched(asked, {.tp = world_.tp, .error = kafka::ErrorCode::OFFSET_OUT_OF_RANGE, .records = {}});
    ASSERT_EQ(fetched.phase(), Phase::asking_end);
    answer_bound(leader_end);
    if (fetched.phase() == Phase::asking_start) answer_bound(leader_start);
    ASSERT_EQ(fetched.phase(), Phase::fetching);
  }

  void expect(Fields& f, Offset end_before) {
    const kafka::Log& log = node_.log();
    const std::string action = f.text("action");
    const bool anew = log.log_start_offset() == log.log_end_offset() && log.log_start_offset() > end_before;
    if (action == "none") {
      EXPECT_EQ(log.log_end_offset(), end_before);
    } else if (action == "truncate") {
      EXPECT_LT(log.log_end_offset(), end_before);
    } else if (action.find("full") != std::string::npos || action.find("restart") != std::string::npos) {
      EXPECT_TRUE(anew) << "it begins at " << log.log_start_offset().value();
    } else {
      unknown(f, "action", action);
    }
    if (f.has("new_leo")) {
      EXPECT_EQ(log.log_end_offset().value(), f.integer("new_leo"));
    }
    if (f.has("new_log_start")) {
      EXPECT_EQ(log.log_start_offset().value(), f.integer("new_log_start"));
    }
    EXPECT_EQ(node_.fetched()->fetch_offset().value(), f.integer("fetch_from"));
  }

  // IsrChannel
  void submit(BrokerId, const kafka::IsrChange&) override {}

 private:
  static ReplicaWorld& made(ReplicaWorld& world) {
    world.replicas = {kNewLeader, kTruncating};
    return world;
  }
  void answer_bound(Offset offset) {
    kafka::FetchedPartition& fetched = *node_.fetched();
    fetched.on_bound(fetched.bound_question(), {.tp = world_.tp, .offset = offset});
  }

  ReplicaWorld world_{kafka::ReplicationProtocol::v39};
  ReplicaNode node_;
};

void check_out_of_range(Fields& fields) {
  Fields& given = fields.map("follower");
  LostFollower follower(given);
  Fields& leader = fields.map("leader");
  follower.run(Offset(leader.integer("log_start")), Offset(leader.integer("leo")));
  if (::testing::Test::HasFatalFailure()) return;
  follower.expect(fields.map("expected"), Offset(given.integer("leo")));
}

}  // namespace

void run_follower_truncation(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "truncation_step") return check_truncation_step(fields);
  if (check == "reconcile") return check_reconcile(fields);
  if (check == "out_of_range") return check_out_of_range(fields);
  if (check == "fetcher_reaction") return check_fetcher_reaction(fields);
  unknown(fields, "check", check);
}

}  // namespace conformance

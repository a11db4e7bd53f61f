/// state_machines: how the controller moves partitions and replicas, and whom it tells.
#include "tests/support/state_machines.h"

#include <algorithm>
#include <array>
#include <map>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::ControllerEpoch;
using kafka::ElectionStrategy;
using kafka::PartitionState;
using kafka::TopicPartition;
using kafka::testing::StateMachines;
using Partitions = kafka::PartitionMachineState;
using Replicas = kafka::ReplicaMachineState;

template <class State, std::size_t N>
State find_state(Fields& f, std::string_view name, const std::array<State, N>& all) {
  for (const State state : all)
    if (kafka::name_of(state) == name) return state;
  unknown(f, "state", name);
}
Partitions partition_state(Fields& f, std::string_view name) {
  return find_state(f, name,
                    std::to_array({Partitions::NonExistent, Partitions::New, Partitions::Online, Partitions::Offline}));
}
Replicas replica_state(Fields& f, std::string_view name) {
  return find_state(
      f, name,
      std::to_array({Replicas::NonExistent, Replicas::New, Replicas::Online, Replicas::Offline,
                     Replicas::DeletionStarted, Replicas::DeletionSuccessful, Replicas::DeletionIneligible}));
}

bool is_replica(Fields& f, const std::string& machine) {
  if (machine != "partition" && machine != "replica") unknown(f, "machine", machine);
  return machine == "replica";
}

ElectionStrategy strategy_of(Fields& f) {
  const std::string name = f.text_or("strategy", "offline");
  for (const ElectionStrategy s : {ElectionStrategy::offline, ElectionStrategy::reassign, ElectionStrategy::preferred,
                                   ElectionStrategy::controlled_shutdown})
    if (kafka::name_of(s) == name) return s;
  unknown(f, "strategy", name);
}

/// Moves and waits.
void move(StateMachines& m, TopicPartition tp, Partitions target, ElectionStrategy strategy) {
  if (target == Partitions::Online) {
    m.partitions.to_online({tp}, strategy, [](const std::vector<TopicPartition>&) {});
  } else {
    m.partitions.move({tp}, target);
  }
  m.run();
}
void move(StateMachines& m, TopicPartition tp, BrokerId replica, Replicas target) {
  if (target == Replicas::Offline) {
    m.replicas.to_offline({{tp, replica}}, [] {});
  } else {
    m.replicas.move({{tp, replica}}, target);
  }
  m.run();
}

// ---- which transitions are legal

/// Tries one transition on the machine itself, with a partition that is stored and led.
void try_transition(Fields& f, bool replica, const std::string& from, const std::string& to, bool legal) {
  SCOPED_TRACE(from + " -> " + to);
  StateMachines m;
  m.set_live({BrokerId(0), BrokerId(1)});
  PartitionState state;
  state.leader = BrokerId(1);
  state.isr = {BrokerId(0), BrokerId(1)};
  const TopicPartition tp = m.add("t", {BrokerId(0), BrokerId(1)}, state);
  if (replica) {
    const kafka::PartitionAndReplica one{tp, BrokerId(0)};
    const Replicas before = replica_state(f, from);
    const Replicas target = replica_state(f, to);
    if (before != Replicas::NonExistent) m.context.set_replica_state(one, before);
    move(m, tp, BrokerId(0), target);
    EXPECT_EQ(kafka::name_of(m.context.replica_state(one)), kafka::name_of(legal ? target : before));
  } else {
    const Partitions before = partition_state(f, from);
    const Partitions target = partition_state(f, to);
    m.context.set_partition_state(tp, before);
    if (before == Partitions::New) {  // a new partition has no state yet
      m.zookeeper.write(kafka::zk::Delete{kafka::zk_data::partition_state_path("t", tp.partition)});
    }
    move(m, tp, target, ElectionStrategy::offline);
    EXPECT_EQ(kafka::name_of(m.context.partition_state(tp)), kafka::name_of(legal ? target : before));
  }
  if (!legal) {
    EXPECT_TRUE(m.sent.empty());
    const std::optional<PartitionState> after = m.stored(tp);
    if (after) {
      EXPECT_EQ(after->partition_epoch.value(), 0);
    }
  }
}

void transition_table(Fields& f) {
  const bool replica = is_replica(f, f.text("machine"));
  const std::string to = f.text("to");
  for (const std::string& from : f.texts("legal_from")) try_transition(f, replica, from, to, true);
  for (const std::string& from : f.texts("illegal_from")) try_transition(f, replica, from, to, false);
  f.text("expected");  // in words, the same for all: nothing changes, nothing is sent
}

// ---- what a transition does

class Transition {
 public:
  explicit Transition(Fields& f) : replica_(is_replica(f, f.text("machine"))) {
    const std::vector<std::string> states = f.texts("transition");
    if (states.size() != 2) throw f.error("is not from one state to another");
    Fields& given = f.map("given");
    prepare(given);
    from_ = states[0];
    if (replica_) {
      const kafka::PartitionAndReplica one{tp_, broker_};
      const Replicas from = replica_state(f, from_);
      if (from != Replicas::NonExistent) m_.context.set_replica_state(one, from);
      move(m_, tp_, broker_, replica_state(f, states[1]));
    } else {
      m_.context.set_partition_state(tp_, partition_state(f, from_));
      move(m_, tp_, partition_state(f, states[1]), strategy_of(given));
    }
  }

  void expect(Fields& f) {
    const std::optional<PartitionState> stored = m_.stored(tp_);
    if (f.has("stored")) expect_stored(f, stored);
    if (f.has("state")) {
      EXPECT_EQ(state_name(), f.text("state"));
    }
    if (f.has("assignment")) {
      EXPECT_EQ(numbers(m_.context.replicas(tp_)), f.integers("assignment"));
    }
    if (f.has("written")) {
      EXPECT_EQ(written(stored), f.flag("written"));
    }
    if (f.has("isr_written")) {
      EXPECT_EQ(written(stored), f.flag("isr_written"));
    }
    if (f.has("retried")) {
      EXPECT_EQ(conflicts_, f.flag("retried"));
      EXPECT_EQ(state_name(), "Online");
    }
    if (f.has("refused")) {
      EXPECT_EQ(state_name() == from_, f.flag("refused"));
    }
    if (f.has("requests")) expect_requests(f.maps("requests"));
  }

 private:
  void prepare(Fields& given) {
    const std::vector<BrokerId> assigned = brokers(given.integers("assignment"));
    if (replica_) broker_ = BrokerId(given.int32("replica"));
    m_.set_live(given.has("live") ? brokers(given.integers("live")) : assigned);
    if (given.has("shutting_down"))
      for (const BrokerId id : brokers(given.integers("shutting_down"))) m_.context.shutting_down.insert(id);
    m_.context.epoch = ControllerEpoch(static_cast<std::int32_t>(given.integer_or("controller_epoch", 1)));
    std::optional<PartitionState> state;
    const bool none = given.has("leadership") && is_none(given.node("leadership"));
    if (given.has("leader") && !none) {
      state.emplace();
      state->leader = BrokerId(given.int32("leader"));
      state->isr = brokers(given.integers("isr"));
      state->leader_epoch = kafka::LeaderEpoch(static_cast<std::int32_t>(given.integer_or("leader_epoch", 0)));
      state->controller_epoch =
          ControllerEpoch(static_cast<std::int32_t>(given.integer_or("stored_controller_epoch", 1)));
    }
    tp_ = m_.add("t", assigned, state);
    if (given.has("zookeeper")) conflict(given, state);
  }

  /// Somebody writes the state between the controller's read and its write; each call takes a millisecond.
  void conflict(Fields& given, const std::optional<PartitionState>& state) {
    const std::string what = given.text("zookeeper");
    if (what != "version conflict on first write" || !state) unknown(given, "zookeeper", what);
    conflicting_ = *state;
    m_.scheduler.after(std::chrono::microseconds(1500), sim::kWorld, [this] {
      m_.store(tp_, conflicting_);
      conflicts_ = true;
    });
  }

  [[nodiscard]] std::string state_name() const {
    return std::string(replica_ ? kafka::name_of(m_.context.replica_state({tp_, broker_}))
                                : kafka::name_of(m_.context.partition_state(tp_)));
  }
  [[nodiscard]] static bool written(const std::optional<PartitionState>& stored) {
    return stored && stored->partition_epoch.value() > 0;
  }

  static void expect_stored(Fields& f, const std::optional<PartitionState>& stored) {
    if (f.node("stored").IsScalar()) {
      if (!is_none(f.node("stored"))) unknown(f, "stored", f.text("stored"));
      EXPECT_FALSE(stored.has_value());
      return;
    }
    ASSERT_TRUE(stored.has_value());
    Fields& wanted = f.map("stored");
    EXPECT_EQ(stored->leader.value(), wanted.integer("leader"));
    EXPECT_EQ(numbers(stored->isr), wanted.integers("isr"));
    EXPECT_EQ(stored->leader_epoch.value(), wanted.integer("leader_epoch"));
  }

  /// Those of the kinds that are listed, and nothing else of these kinds; an empty list: nothing at all.
  void expect_requests(const std::vector<Fields*>& wanted) {
    if (wanted.empty()) {
      EXPECT_TRUE(m_.sent.empty());
    }
    for (Fields* one : wanted) {
      if (one->has("LeaderAndIsr")) {
        expect_leader_and_isr(one->map("LeaderAndIsr"));
      } else if (one->has("StopReplica")) {
        expect_stop_replica(one->map("StopReplica"));
      } else if (one->has("UpdateMetadata")) {
        expect_update_metadata(one->map("UpdateMetadata"));
      } else {
        throw one->error("is no request this runner knows");
      }
    }
  }
  void expect_leader_and_isr(Fields& wanted) {
    const auto sent = m_.sent_of<kafka::LeaderAndIsrRequest>();
    EXPECT_EQ(receivers(sent), receivers_of(wanted));
    const std::int64_t epoch = wanted.integer_or("leader_epoch", -1);
    const bool is_new = wanted.flag("is_new");
    for (const auto& [to, request] : sent) {
      ASSERT_EQ(request.partitions.size(), 1U);
      EXPECT_EQ(request.partitions[0].tp, tp_);
      EXPECT_EQ(request.partitions[0].is_new, is_new);
      if (epoch >= 0) {
        EXPECT_EQ(request.partitions[0].state.leader_epoch.value(), epoch);
      }
    }
  }
  void expect_stop_replica(Fields& wanted) {
    const auto sent = m_.sent_of<kafka::StopReplicaRequest>();
    EXPECT_EQ(receivers(sent), receivers_of(wanted));
    const bool deletes = wanted.flag("delete");
    for (const auto& [to, request] : sent) {
      ASSERT_EQ(request.partitions.size(), 1U);
      EXPECT_EQ(request.partitions[0].tp, tp_);
      EXPECT_EQ(request.partitions[0].delete_partition, deletes);
    }
  }
  void expect_update_metadata(Fields& wanted) {
    EXPECT_EQ(receivers(m_.sent_of<kafka::UpdateMetadataRequest>()), receivers_of(wanted));
  }
  template <class Sent>
  static std::vector<std::int64_t> receivers(const Sent& sent) {
    std::vector<std::int64_t> ids;
    for (const auto& [to, request] : sent) ids.push_back(to.value());
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  std::vector<std::int64_t> receivers_of(Fields& wanted) {
    if (!wanted.node("to").IsScalar()) {
      std::vector<std::int64_t> ids = wanted.integers("to");
      std::sort(ids.begin(), ids.end());
      return ids;
    }
    if (wanted.text("to") != "all live") unknown(wanted, "receiver", wanted.text("to"));
    return numbers(m_.context.live_or_shutting_down_ids());
  }

  bool replica_;
  StateMachines m_;
  BrokerId broker_ = kafka::kNoBroker;
  TopicPartition tp_;
  std::string from_;
  PartitionState conflicting_;
  bool conflicts_ = false;
};

// ---- counts and starts

/// Steps in words: which partitions move where.
void offline_count(Fields& f) {
  if (is_replica(f, f.text("machine"))) unknown(f, "machine", "replica");
  StateMachines m;
  m.set_live({BrokerId(0)});
  PartitionState state;
  state.leader = BrokerId(0);
  state.isr = {BrokerId(0)};
  std::vector<TopicPartition> all;
  for (int p = 0; p < 4; ++p) {
    all.push_back(m.add("t", {BrokerId(0)}, state, p));
    m.context.set_partition_state(all.back(), Partitions::New);
  }
  for (Fields* step : f.maps("steps")) {
    for (const std::string& key : step->keys()) {
      if (key == "offline_partitions_count") {
        EXPECT_EQ(m.context.offline_partition_count(), step->integer(key)) << step->where();
      } else if (key == "topic") {
        if (step->text(key) != "being deleted (deletion started)") unknown(*step, "topic", step->text(key));
        m.context.to_be_deleted.insert(all[0].topic);
        m.context.deletion_started.insert(all[0].topic);
      } else if (key == "move 4 New partitions to" || key == "move all 4 to" ||
                 key == "move its partitions New, then") {
        const Partitions target = partition_state(*step, step->text(key));
        for (const TopicPartition tp : all) move(m, tp, target, ElectionStrategy::offline);
      } else {
        throw step->error("has no step this runner knows");
      }
    }
  }
}

/// What a partition's state is taken from, in words.
void start_partition(Fields& f, StateMachines& m) {
  const std::string given = f.text("given");
  PartitionState state;
  state.leader = BrokerId(0);
  state.isr = {BrokerId(0)};
  const bool led = given == "leader live" || given == "leader not live";
  if (!led && given != "no leadership info") unknown(f, "given", given);
  // Nobody who could lead is alive where the start's own elections would hide the state.
  if (given == "leader live") m.set_live({BrokerId(0)});
  const TopicPartition tp = m.add("t", {BrokerId(0)}, led ? std::optional(state) : std::nullopt);
  m.partitions.startup([] {});
  m.run();
  Fields& expected = f.map("expected");
  EXPECT_EQ(kafka::name_of(m.context.partition_state(tp)), expected.text("state"));
}

void startup(Fields& f) {
  StateMachines m;
  if (!is_replica(f, f.text("machine"))) return start_partition(f, m);
  Fields& given = f.map("given");
  m.set_live(brokers(given.integers("live")));
  const std::vector<BrokerId> assigned = brokers(given.integers("assignment"));
  const TopicPartition tp = m.add("t", assigned);
  m.replicas.startup([] {});
  m.run();
  Fields& expected = f.map("expected");
  for (const std::string& key : expected.keys()) {
    const bool of_assigned = std::any_of(assigned.begin(), assigned.end(),
                                         [&](BrokerId b) { return key == "replica_" + std::to_string(b.value()); });
    if (!of_assigned) throw expected.error("names no assigned replica");
    const BrokerId replica(std::stoi(key.substr(key.find('_') + 1)));
    EXPECT_EQ(kafka::name_of(m.context.replica_state({tp, replica})), expected.text(key));
  }
}

}  // namespace

void run_state_machines(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "transition_table") return transition_table(fields);
  if (check == "offline_count") return offline_count(fields);
  if (check == "startup") return startup(fields);
  if (check != "actions") unknown(fields, "check", check);
  Transition transition(fields);
  transition.expect(fields.map("expected"));
}

}  // namespace conformance

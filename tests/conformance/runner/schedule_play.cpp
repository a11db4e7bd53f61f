#include "tests/conformance/runner/schedule_play.h"

#include <utility>

#include <gtest/gtest.h>

#include "tests/conformance/runner/replicas.h"

namespace conformance {

using kafka::BrokerId;
using Phase = kafka::FetchedPartition::Phase;
using Reaction = kafka::FetchedPartition::Reaction;

namespace {

kafka::InvariantSettings settings_of(const ReplicaWorld& world) {
  kafka::InvariantSettings settings;
  settings.behaviour = world.behaviour;
  settings.acks = {kafka::Acks::all, kafka::Acks::leader, kafka::Acks::none};
  settings.default_min_isr = world.topic.min_insync_replicas;
  settings.topics = &world.topics;
  return settings;
}

ReplicaWorld& made_from(ReplicaWorld& world, Fields& fields) {
  world.replicas = brokers(fields.integers("replicas"));
  world.topic.min_insync_replicas = fields.int32("min_insync_replicas");
  return world;
}

constexpr sim::Duration kPatience = std::chrono::hours(24);

}  // namespace

SchedulePlay::SchedulePlay(Fields& fields, kafka::ReplicationProtocol protocol, kafka::Mutation bug)
    : fields_(fields),
      world_(protocol),
      controller_(made_from(world_, fields)),
      truth_(nodes_, records_),
      checkers_(settings_of(world_)) {
  world_.behaviour.mutation = bug;
  world_.emitter.attach(checkers_);
  for (const BrokerId id : world_.replicas) nodes_[id] = std::make_unique<ReplicaNode>(world_, id, controller_);
  world_.emitter.attach(truth_);
}

void SchedulePlay::run() {
  for (Fields* step : fields_.maps("steps")) {
    play(*step);
    answer_proposals();
    deliver_to_consumers();
    truth_.look(controller_.stored());
    world_.pass_time();
  }
  checkers_.finish(world_.scheduler.now());
}

void SchedulePlay::play(Fields& step) {
  if (step.keys().size() != 1) throw step.error("a step is one action");
  if (!play_controller(step) && !play_broker(step) && !play_isr(step))
    throw step.error("unknown step '" + step.keys().front() + "'");
}

bool SchedulePlay::play_controller(Fields& step) {
  if (step.has("elect")) return elect(step.map("elect")), true;
  if (step.has("fail")) return fail(step.map("fail")), true;
  if (step.has("recover")) {
    controller_.on_broker_start(node(step.map("recover"), "broker").id(), up());
    return true;
  }
  if (step.has("lisr")) return leader_and_isr(step.map("lisr")), true;
  if (step.has("setup")) return set_up(step.map("setup")), true;
  if (step.has("acked")) return preset_acked(step.map("acked")), true;
  return false;
}

bool SchedulePlay::play_broker(Fields& step) {
  if (step.has("append")) return append(step.map("append")), true;
  if (step.has("fetch")) return fetch(step.map("fetch")), true;
  if (step.has("reconcile")) return reconcile(node(step.map("reconcile"), "by")), true;
  if (step.has("crash")) return crash(step.map("crash")), true;
  if (step.has("start")) {
    ReplicaNode& starting = node(step.map("start"), "node");
    if (!starting.up()) starting.start();
    return true;
  }
  if (step.has("checkpoint")) {
    ReplicaNode& writing = node(step.map("checkpoint"), "node");
    if (writing.up()) writing.replicas().checkpoint_high_watermarks();
    return true;
  }
  return false;
}

bool SchedulePlay::play_isr(Fields& step) {
  if (step.has("shrink")) return shrink(step.map("shrink")), true;
  if (step.has("propose_expand")) return propose_expand(step.map("propose_expand")), true;
  if (step.has("commit_expand")) {
    controller_.deliver_delayed(node(step.map("commit_expand"), "at").id());
    return true;
  }
  return false;
}

// ---- who is who

ReplicaNode& SchedulePlay::node(Fields& f, std::string_view key) {
  const auto found = nodes_.find(BrokerId(f.int32(key)));
  if (found == nodes_.end()) throw f.error("names a broker that has no replica");
  return *found->second;
}

/// As the follower believes; nullptr if nobody answers there.
ReplicaNode* SchedulePlay::leader_of(ReplicaNode& follower) {
  const auto found = nodes_.find(follower.fetched()->partition().leader());
  return found != nodes_.end() && found->second->up() ? found->second.get() : nullptr;
}

std::set<BrokerId> SchedulePlay::up() const {
  std::set<BrokerId> running;
  for (const auto& [id, node] : nodes_)
    if (node->up()) running.insert(id);
  return running;
}

void SchedulePlay::answer_proposals() {
  controller_.answer([this](BrokerId id) -> ReplicaNode& { return *nodes_.at(id); });
}

// ---- the controller

void SchedulePlay::elect(Fields& f) {
  const BrokerId leader = node(f, "leader").id();
  controller_.elect(leader, brokers(f.integers("isr")));
}

void SchedulePlay::fail(Fields& f) {
  const BrokerId gone = node(f, "broker").id();
  controller_.on_broker_failure(gone, up(), f.flag_or("unclean", false));
}

void SchedulePlay::leader_and_isr(Fields& f) {
  ReplicaNode& to = node(f, "to");
  kafka::PartitionState state = controller_.stored();
  if (f.has("epoch")) {
    const auto* old = controller_.announced(kafka::LeaderEpoch(f.int32("epoch")));
    if (!old) throw f.error("names an epoch that never was");
    if (old->leader_epoch != state.leader_epoch) state = *old;
  }
  if (!controller_.exists()) throw f.error("comes before the first election");
  if (to.up()) to.leader_and_isr(state);
}

// ---- brokers

void SchedulePlay::append(Fields& f) {
  ReplicaNode& at = node(f, "at");
  const std::string acks = f.text("acks");
  if (acks != "all" && acks != "1" && acks != "0") throw f.error("unknown acks '" + acks + "'");
  for (const std::string& value : f.texts("values"))
    if (at.up()) append_one(at, value, static_cast<std::int16_t>(acks == "all" ? -1 : acks == "1" ? 1 : 0));
}

void SchedulePlay::append_one(ReplicaNode& at, const std::string& value, std::int16_t acks) {
  at.partition();
  const kafka::BatchPtr batch = records_.make(value, acks == -1 ? 0 : acks == 1 ? 1 : 2);
  const auto answered = [this, value, acks, batch](std::vector<kafka::ProduceResponse::Partition>&& answers) {
    const kafka::ProduceResponse::Partition& answer = answers.at(0);
    if (answer.error != kafka::ErrorCode::NONE || acks == 0) return;
    truth_.acknowledged({.value = value, .offset = answer.base_offset.value(), .all = acks == -1});
    world_.emit(BrokerId(0), kafka::RecordsAcknowledged{.producer = batch->producer,
                                                        .tp = answer.tp,
                                                        .first_id = batch->first_id,
                                                        .count = 1,
                                                        .base_offset = answer.base_offset,
                                                        .size = batch->size,
                                                        .first_timestamp = {},
                                                        .max_timestamp = {}});
  };
  at.replicas().append_records(acks, kPatience, {{.tp = world_.tp, .batch = batch}}, false, answered);
}

/// One question and one answer. A follower that does not know yet how far the logs agree does not ask.
void SchedulePlay::fetch(Fields& f) {
  ReplicaNode& by = node(f, "by");
  const std::string drop = f.text_or("drop", "none");
  if (drop != "none" && drop != "response") throw f.error("unknown drop '" + drop + "'");
  const bool joins = f.flag_or("isr_join", true);
  const std::int64_t most = f.integer_or("max_records", 1000);
  if (most < 1) throw f.error("max_records must be positive");
  kafka::FetchedPartition* fetched = by.fetched();
  if (!fetched || fetched->has_epoch_question()) return;
  if (fetched->phase() == Phase::truncating) fetched->truncate_without_question();
  ReplicaNode* leader = leader_of(by);
  if (!leader) return;

  kafka::FetchRequest request;
  request.replica = by.id();
  request.min_bytes = sim::Bytes(1);
  request.max_bytes = sim::Bytes(most * kRecordSize);
  request.partitions = {fetched->fetch(request.max_bytes)};
  kafka::FetchResponse response;
  controller_.treat_proposals(joins ? ScheduleController::Proposals::reach : ScheduleController::Proposals::rejected);
  leader->partition();
  leader->replicas().fetch(request, [&](kafka::FetchResponse&& answer) { response = std::move(answer); });
  answer_proposals();
  if (drop == "response") return;
  for (const auto& answer : response.partitions)
    if (fetched->on_fetched(request.partitions.front(), answer) == Reaction::failed) return by.stop_fetching();
  ask_for_bounds(by);
}

void SchedulePlay::ask_for_bounds(ReplicaNode& by) {
  kafka::FetchedPartition* fetched = by.fetched();
  while (fetched->phase() == Phase::asking_end || fetched->phase() == Phase::asking_start) {
    const kafka::ListOffsetsRequest request{.partitions = {fetched->bound_question()}, .replica = by.id()};
    const kafka::ListOffsetsResponse response = leader_of(by)->replicas().list_offsets(request);
    const Reaction reaction = fetched->on_bound(request.partitions.front(), response.partitions.at(0));
    if (reaction == Reaction::failed) return by.stop_fetching();
    if (reaction != Reaction::go_on) return;
  }
}

void SchedulePlay::reconcile(ReplicaNode& by) {
  kafka::FetchedPartition* fetched = by.fetched();
  while (fetched && fetched->phase() == Phase::truncating) {
    if (!fetched->has_epoch_question()) return fetched->truncate_without_question();
    ReplicaNode* leader = leader_of(by);
    if (!leader) return;
    const kafka::OffsetForLeaderEpochRequest request{.replica = by.id(), .partitions = {fetched->epoch_question()}};
    leader->partition();
    const kafka::OffsetForLeaderEpochResponse response = leader->replicas().offsets_for_leader_epoch(request);
    const Reaction reaction = fetched->on_epoch_end(request.partitions.front(), response.partitions.at(0));
    if (reaction == Reaction::failed) return by.stop_fetching();
    if (reaction != Reaction::go_on) return;
  }
}

void SchedulePlay::crash(Fields& f) {
  ReplicaNode& dying = node(f, "node");
  std::optional<std::int64_t> keep;
  if (f.has("keep")) keep = f.integer("keep");
  lost_power_ = lost_power_ || keep.has_value();
  if (dying.up()) dying.crash(keep);
}

// ---- the ISR

void SchedulePlay::shrink(Fields& f) {
  ReplicaNode& at = node(f, "at");
  std::vector<BrokerId> leaving;
  for (const BrokerId id : brokers(f.integers("remove")))
    if (at.leads() && at.partition().isr().contains(id)) leaving.push_back(id);
  if (!leaving.empty() && !at.partition().isr().change_pending()) at.partition().propose_shrink(leaving);
}

void SchedulePlay::propose_expand(Fields& f) {
  ReplicaNode& at = node(f, "at");
  const std::vector<BrokerId> joining = brokers(f.integers("add"));
  if (joining.size() != 1) throw f.error("a leader adds one replica at a time");
  if (!at.leads() || at.partition().isr().change_pending()) return;
  controller_.treat_proposals(ScheduleController::Proposals::delayed);
  at.partition().propose_expand(joining.front());
}

// ---- what was there before

void SchedulePlay::set_up(Fields& f) {
  for (const std::string& key : f.keys()) {
    Fields& given = f.map(key);
    const auto found = nodes_.find(BrokerId(static_cast<std::int32_t>(std::stol(key))));
    if (found == nodes_.end()) throw f.error("names a broker that has no replica");
    ReplicaNode& at = *found->second;
    for (const YAML::Node& entry : given.node("log")) {
      if (!entry.IsSequence() || entry.size() != 2) throw given.error("a record is [value, epoch]");
      const std::int64_t epoch = to_integer(entry[1], given.where());
      preset_record(at, to_text(entry[0], given.where()), kafka::LeaderEpoch(static_cast<std::int32_t>(epoch)));
    }
    at.log().update_high_watermark(kafka::Offset(given.integer_or("hw", 0)));
    world_.emit(at.id(), kafka::LogLoaded{.broker = at.id(),
                                          .tp = world_.tp,
                                          .log_start_offset = at.log().log_start_offset(),
                                          .log_end_offset = at.log().log_end_offset(),
                                          .high_watermark = at.log().high_watermark(),
                                          .recovered = false});
  }
}

/// Whoever has it first is taken for the leader that wrote it.
void SchedulePlay::preset_record(ReplicaNode& at, const std::string& value, kafka::LeaderEpoch epoch) {
  const kafka::Offset offset = at.log().log_end_offset();
  const kafka::LogEntry* known = nullptr;
  for (const auto& [id, other] : nodes_) {
    const kafka::LogEntry* there = truth_.entry_at(*other, offset.value());
    if (there && there->epoch == epoch && records_.value_of(*there) == value) known = there;
  }
  const kafka::BatchPtr batch = known ? known->batch : records_.make(value, 0);
  at.preset(batch, epoch);
  world_.emit(at.id(), kafka::RecordsAppended{.broker = at.id(),
                                              .tp = world_.tp,
                                              .base_offset = offset,
                                              .count = 1,
                                              .size = batch->size,
                                              .leader_epoch = epoch,
                                              .as_leader = known == nullptr,
                                              .producer = batch->producer,
                                              .first_id = batch->first_id});
}

void SchedulePlay::preset_acked(Fields& f) {
  const std::int64_t offset = f.integer("offset");
  const std::string value = f.text("value");
  truth_.acknowledged({.value = value, .offset = offset, .all = true});
  for (const auto& [id, node] : nodes_) {
    const kafka::LogEntry* there = truth_.entry_at(*node, offset);
    if (!there || records_.value_of(*there) != value) continue;
    world_.emit(id, kafka::AcksAllAnswered{.broker = id,
                                           .tp = world_.tp,
                                           .error = kafka::ErrorCode::NONE,
                                           .base_offset = kafka::Offset(offset),
                                           .next_offset = kafka::Offset(offset + 1),
                                           .high_watermark = node->log().high_watermark(),
                                           .leader_epoch = there->epoch,
                                           .in_sync = static_cast<std::int32_t>(world_.replicas.size()),
                                           .min_isr = world_.topic.min_insync_replicas});
    return;
  }
}

// ---- consumers, who read from whoever believes to lead

void SchedulePlay::deliver_to_consumers() {
  for (const auto& [id, node] : nodes_)
    if (node->leads()) deliver(*node);
}

void SchedulePlay::deliver(ReplicaNode& leader) {
  const kafka::LogEntries& entries = leader.log().entries();
  for (auto i = entries.begin_index(); i < entries.end_index(); ++i) {
    const kafka::LogEntry& entry = entries[i];
    if (entry.next_offset() > leader.log().high_watermark()) return;
    world_.emit(BrokerId(0), kafka::RecordsDelivered{.group = kafka::GroupId(0),
                                                     .member = kafka::ClientId(3),
                                                     .tp = world_.tp,
                                                     .base_offset = entry.base_offset,
                                                     .count = 1,
                                                     .size = entry.batch->size,
                                                     .producer = entry.batch->producer,
                                                     .first_id = entry.batch->first_id,
                                                     .first_timestamp = {},
                                                     .last_timestamp = {}});
  }
}

}  // namespace conformance

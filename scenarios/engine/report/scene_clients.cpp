#include <fmt/format.h>

#include "model/types/error_code.h"
#include "scenarios/engine/report/scene_recorder.h"

namespace report {
namespace {

/// Errors that a client finds by itself: nobody answered.
bool is_silence(kafka::ErrorCode error) {
  return error == kafka::ErrorCode::NETWORK_EXCEPTION || error == kafka::ErrorCode::REQUEST_TIMED_OUT;
}

}  // namespace

// ---- producers

void SceneRecorder::on(const kafka::BatchSent& e) {
  const auto [before, first] = sent_to_.try_emplace({e.producer, e.tp}, e.to);
  const bool moved = !first && before->second != e.to;
  before->second = e.to;
  if (!listening()) return;
  if (moved || e.attempt > 1) disturbed_.insert({e.producer, e.tp});
  if (moved)
    talk(e.producer, e.to,
         {SceneStep::Kind::message, "Produce to " + cast_.names().partition(e.tp) + "'s new leader",
          "Produce to new leaders \u00d7{}", false});
  else if (e.attempt > 1)
    talk(e.producer, e.to,
         {SceneStep::Kind::message, "Produce " + cast_.names().partition(e.tp) + " again", "Produce again \u00d7{}",
          false});
}

void SceneRecorder::on(const kafka::BatchRetried& e) {
  if (!listening()) return;
  disturbed_.insert({e.producer, e.tp});
  const auto to = sent_to_.find({e.producer, e.tp});
  const std::string error(name_of(e.error));
  const bool answered = to != sent_to_.end() && !is_silence(e.error);
  talk(e.producer, answered ? to->second : kafka::kNoBroker,
       {SceneStep::Kind::answer, error, error + " \u00d7{}", true});
}

void SceneRecorder::on(const kafka::RecordsAcknowledged& e) {
  if (!listening() || disturbed_.erase({e.producer, e.tp}) == 0) return;
  talk(e.producer, sent_to_[{e.producer, e.tp}],
       {SceneStep::Kind::answer, cast_.names().partition(e.tp) + " acknowledged", "acknowledged \u00d7{}", false});
}

void SceneRecorder::on(const kafka::RecordsFailed& e) {
  if (!listening()) return;
  const std::string what(e.exception.empty() ? name_of(e.error) : e.exception);
  client_note(e.producer, {SceneStep::Kind::note, "gives up: " + what, "gives up {} batches: " + what, true});
}

void SceneRecorder::on(const kafka::ConnectionLost& e) {
  if (!listening()) return;
  const std::string why(e.why);
  talk(e.client, e.broker, {SceneStep::Kind::broken, why, why + " \u00d7{}", true});
}

void SceneRecorder::on(const kafka::MetadataUpdated& e) {
  if (!listening()) return;
  talk(e.client, e.from, {SceneStep::Kind::answer, "Metadata", "Metadata \u00d7{}", false, true});
}

// ---- consumers

void SceneRecorder::on(const kafka::FetchFailed& e) {
  cast_.learn(e.member, e.group);
  if (!listening()) return;
  cut_off_.insert(e.member);
  const std::string error(name_of(e.error));
  client_note(e.member, {SceneStep::Kind::note, "Fetch: " + error, "Fetch: " + error + " \u00d7{}", true});
}

void SceneRecorder::on(const kafka::RecordsDelivered& e) {
  cast_.learn(e.member, e.group);
  if (!listening() || cut_off_.erase(e.member) == 0) return;
  client_note(e.member, {SceneStep::Kind::note, "gets records", "{} members get records", false});
}

void SceneRecorder::on(const kafka::CoordinatorFound& e) {
  coordinators_[e.client] = e.coordinator;
  if (!listening()) return;
  talk(e.client, e.coordinator,
       {SceneStep::Kind::message, "finds its coordinator", "find their coordinator \u00d7{}", false});
}

void SceneRecorder::on(const kafka::CoordinatorLost& e) {
  if (!listening()) return;
  cut_off_.insert(e.client);
  const std::string why(e.why);
  talk(e.client, e.coordinator,
       {SceneStep::Kind::broken, "coordinator lost: " + why, "coordinator lost \u00d7{}", true});
}

void SceneRecorder::on(const kafka::RebalanceStarted& e) {
  if (!listening()) return;
  std::string reason = e.reason;
  if (const std::size_t detail = reason.find("; client reason"); detail != std::string::npos) reason.resize(detail);
  note(SceneCast::broker(e.broker),
       {SceneStep::Kind::note, fmt::format("{}: {}", cast_.names().group(e.group), reason), "", false});
}

void SceneRecorder::on(const kafka::GroupMemberRemoved& e) {
  if (!listening() || e.reason == "LeaveGroup") return;
  const std::string name = e.member == kafka::kNoClient ? "a member" : cast_.names().client(e.member);
  note(SceneCast::broker(e.broker),
       {SceneStep::Kind::note, fmt::format("removes {}: {}", name, e.reason), "", e.reason == "session timeout"});
}

void SceneRecorder::on(const kafka::GenerationStarted& e) {
  if (!listening()) return;
  note(SceneCast::broker(e.broker), {SceneStep::Kind::note,
                                     fmt::format("{}: generation {}, {} members", cast_.names().group(e.group),
                                                 e.generation.value(), e.members.size()),
                                     "", false});
}

void SceneRecorder::coordinator_talk(kafka::ClientId member, const Said& said) {
  const auto coordinator = coordinators_.find(member);
  talk(member, coordinator == coordinators_.end() ? kafka::kNoBroker : coordinator->second, said);
}

void SceneRecorder::on(const kafka::MemberJoining& e) {
  cast_.learn(e.member, e.group);
  if (listening()) coordinator_talk(e.member, {SceneStep::Kind::message, "JoinGroup", "JoinGroup \u00d7{}", false});
}

void SceneRecorder::on(const kafka::MemberJoined& e) {
  cast_.learn(e.member, e.group);
  if (!listening()) return;
  const std::string text = fmt::format("JoinGroup: generation {}", e.generation.value());
  coordinator_talk(e.member, {SceneStep::Kind::answer, text, text + " \u00d7{}", false});
}

void SceneRecorder::on(const kafka::MemberSyncing& e) {
  if (listening()) coordinator_talk(e.member, {SceneStep::Kind::message, "SyncGroup", "SyncGroup \u00d7{}", false});
}

void SceneRecorder::on(const kafka::PartitionsAssigned& e) {
  cast_.learn(e.member, e.group);
  if (!listening()) return;
  cut_off_.insert(e.member);
  const std::string text =
      fmt::format("SyncGroup: {} partition{}", e.partitions.size(), e.partitions.size() == 1 ? "" : "s");
  coordinator_talk(e.member, {SceneStep::Kind::answer, text, "SyncGroup: assigned \u00d7{}", false});
}

void SceneRecorder::on(const kafka::JoinFailed& e) {
  if (!listening()) return;
  const std::string error(name_of(e.error));
  coordinator_talk(e.member, {SceneStep::Kind::answer, error, error + " \u00d7{}", true});
}

void SceneRecorder::on(const kafka::HeartbeatAnswered& e) {
  if (!listening() || e.error == kafka::ErrorCode::NONE) return;
  const std::string text = fmt::format("Heartbeat: {}", name_of(e.error));
  coordinator_talk(e.member, {SceneStep::Kind::answer, text, text + " \u00d7{}", true});
}

void SceneRecorder::on(const kafka::MemberLeft& e) {
  if (listening()) coordinator_talk(e.member, {SceneStep::Kind::message, "LeaveGroup", "LeaveGroup \u00d7{}", false});
}

}  // namespace report

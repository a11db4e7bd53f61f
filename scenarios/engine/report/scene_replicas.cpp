#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/engine/report/scene_recorder.h"

namespace report {

void SceneRecorder::on(const kafka::BrokerStarted& e) {
  note(SceneCast::broker(e.broker), {SceneStep::Kind::note, "runs again", "", false});
}

void SceneRecorder::on(const kafka::BrokerFailed& e) {
  note(SceneCast::broker(e.broker), {SceneStep::Kind::note, "ends: " + e.why, "", true});
}

void SceneRecorder::on(const kafka::BecameLeader& e) {
  if (!listening()) return;
  note(SceneCast::broker(e.broker),
       {SceneStep::Kind::note, fmt::format("leads {}, epoch {}", cast_.names().partition(e.tp), e.leader_epoch.value()),
        "leads {} partitions", false});
}

void SceneRecorder::on(const kafka::IsrShrunk& e) {
  if (!listening() || host_ == kafka::kNoHost) return;
  std::vector<std::int32_t> removed;
  for (const kafka::BrokerId id : e.removed) removed.push_back(id.value());
  note({SceneActor::Kind::broker, server(host_)},
       {SceneStep::Kind::note, fmt::format("{} without {}", cast_.names().partition(e.tp), fmt::join(removed, ", ")),
        fmt::format("{{}} partitions without {}", fmt::join(removed, ", ")), true});
}

void SceneRecorder::on(const kafka::IsrExpanded& e) {
  if (!listening() || host_ == kafka::kNoHost) return;
  note({SceneActor::Kind::broker, server(host_)},
       {SceneStep::Kind::note, fmt::format("{} with {} again", cast_.names().partition(e.tp), e.added.value()),
        fmt::format("{{}} partitions with {} again", e.added.value()), false});
}

void SceneRecorder::on(const kafka::LogTruncated& e) {
  if (!listening() || e.from == e.to) return;
  note(SceneCast::broker(e.broker),
       {SceneStep::Kind::note,
        fmt::format("cuts {} from {} to {}", cast_.names().partition(e.tp), e.from.value(), e.to.value()),
        "cuts {} logs", true});
}

}  // namespace report

#include <algorithm>

#include <fmt/format.h>

#include "gui/view/causes.h"

namespace view {
namespace {

bool has(const std::vector<kafka::BrokerId>& ids, kafka::BrokerId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string_view because_of(kafka::TruncationReason reason) {
  switch (reason) {
    case kafka::TruncationReason::high_watermark:
      return "A follower of that version keeps only what is below its high watermark";
    case kafka::TruncationReason::leader_epoch:
    case kafka::TruncationReason::diverging_epoch:
      return "The new leader's log has something else there: what only this replica had was never committed";
    case kafka::TruncationReason::out_of_range:
      return "The leader's log does not reach as far";
    case kafka::TruncationReason::power_loss:
      return "What had not been flushed to disk went with the power";
    case kafka::TruncationReason::disk_lost:
      return "Its disk was lost";
  }
  return "";
}

}  // namespace

Reason Causes::on(const kafka::BecameLeader& e) {
  const std::uint64_t cause = latest({last(Slot::elected, key(e.tp)), last(Slot::handled, e.broker.value())});
  const std::uint64_t elected = last(Slot::elected, key(e.tp));
  note(Slot::leads_group, e.broker.value());
  return {elected != 0 ? elected : cause, "LeaderAndIsr tells it to lead"};
}

Reason Causes::on(const kafka::BecameFollower& e) {
  const std::uint64_t cause = last(Slot::handled, e.broker.value());
  note(Slot::follower, key(e.broker, e.tp));
  return {cause != 0 ? cause : last(Slot::elected, key(e.tp)), "LeaderAndIsr tells it to follow"};
}

Reason Causes::on(const kafka::ReplicaStopped& e) { return {last(Slot::handled, e.broker.value()), ""}; }

Reason Causes::on(const kafka::LogLoaded& e) {
  return {last(Slot::started, e.broker.value()),
          e.recovered ? "The last stop was not clean, so the end of the log is scanned" : ""};
}

Reason Causes::on(const kafka::LogTruncated& e) {
  const bool at_start =
      e.reason == kafka::TruncationReason::power_loss || e.reason == kafka::TruncationReason::disk_lost;
  const std::uint64_t cause =
      at_start ? latest({last(Slot::started, e.broker.value()), last(Slot::stopped, e.broker.value())})
               : last(Slot::follower, key(e.broker, e.tp));
  note(Slot::cut, key(e.tp));
  return {cause, std::string(because_of(e.reason))};
}

Reason Causes::on(const kafka::IsrChangeProposed& e) {
  Reason reason;
  const std::vector<kafka::BrokerId>& before = isr_[e.tp];
  for (const kafka::BrokerId id : before) {
    if (has(e.isr, id)) continue;
    reason.number = latest({reason.number, trouble(id), fault("broker-" + std::to_string(e.leader.value()))});
    reason.because =
        fmt::format("broker-{} has not caught up with the leader for {}", id.value(), settings_.replica_lag_time_max());
  }
  for (const kafka::BrokerId id : e.isr) {
    if (has(before, id)) continue;
    reason.number =
        latest({reason.number, last(Slot::follower, key(id, e.tp)), healed("broker-" + std::to_string(id.value()))});
    reason.because = fmt::format("broker-{} has fetched up to the leader's log end", id.value());
  }
  note(Slot::proposed, key(e.tp));
  return reason;
}

Reason Causes::on(const kafka::IsrChangeFailed& e) {
  return {latest({last(Slot::proposed, key(e.tp)), last(Slot::elected, key(e.tp))}), ""};
}

Reason Causes::on(const kafka::IsrShrunk& e) {
  const std::uint64_t cause = last(Slot::proposed, key(e.tp));
  note(Slot::shrunk, key(e.tp));
  note(Slot::state, key(e.tp));
  return {cause, fmt::format("{}: who does not catch up for that long is out", settings_.replica_lag_time_max())};
}

Reason Causes::on(const kafka::IsrExpanded& e) {
  const std::uint64_t cause = last(Slot::proposed, key(e.tp));
  note(Slot::expanded, key(e.tp));
  note(Slot::state, key(e.tp));
  return {cause, fmt::format("broker-{} has fetched up to the leader's log end", e.added.value())};
}

Reason Causes::of_stall(std::uint64_t number, const StallWatch& stall, bool stalls) {
  number_ = number;
  const kafka::TopicPartition tp = stall.partition();
  if (!stalls) return {last(Slot::state, key(tp)), "All that are in the ISR now have the records"};
  note(Slot::stall, key(tp));
  return {trouble(stall.dead()),
          "A record is committed when every member of the ISR has it: acks=all waits, and consumers do not see it"};
}

Reason Causes::on(const kafka::SegmentsDeleted&) {
  return {0, "Retention: the settings of the topic say how long records stay"};
}

}  // namespace view

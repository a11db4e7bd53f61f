// A record's way: what brokers do to it.

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/event_fields.h"
#include "scenarios/engine/run/record_story.h"

namespace scenario {
namespace {

std::string list_text(const std::vector<kafka::BrokerId>& brokers) {
  std::vector<std::int32_t> ids;
  for (const kafka::BrokerId id : brokers) ids.push_back(id.value());
  return fmt::format("{{{}}}", fmt::join(ids, ", "));
}

}  // namespace

void RecordStory::on(const kafka::RecordsAppended& e) {
  if (e.tp != name_.tp) return;
  if (e.control != kafka::ControlRecordType::none) {
    if (!e.as_leader || !in_transaction_ || e.producer_id != producer_id_) return;
    in_transaction_ = false;
    return say(fmt::format("its transaction is {}: marker at offset {}",
                           e.control == kafka::ControlRecordType::COMMIT ? "committed" : "aborted",
                           e.base_offset.value()));
  }
  if (!is_in(e)) return;
  const std::int64_t at = offset_in(e.base_offset, e.first_id);
  if (!e.as_leader) {
    if (const auto known = copies_.find(e.broker); known == copies_.end() || known->second != at)
      say_turn(fmt::format("copied by {}", e.broker.value()));
    copies_[e.broker] = at;
    return;
  }
  const bool again = copies_.count(e.broker) > 0 && copies_[e.broker] != at;
  copies_[e.broker] = at;
  leader_ = e.broker;
  epoch_ = std::max(epoch_, e.leader_epoch);
  offset_ = at;
  readable_ = stable_ = false;
  producer_id_ = e.producer_id;
  in_transaction_ = e.transactional;
  say(fmt::format("written by {} as leader in epoch {}: offset {}{}{}", e.broker.value(), e.leader_epoch.value(), at,
                  again ? ", a second time" : "", e.transactional ? ", in a transaction" : ""));
}

void RecordStory::on(const kafka::DuplicateAnswered& e) {
  if (is_in(e))
    say(fmt::format("{} has it already (sequence {}): answered with offset {}", e.broker.value(),
                    e.base_sequence.value() + (name_.id - e.first_id.value()), offset_in(e.base_offset, e.first_id)));
}

void RecordStory::on(const kafka::HighWatermarkAdvanced& e) {
  if (e.tp != name_.tp || !e.as_leader || !offset_ || readable_ || copies_.count(e.broker) == 0) return;
  if (copies_[e.broker] != *offset_ || e.high_watermark.value() <= *offset_) return;
  readable_ = true;
  say(fmt::format("below the high watermark of {} ({}): consumers may read it", e.broker.value(),
                  e.high_watermark.value()));
}

void RecordStory::on(const kafka::LastStableOffsetAdvanced& e) {
  if (e.tp != name_.tp || !offset_ || stable_ || copies_.count(e.broker) == 0) return;
  if (producer_id_ == kafka::kNoProducerId || e.last_stable_offset.value() <= *offset_) return;
  stable_ = true;
  say(fmt::format("below the last stable offset ({}): for read_committed, too", e.last_stable_offset.value()));
}

void RecordStory::on(const kafka::BecameLeader& e) {
  if (e.tp != name_.tp || e.leader_epoch <= epoch_) return;
  epoch_ = e.leader_epoch;
  leader_ = e.broker;
  const auto copy = copies_.find(e.broker);
  const bool has_it = copy != copies_.end() && copy->second < e.log_end_offset.value();
  say_turn(fmt::format("{} leads in epoch {}, {} (its log ends at {})", e.broker.value(), e.leader_epoch.value(),
                       has_it ? "with it" : "without it", e.log_end_offset.value()));
  if (has_it) {
    offset_ = copy->second;
  } else {
    offset_.reset();
  }
}

void RecordStory::on(const kafka::LogTruncated& e) {
  const auto copy = copies_.find(e.broker);
  if (e.tp != name_.tp || copy == copies_.end() || copy->second < e.to.value()) return;
  say(fmt::format("truncated at {}: from {} to {} ({}) in epoch {}", e.broker.value(), e.from.value(), e.to.value(),
                  name_of(e.reason), epoch_.value()));
  copies_.erase(copy);
}

void RecordStory::on(const kafka::ReplicaStopped& e) {
  if (e.tp != name_.tp || !e.deleted || copies_.erase(e.broker) == 0) return;
  say(fmt::format("{} deletes its replica", e.broker.value()));
}

void RecordStory::on(const kafka::SegmentsDeleted& e) {
  const auto copy = copies_.find(e.broker);
  if (e.tp != name_.tp || copy == copies_.end() || copy->second >= e.log_start_offset.value()) return;
  say(fmt::format("{} deletes it: {}", e.broker.value(), name_of(e.reason)));
  copies_.erase(copy);
}

void RecordStory::on(const kafka::BrokerStopped& e) {
  if (copies_.count(e.broker) > 0) say_turn(fmt::format("{} {}", e.broker.value(), ending_text(e.how)));
}

void RecordStory::on(const kafka::BrokerStarted& e) {
  if (copies_.count(e.broker) > 0) say_turn(fmt::format("{} started", e.broker.value()));
}

void RecordStory::on(const kafka::FaultBegan& e) {
  const bool hits =
      std::any_of(copies_.begin(), copies_.end(), [&](const auto& copy) { return names_broker(e.target, copy.first); });
  if (!hits) return;
  const std::string words = fault_text(e.kind, e.target);
  if (!words.empty()) say_turn(words);
}

void RecordStory::on(const kafka::PartitionStateChanged& e) {
  if (e.tp != name_.tp) return;
  std::vector<kafka::BrokerId> isr = e.isr;
  std::sort(isr.begin(), isr.end());
  if (isr == isr_) return;
  isr_ = isr;
  say_turn("ISR " + list_text(isr_));
}

void RecordStory::on(const kafka::TopicDeleted& e) {
  if (e.topic != name_.tp.topic || copies_.empty()) return;
  say("the topic is deleted");
  copies_.clear();
  offset_.reset();
}

}  // namespace scenario

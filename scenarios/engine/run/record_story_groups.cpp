// A record's way: what groups do with it.

#include <fmt/format.h>

#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/event_fields.h"
#include "scenarios/engine/run/record_story.h"

namespace scenario {

void RecordStory::on(const kafka::PositionSet& e) {
  if (e.tp != name_.tp || !offset_) return;
  Progress& p = progress(e.group);
  const std::int64_t position = e.position.value();
  if (position > *offset_ && !p.polled)
    say(fmt::format("{} starts behind it, at offset {} ({})", member(e.member, e.group), position, name_of(e.source)));
  if (position > *offset_ && p.polled && p.processed == 0)
    say(fmt::format("{} starts behind it, at offset {} ({}): nobody will process it", member(e.member, e.group),
                    position, name_of(e.source)));
  if (position <= *offset_ && p.polled)
    say(fmt::format("{} goes back to offset {} ({}): it will come again", member(e.member, e.group), position,
                    name_of(e.source)));
}

void RecordStory::on(const kafka::RecordsDelivered& e) {
  if (!is_in(e)) return;
  Progress& p = progress(e.group);
  say(fmt::format("polled by {}{}", member(e.member, e.group), p.polled ? ", again" : ""));
  p.polled = true;
  p.in_hand[e.member] = true;
}

void RecordStory::on(const kafka::RecordsProcessed& e) {
  if (!is_in(e)) return;
  Progress& p = progress(e.group);
  say(fmt::format("processed by {}{}", member(e.member, e.group), p.processed > 0 ? ", again" : ""));
  ++p.processed;
  p.in_hand.erase(e.member);
}

void RecordStory::on(const kafka::OffsetCommitted& e) {
  if (e.tp != name_.tp || !offset_) return;
  Progress& p = progress(e.group);
  const bool before = p.committed <= *offset_;
  p.committed = e.offset.value();
  if (!before || p.committed <= *offset_ || !p.polled) return;
  say(fmt::format("{} commits offset {}: the group is past it{}", member(e.member, e.group), e.offset.value(),
                  p.processed > 0 ? "" : ", before it was processed"));
}

void RecordStory::on(const kafka::PoisonRecordMet& e) {
  if (e.tp != name_.tp || !offset_ || e.offset.value() != *offset_) return;
  say(fmt::format("{} cannot process it: {}", member(e.member, e.group), e.action));
}

void RecordStory::on(const kafka::RecordsTransformed& e) {
  if (e.source != name_.producer || e.from != name_.tp || !has(e.source_id, e.count)) return;
  say(fmt::format("{} makes record {} of {} in {} of it", member(e.member, e.group),
                  e.first_id.value() + (name_.id - e.source_id.value()), names_.client(e.producer),
                  names_.partition(e.to)));
}

void RecordStory::member_stopped(const kafka::ClientStopped& e) {
  for (auto& [group, p] : progress_)
    if (p.in_hand.erase(e.client) > 0)
      say(fmt::format("{} {} with it in hand", member(e.client, group), ending_text(e.how)));
}

}  // namespace scenario

#include "scenarios/engine/run/record_story.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/types/error_code.h"
#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/quantities.h"

namespace scenario {
namespace {

constexpr std::size_t kMostSteps = 300;
constexpr std::size_t kMostTurns = 40;

/// By even spread, as a batch says it.
sim::SimTime created(const kafka::BatchSent& e, std::int64_t id) {
  if (e.count <= 1) return e.first_timestamp;
  const std::int64_t span = (e.max_timestamp - e.first_timestamp).count();
  return e.first_timestamp + sim::Duration(span * (id - e.first_id.value()) / (e.count - 1));
}

}  // namespace

RecordStory::RecordStory(const RecordName& name, std::vector<kafka::GroupId> groups, const Names& names)
    : name_(name), groups_(std::move(groups)), names_(names) {
  for (const kafka::GroupId group : groups_) progress_[group];
}

void RecordStory::say_at(sim::SimTime time, std::string what) {
  if (steps_.size() == kMostSteps) return steps_.push_back({time, "... and more"});
  if (steps_.size() < kMostSteps) steps_.push_back({time, std::move(what)});
}

void RecordStory::say_turn(std::string what) {
  if (copies_.empty() || over() || turns_ > kMostTurns) return;
  say(turns_++ == kMostTurns ? "... and more happens to the cluster" : std::move(what));
}

bool RecordStory::over() const {
  return finished_ && !groups_.empty() &&
         std::all_of(progress_.begin(), progress_.end(), [](const auto& p) { return p.second.processed > 0; });
}

std::string RecordStory::member(kafka::ClientId client, kafka::GroupId group) const {
  return fmt::format("{} of {}", names_.client(client), names_.group(group));
}

// ---- its producer

void RecordStory::on(const kafka::BatchSent& e) {
  if (!is_in(e)) return;
  if (sends_++ == 0) say_at(created(e, name_.id), fmt::format("{} creates it", names_.client(e.producer)));
  sent_to_ = e.to;
  connection_lost_ = false;
  const std::int64_t last = e.first_id.value() + e.count - 1;
  const std::string batch = e.count == 1 ? "alone" : fmt::format("with records {} to {}", e.first_id.value(), last);
  say(fmt::format("sent to {} {}, {}{}", e.to.value(), batch, bytes_text(static_cast<double>(e.size.count())),
                  e.attempt > 1 ? fmt::format(", attempt {}", e.attempt) : ""));
}

void RecordStory::on(const kafka::BatchRetried& e) {
  if (is_in(e)) say(fmt::format("{}: it will be sent again", kafka::name_of(e.error)));
}

void RecordStory::on(const kafka::RecordsAcknowledged& e) {
  if (!is_in(e)) return;
  acknowledged_ = finished_ = true;
  if (e.base_offset == kafka::kUnknownOffset) return say("acknowledged with acks=0: it was handed to the network");
  say(fmt::format("acknowledged at offset {}", offset_in(e.base_offset, e.first_id)));
}

void RecordStory::on(const kafka::RecordsFailed& e) {
  if (!is_in(e)) return;
  finished_ = true;
  say(fmt::format("given up by {}: {}{}", names_.client(e.producer), e.exception,
                  e.error == kafka::ErrorCode::NONE ? "" : fmt::format(" ({})", kafka::name_of(e.error))));
}

void RecordStory::on(const kafka::RecordsAbandoned& e) {
  if (e.producer != name_.producer || e.tp != name_.tp || e.next_id.value() <= name_.id || finished_) return;
  finished_ = true;
  say(sends_ == 0 ? "its producer's process ends before it was sent" : "its producer's process ends before the answer");
}

void RecordStory::on(const kafka::ClientStopped& e) {
  if (e.client == name_.producer && sends_ > 0 && !finished_) {
    finished_ = true;
    say(fmt::format("{} is {} before the answer", names_.client(e.client), ending_text(e.how)));
  }
  member_stopped(e);
}

void RecordStory::on(const kafka::ConnectionLost& e) {
  const bool concerns_it = e.client == name_.producer && e.broker == sent_to_ && sends_ > 0 && !finished_;
  if (concerns_it && !std::exchange(connection_lost_, true))
    say(fmt::format("the connection to {} is lost before the answer: {}", e.broker.value(), e.why));
}

void RecordStory::on(const kafka::TransactionEnded& e) {
  if (e.producer == name_.producer && in_transaction_ && e.producer_id == producer_id_)
    say(e.committed ? "commitTransaction() returns" : "abortTransaction() returns");
}

}  // namespace scenario

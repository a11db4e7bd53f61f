#include "model/broker/admin_elections.h"

#include <algorithm>
#include <utility>

namespace kafka {

void AdminElections::elect(const ElectLeadersRequest& request, Answer answer) {
  std::vector<TopicPartition> partitions;
  if (request.partitions) {
    partitions = *request.partitions;
  } else {
    for (const TopicId topic : metadata_.topics())
      metadata_.for_each(topic, [&](TopicPartition tp, const PartitionState&) { partitions.push_back(tp); });
  }
  const sim::SimTime deadline = context_.scheduler.now() + request.timeout;
  controller_.elect_leaders(
      request.unclean, partitions,
      [this, all = !request.partitions, deadline, answer = std::move(answer)](std::vector<ElectionOutcome> outcomes) {
        wait({.outcomes = std::move(outcomes), .all = all, .answer = answer, .deadline = deadline, .timeout = nullptr});
      });
}

void AdminElections::wait(Delayed delayed) {
  if (known(delayed)) return finish(delayed, metadata_);
  delayed.timeout = std::make_unique<sim::Timer>(context_.scheduler, context_.life, [this] { check(true); });
  delayed.timeout->arm(std::max(sim::Duration{0}, delayed.deadline - context_.scheduler.now()));
  delayed_.push_back(std::move(delayed));
}

bool AdminElections::known(const Delayed& delayed) const {
  return std::all_of(delayed.outcomes.begin(), delayed.outcomes.end(), [this](const ElectionOutcome& o) {
    const PartitionState* state = o.result.ok() ? metadata_.find(o.tp) : nullptr;
    return !o.result.ok() || (state && state->leader == o.leader);
  });
}

/// One at a time, from the list's front: an answer may be followed by a new request.
void AdminElections::check(bool timed_out) {
  for (auto it = delayed_.begin(); it != delayed_.end();) {
    const bool late = timed_out && context_.scheduler.now() >= it->deadline;
    if (!late && !known(*it)) {
      ++it;
      continue;
    }
    const Delayed delayed = std::move(*it);
    it = delayed_.erase(it);
    finish(delayed, metadata_);
  }
}

void AdminElections::finish(const Delayed& delayed, const MetadataCache& metadata) {
  ElectLeadersResponse response;
  for (const ElectionOutcome& o : delayed.outcomes) {
    if (delayed.all && o.result.error == ErrorCode::ELECTION_NOT_NEEDED) continue;
    AdminError result = o.result;
    const PartitionState* state = metadata.find(o.tp);
    if (result.ok() && (!state || state->leader != o.leader)) result.error = ErrorCode::REQUEST_TIMED_OUT;
    response.partitions.push_back({.tp = o.tp, .result = std::move(result)});
  }
  delayed.answer(std::move(response));
}

}  // namespace kafka

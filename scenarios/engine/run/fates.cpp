#include "scenarios/engine/run/fates.h"

#include <limits>

namespace scenario {
namespace {

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

/// What somebody in the group may still come to: in the log from where reading goes on, and in hand.
IntervalSet still_to_come(const FateFacts& f) {
  IntervalSet ids = f.reading.in_hand(f.producer);
  f.log.for_range(f.reading.next(), kNoEnd, [&](const WrittenRun& run) {
    if (run.producer == f.producer) ids.add(run.first_id, run.end_id());
  });
  return ids;
}

/// From this id on, what is acknowledged is still to be written.
std::int64_t on_its_way(const StreamBook& stream) { return std::max(stream.appended_end, stream.sure_end); }

/// Deals out sets of ids, each id to the first that asks for it.
class Dealer {
 public:
  explicit Dealer(IntervalSet all) : left_(std::move(all)) {}

  IntervalSet take(const IntervalSet& wanted) {
    IntervalSet got = IntervalSet::both(left_, wanted);
    if (!got.empty()) left_ = IntervalSet::minus(left_, got);
    return got;
  }
  [[nodiscard]] IntervalSet rest() { return std::move(left_); }

 private:
  IntervalSet left_;
};

}  // namespace

IntervalSet lost_of(const FateFacts& f) {
  const GroupReading::Stream* const read = f.reading.find(f.producer);
  IntervalSet left = read ? IntervalSet::minus(f.stream.acknowledged, read->processed) : f.stream.acknowledged;
  const auto take = [&](const IntervalSet& ids) {
    if (!left.empty() && !ids.empty()) left = IntervalSet::minus(left, ids);
  };
  take(f.stream.aborted);
  take(f.undecided);
  if (read) take(read->skipped);
  if (!left.empty()) take(IntervalSet::of(on_its_way(f.stream), kNoEnd));
  if (!left.empty()) take(still_to_come(f));
  return left;
}

Fates fates_of(const FateFacts& f) {
  Fates result;
  Dealer open(IntervalSet::of(0, f.stream.accepted_end));
  const GroupReading::Stream* read = f.reading.find(f.producer);
  if (read) result[RecordState::delivered] = open.take(read->processed);
  result[RecordState::aborted] = open.take(f.stream.aborted);
  result[RecordState::unknown] = open.take(f.undecided);

  const IntervalSet to_come = still_to_come(f);
  Dealer acknowledged(open.take(f.stream.acknowledged));
  if (read) result[RecordState::skipped] = acknowledged.take(read->skipped);
  result[RecordState::unread] = acknowledged.take(to_come);
  result[RecordState::unread].add(acknowledged.take(IntervalSet::of(on_its_way(f.stream), kNoEnd)));
  result[RecordState::lost] = acknowledged.rest();

  for (const auto& [state, given_up] :
       {std::pair{RecordState::failed, &f.stream.failed}, {RecordState::abandoned, &f.stream.abandoned}}) {
    Dealer these(open.take(*given_up));
    result[RecordState::unknown].add(these.take(to_come));
    result[state] = these.rest();
  }
  result[RecordState::unfinished] = open.rest();
  return result;
}

}  // namespace scenario

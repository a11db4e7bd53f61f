#include "model/invariant/acks_all.h"

#include "model/invariant/text.h"

namespace kafka {

void AcksAll::check(const AcksAllAnswered& e) {
  const ReplicaShadow* r = partition(e.tp).find(e.broker);
  const bool appended = e.base_offset != kUnknownOffset;
  bool right = true;
  switch (e.error) {
    case ErrorCode::NONE:
      right = appended && e.next_offset <= e.high_watermark && e.in_sync >= e.min_isr &&
              (!r || e.next_offset <= r->high_watermark);
      break;
    case ErrorCode::NOT_ENOUGH_REPLICAS:
      right = !appended;
      break;
    case ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND:
    case ErrorCode::REQUEST_TIMED_OUT:
      right = appended;
      break;
    default:
      break;
  }
  if (right) return;
  found({.name = "P18",
         .statement = "acks=all succeeds only when the high watermark passed the batch and enough replicas are in "
                      "sync; NOT_ENOUGH_REPLICAS means nothing was appended, other errors that it was",
         .tp = e.tp,
         .broker = e.broker,
         .epoch = e.leader_epoch.value(),
         .excuse = {}},
        [&] {
          return name_of(e.broker) + " answers " + std::string(name_of(e.error)) + " for offsets " +
                 num(e.base_offset) + " to " + num(e.next_offset) + " of " + name(e.tp) + "; high watermark " +
                 num(r ? r->high_watermark : e.high_watermark) + ", in sync " + std::to_string(e.in_sync) +
                 " of at least " + std::to_string(e.min_isr);
        });
}

}  // namespace kafka

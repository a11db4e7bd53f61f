#pragma once
/// A delivered record as the truck applications see it: which truck, when it reported, where it lay in the log.

#include <functional>

#include "model/observe/event.h"
#include "sim/core/time.h"

namespace scenario {

/// Which truck a producer belongs to: its number from 1, 0 for other producers.
using TruckOf = std::function<int(kafka::ClientId)>;

struct DeliveredReport {
  int truck = 0;
  sim::SimTime time;   ///< CreateTime: payload is Fleet::report(truck, time)
  kafka::RecordId id;  ///< number among the truck's records: they all lie in one partition, keyed by truck
  kafka::TopicPartition tp;
  kafka::Offset offset;
};

/// CreateTime of record `index` of the run, spread evenly like timestamp_of (model/types/record_batch.h): exact for a
/// truck that reported on schedule.
inline sim::SimTime create_time(const kafka::RecordsDelivered& run, std::int32_t index) {
  if (run.count <= 1) return run.first_timestamp;
  const auto span = (run.last_timestamp - run.first_timestamp).count();
  const std::int64_t gaps = run.count - 1;
  return run.first_timestamp + sim::Duration(span / gaps * index + span % gaps * index / gaps);
}

/// Calls f(DeliveredReport) for each record of the run, in log order.
template <class F>
void for_each_report(const kafka::RecordsDelivered& run, int truck, F f) {
  for (std::int32_t i = 0; i < run.count; ++i)
    f(DeliveredReport{truck, create_time(run, i), run.first_id + i, run.tp, run.base_offset + i});
}

}  // namespace scenario

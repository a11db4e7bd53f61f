#include "model/broker/request_quotas.h"

#include <algorithm>

namespace kafka {

void RequestQuotas::limit(const Request& request, FetchRequest& fetch) const {
  if (exempt(request) || fetch.replica != kNoBroker) return;
  const auto most = quotas_.fetch.most_in_window(client_of(request));
  if (!most || static_cast<double>(fetch.max_bytes.count()) <= *most) return;
  fetch.max_bytes = sim::Bytes(static_cast<std::int64_t>(*most));
  fetch.min_bytes = std::min(fetch.min_bytes, fetch.max_bytes);
}

/// acks=0 has no answer and no request quota.
sim::Duration RequestQuotas::after_produce(const Request& request, sim::SimTime now) {
  if (exempt(request)) return sim::Duration{0};
  const auto size = static_cast<double>(size_of(request.body).count());
  const sim::Duration bandwidth = quotas_.produce.record_and_get_throttle(client_of(request), size, now);
  return request.expects_answer ? std::max(bandwidth, after(request, now)) : bandwidth;
}

sim::Duration RequestQuotas::after_fetch(const Request& request, FetchResponse& answer, sim::SimTime now) {
  const auto* fetch = std::get_if<FetchRequest>(&request.body);
  if (exempt(request) || fetch == nullptr || fetch->replica != kNoBroker) return sim::Duration{0};
  const std::string& client = client_of(request);
  const auto size = static_cast<double>(size_of(ResponseBody(answer)).count());
  const sim::Duration time = after(request, now);
  const sim::Duration bandwidth = quotas_.fetch.record_and_get_throttle(client, size, now);
  const sim::Duration throttle = std::max(time, bandwidth);
  if (throttle > sim::Duration{0}) {
    quotas_.fetch.record(client, -size, now);
    answer.partitions.clear();
  }
  return throttle;
}

sim::Duration RequestQuotas::after(const Request& request, sim::SimTime now) {
  if (exempt(request)) return sim::Duration{0};
  return quotas_.request.record_and_get_throttle(client_of(request), percentage(request.service), now);
}

void RequestQuotas::written(const Request& request, sim::Bytes size, sim::SimTime now) {
  if (exempt(request)) return;
  const sim::Duration time = costs_.network_thread_per_request + costs_.network_thread_per_kib * size.count() / 1024;
  quotas_.request.record(client_of(request), percentage(time), now);
}

}  // namespace kafka

/// quota_throttle: how long a client that used too much has to rest.
#include <algorithm>
#include <charconv>
#include <optional>

#include <gtest/gtest.h>

#include "model/broker/client_quota_manager.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

using std::chrono::milliseconds;

double number(Fields& fields, std::string_view key) {
  const std::string text = fields.text(key);
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, code] = std::from_chars(text.data(), end, value);
  if (text.empty() || code != std::errc() || stopped != end)
    throw fields.error("field '" + std::string(key) + "' is not a number");
  return value;
}

std::optional<sim::Duration> longest(Fields& fields) {
  if (!fields.has("max_throttle_ms") || is_none(fields.node("max_throttle_ms"))) return std::nullopt;
  return milliseconds(fields.integer("max_throttle_ms"));
}

/// The formula; without a window of its own the rate was taken over all full windows.
void run_throttle(Fields& fields) {
  const std::int64_t full_windows = (fields.integer("samples") - 1) * fields.integer("sample_window_ms");
  const std::int64_t window = fields.integer_or("rate_window_ms", full_windows);
  const double measured = number(fields, "measured_rate");
  const std::int64_t rest = kafka::throttle_time_ms(measured, number(fields, "quota"), static_cast<double>(window));
  const sim::Duration throttle =
      std::min<sim::Duration>(milliseconds(rest), longest(fields).value_or(sim::Duration::max()));

  Fields& expected = fields.map("expected");
  if (expected.text("throttle_ms").starts_with("negative")) {
    EXPECT_LT(throttle, sim::Duration{0});
  } else {
    EXPECT_EQ(throttle, milliseconds(expected.integer("throttle_ms")));
  }
}

/// What a new client uses, one amount after the other.
void run_sequence(Fields& fields) {
  kafka::BrokerConfig config;
  config.quota_window_num = fields.int32("samples");
  config.quota_window_size_seconds = milliseconds(fields.integer("sample_window_ms"));
  kafka::ClientQuota quota;
  quota.producer_byte_rate = number(fields, "quota_bytes_per_s");
  kafka::ClientQuotaManager manager(config, {quota}, &kafka::ClientQuota::producer_byte_rate, longest(fields));
  for (Fields* event : fields.maps("events")) {
    const sim::SimTime now{milliseconds(event->integer("at_ms"))};
    const sim::Duration throttle = manager.record_and_get_throttle("client", number(*event, "bytes"), now);
    if (!event->has("expect_throttle_ms")) continue;
    EXPECT_EQ(throttle, milliseconds(event->integer("expect_throttle_ms"))) << event->where();
  }
}

}  // namespace

void run_quota_throttle(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "throttle") return run_throttle(fields);
  if (check == "sequence") return run_sequence(fields);
  unknown(fields, "check", check);
}

}  // namespace conformance

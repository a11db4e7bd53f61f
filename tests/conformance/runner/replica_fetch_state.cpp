/// replica_fetch_state: what a leader remembers of one follower, and whether that follower counts as caught up.
#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replicas.h"

namespace conformance {

namespace {

class WatchedReplica {
 public:
  explicit WatchedReplica(sim::Duration max_lag) : max_lag_(max_lag) {}

  void play(Fields& step) {
    SCOPED_TRACE(step.where());
    if (step.has("at_ms")) now_ = sim::SimTime(std::chrono::milliseconds(step.integer("at_ms")));
    if (step.has("fetch")) return fetch(step.map("fetch"));
    if (step.has("leader_and_isr")) return leader_and_isr(step.map("leader_and_isr"));
    if (step.has("expect_state")) return expect_state(step.map("expect_state"));
    if (!step.has("expect_caught_up")) throw step.error("has no step this runner knows");
    const kafka::Offset leader_end(step.integer("leader_leo"));
    EXPECT_EQ(replica_.caught_up(leader_end, now_, max_lag_), step.flag("expect_caught_up"));
  }

 private:
  void fetch(Fields& f) {
    replica_.update_fetch_state(kafka::Offset(f.integer("offset")), kafka::Offset(f.integer("follower_log_start")),
                                kafka::Offset(f.integer("leader_leo")), now_);
  }
  void leader_and_isr(Fields& f) {
    replica_.reset(now_, kafka::Offset(f.integer("leader_leo")), !f.flag("was_leader_before"),
                   f.flag("follower_in_isr"));
  }
  void expect_state(Fields& f) {
    expect(f, "log_start", replica_.log_start_offset.value());
    expect(f, "leo", replica_.log_end_offset.value());
    expect(f, "last_caught_up_ms", millis_or_0(replica_.last_caught_up_time));
    expect(f, "last_fetch_leader_leo", replica_.last_fetch_leader_log_end_offset.value());
    expect(f, "last_fetch_ms", millis_or_0(replica_.last_fetch_time));
  }
  static void expect(Fields& f, std::string_view field, std::int64_t seen) {
    if (f.has(field)) {
      EXPECT_EQ(seen, f.integer(field)) << field;
    }
  }

  sim::Duration max_lag_;
  sim::SimTime now_{};
  kafka::RemoteReplica replica_{};
};

}  // namespace

void run_replica_fetch_state(Fields& fields) {
  read_origin(fields);
  WatchedReplica replica(std::chrono::milliseconds(fields.integer("replica_lag_time_max_ms")));
  for (Fields* step : fields.maps("steps")) replica.play(*step);
}

}  // namespace conformance

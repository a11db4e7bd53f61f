/// zookeeper: votes, elections, quorums, sessions, the client's timers, and scenarios in words.
#include "tests/conformance/runner/zookeeper.h"

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "model/zookeeper/session_tracker.h"
#include "tests/support/zookeeper_fixture.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using kafka::ServerId;
using kafka::SessionId;
using kafka::Zxid;
using kafka::testing::ZooKeeperFixture;

std::int64_t in_ms(sim::Duration d) { return std::chrono::duration_cast<std::chrono::milliseconds>(d).count(); }

void run_vote_order(Fields& f) {
  const auto vote = [](Fields& v) {
    return kafka::zk::Vote{
        .peer_epoch = v.integer("peer_epoch"), .zxid = Zxid(v.integer("zxid")), .leader = ServerId(v.int32("sid"))};
  };
  const kafka::zk::Vote received = vote(f.map("received"));
  const kafka::zk::Vote own = vote(f.map("own"));
  EXPECT_EQ(kafka::zk::total_order_predicate(received, own), f.map("expected").flag("adopt_received"));
}

/// The history of a server whose last transaction is `last`.
kafka::zk::TxnLog history(std::int64_t epoch, Zxid last) {
  kafka::zk::TxnLog log;
  log.accepted_epoch = log.current_epoch = epoch;
  if (last <= Zxid(0)) return log;
  kafka::zk::Txn txn;
  txn.zxid = last;
  txn.request = kafka::zk::Create{.path = "/history", .data = ""};
  log.append(std::make_shared<const kafka::zk::Txn>(txn), sim::DiskMark(0));
  return log;
}

/// A whole ensemble with these histories, on a simulated network. Observers have no vote and are left out.
void run_election(Fields& f) {
  struct Server {
    std::int32_t sid;
    bool up;
    kafka::zk::TxnLog log;
  };
  std::vector<Server> voters;
  for (Fields* s : f.maps("servers")) {
    Server server{.sid = s->int32("sid"),
                  .up = s->flag_or("up", true),
                  .log = history(s->integer("epoch"), Zxid(s->integer("last_zxid")))};
    if (s->flag_or("voting", true)) voters.push_back(std::move(server));
  }
  std::vector<std::int32_t> ids;
  for (const Server& v : voters) ids.push_back(v.sid);
  ZooKeeperFixture ensemble({.servers = static_cast<int>(voters.size()), .ids = ids});
  for (Server& v : voters) ensemble.ensemble.machine(ServerId(v.sid)).set_log(std::move(v.log));
  for (const Server& v : voters)
    if (v.up) ensemble.host(v.sid).start();
  ensemble.run(30s);
  Fields& expected = f.map("expected");
  const std::int32_t leader = is_none(expected.node("leader")) ? 0 : expected.int32("leader");
  EXPECT_EQ(ensemble.leader(), leader);
  for (const Server& v : voters) {
    if (!v.up) continue;
    EXPECT_EQ(ensemble.state(v.sid), leader == 0 ? "LOOKING" : v.sid == leader ? "LEADING" : "FOLLOWING") << v.sid;
  }
}

void run_quorum(Fields& f) {
  const std::int32_t servers = f.int32("servers");
  Fields& expected = f.map("expected");
  const std::int32_t quorum = expected.int32("quorum");
  const std::int32_t tolerated = expected.int32("tolerated_failures");
  EXPECT_EQ(kafka::zk::quorum_size(servers), quorum);
  EXPECT_EQ(kafka::zk::tolerated_failures(servers), tolerated);
  // And so it is: that many may die, one more may not.
  ZooKeeperFixture ensemble({.servers = servers});
  ensemble.start();
  for (std::int32_t dead = 0; dead <= tolerated + 1 && dead < servers; ++dead) {
    EXPECT_EQ(ensemble.leader() != 0, dead <= tolerated) << dead << " of " << servers;
    ensemble.host(dead + 1).stop(sim::StopKind::kill);
    ensemble.run(5s);
  }
}

void run_zxid(Fields& f) {
  const Zxid zxid = kafka::zk::make_zxid(f.integer("epoch"), f.integer("counter"));
  char hex[32];
  std::snprintf(hex, sizeof hex, "0x%llx", static_cast<unsigned long long>(zxid.value()));
  Fields& expected = f.map("expected");
  EXPECT_EQ(zxid.value(), expected.integer("zxid"));
  if (expected.has("hex")) {
    EXPECT_EQ(hex, expected.text("hex"));
  }
  EXPECT_EQ(kafka::zk::epoch_of(zxid), f.integer("epoch"));
  EXPECT_EQ(kafka::zk::counter_of(zxid), f.integer("counter"));
}

std::optional<sim::Duration> limit(Fields& f, std::string_view key) {
  if (!f.has(key)) return std::nullopt;
  const YAML::Node node = f.node(key);
  if (is_none(node) || node.as<std::string>("") == "unset" || node.as<std::string>("") == "default")
    return std::nullopt;
  return ms(f.integer(key));
}

/// What a client gets that connects to a server with this configuration.
void run_negotiate(Fields& f) {
  kafka::ZooKeeperConfig config;
  config.tick_time = ms(f.integer("tick_time_ms"));
  config.min_session_timeout = limit(f, "min_session_timeout_ms");
  config.max_session_timeout = limit(f, "max_session_timeout_ms");
  ZooKeeperFixture ensemble({.servers = 1}, config);
  ensemble.start();
  ensemble.connect(ms(f.integer("requested_ms")));
  ensemble.run(1s);
  const auto opened = ensemble.events.all<kafka::SessionOpened>();
  ASSERT_EQ(opened.size(), 1u);
  EXPECT_EQ(in_ms(opened[0].second.timeout), f.map("expected").integer("negotiated_ms"));
}

void run_session_expiry(Fields& f) {
  kafka::zk::SessionTracker tracker(ms(f.integer("tick_time_ms")));
  const sim::Duration timeout = ms(f.integer("negotiated_timeout_ms"));
  const std::vector<std::int64_t> touches = f.integers("touched_at_ms");
  if (touches.empty()) throw f.error("a session is touched when it is created");
  tracker.add(SessionId(1), timeout, sim::SimTime(ms(touches.front())));
  for (const std::int64_t at : touches) {
    if (tracker.next_expiry() <= sim::SimTime(ms(at))) break;  // too late
    EXPECT_TRUE(tracker.touch(SessionId(1), sim::SimTime(ms(at))));
  }
  const sim::SimTime end = tracker.next_expiry();
  EXPECT_TRUE(tracker.expire(end - sim::Duration(1)).empty());
  EXPECT_EQ(tracker.expire(end).size(), 1u);
  EXPECT_EQ(in_ms(end.time_since_epoch()), f.map("expected").integer("close_session_submitted_at_ms"));
}

void run_client_timers(Fields& f) {
  const auto timers = kafka::zk::ClientTimers::of(ms(f.integer("negotiated_ms")), f.int32("servers"));
  Fields& expected = f.map("expected");
  EXPECT_EQ(in_ms(timers.read_timeout), expected.integer("read_timeout_ms"));
  EXPECT_EQ(in_ms(timers.connect_timeout), expected.integer("connect_timeout_ms"));
  EXPECT_EQ(in_ms(timers.ping_after), expected.integer("ping_when_idle_ms"));
}

}  // namespace

void run_zookeeper(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "vote_order") return run_vote_order(fields);
  if (check == "election") return run_election(fields);
  if (check == "quorum") return run_quorum(fields);
  if (check == "zxid") return run_zxid(fields);
  if (check == "negotiate") return run_negotiate(fields);
  if (check == "session_expiry") return run_session_expiry(fields);
  if (check == "client_timers") return run_client_timers(fields);
  if (check == "scenario") return run_zookeeper_scenario(fields);
  unknown(fields, "check", check);
}

}  // namespace conformance

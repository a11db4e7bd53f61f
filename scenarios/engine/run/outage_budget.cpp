#include "scenarios/engine/run/outage_budget.h"

#include <algorithm>
#include <charconv>

#include "model/types/broker_list.h"

namespace scenario {
namespace {

constexpr std::size_t kMostRecent = 8;

/// A side of a cut, "broker-101, zookeeper-1", without whom brokers miss nobody: clients only.
bool clients_only(std::string_view side) {
  return side.find("broker-") == std::string_view::npos && side.find("zookeeper-") == std::string_view::npos;
}

/// Is there a cut between brokers, or between them and ZooKeeper? "stations from broker-101, broker-102" is none.
bool cuts_cluster(std::string_view target) {
  int sides = 0;
  int of_cluster = 0;
  while (true) {
    const std::size_t end = std::min(target.find(" from "), target.find(" | "));
    ++sides;
    if (!clients_only(target.substr(0, end))) ++of_cluster;
    if (end == std::string_view::npos) return sides == 1 || of_cluster > 1;
    target.remove_prefix(end + (target.substr(end).starts_with(" | ") ? 3 : 6));
  }
}

/// The brokers named in a fault's target: "broker-101, broker-102"; none if the others hear them all the same.
std::vector<kafka::BrokerId> brokers_in(const std::string& target) {
  constexpr std::string_view kPrefix = "broker-";
  std::vector<kafka::BrokerId> found;
  if (!cuts_cluster(target)) return found;
  for (std::size_t at = target.find(kPrefix); at != std::string::npos; at = target.find(kPrefix, at + 1)) {
    std::int32_t id = -1;
    std::from_chars(target.data() + at + kPrefix.size(), target.data() + target.size(), id);
    if (id >= 0 && !contains(found, kafka::BrokerId(id))) found.emplace_back(id);
  }
  return found;
}

}  // namespace

void OutageBudget::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  now_ = now;
  host_ = host;
  std::visit([this](const auto& e) { on(e); }, event);
}

template <class Visit>
void OutageBudget::for_each_lasting(kafka::BrokerId lost, Visit visit) {
  for (auto& [tp, in] : partitions_) {
    if (in.outage && (lost == kafka::kNoBroker || in.outage->lost == lost)) visit(*in.outage);
    for (Lasting& l : in.recent)
      if (!l.closed && (lost == kafka::kNoBroker || l.lost == lost)) visit(l);
  }
}

// ---- brokers go and come

void OutageBudget::on(const kafka::BrokerStarted& e) {
  if (host_ != kafka::kNoHost) brokers_[host_] = e.broker;
}

void OutageBudget::on(const kafka::BrokerStopped& e) { goes(e.broker, e.how, false); }

void OutageBudget::on(const kafka::FaultBegan& e) {
  const bool still = e.kind == "pause";
  if (!still && e.kind != "partition") return;
  for (const kafka::BrokerId broker : brokers_in(e.target)) goes(broker, still ? "pause" : "partition", !still);
}

void OutageBudget::on(const kafka::FaultEnded& e) {
  const bool still = e.kind == "pause";
  if (!still && e.kind != "partition") return;
  for (const kafka::BrokerId broker : brokers_in(e.target)) comes_back(broker, still ? "pause" : "partition");
}

/// Its partitions have no leader; where it follows, those who wait for it wait.
void OutageBudget::goes(kafka::BrokerId broker, std::string_view cause, bool cut_off) {
  const bool stays = cut_off || cause == "pause";  // it goes on taking itself for the leader
  for (auto& [tp, in] : partitions_) {
    const bool led = in.leaders.contains(broker);
    const bool served = !in.outage || in.outage->leader == broker;
    if (led && in.leaders.size() == 1 && served) {
      begin(tp, in, broker, cause, cut_off);
    } else if (led && in.outage && in.outage->lost == broker && !stays) {
      in.outage->cut_off = false;
      in.outage->cause = cause;
    } else if (!led && contains(in.isr, broker)) {
      in.recent.push_back({.marks = OutageMarks(now_), .lost = broker, .cause = "follower"});
      if (in.recent.size() > kMostRecent) in.recent.pop_front();
    }
    if (led && !stays) in.leaders.erase(broker);
  }
  if (broker != controller_) return;
  for_each_lasting(kafka::kNoBroker, [](Lasting& l) { l.controller_died = true; });
}

/// Of an outage whose end some producer still waits for, only the time without a leader counts.
void OutageBudget::begin(kafka::TopicPartition tp, Partition& in, kafka::BrokerId lost, std::string_view cause,
                         bool cut_off) {
  if (in.outage) close(tp, in, *in.outage->marks.at(OutagePhase::leader_and_isr), true);
  in.outage = Lasting{.marks = OutageMarks(now_), .lost = lost, .cause = cause, .cut_off = cut_off};
}

/// A leader that stood still or was cut off serves again, before it was replaced.
void OutageBudget::comes_back(kafka::BrokerId broker, std::string_view cause) {
  for (auto& [tp, in] : partitions_) {
    for (Lasting& l : in.recent) {
      if (l.closed || l.lost != broker || l.cause != "follower") continue;
      l.marks.reach(OutagePhase::leader_and_isr, now_);
      l.closed = true;
    }
    if (!in.outage || in.outage->lost != broker || in.outage->cause != cause || !in.leaders.contains(broker)) continue;
    in.outage->leader = broker;
    in.outage->marks.reach(OutagePhase::leader_and_isr, now_);
    close(tp, in, now_, true);
  }
}

void OutageBudget::steps_down(kafka::TopicPartition tp, kafka::BrokerId broker, std::string_view cause) {
  const auto it = partitions_.find(tp);
  if (it == partitions_.end() || it->second.leaders.erase(broker) == 0) return;
  Partition& in = it->second;
  if (in.leaders.empty() && !in.outage) in.outage = Lasting{.marks = OutageMarks(now_), .lost = broker, .cause = cause};
}

void OutageBudget::on(const kafka::TopicDeleted& e) {
  std::erase_if(partitions_, [&](const auto& p) { return p.first.topic == e.topic; });
}

// ---- ZooKeeper and the controller

void OutageBudget::session_gone(kafka::SessionId session) {
  const auto owner = sessions_.find(session);
  if (owner == sessions_.end()) return;
  const auto broker = brokers_.find(owner->second);
  if (broker == brokers_.end()) return;
  for_each_lasting(broker->second, [&](Lasting& l) { l.marks.reach(OutagePhase::detection, now_); });
}

void OutageBudget::on(const kafka::SessionClosed& e) {
  session_gone(e.session);
  sessions_.erase(e.session);
}

void OutageBudget::on(const kafka::WatchFired& e) {
  const bool brokers = e.path == "/brokers/ids" && e.type == "NodeChildrenChanged";
  const bool controller = e.path == "/controller" && e.type == "NodeDeleted";
  if (!brokers && !controller) return;
  for_each_lasting(kafka::kNoBroker, [&](Lasting& l) {
    if (l.marks.reached(OutagePhase::detection)) l.marks.reach(OutagePhase::zookeeper, now_);
  });
}

/// Counts where the dead leader was already given up: an election before that has nothing to do with it.
void OutageBudget::on(const kafka::ControllerElected& e) {
  controller_ = e.broker;
  for_each_lasting(kafka::kNoBroker, [&](Lasting& l) {
    if (!l.marks.reached(OutagePhase::detection)) return;
    if (l.marks.reach(OutagePhase::controller_election, now_)) l.controller_died = true;
  });
}

void OutageBudget::on(const kafka::ControllerReady&) {
  for_each_lasting(kafka::kNoBroker, [&](Lasting& l) {
    if (l.marks.reached(OutagePhase::controller_election)) l.marks.reach(OutagePhase::controller_loading, now_);
  });
}

void OutageBudget::on(const kafka::ControllerSawBrokers& e) {
  for (const std::vector<kafka::BrokerId>* gone : {&e.failed, &e.bounced})
    for (const kafka::BrokerId broker : *gone)
      for_each_lasting(broker, [&](Lasting& l) { l.marks.reach(OutagePhase::controller_reaction, now_); });
}

void OutageBudget::on(const kafka::LeaderElected& e) {
  const auto it = partitions_.find(e.tp);
  if (it == partitions_.end() || !it->second.outage || e.leader == kafka::kNoBroker) return;
  Lasting& l = *it->second.outage;
  if (e.leader == l.lost && l.marks.reached(OutagePhase::controller_reaction))
    l.marks.reach(OutagePhase::no_candidate, now_);  // there was nobody else
  l.marks.reach(OutagePhase::election, now_);
}

void OutageBudget::on(const kafka::PartitionStateChanged& e) {
  Partition& in = partitions_[e.tp];
  for (Lasting& l : in.recent)
    if (!l.closed && l.cause == "follower" && contains(in.isr, l.lost) && !contains(e.isr, l.lost))
      l.marks.reach(OutagePhase::election, now_);
  in.isr = e.isr;
  if (e.isr.size() != e.replicas.size()) {
    in.full_since.reset();
    return;
  }
  if (!in.full_since) in.full_since = now_;
  for (const std::size_t i : in.incomplete) outages_[i].isr_rejoin = now_ - outages_[i].ended;
  in.incomplete.clear();
}

/// The leader itself hears that a follower is out: acks=all goes on.
void OutageBudget::on(const kafka::IsrShrunk& e) {
  for (Lasting& l : partitions_[e.tp].recent) {
    if (l.closed || l.cause != "follower" || !contains(e.removed, l.lost)) continue;
    l.marks.reach(OutagePhase::leader_and_isr, now_);
    l.closed = true;
  }
}

// ---- leaders and producers

void OutageBudget::on(const kafka::BecameLeader& e) {
  Partition& in = partitions_[e.tp];
  in.leaders[e.broker] = e.leader_epoch;
  ++in.term;
  for (Lasting& l : in.recent) {
    if (l.closed || l.cause != "follower" || contains(e.isr, l.lost)) continue;
    l.marks.reach(OutagePhase::leader_and_isr, now_);
    l.closed = true;
  }
  if (!in.outage) return;
  // One that stood still or was cut off does not count any more.
  if (in.outage->lost != e.broker) in.leaders.erase(in.outage->lost);
  in.outage->leader = e.broker;
  in.outage->marks.reach(OutagePhase::leader_and_isr, now_);
  const bool waited =
      std::any_of(in.streams.begin(), in.streams.end(), [](const auto& s) { return s.second.waiting > 0; });
  // Records made meanwhile may wait in a producer: its next batch tells.
  if (!waited && in.streams.empty()) close(e.tp, in, now_, true);
}

void OutageBudget::on(const kafka::BatchSent& e) {
  Partition& in = partitions_[e.tp];
  Stream& of = in.streams[e.producer];
  if (e.attempt <= 1) of.waiting += e.count;
  if (of.sent_term != in.term) {
    of.sent_term = in.term;
    of.sent = now_;
  }
  if (!in.outage || in.outage->leader == kafka::kNoBroker || e.to != in.outage->leader) return;
  const sim::SimTime led = *in.outage->marks.at(OutagePhase::leader_and_isr);
  if (e.first_timestamp > led) return close(e.tp, in, led, true);  // nobody had waited
  in.outage->marks.reach(OutagePhase::discovery, now_);
}

void OutageBudget::on(const kafka::RecordsAcknowledged& e) {
  Partition& in = partitions_[e.tp];
  Stream& of = in.streams[e.producer];
  of.waiting = std::max<std::int64_t>(0, of.waiting - e.count);
  if (in.outage && e.base_offset != kafka::kUnknownOffset) {
    const OutageMarks& marks = in.outage->marks;
    if (in.outage->cut_off && !marks.reached(OutagePhase::leader_and_isr) && !marks.reached(OutagePhase::election)) {
      in.outage.reset();  // it is cut off from others, not from this producer
    } else if (marks.reached(OutagePhase::discovery)) {
      in.outage->marks.reach(OutagePhase::acknowledgement, now_);
      close(e.tp, in, now_, true);
    }
  }
  const sim::SimTime began = of.last_ack ? std::max(*of.last_ack, e.first_timestamp) : e.first_timestamp;
  if (now_ - began > threshold_) stalled(e.producer, e.tp, in, of, began);
  of.last_ack = now_;
}

void OutageBudget::on(const kafka::RecordsFailed& e) {
  Stream& of = partitions_[e.tp].streams[e.producer];
  of.waiting = std::max<std::int64_t>(0, of.waiting - e.count);
}

/// It waits for nothing any more.
void OutageBudget::on(const kafka::ClientStopped& e) {
  for (auto& [tp, in] : partitions_) in.streams.erase(e.client);
}

/// What lay in the time since `began`: outages, in order; if there was none, the followers that went.
std::vector<const OutageBudget::Lasting*> OutageBudget::reasons(const Partition& in, sim::SimTime began) const {
  std::vector<const Lasting*> found;
  const auto look_for = [&](bool followers) {
    for (const Lasting& l : in.recent) {
      const sim::SimTime end = l.marks.at(OutagePhase::leader_and_isr).value_or(now_);
      if ((l.cause == "follower") == followers && l.marks.began() < now_ && end > began) found.push_back(&l);
    }
  };
  look_for(false);
  if (in.outage && in.outage->marks.began() < now_) found.push_back(&*in.outage);
  if (found.empty()) look_for(true);
  if (found.size() > 1 && found.front()->cause == "follower") found.erase(found.begin(), found.end() - 1);
  return found;
}

void OutageBudget::stalled(kafka::ClientId producer, kafka::TopicPartition tp, const Partition& in, const Stream& of,
                           sim::SimTime began) {
  if (stalls_.size() == kMost) return void(++left_out_);
  ClientStall stall{.producer = producer, .tp = tp, .began = began, .ended = now_, .phases = {}, .cause = ""};
  const std::vector<const Lasting*> why = reasons(in, began);
  sim::SimTime at = began;
  for (std::size_t i = 0; i < why.size(); ++i) {
    const bool last = i + 1 == why.size();
    const sim::SimTime to = last ? now_ : std::max(at, why[i + 1]->marks.began());
    OutageMarks marks = why[i]->marks.without_clients();
    const std::optional<sim::SimTime> led = marks.at(OutagePhase::leader_and_isr);
    if (last && led && of.sent_term == in.term && why[i]->cause != "follower")
      marks.reach(OutagePhase::discovery, std::max(of.sent, *led));
    stall.phases += marks.within(at, to, last ? OutagePhase::acknowledgement : OutagePhase::discovery);
    at = to;
  }
  if (why.empty()) {
    stall.phases[OutagePhase::acknowledgement] = now_ - began;
  } else {
    stall.cause = why.back()->cause;
    stall.broker = why.back()->lost;
  }
  stalls_.push_back(std::move(stall));
}

// ---- ends

/// What was waited for at the end. A controller that has reacted and elects nobody finds nobody.
OutagePhase OutageBudget::after(const OutageMarks& marks, bool finished) {
  if (!finished && marks.latest() == OutagePhase::controller_reaction) return OutagePhase::no_candidate;
  std::size_t next = static_cast<std::size_t>(marks.latest()) + 1;
  if (next == static_cast<std::size_t>(OutagePhase::no_candidate)) ++next;
  return static_cast<OutagePhase>(std::min(next, kOutagePhases - 1));
}

void OutageBudget::close(kafka::TopicPartition tp, Partition& in, sim::SimTime end, bool finished) {
  Lasting last = *in.outage;
  in.outage.reset();
  last.closed = true;
  const OutagePhase next = after(last.marks, finished);
  PartitionOutage outage{.tp = tp,
                         .lost = last.lost,
                         .cause = last.cause,
                         .began = last.marks.began(),
                         .ended = end,
                         .phases = last.marks.within(last.marks.began(), end, next),
                         .leader = last.leader,
                         .controller_died = last.controller_died,
                         .finished = finished,
                         .isr_rejoin = {}};
  in.recent.push_back(last);
  if (in.recent.size() > kMostRecent) in.recent.pop_front();
  if (outage.length() <= sim::Duration{0}) return;
  if (outages_.size() == kMost) return void(++left_out_);
  if (in.full_since) {
    outage.isr_rejoin = std::max(sim::Duration{0}, *in.full_since - end);
  } else if (finished) {
    in.incomplete.push_back(outages_.size());
  }
  outages_.push_back(std::move(outage));
}

void OutageBudget::finish(sim::SimTime now) {
  now_ = now;
  for (auto& [tp, in] : partitions_) {
    if (!in.outage) continue;
    const std::optional<sim::SimTime> led = in.outage->marks.at(OutagePhase::leader_and_isr);
    const bool waits =
        std::any_of(in.streams.begin(), in.streams.end(), [](const auto& s) { return s.second.waiting > 0; });
    if (led && !waits) {
      close(tp, in, *led, true);
    } else {
      close(tp, in, now, false);
    }
  }
}

}  // namespace scenario

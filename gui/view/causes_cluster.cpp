#include <algorithm>

#include <fmt/format.h>

#include "gui/view/causes.h"

namespace view {
namespace {

/// The machines in "broker-101, broker-102 from broker-103".
std::vector<std::string> machines_in(const std::string& target) {
  std::vector<std::string> all;
  std::string word;
  for (const char c : target + " ") {
    if (c != ' ' && c != ',') {
      word += c;
      continue;
    }
    if (!word.empty() && word != "from") all.push_back(word);
    word.clear();
  }
  return all;
}

std::string name_of(kafka::BrokerId broker) { return fmt::format("broker-{}", broker.value()); }

}  // namespace

// ---- faults

Reason Causes::on(const kafka::FaultBegan& e) {
  for (const std::string& name : machines_in(e.target)) faults_.emplace(name, Fault{number_, e.kind});
  if (e.fault >= first_by_hand_) return {0, "You asked for it: a fault by hand"};
  return {0, fmt::format("The scenario asks for it: entry {} of its faults", e.fault + 1)};
}

Reason Causes::on(const kafka::FaultEnded& e) {
  std::uint64_t began = 0;
  for (const std::string& name : machines_in(e.target)) {
    for (auto [it, end] = faults_.equal_range(name); it != end; ++it) {
      if (it->second.kind != e.kind) continue;
      began = std::max(began, it->second.number);
      faults_.erase(it);
      break;
    }
    healed_[name] = number_;
    if (e.kind == "pause") down_.erase(name);
  }
  return {began, "The fault's time is over"};
}

Reason Causes::on(const kafka::AdminCommandDone&) {
  note(Slot::administrator);
  return {0, "An administrator asked for it"};
}

// ---- processes

Reason Causes::on(const kafka::BrokerStarted& e) {
  const std::string name = name_of(e.broker);
  const std::uint64_t cause = latest({healed(name), fault(name), last(Slot::stopped, e.broker.value())});
  down_.erase(name);
  note(Slot::started, e.broker.value());
  note(Slot::up, host_.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::BrokerStopped& e) {
  const std::string name = name_of(e.broker);
  const std::uint64_t cause = latest({fault(name), last(Slot::failed_itself, e.broker.value())});
  down_[name] = number_;
  note(Slot::stopped, e.broker.value());
  return {cause, e.how == "clean" ? "It was asked to end and closed its logs first" : ""};
}

Reason Causes::on(const kafka::BrokerFailed& e) {
  const std::uint64_t cause = latest({fault(name_of(e.broker)), last(Slot::expired, host_.value())});
  note(Slot::failed_itself, e.broker.value());
  return {cause, "Kafka ends its process on this exception"};
}

Reason Causes::on(const kafka::ZooKeeperServerStarted& e) {
  const std::string name = fmt::format("zookeeper-{}", e.server.value());
  const std::uint64_t cause = latest({healed(name), fault(name)});
  down_.erase(name);
  note(Slot::ensemble);
  return {cause, ""};
}

Reason Causes::on(const kafka::ZooKeeperServerStopped& e) {
  const std::string name = fmt::format("zookeeper-{}", e.server.value());
  const std::uint64_t cause = fault(name);
  down_[name] = number_;
  note(Slot::ensemble);
  return {cause, ""};
}

Reason Causes::on(const kafka::ZooKeeperServerStateChanged& e) {
  const std::uint64_t cause =
      latest({fault(host_), healed(names_.host(host_)), last(Slot::ensemble), last(Slot::vote, host_.value())});
  note(Slot::vote, host_.value());
  return {cause, e.state == "LOOKING" ? "It has lost its leader or its quorum: a new leader must be voted for" : ""};
}

Reason Causes::on(const kafka::ZooKeeperLeaderServing&) {
  return {last(Slot::vote, host_.value()), "A quorum follows it"};
}

// ---- sessions

Reason Causes::on(const kafka::SessionOpened& e) {
  const std::uint64_t cause = latest({last(Slot::expired, e.owner.value()), last(Slot::up, e.owner.value())});
  owners_[e.session] = e.owner;
  timeouts_[e.session] = e.timeout;
  note(Slot::opened, e.owner.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::SessionExpired& e) {
  const std::uint64_t cause = latest({trouble(names_.host(e.owner)), last(Slot::ensemble)});
  note(Slot::expired, e.owner.value());
  const auto negotiated = timeouts_.find(e.session);
  std::string because = "No sign of life for " + settings_.zookeeper_session_timeout();
  if (negotiated != timeouts_.end() && negotiated->second != settings_.zookeeper_session())
    because += fmt::format(" (negotiated: {:.3g} s)", sim::to_seconds(negotiated->second));
  return {cause, because + ". Its ephemeral znodes go with it"};
}

Reason Causes::on(const kafka::SessionClosed& e) {
  const auto owner = owners_.find(e.session);
  const std::int64_t host = owner == owners_.end() ? -1 : owner->second.value();
  const std::uint64_t expired = last(Slot::expired, host);
  const std::uint64_t stopped = owner == owners_.end() ? 0 : trouble(names_.host(owner->second));
  note(Slot::closed, host);
  note(Slot::decision);
  return {latest({expired, stopped}), "Ephemeral znodes live as long as their session"};
}

Reason Causes::on(const kafka::ZooKeeperClientStateChanged& e) {
  const std::uint64_t expired = last(Slot::expired, host_.value());
  if (e.state == "Expired") return {expired, "ZooKeeper had given the session up meanwhile"};
  if (e.state == "Disconnected") return {latest({fault(host_), last(Slot::ensemble)}), ""};
  return {last(Slot::opened, host_.value()), ""};
}

Reason Causes::on(const kafka::BrokerRegistered& e) {
  const std::uint64_t cause = latest({last(Slot::started, e.broker.value()), last(Slot::expired, host_.value())});
  note(Slot::registered, e.broker.value());
  return {cause, ""};
}

// ---- the controller

Reason Causes::on(const kafka::ControllerElected& e) {
  std::uint64_t cause = last(Slot::resigned);
  if (controller_ != kafka::kNoBroker) {
    for (const auto& [session, owner] : owners_)
      if (names_.host(owner) == name_of(controller_)) cause = latest({cause, last(Slot::closed, owner.value())});
    cause = latest(
        {cause, last(Slot::stopped, controller_.value()) > cause ? last(Slot::stopped, controller_.value()) : 0});
  }
  if (cause == 0) cause = last(Slot::started, e.broker.value());
  controller_ = e.broker;
  note(Slot::decision);
  return {cause, "/controller was gone; the first broker to create it again is the controller"};
}

Reason Causes::on(const kafka::ControllerResigned& e) {
  const std::uint64_t cause = latest({trouble(e.broker), last(Slot::expired, host_.value())});
  note(Slot::resigned);
  return {cause, ""};
}

Reason Causes::on(const kafka::ControllerReady&) {
  const std::uint64_t cause = last(Slot::decision);
  note(Slot::ready);
  note(Slot::decision);
  return {cause, "A new controller first reads all of the cluster's state"};
}

Reason Causes::on(const kafka::ControllerSawBrokers& e) {
  std::uint64_t cause = 0;
  for (const kafka::BrokerId id : e.failed) {
    for (const auto& [session, owner] : owners_)
      if (names_.host(owner) == name_of(id)) cause = latest({cause, last(Slot::closed, owner.value())});
    note(Slot::gone, id.value());
  }
  for (const auto* const ids : {&e.started, &e.bounced})
    for (const kafka::BrokerId id : *ids) {
      cause = latest({cause, last(Slot::registered, id.value())});
      note(Slot::seen, id.value());
    }
  note(Slot::decision);
  return {cause, "The controller watches /brokers/ids"};
}

// ---- leaders

Reason Causes::on(const kafka::LeaderElected& e) {
  Reason reason;
  if (e.strategy == "offline") {
    reason.number = latest({last(Slot::gone, e.before.value()), last(Slot::ready), last(Slot::seen, e.leader.value())});
    reason.because =
        e.unclean ? fmt::format("No replica of the ISR is alive, and {} lets broker-{} lead, which was not in sync",
                                settings_.unclean_leader_election(e.tp.topic), e.leader.value())
                  : fmt::format(
                        "broker-{} is the first replica of the assignment that is alive and in the ISR. "
                        "A clean election: no committed record is lost",
                        e.leader.value());
  } else if (e.strategy == "preferred") {
    reason.number = latest({last(Slot::expanded, key(e.tp)), last(Slot::administrator)});
    reason.because = "It is the first of the assignment and in sync again: " + settings_.auto_leader_rebalance();
  } else if (e.strategy == "controlled_shutdown") {
    reason.number = latest({fault(name_of(e.before)), last(Slot::stopped, e.before.value())});
    reason.because = fmt::format("broker-{} shuts down and gives its leaders away first", e.before.value());
  } else if (e.strategy == "reassign") {
    reason.number = last(Slot::reassigned, key(e.tp));
    reason.because = "Its replicas move";
  } else {
    reason = {last(Slot::created, e.tp.topic.value()), "The first leader of a new partition"};
  }
  note(Slot::elected, key(e.tp));
  note(Slot::decision);
  return reason;
}

Reason Causes::on(const kafka::LeaderElectionFailed& e) {
  note(Slot::no_leader, key(e.tp));
  return {latest({last(Slot::decision)}),
          fmt::format("No replica in the ISR is alive, and {}", settings_.unclean_leader_election(e.tp.topic))};
}

Reason Causes::on(const kafka::PartitionStateChanged& e) {
  const std::uint64_t cause = latest({last(Slot::proposed, key(e.tp)), last(Slot::decision)});
  isr_[e.tp] = e.isr;
  note(Slot::state, key(e.tp));
  return {cause, ""};
}

// ---- requests of the controller

Reason Causes::on(const kafka::ControlRequestSent& e) {
  const std::uint64_t cause = last(Slot::decision);
  note(Slot::handled, e.to.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::ControlRequestHandled& e) {
  const std::uint64_t cause = last(Slot::handled, e.broker.value());
  note(Slot::handled, e.broker.value());
  return {cause, ""};
}

Reason Causes::on(const kafka::ControlledShutdownAnswered& e) { return {fault(name_of(e.broker)), ""}; }

// ---- topics

Reason Causes::on(const kafka::TopicCreated& e) {
  const std::uint64_t cause = last(Slot::administrator);
  note(Slot::created, e.topic.value());
  return {cause, ""};
}
Reason Causes::on(const kafka::TopicDeletionStarted& e) {
  note(Slot::created, e.topic.value());
  return {last(Slot::administrator), ""};
}
Reason Causes::on(const kafka::TopicDeleted& e) { return {last(Slot::created, e.topic.value()), ""}; }
Reason Causes::on(const kafka::PartitionsAdded& e) {
  const std::uint64_t cause = last(Slot::administrator);
  note(Slot::created, e.topic.value());
  return {cause, ""};
}
Reason Causes::on(const kafka::ReassignmentStarted& e) {
  const std::uint64_t cause = last(Slot::administrator);
  note(Slot::reassigned, key(e.tp));
  return {cause, "Its replicas shall be on other brokers"};
}
Reason Causes::on(const kafka::ReassignmentCompleted& e) {
  return {latest({last(Slot::expanded, key(e.tp)), last(Slot::reassigned, key(e.tp))}),
          "All new replicas are in the ISR"};
}

}  // namespace view

#pragma once
/// Sentences about ZooKeeper, the controller, faults and administrators. Included by sentences.cpp alone.

#include "gui/view/words.h"

namespace view {

struct ControlWords : Words {
  using C = EventClass;

  // ---- ZooKeeper
  Sentence say(const kafka::ZooKeeperServerStarted& e) const { return {C::zookeeper, zookeeper(e.server), "starts"}; }
  Sentence say(const kafka::ZooKeeperServerStopped& e) const {
    return {C::zookeeper, zookeeper(e.server), std::string(ending(e.how))};
  }
  Sentence say(const kafka::ZooKeeperServerStateChanged& e) const {
    return {C::zookeeper, zookeeper(e.server), fmt::format("is {} now", e.state)};
  }
  Sentence say(const kafka::ZooKeeperLeaderServing& e) const {
    return {C::zookeeper, zookeeper(e.server),
            fmt::format("leads the ensemble in epoch {}, with {}", e.epoch, count(e.followers, "follower"))};
  }
  Sentence say(const kafka::ZooKeeperCommitted& e) const {
    return {C::zookeeper, zookeeper(e.leader), fmt::format("commits {} {}", e.type, e.path)};
  }
  Sentence say(const kafka::SessionOpened& e) const {
    return {C::zookeeper, names.host(e.owner),
            fmt::format("opens a ZooKeeper session, timeout {:.3g} s", seconds(e.timeout))};
  }
  Sentence say(const kafka::SessionExpired& e) const {
    return {
        C::zookeeper, names.host(e.owner),
        fmt::format("its ZooKeeper session has expired: {:.1f} s without a sign of life", seconds(e.since_last_touch))};
  }
  Sentence say(const kafka::SessionClosed& e) const {
    return {C::zookeeper, here(),
            fmt::format("a session is closed: {} deleted with it",
                        e.ephemerals == 1 ? "1 ephemeral znode" : fmt::format("{} ephemeral znodes", e.ephemerals))};
  }
  Sentence say(const kafka::WatchFired& e) const {
    return {C::zookeeper, here(), fmt::format("a watch fires: {} {}", e.type, e.path)};
  }
  Sentence say(const kafka::ZooKeeperClientStateChanged& e) const {
    return {C::zookeeper, here(), fmt::format("its connection to ZooKeeper is {}", e.state)};
  }

  // ---- the controller
  Sentence say(const kafka::BrokerRegistered& e) const {
    return {C::broker, broker(e.broker), fmt::format("is registered: /brokers/ids/{} exists", e.broker.value())};
  }
  Sentence say(const kafka::ControllerElected& e) const {
    return {C::controller, broker(e.broker), fmt::format("is the controller, epoch {}", e.controller_epoch.value())};
  }
  Sentence say(const kafka::ControllerResigned& e) const {
    return {C::controller, broker(e.broker),
            fmt::format("is no longer controller, epoch {}", e.controller_epoch.value())};
  }
  Sentence say(const kafka::ControllerReady& e) const {
    return {C::controller, broker(e.broker),
            fmt::format("has loaded {} from ZooKeeper and acts as controller", count(e.partitions, "partition"))};
  }
  Sentence say(const kafka::ControllerSawBrokers& e) const {
    std::string text = "the controller sees";
    const auto add = [&](const std::vector<kafka::BrokerId>& ids, std::string_view what) {
      if (ids.empty()) return;
      text += fmt::format("{} {} {}", text.ends_with("sees") ? "" : ",", brokers(ids), what);
    };
    add(e.failed, "gone");
    add(e.started, "started");
    add(e.bounced, "restarted");
    return {C::controller, broker(e.controller), text};
  }
  Sentence say(const kafka::LeaderElected& e) const {
    return {C::election, partition(e.tp),
            fmt::format("leader {} → {}, epoch {}{}", e.before.value() < 0 ? "none" : std::to_string(e.before.value()),
                        e.leader.value(), e.leader_epoch.value(),
                        e.unclean ? ": an UNCLEAN election, it was not in sync" : "")};
  }
  Sentence say(const kafka::LeaderElectionFailed& e) const {
    return {C::election, partition(e.tp), "has no leader: no replica may lead it"};
  }
  Sentence say(const kafka::ControlRequestSent& e) const {
    return {C::controller, broker(e.controller),
            fmt::format("sends {} to {}, {}", e.api, broker(e.to), count(e.partitions, "partition"))};
  }
  Sentence say(const kafka::ControlRequestHandled& e) const {
    return {C::controller, broker(e.broker),
            fmt::format("has carried out {} of controller {}{}{}", e.api, e.controller.value(),
                        e.error == kafka::ErrorCode::NONE ? "" : ": ",
                        e.error == kafka::ErrorCode::NONE ? "" : kafka::name_of(e.error))};
  }
  Sentence say(const kafka::ControlledShutdownAnswered& e) const {
    return {C::controller, broker(e.broker),
            fmt::format("its controlled shutdown is answered: it still leads {}", count(e.remaining, "partition"))};
  }
  Sentence say(const kafka::ReassignmentStarted& e) const {
    return {C::controller, partition(e.tp),
            fmt::format("is reassigned: adding {}, removing {}", set(e.adding), set(e.removing))};
  }
  Sentence say(const kafka::ReassignmentCompleted& e) const {
    return {C::controller, partition(e.tp), fmt::format("its replicas are now {}", set(e.replicas))};
  }
  Sentence say(const kafka::TopicDeletionStarted& e) const {
    return {C::controller, names.topic(e.topic), "is being deleted"};
  }
  Sentence say(const kafka::TopicDeleted& e) const { return {C::controller, names.topic(e.topic), "is deleted"}; }
  Sentence say(const kafka::PartitionsAdded& e) const {
    return {C::controller, names.topic(e.topic), fmt::format("has {} now", count(e.partitions, "partition"))};
  }

  // ---- faults and administrators
  Sentence say(const kafka::FaultBegan& e) const {
    return {C::fault, e.target, fmt::format("FAULT: {} of {}", e.kind, e.target)};
  }
  Sentence say(const kafka::FaultEnded& e) const {
    return {C::fault, e.target, fmt::format("over: {} of {}", e.kind, e.target)};
  }
  Sentence say(const kafka::FaultFoundNoTarget& e) const {
    return {C::fault, e.target, fmt::format("the fault {} did not happen: {}", e.kind, e.why)};
  }
  Sentence say(const kafka::AdminCommandDone& e) const {
    return {C::controller, e.target.empty() ? "administrator" : e.target,
            fmt::format("administrator: {} {}", e.command, e.error.empty() ? "done" : "refused, " + e.error)};
  }
};

}  // namespace view

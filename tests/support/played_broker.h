#pragma once
/// A broker as a controller sees it: registered in ZooKeeper, told things, answering. It has no replicas; it keeps what
/// it is told and answers NONE unless the test wants something else.

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "model/net/network_client.h"
#include "model/zk/broker_registration.h"
#include "tests/support/instant_zookeeper.h"

namespace kafka::testing {

class PlayedBroker final : public RequestReceiver {
 public:
  struct Told {
    sim::SimTime at;
    RequestBody body;
  };

  PlayedBroker(sim::Scheduler& scheduler, sim::Network& network, InstantZooKeeper& zookeeper,
               const BrokerConfig& config, BrokerId broker, sim::HostId machine)
      : id(broker),
        host(machine),
        life(scheduler.begin_life()),
        scheduler_(scheduler),
        network_(network),
        zookeeper_(zookeeper),
        factory_(zookeeper.factory(life, host)),
        zk(scheduler, life, *factory_, config) {
    network_.on_host_started(host, life);
    network_.listen(host, life);
    zk.start([this](bool) { register_now(); });
  }

  /// Under the session it has now. Needs to be called again after expire_session().
  void register_now(std::function<void(bool)> done = {}) {
    register_broker(zk, {.id = id, .host = "", .rack = ""}, scheduler_.now(), [this, done](RegistrationResult result) {
      if (result.error == zk::Error::Ok) epoch_ = result.broker_epoch;
      if (done) done(result.error == zk::Error::Ok);
    });
  }
  /// Its ephemeral nodes go at once; it opens another session as soon as it hears of it.
  void expire_session() { zookeeper_.expire(zk.session_id()); }
  /// The process ends; its session does not notice.
  void die(sim::StopKind how = sim::StopKind::kill) {
    scheduler_.end_life(life);
    network_.on_host_stopped(host, life, how);
  }
  /// Of the last registration.
  [[nodiscard]] BrokerEpoch epoch() const { return epoch_; }

  /// From now on it answers so for this partition, in LeaderAndIsr and StopReplica; NONE: as usual.
  void will_answer(TopicPartition tp, ErrorCode error) { errors_[tp] = error; }
  /// From now on it answers every request so as a whole; NONE: as usual.
  void will_refuse(ErrorCode error) { refusal_ = error; }
  void will_not_answer(bool silent = true) { silent_ = silent; }
  /// How long it thinks about each request.
  void will_take(sim::Duration time) { thinking_ = time; }

  void on_request(sim::ConnectionId connection, const RequestPtr& request) override {
    told.push_back({scheduler_.now(), request->body});
    if (silent_) return;
    request->answer = answer_to(request->body);
    scheduler_.after(thinking_, life, [this, connection, r = RequestPtr(request)] {
      network_.send(connection, host, sim::Bytes(100), [r] { r->client->on_answer(r); });
    });
  }

  const BrokerId id;
  const sim::HostId host;
  const sim::LifeId life;
  std::vector<Told> told;

 private:
  template <class Response, class R>
  Response answer_for(const R& request) const {
    Response response;
    response.error = refusal_;
    if (refusal_ != ErrorCode::NONE) return response;
    for (const auto& p : request.partitions) {
      const auto found = errors_.find(p.tp);
      response.partitions.push_back({p.tp, found == errors_.end() ? ErrorCode::NONE : found->second});
    }
    return response;
  }
  [[nodiscard]] ResponseBody answer_to(const RequestBody& body) const {
    if (const auto* r = std::get_if<LeaderAndIsrRequest>(&body)) return answer_for<LeaderAndIsrResponse>(*r);
    if (const auto* r = std::get_if<StopReplicaRequest>(&body)) return answer_for<StopReplicaResponse>(*r);
    return UpdateMetadataResponse{refusal_};
  }

  sim::Scheduler& scheduler_;
  sim::Network& network_;
  InstantZooKeeper& zookeeper_;
  std::unique_ptr<zk::ZooKeeperFactory> factory_;
  BrokerEpoch epoch_ = kNoBrokerEpoch;
  std::map<TopicPartition, ErrorCode> errors_;
  ErrorCode refusal_ = ErrorCode::NONE;
  bool silent_ = false;
  sim::Duration thinking_{0};

 public:
  KafkaZkClient zk;
};

}  // namespace kafka::testing

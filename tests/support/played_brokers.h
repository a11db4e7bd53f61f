#pragma once
/// Two brokers as a consumer sees them: they answer everything in a simple, friendly way, unless the test has told them
/// what to answer next. A connection has one request in work at a time, as with real brokers.

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/net/broker_directory.h"
#include "model/net/network_client.h"
#include "sim/net/network.h"

namespace kafka::testing {

class PlayedBrokers {
 public:
  struct Told {
    sim::SimTime at;
    BrokerId broker;
    RequestBody body;
  };

  PlayedBrokers(sim::Scheduler& scheduler, sim::Network& network, BrokerDirectory& directory,
                const std::vector<sim::HostId>& hosts)
      : scheduler_(scheduler), network_(network) {
    for (const sim::HostId host : hosts) {
      const BrokerId id(static_cast<std::int32_t>(brokers_.size()) + 1);
      brokers_.push_back(std::make_unique<Broker>(*this, id, host, scheduler.begin_life()));
      directory.add(id, host);
      directory.set_receiver(id, brokers_.back().get());
      start(id);
    }
  }

  // ---- the script
  /// The next request of this kind gets this.
  void will_answer(ApiKey api, ResponseBody answer) { script_[api].push_back(std::move(answer)); }
  /// ... or this error.
  void will_refuse(ApiKey api, ErrorCode error) { script_[api].push_back(refusal(api, error)); }
  /// Requests of this kind wait until release().
  void will_hold(ApiKey api) { held_[api] = true; }
  void release(ApiKey api) {
    held_[api] = false;
    for (const auto& broker : brokers_) broker->go_on();
  }
  /// The fetch that waits for records now gets this.
  void answer_waiting_fetch(const FetchResponse& answer) {
    script_[ApiKey::FETCH].push_back(answer);
    for (const auto& b : brokers_) b->go_on();
  }
  /// The process dies; its connections close.
  void kill(BrokerId id) {
    Broker& b = broker(id);
    scheduler_.end_life(b.life);
    network_.on_host_stopped(b.host, b.life, sim::StopKind::kill);
    b.channels.clear();
  }
  void start(BrokerId id) {
    Broker& b = broker(id);
    if (!scheduler_.alive(b.life)) b.life = scheduler_.begin_life();
    network_.on_host_started(b.host, b.life);
    network_.listen(b.host, b.life);
  }

  // ---- what they know
  BrokerId coordinator{1};
  std::map<TopicPartition, LeaderIdAndEpoch> leaders;
  std::map<TopicPartition, std::vector<FetchedBatch>> logs;
  std::map<TopicPartition, std::vector<AbortedTransaction>> aborted;
  std::map<TopicPartition, PartitionOffset> committed;
  std::map<TopicPartition, OffsetForLeaderEpochResponse::Partition> epoch_ends;  ///< else: the log's end
  std::map<BrokerId, std::string> racks;
  std::vector<TopicPartition> follower_assignment;
  Generation generation{0};

  /// `count` records at the end of the partition's log, under its leader's epoch.
  RecordBatch& append(TopicPartition tp, std::int32_t count) {
    auto* made = new RecordBatch;
    made->count = count;
    made->size = sim::Bytes(100 * count);
    made->producer = ClientId(9);
    made->first_id = RecordId(end(tp).value());
    logs[tp].push_back({.base_offset = end(tp), .epoch = leaders.at(tp).epoch, .batch = BatchPtr(made)});
    for (const auto& b : brokers_) b->go_on();
    return *made;
  }
  [[nodiscard]] Offset end(TopicPartition tp) const {
    const auto it = logs.find(tp);
    return it == logs.end() || it->second.empty() ? Offset(0) : it->second.back().next_offset();
  }

  // ---- what they were told
  std::vector<Told> told;
  template <class R>
  [[nodiscard]] std::vector<std::pair<sim::SimTime, R>> all() const {
    std::vector<std::pair<sim::SimTime, R>> out;
    for (const Told& t : told)
      if (const R* r = std::get_if<R>(&t.body)) out.emplace_back(t.at, *r);
    return out;
  }

 private:
  struct Broker final : RequestReceiver {
    Broker(PlayedBrokers& all, BrokerId broker, sim::HostId machine, sim::LifeId first)
        : owner(all), id(broker), host(machine), life(first) {}

    void on_request(sim::ConnectionId connection, const RequestPtr& request) override {
      owner.told.push_back({owner.scheduler_.now(), id, request->body});
      for (auto& [known, queue] : channels)
        if (known == connection) return queue.push_back(request);
      channels.emplace_back(connection, std::deque<RequestPtr>{request});
      try_answer(channels.size() - 1);
    }
    void go_on() {
      for (std::size_t i = 0; i < channels.size(); ++i) try_answer(i);
    }
    void try_answer(std::size_t channel) {
      auto& [connection, queue] = channels[channel];
      while (!queue.empty()) {
        RequestPtr request = queue.front();
        if (!owner.answer(*this, request)) return;
        queue.pop_front();
        network_send(connection, request);
      }
      channels.erase(channels.begin() + static_cast<std::ptrdiff_t>(channel));
    }
    void network_send(sim::ConnectionId connection, const RequestPtr& request) {
      owner.network_.send(connection, host, sim::Bytes(0), [r = RequestPtr(request)] { r->client->on_answer(r); });
    }

    PlayedBrokers& owner;
    BrokerId id;
    sim::HostId host;
    sim::LifeId life;
    std::vector<std::pair<sim::ConnectionId, std::deque<RequestPtr>>> channels;  // with something to do
  };

  template <class Response>
  static Response refused(ErrorCode error) {
    Response response;
    response.error = error;
    return response;
  }
  static ResponseBody refusal(ApiKey api, ErrorCode error) {
    switch (api) {
      case ApiKey::JOIN_GROUP:
        return refused<JoinGroupResponse>(error);
      case ApiKey::SYNC_GROUP:
        return refused<SyncGroupResponse>(error);
      case ApiKey::HEARTBEAT:
        return refused<HeartbeatResponse>(error);
      case ApiKey::LEAVE_GROUP:
        return refused<LeaveGroupResponse>(error);
      case ApiKey::OFFSET_COMMIT:
        return refused<OffsetCommitResponse>(error);
      case ApiKey::OFFSET_FETCH:
        return refused<OffsetFetchResponse>(error);
      default:
        return refused<FindCoordinatorResponse>(error);
    }
  }

  Broker& broker(BrokerId id) { return *brokers_[static_cast<std::size_t>(id.value()) - 1]; }

  /// False: it waits.
  bool answer(Broker& broker, const RequestPtr& request) {
    const ApiKey api = api_of(request->body);
    if (held_[api]) return false;
    if (auto& script = script_[api]; !script.empty()) {
      request->answer = script.front();
      script.pop_front();
      return true;
    }
    return std::visit([&](const auto& body) { return reply(broker, request, body); }, request->body);
  }

  template <class Body>
  bool reply(Broker&, const RequestPtr& request, const Body&) {
    request->answer = ApiVersionsResponse{};
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const MetadataRequest& r) {
    MetadataResponse m;
    for (const auto& b : brokers_) {
      if (!scheduler_.alive(b->life)) continue;
      m.brokers.push_back(b->id);
      m.racks.push_back(racks[b->id]);
    }
    for (const TopicId topic : r.topics) {
      const std::size_t before = m.partitions.size();
      for (const auto& [tp, leader] : leaders)
        if (tp.topic == topic)
          m.partitions.push_back(
              {.tp = tp, .leader = leader.leader, .leader_epoch = leader.epoch, .replicas = {leader.leader}});
      if (before == m.partitions.size()) m.unknown_topics.push_back(topic);
    }
    request->answer = m;
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const FindCoordinatorRequest&) {
    request->answer = FindCoordinatorResponse{.error = ErrorCode::NONE, .coordinator = coordinator};
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const JoinGroupRequest& r) {
    JoinGroupResponse a;
    if (r.member_id.empty() && r.group_instance_id.empty()) {
      a.error = ErrorCode::MEMBER_ID_REQUIRED;
      a.member_id = r.client_id + "-" + std::to_string(++members_);
    } else {
      ++generation;
      a.generation = generation;
      a.protocol = r.protocols.front().name;
      a.member_id = r.member_id.empty() ? r.group_instance_id + "-" + std::to_string(++members_) : r.member_id;
      a.leader = a.member_id;
      a.members.push_back({a.member_id, r.group_instance_id, r.protocols.front().subscription});
    }
    request->answer = a;
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const SyncGroupRequest& r) {
    SyncGroupResponse a{.error = ErrorCode::NONE, .protocol = r.protocol, .assignment = {follower_assignment}};
    for (const auto& given : r.assignments)
      if (given.member_id == r.member_id) a.assignment = given.assignment;
    request->answer = a;
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const HeartbeatRequest&) {
    request->answer = HeartbeatResponse{};
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const LeaveGroupRequest&) {
    request->answer = LeaveGroupResponse{};
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const OffsetCommitRequest& r) {
    for (const PartitionOffset& o : r.offsets) committed[o.tp] = o;
    request->answer = OffsetCommitResponse{};
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const OffsetFetchRequest& r) {
    OffsetFetchResponse a;
    for (const TopicPartition tp : r.partitions)
      a.offsets.push_back(committed.contains(tp) ? committed[tp] : PartitionOffset{tp, kUnknownOffset});
    request->answer = a;
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const ListOffsetsRequest& r) {
    ListOffsetsResponse a;
    for (const auto& p : r.partitions)
      a.partitions.push_back(
          {.tp = p.tp, .error = ErrorCode::NONE, .offset = p.spec == OffsetSpec::earliest ? Offset(0) : end(p.tp)});
    request->answer = a;
    return true;
  }
  bool reply(Broker&, const RequestPtr& request, const OffsetForLeaderEpochRequest& r) {
    OffsetForLeaderEpochResponse a;
    for (const auto& p : r.partitions) {
      OffsetForLeaderEpochResponse::Partition end_of_log{
          .tp = p.tp, .error = ErrorCode::NONE, .leader_epoch = p.leader_epoch, .end_offset = end(p.tp)};
      a.partitions.push_back(epoch_ends.contains(p.tp) ? epoch_ends[p.tp] : end_of_log);
    }
    request->answer = a;
    return true;
  }
  /// Whole batches from the position on; waits for the first.
  bool reply(Broker& broker, const RequestPtr& request, const FetchRequest& r) {
    FetchResponse a;
    for (const auto& p : r.partitions) {
      FetchResponse::Partition answer{.tp = p.tp, .records = {}};
      answer.high_watermark = end(p.tp);
      answer.log_start_offset = Offset(0);
      const LeaderIdAndEpoch& leader = leaders[p.tp];
      if (leader.leader != broker.id) answer.error = ErrorCode::NOT_LEADER_OR_FOLLOWER;
      if (answer.error == ErrorCode::NONE && p.fetch_offset > end(p.tp)) answer.error = ErrorCode::OFFSET_OUT_OF_RANGE;
      if (answer.error == ErrorCode::NONE)
        for (const FetchedBatch& batch : logs[p.tp])
          if (batch.next_offset() > p.fetch_offset) answer.records.push_back(batch);
      answer.aborted = aborted[p.tp];
      if (answer.error != ErrorCode::NONE || !answer.records.empty()) a.partitions.push_back(answer);
    }
    const bool over = scheduler_.now() >= request->sent + r.max_wait;
    if (a.partitions.empty() && !over) {
      scheduler_.at(request->sent + r.max_wait, broker.life, [&broker] { broker.go_on(); });
      return false;
    }
    request->answer = a;
    return true;
  }

  sim::Scheduler& scheduler_;
  sim::Network& network_;
  std::vector<std::unique_ptr<Broker>> brokers_;
  std::map<ApiKey, std::deque<ResponseBody>> script_;
  std::map<ApiKey, bool> held_;
  int members_ = 0;
};

}  // namespace kafka::testing

#pragma once
/// A consumer that plays the classic protocol against a bench, with moods: it may be slow, crash, leave, come back.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/group_bench.h"

namespace kafka::testing {

/// What all members of a run know of each other: who was given what in which generation.
struct HandedOut {
  /// "" or what is wrong.
  std::string note(Generation generation, const std::string& who, const Assignment& assignment) {
    for (const TopicPartition tp : assignment.partitions) {
      const auto [owner, is_new] = owners[generation].emplace(tp, who);
      if (!is_new && owner->second != who)
        return "generation " + std::to_string(generation.value()) + " gives a partition to " + owner->second + " and " +
               who;
    }
    return "";
  }
  std::map<Generation, std::map<TopicPartition, std::string>> owners;
};

class RandomMember {
 public:
  static constexpr std::int32_t kPartitions = 6;
  static constexpr sim::Duration kRebalanceTimeout = std::chrono::seconds(20);
  static constexpr sim::Duration kSlowerThanARebalance = std::chrono::seconds(25);

  /// `instance_id`: "" = dynamic.
  RandomMember(GroupBench& bench, HandedOut& handed_out, std::string instance_id, ClientId id, sim::Rng rng)
      : bench_(bench), handed_out_(handed_out), instance_id_(std::move(instance_id)), id_(id), rng_(rng) {}

  void start() {
    ++life_;
    alive_ = true;
    member_id_.clear();
    if (!calm_) slowest_ = rng_.chance(0.3) ? kSlowerThanARebalance : std::chrono::seconds(2);
    leave_generation();
    join();
    beat();
  }
  /// Says nothing any more.
  void crash() {
    ++life_;
    alive_ = false;
    stable_ = false;
  }
  void leave() {
    if (instance_id_.empty() && !member_id_.empty()) bench_.leave(member_id_);
    crash();
  }
  /// From now on it answers promptly.
  void calm_down() {
    calm_ = true;
    slowest_ = std::chrono::milliseconds(200);
  }

  [[nodiscard]] bool alive() const { return alive_; }
  [[nodiscard]] bool stable() const { return stable_; }
  [[nodiscard]] const std::string& member_id() const { return member_id_; }
  [[nodiscard]] Generation generation() const { return generation_; }
  [[nodiscard]] const Assignment& assignment() const { return assignment_; }
  /// A request that nobody has answered yet.
  [[nodiscard]] bool waits() const { return waits_; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

 private:
  void after(sim::Duration time, void (RandomMember::*what)()) {
    bench_.scheduler.after(time, sim::kWorld, [this, what, life = life_] {
      if (life == life_) (this->*what)();
    });
  }
  void soon(void (RandomMember::*what)()) { after(sim::Duration(rng_.between(1000000, slowest_.count())), what); }
  /// An answer counts once, and only for the life that asked.
  template <class Response>
  std::function<void(Response)> receiver(void (RandomMember::*handle)(const Response&)) {
    waits_ = true;
    return [this, handle, life = life_, count = std::make_shared<int>(0)](Response response) {
      if (++*count > 1) problems_.push_back("a request is answered twice");
      if (life != life_) return;
      waits_ = false;
      auto kept = std::make_unique<Response>(std::move(response));
      bench_.scheduler.after(std::chrono::milliseconds(1), sim::kWorld, [this, handle, life, kept = std::move(kept)] {
        if (life == life_) (this->*handle)(*kept);
      });
    };
  }

  void join() {
    if (waits_) return;  // one request at a time
    stable_ = false;
    JoinGroupRequest request = bench_.joining(member_id_);
    request.group_instance_id = instance_id_;
    request.client = id_;
    request.rebalance_timeout = kRebalanceTimeout;
    bench_.coordinator().handle_join_group(request, receiver(&RandomMember::on_joined));
  }
  void on_joined(const JoinGroupResponse& response) {
    switch (response.error) {
      case ErrorCode::NONE:
        member_id_ = response.member_id;
        generation_ = response.generation;
        joined_ = response;
        return soon(&RandomMember::sync);
      case ErrorCode::MEMBER_ID_REQUIRED:
        member_id_ = response.member_id;
        return join();
      default:
        return on_error(response.error);
    }
  }
  void sync() {
    if (waits_) return;
    SyncGroupRequest request;
    request.group = bench_.group;
    request.generation = generation_;
    request.member_id = member_id_;
    request.group_instance_id = instance_id_;
    if (joined_.is_leader() && !joined_.skip_assignment) {
      for (const auto& member : joined_.members) request.assignments.push_back({member.member_id, {}});
      for (std::int32_t p = 0; p < kPartitions; ++p)
        request.assignments[static_cast<std::size_t>(p) % request.assignments.size()].assignment.partitions.push_back(
            {bench_.orders.topic, PartitionId(p)});
    }
    bench_.coordinator().handle_sync_group(request, receiver(&RandomMember::on_synced));
  }
  void on_synced(const SyncGroupResponse& response) {
    if (response.error != ErrorCode::NONE) return on_error(response.error);
    stable_ = true;
    assignment_ = response.assignment;
    const std::string wrong =
        handed_out_.note(generation_, instance_id_.empty() ? member_id_ : instance_id_, assignment_);
    if (!wrong.empty()) problems_.push_back(wrong);
  }

  void beat() {
    after(std::chrono::seconds(3), &RandomMember::beat);
    if (member_id_.empty() || generation_ == kNoGeneration) return;
    const ErrorCode error = bench_.heartbeat(member_id_, generation_.value(), instance_id_);
    if (error == ErrorCode::NONE || waits_) return;
    if (error == ErrorCode::REBALANCE_IN_PROGRESS) {
      if (stable_) soon(&RandomMember::join);
      stable_ = false;
    } else {
      on_error(error);
    }
  }
  void on_error(ErrorCode error) {
    stable_ = false;
    if (error == ErrorCode::FENCED_INSTANCE_ID) return crash();
    if (error == ErrorCode::UNKNOWN_MEMBER_ID) member_id_.clear();
    if (error == ErrorCode::UNKNOWN_MEMBER_ID || error == ErrorCode::ILLEGAL_GENERATION) leave_generation();
    soon(&RandomMember::join);
  }
  void leave_generation() {
    generation_ = kNoGeneration;
    assignment_ = {};
    stable_ = false;
    waits_ = false;
  }

  GroupBench& bench_;
  HandedOut& handed_out_;
  std::string instance_id_;
  ClientId id_;
  sim::Rng rng_;
  sim::Duration slowest_{0};
  bool calm_ = false;
  std::uint64_t life_ = 0;
  bool alive_ = false;
  bool stable_ = false;
  bool waits_ = false;
  std::string member_id_;
  Generation generation_ = kNoGeneration;
  Assignment assignment_;
  JoinGroupResponse joined_;
  std::vector<std::string> problems_;
};

}  // namespace kafka::testing

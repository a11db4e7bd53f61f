#pragma once
/// A group coordinator and the members of one case, by the names the case gives them.

#include <map>
#include <string>
#include <vector>

#include "tests/conformance/runner/fields.h"
#include "tests/conformance/runner/group_prose.h"
#include "tests/support/group_bench.h"

namespace conformance {

class CoordinatorStage : protected kafka::testing::GroupBench {
 protected:
  struct Member {
    std::string id;
    kafka::JoinGroupRequest says;  ///< without the id
    bool silent = false;           ///< it sends no heartbeats
  };
  /// A JoinGroup or SyncGroup on its way.
  struct Asked {
    std::string who;
    bool is_join;
    kafka::testing::Reply<kafka::JoinGroupResponse> join;
    kafka::testing::Reply<kafka::SyncGroupResponse> sync;
    bool told = false;  ///< answered before this step

    [[nodiscard]] bool answered() const { return is_join ? join.answered() : sync.answered(); }
    [[nodiscard]] kafka::ErrorCode error() const { return is_join ? join.error() : sync.error(); }
  };

  explicit CoordinatorStage(Fields& fields) : fields_(fields) {
    session_ = std::chrono::milliseconds(45000);
    rebalance_ = std::chrono::milliseconds(300000);
  }

  // ---- members
  [[nodiscard]] bool knows(const std::string& name) const { return members_.contains(name); }
  /// A name nobody has stands for itself: "unknown".
  [[nodiscard]] std::string id_of(const std::string& name) const {
    const auto known = members_.find(name);
    return known == members_.end() ? name : known->second.id;
  }
  [[nodiscard]] std::string instance_of(const std::string& name) const {
    const auto known = members_.find(name);
    return known == members_.end() ? std::string() : known->second.says.group_instance_id;
  }
  Member& add(const std::string& name, const std::string& instance, const std::vector<std::string>& protocols);
  /// What a member of this case says when it joins.
  [[nodiscard]] kafka::JoinGroupRequest saying(const std::string& instance, const std::vector<std::string>& protocols);

  // ---- requests
  Asked& ask_join(const std::string& name, const kafka::JoinGroupRequest& request);
  Asked& rejoin(const std::string& name);
  /// The leader assigns to everybody but `forgotten`.
  Asked& ask_sync(const std::string& name, std::int32_t generation, const std::string& forgotten = "");
  /// Joins that are parked.
  [[nodiscard]] bool is_parked(const std::string& name) const;

  // ---- time: who is neither silent nor parked sends heartbeats
  void beat_all();
  void pass(sim::Duration time);

  // ---- a group in a given state
  /// "group.max.size 2", "session of m9 10000": true if there is any.
  bool read_settings(const std::string& text);
  /// `text`: the first step; `later`: names that act as members afterwards.
  void set_up(const std::string& text, std::optional<std::int32_t> generation, const std::vector<std::string>& later);
  void go_to(kafka::GroupState state, std::optional<std::int32_t> generation);

  [[nodiscard]] kafka::GroupState state_now();
  [[nodiscard]] std::int32_t generation_now();

  Fields& fields_;
  sim::Duration session_;
  sim::Duration rebalance_;
  std::map<std::string, Member> members_;
  std::vector<std::string> order_;  ///< names of members in order of appearance; the first one leads
  std::vector<Asked> asked_;
  bool was_dead_ = false;  ///< from the start

 private:
  void set_up_empty(const std::string& text, std::int32_t generation);
  void form_group(std::int32_t generation);
  void next_generation();
  void stabilise_members();
  void prepare(const std::string& text);
  void complete();
};

}  // namespace conformance

#include "tests/conformance/runner/coordinator_stage.h"

#include <algorithm>

namespace conformance {

using kafka::GroupState;

// ---- members and requests

kafka::JoinGroupRequest CoordinatorStage::saying(const std::string& instance,
                                                 const std::vector<std::string>& protocols) {
  kafka::JoinGroupRequest request = joining_static(instance);
  request.session_timeout = session_;
  request.rebalance_timeout = rebalance_;
  if (!protocols.empty()) request.protocols.clear();
  for (const std::string& name : protocols) request.protocols.push_back(protocol(name));
  return request;
}

CoordinatorStage::Member& CoordinatorStage::add(const std::string& name, const std::string& instance,
                                                const std::vector<std::string>& protocols) {
  Member& member = members_[name];
  member.says = saying(instance, protocols);
  if (std::find(order_.begin(), order_.end(), name) == order_.end()) order_.push_back(name);
  return member;
}

CoordinatorStage::Asked& CoordinatorStage::ask_join(const std::string& name, const kafka::JoinGroupRequest& request) {
  asked_.push_back({.who = name, .is_join = true, .join = join(request), .sync = {}});
  return asked_.back();
}

CoordinatorStage::Asked& CoordinatorStage::rejoin(const std::string& name) {
  kafka::JoinGroupRequest request = members_.at(name).says;
  request.member_id = members_.at(name).id;
  return ask_join(name, request);
}

CoordinatorStage::Asked& CoordinatorStage::ask_sync(const std::string& name, std::int32_t generation,
                                                    const std::string& forgotten) {
  kafka::SyncGroupRequest request;
  request.group = group;
  request.generation = kafka::Generation(generation);
  request.member_id = id_of(name);
  request.group_instance_id = instance_of(name);
  const kafka::GroupSummary now = summary();
  if (now.leader == request.member_id)
    for (std::size_t i = 0; i < now.members.size(); ++i)
      if (forgotten.empty() || now.members[i].member_id != id_of(forgotten))
        request.assignments.push_back({now.members[i].member_id, share(static_cast<std::int32_t>(i))});
  asked_.push_back({.who = name, .is_join = false, .join = {}, .sync = sync(request)});
  return asked_.back();
}

bool CoordinatorStage::is_parked(const std::string& name) const {
  return std::any_of(asked_.begin(), asked_.end(), [&](const Asked& a) { return a.who == name && !a.answered(); });
}

// ---- time

void CoordinatorStage::beat_all() {
  const std::int32_t current = generation_now();
  for (const auto& [name, member] : members_)
    if (!member.silent && !member.id.empty() && !is_parked(name))
      heartbeat(member.id, current, member.says.group_instance_id);
}

void CoordinatorStage::pass(sim::Duration time) {
  const sim::SimTime end = scheduler.from_now(time);
  while (scheduler.now() < end) {
    run_for(std::min(session_ / 3, end - scheduler.now()));
    if (scheduler.now() < end) beat_all();
  }
}

// ---- what it is

/// A group nobody has spoken of is Empty, in the case's words; one that is gone is Dead.
GroupState CoordinatorStage::state_now() {
  const bool existed = was_dead_ || events.count<kafka::GroupStateChanged>() > 0;
  return existed ? state() : GroupState::Empty;
}

std::int32_t CoordinatorStage::generation_now() { return std::max(generation(), 0); }

// ---- a group in a given state

bool CoordinatorStage::read_settings(const std::string& text) {
  using std::chrono::milliseconds;
  bool any = false;
  const auto read = [&](const std::string& words, auto set) {
    if (const auto n = prose::number_behind(text, words)) {
      set(*n);
      any = true;
    }
  };
  read("group\\.max\\.size", [this](std::int64_t n) { config.group_max_size = static_cast<std::int32_t>(n); });
  read("offsets\\.retention\\.minutes",
       [this](std::int64_t n) { config.offsets_retention_minutes = std::chrono::minutes(n); });
  read("session(?:\\.timeout\\.ms| timeout)?(?: of \\w+)?", [this](std::int64_t n) { session_ = milliseconds(n); });
  read("(?:rebalance[. _]timeout(?:[. _]?ms)?|max\\.poll\\.interval\\.ms)",
       [this](std::int64_t n) { rebalance_ = milliseconds(n); });
  read("group\\.initial\\.rebalance\\.delay\\.ms",
       [this](std::int64_t n) { config.group_initial_rebalance_delay_ms = milliseconds(n); });
  return any;
}

void CoordinatorStage::set_up(const std::string& text, std::optional<std::int32_t> generation,
                              const std::vector<std::string>& later) {
  using prose::match;
  using prose::says;
  read_settings(text);
  start();
  const auto wanted = prose::state_in(text);
  if (!wanted) throw fields_.error("does not begin with a state: " + text);
  if (*wanted == GroupState::Empty) return set_up_empty(text, generation.value_or(0));
  if (*wanted == GroupState::Dead) {
    const auto dead = std::make_shared<kafka::GroupMetadata>(group, scheduler.now());
    dead->transition_to(GroupState::Dead, scheduler.now());
    coordinator().manager().add(dead);
    was_dead_ = true;
    return;
  }
  std::vector<std::string> named = prose::names(text);
  for (const std::string& name : later)
    if (std::find(named.begin(), named.end(), name) == named.end()) named.push_back(name);
  std::erase_if(named, [&](const std::string& name) { return says(text, name + "(?: is)?(?: still)? pending"); });
  std::string leader = match(text, "leader (m\\d+\\w?)");
  if (leader.empty()) leader = match(text, "(m\\d+\\w?) (?:is |as )?\\(?(?:the )?leader");
  if (leader.empty()) leader = match(text, "(m\\d+\\w?) \\(leader");
  if (leader.empty() && (named.empty() || says(text, "follower"))) leader = "helper";
  const bool has_others = named.size() > 1 || leader == "helper" || leader.empty();
  if (!leader.empty()) add(leader, prose::instance_of(text, leader), prose::protocols_in(text));
  for (const std::string& name : named) add(name, prose::instance_of(text, name), prose::protocols_in(text));
  if (!has_others) add("helper", "", prose::protocols_in(text));  // whom would it lead?
  const bool all_joined = !named.empty() && std::all_of(named.begin(), named.end(), [&](const std::string& name) {
    return says(text, name + " (?:has )?(?:re)?joined");
  });
  if (*wanted == GroupState::PreparingRebalance && all_joined && !says(text, "pending")) add("helper", "", {});
  const bool completing = *wanted == GroupState::CompletingRebalance;
  form_group(std::max(generation.value_or(prose::generation_in(text).value_or(1)) - (completing ? 1 : 0), 0));
  if (*wanted == GroupState::PreparingRebalance) prepare(text);
  if (completing) complete();
  for (const std::string& name : named)
    if (completing && says(text, name + "[^,;]*(?:parked|waits|waiting|synced|in sync)"))
      ask_sync(name, generation_now());
  for (const std::string& name : named)
    members_[name].silent = says(text, name + "[^,;]*(?:silent|crashed|dead|does not sync|never syncs)");
  beat_all();
  for (Asked& a : asked_) a.told = a.answered();
}

void CoordinatorStage::set_up_empty(const std::string& text, std::int32_t generation) {
  const bool had_members = generation > 0 || prose::says(text, "since|after");
  if (had_members) {
    add("helper", "", prose::protocols_in(text));
    form_group(std::max(generation - 1, 1));
  }
  if (prose::says(text, "offset")) had_members ? commit(5, id_of("helper"), generation_now()) : commit(5);
  if (had_members) leave(id_of("helper"));
  members_.clear();
  order_.clear();
}

/// Everybody in `order_`, Stable in this generation; in generation 0 everybody is about to join.
void CoordinatorStage::form_group(std::int32_t generation) {
  for (const std::string& name : order_) {
    kafka::JoinGroupRequest request = members_[name].says;
    if (request.group_instance_id.empty()) members_[name].id = request.member_id = join(request).get().member_id;
    ask_join(name, request);
  }
  if (generation == 0) return;
  run_for(2 * config.group_initial_rebalance_delay_ms);
  stabilise_members();
  while (generation_now() < generation) next_generation();
}

void CoordinatorStage::next_generation() {
  complete();
  stabilise_members();
}

void CoordinatorStage::complete() {
  if (state() == GroupState::Stable)
    for (const std::string& name : order_) rejoin(name);
  if (state() == GroupState::PreparingRebalance && generation() == 0)
    run_for(2 * config.group_initial_rebalance_delay_ms);
  for (const Asked& a : asked_)
    if (a.is_join && a.answered() && a.error() == kafka::ErrorCode::NONE) members_[a.who].id = a.join.get().member_id;
}

void CoordinatorStage::stabilise_members() {
  for (const Asked& a : asked_)
    if (a.is_join && a.answered() && a.error() == kafka::ErrorCode::NONE) members_[a.who].id = a.join.get().member_id;
  const std::int32_t current = generation();
  for (const std::string& name : order_)
    if (id_of(name) != summary().leader) ask_sync(name, current);
  for (const std::string& name : order_)
    if (id_of(name) == summary().leader) ask_sync(name, current);
  SIM_CHECK(state() == GroupState::Stable, "everybody is synced");
}

/// Whoever is said to have joined has; if nobody is, somebody new is the reason.
void CoordinatorStage::prepare(const std::string& text) {
  if (generation() == 0) return;  // the first join phase
  for (const std::string& name : prose::names(text)) {
    if (!prose::says(text, name + "(?: is)?(?: still)? pending")) continue;
    Member& member = members_[name];
    member.says = saying("", {});
    member.id = join(member.says).get().member_id;
  }
  for (const std::string& name : std::vector<std::string>(order_))
    if (prose::says(text, name + " (?:has )?(?:re)?joined")) rejoin(name);
  if (state() == GroupState::PreparingRebalance) return;
  Member& newcomer = add("newcomer", "", {});
  newcomer.id = join(newcomer.says).get().member_id;
  rejoin("newcomer");
}

void CoordinatorStage::go_to(GroupState wanted, std::optional<std::int32_t> generation) {
  if (state() == wanted && (!generation || *generation == generation_now())) return;
  switch (wanted) {
    case GroupState::PreparingRebalance:
      if (state() == GroupState::Stable) return prepare("");
      break;
    case GroupState::CompletingRebalance:
      if (state() == GroupState::Stable) return complete();
      for (const std::string& name : order_)
        if (!is_parked(name) && state() == GroupState::PreparingRebalance) rejoin(name);
      break;
    case GroupState::Stable:
      return stabilise_members();
    case GroupState::Empty:
      for (const std::string& name : order_) leave(id_of(name), instance_of(name));
      break;
    case GroupState::Dead:
      break;
  }
  if (state() != wanted) throw fields_.error("cannot bring the group there: " + std::string(kafka::name_of(wanted)));
}

}  // namespace conformance

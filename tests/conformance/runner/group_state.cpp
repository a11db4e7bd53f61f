/// group_state: what the coordinator of a group answers, event by event, and what becomes of the group.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/coordinator_stage.h"

namespace conformance {

namespace {

using kafka::ErrorCode;
using kafka::GroupState;
using prose::Call;
using prose::match;
using prose::says;

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

struct GroupStep {
  std::string event;
  std::string response;
  std::optional<GroupState> state;
  std::optional<std::int32_t> generation;
};

GroupStep read_step(Fields& fields) {
  GroupStep step;
  step.event = fields.text("event");
  step.response = fields.text_or("response", "");
  if (fields.has("state")) {
    const std::string name = fields.text("state");
    step.state = prose::state_in(name);
    if (!step.state) throw fields.error("has no such state: " + name);
  }
  if (fields.has("generation")) step.generation = fields.int32("generation");
  return step;
}

class GroupPlay : private CoordinatorStage {
 public:
  GroupPlay(Fields& fields, std::vector<GroupStep> steps, kafka::Profile profile)
      : CoordinatorStage(fields), steps_(std::move(steps)) {
    behaviour = behaviour_of(profile);
  }

  void run() {
    const GroupStep& first = steps_.front();
    const bool is_scene = prose::calls(first.event).empty() && prose::state_in(first.event);
    is_scene ? set_up(first.event, first.generation, later_members()) : void(start());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const ::testing::ScopedTrace trace(__FILE__, __LINE__, steps_[i].event);
      step_ = &steps_[i];
      if (i > 0 || !is_scene) act();
      check();
    }
  }

 private:
  // ---- who takes part

  /// Names that do something only members do, before any answer has introduced them.
  [[nodiscard]] std::vector<std::string> later_members() const {
    std::vector<std::string> found;
    std::set<std::string> introduced;
    for (std::size_t i = 1; i < steps_.size(); ++i) {
      const std::string& event = steps_[i].event;
      for (const Call& call : prose::calls(event)) {
        const bool joins_anew = call.verb == "join" && !says(call.rest, "same metadata|unchanged|again|other|changed");
        if (!joins_anew && !introduced.contains(call.who) && prose::names(call.who).size() == 1)
          found.push_back(call.who);
        introduced.insert(call.who);
      }
      for (const std::string& name : prose::names(prose::without_calls(event))) {
        if (!introduced.contains(name)) found.push_back(name);
        introduced.insert(name);
      }
      for (const std::string& name : prose::names(steps_[i].response)) introduced.insert(name);
    }
    return found;
  }

  // ---- events

  void act() {
    code_.reset();
    last_ = kNobody;
    rebalances_ = events.count<kafka::RebalanceStarted>();
    if (says(step_->event, "\\b(?:P23|2\\.3(?:\\.1)?)\\b")) behaviour = behaviour_of(kafka::Profile::v2_3);
    const std::string tale = prose::without_calls(step_->event);
    for (const std::string& clause : prose::clauses_of(tale)) tell(clause);
    for (const Call& call : prose::calls(step_->event)) ask(call);
    run_for(sim::Duration{0});
  }

  void tell(const std::string& text) {
    if (says(text, "^(?:same|then|again|late|the old (?:process|member).*|.*restarts?.*)$")) return;
    if (const auto to = prose::state_in(text); to && says(text, "goes|becomes|is now|group is")) {
      return go_to(*to, prose::generation_in(text));
    }
    if (says(text, "^gen(?:eration)? \\d+$")) return;
    if (tell_of_deeds(text) || tell_of_coordinator(text) || tell_of_members(text) || tell_of_time(text) ||
        read_settings(text))
      return;
    throw fields_.error("has an event this runner does not know: " + text);
  }

  /// "m2 leaves", "m1 rejoins with the same metadata".
  bool tell_of_deeds(const std::string& text) {
    const std::string verb = match(text, "^m\\d+\\w? (?:re)?(join|sync|leave|heartbeat|commit)s\\b");
    if (verb.empty()) return false;
    ask({.verb = verb, .who = prose::names(text).front(), .rest = text});
    return true;
  }

  bool tell_of_coordinator(const std::string& text) {
    if (says(text, "load(?:ed|ing)? (?:is )?(?:over|done|complete|finished)|loaded")) {
      run_for(log.reading);
      return true;
    }
    if (says(text, "loading|begins to load|is being read")) {
      log.reading = std::chrono::seconds(10);
      coordinator().on_resignation(offsets_partition());
      coordinator().on_election(offsets_partition());
      return true;
    }
    if (says(text,
             "fails? over|failover|new coordinator|another broker|takes over|coordinator (?:crash|dies|restart)")) {
      start();
      return true;
    }
    if (says(text, "\\b(?:resigns?|moves|moved|emigrates|unload\\w*|loses|no longer)\\b|not the coordinator")) {
      coordinator().on_resignation(offsets_partition());
      return true;
    }
    if (says(text, "(?:stor|append|writ|replicat|log).*(?:fail|error|cannot|time)")) {
      const auto codes = prose::codes_in(text);
      log.error = codes.empty() ? ErrorCode::NOT_ENOUGH_REPLICAS : codes.front();
      return true;
    }
    return false;
  }

  bool tell_of_members(const std::string& text) {
    if (says(text, "all (?:known )?(?:other )?members (?:have )?(?:re)?join")) {
      const auto missing = prose::names(text);  // "... but m9 is pending"
      for (const std::string& name : std::vector<std::string>(order_))
        if (!is_parked(name) && std::find(missing.begin(), missing.end(), name) == missing.end()) note(rejoin(name));
      return true;
    }
    if (says(text, "^m\\d+\\w? is (?:still )?pending$")) return true;
    if (says(text,
             "closes cleanly|crash|dies|killed|stops|silent|hangs|no LeaveGroup is sent|does not (?:re)?join|"
             "never (?:re)?joins|does not sync|never syncs") &&
        !prose::milliseconds_in(text)) {
      silence(text);
      return true;
    }
    return false;
  }
  void silence(const std::string& text) {
    const auto named = prose::names(text);
    for (auto& [name, member] : members_)
      if (named.empty() || std::find(named.begin(), named.end(), name) != named.end()) member.silent = true;
  }

  bool tell_of_time(const std::string& text) {
    const auto length = prose::milliseconds_in(text);
    if (says(text, "initial (?:rebalance )?delay")) {
      const sim::Duration window = config.group_initial_rebalance_delay_ms;
      pass(length ? std::chrono::milliseconds(*length) : window);
      const bool over = step_->state && *step_->state != GroupState::PreparingRebalance;
      while (over && state() == GroupState::PreparingRebalance && generation() == 0) pass(window);
      return true;
    }
    if (says(text, "next check|check interval|expir.*check")) {
      pass((length && !says(text, "every") ? std::chrono::milliseconds(*length) : sim::Duration{0}) +
           retention_passed(text) + config.offsets_retention_check_interval_ms);
      return true;
    }
    if (says(text, "without|silent|no (?:heartbeat|commit)|expire|session of|'s session")) silence(text);
    const bool passes = length || says(text, "pass|over|expire|elapse|later|ends?\\b|without|silent");
    const sim::Duration named = says(text, "rebalance timeout") ? rebalance_ : session_;
    if (!passes || (!length && !says(text, "rebalance timeout|session"))) return false;
    pass(length ? std::chrono::milliseconds(*length) : named);
    return true;
  }
  [[nodiscard]] sim::Duration retention_passed(const std::string& text) const {
    return says(text, "retention") && !prose::milliseconds_in(text) ? config.offsets_retention_minutes
                                                                    : sim::Duration{0};
  }

  // ---- requests

  void note(const Asked& asked) { last_ = static_cast<std::size_t>(&asked - asked_.data()); }

  void ask(const Call& call) {
    const std::int32_t now = generation_now();
    const std::string instance = says(call.rest, "instance") ? prose::instance_in(call.rest) : instance_of(call.who);
    const std::string id = call.who == "?" ? std::string() : id_of(call.who);
    const std::int32_t generation = prose::generation_in(call.rest).value_or(call.who.empty() ? -1 : now);
    if (call.verb == "join") {
      ask_to_join(call);
    } else if (call.verb == "sync") {
      note(ask_sync(call.who, generation,
                    match(call.rest, "(?:without|missing|except|not for|nothing for) (m\\d+\\w?)")));
    } else if (call.verb == "heartbeat") {
      code_ = heartbeat(id, generation, instance);
    } else if (call.verb == "leave") {
      code_ = leave(says(call.rest, "^instance") ? std::string() : id, instance);
    } else if (call.verb == "commit") {
      kafka::OffsetCommitRequest request = committing(9, id, generation);
      request.group_instance_id = instance;
      const auto reply = commit(request);
      if (reply.answered()) code_ = reply.error();
    } else if (call.verb == "txncommit") {
      kafka::TxnOffsetCommitRequest request = txn_committing(1000, 9);
      request.member_id = id;
      request.generation = kafka::Generation(generation);
      request.group_instance_id = instance;
      code_ = txn_commit(request).error();
    } else if (call.verb == "fetch") {
      code_ = fetch(says(call.rest, "stable")).error;
    } else if (call.verb == "delete") {
      code_ = coordinator().delete_groups({group}).front();
    } else {
      code_ = summary().error;
    }
  }

  void ask_to_join(const Call& call) {
    const bool newcomer = call.who.empty() || call.who == "?" || call.who == "new";
    const bool refused = says(step_->response, "UNKNOWN_MEMBER_ID");
    const std::string name = newcomer ? "newcomer-" + std::to_string(asked_.size()) : call.who;
    const bool known = knows(name) && !newcomer;
    kafka::JoinGroupRequest request = known ? members_[name].says : saying(prose::instance_in(call.rest), {});
    const auto protocols =
        says(call.rest, "protocol|\\[") ? prose::protocols_in(call.rest) : std::vector<std::string>();
    if (!protocols.empty()) request.protocols.clear();
    for (const std::string& p : protocols) request.protocols.push_back(protocol(p));
    if (says(call.rest, "(?:other|changed|new|different) (?:subscription|metadata|topic)"))
      for (auto& p : request.protocols) p.subscription.topics = {payments.topic};
    if (const auto n = prose::number_behind(call.rest, "session(?:\\.timeout\\.ms| timeout)?"))
      request.session_timeout = std::chrono::milliseconds(*n);
    if (says(call.rest, "v0|v[0-3]\\b|pre-2\\.2")) request.requires_member_id = false;
    if (says(call.rest, "protocol_?type"))
      request.protocol_type = match(call.rest, "protocol_?type\\s*=?\\s*\"?(\\w*)");
    if (says(call.rest, "group(?:[._ ]?id)?\\s*=?\\s*(?:\"\"|'')|empty group")) request.group = add_group("");

    request.member_id = known ? members_[name].id : std::string();
    if (!known && !newcomer && !unbound_.empty()) request.member_id = std::exchange(unbound_, "");
    if (!known && !newcomer && (refused || name == "unknown")) request.member_id = name;
    const std::string before = request.member_id;
    note(ask_join(name, request));
    const bool told_id = last().answered() && last().error() == ErrorCode::MEMBER_ID_REQUIRED;
    const bool goes_on =
        told_id && !says(step_->response, "MEMBER_ID_REQUIRED") && (!newcomer || step_->state != state_now());
    if (told_id) unbound_ = request.member_id = last().join.get().member_id;
    if (goes_on) {
      note(ask_join(name, request));
      unbound_.clear();
    }
    if (!newcomer || goes_on) remember(name, request, before);
  }
  void remember(const std::string& name, kafka::JoinGroupRequest request, const std::string& before) {
    const bool failed = last().answered() && last().error() != ErrorCode::NONE;
    if (failed && before.empty()) return;
    Member& member = members_[name];
    member.id = last().answered() && !failed ? last().join.get().member_id : request.member_id;
    request.member_id.clear();
    member.says = request;
    if (std::find(order_.begin(), order_.end(), name) == order_.end()) order_.push_back(name);
  }

  // ---- answers

  [[nodiscard]] Asked& last() {
    if (last_ == kNobody) throw fields_.error("expects an answer where nobody asks: " + step_->response);
    return asked_[last_];
  }
  /// Answered in this step.
  [[nodiscard]] std::vector<Asked*> news(std::optional<bool> is_join = std::nullopt) {
    std::vector<Asked*> found;
    for (Asked& a : asked_)
      if (a.answered() && !a.told && (!is_join || a.is_join == *is_join)) found.push_back(&a);
    return found;
  }
  [[nodiscard]] std::vector<Asked*> of(std::vector<Asked*> asked, const std::string& text) const {
    const auto named = prose::names(text);
    if (!named.empty())
      std::erase_if(asked, [&](Asked* a) { return std::find(named.begin(), named.end(), a->who) == named.end(); });
    return asked;
  }

  void check() {
    for (Asked& a : asked_)  // a static member learns its id with its answer
      if (a.is_join && a.answered() && a.error() == ErrorCode::NONE && knows(a.who) && members_[a.who].id.empty())
        members_[a.who].id = a.join.get().member_id;
    for (const std::string& clause : prose::clauses_of(step_->response)) {
      if (!check_answers(clause) && !check_group(clause))
        throw fields_.error("expects something this runner does not know: " + clause);
    }
    if (step_->state) {
      EXPECT_EQ(kafka::name_of(state_now()), kafka::name_of(*step_->state));
    }
    if (step_->generation) {
      EXPECT_EQ(generation_now(), *step_->generation);
    }
    for (Asked& a : asked_) a.told = a.answered();
  }

  bool check_answers(const std::string& text) {
    bool known = false;
    if (const auto codes = prose::codes_in(text); !codes.empty()) {
      check_code(text, codes.front());
      known = true;
    } else if (says(text, "parked|not answered|no answer|waits")) {
      EXPECT_FALSE(last().answered());
      return true;
    }
    if (says(text, "joins? ok|join (?:is )?(?:answered|complete)")) {
      check_many(text, news(true));
      known = true;
    }
    if (says(text, "assignments?") && !says(text, "stored|written")) {
      check_assignments(text);
      known = true;
    }
    return check_join(text) || known;
  }

  void check_code(const std::string& text, ErrorCode code) {
    const std::string who = match(text, "(m\\d+\\w?)[^+]*$");
    const bool binds = says(text, "\\+");
    if (says(text, "both|all|parked") || (!who.empty() && !binds)) {
      const auto asked = of(news(), binds ? "" : text);
      if (asked.empty() && code_) {
        EXPECT_EQ(name_of(*code_), name_of(code));
        return;
      }
      EXPECT_FALSE(asked.empty()) << "nobody is answered";
      for (Asked* a : asked) EXPECT_EQ(name_of(a->error()), name_of(code)) << a->who;
    } else if (code_) {
      EXPECT_EQ(name_of(*code_), name_of(code));
    } else if (last_ != kNobody) {
      ASSERT_TRUE(last().answered());
      EXPECT_EQ(name_of(last().error()), name_of(code));
    } else {
      EXPECT_FALSE(news().empty()) << "nobody is answered";
      for (Asked* a : news()) EXPECT_EQ(name_of(a->error()), name_of(code)) << a->who;
    }
    const std::string bound = match(text, "\\+\\s*(\\w+)");
    if (bound.empty()) return;
    EXPECT_FALSE(last().join.get().member_id.empty());
    if (bound == "id") return;
    add(bound, "", {}).id = last().join.get().member_id;
    unbound_.clear();
  }

  void check_many(const std::string& text, std::vector<Asked*> asked) {
    asked = of(std::move(asked), text);
    EXPECT_FALSE(asked.empty()) << "nobody is answered";
    if (says(text, "\\bboth\\b")) {
      EXPECT_EQ(asked.size(), 2U);
    }
    if (says(text, "\\ball\\b")) {
      EXPECT_EQ(asked.size(), summary().members.size());
    }
    for (Asked* a : asked) EXPECT_EQ(name_of(a->error()), "NONE") << a->who;
  }

  void check_assignments(const std::string& text) {
    check_many(text, news(false));
    for (Asked* a : of(news(false), text)) {
      const auto& partitions = a->sync.get().assignment.partitions;
      EXPECT_EQ(partitions.empty(), says(text, "empty|no assignment")) << a->who;
      for (const auto& m : summary().members)
        if (m.member_id == id_of(a->who)) {
          EXPECT_EQ(m.assignment, a->sync.get().assignment);
        }
    }
  }

  bool check_join(const std::string& text) {
    bool known = false;
    const std::string leader = match(text, "leader (?:is )?(m\\d+\\w?)") +
                               match(text, "(m\\d+\\w?) (?:(?:is|stays|remains|becomes) (?:the )?leader|leads)");
    if (!leader.empty()) {
      EXPECT_EQ(summary().leader, id_of(leader));
      for (Asked* a : news(true)) EXPECT_EQ(a->join.get().leader, id_of(leader));
      known = true;
    }
    if (const std::string name = match(text, "new (?:member )?id (?:\\()?(m\\d+\\w?)"); !name.empty()) {
      const std::string id = last().join.get().member_id;
      for (const auto& [other, member] : members_) EXPECT_NE(member.id, id) << other;
      Member& member = add(name, last_instance(), {});
      member.id = id;
      known = true;
    }
    if (says(text, "generation")) {
      const auto number = prose::generation_in(text);
      EXPECT_EQ(generation_now(), number.value_or(generation_now()));
      for (Asked* a : news(true)) EXPECT_EQ(a->join.get().generation.value(), generation_now());
      known = true;
    }
    if (const auto chosen = says(text, "protocol") ? prose::protocols_in(text) : std::vector<std::string>();
        !chosen.empty()) {
      for (Asked* a : news(true)) EXPECT_EQ(a->join.get().protocol, chosen.front());
      known = true;
    }
    return known;
  }
  [[nodiscard]] std::string last_instance() {
    for (const auto& m : summary().members)
      if (m.member_id == last().join.get().member_id) return m.group_instance_id;
    return "";
  }

  bool check_group(const std::string& text) {
    if (const auto now = prose::state_in(text)) {
      EXPECT_EQ(kafka::name_of(state()), kafka::name_of(*now));
      return true;
    }
    if (says(text, "no rebalance|nothing (?:happens|changes)|^nothing$")) {
      EXPECT_EQ(events.count<kafka::RebalanceStarted>(), rebalances_);
      return true;
    }
    if (const std::string offset = match(text, "offset (-?\\d+)"); !offset.empty()) {
      EXPECT_EQ(committed(), std::stoll(offset));
      return true;
    }
    if (says(text, "no members?")) {
      EXPECT_TRUE(summary().members.empty());
      return true;
    }
    if (says(text, "^\\d+ members?")) {
      EXPECT_EQ(static_cast<std::int64_t>(summary().members.size()), std::stoll(text));
      return true;
    }
    if (says(text, "tombstone")) {
      EXPECT_FALSE(log.all<kafka::OffsetTombstones>().empty());
      return true;
    }
    if (says(text, "offsets? (?:are |is )?(?:removed|expired|deleted|gone)")) {
      EXPECT_EQ(committed(), -1);
      return true;
    }
    if (says(text, "offsets? (?:are |is )?(?:kept|stay|still)")) {
      EXPECT_NE(committed(), -1);
      return true;
    }
    if (const std::string gone = match(text, "(m\\d+\\w?) (?:is )?(?:removed|gone|dropped)"); !gone.empty()) {
      for (const auto& m : summary().members) EXPECT_NE(m.member_id, id_of(gone));
      return true;
    }
    return false;
  }

  std::vector<GroupStep> steps_;
  const GroupStep* step_ = nullptr;
  std::optional<ErrorCode> code_;  ///< of a request that is answered at once
  std::size_t last_ = kNobody;     ///< of asked_: the join or sync of this step
  std::size_t rebalances_ = 0;     ///< before this step
  std::string unbound_;            ///< an id that was told and has no name yet
};

}  // namespace

void run_group_state(Fields& fields) {
  const std::string profile = fields.text_or("profile", "3.9");
  if (profile != "2.3" && profile != "3.9") unknown(fields, "profile", profile);
  std::vector<GroupStep> steps;
  for (Fields* step : fields.maps("steps")) steps.push_back(read_step(*step));
  if (steps.empty()) throw fields.error("has no steps");
  GroupPlay(fields, std::move(steps), profile == "2.3" ? kafka::Profile::v2_3 : kafka::Profile::v3_9).run();
}

}  // namespace conformance

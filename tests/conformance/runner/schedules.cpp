/// schedules: replication schedules under every generation of the protocol that a case names. What breaks is seen
/// twice: by one who sees all logs at once, and by the invariant checkers, who see events.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/schedule_play.h"

namespace conformance {

namespace {

template <class Strings>
std::set<std::string> as_set(const Strings& strings) {
  return {strings.begin(), strings.end()};
}

/// What the checkers have to say, whether excused or not.
class Named {
 public:
  explicit Named(const kafka::Invariants& checkers) {
    for (const auto* list : {&checkers.violations(), &checkers.excused()})
      for (const kafka::Violation& v : *list) names_.insert(std::string(v.name));
    for (const kafka::AllowedLoss& loss : checkers.allowed_losses())
      if (!loss.allowed_by.starts_with("acks=0")) losses_.push_back(loss);  // nobody acknowledged those
  }
  [[nodiscard]] bool any(std::initializer_list<const char*> names) const {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return names_.contains(name); });
  }
  [[nodiscard]] bool loss_of(std::int64_t offset) const {
    return std::any_of(losses_.begin(), losses_.end(), [&](const kafka::AllowedLoss& loss) {
      return loss.first <= kafka::Offset(offset) && kafka::Offset(offset) < loss.next;
    });
  }
  [[nodiscard]] bool any_loss() const { return !losses_.empty() || names_.contains("P5"); }
  [[nodiscard]] std::string text() const {
    std::string text;
    for (const std::string& name : names_) text += name + " ";
    return text + "and " + std::to_string(losses_.size()) + " losses";
  }

 private:
  std::vector<kafka::AllowedLoss> losses_;
  std::set<std::string> names_;
};

std::int64_t offset_in(const std::string& violation) { return std::stoll(violation.substr(violation.rfind('@') + 1)); }

/// Does a checker name what the truth shows?
bool is_named(const Named& named, const std::string& violation) {
  if (violation.starts_with("lost_committed")) return named.any({"P5"}) || named.loss_of(offset_in(violation));
  if (violation.starts_with("lost_acks1")) return named.loss_of(offset_in(violation));
  if (violation.starts_with("two_values_read")) return named.any({"P6"});
  if (violation.starts_with("diverged")) return named.any({"P2", "P3", "P4"});
  return named.any({"P8"});  // follower_exposed_uncommitted
}

void compare_with_checkers(const SchedulePlay& play, bool fenced) {
  const Named named(play.checkers());
  const ScheduleTruth& truth = play.truth();
  for (const std::string& violation : truth.now_broken())
    EXPECT_TRUE(is_named(named, violation)) << violation << " escapes the checkers; they name " << named.text();
  const auto broke = [&](std::string_view what) {
    const auto starts = [&](const std::string& violation) { return violation.starts_with(what); };
    return std::any_of(truth.ever_broken().begin(), truth.ever_broken().end(), starts);
  };
  const std::string names = "the checkers name " + named.text();
  if (!broke("lost")) {
    EXPECT_FALSE(named.any_loss()) << names;
  }
  EXPECT_EQ(named.any({"P6"}), broke("two_values_read")) << names;
  // P8 says more: a follower may also be ahead of its leader, as without fencing, or hold what was committed and lost.
  if (fenced && !broke("follower_exposed_uncommitted") && !broke("lost_committed")) {
    EXPECT_FALSE(named.any({"P8"})) << names;
  }
  if (!broke("diverged")) {
    EXPECT_FALSE(named.any({"P2"})) << names;
  }
  // What a machine loses with its power breaks no rule of the protocol.
  if (truth.strong_isr_held()) {
    EXPECT_FALSE(named.any({"P4"})) << "the stored ISR kept its promise; " << names;
  } else if (!play.lost_power()) {
    EXPECT_TRUE(named.any({"P4"})) << "the stored ISR broke its promise; " << names;
  }
}

void compare(const SchedulePlay& play, Fields& expected) {
  const ScheduleTruth& truth = play.truth();
  EXPECT_EQ(truth.now_broken(), as_set(expected.texts("final_violations")));
  EXPECT_EQ(truth.passing(), as_set(expected.texts("passing_violations")));
  EXPECT_EQ(truth.strong_isr_held(), expected.flag("strong_isr_held"));
  EXPECT_EQ(truth.acked(), as_set(expected.texts("acked")));
  Fields& logs = expected.map("logs");
  for (const kafka::BrokerId broker : play.replicas())
    EXPECT_EQ(truth.log_of(broker), logs.text(std::to_string(broker.value()))) << "log of " << broker.value();
}

}  // namespace

void run_schedules(Fields& fields) {
  read_origin(fields);
  for (const std::string_view prose : {"title", "fixed_in"}) fields.ignore(prose);
  Fields& expected = fields.map("expected");
  if (expected.keys().empty()) throw fields.error("names no generation");
  for (const std::string& name : expected.keys()) {
    kafka::ReplicationProtocol protocol{};
    if (!kafka::find_protocol(name, protocol)) unknown(fields, "generation", name);
    SCOPED_TRACE(name);
    SchedulePlay play(fields, protocol);
    play.run();
    compare(play, expected.map(name));
    compare_with_checkers(play, protocol >= kafka::ReplicationProtocol::kip320);
  }
}

}  // namespace conformance

#include "gui/view/event_teller.h"

#include <variant>

#include <fmt/format.h>

#include "gui/view/event_kinds.h"
#include "gui/view/sentences.h"
#include "scenarios/engine/run/event_fields.h"
#include "scenarios/engine/run/json_line.h"

namespace view {
namespace {

/// Visitor of describe().
struct KindOnly {
  std::string_view name;
  void kind(scenario::KindName k) { name = k.text; }
  template <class T>
  void field(std::string_view, const T&) {}
};

std::string_view kind_name(const kafka::Event& event) {
  KindOnly fields;
  std::visit([&](const auto& e) { scenario::describe(e, fields); }, event);
  return fields.name;
}

/// Who says it, and of which partition: what says() compares.
struct Speaker {
  std::int64_t who;
  std::int64_t what;
};

template <class E>
Speaker speaker_of(const E& e, sim::HostId host) {
  Speaker s{host.value(), 0};
  if constexpr (requires { e.tp; }) s.what = (std::int64_t{e.tp.topic.value()} << 24) | e.tp.partition.value();
  if constexpr (requires { e.producer; }) s.who = -2 - e.producer.value();
  return s;
}

/// Do all of Kafka's own partitions do the same? They are many, and they stop nobody.
template <class E>
bool internal(const E& e, const scenario::Names& names) {
  if constexpr (requires { e.tp; }) return names.topic(e.tp.topic).starts_with("__");
  return false;
}

template <class E>
bool changes(const E& e) {
  if constexpr (std::is_same_v<E, kafka::LogTruncated>) return e.from != e.to;
  if constexpr (std::is_same_v<E, kafka::LeaderElected>) return e.strategy != "new";
  return is_turning<E>;
}

}  // namespace

void EventTeller::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  ++number_;
  if (now < sim::kTimeZero) boot_ = number_;
  news_ = stalls_.on(event);
  const bool stall = news_ != StallWatch::News::none;
  const bool usual = routine(event);
  if (!usual || std::holds_alternative<kafka::ZooKeeperCommitted>(event)) ++news_count_;
  if (usual && !stall && !routine_) return;
  // What is said again is not told, so it is no cause: the time before is.
  const std::uint64_t said = usual ? number_ : says(now, host, event);
  const bool again = said != number_;
  Reason reason = causes_.of(said, host, event);
  if (stall) reason = causes_.of_stall(number_, stalls_, news_ == StallWatch::News::stalls);
  if (reason.number <= boot_) reason.number = 0;
  const std::uint64_t root = root_of(reason.number);
  if (!again) roots_[number_] = root;
  const bool turn = now >= sim::kTimeZero && !again && is_turn(now, event, root, stall);
  if (turn) last_turn_ = number_;
  if (number_ <= known_ || now < sim::kTimeZero || (again && !routine_)) return;
  tell(now, host, event, std::move(reason), turn);
}

std::uint64_t EventTeller::root_of(std::uint64_t cause) const {
  if (cause == 0) return number_;
  const auto it = roots_.find(cause);
  return it == roots_.end() ? cause : it->second;
}

std::uint64_t EventTeller::says(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  return std::visit(
      [&](const auto& e) {
        if constexpr (!is_repeated<std::decay_t<decltype(e)>>) return number_;
        const Speaker s = speaker_of(e, host);
        const auto [it, first] = said_.try_emplace({event.index(), s.who, s.what}, now, number_);
        if (!first && now - it->second.first >= std::chrono::seconds(1)) it->second = {now, number_};
        return it->second.second;
      },
      event);
}

bool EventTeller::is_turn(sim::SimTime now, const kafka::Event& event, std::uint64_t root, bool stalls) {
  constexpr sim::Duration kTogether = std::chrono::milliseconds(50);
  const bool turning = std::visit([&](const auto& e) { return changes(e) && !internal(e, names_); }, event);
  if (!turning && !stalls) return false;
  const auto [it, first] = turns_.try_emplace({event.index(), root}, now);
  // Retries go on for as long as their cause does.
  const bool lasting = std::holds_alternative<kafka::BatchRetried>(event) || news_ == StallWatch::News::stalls;
  const bool alike = !first && (lasting ? root != number_ : now - it->second <= kTogether);
  it->second = now;
  return !alike;
}

void EventTeller::tell(sim::SimTime now, sim::HostId host, const kafka::Event& event, Reason reason, bool turn) {
  Sentence sentence = sentence_of(names_, host, event);
  EventRow row;
  row.number = number_;
  row.time = now;
  row.kind = sentence.kind;
  row.name = kind_name(event);
  row.who = std::move(sentence.who);
  row.where = host == kafka::kNoHost ? "" : names_.host(host);
  row.text = std::move(sentence.text);
  row.detail = scenario::to_json_line(names_, now, host, event);
  row.cause = reason.number;
  row.because = std::move(reason.because);
  row.turn = turn;
  say_stall(row, news_);
  rows_.push_back(std::move(row));
}

void EventTeller::say_stall(EventRow& row, StallWatch::News news) const {
  if (news == StallWatch::News::none) return;
  row.kind = EventClass::isr;
  row.text =
      news == StallWatch::News::stalls
          ? fmt::format("the high watermark stands still at {}: the ISR still lists broker-{}, which does not run",
                        stalls_.high_watermark(), stalls_.dead().value())
          : fmt::format("the high watermark moves again: {}", stalls_.high_watermark());
}

}  // namespace view

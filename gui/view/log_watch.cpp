#include "gui/view/log_watch.h"

#include <variant>

#include "gui/view/event_kinds.h"
#include "gui/view/log_words.h"

namespace view {
namespace {

constexpr sim::Duration kOnceIn = std::chrono::seconds(1);
constexpr std::size_t kMostRemembered = 4096;  // lines: what was said longer ago does not matter

template <class E>
LogWords::Said line_of(const LogWords& words, const E& e) {
  static_assert(!is_routine<E> || std::is_same_v<decltype(words.line(e)), std::nullopt_t>, "routine is not asked for");
  return words.line(e);
}

}  // namespace

void LogWatch::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  ++number_;
  if (routine(event)) return;  // nobody prints these
  if (const auto* const opened = std::get_if<kafka::SessionOpened>(&event))
    sessions_[opened->session.value()] = opened->timeout;
  if (now < sim::kTimeZero) return;
  const LogWords words{{names_, host}, sessions_};
  LogWords::Said said = std::visit([&](const auto& e) { return line_of(words, e); }, event);
  if (!said) return;
  LogLine line{now, words.here(), said->level, std::move(said->text)};
  if (said_.size() > kMostRemembered) std::erase_if(said_, [&](const auto& s) { return now - s.second >= kOnceIn; });
  // Asked in what is known, too, so that the run says the same when it is gone through again.
  const auto [it, first] = said_.try_emplace({line.process, line.text}, now);
  if (!first && now - it->second < kOnceIn) return;
  it->second = now;
  if (number_ > known_) lines_.push_back(std::move(line));
}

}  // namespace view

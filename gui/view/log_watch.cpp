#include "gui/view/log_watch.h"

#include <variant>

#include "gui/view/log_words.h"

namespace view {
namespace {

constexpr sim::Duration kOnceIn = std::chrono::seconds(1);
constexpr std::size_t kMostRemembered = 4096;  // lines: what was said longer ago does not matter

}  // namespace

void LogWatch::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  ++number_;
  if (const auto* const opened = std::get_if<kafka::SessionOpened>(&event))
    sessions_[opened->session.value()] = opened->timeout;
  if (now < sim::kTimeZero) return;
  const LogWords words{{names_, host}, sessions_};
  LogWords::Said said = std::visit([&](const auto& e) { return words.line(e); }, event);
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

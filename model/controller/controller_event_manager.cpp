#include "model/controller/controller_event_manager.h"

#include <utility>

namespace kafka {

void ControllerEventManager::put(ControllerEvent event) {
  if (closed_) {
    if (event.preempt) event.preempt();
    return;
  }
  queue_.push_back(std::move(event));
  wake();
}

void ControllerEventManager::clear_and_put(ControllerEvent event) {
  std::deque<ControllerEvent> thrown_out = std::exchange(queue_, {});
  for (ControllerEvent& e : thrown_out)
    if (e.preempt) e.preempt();
  put(std::move(event));
}

void ControllerEventManager::close(Next idle) {
  closed_ = true;
  std::deque<ControllerEvent> thrown_out = std::exchange(queue_, {});
  for (ControllerEvent& e : thrown_out)
    if (e.preempt) e.preempt();
  if (!busy_) return idle();
  idle_ = std::move(idle);
}

void ControllerEventManager::release() {
  held_ = false;
  wake();
}

void ControllerEventManager::wake() {
  if (busy_ || waking_ || held_ || queue_.empty()) return;
  waking_ = true;
  scheduler_.after(sim::Duration{0}, life_, [this] {
    waking_ = false;
    begin();
  });
}

void ControllerEventManager::begin() {
  if (busy_ || held_ || queue_.empty()) return;
  const ControllerEvent event = std::move(queue_.front());
  queue_.pop_front();
  busy_ = true;
  current_ = event.name;
  const std::uint64_t number = ++processed_;
  event.process([this, number] { end(number); });
}

void ControllerEventManager::abandon() {
  if (busy_) end(processed_);
}

void ControllerEventManager::end(std::uint64_t number) {
  if (!busy_ || number != processed_) return;  // it was abandoned before
  busy_ = false;
  if (const Next idle = std::exchange(idle_, nullptr)) idle();
  wake();
}

}  // namespace kafka

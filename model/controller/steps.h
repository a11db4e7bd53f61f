#pragma once
/// Long work that waits again and again, written from top to bottom. In Kafka the controller's thread blocks inside
/// every call to ZooKeeper; here each call takes what is to be done next.

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace kafka {

/// What comes next; called once, at once or later. Dropped without a call when the work is given up.
using Next = std::function<void()>;
using Step = std::function<void(Next next)>;

/// Runs the steps one after the other, each when the one before has called its `next`, then `done`. Steps that call it
/// at once do not deepen the stack.
void run_steps(std::vector<Step> steps, Next done);

/// The same for each element of a list, which is copied.
template <class T, class F>
void for_each_in_turn(std::vector<T> items, F step, Next done) {
  std::vector<Step> steps;
  steps.reserve(items.size());
  const auto shared = std::make_shared<F>(std::move(step));
  for (T& item : items) {
    steps.push_back([shared, kept = std::move(item)](Next next) { (*shared)(kept, std::move(next)); });
  }
  run_steps(std::move(steps), std::move(done));
}

}  // namespace kafka

#include "model/controller/steps.h"

namespace kafka {

namespace {

struct Run : std::enable_shared_from_this<Run> {
  std::vector<Step> steps;
  Next done;
  std::size_t at = 0;
  bool looping = false;  ///< `go_on` is on the stack
  bool called = false;   ///< the step that runs now is over already

  void on_next() {
    called = true;
    if (!looping) go_on();
  }

  void go_on() {
    const std::shared_ptr<Run> self = shared_from_this();
    looping = true;
    while (at < steps.size()) {
      called = false;
      const Step step = std::move(steps[at++]);
      step([self] { self->on_next(); });
      if (!called) break;
    }
    looping = false;
    if (called && at == steps.size()) std::exchange(done, {})();
  }
};

}  // namespace

void run_steps(std::vector<Step> steps, Next done) {
  if (steps.empty()) return done();
  auto run = std::make_shared<Run>();
  run->steps = std::move(steps);
  run->done = std::move(done);
  run->go_on();
}

}  // namespace kafka

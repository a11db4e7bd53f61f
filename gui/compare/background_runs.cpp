#include "gui/compare/background_runs.h"

#include <QMetaObject>

namespace comparing {

void BackgroundRuns::start(std::vector<Side> sides) {
  cancel();
  progress_ = 0;
  const std::uint64_t job = ++job_;
  runs_ = std::make_shared<std::vector<std::shared_ptr<const WholeRun>>>();
  thread_ = std::jthread([this, job, runs = runs_, sides = std::move(sides)](const std::stop_token& stop) {
    const auto count = static_cast<double>(sides.size());
    for (std::size_t i = 0; i < sides.size() && !stop.stop_requested(); ++i) {
      const auto go_on = [&](double share) {
        progress_ = (static_cast<double>(i) + share) / count;
        return !stop.stop_requested();
      };
      runs->push_back(std::make_shared<const WholeRun>(run_whole(sides[i], go_on)));
    }
    if (!stop.stop_requested())
      QMetaObject::invokeMethod(
          this, [this, job] { finish(job); }, Qt::QueuedConnection);
  });
}

void BackgroundRuns::finish(std::uint64_t job) {
  if (job != job_ || !runs_) return;
  if (thread_.joinable()) thread_.join();
  const auto runs = std::move(runs_);
  Q_EMIT done(*runs);
}

void BackgroundRuns::cancel() {
  ++job_;
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  runs_.reset();
}

void BackgroundRuns::wait() {
  if (!thread_.joinable()) return;
  thread_.join();
  finish(job_);
}

}  // namespace comparing

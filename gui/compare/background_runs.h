#pragma once
/// Runs both sides of a comparison to their ends on a thread of its own.

#include <QObject>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "gui/compare/whole_run.h"

namespace comparing {

class BackgroundRuns final : public QObject {
  Q_OBJECT

 public:
  explicit BackgroundRuns(QObject* parent = nullptr) : QObject(parent) {}
  ~BackgroundRuns() override { cancel(); }

  void start(std::vector<Side> sides);
  void cancel();
  /// Until all is run, and done() is told.
  void wait();
  [[nodiscard]] bool busy() const { return thread_.joinable(); }
  /// From 0 to 1.
  [[nodiscard]] double progress() const { return progress_; }

 Q_SIGNALS:
  /// On the thread of this object.
  void done(const std::vector<std::shared_ptr<const comparing::WholeRun>>& runs);

 private:
  void finish(std::uint64_t job);

  std::jthread thread_;
  std::atomic<double> progress_{0};
  std::uint64_t job_ = 0;
  std::shared_ptr<std::vector<std::shared_ptr<const WholeRun>>> runs_;
};

}  // namespace comparing

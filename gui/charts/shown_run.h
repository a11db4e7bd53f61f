#pragma once
/// Whose run a view over time shows: the session's, as far as it has come at the instant that is shown, or another one
/// from beginning to end.

#include <memory>
#include <utility>

#include "gui/bridge/session.h"
#include "gui/charts/moments.h"

namespace charts {

class ShownRun {
 public:
  explicit ShownRun(bridge::Session& session) : session_(session) {}

  /// nullptr: the session's.
  void set(std::shared_ptr<const view::RunRecord> other) { other_ = std::move(other); }
  [[nodiscard]] bridge::Session& session() const { return session_; }
  [[nodiscard]] const view::RunRecord& record() const { return other_ ? *other_ : session_.record(); }
  /// What is recorded after this has not happened yet. Seconds.
  [[nodiscard]] double now() const { return other_ ? seconds_of(other_->until()) : session_.seconds(); }

 private:
  bridge::Session& session_;
  std::shared_ptr<const view::RunRecord> other_;
};

}  // namespace charts

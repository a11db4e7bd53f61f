#pragma once
/// Goes through the last two minutes of the record again, quickly: the chosen truck's ring and arrow drive their way.
/// It is the session's own time that goes: every page shows the same instant.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "gui/bridge/session.h"

namespace trucks {

class TrackPlayer final : public QObject {
  Q_OBJECT

 public:
  /// Recorded seconds in a second.
  static constexpr double kPace = 12;

  explicit TrackPlayer(bridge::Session& session, QObject* parent = nullptr);

  [[nodiscard]] bool playing() const { return playing_; }
  /// From `seconds` before the instant that is shown up to it; then stops there. Without a timer in direct mode.
  void start(double seconds);
  /// So many seconds of the screen later.
  void step(double seconds);
  void stop();

 Q_SIGNALS:
  void changed();

 private:
  bridge::Session& session_;
  QTimer timer_;
  QElapsedTimer wall_;
  bool playing_ = false;
  double at_ = 0;
  double until_ = 0;
};

}  // namespace trucks

#include "gui/trucks/track_player.h"

#include <algorithm>

namespace trucks {
namespace {

constexpr int kStepMs = 50;

}  // namespace

TrackPlayer::TrackPlayer(bridge::Session& session, QObject* parent) : QObject(parent), session_(session) {
  timer_.setInterval(kStepMs);
  connect(&timer_, &QTimer::timeout, this, [this] { step(static_cast<double>(wall_.restart()) / 1e3); });
  connect(&session_, &bridge::Session::opened, this, [this] {
    timer_.stop();
    playing_ = false;
    Q_EMIT changed();
  });
}

void TrackPlayer::start(double seconds) {
  session_.pause();
  until_ = session_.seconds();
  at_ = std::max(0.0, until_ - seconds);
  playing_ = true;
  session_.scrub(at_);
  wall_.start();
  timer_.start();
  Q_EMIT changed();
}

void TrackPlayer::step(double seconds) {
  if (!playing_) return;
  at_ += seconds * kPace;
  // Somebody has taken the time into his own hands.
  if (session_.playing()) return stop();
  if (at_ >= until_) return stop();
  session_.scrub(at_);
}

void TrackPlayer::stop() {
  if (!playing_) return;
  timer_.stop();
  playing_ = false;
  if (!session_.playing()) session_.seek(until_);
  Q_EMIT changed();
}

}  // namespace trucks

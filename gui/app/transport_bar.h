#pragma once
/// Play, pause, steps, the clock and the speed.

#include <QFrame>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <optional>
#include <utility>

#include "gui/bridge/session.h"

namespace app {

class ActionRegistry;

class TransportBar final : public QFrame {
  Q_OBJECT

 public:
  /// Its buttons are actions of the registry: see add_transport_actions().
  TransportBar(bridge::Session& session, ActionRegistry& actions, QWidget* parent = nullptr);

  /// Of the slider: 0.001 to 1000, logarithmic.
  static double speed_at(int position);
  static int position_of(double speed);
  static QString speed_text(double speed);
  /// What comes next, as far as it is known: "next: broker-102 leads ..., in 0.35 s".
  [[nodiscard]] QString next_event() const;
  /// Behind the registry's.
  void apply_theme();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void refresh_state();
  void refresh_play();
  QToolButton* add_button(const QString& action, bool primary = false);

  bridge::Session& session_;
  ActionRegistry& actions_;
  QLabel* clock_;
  QLabel* of_;
  QLabel* event_;
  QLabel* next_;
  QLabel* rate_;
  QLabel* speed_text_;
  QSlider* speed_;
  std::optional<std::pair<bool, QRgb>> play_look_;  // plays or pauses, in what colour
};

}  // namespace app

#pragma once
/// The faults that hit something at the instant that is shown, those by hand to be undone; and the last problem.

#include <QWidget>

#include "gui/bridge/session.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace cluster {

class ActiveFaults final : public QWidget {
  Q_OBJECT

 public:
  explicit ActiveFaults(bridge::Session& session, QWidget* parent = nullptr);

  void refresh();
  /// "A kill broker-102 since 01:00"
  [[nodiscard]] const QStringList& lines() const { return lines_; }
  /// Faults by hand that have not begun: "kill broker-102 for 30s at 01:20".
  [[nodiscard]] const QStringList& planned() const { return planned_; }
  /// Shown until another instant is.
  void tell(const QString& problem);

 Q_SIGNALS:
  void inject_wanted();

 private:
  void offer_healing();

  bridge::Session& session_;
  QStringList lines_;
  QStringList planned_;
  QStringList healable_;  // what the buttons are for
  QHBoxLayout* heal_;
  QString problem_;
  QLabel* text_;
  QToolButton* undo_;
  QToolButton* inject_;
};

}  // namespace cluster

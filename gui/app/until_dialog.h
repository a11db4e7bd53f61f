#pragma once
/// Asks where the run is to stop: a time, an event, the next event that matches, or when something becomes so; says at
/// once what is wrong with what was typed.

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "gui/bridge/session.h"

namespace app {

class UntilDialog final : public QDialog {
  Q_OBJECT

 public:
  explicit UntilDialog(bridge::Session& session, QWidget* parent = nullptr);

  [[nodiscard]] QString condition() const { return text_->text().trimmed(); }
  [[nodiscard]] QString problem() const { return problem_->text(); }

 private:
  void look_again();
  [[nodiscard]] QString of_selection() const;

  bridge::Session& session_;
  QLineEdit* text_;
  QLabel* problem_;
  QPushButton* run_ = nullptr;
};

}  // namespace app

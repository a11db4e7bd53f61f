#pragma once
/// The lesson beside the pages: what to look at now, and a question before the run shows the answer.

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <set>

#include "gui/bridge/session.h"

namespace app {

class LessonPanel final : public QFrame {
  Q_OBJECT

 public:
  explicit LessonPanel(bridge::Session& session, QWidget* parent = nullptr);

  /// Of the step that is told now, from 0; -1: before the first, or there are none.
  [[nodiscard]] int step() const { return step_; }
  [[nodiscard]] QString describe() const;
  /// Questions of the lesson, those that were answered (this time or another), and those answered right.
  struct Predictions {
    int questions = 0;
    int answered = 0;
    int right = 0;
  };
  [[nodiscard]] Predictions predictions() const;
  [[nodiscard]] bool teacher() const { return teacher_; }
  /// Steps advance by hand, and answers stay hidden until they are asked for.
  void set_teacher(bool on);

 public Q_SLOTS:
  /// Takes the run to the next step.
  void next();
  void previous();
  /// Choice `index` of the question of this step.
  void answer(int index);
  void reveal();

 Q_SIGNALS:
  /// "map", "measure NAME", "group shop", "broker-101": what the step wants looked at.
  void look(const QString& what);
  void done();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* build_text();
  void restart();
  void refresh();
  void go_to_step(int step);
  /// `look_there`: what can be selected is.
  void show_step(bool look_there = true);
  void show_looks(const scenario::StepSpec& step, bool look_there);
  void show_question(const scenario::QuestionSpec& question);
  [[nodiscard]] int step_at(double seconds) const;
  [[nodiscard]] QStringList guarantees() const;
  /// Under which the prediction of a step is remembered.
  [[nodiscard]] QString key_of(int step) const;

  bridge::Session& session_;
  int step_ = -1;
  bool teacher_ = false;
  bool finished_ = false;
  int chosen_ = -1;
  bool revealed_ = false;
  QLabel* head_;
  QLabel* text_;
  QLabel* looks_;
  QLabel* guarantee_;
  QVBoxLayout* question_;
  QWidget* question_box_;
  QPushButton* next_;
  QPushButton* previous_;
  QBoxLayout* foot_;
};

}  // namespace app

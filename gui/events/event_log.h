#pragma once
/// The list of what happened, with chips and a filter: the upper half of the events page, and the foot of the cluster.

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <vector>

#include "gui/events/event_model.h"

namespace events {

class EventLog final : public QFrame {
  Q_OBJECT

 public:
  explicit EventLog(bridge::Session& session, QWidget* parent = nullptr);

  /// Takes what the record has more.
  void refresh();
  [[nodiscard]] QString describe() const;
  [[nodiscard]] EventModel& model() { return *model_; }
  [[nodiscard]] const EventModel& model() const { return *model_; }
  /// As if typed. "", or the mistake that is shown.
  QString set_filter_text(const QString& text);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Chip {
    QToolButton* button;
    std::vector<view::EventClass> classes;
  };

  void make_head();
  void make_table();
  QToolButton* add_chip(const QString& id, const QString& text, bool on);
  void add_chip(const QString& id, const QString& text, std::vector<view::EventClass> classes, bool on);
  void take_chips();
  void take_filter();
  void select_row();
  void show_selected();
  void go_to(const QModelIndex& index);

  bridge::Session& session_;
  EventModel* model_;
  QTableView* table_;
  QLineEdit* filter_;
  QLabel* mistake_;
  QLabel* nothing_;
  QWidget* head_;
  QToolButton* internal_ = nullptr;
  std::vector<Chip> chips_;
  bool choosing_ = false;
  bool placed_ = false;
  double placed_at_ = -1;  ///< the instant that was shown then
};

}  // namespace events

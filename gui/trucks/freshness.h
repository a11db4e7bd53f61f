#pragma once
/// How many trucks are on time, late, lost from sight: a bar each, and what the signs on the map mean.

#include <QWidget>

#include "gui/trucks/truck_facts.h"

namespace trucks {

class Freshness final : public QWidget {
  Q_OBJECT

 public:
  explicit Freshness(QWidget* parent = nullptr);

  /// nullptr: nothing is known yet.
  void show_fleet(const view::TrucksNow* now, const scenario::TrucksSpec& spec);
  /// Lower, without the last line: where there is little room.
  void set_compact(bool on);
  [[nodiscard]] QString describe() const { return lines_.join(' '); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Bar {
    QString text;
    int count = 0;
    Age age = Age::on_time;
  };
  bool compact_ = false;
  QString title_;
  std::vector<Bar> bars_;
  QString worst_;
  int fleet_ = 0;
  QStringList lines_;
};

}  // namespace trucks

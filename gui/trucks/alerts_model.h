#pragma once
/// The notification service's alerts up to an instant, latest first, each against the truth; and crossings without one.

#include <QAbstractTableModel>
#include <vector>

#include "gui/view/run_record.h"
#include "scenarios/engine/trucks/regions.h"

namespace trucks {

class AlertsModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kAt, kTruck, kRegion, kAfter, kColumns };
  /// More are not listed.
  static constexpr std::size_t kMost = 1'000;

  explicit AlertsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role = Qt::DisplayRole) const override;

  /// `late_s`: an alert later than this after the crossing is late.
  void show_until(const std::vector<scenario::AlertRow>& alerts, sim::SimTime now, double late_s);
  [[nodiscard]] const scenario::AlertRow& row(int number) const { return rows_[static_cast<std::size_t>(number)]; }
  [[nodiscard]] bool late(const scenario::AlertRow& row) const;

 private:
  [[nodiscard]] QString text(const scenario::AlertRow& row, int column) const;

  scenario::Regions regions_ = scenario::Regions::netherlands();
  std::vector<scenario::AlertRow> rows_;  // latest first
  double late_s_ = 0;
};

}  // namespace trucks

#pragma once
/// What came of run A and run B, figure by figure: better and worse by arrow, word and colour.

#include <QAbstractTableModel>
#include <vector>

#include "gui/compare/outcome.h"

namespace comparing {

class OutcomeModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void show(const QString& title_a, const QString& title_b, std::vector<Figure> figures);
  [[nodiscard]] const std::vector<Figure>& figures() const { return figures_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() || figures_.empty() ? 0 : 2;
  }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : 1 + static_cast<int>(figures_.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  [[nodiscard]] QString value(const Figure& figure, bool b) const;

  QString titles_[2];
  std::vector<Figure> figures_;
};

}  // namespace comparing

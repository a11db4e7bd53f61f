#pragma once
/// The cards that have all the words that are looked for, and the tag that is chosen.

#include <QSortFilterProxyModel>

#include "gui/app/scenario_model.h"

namespace app {

class ScenarioFilter final : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit ScenarioFilter(ScenarioModel& model, QObject* parent = nullptr);

  void set_words(const QString& text);
  void set_tag(ScenarioTag tag);

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  ScenarioModel& model_;
  QStringList words_;
  ScenarioTag tag_ = ScenarioTag::all;
};

}  // namespace app

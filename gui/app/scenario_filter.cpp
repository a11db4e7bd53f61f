#include "gui/app/scenario_filter.h"

#include <algorithm>

namespace app {

ScenarioFilter::ScenarioFilter(ScenarioModel& model, QObject* parent) : QSortFilterProxyModel(parent), model_(model) {
  setSourceModel(&model);
}

void ScenarioFilter::set_words(const QString& text) {
  words_ = text.split(' ', Qt::SkipEmptyParts);
  invalidateFilter();
}

void ScenarioFilter::set_tag(ScenarioTag tag) {
  tag_ = tag;
  invalidateFilter();
}

bool ScenarioFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  if (!model_.has(row, tag_)) return false;
  const QString text = model_.data(model_.index(row), ScenarioModel::search_role).toString();
  return std::all_of(words_.begin(), words_.end(),
                     [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace app

#pragma once
/// The brokers' settings that decide most of what one sees, and which of them the scenario has changed.

#include "gui/models/row_model.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace models {

class SettingModel final : public RowModel {
  Q_OBJECT

 public:
  explicit SettingModel(QObject* parent = nullptr);

  void show(const scenario::ScenarioSpec& spec);
};

}  // namespace models

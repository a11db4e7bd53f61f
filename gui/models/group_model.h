#pragma once
/// What the consumer groups have read: a row for each group and partition, as kafka-consumer-groups.sh --describe.

#include "gui/models/row_model.h"
#include "gui/view/snapshot.h"

namespace models {

class GroupModel final : public RowModel {
  Q_OBJECT

 public:
  enum Column {
    group_column,
    partition_column,
    committed_column,
    log_end_column,
    lag_column,
    position_column,
    owner_column
  };

  explicit GroupModel(QObject* parent = nullptr);
  /// "" = of all groups.
  void show(const view::Snapshot& snapshot, const QString& group = {});
};

}  // namespace models

#pragma once
/// All partitions of the scenario's topics, with what each can still lose.

#include "gui/models/row_model.h"
#include "gui/view/snapshot.h"

namespace models {

class PartitionModel final : public RowModel {
  Q_OBJECT

 public:
  enum Column {
    partition_column,
    leader_column,
    preferred_column,
    replicas_column,
    isr_column,
    min_isr_column,
    high_watermark_column,
    guarantee_column
  };

  explicit PartitionModel(QObject* parent = nullptr);
  void show(const view::Snapshot& snapshot);
};

}  // namespace models

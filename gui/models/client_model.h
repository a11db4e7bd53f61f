#pragma once
/// The applications: producers, each with all its instances, and the members of the groups.

#include "gui/models/row_model.h"
#include "gui/view/snapshot.h"

namespace models {

class ClientModel final : public RowModel {
  Q_OBJECT

 public:
  enum Column { client_column, kind_column, state_column, rate_column, waiting_column, note_column };

  explicit ClientModel(QObject* parent = nullptr);
  void show(const view::Snapshot& snapshot);
};

/// "stable", "joining", ... or why there is no phase: "down", "paused".
QString phase_text(const view::MemberNow& member);

}  // namespace models

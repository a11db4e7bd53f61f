#pragma once
/// The menu of faults that can be made on one thing: quick ones with a letter, then every kind with its parameters.

#include <QMenu>
#include <optional>

#include "gui/cluster/fault_request.h"

namespace cluster {

class FaultMenu final : public QMenu {
  Q_OBJECT

 public:
  using Thing = bridge::Selection::Kind;

  FaultMenu(Thing thing, const QString& name, const view::Snapshot& snapshot, QWidget* parent = nullptr);

  /// What a letter on the focused thing asks for; nothing: no fault has it there, or it takes more words.
  [[nodiscard]] static std::optional<FaultRequest> quick(Thing thing, const QString& name, int key);

 Q_SIGNALS:
  void inject(const QString& words);
  /// Everything about it is to be asked.
  void ask(const cluster::FaultRequest& request);

 private:
  void add_quick(Thing thing, const QString& name);
  void add_kinds(QMenu& menu, Thing thing, const QString& target, const view::Snapshot& snapshot);
  void add_kind(QMenu& menu, FaultRequest request, const view::Snapshot& snapshot);
  void add_durations(QMenu& menu, const FaultRequest& request);
  void add_values(QMenu& menu, const FaultRequest& request, QString FaultRequest::*field, const QStringList& values);
  void add_peers(QMenu& menu, const FaultRequest& request, const view::Snapshot& snapshot);
  void add_request(QMenu& menu, const QString& title, const FaultRequest& request);
  void add_question(QMenu& menu, const QString& title, const FaultRequest& request);
};

}  // namespace cluster

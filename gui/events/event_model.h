#pragma once
/// The events of a run's record that pass the filter, as a table: rows are only appended while it plays.

#include <QAbstractTableModel>
#include <array>
#include <deque>
#include <vector>

#include "gui/bridge/session.h"
#include "gui/view/event_filter.h"

namespace events {

class EventModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { time, who, what, columns };
  enum Role {
    kind_role = Qt::UserRole,  ///< view::EventClass as int
    future_role,               ///< later than the instant that is shown
    marked_role,               ///< of the selected entity
    number_role,
  };
  using Classes = std::array<bool, view::kEventClasses>;

  explicit EventModel(bridge::Session& session, QObject* parent = nullptr);

  /// Takes what the record has more.
  void catch_up();
  void set_filter(view::EventFilter filter);
  void set_classes(const Classes& classes);
  /// Partitions of __consumer_offsets and __transaction_state, too.
  void set_internal_topics(bool on);

  [[nodiscard]] const view::EventRow* row_at(int row) const;
  /// -1: it is not listed.
  [[nodiscard]] int row_of(std::uint64_t number) const;
  /// The last row at or before `seconds`; -1: none.
  [[nodiscard]] int row_before(double seconds) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    std::uint64_t number;
    const view::EventRow* row;
  };

  void start_again();
  void forget_old();
  void show_instant();
  void mark_selected();
  [[nodiscard]] bool passes(const view::EventRow& row) const;

  bridge::Session& session_;
  view::EventFilter filter_;
  Classes classes_{};
  bool internal_topics_ = false;
  std::deque<Row> rows_;
  std::uint64_t last_ = 0;  // of the record's, listed or not
  double shown_ = -1;       // the instant for which rows are faint
  std::string marked_;
};

}  // namespace events

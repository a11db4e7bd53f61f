#include "gui/events/event_model.h"

#include <algorithm>

#include "gui/events/event_look.h"
#include "gui/style/format.h"

namespace events {

EventModel::EventModel(bridge::Session& session, QObject* parent) : QAbstractTableModel(parent), session_(session) {
  classes_.fill(true);
  connect(&session, &bridge::Session::opened, this, &EventModel::start_again);
  connect(&session, &bridge::Session::branched, this, &EventModel::start_again);
  connect(&session, &bridge::Session::shown, this, &EventModel::show_instant);
  connect(&session.selection(), &bridge::Selection::changed, this, &EventModel::mark_selected);
}

// ---- rows

bool EventModel::passes(const view::EventRow& row) const {
  if (!classes_[static_cast<std::size_t>(row.kind)]) return false;
  if (!internal_topics_ && row.who.starts_with("__")) return false;
  return filter_.matches(row);
}

void EventModel::start_again() {
  beginResetModel();
  rows_.clear();
  last_ = 0;
  endResetModel();
  catch_up();
}

void EventModel::forget_old() {
  const std::deque<view::EventRow>& all = session_.record().events();
  const std::uint64_t first = all.empty() ? 0 : all.front().number;
  int gone = 0;
  while (gone < static_cast<int>(rows_.size()) && rows_[static_cast<std::size_t>(gone)].number < first) ++gone;
  if (gone == 0) return;
  beginRemoveRows({}, 0, gone - 1);
  rows_.erase(rows_.begin(), rows_.begin() + gone);
  endRemoveRows();
}

void EventModel::catch_up() {
  forget_old();
  const std::deque<view::EventRow>& all = session_.record().events();
  auto it = std::upper_bound(all.begin(), all.end(), last_,
                             [](std::uint64_t n, const view::EventRow& e) { return n < e.number; });
  std::vector<Row> more;
  for (; it != all.end(); ++it)
    if (passes(*it)) more.push_back({it->number, &*it});
  if (!all.empty()) last_ = all.back().number;
  if (more.empty()) return;
  const int from = static_cast<int>(rows_.size());
  beginInsertRows({}, from, from + static_cast<int>(more.size()) - 1);
  rows_.insert(rows_.end(), more.begin(), more.end());
  endInsertRows();
}

void EventModel::set_filter(view::EventFilter filter) {
  filter_ = std::move(filter);
  start_again();
}

void EventModel::set_classes(const Classes& classes) {
  if (classes == classes_) return;
  classes_ = classes;
  start_again();
}

void EventModel::set_internal_topics(bool on) {
  if (on == internal_topics_) return;
  internal_topics_ = on;
  start_again();
}

void EventModel::show_instant() {
  const double before = std::exchange(shown_, session_.seconds());
  const int a = row_before(std::min(before, shown_));
  const int b = row_before(std::max(before, shown_));
  if (b > a) Q_EMIT dataChanged(index(a + 1, 0), index(b, columns - 1), {future_role});
}

void EventModel::mark_selected() {
  const bridge::Selection& s = session_.selection();
  const bool entity = s.kind() != bridge::Selection::Kind::nothing && s.kind() != bridge::Selection::Kind::event;
  std::string name = entity ? s.name().toStdString() : "";
  if (s.kind() == bridge::Selection::Kind::group) name = "group " + name;
  if (name == marked_) return;
  marked_ = std::move(name);
  if (!rows_.empty())
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(rows_.size()) - 1, columns - 1), {marked_role});
}

// ---- questions

const view::EventRow* EventModel::row_at(int row) const {
  return row >= 0 && row < static_cast<int>(rows_.size()) ? rows_[static_cast<std::size_t>(row)].row : nullptr;
}

int EventModel::row_of(std::uint64_t number) const {
  const auto it =
      std::lower_bound(rows_.begin(), rows_.end(), number, [](const Row& r, std::uint64_t n) { return r.number < n; });
  return it != rows_.end() && it->number == number ? static_cast<int>(it - rows_.begin()) : -1;
}

int EventModel::row_before(double seconds) const {
  const auto it = std::upper_bound(rows_.begin(), rows_.end(), seconds,
                                   [](double t, const Row& r) { return t < seconds_of(*r.row); });
  return static_cast<int>(it - rows_.begin()) - 1;
}

int EventModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int EventModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant EventModel::data(const QModelIndex& index, int role) const {
  const view::EventRow* const row = index.isValid() ? row_at(index.row()) : nullptr;
  if (row == nullptr) return {};
  switch (role) {
    case Qt::DisplayRole:
      if (index.column() == time) return style::clock_text(seconds_of(*row));
      return text_of(index.column() == who ? row->who : row->text);
    case Qt::ToolTipRole:
      return text_of(row->because.empty() ? row->text : row->text + "\n" + row->because);
    case Qt::AccessibleTextRole:
      return QString("%1 %2 %3").arg(style::clock_text(seconds_of(*row)), text_of(row->who), text_of(row->text));
    case kind_role:
      return static_cast<int>(row->kind);
    case future_role:
      return seconds_of(*row) > session_.seconds() + 5e-10;
    case marked_role:
      return !marked_.empty() && (row->who == marked_ || row->where == marked_);
    case number_role:
      return QVariant::fromValue<quint64>(row->number);
    default:
      return {};
  }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == time ? tr("Time") : section == who ? tr("Where") : tr("What");
}

}  // namespace events
